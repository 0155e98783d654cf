"""Every question's phrases, the commands, and the places that are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from bot.reading.cues import Cues
from bot.reading.language import Language, Phrases, expanded
from bot.reading.reader import Reader
from bot.reading.speller import Lexicon
from bot.reading.spotter import Meaning
from bot.reading.words import split


class Vocabulary:
    """Every question's phrases, the commands, and the places that are known.

    Args:
        questions: phrases by slot; those of every sharing slot are under ``sharing``.
        commands: a command and the phrases that give it.
        language: what is common to all.
        towns: a town's name in small letters, and the name it is kept under.
        postcode_areas: the letters with which postcodes begin, such as ``"OX"``; empty for any.
    """

    def __init__(
        self,
        questions: Mapping[str, Phrases],
        commands: Mapping[str, tuple[str, ...]],
        language: Language,
        towns: Mapping[str, str] | None = None,
        postcode_areas: Collection[str] = (),
    ) -> None:
        """Keep the phrases; readers are made when first asked for."""
        self.questions = questions
        self.commands = commands
        self.language = language
        self.towns = dict(towns or {})
        self.postcode_areas = frozenset(postcode_areas)
        self._readers: dict[str, Reader] = {}

    @cached_property
    def town_names(self) -> Lexicon:
        """Return the names that towns are kept under, and parts of them, as words that may be misspelt.

        What others call a town ("brum") is left out: too much would be near it.
        """
        return Lexicon(name for name, kept in self.towns.items() if name in " ".join(split(kept)))

    def reader(self, name: str) -> Reader:
        """Return the reader for one question, by its name in ``questions``.

        Raises:
            KeyError: no phrases for this question.
        """
        if name not in self._readers:
            self._readers[name] = Reader(self.questions[name], self.language, self._lexicon)
        return self._readers[name]

    @cached_property
    def command_reader(self) -> Reader:
        """Return the reader for commands, to which only polite words may be added."""
        language = replace(
            self.language, light=frozenset(), meanings={Meaning.FILLER: self.language.polite}, asking=()
        )
        return Reader(Phrases(self.commands, asks=True), language, self._lexicon)

    @cached_property
    def as_before_reader(self) -> Reader:
        """Return the reader for "same as before"."""
        return Reader(Phrases({"as_before": self.language.as_before}), self.language, self._lexicon)

    def spoken_of(self, text: str) -> dict[str, int]:
        """Return the questions that a text speaks of, each with how many words tell so."""
        return self._cues.found(self.language.split(text))

    def beside(self, asked: str | None) -> tuple[str, ...]:
        """Return the questions that are often answered with the one that was asked."""
        return tuple(name for name, each in self.questions.items() if asked in each.beside)

    def told_for_certain(self, text: str) -> Collection[str]:
        """Return the questions that a text surely speaks of."""
        return self._telling.found(self.language.split(text))

    @cached_property
    def _cues(self) -> Cues:
        cues = {name: (*each.cues, *each.telling) for name, each in self.questions.items()}
        return Cues(cues, self.language, self._lexicon)

    @cached_property
    def _telling(self) -> Cues:
        telling = {name: each.telling for name, each in self.questions.items()}
        return Cues(telling, self.language, self._lexicon)

    @cached_property
    def _lexicon(self) -> Lexicon:
        """Return every word of every question, so that a word spelt right is never taken for another."""
        language = self.language
        said = [*self.commands.values(), *language.meanings.values(), language.asking, language.polite]
        said.append(language.as_before)
        for each in self.questions.values():
            said += [*each.values.values(), tuple(each.values), each.unclear, each.around]
            said += [each.cues, each.telling, *each.also.values()]
            said += [each.vague, *each.offered.values(), tuple(each.alike), *each.alike.values()]
        phrases = (
            phrase.replace("_", " ") for phrase in expanded(phrase for phrases in said for phrase in phrases)
        )
        words = {word for phrase in phrases for word in language.split(phrase)}
        return Lexicon(words | language.everyday | language.dropped | language.light, language.english)
