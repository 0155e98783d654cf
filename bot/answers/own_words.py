"""Reading an answer in the learner's own words: kept as typed, unless it only says no."""

from __future__ import annotations

from bot.answers.checking import InvalidAnswer
from bot.questions import NOT_SURE, SKIPPED
from bot.reading import Meaning, Vocabulary

# The phrases that are an answer here although they are nobody's own words.
NOTHING_TO_SAY = "own_words"


def read(slot: str, text: str, vocabulary: Vocabulary) -> str:
    """Return the words, or that they skipped or are not sure.

    Raises:
        InvalidAnswer: no words, or only that they will tell us.
    """
    words = text.strip()
    if not words:
        raise InvalidAnswer(slot)
    reader = vocabulary.reader(NOTHING_TO_SAY)
    sense = reader.sense(reader.spot(reader.words(text)), several=False)
    if sense.unexplained or sense.refused or sense.unclear:
        return words
    if sense.chosen == ("only_that_they_will",):
        raise InvalidAnswer(slot)
    if sense.chosen == ("nothing",) or Meaning.DECLINE in sense.said:
        return SKIPPED
    if Meaning.NOT_SURE in sense.said and not sense.chosen:
        return NOT_SURE
    return words
