"""The review screen, driven by the library's own pilot: every key, and what it leaves in the ledger."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from tests.cli.village import SECRETS
from uhcmatch import runs
from uhcmatch.commands import terminal
from uhcmatch.jobs.kept.kept import Asked
from uhcmatch.jobs.known.decisions import states
from uhcmatch.jobs.review import review_sitting
from uhcmatch.jobs.review.review import Meant, Said, decide
from uhcmatch.jobs.review.review_queue import Chosen
from uhcmatch.screen.app import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.cli.calling import Program
    from uhcmatch.words import Language

FIRST, SECOND, THIRD = "BAGAS WIJAYANTO", "DAMAR PERMADANI", "LARASATI UTAMI"
"""Residents of the three pairs, in the order in which they are asked."""


class Seat:
    """Somebody before the screen."""

    def __init__(self, screen: ReviewScreen, pilot: Pilot[None]) -> None:
        self.screen, self.pilot = screen, pilot

    async def press(self, *keys: str) -> str:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
        return self.text

    @property
    def text(self) -> str:
        strips = self.screen.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def sit(
    program: Program,
    script: Callable[[Seat], Awaitable[None]],
    who: str = "Sari",
    language: Language = "id",
    size: tuple[int, int] = (80, 24),
    **chosen: Any,
) -> ReviewScreen:
    """Open the screen for somebody who follows a script, then leaves or is killed."""
    sitting = review_sitting.sitting(Asked("latest", program.store), Chosen(**chosen), who, language)
    screen = ReviewScreen(sitting, language)

    async def follow() -> None:
        async with screen.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Seat(screen, pilot))

    asyncio.run(follow())
    return screen


def pressing(*keys: str, seen: list[str] | None = None) -> Callable[[Seat], Awaitable[None]]:
    """A script that presses keys and notes the page before them and after each."""

    async def script(seat: Seat) -> None:
        pages = [seat.text, *[await seat.press(key) for key in keys]]
        if seen is not None:
            seen.extend(pages)

    return script


def entries(program: Program) -> list[dict[str, Any]]:
    with runs.reading(program.store) as ledger:
        assert ledger is not None
        return [dict(one.told.content) for one in ledger.entries("decision")]


def verdicts(program: Program) -> list[str]:
    with runs.reading(program.store) as ledger:
        return sorted(state.verdict for state in states(ledger).values())


PAGE = """\
Pasangan 1 dari 3 · 0 diputuskan, 0 ragu, 0 bertentangan, 3 belum · Sari

          Penduduk                           Kartu
Nama      [BAGAS WIJAYANTO]                  [JOKO SUSILO]
Lahir     [23-06-2010]                       [01-02-1970]
NIK       3298**********0003                 3298**********0003
No. KK    3298**********0001                 –
L/P       L                                  L
Alamat    JL MAWAR NO 12, RT 001/001,        –
          MEKAR, UTARA
No. kartu                                    0001**********0077
Status                                       PBI_JK, aktif

Mendukung: NIK sama; Jenis kelamin sama. Meragukan: Nama berbeda; Tanggal
lahir berbeda.
Bila SAMA: warga terhitung terdaftar, aktif (peluang 0,01 %)







