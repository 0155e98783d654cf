"""``onward match --answers FILE``: the first matches for somebody's answers, with every reason."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import matching
from bot import settings as setting_reader
from bot.answers import MAX_WORDS, InvalidAnswer, Learner, check
from bot.commands import Refused, home
from bot.matching import Bearing, Match
from bot.questions import BY_NAME
from bot.reference.files import NotYaml, read_yaml
from bot.reference.jobs import jobs
from bot.reference.reasons import say_reason
from bot.reference.wording import say

SHOWN = 3
MAX_BYTES = 64 * 1024
TOPIC = "match"
HEADINGS: Mapping[Bearing, str] = {
    Bearing.BECAUSE: "because", Bearing.FITS: "fits", Bearing.DOES_NOT_FIT: "does_not_fit",
    Bearing.ASK: "ask",
}  # fmt: skip


def add_to(commands: Any) -> None:
    """Add ``onward match``."""
    command = commands.add_parser("match", help="show the first courses for somebody's answers, and why")
    command.add_argument(
        "--answers", required=True, type=Path, metavar="FILE",
        help="YAML or JSON: names of questions to values, as in bot/questions.py",
    )
    command.add_argument("--json", action="store_true", help="the same as data")
    command.add_argument("--explain", action="store_true", help="also what each reason counts for the order")
    command.set_defaults(do=_match)


def _match(chosen: argparse.Namespace) -> int:
    learner = Learner.from_values(answers_in(chosen.answers))
    store = home.prepare(setting_reader.load())
    today = datetime.now(ZoneInfo("Europe/London")).date()
    with store.open() as session:
        known = learner.home_area is None or session.catalogue.place(learner.home_area) is not None
        found = Found.of(matching.find(learner, session.catalogue, today, jobs()), learner, known)
    if chosen.json:
        print(json.dumps(found.as_dict(today, explain=chosen.explain), ensure_ascii=False, indent=2))
    else:
        print("\n".join(found.lines(explain=chosen.explain)))
    return 0


# --- the answers ---------------------------------------------------------------------------


def answers_in(path: Path) -> dict[str, Any]:
    """Return the answers in a file, each checked as if it had been given in a conversation.

    Raises:
        Refused: the file cannot be read, or a question or a value in it is none.
    """
    content = _content(path)
    if not isinstance(content, Mapping):
        raise Refused(
            f"{path}: it must hold names of questions with their values, such as 'interests: [animals]'."
        )
    given = {str(name): value for name, value in content.items() if value is not None}
    return {name: _checked(path, name, value) for name, value in given.items()}


def _content(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            most = MAX_BYTES // 1024
            raise Refused(f"{path}: it is larger than {most} KiB. Give the answers of one learner.")
        return read_yaml(path)
    except OSError as error:
        raise Refused(f"{path}: it cannot be read ({error.strerror}). Check its name.") from error
    except (NotYaml, UnicodeDecodeError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f"line {line + 1}" if line is not None else "somewhere"
        raise Refused(f"{path}: it is neither YAML nor JSON, {where}. Put it right there.") from error


def _checked(path: Path, name: str, value: Any) -> Any:
    question = BY_NAME.get(name)
    if question is None:
        near = get_close_matches(name, BY_NAME, n=1)
        meant = f"Did you mean {near[0]}?" if near else f"The questions are {', '.join(BY_NAME)}."
        raise Refused(f"{path}: there is no question {name!r}. {meant}")
    several = bool(question.values) and isinstance(value, list) and all(map(_is_text, value))
    if not _is_text(value) and not several:
        raise Refused(f"{path}: {name}: {value!r} is not what it takes. Write text, in quotes.")
    try:
        return check(name, value)
    except InvalidAnswer as bad:
        raise Refused(f"{path}: {name}: {_remedy(bad, question.values, value)}") from bad


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _remedy(bad: InvalidAnswer, values: Sequence[str], value: Any) -> str:
    if bad.reason == "too_long":
        return f"it is too long. Use at most {MAX_WORDS} letters."
    if values:
        return f"{value!r} is none of its values. Use {', '.join(values)}."
    return "it is empty. Fill it in, or leave the line out."


# --- what is found -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """The first matches.

    Args:
        matches: those to show.
        notes: sentences on them all.
    """

    matches: Sequence[Match]
    notes: Sequence[str]

    @classmethod
    def of(cls, matches: Sequence[Match], learner: Learner, place_known: bool) -> Found:
        """Take the first of all matches."""
        first = matches[:SHOWN]
        notes = [] if first else [say(TOPIC, "nothing")]
        if not place_known:
            notes.append(say(TOPIC, "place_unknown", place=learner.home_area or ""))
        notes += [say(TOPIC, f"{code}.{why}") for code, why in matching.unkept(first, matches)]
        return cls(first, notes)

    def as_dict(self, today: date, *, explain: bool) -> dict[str, Any]:
        """Return them as JSON, in the chat API's words; with what they count where that is asked for."""
        return {
            "today": today.isoformat(),
            "matches": [
                matching.as_dict(match, say_reason) | (_counted(match) if explain else {})
                for match in self.matches
            ],
            "notes": list(self.notes),
        }

    def lines(self, *, explain: bool) -> Iterator[str]:
        """Yield them as lines to read."""
        for number, match in enumerate(self.matches, 1):
            yield from _lines(number, match, explain)
            yield ""
        yield from self.notes


def _counted(match: Match) -> dict[str, Any]:
    return {"points": match.points, "parts": matching.parts(match.reasons)}


def _standing(source: Mapping[str, Any]) -> str:
    """Return when something was last seen, or that it is to be checked first."""
    for code in ("check_first", "seen"):
        if code in source:
            return f" {say(TOPIC, code, day=source[code])}"
    return ""


def _lines(number: int, match: Match, explain: bool) -> Iterator[str]:
    shown = matching.as_dict(match, say_reason)
    where = [shown["provider"], shown["town"], f"{shown['distance_km']} km" if shown["distance_km"] else ""]
    yield f"{number}. {shown['title']}"
    yield f"   {', '.join(part for part in where if part)}"
    for bearing, heading in HEADINGS.items():
        if said := shown[str(bearing)]:
            yield f"   {say(TOPIC, heading)}"
            yield from (f"     - {sentence}" for sentence in said)
    event = shown["next_event"]
    if event:
        visit = say("reasons", f"event.{event['type']}")
        coming = say(TOPIC, "next_event", event=visit, day=event["starts"][:10])
        yield f"   {coming}{_standing(event['source'])}"
    for source in shown.get("sources", [shown["source"]]):
        if source["name"]:
            yield f"   {say(TOPIC, 'source', name=source['name'], day=source['date'])}{_standing(source)}"
    if explain:
        counted = ", ".join(f"{family} {count:+d}" for family, count in matching.parts(match.reasons).items())
        yield f"   {say(TOPIC, 'points', points=str(match.points), parts=counted)}"
