"""Reading answers to one question: its phrases found, misspelt words put right, slips considered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.reading.language import Language, Phrases, expanded
from bot.reading.sense import Sense, make_sense
from bot.reading.speller import Lexicon, Speller, edits
from bot.reading.spotter import GAP, JOINING, Meaning, Spotted, Spotter
from bot.reading.words import BREAKS

SHORTEST_NEAR_NOT = 3
MOST_SLIPS = 8
PLACING = frozenset({"in", "at", "on", "a", "an", "the"})
TAKING_BACK = frozenset({Meaning.AGAIN, Meaning.ACTUALLY, Meaning.NOT, Meaning.EXCEPT, Meaning.ALL_EXCEPT})
PARTING = TAKING_BACK | {Meaning.BREAK, Meaning.BUT}
PAST = frozenset({"was", "were"})
NAMING = frozenset({Meaning.VALUE, Meaning.UNCLEAR, Meaning.VAGUE})
COPULAS = frozenset({"is", "are", "was", "were", "isnt", "arent", "wasnt"})


class Reader:
    """Reads answers to one question."""

    def __init__(self, phrases: Phrases, language: Language, lexicon: Lexicon) -> None:
        """Compile the phrases of the question, then those of the language where they are still free."""
        self.phrases = phrases
        self._language = language
        self._spotter = Spotter(language.dropped, language.light, phrases.alike)
        self._weak = {self._key(language.split(phrase)) for phrase in expanded(phrases.weak)}
        self._faint = {self._key(language.split(phrase)) for phrase in expanded(phrases.faint)}
        self._alone = {self._key(language.split(phrase)) for phrase in expanded(phrases.alone)}
        alike = [*phrases.alike, *(word for others in phrases.alike.values() for word in others)]
        words = {word for meaning, value, said in self._all() for word in self._add(meaning, value, said)}
        words |= {word for phrase in self._add_also() for word in phrase}
        self._asking: dict[str, list[list[str]]] = defaultdict(list)
        for phrase in map(language.split, language.asking):
            self._asking[phrase[0]].append(phrase)
            words.update(phrase)
        self._speller = Speller(words.union(alike), lexicon)

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
        in_place = [self._in_place(each, after, words) for each, after in zip_longest(spotted, spotted[1:])]
        return list(_without_weak(map(self._weighed, self._without_faint(in_place))))

    def _without_faint(self, spotted: Sequence[Spotted]) -> Iterator[Spotted]:
        """Make fillers of what names a value faintly, where another value is named better."""
        named = [each for each in spotted if each.meaning is Meaning.VALUE]
        well = {each.value for each in named if self._key(each.words) not in self._faint}
        for each in spotted:
            faint = each in named and (
                (self._key(each.words) in self._faint and bool(well - {each.value}))
                or not well.isdisjoint(self.phrases.yields.get(each.value, ()))
            )
            yield replace(each, meaning=Meaning.FILLER) if faint else each

    def _weighed(self, each: Spotted) -> Spotted:
        """Tell what names a value only weakly."""
        if each.meaning is not Meaning.VALUE:
            return each
        key = self._key(each.words)
        return replace(each, weak=key in self._weak, alone=key in self._alone)

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        said = [word for word in words if word not in self._language.light | self._language.dropped]
        return tuple(self._spotter.keys(said))

    def _in_place(self, each: Spotted, after: Spotted | None, words: Sequence[str]) -> Spotted:
        if each.meaning is Meaning.VALUE and each.words == ("no",) and after is not None:
            names_another = after.meaning in NAMING and after.value != each.value
            return replace(each, meaning=Meaning.NOT) if names_another else each
        if each.meaning is Meaning.VALUE and self._says_what_it_is(each, words, PAST):
            return replace(each, meaning=Meaning.UNCLEAR, value="")
        if each.meaning is Meaning.ALL and after is not None and self._only_counts(each, after):
            return replace(each, meaning=Meaning.FILLER)
        if each.meaning is Meaning.WORD and (
            self._nearly_not(each) or self._says_what_it_is(each, words, COPULAS)
        ):
            return replace(each, meaning=Meaning.UNCLEAR)
        return each

    def _only_counts(self, each: Spotted, after: Spotted) -> bool:
        """Return whether "all" says how much of what comes after it: "all good", "all that tech stuff"."""
        return each.words == ("all",) or after.meaning in NAMING

    def _says_what_it_is(self, each: Spotted, words: Sequence[str], verbs: frozenset[str]) -> bool:
        before = [word for word in words[: each.at] if word not in PLACING][-1:]
        return not self.phrases.names_difficulty and not verbs.isdisjoint(before)

    def sense(self, spotted: Sequence[Spotted], *, several: bool) -> Sense:
        """Return what the phrases say about this question."""
        return make_sense(spotted, names_difficulty=self.phrases.names_difficulty, several=several)

    def knows(self, word: str) -> bool:
        """Return whether this is a word, spelt right."""
        return self._speller.knows(word)

    def asks(self, words: Sequence[str]) -> bool:
        """Return whether the words ask something, where an answer to this question does not."""
        if self.phrases.asks:
            return False
        spotted = {each.at: each for each in self._spotter.spot(words)}
        return any(self._begins_question(list(words[at:]), spotted.get(at)) for at in _starts(words))

    def _begins_question(self, words: list[str], spotted: Spotted | None) -> bool:
        """Return whether words ask: not where a value is named so, nor "dont know what level", "what if"."""
        if spotted is not None and spotted.meaning is Meaning.VALUE:
            return False
        says_more = spotted is not None and spotted.meaning in {Meaning.NOT_SURE, Meaning.FILLER}
        known = len(spotted.words) if spotted is not None and says_more else 0
        asking = self._asking.get(words[0], ())
        return any(words[: len(phrase)] == phrase for phrase in asking if len(phrase) >= known)

    def _all(self) -> Iterator[tuple[Meaning, str, str]]:
        for value, phrases in self.phrases.values.items():
            yield Meaning.VALUE, value, value.replace("_", " ")
            yield from ((Meaning.VALUE, value, phrase) for phrase in expanded(phrases))
        for value, phrases in self.phrases.offered.items():
            yield from ((Meaning.UNCLEAR, value, phrase) for phrase in expanded(phrases))
        yield from ((Meaning.UNCLEAR, "", phrase) for phrase in expanded(self.phrases.unclear))
        yield from ((Meaning.VAGUE, "", phrase) for phrase in expanded(self.phrases.vague))
        # What stands around an answer comes after what the language says, but for its fillers.
        meanings = dict(self._language.meanings)
        meanings[Meaning.FILLER] = (*self.phrases.around, *meanings.pop(Meaning.FILLER, ()))
        for meaning, phrases in meanings.items():
            yield from ((meaning, "", phrase) for phrase in expanded(phrases))

    def _add_also(self) -> Iterator[list[str]]:
        """Add the phrases that mean nothing else yet, and give the words of each."""
        for value, phrases in self.phrases.also.items():
            for words in map(self._language.split, phrases):
                if not self._spotter.knows(words):
                    self._spotter.add(words, Meaning.VALUE, value)
                    yield words

    def _add(self, meaning: Meaning, value: str, phrase: str) -> list[str]:
        words = self._language.split(phrase)
        if GAP in phrase:
            self._spotter.add_gapped(map(self._language.split, phrase.split(GAP)), meaning, value)
            return words
        bare_no = meaning is Meaning.NOT and words == ["no"]
        self._spotter.add(words, meaning, "no" if bare_no else value)
        return words

    def _nearly_not(self, each: Spotted) -> bool:
        word = each.words[0]
        unknown = len(word) >= SHORTEST_NEAR_NOT and not self._speller.knows(word)
        return unknown and any(edits(word, no, 1) <= 1 for no in ("not", "dont", "cant", "never"))


def _flat(parts: Iterable[Sequence[str]]) -> list[str]:
    return [word for part in parts for word in part]


def _without_weak(spotted: Iterable[Spotted]) -> Iterator[Spotted]:
    """Make fillers of what names a value weakly, beside what names one well."""
    for run in _runs(spotted):
        well = any(each.meaning is Meaning.VALUE and not each.weak for each in run)
        yield from (replace(each, meaning=Meaning.FILLER) if well and each.weak else each for each in run)


def _runs(spotted: Iterable[Spotted]) -> Iterator[list[Spotted]]:
    """Give the phrases between breaks and words that join."""
    run: list[Spotted] = []
    for each in spotted:
        run.append(each)
        if each.meaning in PARTING or each.words in JOINING:
            yield run
            run = []
    yield run


def _starts(words: Sequence[str]) -> list[int]:
    """Return where the words begin, and begin again after a break."""
    return [
        at for at in range(len(words)) if words[at] not in BREAKS and (at == 0 or words[at - 1] in BREAKS)
    ]
