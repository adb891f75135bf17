"""A made-up town with truth: residents, three member files and who is who (no real person)."""

from uhcmatch.synth import layouts
from uhcmatch.synth.noise import NOISE, Kind
from uhcmatch.synth.steps import STEPS
from uhcmatch.synth.town import ABOUT, CHANGES, TRUTH, TownSettings, make_town

POPULATION = layouts.POPULATION.file
MEMBERS = tuple(layout.file for layout in layouts.MEMBERS)

__all__ = ["ABOUT", "CHANGES", "MEMBERS", "NOISE", "POPULATION", "STEPS", "TRUTH", "Kind", "TownSettings", "make_town"]
