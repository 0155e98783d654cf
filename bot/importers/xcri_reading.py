"""What stands in an XCRI-CAP feed, versions 1.1 and 1.2 and mixtures: one record for each presentation.

A feed is read twice, as a provider's address may stand behind its courses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from bot.importers.sheets import BadFeed, Moved, Record, Sheet
from bot.importers.xml_stream import Node, Path, elements
from bot.store.catalogue_entries import Refusal

MAX_PROVIDERS = 20_000
# Of each thing that is said of a provider: all providers are held at once.
OF_A_PROVIDER = 2000
_BEGINNING = 1 << 16
# Types of descriptions (xsi:type) that say what somebody needs to begin.
_PREREQUISITES = frozenset({"prerequisite", "prerequisites", "entryrequirements", "entryprofile"})
_PLACE = {"town": ("town", "city"), "postcode": ("postcode",), "latitude": ("lat", "latitude"),
          "longitude": ("long", "longitude", "lng")}  # fmt: skip
# Of a presentation: those that are read, and those that are only kept.
_SAID = ("end", "applyFrom", "applyUntil", "applyTo", "cost", "places", "engagement", "languageOfInstruction")
_CODED = ("studyMode", "attendanceMode", "attendancePattern")


def presentations(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield a record for each presentation, each course that has none, and each provider that has no course.

    Its number is the line on which it begins, or, in a feed that is not laid out in lines, which one it is.

    Raises:
        BadFeed: the feed is not XML to its end, or holds what can do harm.
    """
    start = _beginning(sheet)
    numbers = None if _is_laid_out(start) else count(1)
    dated = {"generated": _generated(start)}
    heads = [{**dated, **_head(node)} for node in _provider_nodes(sheet, lambda done: moved(done // 2))]
    taught: set[int] = set()
    for place, course in _courses(sheet, lambda done: moved((sheet.size + done) // 2)):
        taught.add(place)
        for line, found in _course_records(heads[place], course):
            number = line if numbers is None else next(numbers)
            yield (number, found) if not isinstance(found, str) else Refusal(number, "course", "", found)
    for place, head in enumerate(heads):
        if place not in taught:
            yield int(head["line"]) if numbers is None else next(numbers), head


def _beginning(sheet: Sheet) -> str:
    with sheet.path.open(encoding=sheet.encoding, errors="replace") as file:
        return file.read(_BEGINNING)


def _is_laid_out(start: str) -> bool:
    """Return whether elements stand on lines of their own; many feeds are a single line."""
    return start.count("\n") * 4 >= start.count("</")


def _generated(start: str) -> str:
    """Return the day on which a feed says it was made."""
    found = re.search(r"<(?:\w+:)?catalog\b[^>]*?\sgenerated\s*=\s*[\"'](\d{4}-\d\d-\d\d)", start)
    return found[1] if found else ""


# --- the two readings ----------------------------------------------------------------------


def _provider_nodes(sheet: Sheet, moved: Moved) -> Iterator[Node]:
    for number, node in enumerate(elements(sheet, moved, _is_provider, _is_course), start=1):
        if node.too_big or number > MAX_PROVIDERS:
            raise BadFeed(f"{sheet.path.name} says more of its providers than can be read: give it in parts")
        yield node


def _courses(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Node]]:
    """Yield each course with the place of its provider among the providers."""
    providers = 0

    def wanted(path: Path) -> bool:
        nonlocal providers
        providers += _is_provider(path)
        if _is_course(path):
            order.append(providers - 1)
        return _is_course(path)

    order: list[int] = []
    for node in elements(sheet, moved, wanted, lambda _: False):
        yield order.pop(0), node


def _is_provider(path: Path) -> bool:
    return path[1:] == ("provider",)


def _is_course(path: Path) -> bool:
    return path[1:] == ("provider", "course")


# --- a provider ----------------------------------------------------------------------------


def _head(provider: Node) -> Record:
    """Return what a feed says of a provider itself, for the records of its courses."""
    place = provider.first("location") or provider.first("address")
    identifiers = [_identifier(node) for node in provider.all("identifier")]
    head = {
        "line": str(provider.line),
        "provider_name": _own(provider, "title") or _own(provider, "name"),
        "provider_identifier": _lines(identifiers),
        "provider_url": _own(provider, "url") or next(filter(_is_address, identifiers), ""),
        **{f"provider_{name}": value for name, value in _place(place).items()},
    }
    return {name: value[:OF_A_PROVIDER] for name, value in head.items()}


def _identifier(node: Node) -> str:
    """Return an identifier, with its type before it where the feed gives one: "ukprn: 10000055"."""
    kind = node.attributes.get("type", "").rpartition(":")[2]
    return f"{kind}: {node.words()}" if kind and not _is_address(node.words()) else node.words()


def _place(node: Node | None) -> Record:
    return {name: node.said(*names) if node else "" for name, names in _PLACE.items()}


# --- a course and its presentations ----------------------------------------------------------


def _course_records(head: Record, course: Node) -> Iterator[tuple[int, Record | str]]:
    if course.too_big:
        yield course.line, "has more in it than a course can have: give it in parts"
        return
    runs = list(course.all("presentation"))
    shared = {**head, **_course(course, runs)}
    times = Counter(_own(run, "identifier") for run in runs) + Counter([shared["course_identifier"]])
    for run in runs:
        own = _own(run, "identifier")
        yield run.line, {**shared, **_presentation(run), "identifier": own if times[own] == 1 else ""}
    if not runs:
        yield course.line, shared


def _course(course: Node, runs: Sequence[Node]) -> Record:
    ages = {run.said("age") for run in runs}
    entry = {run.said("entryRequirements") for run in runs}
    return {
        "course_identifier": _own(course, "identifier"),
        "course_title": _own(course, "title"),
        "course_url": _own(course, "url") or next(filter(_is_address, [_own(course, "identifier")]), ""),
        "course_description": _lines(node.words() for node in course.all("description") if not _type(node)),
        "course_abstract": _own(course, "abstract"),
        "course_prerequisite": _lines(_prerequisites(course)) or (entry.pop() if len(entry) == 1 else ""),
        "course_subject": _lines(map(_subject, course.all("subject"))),
        "course_level": _lines(_levels(course)),
        "course_qualification": _lines(node.said("title") for node in course.all("qualification")),
        "course_aim": _lines(node.said("identifier") for node in course.all("qualification")),
        "course_age": ages.pop() if len(ages) == 1 else "",
        **{f"course_{name}": _own(course, name) for name in ("objective", "assessment", "learningOutcome")},
        **{f"described_{_type(node)}": node.words() for node in course.all("description") if _type(node)},
    }


def _presentation(run: Node) -> Record:
    venue = next(run.all("venue"), None)
    start = next(run.all("start"), None)
    length = next(run.all("duration"), None)
    return {
        "url": _own(run, "url"),
        "start": (start.attributes.get("dtf") or start.words()) if start else "",
        "start_words": start.words() if start else "",
        "duration": (length.words() or length.attributes.get("interval", "")) if length else "",
        "venue": venue.said("title", "name") if venue else "",
        **{f"venue_{name}": value for name, value in _place(venue).items()},
        **{_bare(name): _own(run, name) for name in _SAID},
        **{_bare(name): _coded(run, name) for name in _CODED},
    }


def _prerequisites(course: Node) -> Iterator[str]:
    yield from (node.words() for node in course.all("prerequisite", "prerequisites", "entryRequirements"))
    yield from (node.words() for node in course.all("description") if _type(node) in _PREREQUISITES)


def _levels(course: Node) -> Iterator[str]:
    """Yield what says how hard a course is; credit counts only in frameworks whose levels are ours."""
    for parent in (course, *course.all("qualification")):
        yield from (node.words() for node in parent.all("educationLevel", "level"))
    for credit in course.all("credit"):
        if re.search(r"\b([NQR]Q[FC]|RQF|QCF|NQF|FHEQ|Ofqual)\b", credit.said("scheme"), re.IGNORECASE):
            yield credit.said("level")


def _subject(node: Node) -> str:
    """Return a subject: its code where it has one, with the list that the code is of."""
    code = node.attributes.get("identifier") or node.words()
    return f"{_type(node)}: {code}" if _type(node) else code


def _coded(run: Node, name: str) -> str:
    """Return a code and its words: "PT: Part time"."""
    node = next(run.all(name), None)
    if node is None:
        return ""
    code = node.attributes.get("identifier", "")
    return f"{code}: {node.words()}" if code else node.words()


def _own(parent: Node, name: str) -> str:
    """Return the text of the first element of this name, directly in another, that has any."""
    return next(filter(None, (node.words() for node in parent.all(name))), "")


def _type(node: Node) -> str:
    return _bare(node.attributes.get("type", "").rpartition(":")[2])


_bare: Callable[[str], str] = str.casefold


def _is_address(value: str) -> bool:
    return re.match(r"https?://", value) is not None


def _lines(found: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, found)))
