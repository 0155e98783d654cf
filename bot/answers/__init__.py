"""Answers: the values they take, the check they pass, and how typed words become values."""

from bot.answers.changing import question_named
from bot.answers.checking import MAX_WORDS, InvalidAnswer, Value, check
from bot.answers.commands import command
from bot.answers.learner import Answer, Learner
from bot.answers.parsing import parse

__all__ = [
    "MAX_WORDS",
    "Answer",
    "InvalidAnswer",
    "Learner",
    "Value",
    "check",
    "command",
    "parse",
    "question_named",
]
