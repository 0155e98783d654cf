"""Things in JSON-LD, as a file or within a saved page, and in a page's microdata, by what they refer to.

Things may refer to one another in circles. Nothing here follows more than one reference at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.importers.records import load_json
from bot.importers.sheets import BadFeed, Sheet

Thing = Mapping[str, Any]

MAX_THINGS = 500_000
# Of one property, where all of it is wanted.
MAX_LINES = 100
# Microdata takes longer to read the more of it is in itself.
MAX_MICRODATA = 3_000
UNREADABLE = "script that cannot be read"
_PREFIXES = ("", "schema:", "https://schema.org/", "http://schema.org/")


class Graph:
    """All things of a file, in the order in which they stand there."""

    def __init__(self, content: Any, name: str) -> None:
        """Find them.

        Args:
            content: JSON, as it was read.
            name: of the file, for errors.

        Raises:
            BadFeed: there are too many.
        """
        self.things: list[Thing] = []
        self._by_id: dict[str, Thing] = {}
        waiting = [content]
        while waiting:
            each = waiting.pop()
            if isinstance(each, dict):
                self._add(each)
            if len(self.things) + len(waiting) > MAX_THINGS:
                raise BadFeed(f"{name} holds more than {MAX_THINGS} things: give it in parts")
            inside = list(each.values()) if isinstance(each, dict) else each if isinstance(each, list) else []
            waiting += [part for part in reversed(inside) if isinstance(part, dict | list)]

    def _add(self, thing: Thing) -> None:
        self.things.append(thing)
        own = thing.get("@id")
        if isinstance(own, str) and len(thing) > len(self._by_id.get(own, {})):
            self._by_id[own] = thing

    def of_type(self, *names: str) -> Iterator[Thing]:
        """Yield the things that are of one of these types, each once."""
        return (each for each in self.things if self.full(each) is each and types(each).intersection(names))

    def ending(self, name: str) -> Iterator[Thing]:
        """Yield the things of types that end so, each once: an OpenEvent is an Event."""
        for thing in self.things:
            if self.full(thing) is thing and any(each.endswith(name) for each in types(thing)):
                yield thing

    def all(self, thing: Thing, *names: str) -> Iterator[Thing]:
        """Yield the things that properties of a thing are, or refer to."""
        return (self.full(each) for each in values(thing, *names) if isinstance(each, dict))

    def first(self, thing: Thing, *names: str) -> Thing:
        """Return the first thing that properties of a thing are, or an empty one."""
        return next(self.all(thing, *names), {})

    def words(self, thing: Thing, *names: str) -> str:
        """Return the first text, number, or name of a thing among properties of a thing."""
        return next(filter(None, map(self._text, values(thing, *names))), "")

    def lines(self, thing: Thing, *names: str) -> str:
        """Return texts, numbers, and names of things among properties of a thing, each on a line."""
        found = map(self._text, values(thing, *names)[:MAX_LINES])
        return "\n".join(dict.fromkeys(filter(None, found)))

    def _text(self, value: Any) -> str:
        if not isinstance(value, dict) or "@value" in value:
            return _scalar(value)
        named = values(self.full(value), "name", "url")
        return next(filter(None, map(_scalar, named)), "")

    def full(self, thing: Thing) -> Thing:
        """Return the fullest of the things that have the same id."""
        own = thing.get("@id")
        return self._by_id.get(own, thing) if isinstance(own, str) else thing


def types(thing: Thing) -> set[str]:
    """Return what a thing is, without where the names are from: "Course", "EducationEvent"."""
    named = thing.get("@type")
    listed = named if isinstance(named, list) else [named]
    return {each.rpartition("/")[2].rpartition(":")[2] for each in listed if isinstance(each, str)}


def values(thing: Thing, *names: str) -> list[Any]:
    """Return the values of the first of these properties that a thing has, whatever it is prefixed with."""
    for name in names:
        for prefix in _PREFIXES:
            found = thing.get(prefix + name)
            if found not in (None, "", []):
                return found if isinstance(found, list) else [found]
    return []


def _scalar(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


# --- what a file holds -----------------------------------------------------------------------


def read_file(sheet: Sheet) -> Sequence[Any]:
    """Return what a JSON file or a saved page holds; of a page, microdata only where there is no JSON-LD.

    Raises:
        BadFeed: it cannot be read.
    """
    if sheet.medium == "json":
        return [load_json(sheet)]
    page = sheet.path.read_text(encoding=sheet.encoding, errors="replace")
    try:
        return _scripts(page) or _microdata(page)
    except Exception as error:  # whatever the readers of pages, which are not ours, make of an odd one
        raise BadFeed(f"{sheet.path.name} cannot be read as a page: {error}") from error


def _scripts(page: str) -> list[Any]:
    """Return what the scripts of JSON-LD hold; one that cannot be read leaves the others to be read."""
    if "ld+json" not in page:
        return []
    from extruct.jsonld import JsonLdExtractor
    from extruct.utils import parse_html

    found: list[Any] = []
    for script in parse_html(page.encode("utf-8", "replace"), "utf-8").iter("script"):
        try:
            found += JsonLdExtractor().extract_items(script)
        except (ValueError, RecursionError):
            found.append({"@type": UNREADABLE})
    return found


def _microdata(page: str) -> list[Any]:
    if "itemscope" not in page:
        return []
    if page.count("itemscope") + page.count("itemprop") > MAX_MICRODATA:
        raise ValueError(f"it has more than {MAX_MICRODATA} pieces of microdata")
    from extruct.w3cmicrodata import MicrodataExtractor

    return [_as_linked_data(each) for each in MicrodataExtractor().extract(page.encode("utf-8", "replace"))]


def _as_linked_data(item: Any) -> Any:
    """Return an item of microdata as JSON-LD would have it."""
    if isinstance(item, list):
        return [_as_linked_data(each) for each in item]
    if not isinstance(item, dict):
        return item
    found = {name: _as_linked_data(value) for name, value in item.get("properties", {}).items()}
    return {"@type": item.get("type"), **({"@id": item["id"]} if "id" in item else {}), **found}
