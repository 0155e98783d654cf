"""Public formats in, a catalogue with reports out; one format is one file of this folder."""

from bot.importers.run import FORMATS, Progress, Terms, run
from bot.importers.sheets import BadFeed

__all__ = ["FORMATS", "BadFeed", "Progress", "Terms", "run"]
