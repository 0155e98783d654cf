"""Finding answers to questions that were not asked: "college, and i live in leeds"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.clauses import Clause, clauses
from bot.answers.parsing import understand
from bot.answers.understanding import Understood
from bot.questions import BY_NAME, NOT_SURE, SKIPPED, Kind
from bot.reading import Meaning, Vocabulary

MOST_CLAUSES = 4  # that one answer stretches over
OF_THE_PAST = frozenset({"achievements", "year_group", "home_area"})  # what they were or did may tell these
JOINED_WORDS = 3  # more than that is something else that they say
# Questions about what helps and what is hard are near one another: the one that was asked comes first.
OF_HELP = frozenset(
    {
        *("what_helps", "what_is_hard", "good_and_hard_days", "how_often_hard", "hard_day_signs"),
        *("hard_day_help", "support_now", "support_to_continue", "worries", "want_to_know"),
    }
)
_PAST = re.compile(r"\b(?:was|were|wasnt|wasn't|had|used to|ago|once|when i was|last year)\b", re.IGNORECASE)
_THERE = r"(?<!there will )(?<!theres gonna )(?<!there's gonna )"  # "there will be a new teacher" is no wish
_TO_BE = re.compile(rf"{_THERE}\b(?:be|become)\s+an?\b|\bdream job\b", re.IGNORECASE)
_AND = re.compile(r"^\s*(?:and|n|nd|&|\+)\s*", re.IGNORECASE)
CLEAR_BESIDE = 5  # words of a phrase that tell a question: a question that follows from this one is as clear
# Beside words of their own, which may be a story, only what cannot be a part of it is taken.
BESIDE_A_STORY = frozenset({"year_group", "home_area"})
LEVELS = frozenset({"english_level", "maths_level"})
STORIES = frozenset({"strength_example", "anything_else"})
# "In year 9 i helped to run it" tells when that was.
_WHEN = re.compile(r"\b(?:in|from|since|during|until|before|after) (?:year|yr) ?\d", re.IGNORECASE)
_WORK_WITH = re.compile(r"\bwork(?:ing)? with\b", re.IGNORECASE)  # beside a dream job it only says which
_NOW = re.compile(r"\b(?:i ?[’']?a?m|am|now)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?\n])\s+|\n")
_CHANGE = re.compile(
    r"^\W*(?:please |can (?:you|i|we) |(?:i )?(?:want|wanna|need) (?:to )?)*(?:change|switch|set) ", re.I
)


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer that a part of a text gives to a question, and where that part stands."""

    slot: str
    understood: Understood
    where: Clause


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched, and for what.

    Args:
        text: as typed.
        asked: the question that is open, if any; what answers it wholly is left to it.
        vocabulary: the phrases of every question, and those that tell which question is spoken of.
    """

    text: str
    asked: str | None
    vocabulary: Vocabulary

    def claims(self) -> list[Claim]:
        """Return what the parts of the text answer without being asked, in order."""
        return list(self._from(clauses(self.text)))

    def _from(self, parts: Sequence[Clause]) -> Iterator[Claim]:
        while parts:
            claim = self._first(parts)
            if claim is not None:
                yield claim
            past = claim.where.end if claim else parts[0].end
            parts = [part for part in parts if part.start >= past]

    def _first(self, parts: Sequence[Clause]) -> Claim | None:
        """Return the answer that begins here, to the question that is spoken of most clearly."""
        spoken_of = self._spoken_of(parts[0].text)
        for clearness in sorted(set(spoken_of.values()), reverse=True):
            slots = [slot for slot, clear in spoken_of.items() if clear == clearness]
            found = [claim for slot in slots if (claim := self._longest(slot, parts)) is not None]
            if found:
                return _clearest(found)
        return None

    def _spoken_of(self, text: str) -> dict[str, int]:
        """Return the questions that a part may answer, each with how clearly it speaks of it."""
        found = self.vocabulary.spoken_of(text)
        told = self._tells_asked(text)
        beside = () if told else self.vocabulary.beside(self.asked)
        if found or beside:
            found |= dict.fromkeys(beside, CLEAR_BESIDE)
            if told and self.asked in OF_HELP:
                certain = self.vocabulary.told_for_certain(text)
                found = {slot: found[slot] for slot in found if slot not in OF_HELP or slot in certain}
            if self._answers_asked(text):
                found = {slot: found[slot] for slot in found if self._told_for_certain(slot, text)}
            elif self._refuses(text):  # that is no answer, but may be hard: "i struggle with reading"
                found = {slot: found[slot] for slot in found if self._names_difficulty(slot)}
        return {slot: clear for slot, clear in found.items() if self._wanted(slot)}

    def _wanted(self, slot: str) -> bool:
        if slot == "achievements" and self.asked in LEVELS:
            return False  # "functional skills level 1" tells the level that was asked for
        if slot == "what_helps" and self.asked == "who_is_here":
            return False  # "my mum is with me to help" tells who is here
        return slot != self.asked and (self.asked not in STORIES or slot in BESIDE_A_STORY)

    def _refuses(self, text: str) -> bool:
        """Return whether a part names a value of what was asked and refuses it."""
        if self.asked is None or self.asked not in BY_NAME or not BY_NAME[self.asked].values:
            return False
        reader = self.vocabulary.reader(self.asked)
        return bool(reader.sense(reader.spot(reader.words(text)), several=True).refused)

    def _tells_asked(self, text: str) -> bool:
        """Return whether a part answers what was asked, whatever else it may say."""
        understood = None if self.asked is None else understand(self.asked, text, self.vocabulary)
        return _answers(understood) and understood is not None and understood.sure

    def _answers_asked(self, text: str) -> bool:
        """Return whether every word of a part answers what was asked."""
        if self.asked is None or (self.asked in BY_NAME and BY_NAME[self.asked].kind is Kind.WORDS):
            return False
        return _answers(understand(self.asked, text, self.vocabulary, unasked=True))

    def _told_for_certain(self, slot: str, text: str) -> bool:
        both_hard = self._names_difficulty(slot) and self._names_difficulty(self.asked)
        return slot in self.vocabulary.told_for_certain(text) and not both_hard

    def _names_difficulty(self, slot: str | None) -> bool:
        return getattr(self.vocabulary.questions.get(slot or ""), "names_difficulty", False)

    def _longest(self, slot: str, parts: Sequence[Clause]) -> Claim | None:
        gone = slot not in OF_THE_PAST and _PAST.search(parts[0].text)
        if gone or self._is_asked_by_them(slot, parts[0]) or self._only_tells_more(slot, parts[0].text):
            return None
        for last in reversed(self._stretch(slot, parts)):
            where = Clause(self.text[parts[0].start : last.end], parts[0].start, last.end)
            understood = self._understand(slot, where.text)
            if understood is not None and _answers(understood):
                goes_on = self._goes_on(parts[parts.index(last) + 1 :])
                return None if goes_on else Claim(slot, understood, where)
        return None

    def _only_tells_more(self, slot: str, text: str) -> bool:
        """Return whether a year is only the time of a story, or what they would work with their dream job."""
        if slot == "interests" and self.asked == "dream_job":
            return _WORK_WITH.search(text) is not None
        told = slot == "year_group" and self.asked in STORIES and _WHEN.search(text) is not None
        return told and _NOW.search(text) is None

    def _understand(self, slot: str, text: str) -> Understood | None:
        if slot != "dream_job":
            return understand(slot, _CHANGE.sub("", text), self.vocabulary, unasked=True)
        liking = self.vocabulary.reader("interests")  # it knows the names of jobs
        names_job = any(each.meaning is Meaning.VALUE for each in liking.spot(liking.words(text)))
        wish = names_job and _TO_BE.search(text) is not None
        return Understood(_AND.sub("", text).strip(), sure=True) if wish else None

    def _goes_on(self, after: Sequence[Clause]) -> bool:
        """Return whether what is joined on is nothing that we know: "i love fish and chips"."""
        if not after or not _AND.match(after[0].text):
            return False
        words = self.vocabulary.language.split(_AND.sub("", after[0].text))
        known = self._spoken_of(after[0].text) or self._is_read(after[0])
        return not known and len(words) <= JOINED_WORDS

    def _is_read(self, part: Clause) -> bool:
        return self.asked is not None and understand(self.asked, part.text, self.vocabulary) is not None

    def _stretch(self, slot: str, parts: Sequence[Clause]) -> list[Clause]:
        """Return the parts over which one answer may reach: up to where another question is spoken of."""
        reach = [parts[0]]
        whole = _answers(understand(slot, parts[0].text, self.vocabulary, unasked=True))
        for part in parts[1:MOST_CLAUSES]:
            if set(self._spoken_of(part.text)) - {slot} or (whole and self._answers_asked(part.text)):
                break
            reach.append(part)
        return reach

    def _is_asked_by_them(self, slot: str, part: Clause) -> bool:
        """Return whether the part stands in a question of the learner's own: "how do i get an ehcp"."""
        reader = self.vocabulary.reader(slot)
        ends = [match.end() for match in _SENTENCE_ENDS.finditer(self.text, 0, part.start + 1)]
        return reader.asks(reader.words(self.text[max(ends, default=0) : part.end]))


def _clearest(found: Sequence[Claim]) -> Claim | None:
    """Return the claim that the most words name, if there is only one."""
    most = max(claim.understood.named for claim in found)
    clearest = [claim for claim in found if claim.understood.named == most]
    return clearest[0] if len(clearest) == 1 else None


def _answers(understood: Understood | None) -> bool:
    return understood is not None and understood.value not in {NOT_SURE, SKIPPED}
