"""One voice a person; nobody wins by coming last."""

from __future__ import annotations

from uhcmatch.review import Pair, Statement, agreement, standing

A, B = Pair("R1", "M1"), Pair("R2", "M1")


def said(*words: tuple[str, str], pair: Pair = A, settles: dict[int, int] | None = None) -> list[Statement]:
    return [
        Statement(pair, verdict, who, None, "2026-11-23T00:00:00+00:00", (settles or {}).get(at, 0), at)
        for at, (who, verdict) in enumerate(words, start=1)
    ]


def verdict(*words: tuple[str, str], settles: dict[int, int] | None = None) -> str:
    return standing(said(*words, settles=settles))[A].verdict


def test_one_voice() -> None:
    assert verdict(("sari", "SAMA")) == "SAMA"
    assert verdict(("sari", "RAGU")) == "RAGU"
    assert standing([]) == {}


def test_a_person_may_correct_or_take_back_a_word() -> None:
    assert verdict(("sari", "SAMA"), ("sari", "BEDA")) == "BEDA"
    assert verdict(("sari", "SAMA"), (" SARI ", "RAGU")) == "RAGU"


def test_two_people_agree_or_contradict_each_other_in_any_order() -> None:
    assert verdict(("sari", "SAMA"), ("budi", "SAMA")) == "SAMA"
    for words in ([("sari", "SAMA"), ("budi", "BEDA")], [("budi", "BEDA"), ("sari", "SAMA")]):
        assert verdict(*words) == "BERTENTANGAN"
    assert verdict(("sari", "SAMA"), ("budi", "RAGU")) == "SAMA"


def test_a_contradiction_ends_when_one_gives_in_or_somebody_who_saw_both_decides() -> None:
    torn = [("sari", "SAMA"), ("budi", "BEDA")]
    assert verdict(*torn, ("budi", "SAMA")) == "SAMA"
    assert verdict(*torn, ("lurah", "BEDA")) == "BERTENTANGAN"
    assert verdict(*torn, ("lurah", "BEDA"), settles={3: 2}) == "BEDA"
    assert verdict(*torn, ("lurah", "BEDA"), settles={3: 1}) == "BEDA"
    assert verdict(*torn, ("lurah", "SAMA"), settles={3: 1}) == "BERTENTANGAN"
    assert verdict(*torn, ("lurah", "BEDA"), ("sari", "SAMA"), settles={3: 2}) == "BERTENTANGAN"


def test_pairs_do_not_speak_for_each_other() -> None:
    states = standing([*said(("sari", "SAMA")), *said(("sari", "BEDA"), pair=B)])
    assert {pair: state.verdict for pair, state in states.items()} == {A: "SAMA", B: "BEDA"}


def test_a_statement_is_kept_and_read_back() -> None:
    one = Statement(A, "BEDA", "Sari", "nama ibu lain", "2026-11-23T00:00:00+00:00", 4, 9)
    assert Statement.kept(9, one.pair.key, one.as_content()) == one


def test_an_undone_word_counts_as_never_said_nor_what_it_settled() -> None:
    torn = said(("sari", "SAMA"), ("budi", "BEDA"), ("lurah", "BEDA"), settles={3: 2})
    assert standing(torn)[A].verdict == "BEDA"
    undone = Statement(A, "RAGU", "lurah", None, "2026-11-23T00:00:00+00:00", entry=4, undoes=3)
    assert standing([*torn, undone])[A].verdict == "BERTENTANGAN"
    assert [voice.who for voice in standing([*torn, undone])[A].voices] == ["sari", "budi"]
    changed = said(("sari", "BEDA"), ("sari", "SAMA"))
    back = Statement(A, "RAGU", "sari", None, "2026-11-23T00:00:00+00:00", entry=3, undoes=2)
    assert standing([*changed, back])[A].verdict == "BEDA"
    slip = Statement(A, "RAGU", "sari", None, "2026-11-23T00:00:00+00:00", entry=2, undoes=1)
    assert A not in standing([changed[0], slip])
    assert Statement.kept(3, A.key, back.as_content()) == back


def test_an_undone_word_is_no_reading_of_a_second_person() -> None:
    undone = Statement(A, "RAGU", "budi", None, "2026-11-23T00:00:00+00:00", entry=3, undoes=2)
    both = said(("sari", "SAMA"), ("budi", "BEDA"))
    assert agreement(both) == (1, 0)
    assert agreement([*both, undone]) == (0, 0)
