"""Reading a level of English or maths: named as such, or told by a grade, a pass or an exam."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.understanding import Understood

ENTRY, ONE, TWO, THREE = "entry", "level_1", "level_2", "level_3"
_LEVELS = {"1": ONE, "one": ONE, "2": TWO, "two": TWO, "too": TWO, "to": TWO, "3": THREE, "three": THREE}
_PASSES = frozenset("456789") | frozenset("abc*") | {"four", "five", "six", "seven", "eight", "nine"}
_GRADE = r"([1-9]|[a-g](?! ?level)|one|two|three|four|five|six|seven|eight|nine)"
_GCSE = r"(?:gcses?|igcses?|exams?|mocks?|resits?)"
_SUBJECT = (
    r"(?:(?:my|the|in|at|on|for|a|an|of|was|is|english|maths|language|lit|literature|lang|real|actual|"
    r"year 1[0-3]) )*"
)
# How a level is said; the first that fits is taken.
_TOLD: tuple[tuple[str, str], ...] = (
    (r"(?:below|under|before|lower than|pre|not (?:even |yet )?(?:at |on |got )?|havent (?:even )?(?:got|"
     r"passed|done) (?:to )?)"
     r" ?(?:a )?(?:level|l|lvl) ?(?:1|one)(?: yet)?", ENTRY),
    (r"(?:entry|entrie|entre)(?: ?level)?s? ?(?:[123]|one|two|three)?(?! requirement)|(?:el|e) ?[123]",
     ENTRY),
    (r"(?:a ?levels?|as ?levels?|alevels?|t ?levels?|core maths|btec national|extended diploma)", THREE),
    (r"(?:level|l|lvl|levels|lev|stage) ?(?P<level>[123]|one|two|three|too)\b", ""),
    (r"(?:functional skills?|fs|functional|func skills?|functionals) (?:(?:in|at|english|maths|level|l) "
     r")*(?P<fs>[12]|one|two)\b", ""),
    (rf"(?:grade|got|get|gotten|a|an|with|scored|achieved|of|was|is|were|passed|failed|only|my|at) "
     rf"?(?:me )?(?:a |an |grade )*"
     rf"(?P<gcse>{_GRADE})(?: overall)? (?:(?:in|at|on|for|from) )?{_SUBJECT}{_GCSE}", ""),
    (rf"{_GCSE} {_SUBJECT}(?:(?:and|i|got|get|with|it|grade|scored|achieved|only|just|a|an|failed|passed|"
     rf"pass|but|came|out|"
     rf"result|so|which|took|did|done|year|last|summer|this|me|so|were|,|\.) )*(?P<after>{_GRADE})\b(?! "
     rf"(?:years?|times?|months?|gcse))", ""),
    (rf"(?:grade|graded?) (?:a |an |of |was |is )*(?P<grade>{_GRADE})\b", ""),
    (rf"(?:got|get|scored|achieved|came out with|ended up with|with|given) (?:myself |me )?(?:a|an) "
     rf"(?:low |high |strong |grade |"
     rf"bare |solid |good |bad )*(?P<got>{_GRADE})\b(?! (?:years?|times?|gcse))", ""),
    (r"^(?:a |an )?(?P<only>[b-g])$", ""),
    (r"(?:got|get|scored|achieved) (?P<mark>[1-9]) (?:for|in|on|at)\b", ""),
    (rf"^(?:a |an )?(?P<first>{_GRADE}) (?:in|at|on|for) (?:my )?{_GCSE}", ""),
    (r"(?:failed|passed|pass)\b.{0,30}\b(?:got|with|by getting|only got|getting) (?:a |an "
     r")?(?P<then>[1-9])\b", ""),
    (r"(?:passed|pass|got|have|achieved) (?:(?:my|the|it|in|at|a|standard|strong) )*(?:(?:english|maths|"
     r"language) )*"
     r"(?:(?:at|my|in) )*gcses?\b|gcses? (?:pass|passed)|(?:passed|pass)(?: \w+){0,3} gcses?", TWO),
)  # fmt: skip
_NOT_YET = re.compile(
    r"\b(?:predicted|prediction|predict|hoping|hope|hopefully|want|need|aim|aiming|going for|should get|"
    r"working towards|towards|"
    r"nearly|almost|target|could get|will get|ill get|trying|try|resit(?:ting)? for|moving (?:on )?to|next|"
    r"going on to|before|above|over|past|mock|mocks|or|between|mixture|mix)\b"
)
_NOT = re.compile(r"\b(?:not|isnt|aint|never|didnt|havent|dont think|wasnt|no)(?: \w+){0,2} $")
_FAILED = re.compile(r"\b(?:fail|failed|failing|moving (?:up |on )?to|going to do|want to do|hoping for|"
                     r"aiming for|move (?:up )?to|"
                     r"working towards|want to get|try|trying)(?: \w+){0,2} $")  # fmt: skip
_TWO_GRADES = re.compile(r"\band (?:a |an |got )*\d\b")  # "a 4 in language and a 3 in literature"
_BEFORE = re.compile(r"\b(?:was|used to be|were|last year|before|previously|finished|passed|done|did|got|"
                     r"have|already|started on)(?: \w+){0,3} $")
_NOW = re.compile(r"\b(?:now|currently|at the moment|doing|working at|working on|on|im|moved up|moved|up "
                  r"to|studying|am)"
                  r"(?: (?:my|a|the|on|to|doing|at|now|english|maths|functional|skills|in))* $")  # fmt: skip
_CORRECTS = re.compile(r"\b(?:no|wait|mean|meant|actually|sorry|scrap|oops|nah|rather)\b")
_SPLIT = re.compile(r"\b(?:reading|writing|spelling|speaking)\b")
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|unsure|could be|not certain|"
                    r"cant remember)\b")
_ASKS = re.compile(r"\b(?:whats|what is|what does|what do|of what|explain|is that|is it|mean|why|"
                   r"how)\b(?!.*\bgot\b)")
_OTHERS = re.compile(r"\b(?:brother|sister|friends?|mates?|everyone|cousin|he|she|they)\b(?!.*\b(?:i|im|"
                     r"me|my)\b)")
BOTH = re.compile(r"\b(?:both(?! times| papers| of my exams| years)|english and maths|maths and english|"
                  r"english n maths|and (?:english|maths) (?:too|as well|is the same|same))\b")
_PARTS = re.compile(r"[.,;:!?\n]|\b(?:but|and|because|so|then|while|whereas)\b")


@dataclass(frozen=True, slots=True)
class _Level:
    value: str
    start: int
    end: int
    now: bool
    before: bool


def understand_in(subject: str, other: str, words: Sequence[str]) -> Understood | None:
    """Return the level in a subject, or None where a text tells none or several.

    Args:
        subject: what was asked about, such as ``"maths"``.
        other: the subject that has a level of its own; what is said of it alone is left out.
        words: what was typed.
    """
    text = _of(subject, other, " ".join(words))
    several = _TWO_GRADES.search(text) or (_SPLIT.search(text) and " and " in text)
    if several or _ASKS.search(text) or _OTHERS.search(text):
        return None
    value = _only(text, list(_levels(text)))
    if value is None:
        return None
    doubtful = _MAYBE.search(text) or (value != ENTRY and _NOT_YET.search(text))
    return Understood(value, sure=not doubtful, named=1)


def _of(subject: str, other: str, text: str) -> str:
    """Return the parts of a text that are not about the other subject alone."""
    text = BOTH.sub(subject, text)
    if other not in text.split():
        return text
    parts = [part for part in _PARTS.split(text) if other not in part.split() or subject in part.split()]
    return " , ".join(parts)


def _only(text: str, levels: Sequence[_Level]) -> str | None:
    """Return the level that is theirs now: the only one, the last one, or the one they are on."""
    if not levels:
        return None
    last, others = levels[-1], {each.value for each in levels} - {levels[-1].value}
    if not others:
        return last.value
    now = {each.value for each in levels if each.now}
    if len(now) == 1 and all(each.before for each in levels if not each.now):
        return now.pop()
    return last.value if _CORRECTS.search(text[levels[-2].end : last.start]) else None


def _levels(text: str) -> Iterator[_Level]:
    taken: list[tuple[int, int]] = []
    for pattern, value in _TOLD:
        for match in re.finditer(rf"\b(?:{pattern})(?!\w)", text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            found = value or _value(match)
            failed = "level" in match.groupdict() and match["level"] and _FAILED.search(text[: match.start()])
            if found and not failed and not _NOT.search(text[: match.start()]):
                before = text[: match.start()]
                yield _Level(found, *match.span(), bool(_NOW.search(before)), bool(_BEFORE.search(before)))


def _value(match: re.Match[str]) -> str | None:
    """Return the level that is named or that a grade stands for: from a 4 or a C on it is level 2."""
    said = {name: found for name, found in match.groupdict().items() if found}
    if level := said.get("level") or said.get("fs"):
        return _LEVELS[level]
    grade = next(iter(said.values()), None)
    if grade is None:
        return None
    return TWO if grade in _PASSES else ONE
