"""HTML in which every text is escaped by its type: only what `tag` made is markup.

Thirty lines in place of a template engine: one page, no templates for others to edit, and a text that forgets to be
escaped is a type error here and not a hole.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from uhcmatch.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_EMPTY: Final = frozenset({"meta", "input", "line", "path", "polyline", "circle", "rect"})
"""Elements without an end tag, and those of SVG that close themselves."""


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that may be written as it is."""

    markup: str


Child = str | Html | None


def tag(name: str, /, *children: Child, **attributes: str | float | None) -> Html:
    """Return an element; texts among the children and all attributes are escaped, None is left out.

    `class_` writes `class`, `data_value` writes `data-value`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Html(f"<{name}{written}/>")
    return Html(f"<{name}{written}>{together(children).markup}</{name}>")


def together(children: Iterable[Child]) -> Html:
    """Return several pieces as one."""
    pieces = (child.markup if isinstance(child, Html) else _text(child) for child in children if child is not None)
    return Html("".join(pieces))


def _text(text: str) -> str:
    """Return an escaped text; a number and its percent sign stay on one line."""
    return escape(clean(text)).replace(" %", "\u00a0%")


def raw(name: str, content: str) -> Html:
    """Return a `style` or `script` of our own; raises `ValueError` for one that would end too early."""
    if "</" in content:
        raise ValueError(name)
    return Html(f"<{name}>{content}</{name}>")
