"""Who is proposed to BPJS: the pre-check, the quota, the form, and what became of earlier proposals."""

from __future__ import annotations

from uhcmatch.registration.cases import Case, cases, places_left, used
from uhcmatch.registration.entries import (
    KIND_PROPOSAL,
    KIND_REPLY,
    KIND_WITHDRAWN,
    Prints,
    Proposal,
    Reply,
    Withdrawn,
)
from uhcmatch.registration.form import FormDay, form_rows
from uhcmatch.registration.precheck import set_aside
from uhcmatch.registration.quota import Taken, within_quota

__all__ = [
    "KIND_PROPOSAL",
    "KIND_REPLY",
    "KIND_WITHDRAWN",
    "Case",
    "FormDay",
    "Prints",
    "Proposal",
    "Reply",
    "Taken",
    "Withdrawn",
    "cases",
    "form_rows",
    "places_left",
    "set_aside",
    "used",
    "within_quota",
]
