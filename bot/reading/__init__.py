"""Reading what young people type: spelling, text-speak, phrases, negation and correction. No library needed."""

from bot.reading.sense import Sense, make_sense
from bot.reading.speller import Lexicon, Speller, edits, sounds
from bot.reading.spotter import AmbiguousPhrase, Meaning, Spotted, Spotter, expand
from bot.reading.vocabulary import Language, Phrases, Reader, Vocabulary
from bot.reading.words import BREAKS, plain, split, stem

__all__ = [
    "BREAKS", "AmbiguousPhrase", "Language", "Lexicon", "Meaning", "Phrases", "Reader", "Sense", "Speller", "Spotted", "Spotter",
    "Vocabulary", "edits", "expand", "make_sense", "plain", "sounds", "split", "stem",
]
