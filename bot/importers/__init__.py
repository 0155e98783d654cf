"""Public formats in, a catalogue with reports out; one format is one file of this folder."""

from bot.importers.any_format import ANY, run_any
from bot.importers.run import FORMATS, run
from bot.importers.sheets import BadFeed
from bot.importers.sources import Fetching, fetch_source, make_source
from bot.importers.taking_in import Progress, Terms
from bot.importers.unpacking import Limits

__all__ = [
    "ANY", "FORMATS", "BadFeed", "Fetching", "Limits", "Progress", "Terms", "fetch_source", "make_source",
    "run", "run_any",
]  # fmt: skip
