"""Reading which school year a learner is in, or that they have left, from all that they tell of years.

A year may be named that is not theirs now: "my brother is in year 9", "dropped out in year 10", "going into
year 11". So each year that is named is weighed by the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.answers.understanding import Understood

FIRST_NAMED, LAST_OF_SCHOOL = 9, 11  # below and above, several years are one choice
LEFT, COLLEGE = "left_school", "year_12_or_13"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12, "thirteenth": 13, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13,
}  # fmt: skip
_NUMBER = rf"(?P<number>1[0-4]|[5-9]|{'|'.join(_ORDINALS)})"
_NUMBER_TOO = _NUMBER.replace("?P<number>", "?P<ordinal>")
_BARE = _NUMBER.replace("?P<number>1[0-4]", "?P<bare>1[0-3]")
_TO_BE_IN = (
    r"(?:^|\b(?:so|in|now|no|actually|mean|meant|its|it is|wait|sorry|think|just|currently|still|yes)) "
)
_NAMED = re.compile(
    rf"\b(?:years?|y|grade) ?(?:group )?{_NUMBER}\b"
    rf"|\b{_NUMBER_TOO} ?(?:st|nd|rd|th)? year\b(?! (?:of|at|in) (?:college|sixth|6|a))"
    rf"|{_TO_BE_IN}(?:{_BARE})(?=$| (?:now|no|sorry|at|in|actually|but|and|cos|because|mate|so|right|or|"
    rf"currently|,|\.))"
)
_SIXTH = re.compile(
    r"\b(?:(?:lower|upper|first|second|1 ?st|2 ?nd|last|final) (?:year (?:of |at |in )?)?|in |at |do |"
    r"doing |im )?(?:my )?"
    r"(?:sixth|6 ?th|6) form\b|\b(?:first|second|third|1 ?st|2 ?nd|3 ?rd) year (?:of |at |in |doing "
    r")?(?:my |a )?"
    r"(?:college|a ?levels?|btec|t ?level)|\bcollege[ ,]+(?:first|second|1 ?st|2 ?nd) year|"
    r"\b(?:first|second|1 ?st|2 ?nd) year of (?:my )?a ?levels?|\b(?:doing|studying|taking) (?:my )?(?:a "
    r"?levels?|as levels)"
)
_LAST = re.compile(
    r"\b(?:last|final) year (?:of|at|in) (?:secondary|high school|my school|school|comp)\b|\bgcse year|"
    r"\b(?:my|in) (?:last|final) year\b"
    r"|\b(?:taking|sitting|doing|got) (?:my |the )?gcses (?:this (?:year|summer)|in (?:may|june|summer|"
    r"the summer))"
)
_LEFT = re.compile(
    r"\b(?:left|dropped out(?: of)?|drop out|finished|done with|quit|kicked out of|packed in|given up|"
    r"completed|through with|"
    r"out of|no longer (?:in|at|go to|attend)|stopped (?:going|attending)(?: to)?|never went back(?: "
    r"to)?|walked out of|"
    r"came out of|been out of|not (?:been )?(?:in|at|going to|to|attending)|(?:dont|do not|havent|aint|"
    r"didnt|doesnt) "
    r"(?:even |really |actually )?(?:go|going|attend|been|do)(?: to| in| at| back)*) "
    r"(?:(?:any|full time|my|the|mainstream) )*(?:school|education|secondary|schooling|sixth form|6 ?th "
    r"form)\b"
    r"|\b(?:ive|i|have|ive already|already|just) (?:already |just |now |basically )?(?:left|dropped out|"
    r"finished school)\b"
    r"|\b(?:dropped out|drop out|school leaver|neet|not in education|finished year 1[13]|left (?:at|when "
    r"i was) 1[5-8])\b"
    r"|^(?:\d\d )?(?: ?, ?)?left\b|\bleft (?:in|last|this|at|already|ages|a while|during|after|because|"
    r"it)\b|\bnot (?:in|at) (?:a |any )?(?:school|year|college)\b|\bschools? (?:is |has )?(?:finished|"
    r"over|done|ended)\b"
    r"|\bi? ?(?:dont|do not) (?:have|got) a (?:year|school)\b|\bno (?:school|year)\b|\bim (?:done|"
    r"finished)(?: now)?$"
)
_NOT_LEFT = re.compile(r"\b(?:mainstream|my (?:old|last|other|first|primary)|before i left|when i left|"
                       r"until i|main school|"
                       r"that school|leave|nearly|almost|about to|hour|today)\b")  # fmt: skip
_NOT = re.compile(r"\b(?:not|isnt|aint|never|no longer|neither)(?: (?:really|actually|even))?(?: in| at| "
                  r"a)*$")
_PAST = re.compile(
    r"\b(?:was|were|been|used to be|since|from|left|dropped out|out|excluded|expelled|suspended|stopped|"
    r"stopped going|"
    r"finished|finish|after|did|done|missed|completed|passed|until|till|when|during|started|back|"
    r"throughout|most|all|"
    r"half|end|failed|repeated|repeating|left school|kicked out|moved here|moved|came|joined|last saw|"
    r"diagnosed|middle|"
    r"through|part|start|had|past|leaving)(?: \w+){0,2}$"
)
_SINCE_PRESENT = re.compile(r"\b(?:im|i am|am|but im|now|currently|just|still)(?: now| still| just| back|"
                            r" put| in| into|"
                            r" only| actually| doing| technically| going| repeating| at|"
                            r" school)*$")  # fmt: skip
_ENTERED = re.compile(r"\b(?:just|recently|now|ive|have) (?:just )?(?:gone|moved|went|started|begun|got|come)"
                      r"(?: (?:up|in|into|to|back))*$")  # fmt: skip
_SURELY = re.compile(r"\b(?:should|supposed|meant|technically|officially)\b")
_FUTURE = re.compile(
    r"\b(?:going (?:up )?(?:in ?to|to be in)|go into|starting|start|about to start|into|moving (?:up "
    r")?(?:in ?)?to|will be|"
    r"ill be|be|going to|nearly|almost|next|before|below|under|above|over|gonna be|go up to)(?: in| a| to)*$"
)
_SHOULD = re.compile(r"\b(?:should|supposed|meant|ought|technically|would|id|officially)(?: \w+){0,3}$")
_OTHERS = re.compile(
    r"\b(?:my |his |her )?(?:brother|sister|mate|friend|cousin|bestie|girlfriend|boyfriend|he|she|hes|"
    r"shes|they|theyre|son|"
    r"daughter|everyone|people|twin|mum|dad|others|rest|some)s?\b(?!.*\b(?:i|im|ive|me)\b)"
)
_LATER = re.compile(r"^(?: \w+){0,1} (?:in (?:september|sept)|next (?:year|september|sept)|soon|after "
                    r"(?:the )?summer|ago|"
                    r"work|stuff|maths|english|level|books|teacher|kids|people|friends)\b")  # fmt: skip
_PARTS = re.compile(r"[.,;:!?\n]|\b(?:but|because|although|though|while|whereas)\b")
_MAYBE = re.compile(r"\b(?:maybe|might|perhaps|possibly|not sure|dont know|unsure|cant remember|not "
                    r"certain|teaches me|teach me|home ?schooled|home ?educated|"
                    r"taught at home|tutors? (?:me|comes))\b")
_CORRECTS = re.compile(r"\b(?:no|wait|mean|meant|actually|sorry|scrap that|oops|nah|rather)\b")
_EITHER = re.compile(r"\b(?:or|between|to|maybe)\b")
_HERE = re.compile(r"\b(?:now|currently|at the moment|right now|this year|still)\b")
_HERE_AFTER = re.compile(r"^(?: \w+){0,2} (?:now|currently|at the moment|right now|this year)\b")
_NO_YEAR = re.compile(r" (?:ago|work|stuff|maths|level)\b")
_LEFT_FOR_GOOD = re.compile(r"\b(?:left|leaver|dropped|drop|finished|quit|done|packed|neet|kicked|no "
                            r"longer)\b")
_UNTIL = re.compile(r"\b(?:finished|left|completed|done|did|after|in)(?: \w+){0,2} $")
_FINISHED = re.compile(r"\b(?:finished|completed|done with|did|after) year (?:11|12|13|eleven)\b")


class _Weight(IntEnum):
    """How surely a year that is named is theirs now."""

    NONE = 0
    SHOULD = 1
    COMING = 2
    NAMED = 3
    NOW = 4


@dataclass(frozen=True, slots=True)
class _Year:
    value: str
    weight: _Weight
    start: int
    end: int


def understand(words: Sequence[str]) -> Understood | None:
    """Return the year that they are in, or that they have left, or None where there is no telling."""
    text = re.sub(r"\bcollege , (?=first|second|1|2)", "college ", " ".join(words))
    named = list(_years(text))
    now = [each for each in named if each.weight >= _Weight.NAMED]
    left = any(_LEFT.search(part) and not _NOT_LEFT.search(part) for part in _PARTS.split(text))
    unsure = bool(_MAYBE.search(text))
    should = {each.value for each in named if each.weight is _Weight.SHOULD}
    if left and should and not now:
        return Understood(min(should), sure=False, named=1)
    attends_no_more = _LEFT_FOR_GOOD.search(text) is not None or not now
    if left and attends_no_more and not any(each.weight is _Weight.NOW for each in now):
        return None if now and not _leaves(text, now) else Understood(LEFT, sure=not unsure, named=1)
    for weight in (_Weight.NOW, _Weight.NAMED, _Weight.SHOULD, _Weight.COMING):
        these = [each for each in named if each.weight is weight]
        if not these:
            continue
        year = _only(text, these if weight is _Weight.NOW else [each for each in named if each.weight])
        supposed = weight is _Weight.SHOULD and _SURELY.search(text) is not None
        sure = not unsure and (supposed or weight >= _Weight.NAMED)
        return None if year is None else Understood(year, sure=sure, named=1)
    done = _FINISHED.search(text)
    if done is None:
        return None
    return Understood(LEFT, sure=re.search(r"\b(?:not|nothing)\b", text[done.end() :]) is not None, named=1)


def _leaves(text: str, now: Sequence[_Year]) -> bool:
    """Return whether years are named only to say until when they went: "finished year 11"."""
    return all(_UNTIL.search(text[: each.start]) for each in now)


def _only(text: str, years: Sequence[_Year]) -> str | None:
    """Return the only year, or the one that was put in place of the one before."""
    last, before = years[-1], [each for each in years[:-1] if each.value != years[-1].value]
    if not before:
        return last.value
    between = text[before[-1].end : last.start]
    if _EITHER.search(between) and not _CORRECTS.search(between):
        return None
    return last.value if _CORRECTS.search(between) or _CORRECTS.search(text[last.end :]) else None


def _years(text: str) -> Iterator[_Year]:
    start = 0
    for end in [*(match for match in _PARTS.finditer(text)), None]:
        part = text[start : end.start() if end else len(text)]
        for value, match in _in_part(part):
            weight = _weight(part, match)
            if weight:
                yield _Year(value, weight, start + match.start(), start + match.end())
        start = end.end() if end else start


def _in_part(part: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _NAMED.finditer(part.strip(" ") if not part.startswith(" ") else part):
        number = match["number"] or match["ordinal"] or match["bare"]
        value = _group(_ORDINALS.get(number) or int(number))
        if value is not None:
            yield value, match
    yield from ((COLLEGE, match) for match in _SIXTH.finditer(part))
    yield from (("year_11", match) for match in _LAST.finditer(part))


def _group(number: int) -> str | None:
    if number in {1, 2, 3}:
        return None
    if number < FIRST_NAMED:
        return "year_8_or_below"
    return COLLEGE if number > LAST_OF_SCHOOL else f"year_{number}"


def _weight(part: str, match: re.Match[str]) -> _Weight:
    before, after = part[: match.start()].rstrip(), part[match.end() :]
    if re.match(r"(?:in|so|now|no|actually|mean|meant|just|currently|still)\b", match[0].strip()):
        before = f"{before} {match[0].split()[0]}".strip()
    coming = _FUTURE.search(before) or _LATER.search(after)
    weights = (
        (_NOT.search(before) or _OTHERS.search(before) or _NO_YEAR.match(after), _Weight.NONE),
        (_SHOULD.search(before), _Weight.SHOULD),
        (_ENTERED.search(before), _Weight.NOW),
        (coming, _Weight.COMING),
        (_SINCE_PRESENT.search(before), _Weight.NOW),
        (_PAST.search(before), _Weight.NONE),
        (_HERE_AFTER.search(after) or _HERE.search(before), _Weight.NOW),
    )
    return next((weight for told, weight in weights if told), _Weight.NAMED)
