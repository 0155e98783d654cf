"""Public formats in, a catalogue with reports out; one format is one file of this folder."""

from bot.importers.run import FORMATS, Progress, Terms, run
from bot.importers.sheets import BadFeed
from bot.importers.sources import Fetching, fetch_source, make_source
from bot.importers.unpacking import Limits

__all__ = [
    "FORMATS", "BadFeed", "Fetching", "Limits", "Progress", "Terms", "fetch_source", "make_source", "run",
]  # fmt: skip
