"""Reading answers to one question: its phrases found, misspelt words put right, slips considered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.reading.language import Language, Phrases, expanded
from bot.reading.sense import Sense, make_sense
from bot.reading.speller import Lexicon, Speller, edits
from bot.reading.spotter import Meaning, Spotted, Spotter
from bot.reading.words import BREAKS

SHORTEST_NEAR_NOT = 3
MOST_SLIPS = 8
PLACING = frozenset({"in", "at", "on", "a", "an", "the"})
PAST = frozenset({"was", "were"})
COPULAS = frozenset({"is", "are", "was", "were", "isnt", "arent", "wasnt"})


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
        """Give the words, each that may be a slip as each other word that it may have been meant for.

        A slip is a misspelt word or, unless told otherwise, a word that we make nothing of.
        """
        read = self._speller.read(self._language.split(text))
        if of_misspelt_only and sum(not self._speller.knows(word) for word, _ in read) > MOST_SLIPS:
            return  # too much is misspelt to guess at
        best = [as_read for _, as_read in read]
        strange = set() if of_misspelt_only else self._strange(_flat(best))
        for at, (word, as_read) in enumerate(read):
            if word in strange or not self._speller.knows(word):
                others = (near for near in self._speller.near(word) if (near,) != tuple(as_read))
                yield from (_flat([*best[:at], (near,), *best[at + 1 :]]) for near in others)

    def _strange(self, words: Sequence[str]) -> set[str]:
        return {each.words[0] for each in self._spotter.spot(words) if each.meaning is Meaning.WORD}

    def spot(self, words: Sequence[str]) -> list[Spotted]:
        """Return the phrases of the words, but for those whose meaning is changed by what is near them.

        A near miss of "not" may be one; "no" before a value refuses it, where alone it is itself a value;
        "all good" is not all; "the computer is broken" says what a thing is, "i was at college" what was.
        """
        spotted = self._spotter.spot(words)
        return [self._in_place(each, after, words) for each, after in zip_longest(spotted, spotted[1:])]

    def _in_place(self, each: Spotted, after: Spotted | None, words: Sequence[str]) -> Spotted:
        if each.meaning is Meaning.VALUE and each.words == ("no",) and after is not None:
            names_another = after.meaning in {Meaning.VALUE, Meaning.UNCLEAR} and after.value != each.value
            return replace(each, meaning=Meaning.NOT) if names_another else each
        if each.meaning is Meaning.VALUE and self._says_what_it_is(each, words, PAST):
            return replace(each, meaning=Meaning.UNCLEAR)
        if each.meaning is Meaning.ALL and each.words == ("all",) and after is not None:
            return replace(each, meaning=Meaning.FILLER)  # "all good", "all that noise"
        if each.meaning is Meaning.WORD and (
            self._nearly_not(each) or self._says_what_it_is(each, words, COPULAS)
        ):
            return replace(each, meaning=Meaning.UNCLEAR)
        return each

    def _says_what_it_is(self, each: Spotted, words: Sequence[str], verbs: frozenset[str]) -> bool:
        before = [word for word in words[: each.at] if word not in PLACING][-1:]
        return not self.phrases.names_difficulty and not verbs.isdisjoint(before)

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
            yield from ((Meaning.VALUE, value, phrase) for phrase in expanded(phrases))
        yield from ((Meaning.UNCLEAR, "", phrase) for phrase in expanded(self.phrases.unclear))
        # What stands around an answer comes after what the language says, but for its fillers.
        meanings = dict(self._language.meanings)
        meanings[Meaning.FILLER] = (*self.phrases.around, *meanings.pop(Meaning.FILLER, ()))
        for meaning, phrases in meanings.items():
            yield from ((meaning, "", phrase) for phrase in expanded(phrases))

    def _add(self, meaning: Meaning, value: str, phrase: str) -> list[str]:
        words = self._language.split(phrase)
        bare_no = meaning is Meaning.NOT and words == ["no"]
        self._spotter.add(words, meaning, "no" if bare_no else value)
        return words

    def _nearly_not(self, each: Spotted) -> bool:
        word = each.words[0]
        unknown = len(word) >= SHORTEST_NEAR_NOT and not self._speller.knows(word)
        return unknown and any(edits(word, no, 1) <= 1 for no in ("not", "dont", "cant", "never"))


def _flat(parts: Iterable[Sequence[str]]) -> list[str]:
    return [word for part in parts for word in part]


def _starts(words: Sequence[str]) -> list[int]:
    """Return where the words begin, and begin again after a break."""
    return [
        at for at in range(len(words)) if words[at] not in BREAKS and (at == 0 or words[at - 1] in BREAKS)
    ]