S sama  B beda  R ragu  U urungkan  A alasan  ← → lihat  ? bantuan  Q berhenti"""


def test_a_page_of_80_by_24_without_colour_shows_everything_but_whole_numbers(
    asked: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    seen: list[str] = []
    sit(asked, pressing("right", "right", "question_mark", seen=seen))
    assert seen[0] == PAGE
    assert all(len(page.splitlines()) <= 24 for page in seen)
    assert not any(secret in page for page in seen for secret in SECRETS if secret.isdigit())
    assert "SAMA: satu orang" in seen[-1]


def test_numbers_are_shown_where_they_are_asked_for(asked: Program) -> None:
    seen: list[str] = []
    sit(asked, pressing(seen=seen), show_nik=True)
    assert seen[0].count("3298012306100003") == 2


def test_letters_that_differ_have_a_look_of_their_own(asked: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def looks(screen: ReviewScreen) -> set[tuple[bool, bool]]:
        segments = [one for strip in screen.screen._compositor.render_strips() for one in strip if "JOKO" in one.text]
        return {(bool(one.style and one.style.underline), bool(one.style and one.style.color)) for one in segments}

    async def script(seat: Seat) -> None:
        drawn.append(looks(seat.screen))
        pages.append(seat.text)

    drawn: list[set[tuple[bool, bool]]] = []
    pages: list[str] = []
    for colour in ("", "1"):
        monkeypatch.setenv("NO_COLOR", colour) if colour else monkeypatch.delenv("NO_COLOR", raising=False)
        sit(asked, script)
    assert drawn[0] == {(True, True)}
    assert "[" not in pages[0]
    assert "[JOKO SUSILO]" in pages[1]


def test_english_on_request(asked: Program) -> None:
    seen: list[str] = []
    sit(asked, pressing("question_mark", "x", "s", seen=seen), language="en")
    assert "Pair 1 of 3" in seen[0]
    assert "For: NIK same" in seen[0]
    assert "SAMA: one person" in seen[1]
    assert "Recorded: SAMA, pair 1." in seen[3]


def test_every_key_does_what_it_says(asked: Program) -> None:
    seen: list[str] = []
    keys = ("s", "b", "left", "right", "S", "left", "left", "left", "left", "u", "r", "question_mark", "b", "right")
    sit(asked, pressing(*keys, seen=seen))
    heads = [page.splitlines()[0].split(" · ")[0].removesuffix(" dari 3") for page in seen]
    assert heads == [
        *("Pasangan 1", "Pasangan 2", "Pasangan 3", "Pasangan 2", "Pasangan 3", "3 pasangan"),
        *("Pasangan 3", "Pasangan 2", "Pasangan 1", "Pasangan 1", "Pasangan 3", "3 pasangan", "3 pasangan"),
        *("3 pasangan", "3 pasangan"),
    ]
    assert "Keputusan: BEDA (Sari)" in seen[3]
    assert "Semua pasangan sudah dijawab" in seen[5]
    assert "Diurungkan: pasangan 3." in seen[10]
    assert "2 diputuskan, 1 ragu, 0 bertentangan, 0 belum" in seen[11]
    assert [one["verdict"] for one in entries(asked)] == ["SAMA", "BEDA", "SAMA", "RAGU", "RAGU"]
    assert [one.get("undoes") for one in entries(asked)] == [None, None, None, 3, None]
    assert verdicts(asked) == ["BEDA", "RAGU", "SAMA"]


def test_each_answer_is_an_act_of_its_own_and_holds_in_the_next_run(asked: Program, tmp_path: Path) -> None:
    sit(asked, pressing("s", "q"))
    with runs.reading(asked.store) as ledger:
        assert ledger is not None
        acts = [act for _, act in ledger.acts() if act.command == "review screen"]
    assert [act.content for act in acts] == [{"counts": {"new": 1}}]
    decided = json.loads(asked("review", "list", "--state", "decided", "--format", "json").out)
    assert [(one["resident"]["nama"], one["said"][0]["who"]) for one in decided] == [(FIRST, "Sari")]
    assert asked("reconcile", tmp_path / "penduduk.csv", tmp_path / "peserta.csv").code == 0
    assert asked("runs", "verify").code == 0
    folder = runs.RunFolder.opened(runs.locate("latest", asked.store))
    assert folder.facts["decisions"]["same"] == 1


def test_the_next_start_resumes_at_the_first_undecided_pair(asked: Program) -> None:
    seen: list[str] = []
    sit(asked, pressing("r", "b"))
    sit(asked, pressing(seen=seen))
    assert seen[0].startswith("Pasangan 2 dari 3 · 1 diputuskan, 1 ragu, 0 bertentangan, 1 belum")
    assert THIRD in seen[0]
    sit(asked, pressing("s", seen=seen))
    assert FIRST in seen[-1], "what was put off comes last"
    assert "Keputusan: RAGU (Sari)" in seen[-1]
    sit(asked, pressing("s"))
    sit(asked, pressing("left", seen=seen))
    assert "Semua pasangan sudah dijawab" in seen[-2]
    assert FIRST in seen[-1], "the last that was decided"


def test_undo_reaches_back_beyond_a_restart_and_restores_what_stood_before(asked: Program) -> None:
    seen: list[str] = []
    sit(asked, pressing("b", "left", "s"))
    assert verdicts(asked) == ["SAMA"]
    sit(asked, pressing("u", "u", "u", seen=seen))
    assert "Keputusan: BEDA (Sari)" in seen[1]
    assert "Keputusan" not in seen[2]
    assert "Belum ada keputusan Anda" in seen[3]
    assert verdicts(asked) == []
    sit(asked, pressing(seen=seen))
    assert seen[-1].startswith("Pasangan 1 dari 3 · 0 diputuskan")
    assert FIRST in seen[-1]


def test_nobody_undoes_or_sees_what_somebody_else_decided(asked: Program) -> None:
    seen: list[str] = []
    sit(asked, pressing("s"))
    sit(asked, pressing("u", seen=seen), who="Budi")
    assert "Pasangan 1 dari 2" in seen[0]
    assert "Belum ada keputusan Anda" in seen[1]
    assert not any(FIRST in page for page in seen)
    assert verdicts(asked) == ["SAMA"]


def test_two_people_who_disagree_are_both_shown_and_whoever_saw_both_ends_it(asked: Program) -> None:
    async def both(seat: Seat) -> None:
        decide(Asked("latest", asked.store), Meant(None, 3, 7), Said("SAMA", "Budi"))
        page = await seat.press("b")
        assert "BERTENTANGAN: pasangan 1 kembali ditanyakan" in page

    seen: list[str] = []
    sit(asked, both)
    assert verdicts(asked) == ["BERTENTANGAN"]
    sit(asked, pressing("s", "u", "s", seen=seen), who="Lurah")
    assert "Bertentangan: SAMA (Budi); BEDA (Sari)" in seen[0]
    assert "Bertentangan: SAMA (Budi); BEDA (Sari)" in seen[2], "undone as if never said"
    assert verdicts(asked) == ["SAMA"]
    assert [one.get("settles") for one in entries(asked)] == [None, None, 2, None, 2]
    assert asked("review", "list", "--strict").code == 0


def test_a_reason_is_recorded_with_the_answer_and_with_no_other(asked: Program) -> None:
    seen: list[str] = []
    keys = ("a", "k", "q", "s", "u", "enter", "s", "a", "x", "escape", "b")
    sit(asked, pressing(*keys, seen=seen))
    assert seen[2].splitlines()[-3:-1] == ["Alasan (Enter memakai, Esc batal):", "k"]
    assert "Alasan Anda: kqsu" in seen[6]
    assert "Alasan Anda" not in seen[10]
    assert [(one["verdict"], one.get("why")) for one in entries(asked)] == [("SAMA", "kqsu"), ("BEDA", None)]


def test_a_store_held_by_another_run_loses_no_answer(asked: Program) -> None:
    async def script(seat: Seat) -> None:
        with runs.writing(asked.store):
            page = await seat.press("s")
            assert "SAMA BELUM TERCATAT: Proses lain sedang menulis" in page
            assert "Pasangan 1" in await seat.press("right")
            assert "tekan Q sekali lagi" in await seat.press("q")
            assert "Belum diurungkan" not in seat.text
        await seat.pilot.pause(1.5)
        assert "Tercatat: SAMA, pasangan 1." in seat.text
        with runs.writing(asked.store):
            await seat.press("b")
            assert "Dibatalkan: tidak ada yang dicatat." in await seat.press("u")
            assert "Belum diurungkan: Proses lain" in await seat.press("u")
            await seat.press("r", "q", "q")

    screen = sit(asked, script)
    assert verdicts(asked) == ["SAMA"]
    assert screen.unsaved == "RAGU"


def test_a_key_struck_before_a_pair_was_shown_decides_nothing(asked: Program) -> None:
    async def script(seat: Seat) -> None:
        early = Key("s", "s")
        await seat.press("b")
        seat.screen.post_message(early)
        await seat.pilot.pause()
        assert "Pasangan 2" in seat.text

    sit(asked, script)
    assert [one["verdict"] for one in entries(asked)] == ["BEDA"]


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (200, 60)])
def test_a_small_terminal_shows_less_and_scrolls(asked: Program, size: tuple[int, int]) -> None:
    seen: list[str] = []
    sit(asked, pressing("down", "pagedown", "up", "pageup", "s", seen=seen), size=size)
    assert all(len(page.splitlines()) <= size[1] for page in seen)
    assert seen[0] == seen[4]
    assert verdicts(asked) == ["SAMA"]


def test_without_its_package_two_lines_name_the_extra(asked: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "find_spec", lambda _name: None)
    told = asked("review", "screen", "--lang", "en")
    assert told.code == 2
    assert told.error_lines == [
        "error: The review screen needs the package textual (extra tui), which is not installed.",
        'hint: Install again from requirements/run.txt or "uhcmatch[tui]", or use uhcmatch review export.',
    ]


def test_without_a_terminal_it_says_so(asked: Program) -> None:
    told = asked("review", "screen")
    assert told.code == 2
    assert len(told.error_lines) == 2
    assert "terminal" in told.error_lines[0]


def test_nothing_to_ask_opens_no_screen(kept: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uhcmatch.commands.terminal.refuse_no_screen", lambda: None)
    told = kept("review", "screen")
    assert (told.code, told.out) == (0, "Tidak ada pasangan.\n")


def test_nothing_else_imports_the_library(asked: Program) -> None:
    code = (
        "import sys; from uhcmatch.__main__ import run; "
        "codes = [run(call.split()) for call in ('--help', 'review screen --help', 'review list')]; "
        "sys.exit(str(codes) if any(codes) or 'textual' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
