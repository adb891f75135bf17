"""What the office may decide: `uhcmatch.toml` as frozen, checked values, read once at the edge and passed on in parts.

Every key is optional; an unknown key is an error that names the nearest known one.
"""

from __future__ import annotations

from uhcmatch.settings.reading import check_settings, read_settings
from uhcmatch.settings.tables import (
    AnomalySettings,
    ChannelSettings,
    ColumnSettings,
    CostSettings,
    DenominatorSettings,
    GuardSettings,
    IdentifierSettings,
    InputSettings,
    LogSettings,
    ModelSettings,
    OutcomeSettings,
    PrivacySettings,
    ProductSettings,
    RegistrationSettings,
    SegmentSettings,
    Settings,
    StatusSettings,
    StoreSettings,
    TargetSettings,
    ThresholdSettings,
)

__all__ = [
    "AnomalySettings",
    "ChannelSettings",
    "ColumnSettings",
    "CostSettings",
    "DenominatorSettings",
    "GuardSettings",
    "IdentifierSettings",
    "InputSettings",
    "LogSettings",
    "ModelSettings",
    "OutcomeSettings",
    "PrivacySettings",
    "ProductSettings",
    "RegistrationSettings",
    "SegmentSettings",
    "Settings",
    "StatusSettings",
    "StoreSettings",
    "TargetSettings",
    "ThresholdSettings",
    "check_settings",
    "read_settings",
]
