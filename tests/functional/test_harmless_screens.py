"""H02, H03: a screen gets letters and our own colours, whatever people, places and files are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from rich.cells import cell_len

from tests.functional import hostile_town
from tests.functional.reading_products import foreign, on_a_terminal, undressed
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from tests.functional.conftest import Town

SCREENS: Final = (
    ("reconcile", "{folder}/penduduk", "{folder}/peserta", "--out", "{folder}/again-{n}"),
    ("sweep", "{run}"),
    ("sweep", "{run}", "--by", "kecamatan", "--format", "json"),
    ("coverage", "{run}", "--by", "rt"),
    ("coverage", "{run}", "--format", "json"),
    ("anomalies", "{run}"),
    ("anomalies", "{run}", "--format", "json"),
    ("explain", "{run}", "--resident-row", "1"),
    ("explain", "{run}", "--resident-row", "98"),
    ("explain", "{run}", "--member-row", "28", "--format", "json"),
    ("evaluate", "{run}", "--truth", "{folder}/truth.csv"),
    ("inspect", "{folder}/penduduk", "--as", "population"),
    ("inspect", "{folder}/peserta", "--as", "members", "--format", "json"),
    ("runs", "show", "{run}"),
    ("runs", "verify", "{run}"),
)


def _call(town: Town, words: tuple[str, ...], n: str = "") -> list[str]:
    return [word.format(folder=town.folder, run=town.run, n=n) for word in words]


@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_a_screen_shows_letters_only(
    town: Town, words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    capsys.readouterr()
    assert run(_call(town, words, str(SCREENS.index(words)))) == 0
    told = capsys.readouterr()
    assert told.out
    assert foreign(told.out) | foreign(told.err) == set()
    lines = [line for line in told.out.splitlines() if str(town.folder) not in line]  # a path is as long as it is
    assert "json" in words or max(map(cell_len, lines)) <= 80


@pytest.mark.parametrize("words", [SCREENS[0], SCREENS[1], SCREENS[5]], ids=" ".join)
def test_a_terminal_gets_our_colours_only(town: Town, words: tuple[str, ...]) -> None:
    told = on_a_terminal(*_call(town, words, "terminal"))
    assert "\x1b[1m" in told
    assert foreign(undressed(told)) == set()
    assert any(text.upper() in told for text in (*hostile_town.FORMULAS, *hostile_town.MARKUP))


REFUSED: Final = (
    ("reconcile", "{folder}/{bad}.csv", "{folder}/peserta"),
    ("reconcile", "{folder}/penduduk", "{folder}/strange/{bad}"),
    ("coverage", "{run}", "--map", "{folder}/strange/{bad}", "--format", "html"),
    ("coverage", "{run}", "--config", "{folder}/{bad}.toml"),
    ("coverage", "{run}", "--out", "{folder}/{bad}/x.html", "--format", "html"),
    ("sweep", "{run}", "--area", "{bad}"),
    ("sweep", "{run}", "--format", "{bad}"),
    ("sweep", "{folder}/{bad}"),
    ("sweep", "{run}", "--format", "csv", "--out", "{folder}/strange/{bad}"),
    ("anomalies", "{run}", "--kind", "{bad}"),
)


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_an_error_is_two_lines_of_letters(
    town: Town, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    code = run([word.format(folder=town.folder, run=town.run, bad=hostile_town.WORD) for word in words])
    told = capsys.readouterr()
    assert code in (2, 10, 11, 12)
    assert [line.partition(":")[0] for line in told.err.splitlines()] == ["error", "hint"]
    assert foreign(told.err) == set()
