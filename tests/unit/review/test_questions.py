"""How the questions of a sitting stand after each answer; what others say of pairs not yet answered stays unseen."""

from __future__ import annotations

from uhcmatch.review import (
    Pair,
    Question,
    ReviewLine,
    Statement,
    looked_at_again,
    next_waiting,
    others_given,
    progress,
    standing,
)

A, B, C = Pair("R1", "M1"), Pair("R2", "M1"), Pair("R3", "M2")


def said(*words: tuple[Pair, str, str], undoes: dict[int, int] | None = None) -> list[Statement]:
    return [
        Statement(pair, verdict, who, None, "2026-11-23T00:00:00+00:00", 0, at, (undoes or {}).get(at, 0))
        for at, (pair, who, verdict) in enumerate(words, start=1)
    ]


def asked() -> list[Question]:
    rows = {A: (1, 1), B: (2, 1), C: (3, 2)}
    return [Question(ReviewLine(pair.key, "open", None, ()), pair, *row) for pair, row in rows.items()]


def states_of(questions: list[Question]) -> list[tuple[str, str | None]]:
    return [(one.line.state, one.line.verdict) for one in questions]


def test_an_answer_changes_its_pair_only() -> None:
    held = standing(said((A, "sari", "SAMA"), (C, "budi", "BEDA")))
    seen = looked_at_again(asked(), 0, held)
    assert states_of(seen) == [("decided", "SAMA"), ("open", None), ("open", None)]
    assert next_waiting(seen) == 1
    assert others_given(seen, 1) == [0]
    assert others_given(seen, 0) == []
    assert (progress(seen).decided, progress(seen).open) == (1, 2)


def test_one_card_for_two_residents_is_a_contradiction_of_both_until_one_is_taken_back() -> None:
    words = [(A, "sari", "SAMA"), (B, "sari", "SAMA")]
    seen = looked_at_again(looked_at_again(asked(), 0, standing(said(*words[:1]))), 1, standing(said(*words)))
    assert states_of(seen)[:2] == [("contradictory", "BERTENTANGAN")] * 2
    assert [one.settles for one in seen] == [1, 2, 0]
    after = looked_at_again(seen, 1, standing(said(*words, (B, "sari", "BEDA"))))
    assert states_of(after)[:2] == [("decided", "SAMA"), ("decided", "BEDA")]


def test_two_people_contradict_each_other_and_an_undone_word_was_never_said() -> None:
    words = [(A, "sari", "SAMA"), (A, "budi", "BEDA")]
    torn = looked_at_again(asked(), 0, standing(said(*words)))
    assert states_of(torn)[0] == ("contradictory", "BERTENTANGAN")
    assert torn[0].settles == 2
    undone = said(*words, (A, "budi", "RAGU"), undoes={3: 2})
    assert states_of(looked_at_again(torn, 0, standing(undone)))[0] == ("decided", "SAMA")
    nothing = said((A, "sari", "SAMA"), (A, "sari", "RAGU"), undoes={2: 1})
    assert states_of(looked_at_again(torn, 0, standing(nothing)))[0] == ("open", None)


def test_the_next_question_is_looked_for_behind_and_then_from_the_top() -> None:
    seen = looked_at_again(asked(), 1, standing(said((B, "sari", "BEDA"))))
    assert [next_waiting(seen, at) for at in (-1, 0, 2)] == [0, 2, 0]
    assert next_waiting([]) is None
