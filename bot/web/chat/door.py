"""The door of the chat: what a client may send, read into one message or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import questions
from bot.answers import MAX_WORDS
from bot.web.chat.words import clean, is_plain
from bot.web.errors import Refusal

MAX_ID = 64
MAX_CHOICES = 40
MAX_REASON = 200
KEYS = frozenset({"id", "text", "choices", "command"})
HELP_NOW = "help_now"
PLAIN_COMMANDS = frozenset({"skip", "back", "why", "stop", HELP_NOW, "talk_to_a_person", "show_matches"})
REASONS = ("too_far", "too_hard", "not_my_thing", "no_support", "other")
_COURSE = re.compile(r"[A-Za-z0-9-]{1,80}")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a learner said: typed text, tapped choices or a command."""

    id: str
    text: str | None = None
    choices: tuple[str, ...] | None = None
    command: str | None = None

    @property
    def free_words(self) -> str | None:
        """Return what the learner typed themselves, if anything: the text, or a reason that is no code."""
        if self.command and self.command.startswith("reject:"):
            reason = self.command.split(":", 2)[2]
            return None if reason in REASONS else reason
        return self.text

    def check_length(self) -> None:
        """Check that it is no longer than an answer may be, after the safety net has read all of it.

        Raises:
            Refusal: too long.
        """
        if len(self.free_words or "") > (MAX_WORDS if self.text else MAX_REASON):
            raise Refusal("too_long")

    def for_engine(self) -> dict[str, Any]:
        """Return the message as the dialogue engine takes it."""
        said = {"text": self.text, "choices": self.choices and list(self.choices), "command": self.command}
        return {"message": self.id, **{key: value for key, value in said.items() if value is not None}}


def read_message(body: Mapping[str, Any]) -> Message:
    """Return the message in a body whose keys are known ones.

    Raises:
        Refusal: not exactly one thing said, or something that nobody may say.
    """
    said = [key for key in _READERS if key in body]
    if len(said) != 1 or not isinstance(body.get("id"), str) or not is_plain(body["id"], MAX_ID):
        raise Refusal("malformed")
    (key,) = said
    return _READERS[key](body["id"], body[key])


def _read_text(message_id: str, text: Any) -> Message:
    if not isinstance(text, str):
        raise Refusal("malformed")
    return Message(message_id, text=clean(text))


def _read_choices(message_id: str, choices: Any) -> Message:
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise Refusal("malformed")
    if not choices:
        raise Refusal("nothing_chosen")
    if len(choices) > MAX_CHOICES or not all(is_plain(choice, MAX_ID) for choice in choices):
        raise Refusal("unknown_choice")
    return Message(message_id, choices=tuple(dict.fromkeys(choices)))


def _read_command(message_id: str, command: Any) -> Message:
    if not isinstance(command, str):
        raise Refusal("malformed")
    if command in PLAIN_COMMANDS:
        return Message(message_id, command=command)
    verb, _, rest = command.partition(":")
    if verb not in _COMMANDS_WITH_MORE:
        raise Refusal("unknown_command")
    return Message(message_id, command=f"{verb}:{_COMMANDS_WITH_MORE[verb](rest)}")


def _a_question(name: str) -> str:
    if name not in (*questions.BY_NAME, "keep_plan") and questions.section_of_slot(name) is None:
        raise Refusal("unknown_command")
    return name


def _a_course(course_id: str) -> str:
    if not _COURSE.fullmatch(course_id):
        raise Refusal("unknown_command")
    return course_id


def _a_course_and_a_reason(rest: str) -> str:
    course_id, _, reason = rest.partition(":")
    return f"{_a_course(course_id)}:{reason if reason in REASONS else clean(reason)}"


_COMMANDS_WITH_MORE: Mapping[str, Callable[[str], str]] = {
    "change": _a_question,
    "save": _a_course,
    "reject": _a_course_and_a_reason,
}
_READERS: Mapping[str, Callable[[str, Any], Message]] = {
    "text": _read_text,
    "choices": _read_choices,
    "command": _read_command,
}
