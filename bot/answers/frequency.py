"""Reading how often a hard day comes: any count over any stretch of time becomes the nearest choice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.understanding import Understood

_WEEKS_IN = {
    "day": 1 / 7, "week": 1.0, "weekend": 1.0, "fortnight": 2.0, "month": 4.0, "term": 12.0, "year": 50.0,
}  # fmt: skip
_NUMBERS = {
    "once": 1.0, "twice": 2.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "couple": 2.0, "few": 3.0, "several": 4.0, "other": 2.0, "second": 2.0, "third": 3.0, "single": 1.0,
    "half": 0.5,
    "a": 1.0, "an": 1.0, "some": 3.0, "many": 4.0, "lots": 4.0, "loads": 4.0, "most": 4.0,
}  # fmt: skip
_COUNT = rf"(\d+|{'|'.join(_NUMBERS)})"
_SPAN = "(day|week|weekend|fortnight|month|term|year)s?"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_TO = rf"{_COUNT} (?:or |to |and )?"  # "2 or 3": the last one counts
_TIMES = (
    r"(?:of )?(?:(?:times?|days?|hard|bad|rough|horrible|tough|ones|of|them|or so|maybe|probably|about|"
    r"really) )*"
)
# "three times a week", "2 days out of every month"; "every two weeks"; "one week in three".
_PER = re.compile(
    rf"\b(?:{_TO})?{_COUNT} {_TIMES}(?:(?:a|an|per|each|every|out of|in|over|this|of|most|in a|some|the) "
    rf")+{_SPAN}\b"
)
_EVERY = re.compile(rf"\b(?:once |about )?(?:every|each) (?:(?:{_TO})?{_COUNT} )?(?:of |so many )?{_SPAN}\b")
_OUT_OF = re.compile(rf"\b{_COUNT} (?:weeks? |days? )?(?:out of|in|outta) (?:every )?{_COUNT}(?: (days?))?\b")
_EVERY_DAY = re.compile(rf"\b(?:every|most|on|always) (?:single )?(?:{_DAYS}|morning|evening|night|"
                        rf"lesson)s?\b|\b{_DAYS}s\b|"
                        r"\b(?:daily|every ?day|all week)\b")  # fmt: skip
_ADVERBS = {"weekly": 1.0, "fortnightly": 2.0, "monthly": 4.0, "termly": 12.0, "yearly": 50.0}
_MOST = re.compile(
    r"\bmost (?:of (?:the )?)?(?:weeks?|days?|time)\b|\b(?:all|most|majority) (?:of )?(?:the )?(?:time|"
    r"weeks?)\b|"
    r"\b(?:too many to|lose|lost|more than i can) count\b|\bmore (?:often )?(?:weeks )?than not\b|"
    r"\b(?:constant|nonstop|non stop|relentless)(?:ly)?\b"
)
_SOME = re.compile(r"\b(?:some|certain|odd) weeks?\b|\bhalf (?:of )?(?:the )?(?:time|weeks?|month)\b")
_RARELY = re.compile(
    r"\b(?:(?:hardly|barely|scarcely|almost never|very rarely|rarely|seldom)(?: ever)?|once in a (?:blue "
    r"moon|while)|"
    r"every (?:so often|once in a while)|(?:every )?now and (?:then|again)|from time to time|"
    r"occasional(?:ly)?|on and off|"
    r"here and there|not (?:very |that |too |so |really |all that )?(?:often|much|many|frequent(?:ly)?|"
    r"regular(?:ly)?)|"
    r"the odd (?:one|day|time|week))\b"
)
_NO_TELLING = re.compile(
    r"\b(?:(?:cant|couldnt|can not|hard to|impossible to|difficult to|not able to|unable to|dont know "
    r"how to|never) "
    r"(?:really |even |ever |actually )?(?:say|tell|predict|put a (?:number|figure|finger)|count|know|"
    r"guess|see it coming)|no (?:real |"
    r"set )?pattern|"
    r"(?:totally |just |completely )?random(?:ly)?|(?:come|comes|coming) (?:and|or) (?:go|goes|going)|"
    r"(?:dont|do not|havent|never) (?:really )?(?:keep |kept |been )?(?:count|counting|counted|track|"
    r"keep track)|"
    r"unpredictable|out of (?:the blue|nowhere)|dont know (?:when|how often)|no (?:telling|way (?:to|of) "
    r"know(?:ing)?)|"
    r"(?:always|every (?:time|week|day) is|its|so|it is|really|all) different(?! places)|varies|vary|no "
    r"idea (?:when|how often))\b"
)
_THEN = re.compile(r"[.,;:!?\n]|\b(?:but|although|though)\b")
_ONCE_WAS = re.compile(r"\b(?:used to|was|were|before|last year)\b")
_NEGATED = re.compile(r"\b(?:not|isnt|aint|never|dont think|wouldnt say|no longer|used to be|hardly|barely|"
                      r"rarely)(?: \w+){0,2} $")  # fmt: skip
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|unsure|depends)\b")
_MOST_WEEKS_APART, _SOME_WEEKS_APART = 1.3, 3.0


def understand(words: Sequence[str]) -> Understood | None:
    """Return how often that is, or None where no count is told, or more than one that differ."""
    parts = [part for part in _THEN.split(" ".join(words)) if not _ONCE_WAS.search(part)]
    text = " , ".join(parts)
    found = {value for value, start in _all(text) if not _NEGATED.search(text[:start])}
    if len(found) != 1:
        return None
    return Understood(found.pop(), sure=not _MAYBE.search(text), named=1)


def _all(text: str) -> list[tuple[str, int]]:
    """Return every choice that a part of the text tells, with where that part begins."""
    found: list[tuple[str, int]] = []
    for match in _PER.finditer(text):
        less = 2 if left_of(text, match).endswith("less than ") else 1
        found.append((_nearest(less * _WEEKS_IN[match[3]] / _number(match[2])), match.start()))
    left = _PER.sub(lambda match: "." * len(match[0]), text)
    for match in _EVERY.finditer(left):
        found.append((_nearest(_WEEKS_IN[match[3]] * _number(match[2] or "one")), match.start()))
    left = _EVERY.sub(lambda match: "." * len(match[0]), left)
    for match in _OUT_OF.finditer(left):
        weeks = 1 / 7 if match[3] else 1.0
        found.append((_nearest(weeks * _number(match[2]) / _number(match[1])), match.start()))
    found += [(_nearest(weeks), left.index(word)) for word, weeks in _ADVERBS.items() if word in left.split()]
    found += [("most_weeks", match.start()) for said in (_EVERY_DAY, _MOST) for match in said.finditer(left)]
    found += [("now_and_then", match.start()) for match in _RARELY.finditer(text)]
    found += [("cannot_tell", match.start()) for match in _NO_TELLING.finditer(text)]
    return found + [("some_weeks", match.start()) for match in _SOME.finditer(left)]


def left_of(text: str, match: re.Match[str]) -> str:
    """Return what stands before a match."""
    return text[: match.start()]


def _number(word: str) -> float:
    return _NUMBERS.get(word) or max(float(word), 1.0)


def _nearest(weeks_apart: float) -> str:
    """Return the choice for something that comes once in so many weeks."""
    if weeks_apart <= _MOST_WEEKS_APART:
        return "most_weeks"
    return "some_weeks" if weeks_apart <= _SOME_WEEKS_APART else "now_and_then"
