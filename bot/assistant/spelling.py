"""Spelling put right before sentences are compared: for each word, the one that was most likely meant.

How likely a word is tells ``known_words.py``, how likely the slip ``slips.py``. What was typed stays as it
is: only ``spelt`` is set, and the plan keeps the learner's own words.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import known_words, near_words, slips
from bot.assistant.component import TrainedComponent
from bot.assistant.fingerprints import fingerprint_of
from bot.assistant.known_words import END, START, KnownWords, is_word, joined, read_english
from bot.assistant.near_words import NearWords
from bot.assistant.slips import LETTER, slip
from bot.assistant.vectors import SPELT
from bot.reference import told
from bot.reference.vocabulary import vocabulary

SHORTEST = 3  # letters: shorter words have too many neighbours
LONGEST = 30  # letters: longer ones are no words
COMMONEST = 40_000  # English words that may be meant by a misspelt one; all 82,000 are known
AS_WRITTEN = 3.0  # how much likelier a known word is to be meant than another, as a logarithm
WEIGHED = 12  # of the words near a misspelt one
COST_OF_A_LETTER = 2.1  # at most, on average: "asdf" is no word, and none is meant by it
NAMES = frozenset({"v"})  # short for "very", but a V Level is one

TOLD_OFTEN = 3  # times in the tellings of worries

_LETTERS = re.compile(r"[^\W\d_]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
_log = logging.getLogger(__name__)


class Speller:
    """Puts the spelling of a text right."""

    def __init__(self, known: KnownWords, near: NearWords) -> None:
        """Keep what is known; what a word may mean is looked up once."""
        self._known = known
        self._near = near
        self._meant = lru_cache(maxsize=8192)(self._weigh)

    @classmethod
    def learn(
        cls, texts: Iterable[str], ours: Iterable[str] = (), short: Mapping[str, str] | None = None
    ) -> Speller:
        """Learn the words of training texts, beside English.

        Args:
            texts: the training texts.
            ours: words that are right.
            short: short forms and what they stand for, such as ``{"u": "you"}``.
        """
        known = KnownWords.learn(texts, ours, short or {})
        return cls(known, NearWords.build(known.commonest(COMMONEST)))

    def correct(self, text: str) -> str:
        """Return a text in lower case with its spelling put right."""
        tokens = self._known.split(text)
        places = [at for at, token in enumerate(tokens) if is_word(token)]
        words = [START, *(tokens[at] for at in places), END]
        for at, place in enumerate(places, 1):
            words[at] = tokens[place] = self._best(words[at - 1], words[at], words[at + 1])
        return joined(tokens)

    def _best(self, left: str, word: str, right: str) -> str:
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha() or self._known.is_settled(word):
            return word
        weighed = self._meant(word)
        return max(weighed, key=lambda each: each[1] + log(self._known.fits(left, each[0], right)))[0]

    def _weigh(self, word: str) -> list[tuple[str, float]]:
        """Return the likeliest words for one that is written, each with its weight; never none."""
        as_written = log(self._known.likelihood(word)) + (AS_WRITTEN if self._known.knows(word) else 0.0)
        plain = _STRETCHED.sub(r"\1\1", word)
        slips = {near: slip(plain, near) for near in self._nearest(plain) if near != word}
        most = COST_OF_A_LETTER * len(word)
        found = {near: cost for near, cost in slips.items() if cost <= most}
        likely = [(near, log(self._known.likelihood(near)) - cost) for near, cost in found.items()]
        return [(word, as_written), *likely]

    def _nearest(self, word: str) -> list[str]:
        """Return the words that are worth weighing, judged by their distance alone."""
        found = self._near.find(word)
        rough = {near: log(self._known.likelihood(near)) - LETTER * far for near, far in found.items()}
        return sorted(rough, key=rough.__getitem__, reverse=True)[:WEIGHED]

    def save(self, folder: Path) -> None:
        """Write numbers and JSON."""
        (folder / "words.json").write_text(self._known.as_json(), encoding="utf-8")
        np.savez(folder / "near.npz", left=self._near.left, places=self._near.places)

    @classmethod
    def read(cls, folder: Path) -> Speller:
        """Read what ``save`` wrote."""
        known = KnownWords.from_json((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "near.npz", allow_pickle=False) as arrays:
            near = NearWords(known.commonest(COMMONEST), arrays["left"], arrays["places"])
        return cls(known, near)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingNormaliser(TrainedComponent[Speller]):
    """Sets ``spelt`` on each message: its text in lower case with spelling put right."""

    @staticmethod
    def required_packages() -> list[str]:
        """Return what has to be installed."""
        return ["symspellpy", "editdistpy"]

    @staticmethod
    def fingerprint_addon(_config: dict[str, Any]) -> str:
        """Return what else the speller follows from."""
        return fingerprint_of([known_words, near_words, slips], sorted(_our_words()), _short_forms())

    @classmethod
    def read(cls, folder: Path) -> Speller:
        """Read the words."""
        return Speller.read(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words of the training data, beside English and those of our vocabularies."""
        texts = [example.get(TEXT) for example in training_data.intent_examples if example.get(TEXT)]
        return self.keep(Speller.learn(texts, _our_words(), _short_forms()))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Put the spelling of each example right."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the spelling of each message right; a tap holds no words.

        A fault leaves it as it was typed: it is still read, and the safety net still looks at it.
        """
        speller = self.learnt()
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                try:
                    message.set(SPELT, speller.correct(text))
                except Exception as error:
                    _log.error("the speller failed: %s", type(error).__name__)
        return messages


def _our_words() -> set[str]:
    """Return the words that answers are given with, those that English may not know among them."""
    said = (phrases for question in vocabulary().questions.values() for phrases in question.values.values())
    words = {word for phrases in said for phrase in phrases for word in _LETTERS.findall(phrase)}
    return words.union(_words_of_worries()) - set(_short_forms())


@cache
def _words_of_worries() -> frozenset[str]:
    """Return the English words that worries are told in: "stab" is no slip for "stay"."""
    counts = Counter(word for text in told.told() for word in _LETTERS.findall(text.lower()))
    often = frozenset(word for word, count in counts.items() if count >= TOLD_OFTEN)
    return often.intersection(read_english())


def _short_forms() -> dict[str, str]:
    """Return text-speak and what it stands for, but for numbers: "one" stays a word here."""
    short = {form: " ".join(words) for form, words in vocabulary().language.shorthand.items()}
    wanted = short.keys() - NAMES
    return {form: short[form] for form in sorted(wanted) if not any(map(str.isdigit, short[form]))}
