"""Who is who: block, compare, weigh, assign, classify. Knows RECORDS and nothing of files or screens."""

from uhcmatch.linkage.decide.classify import counting, links, members_with_status, residents_with_status
from uhcmatch.linkage.decide.decided_by_people import SAID, by_people, heard_of
from uhcmatch.linkage.decide.rules import RULES
from uhcmatch.linkage.followed import followed
from uhcmatch.linkage.link import Linkage, able, link, link_able
from uhcmatch.linkage.notes import notes_on
from uhcmatch.linkage.quality import figures
from uhcmatch.linkage.register.doubles import doubles
from uhcmatch.linkage.settle.gone import gone, is_card_of_residents, owners_gone
from uhcmatch.linkage.weigh.model import Model

__all__ = [
    "RULES",
    "SAID",
    "Linkage",
    "Model",
    "able",
    "by_people",
    "counting",
    "doubles",
    "figures",
    "followed",
    "gone",
    "heard_of",
    "is_card_of_residents",
    "link",
    "link_able",
    "links",
    "members_with_status",
    "notes_on",
    "owners_gone",
    "residents_with_status",
]
