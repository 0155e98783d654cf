"""Reading a command that was typed, such as "go back", where the whole text is nothing but the command."""

from __future__ import annotations

from bot.reading import Vocabulary


def command(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the command that a text gives, or None where it says anything else or more."""
    reader = vocabulary.command_reader
    sense = reader.sense(reader.spot(reader.words(text)), several=False)
    if sense.unclear or sense.unexplained or len(sense.chosen) != 1:
        return None
    return sense.chosen[0]
