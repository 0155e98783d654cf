"""Answers: the values they take, the check they pass, and how typed words become values."""

from bot.answers.changing import Wishes, new_answer, question_named, wants_change
from bot.answers.checking import MAX_WORDS, InvalidAnswer, Value, check
from bot.answers.commands import command
from bot.answers.fuller import fuller
from bot.answers.learner import Answer, Learner
from bot.answers.message import Reading, read
from bot.answers.parsing import parse
from bot.answers.replies import reply

__all__ = [
    "MAX_WORDS",
    "Answer",
    "InvalidAnswer",
    "Learner",
    "Reading",
    "Value",
    "Wishes",
    "check",
    "command",
    "fuller",
    "new_answer",
    "parse",
    "question_named",
    "read",
    "reply",
    "wants_change",
]
