"""A made-up town with truth: residents, three member files and who is who (no real person)."""

from uhcmatch.synth.noise import NOISE, Kind
from uhcmatch.synth.town import TownSettings, make_town

__all__ = ["NOISE", "Kind", "TownSettings", "make_town"]
