"""Reading answers to questions of fact by rules about how such facts are told, however it is worded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from bot.answers import audience, company, frequency, grades, journeys, manner, steps, years
from bot.answers.checking import Value
from bot.answers.choices import Asked
from bot.answers.understanding import Understood
from bot.questions import section_of_slot
from bot.reading import Vocabulary

Rule = Callable[[Sequence[str]], Understood | None]
# By the name of the question in the vocabulary. Those of the second kind leave no word unexplained.
RULES: Mapping[str, Rule] = {
    "sharing": audience.understand,
    "who_is_here": company.understand,
    "year_group": years.understand,
    "how_to_talk": manner.understand,
    "how_often_hard": frequency.understand,
    "english_level": partial(grades.understand_in, "english", "maths"),
    "maths_level": partial(grades.understand_in, "maths", "english"),
}
STEPS = ("begin", "heard_right", "keep_plan", "carry_on", "after_help")
# Those that are asked only where no phrase fits.
LAST_RULES: Mapping[str, Rule] = {name: partial(steps.understand, name) for name in STEPS}
ASKED_FOR = frozenset({"how_to_talk", *STEPS})  # "can you read it to me" asks for it
_WISH = re.compile(r"\b(?:want|wanna|like|love|going to|gonna|hope|hoping|plan|planning|after|next|would|"
                   r"id|maybe|apply)\b", re.I)
_ALIKE: Mapping[str, tuple[str, ...]] = {"english_level": ("maths_level",), "maths_level": ("english_level",)}
STRICT_RULES: Mapping[str, Rule] = {"sharing": partial(audience.understand, most_strays=0)}


def understand(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return what a text tells by the rule of its question, or None where there is no rule or no telling."""
    return _by((STRICT_RULES if asked.every_word else RULES).get(asked.name), asked, text, vocabulary)


def understand_at_last(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return what a text tells by a rule where no phrase of the question fits."""
    if asked.name == "travel" and not asked.every_word:
        return journeys.understand(asked, text, vocabulary)
    return None if asked.every_word else _by(LAST_RULES.get(asked.name), asked, text, vocabulary)


def _by(rule: Rule | None, asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    if rule is None:
        return None
    reader = vocabulary.reader(asked.name)
    words = reader.words(text)
    asks = asked.name not in ASKED_FOR and reader.asks(words)
    return None if asks else rule(words)


def contradicts(slot: str, text: str, value: Value, vocabulary: Vocabulary) -> bool:
    """Return whether the rule of a question that was not asked reads something else: "since year 7"."""
    if slot != "year_group":
        return False
    told = RULES[slot](vocabulary.reader(slot).words(text))
    return told is None or told.value != value


def tells_where_they_are(asked: str | None, slot: str, text: str) -> bool:
    """Return whether a place to learn is named as where they are now, not as where they want to go."""
    tells_where = asked is not None and (asked == "year_group" or section_of_slot(asked) is not None)
    return tells_where and slot == "route" and not _WISH.search(text)


def told_alike(asked: str, text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Understood]]:
    """Give other questions that a text answers with the same words: "level 1 in english and maths"."""
    if grades.BOTH.search(text.casefold()):
        for slot in _ALIKE.get(asked, ()):
            words = vocabulary.reader(slot).words(text)
            if (found := RULES[slot](words)) is not None:
                yield slot, found
