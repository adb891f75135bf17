"""A visit is a day; what is told of it in two ways is settled by nobody's coming last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uhcmatch.visits import Answer, standing

if TYPE_CHECKING:
    from uhcmatch.visits.standing import PersonVisits


def state(*told: tuple[str, str | None], runs: str = "AAA", replaces: int = 0) -> PersonVisits:
    """The visits of somebody of whom outcomes and days were told; `replaces` is that of the last."""
    answers = []
    for entry, (code, visited) in enumerate(told, start=1):
        at, gone = f"2026-12-{entry:02}T08:00:00+00:00", replaces if entry == len(told) else 0
        answers.append(Answer("P", code, visited, None, None, runs[entry - 1], None, "sari", at, gone, entry))
    return standing(answers)["P"]


def seen(one: PersonVisits) -> tuple[int, str, str]:
    return len(one.visits), "/".join(one.latest.codes), one.latest.next


def test_the_last_visit_counts_in_whatever_order_sheets_come() -> None:
    told = [("menolak", "2026-12-05"), ("bersedia_pemda", "2026-12-09")]
    for order in (told, told[::-1]):
        assert seen(state(*order)) == (2, "bersedia_pemda", "daftar")


def test_two_outcomes_of_one_day_contradict_each_other() -> None:
    one = state(("bersedia_pemda", "2026-12-05"), ("pindah", "2026-12-05"))
    assert seen(one) == (1, "bersedia_pemda/pindah", "periksa")
    assert one.is_contradicted
    agreed = state(("menolak", "2026-12-05"), ("tidak_ditemui", "2026-12-05"))
    assert seen(agreed) == (1, "menolak/tidak_ditemui", "ulang")
    assert agreed.is_contradicted


def test_a_later_visit_ends_a_contradiction() -> None:
    one = state(("bersedia_pemda", "2026-12-05"), ("pindah", "2026-12-05"), ("bersedia_pemda", "2026-12-06"))
    assert seen(one) == (2, "bersedia_pemda", "daftar")


def test_a_correction_takes_back_what_was_said_of_the_same_visit() -> None:
    one = state(("bersedia_pemda", "2026-12-05"), ("pindah", "2026-12-05"), replaces=1)
    assert seen(one) == (1, "pindah", "dukcapil")
    other_day = state(("bersedia_pemda", "2026-12-05"), ("pindah", "2026-12-06"), replaces=1)
    assert seen(other_day) == (2, "pindah", "dukcapil")


def test_without_a_day_the_sheet_is_the_visit() -> None:
    assert seen(state(("menolak", None), ("menolak", None))) == (1, "menolak", "ulang")
    assert seen(state(("menolak", None), ("tidak_ditemui", None), runs="AB"))[0] == 2
    assert state(("menolak", None), ("bersedia_pemda", None)).is_contradicted


def test_a_day_that_is_added_later_makes_no_second_visit() -> None:
    assert seen(state(("menolak", None), ("menolak", "2026-12-05"))) == (1, "menolak", "ulang")
    assert seen(state(("menolak", "2026-12-05"), ("menolak", None))) == (1, "menolak", "ulang")
