"""The job of a night: files found by the settings, nothing done twice, nothing kept that cannot be right."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_changes_command import NIGHT_AFTER, next_night
from tests.cli.village import SECRETS, settle
from uhcmatch.errors import OutOfRoom, Terminated
from uhcmatch.words import Words

if TYPE_CHECKING:
    from tests.cli.calling import Program

MANUAL = Path(__file__).parents[2] / "docs" / "otomatis.md"
SETTINGS = """
[inputs]
population = ["data/penduduk*.csv"]
members = ["data/peserta*.csv"]

[store]
path = "hasil"

[products]
folder = "harian"
sweep = ["csv"]
coverage = ["html", "json"]
anomalies = ["csv"]
changes = ["csv"]

[guard]
rows = 15

[log]
file = "uhcmatch.jsonl"
"""


@pytest.fixture
def office(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office's folder: its settings, its first night's files, and the program called from elsewhere."""
    assert program is not None
    monkeypatch.delenv("UHCMATCH_STORE")
    (tmp_path / "data").mkdir()
    settle(tmp_path / "data")
    (tmp_path / "uhcmatch.toml").write_text(SETTINGS)
    return tmp_path


def lines(office: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (office / "uhcmatch.jsonl").read_text().splitlines()]


def runs_of(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "hasil" / "runs").iterdir())


def latest(office: Path) -> str:
    return (office / "hasil" / "CURRENT").read_text().strip()


