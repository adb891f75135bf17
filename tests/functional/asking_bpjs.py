"""A month's proposal and its replies, as an office makes and reads them; every count is held against BPJS's own."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from tests.functional.bpjs import ACCEPTED, LATER, ON_LISTS, ON_TIME, Case, table
from tests.functional.office import DUES, QUOTA_MONTH, QUOTA_YEAR, Office, lines_of
from uhcmatch.coverage.record_ids import record_id

if TYPE_CHECKING:
    from typing import Any

    from tests.functional.bpjs import Answered


def ask(office: Office, night: int) -> None:
    """Export whom teams found willing; the file must hold nobody twice, and no more than the quota leaves."""
    out = office.folder / f"usulan-{night}"
    told = office.call("register", "export", "--from", "outcomes", "--out", out, "--quiet")
    assert told.out
    summary = json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))
    period = summary["period"]
    left = min(QUOTA_MONTH - office.bpjs.places(period), QUOTA_YEAR - office.bpjs.places(period[:4]))
    assert summary["places"] == max(left, 0)
    assert summary["proposed"] <= max(left, 0)
    assert summary["proposed"] + summary["aside"] + summary["over"] == summary["candidates"]
    assert summary["rupiah_month"] == DUES * summary["proposed"]
    over = table(out / "di_luar_kuota.csv") if (out / "di_luar_kuota.csv").exists() else []
    homes = Counter(line["no_kk"] or line["resident_row"] for line in over)
    assert len(over) == summary["over"]
    assert all(size > summary["places"] - summary["proposed"] for size in homes.values())
    _postponed_are_asked_again(office, night, summary)
    if not summary["batch"]:
        return
    form = out / f"usulan-{summary['batch']}"
    assert table(form.with_suffix(".csv")) == table(form.with_suffix(".xlsx"))
    received = office.bpjs.receive(form.with_suffix(".xlsx"), summary["batch"], office.town.person_of_nik(night), night)
    assert len(received) == summary["proposed"]
    assert not homes.keys() & {case.line["NO KK"] for case in received}
    office.acts["register export"] += 1
    _counts_agree(office)


def _postponed_are_asked_again(office: Office, night: int, summary: dict[str, Any]) -> None:
    """Whom BPJS put off is a candidate again without anybody's doing."""
    people = set(office.town.person_of_nik(night).values())
    put_off = [one for one, case in office.bpjs.last().items() if case.state == "later" and one in people]
    assert summary["candidates"] >= len(put_off)


def hear(office: Office, night: int) -> None:
    """Read what BPJS answers, twice; a correction is taken only where it is said to be one."""
    status = office.town.status_of(night)
    active = {person for row, person in office.town.person_of(night).items() if status[row] == "active"}
    answered = office.bpjs.answer(night, active, office.folder)
    _read(office, night, answered)
    correction = office.bpjs.correct(night, office.folder) if night % 3 == 1 else None
    if correction is not None:
        told = office.call("register", "reply", correction.path, "--format", "json")
        assert [one["reason"] for one in told["problems"]] == ["balasan_bertentangan"]
        _read(office, night, correction, "--replace")
    _counts_agree(office)


def mend(office: Office, night: int) -> None:
    """Let the registry correct up to two who wait for an answer: a number, and a name."""
    waiting = [
        one for one, case in office.bpjs.last().items() if case.state == "open" and one not in office.town.mended
    ]
    people = set(office.town.person_of(night).values())
    here = sorted(people.intersection(waiting))
    for person, cells in zip(office.draws.sample(here, min(len(here), 2)), ("NIK", "NAMA_LGKP"), strict=False):
        line = office.bpjs.last()[person].line
        now = {"NIK": f"{line['NIK'][:12]}97{night:02}", "NAMA_LGKP": f"{line['NAMA LENGKAP']} WIJAYA"}[cells]
        office.town.mended[person] = night + 1, {cells: now}


def _read(office: Office, night: int, answered: Answered, *options: str) -> None:
    for times in (0, 1):
        told = office.call("register", "reply", answered.path, *options, "--format", "json")
        file = told["files"][0]
        new = answered.new if not times else 0
        known = answered.known + (answered.new if times else 0)
        assert [file[name] for name in ("rows", "new", "known", "blank", "refused")] == [
            answered.rows, new, known, answered.blank, answered.refused
        ]  # fmt: skip
    office.acts["register reply"] += bool(answered.new)
    taken = office.bpjs.heard(answered, night)
    for person in taken:
        late = office.bpjs.draws.random() < 0.2
        office.town.enrolled.setdefault(person, night + (ON_TIME if late else 1))


def _counts_agree(office: Office) -> None:
    """Every case stands in the ledger once, as BPJS says; places, rupiah and the trail are those counted here."""
    cases = office.bpjs.cases
    listed = office.call("register", "list", "--format", "json")
    assert {(one["usulan"], str(one["nomor"])): one["balasan"] for one in listed} == {
        name: case.code for name, case in cases.items()
    }
    assert len(listed) == len(cases) == office.entries("proposal")
    assert office.entries("reply") == sum(
        one[name] for one in office.trail("register reply") for name in (*ACCEPTED, *ON_LISTS, *LATER)
    )
    assert sum(one["proposed"] for one in office.trail("register export")) == len(cases)
    for command, times in office.acts.items():
        assert len(office.trail(command)) == times
    told = office.call("register", "progress", "--format", "json")
    for when, quota in (("month", QUOTA_MONTH), ("year", QUOTA_YEAR)):
        used = office.bpjs.places(told["quota"][when]["period"])
        assert [told["quota"][when][name] for name in ("used", "left", "rupiah")] == [used, quota - used, DUES * used]
    states = Counter((name[0], case.state) for name, case in cases.items())
    for batch in told["batches"]:
        counted = [states[batch["usulan"], state] for state in ("open", "accepted", "refused", "later")]
        assert [batch[name] for name in ("open", "accepted", "refused", "later")] == counted


def lists_tell(office: Office, night: int) -> None:
    """Who is open, taken or put off is on no list; who was refused is, with BPJS's reason."""
    run_id, person = office.kept.run_id, office.town.person_of(night)
    lines = {text: line for book in office.books() for text, line in lines_of(book).items()}
    rows = {row: text for row in person if (text := record_id(run_id, row)) in lines}
    listed = {person[row]: lines[text] for row, text in rows.items()}
    status = office.kept.frame("residents")["status"]
    without_card = {one for row, one in person.items() if status[row - 1] == "unenrolled"}
    for one, case in office.bpjs.last().items():
        if case.state != "refused":
            assert one not in listed or _is_overdue(case, night), (case.state, case.night)
        elif one in without_card and office.met[one] <= (case.answered or 0):
            assert ON_LISTS[str(case.code)] in listed[one]["Kunjungan lalu"]
            assert str(listed[one]["Kunjungan lalu"]).startswith("1×") or office.visits[one] != 1


def _is_overdue(case: Case, night: int) -> bool:
    """Whether the office's patience (`registration.wait_days`) is over."""
    return night - (case.night if case.answered is None else case.answered) > ON_TIME
