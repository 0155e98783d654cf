"""The phrases that answers are made of, question by question, and the language around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from bot.reading.sense import Sense, make_sense
from bot.reading.speller import Lexicon, Speller, edits
from bot.reading.spotter import Meaning, Spotted, Spotter, expand
from bot.reading.words import BREAKS, split

SHORTEST_NEAR_NOT = 3
COPULAS = frozenset({"is", "are", "was", "were", "isnt", "arent", "wasnt"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """How the answers to one question are said.

    Args:
        values: a value and its phrases; ``quiet|calm place?`` stands for four.
        unclear: phrases that may mean one value or another, so that we ask again.
        names_difficulty: to dislike a thing is to name it.
        asks: its values are themselves questions.
        refused_means: for a value that is refused, the value which that leaves.
        around: phrases that may stand around an answer to this question and change nothing.
    """

    values: Mapping[str, tuple[str, ...]]
    unclear: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    refused_means: Mapping[str, str] = field(default_factory=dict)
    names_difficulty: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """How young people write, whatever the question.

    Args:
        shorthand: a short form or a common misspelling, and the words it stands for.
        pairs: two words that are one: ``{"a levels": "alevels"}``.
        dropped: words that are passed over, such as "the".
        light: words that need not be there in a phrase, such as "to".
        meanings: phrases by what they do in an answer (see ``Meaning``).
        asking: how a question begins.
        everyday: words that are spelt right and must not be taken for a misspelling.
        polite: words that may stand around a command.
    """

    shorthand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    meanings: Mapping[Meaning, tuple[str, ...]] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    everyday: frozenset[str] = frozenset()
    polite: tuple[str, ...] = ()

    def split(self, text: str) -> list[str]:
        """Return the words of a text, short forms written out."""
        words = split(text, self.shorthand)
        for at in range(len(words) - 1, 0, -1):
            if (one := self.pairs.get(" ".join(words[at - 1 : at + 1]))) is not None:
                words[at - 1 : at + 1] = [one]
        return words


class Reader:
    """Reads answers to one question."""

    def __init__(self, phrases: Phrases, language: Language, lexicon: Lexicon) -> None:
        """Compile the phrases of the question, then those of the language where they are still free."""
        self.phrases = phrases
        self._language = language
        self._spotter = Spotter(language.dropped, language.light)
        words = {word for meaning, value, said in self._all() for word in self._add(meaning, value, said)}
        self._asking = [tuple(language.split(phrase)) for phrase in language.asking]
        self._speller = Speller(words, lexicon)

    def words(self, text: str) -> list[str]:
        """Return the words of a text as this question's words where they are misspelt."""
        return _flat(as_read for _, as_read in self._speller.read(self._language.split(text)))

    def other_readings(self, text: str, *, of_misspelt_only: bool = False) -> Iterator[list[str]]:
        """Give the words with each one that may be a slip as each other word that it may have been meant for.

        A slip is a misspelt word or, unless told otherwise, a word that we make nothing of.
        """
        read = self._speller.read(self._language.split(text))
        best = [as_read for _, as_read in read]
        strange = set() if of_misspelt_only else self._strange(_flat(best))
        for at, (word, as_read) in enumerate(read):
            if word in strange or not self._speller.knows(word):
                others = (near for near in self._speller.near(word) if (near,) != tuple(as_read))
                yield from (_flat([*best[:at], (near,), *best[at + 1 :]]) for near in others)

    def _strange(self, words: Sequence[str]) -> set[str]:
        return {each.words[0] for each in self._spotter.spot(words) if each.meaning is Meaning.WORD}

    def spot(self, words: Sequence[str]) -> list[Spotted]:
        """Return the phrases of the words, as ``Spotter.spot``, but for three that change what is near them.

        A near miss of "not" may be one; "no" before a value refuses it, where alone it is itself a value; and
        "the computer is broken" says what a thing is, not that they want it.
        """
        spotted = self._spotter.spot(words)
        return [self._in_place(each, after, words) for each, after in zip_longest(spotted, spotted[1:])]

    def _in_place(self, each: Spotted, after: Spotted | None, words: Sequence[str]) -> Spotted:
        if each.meaning is Meaning.VALUE and each.words == ("no",) and after is not None:
            names_another = after.meaning in {Meaning.VALUE, Meaning.UNCLEAR} and after.value != each.value
            return replace(each, meaning=Meaning.NOT) if names_another else each
        if each.meaning is Meaning.ALL and each.words == ("all",) and after is not None:
            return replace(each, meaning=Meaning.FILLER)  # "all good", "all that noise"
        if each.meaning is Meaning.WORD and (self._nearly_not(each) or self._says_what_it_is(each, words)):
            return replace(each, meaning=Meaning.UNCLEAR)
        return each

    def _says_what_it_is(self, each: Spotted, words: Sequence[str]) -> bool:
        return not self.phrases.names_difficulty and each.at > 0 and words[each.at - 1] in COPULAS

    def sense(self, spotted: Sequence[Spotted], *, several: bool) -> Sense:
        """Return what the phrases say about this question."""
        return make_sense(spotted, names_difficulty=self.phrases.names_difficulty, several=several)

    def asks(self, words: Sequence[str]) -> bool:
        """Return whether the words ask something, where an answer to this question does not."""
        if self.phrases.asks:
            return False
        named_at = {each.at for each in self._spotter.spot(words) if each.meaning is Meaning.VALUE}
        return any(at not in named_at and self._begins_question(words[at:]) for at in _starts(words))

    def _begins_question(self, words: Sequence[str]) -> bool:
        return any(tuple(words[: len(phrase)]) == phrase for phrase in self._asking)

    def _all(self) -> Iterator[tuple[Meaning, str, str]]:
        for value, phrases in self.phrases.values.items():
            yield Meaning.VALUE, value, value.replace("_", " ")
            yield from ((Meaning.VALUE, value, phrase) for phrase in _expanded(phrases))
        yield from ((Meaning.UNCLEAR, "", phrase) for phrase in _expanded(self.phrases.unclear))
        # What stands around an answer comes after what the language says, but for its fillers.
        meanings = dict(self._language.meanings)
        meanings[Meaning.FILLER] = (*self.phrases.around, *meanings.pop(Meaning.FILLER, ()))
        for meaning, phrases in meanings.items():
            yield from ((meaning, "", phrase) for phrase in _expanded(phrases))

    def _add(self, meaning: Meaning, value: str, phrase: str) -> list[str]:
        words = self._language.split(phrase)
        bare_no = meaning is Meaning.NOT and words == ["no"]
        self._spotter.add(words, meaning, "no" if bare_no else value)
        return words

    def _nearly_not(self, each: Spotted) -> bool:
        word = each.words[0]
        unknown = len(word) >= SHORTEST_NEAR_NOT and not self._speller.knows(word)
        return unknown and any(edits(word, no, 1) <= 1 for no in ("not", "dont", "cant", "never"))


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
    def _lexicon(self) -> Lexicon:
        """Return every word of every question, so that a word spelt right is never taken for another."""
        language = self.language
        said = [*self.commands.values(), *language.meanings.values(), language.asking, language.polite]
        for each in self.questions.values():
            said += [*each.values.values(), tuple(each.values), each.unclear, each.around]
        phrases = (phrase.replace("_", " ") for phrase in _expanded(phrase for phrases in said for phrase in phrases))
        words = {word for phrase in phrases for word in language.split(phrase)}
        return Lexicon(words | language.everyday | language.dropped | language.light)


def _flat(parts: Iterable[Sequence[str]]) -> list[str]:
    return [word for part in parts for word in part]


def _expanded(phrases: Iterable[str]) -> Iterator[str]:
    return (each for phrase in phrases for each in expand(phrase))


def _starts(words: Sequence[str]) -> list[int]:
    """Return where the words begin, and begin again after a break."""
    return [at for at in range(len(words)) if words[at] not in BREAKS and (at == 0 or words[at - 1] in BREAKS)]
