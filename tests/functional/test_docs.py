"""The documents say what the program does: commands exist, settings and codes are explained, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from types import UnionType
from typing import Final

import pytest
import typer.main
from pydantic import BaseModel

from uhcmatch.__main__ import run
from uhcmatch.commands import app
from uhcmatch.linkage import RULES
from uhcmatch.reference.anomalies import KINDS
from uhcmatch.reference.bounces import BOUNCES
from uhcmatch.reference.reasons import ALL as REASONS
from uhcmatch.settings import Settings

ROOT: Final = Path(__file__).resolve().parents[2]
README: Final = ROOT / "README.md"
MANUAL: Final = ROOT / "docs" / "panduan.md"
DOCUMENTS: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "sample_data").glob("*.md")])
_FENCED: Final = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE: Final = re.compile(r"`([^`\n]+)`")
_LINK: Final = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
_CALL: Final = re.compile(r"^(?:\S*/)?uhcmatch\s+(.+)$")


def _calls(document: Path) -> list[str]:
    """Return what stands behind `uhcmatch` wherever a document shows it as code."""
    text = document.read_text(encoding="utf-8")
    blocks = _FENCED.findall(text)
    pieces = [part for block in blocks for line in block.splitlines() for part in line.split("&&")]
    pieces += _INLINE.findall(_FENCED.sub("", text))
    found = [match.group(1) for piece in pieces if (match := _CALL.match(piece.strip()))]
    # Columns of a code block are two or more blanks apart: what follows explains the command.
    return sorted({re.split(r"\s{2,}", call)[0] for call in found})


def _options(command: object) -> set[str]:
    return {
        name for parameter in getattr(command, "params", []) for name in (*parameter.opts, *parameter.secondary_opts)
    }


def _unknown(call: str) -> list[str]:
    """Return the words of a call that name no command or option of the program."""
    command = typer.main.get_command(app)
    words = shlex.split(call)
    unknown = []
    if not words[0].startswith("-"):
        while words and (inner := getattr(command, "commands", {})):
            name = words.pop(0)
            if name not in inner:
                return [name]
            command = inner[name]
    known = _options(command) | {"--help", "-h", "--install-completion", "--show-completion"}
    unknown += [word.partition("=")[0] for word in words if word.startswith("-")]
    return [word for word in unknown if word not in known]


def _keys(table: type[BaseModel], prefix: str = "") -> list[str]:
    keys = []
    for name, field in table.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and not isinstance(inner, UnionType) and issubclass(inner, BaseModel):
            keys += _keys(inner, f"{prefix}{name}.")
        else:
            keys.append(prefix + name)
    return keys


def _anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", [README, MANUAL], ids=lambda path: path.name)
def test_every_command_shown_exists(document: Path) -> None:
    calls = _calls(document)
    assert len(calls) > 5
    assert {call: unknown for call in calls if (unknown := _unknown(call))} == {}


@pytest.mark.parametrize(
    ("call", "unknown"),
    [("sweeep", ["sweeep"]), ("runs burn", ["burn"]), ("sweep latest --byy rt", ["--byy"]), ("runs list --quiet", [])],
)
def test_the_check_sees_what_does_not_exist(call: str, unknown: list[str]) -> None:
    assert _unknown(call) == unknown


def test_every_command_is_in_the_readme() -> None:
    commands = getattr(typer.main.get_command(app), "commands", {})
    shown = {shlex.split(call)[0] for call in _calls(README)}
    assert set(commands) <= shown


def test_readme_shows_two_commands_before_anything_else() -> None:
    first, second, third = _FENCED.findall(README.read_text(encoding="utf-8"))[:3]
    assert first.count("\n") == second.count("\n") == 1
    assert all(one.startswith("python3 -m venv .venv && ") for one in (first, second))
    assert " reconcile sample_data/" in first
    assert second.endswith("pytest -n auto\n")
    assert not third.startswith("python3")


def _printed(folder: Path, call: str) -> list[str]:
    """Return the lines that a call of ours prints at 80 columns."""
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.chdir(folder)
        patch.setenv("COLUMNS", "80")
        patch.setenv("UHCMATCH_NOW", "2026-06-30")
        assert run(shlex.split(call)[1:]) == 0
    return out.getvalue().splitlines()


def test_documents_show_what_commands_print(tmp_path: Path) -> None:
    """Line by line, but for `…`, which stands for what was trimmed: README's first command, and the manual's explain."""
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    first, _, example, *_ = _FENCED.findall(README.read_text(encoding="utf-8"))
    read = _printed(tmp_path, first.split("&&")[-1].strip())
    assert [line for line in example.splitlines() if line.strip() != "…" and line not in read] == []
    assert [line for line in read if len(line) > 80 and tmp_path.name not in line] == []
    explained = next(block for block in _FENCED.findall(MANUAL.read_text(encoding="utf-8")) if "Petunjuk" in block)
    shown = _printed(tmp_path, "uhcmatch explain run-1 --member-row 1670")
    assert [line for line in explained.splitlines() if line not in shown] == []


def test_every_setting_is_in_the_manual() -> None:
    rows = set(re.findall(r"^\| `([a-z_.]+)` \|", MANUAL.read_text(encoding="utf-8"), re.MULTILINE))
    keys = _keys(Settings)
    assert "thresholds.match" in keys
    assert [key for key in keys if key not in rows] == []


def test_every_code_a_reader_meets_is_in_the_manual() -> None:
    explained = set(_INLINE.findall(MANUAL.read_text(encoding="utf-8")))
    assert [code for code in (*RULES, *REASONS, *KINDS, *BOUNCES) if code not in explained] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    broken = []
    for link in _LINK.findall(_FENCED.sub("", document.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def test_documents_name_no_place_on_a_machine() -> None:
    private = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|opt|Users)/")
    assert [document.name for document in DOCUMENTS if private.search(document.read_text(encoding="utf-8"))] == []


def test_the_cycle_of_the_manual_can_be_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the chapter in its order, in a folder that holds nothing but the made-up town."""
    text = MANUAL.read_text(encoding="utf-8")
    chapter = text[text.index("## Satu putaran") : text.index("## Memakai berkas sendiri")]
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UHCMATCH_STORE", str(tmp_path / "store"))
    calls = [line for block in _FENCED.findall(chapter) for line in block.splitlines()]
    assert len(calls) == 9
    assert [call for call in calls if run(shlex.split(call)[1:]) != 0] == []
    files = [name for name in _INLINE.findall(_FENCED.sub("", chapter)) if name.endswith((".pdf", ".xlsx"))]
    assert sorted(files) == sorted(path.name for path in (tmp_path / "lembar-1").iterdir())
