"""Reading answers to questions of fact by rules about how such facts are told, however it is worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bot.answers import audience, company, years
from bot.answers.choices import Asked
from bot.answers.understanding import Understood
from bot.reading import Vocabulary

Rule = Callable[[Sequence[str]], Understood | None]
# By the name of the question in the vocabulary. Those of the second kind leave no word unexplained.
RULES: Mapping[str, Rule] = {
    "sharing": audience.understand,
    "who_is_here": company.understand,
    "year_group": years.understand,
}
STRICT_RULES: Mapping[str, Rule] = {"sharing": partial(audience.understand, most_strays=0)}


def understand(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return what a text tells by the rule of its question, or None where there is no rule or no telling."""
    rule = (STRICT_RULES if asked.every_word else RULES).get(asked.name)
    if rule is None:
        return None
    reader = vocabulary.reader(asked.name)
    words = reader.words(text)
    return None if reader.asks(words) else rule(words)
