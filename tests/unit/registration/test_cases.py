"""What became of proposals is a pure function of what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from uhcmatch.jobs.known.registered import said_of
from uhcmatch.registration import Case, Prints, Proposal, Reply, Withdrawn, cases, used

if TYPE_CHECKING:
    from collections.abc import Sequence


def proposal(person: str, batch: str = "2026-12-1", entry: int = 1) -> Proposal:
    period = batch.rpartition("-")[0]
    return Proposal(
        person, f"n{person}", f"x{person}", batch, 1, f"{period}-05", period, "BARU", 42_000, "run", 1, entry
    )


def reply(person: str, code: str, batch: str = "2026-12-1", **more: bool) -> Reply:
    return Reply(person, batch, code, "2026-12-20", **more)


def known(
    proposals: Sequence[Proposal],
    replies: Sequence[Reply] = (),
    withdrawn: Sequence[Withdrawn] = (),
    now: dict[str, Prints] | None = None,
) -> list[Case]:
    return cases(proposals, replies, withdrawn, now or {})


def states(found: list[Case]) -> list[tuple[str, str | None]]:
    return [(case.state, case.code) for case in found]


def test_a_proposal_is_open_until_it_is_answered() -> None:
    proposals = [proposal("a"), proposal("b"), proposal("c"), proposal("d")]
    replies = [reply("b", "diterima"), reply("c", "aktif_pbi"), reply("d", "bulan_depan")]
    assert states(known(proposals, replies)) == [
        ("open", None),
        ("accepted", "diterima"),
        ("refused", "aktif_pbi"),
        ("later", "bulan_depan"),
    ]


def test_only_what_replaces_takes_an_earlier_answer_back() -> None:
    first, second = reply("a", "nik_tidak_online"), reply("a", "diterima")
    assert states(known([proposal("a")], [first, second])) == [("refused", "nik_tidak_online")]
    corrected = reply("a", "diterima", replaces=True)
    assert states(known([proposal("a")], [first, corrected])) == [("accepted", "diterima")]


def test_a_reply_is_to_one_file_only() -> None:
    found = known([proposal("a"), proposal("a", "2027-01-1", 2)], [reply("a", "ganda")])
    assert states(found) == [("refused", "ganda"), ("open", None)]


def test_a_file_that_was_withdrawn_never_was() -> None:
    assert known([proposal("a")], [], [Withdrawn("2026-12-1", "2026-12-06")]) == []


def test_places_are_of_those_open_or_accepted_and_nobody_takes_two() -> None:
    found = known(
        [proposal("a"), proposal("b"), proposal("c"), proposal("c", "2026-12-2"), proposal("d", "2027-01-1")],
        [reply("a", "diterima_tunggakan"), reply("b", "meninggal")],
    )
    assert [used(found, when) for when in ("2026-12", "2026", "2027-01", "2027")] == [2, 2, 1, 1]


@pytest.mark.parametrize("now", [Prints("b", "nb", "xb"), Prints("b", "na", "xb")], ids=["number", "name"])
def test_who_was_corrected_between_two_proposals_takes_one_place(now: Prints) -> None:
    second = replace(proposal("b", "2026-12-2", 2), nik=now.nik)
    found = known([proposal("a"), second], now={"a": now})
    assert [case.key for case in found] == [("a", "2026-12-1"), ("b", "2026-12-2")]
    assert used(found, "2026") == 1
    assert used(known([proposal("a"), second, proposal("c")], now={"a": now}), "2026") == 2


def test_a_reply_is_to_who_was_proposed_whatever_they_are_known_by_today() -> None:
    now = Prints("b", "nb", "xb")
    (case,) = known([proposal("a")], [reply("a", "diterima")], now={"a": now})
    assert (case.state, case.now) == ("accepted", now)


def test_what_lists_say_changes_when_the_member_files_ought_to_show_it() -> None:
    found = known([proposal("a"), proposal("b"), proposal("c")], [reply("b", "diterima"), reply("c", "ganda")])
    soon, late = date(2027, 1, 5), date(2027, 3, 1)
    assert [said_of(case, soon, 62) for case in found] == ["diusulkan", "diterima", "ganda"]
    assert [said_of(case, late, 62) for case in found] == ["belum_dijawab", "belum_tampak", "ganda"]


def test_entries_come_back_as_they_were_kept() -> None:
    one, other = proposal("a"), reply("a", "diterima", replaces=True)
    assert Proposal.kept(1, "a", one.as_content()) == one
    assert Reply.kept(0, "a", other.as_content()) == other
    assert not {"nik_plain", "nama"} & set(one.as_content())
