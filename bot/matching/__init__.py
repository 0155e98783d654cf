"""A learner and candidates in; ranked matches out, each with its reasons for and against."""

from bot.matching.choosing import shortlist, unkept
from bot.matching.dreams import Jobs
from bot.matching.finding import Catalogue, find
from bot.matching.model import REFUSALS, Bearing, Match, Reason, Search
from bot.matching.ranking import judge, next_event, parts, rank
from bot.matching.search import search_for
from bot.matching.shapes import as_dict, event_as_dict, source_as_dict, web_address, words

__all__ = [
    "REFUSALS", "Bearing", "Catalogue", "Jobs", "Match", "Reason", "Search", "as_dict", "event_as_dict",
    "find", "judge", "next_event", "parts", "rank", "search_for", "shortlist", "source_as_dict",
    "unkept", "web_address", "words",
]