def second_night(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UHCMATCH_NOW", NIGHT_AFTER)
    for file in next_night(office / "data"):
        later = file.stat().st_mtime + 60
        os.utime(file, (later, later))


def test_one_command_is_the_whole_night(program: Program, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    assert program(*night).code == 0
    second_night(office, monkeypatch)
    assert program(*night).code == 0
    first, second = runs_of(office)
    assert sorted(path.name for path in (office / "harian" / second).iterdir()) == [
        "anomali",
        "cakupan",
        "kunjungan",
        "perubahan",
    ]
    assert not (office / "harian" / first / "perubahan").exists()
    assert "SEKAR KINASIH" in (office / "harian" / second / "perubahan" / "perubahan.csv").read_text()
    told = lines(office)
    assert [(line["exit"], line["run_id"], line["new"]) for line in told] == [(0, first, True), (0, second, True)]
    assert told[1]["changes"]["ganti_identitas"] == 1
    assert told[1]["residents"]["rows"] == 9
    assert told[1]["products"] == {"sweep": 3, "anomalies": 3, "changes": 3, "coverage": 2}


def test_nothing_new_is_done_once(program: Program, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    first = program(*night, "--format", "json")
    monkeypatch.setenv("UHCMATCH_NOW", NIGHT_AFTER)
    again = program(*night, "--format", "json")
    assert again.code == 0
    assert "Nothing new" in again.err
    assert json.loads(again.out) == json.loads(first.out)
    assert len(runs_of(office)) == 1
    assert [line["new"] for line in lines(office)] == [True, False]
    assert program(*night, "--force").code == 0
    assert len(runs_of(office)) == 2


def test_what_a_night_left_undone_the_next_finishes(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run stands, its coverage page does not; what somebody took away stays away."""
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    with monkeypatch.context() as patch:
        patch.setattr("uhcmatch.jobs.reconcile.products._coverage", _full)
        assert program(*night).code == 14
    (run_id,) = runs_of(office)
    folder = office / "harian" / run_id
    assert not (folder / "cakupan").exists()
    told = program(*night, "--lang", "en")
    assert told.code == 0
    assert "Nothing new" in told.err
    assert f"Its lists and reports are in {folder}" in told.err
    assert sorted(path.name for path in folder.iterdir()) == ["anomali", "cakupan", "kunjungan"]
    assert runs_of(office) == [run_id]
    assert [line.get("products") for line in lines(office)] == [None, {"coverage": 2}]
    shutil.rmtree(folder / "kunjungan")
    assert program(*night).code == 0
    assert not (folder / "kunjungan").exists()


def _full(*_: object) -> int:
    raise OutOfRoom(Words("penuh", "full"), Words("-", "-"))


def test_taking_old_runs_away_is_nothing_new(program: Program, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    assert program(*night).code == 0
    second_night(office, monkeypatch)
    assert program(*night).code == 0
    assert program("runs", "purge", "--keep", "1", "--config", office / "uhcmatch.toml").code == 0
    assert program(*night).code == 0
    assert runs_of(office) == [latest(office)]


def test_of_two_runs_of_one_second_the_later_is_the_newest(program: Program, office: Path) -> None:
    night = ("reconcile", "--force", "--config", office / "uhcmatch.toml")
    for _ in range(4):
        assert program(*night).code == 0
        told = json.loads(program("runs", "list", "--format", "json", "--config", office / "uhcmatch.toml").out)
        assert told[0]["run_id"] == latest(office)
    assert program("runs", "purge", "--keep", "1", "--config", office / "uhcmatch.toml").code == 0
    assert runs_of(office) == [latest(office)]


@pytest.mark.parametrize("what", ["settings", "files", "decision"])
def test_something_new_is_seen(program: Program, office: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    assert program(*night).code == 0
    monkeypatch.setenv("UHCMATCH_NOW", NIGHT_AFTER)
    if what == "settings":
        (office / "uhcmatch.toml").write_text(SETTINGS + "\n[targets]\ncoverage = 95\n")
    elif what == "files":
        with (office / "data" / "peserta.csv").open("a") as file:
            file.write("0001298000099;3298996105550098;WARGA LAIN JAUH;21-05-1956;L;AKTIF;PBI (APBD)\n")
    else:
        rows = ("--resident-row", "3", "--member-row", "6")
        assert program("review", "decide", "BEDA", *rows, "--config", office / "uhcmatch.toml").code == 0
    assert program(*night).code == 0
    assert len(runs_of(office)) == 2


def halved(file: Path) -> None:
    """Cut a file exactly at the end of a line."""
    head, *rows = file.read_text().splitlines(keepends=True)
    file.write_text(head + "".join(rows[: len(rows) // 2]))


def grown(office: Path, times: int = 40) -> None:
    """Give everybody many neighbours, so that a half is more than a family."""
    for name, at in (("penduduk.csv", 0), ("peserta.csv", 1)):
        file = office / "data" / name
        head, *rows = file.read_text().splitlines()
        more = []
        for turn in range(times):
            for row in rows:
                cells = row.split(";")
                cells[at] = f"{cells[at][:12]}{int(cells[at][12:]) + 100 * (turn + 1):04}"
                if at:
                    cells[0] = f"{int(cells[0]) + 1000 * (turn + 1):013}"
                more.append(";".join(cells))
        file.write_text("\n".join([head, *rows, *more]) + "\n")


@pytest.mark.parametrize("side", ["penduduk.csv", "peserta.csv"])
def test_a_file_cut_at_the_end_of_a_line_is_not_kept_unasked(program: Program, office: Path, side: str) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    grown(office)
    assert program(*night).code == 0
    kept = runs_of(office)
    halved(office / "data" / side)
    told = program(*night, "--lang", "en")
    assert told.code == 15
    assert re.search(r"\d+ rows in the last run, now \d+ \(-\d", told.error_lines[0])
    assert "--accept-change" in told.error_lines[1]
    assert runs_of(office) == kept
    assert program("runs", "verify", "--config", office / "uhcmatch.toml").code == 0
    assert lines(office)[-1]["exit"] == 15
    assert program(*night, "--accept-change").code == 0
    facts = json.loads((office / "hasil" / "runs" / latest(office) / "run.json").read_text())
    assert facts["accepted_changes"]
    assert lines(office)[-1]["accepted_changes"] == len(facts["accepted_changes"])


def test_a_last_run_that_is_damaged_does_not_open_the_guard(program: Program, office: Path) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml", "--force")
    for _ in range(2):
        assert program(*night).code == 0
    (office / "hasil" / "runs" / latest(office) / "run.json").unlink()
    file = office / "data" / "penduduk.csv"
    many = file.read_text().splitlines(keepends=True)
    born = [many[1].replace("3298011203800001", f"32980112038001{at:02}") for at in range(30)]
    file.write_text("".join([*many, *born]))
    assert program(*night).code == 15


def test_a_segment_that_is_missing_is_named(program: Program, office: Path) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    grown(office)
    assert program(*night).code == 0
    file = office / "data" / "peserta.csv"
    file.write_text("".join(line for line in file.read_text().splitlines(keepends=True) if "APBD" not in line))
    told = program(*night, "--lang", "en")
    assert told.code == 15
    assert "PBPU_PEMDA" in told.error_lines[0]


def test_the_log_knows_nobody_and_is_private(program: Program, office: Path) -> None:
    night = ("reconcile", "--config", office / "uhcmatch.toml")
    assert program(*night).code == 0
    (office / "data" / "peserta.csv").write_text("x\n")
    assert program(*night).code == 11
    text = (office / "uhcmatch.jsonl").read_text()
    assert len(text.splitlines()) == 2
    assert [secret for secret in SECRETS if secret in text] == []
    assert stat.S_IMODE((office / "uhcmatch.jsonl").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("stop", "code"), [(Terminated, 143), (KeyboardInterrupt, 130), (MemoryError, 14), (ZeroDivisionError, 1)]
)
def test_the_log_tells_of_a_stop_too(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], code: int
) -> None:
    def stopped(*_: object) -> None:
        raise stop("3298011203800001")

    monkeypatch.setattr("uhcmatch.jobs.reconcile.reconcile.run", stopped)
    assert program("reconcile", "--config", office / "uhcmatch.toml").code == code
    (line,) = lines(office)
    assert (line["exit"], line["error"]) == (code, stop.__name__)


def test_of_each_pattern_the_newest_file_is_taken(program: Program, office: Path) -> None:
    old = office / "data" / "penduduk_lama.csv"
    old.write_text("NIK;NAMA\n1;X\n")
    os.utime(old, (1, 1))
    assert program("reconcile", "--config", office / "uhcmatch.toml").code == 0
    assert lines(office)[0]["residents"]["rows"] == 8


def _members(path: Path, rows: str, age: int) -> None:
    path.write_text(rows)
    os.utime(path, (10_000 - age,) * 2)


PBI = "IDDTKS;NOKA_BPJS;NIK;NAMA\n1;0001298000071;3298011203800001;RANGGA WIJAYANTO\n"
PEMDA = "NOKA;NIK;NAMA;TGLLHR;JENKEL;STATUS;SEGMEN\n0001298000072;{nik};{name};01-07-1975;1;AKTIF;PBI APBD\n"
TEGUH = PEMDA.format(nik="3298010107750004", name="TEGUH PRAYITNO")


def test_of_each_pattern_of_members_the_newest_file_of_each_layout_is_taken(program: Program, office: Path) -> None:
    data = office / "data"
    (data / "peserta.csv").unlink()
    _members(data / "peserta_pbi.csv", PBI, age=3)
    _members(data / "peserta_pbi_okt-2026.csv", PBI + PBI.splitlines()[1] + "\n", age=4)
    _members(data / "peserta_sk.csv", TEGUH, age=2)
    _members(data / "peserta_masterfile.csv", TEGUH + TEGUH.splitlines()[1] + "\n", age=1)
    told = program("reconcile", "--config", office / "uhcmatch.toml", "--lang", "en")
    assert told.code == 0
    read = [one["rows"] for one in lines(office)[0]["inputs"] if one["role"] == "members"]
    assert sorted(read) == [1, 2], "the newest of two layouts, whatever the files are called"
    assert "Not read, for there are newer ones: peserta_sk.csv." in told.err


def test_a_series_is_one_layout_however_its_columns_change(program: Program, office: Path) -> None:
    _members(office / "data" / "peserta_2026-10.csv", PBI, age=3)
    told = program("reconcile", "--config", office / "uhcmatch.toml", "--lang", "en")
    assert [one["rows"] for one in lines(office)[0]["inputs"]] == [8, 6]
    assert "newer" not in told.err


def test_without_files_anywhere_the_command_line_makes_no_sense(program: Program, tmp_path: Path) -> None:
    assert program("reconcile").code == 2
    assert program("reconcile", tmp_path / "penduduk.csv").code == 2


def recipes(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)


def started(command: str, office: Path) -> int:
    """Run a command of a recipe as the scheduler would: from the root, with hardly any environment."""
    own = f"{shlex.quote(sys.executable)} -m uhcmatch"
    placed = command.replace("/usr/local/bin/uhcmatch", own).replace("/srv/uhc", str(office))
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(office), "UHCMATCH_NOW": NIGHT_AFTER}
    environment |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    return subprocess.run(["/bin/sh", "-c", placed], cwd="/", env=environment, check=False, timeout=120).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="recipes of cron and systemd")
def test_the_recipes_of_the_manual_run(office: Path) -> None:
    (crontab,) = recipes("crontab")
    cron = [line for line in crontab.splitlines() if line and not line.startswith("#") and "=" not in line.split()[0]]
    (unit,) = [text for text in recipes("ini") if "ExecStart=" in text]
    commands = [
        *(line.split(maxsplit=5)[5] for line in cron),
        *(line.partition("=")[2] for line in unit.splitlines() if line.startswith("ExecStart=")),
    ]
    assert len(commands) == 2
    assert [started(command, office) for command in commands] == [0, 0]
    assert [line["new"] for line in lines(office)] == [True, False]
