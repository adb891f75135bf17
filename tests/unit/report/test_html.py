from __future__ import annotations

import pytest

from uhcmatch.report.html import raw, tag, together


def test_texts_and_attributes_are_escaped_and_markup_is_not() -> None:
    made = tag("p", "<b>&", tag("i", "x"), title='"<')
    assert made.markup == '<p title="&quot;&lt;">&lt;b&gt;&amp;<i>x</i></p>'


def test_names_of_attributes() -> None:
    assert tag("td", class_="a", data_v=3, name="n", hidden=None).markup == '<td class="a" data-v="3" name="n"></td>'
    assert tag("meta", charset="utf-8").markup == '<meta charset="utf-8"/>'


def test_what_moves_a_cursor_or_hides_is_gone() -> None:
    assert tag("p", "a\u202eb\x1b[31m\x00", title="x\u200by").markup == '<p title="xy">ab[31m</p>'


def test_nothing_is_left_out() -> None:
    assert together([None, "a", None]).markup == "a"


def test_a_script_cannot_end_early() -> None:
    with pytest.raises(ValueError, match="script"):
        raw("script", "</script>")
