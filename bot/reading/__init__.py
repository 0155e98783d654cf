"""Reading what young people type: spelling, text-speak, phrases, negation, correction."""

from bot.reading.language import Language, Phrases, expanded
from bot.reading.reader import Reader
from bot.reading.sense import Sense, make_sense
from bot.reading.speller import Lexicon, Speller, edits, sounds
from bot.reading.spotter import AmbiguousPhrase, Meaning, Spotted, Spotter, expand
from bot.reading.vocabulary import Vocabulary
from bot.reading.words import BREAKS, plain, split, stem

__all__ = [
    "BREAKS",
    "AmbiguousPhrase",
    "Language",
    "Lexicon",
    "Meaning",
    "Phrases",
    "Reader",
    "Sense",
    "Speller",
    "Spotted",
    "Spotter",
    "Vocabulary",
    "edits",
    "expand",
    "expanded",
    "make_sense",
    "plain",
    "sounds",
    "split",
    "stem",
]
