"""What has to be installed to write a form; told before the list is made, not after."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGES: Final = {"xlsx": ("xlsxwriter",), "pdf": ("typst", "pypdf", "segno")}


def refuse_lacking(forms: Iterable[str]) -> None:
    """Raise `UsageRefused` when a package that one of the forms needs is not installed."""
    for form in forms:
        lacking = [name for name in _PACKAGES.get(form, ()) if find_spec(name) is None]
        if lacking:
            raise UsageRefused(
                Words(
                    "--format {form} memerlukan paket yang tidak terpasang: {lacking}.",
                    "--format {form} needs packages that are not installed: {lacking}.",
                ).fill(form=form, lacking=", ".join(lacking)),
                Words(
                    "Pasang ulang dengan requirements/run.txt, atau pilih --format lain.",
                    "Install again from requirements/run.txt, or choose another --format.",
                ),
            )
