"""A made-up town with truth: residents, three member files and who is who (no real person)."""

from uhcmatch.synth import layouts
from uhcmatch.synth.noise import NOISE, Kind
from uhcmatch.synth.town import ABOUT, TRUTH, TownSettings, make_town

POPULATION = layouts.POPULATION.file
MEMBERS = tuple(layout.file for layout in layouts.MEMBERS)

__all__ = ["ABOUT", "MEMBERS", "NOISE", "POPULATION", "TRUTH", "Kind", "TownSettings", "make_town"]
