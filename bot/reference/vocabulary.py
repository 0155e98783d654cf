"""The phrases of every question and command, read from the YAML files beside this one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.courses import Point
from bot.reading import Language, Meaning, Phrases, Vocabulary, plain, split
from bot.reference import places
from bot.reference.files import read_yaml

FOLDER = Path(__file__).parent / "vocabulary"
QUESTION_FILES = ("about_me", "learning", "what_helps", "hard_days", "travel", "next_steps", "steps")


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of every question, and every town of the United Kingdom with it."""
    return Vocabulary(
        questions={name: phrases for file in QUESTION_FILES for name, phrases in _questions(file).items()},
        commands=_phrases_by_value(read_yaml(FOLDER / "commands.yml")),
        language=_language(),
        towns=_towns(),
        postcode_areas=_postcode_areas(),
    )


def _questions(file: str) -> dict[str, Phrases]:
    return {name: _question(said) for name, said in read_yaml(FOLDER / f"{file}.yml").items()}


def _question(said: Mapping[str, Any]) -> Phrases:
    return Phrases(
        values=_phrases_by_value(said["values"]),
        unclear=tuple(map(str, said.get("unclear", ()))),
        refused_means={str(value): str(other) for value, other in said.get("refused_means", {}).items()},
        around=tuple(map(str, said.get("around", ()))),
        names_difficulty=bool(said.get("names_difficulty", False)),
        asks=bool(said.get("asks", False)),
    )


def _phrases_by_value(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {str(value): tuple(map(str, phrases)) for value, phrases in said.items()}


def _language() -> Language:
    said = read_yaml(FOLDER / "language.yml")
    everyday = str(read_yaml(FOLDER / "everyday.yml")["words"]).split()
    return Language(
        shorthand={
            plain(str(short)): tuple(str(words).split()) for short, words in said["shorthand"].items()
        },
        pairs={str(two): str(one) for two, one in said["pairs"].items()},
        dropped=frozenset(str(said["dropped"]).split()),
        light=frozenset(str(said["light"]).split()),
        meanings={Meaning(name): tuple(map(str, phrases)) for name, phrases in said["meanings"].items()},
        asking=tuple(map(str, said["asking"])),
        everyday=frozenset(map(plain, everyday)),
        polite=tuple(map(str, said["polite"])),
    )


@cache
def _places() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml(FOLDER / "places.yml")
    return found


def _towns() -> dict[str, str]:
    """Return the name that each town is kept under, by every name it is called."""
    kept: dict[Point, str] = {}
    real = {
        " ".join(split(name)): kept.setdefault(point, _as_written(name))
        for name, point in places.towns().items()
    }
    return real | {" ".join(split(name)): str(name) for name in _places()["demo_towns"]}


def _postcode_areas() -> frozenset[str]:
    """Return the letters that a postcode may begin with, those of the demo area among them."""
    return frozenset(f"{_places()['postcode_areas']} {_places()['demo_postcode_areas']}".split())


def _as_written(name: str) -> str:
    """Return "Stoke-on-Trent" for "stoke-on-trent"."""
    small = set(str(_places()["small_words"]).split())
    words = re.split(r"([ -])", name)
    return "".join(word if at and word in small else word.capitalize() for at, word in enumerate(words))


@cache
def question_names() -> Mapping[str, tuple[str, ...]]:
    """Return what learners call each question when they want to change its answer."""
    return _phrases_by_value(read_yaml(FOLDER / "changing.yml"))
