"""What became of proposals is a pure function of what was kept."""

from __future__ import annotations

from datetime import date

from uhcmatch.jobs.registered import said_of
from uhcmatch.registration import Case, Proposal, Reply, Withdrawn, cases, latest, used


def proposal(person: str, batch: str = "2026-12-1", entry: int = 1) -> Proposal:
    period = batch.rpartition("-")[0]
    return Proposal(
        person, f"n{person}", f"x{person}", batch, 1, f"{period}-05", period, "BARU", 42_000, "run", 1, entry
    )


def reply(person: str, code: str, batch: str = "2026-12-1", **more: bool) -> Reply:
    return Reply(person, batch, code, "2026-12-20", **more)


def states(known: list[Case]) -> list[tuple[str, str | None]]:
    return [(case.state, case.code) for case in known]


def test_a_proposal_is_open_until_it_is_answered() -> None:
    known = cases([proposal("a"), proposal("b"), proposal("c"), proposal("d")],
                  [reply("b", "diterima"), reply("c", "aktif_pbi"), reply("d", "bulan_depan")], [])  # fmt: skip
    assert states(known) == [
        ("open", None),
        ("accepted", "diterima"),
        ("refused", "aktif_pbi"),
        ("later", "bulan_depan"),
    ]


def test_only_what_replaces_takes_an_earlier_answer_back() -> None:
    first, second = reply("a", "nik_tidak_online"), reply("a", "diterima")
    assert states(cases([proposal("a")], [first, second], [])) == [("refused", "nik_tidak_online")]
    corrected = reply("a", "diterima", replaces=True)
    assert states(cases([proposal("a")], [first, corrected], [])) == [("accepted", "diterima")]


def test_a_reply_is_to_one_file_only() -> None:
    known = cases([proposal("a"), proposal("a", "2027-01-1", 2)], [reply("a", "ganda")], [])
    assert states(known) == [("refused", "ganda"), ("open", None)]
    assert latest(known).by_person["a"].proposal.batch == "2027-01-1"
    assert latest(known).by_nik["na"].state == "open"


def test_a_file_that_was_withdrawn_never_was() -> None:
    assert cases([proposal("a")], [], [Withdrawn("2026-12-1", "2026-12-06")]) == []


def test_places_are_of_those_open_or_accepted_and_nobody_takes_two() -> None:
    known = cases(
        [proposal("a"), proposal("b"), proposal("c"), proposal("c", "2026-12-2"), proposal("d", "2027-01-1")],
        [reply("a", "diterima_tunggakan"), reply("b", "meninggal")],
        [],
    )
    assert (used(known, "2026-12"), used(known, "2026"), used(known, "2027-01"), used(known, "2027")) == (2, 2, 1, 1)


def test_what_lists_say_changes_when_the_member_files_ought_to_show_it() -> None:
    known = cases([proposal("a"), proposal("b"), proposal("c")], [reply("b", "diterima"), reply("c", "ganda")], [])
    soon, late = date(2027, 1, 5), date(2027, 3, 1)
    assert [said_of(case, soon, 62) for case in known] == ["diusulkan", "diterima", "ganda"]
    assert [said_of(case, late, 62) for case in known] == ["belum_dijawab", "belum_tampak", "ganda"]


def test_entries_come_back_as_they_were_kept() -> None:
    one, other = proposal("a"), reply("a", "diterima", replaces=True)
    assert Proposal.kept(1, "a", one.as_content()) == one
    assert Reply.kept(0, "a", other.as_content()) == other
    assert not {"nik_plain", "nama"} & set(one.as_content())
