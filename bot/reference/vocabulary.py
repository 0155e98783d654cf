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
JOBS = Path(__file__).parent / "jobs"


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of every question, and every town of the United Kingdom with it."""
    return Vocabulary(
        questions=_questions(),
        commands=_phrases_by_value(read_yaml(FOLDER / "commands.yml")),
        language=language(),
        towns=_towns(),
        postcode_areas=_postcode_areas(),
    )


def _questions() -> dict[str, Phrases]:
    """Return the phrases of each question, from the file that has its name, and those of the steps."""
    files = {path.stem: read_yaml(path) for path in sorted((FOLDER / "questions").glob("*.yml"))}
    said = files | read_yaml(FOLDER / "steps.yml")
    return {name: _question(_like(each, said)) for name, each in said.items()}


def _like(said: Mapping[str, Any], every: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return what is said to a question, with all that is said to the one that it is like."""
    if "like" not in said:
        return said
    return {**_with_words(every[said["like"]], said["instead"]), **said}


def _with_words(said: Any, instead: Mapping[str, str]) -> Any:
    """Return phrases in which other words stand: "level 1 in maths" for "level 1 in english"."""
    if isinstance(said, Mapping):
        return {key: _with_words(each, instead) for key, each in said.items()}
    if isinstance(said, list):
        return [_with_words(each, instead) for each in said]
    if not isinstance(said, str):
        return said
    return re.sub(r"[a-z]+", lambda word: instead.get(word[0], word[0]), said)


def _question(said: Mapping[str, Any]) -> Phrases:
    return Phrases(
        values=_phrases_by_value(said["values"]),
        unclear=tuple(map(str, said.get("unclear", ()))),
        alike=_phrases_by_value(said.get("alike", {})),
        alone=tuple(map(str, said.get("alone", ()))),
        weak=tuple(map(str, said.get("weak", ()))),
        faint=tuple(map(str, said.get("faint", ()))),
        yields=_phrases_by_value(said.get("yields", {})),
        vague=tuple(map(str, said.get("vague", ()))),
        offered=_phrases_by_value(said.get("offered", {})),
        refused_means={str(value): str(other) for value, other in said.get("refused_means", {}).items()},
        also=_jobs(said.get("jobs", {})),
        around=tuple(map(str, said.get("around", ()))),
        telling=tuple(map(str, said.get("telling", ()))),
        beside=tuple(map(str, said.get("beside", ()))),
        cues=tuple(map(str, said.get("cues", ()))),
        names_difficulty=bool(said.get("names_difficulty", False)),
        asks=bool(said.get("asks", False)),
    )


def _jobs(wanted: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the names of jobs by the value that stands for the area which leads to them most directly."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(JOBS.glob("*.yml")):
        for names, areas in read_yaml(path).items():
            if (value := wanted.get(str(areas[0]))) is not None:
                found[value] = (*found.get(value, ()), *str(names).split(", "))
    return found


def _phrases_by_value(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {str(value): tuple(map(str, phrases)) for value, phrases in said.items()}


@cache
def language() -> Language:
    """Return how young people write, whatever the question."""
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
        english=_english(),
        polite=tuple(map(str, said["polite"])),
        as_before=tuple(map(str, said["as_before"])),
    )


def _english() -> frozenset[str]:
    lines = (FOLDER / "english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _places() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml(FOLDER / "places.yml")
    return found


def _towns() -> dict[str, str]:
    """Return the name that each town is kept under, by every name it is called; the larger of two first."""
    kept: dict[Point, str] = {}
    areas, known_as = places.areas()["areas"], places.areas()["known_as"]
    real = {
        " ".join(split(name)): _as_written(name)
        if name in areas
        else kept.setdefault(point, known_as.get(name) or _as_written(name))
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
