"""Where places are: learned from the venues of the catalogue, else from lists and a gazetteer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.courses import Point
from bot.store.tables.catalogue import ListedRow, OfferRow, PointRow, ProviderRow

_OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_POSTCODE = re.compile(rf"({_OUTCODE.pattern})[0-9][A-Z]{{2}}")
OUTCODES = "outcode"  # the list of them
# Venues of one town lie close together; where they do not, one name stands for several places.
TOWN_SPREAD_DEGREES = 0.3

Places = dict[str, list[Point]]


def find(database: Session, area: str) -> Point | None:
    """Return where an area is: "OX14", a whole postcode, or a town, in any case."""
    outcode = outcode_of(area)
    for kind, name in _names_to_try(area, outcode):
        row = database.get(PointRow, (kind, name))
        if row is not None:
            return Point(row.latitude, row.longitude)
    return None


def outcode_of(text: str) -> str | None:
    """Return the first half of a postcode, given either half or the whole; None for anything else."""
    packed = re.sub(r"\s+", "", text).upper()
    whole = _POSTCODE.fullmatch(packed)
    if whole:
        return whole[1]
    return packed if _OUTCODE.fullmatch(packed) else None


def _names_to_try(area: str, outcode: str | None) -> Sequence[tuple[str, str]]:
    if outcode:
        letters = _letters(outcode)
        return [("outcode", outcode), ("listed", outcode), ("area", letters), ("listed", letters)]
    town = _town(area)
    return [("town", town), ("gazetteer", town)]


def _letters(outcode: str) -> str:
    return outcode.rstrip("0123456789" if outcode[-1].isdigit() else outcode[-1]).rstrip("0123456789")


def _town(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


def learn_points(database: Session) -> None:
    """Work out again where every outward postcode, postcode area and town is.

    The venues that there are tell it best; lists of outward postcodes fill what they leave out.
    """
    outcodes: Places = defaultdict(list)
    towns: Places = defaultdict(list)
    for postcode, town, point in _venues(database):
        if outcode := outcode_of(postcode):
            outcodes[outcode].append(point)
        if town:
            towns[_town(town)].append(point)
    centres = {outcode: _mean(points) for outcode, points in outcodes.items()}
    listed = _listed_outcodes(database)
    database.execute(delete(PointRow).where(PointRow.kind != "gazetteer"))
    _keep(database, "outcode", centres)
    _keep(database, "area", _areas(centres))
    _keep(database, "listed", {**_areas(listed), **listed})
    _keep(database, "town", {name: _mean(points) for name, points in towns.items() if _close(points)})


def _areas(outcodes: Mapping[str, Point]) -> Mapping[str, Point]:
    """Return where the areas of these outward postcodes are: of OX1 and OX14, OX."""
    areas: Places = defaultdict(list)
    for outcode, point in outcodes.items():
        areas[_letters(outcode)].append(point)
    return {letters: _mean(points) for letters, points in areas.items()}


def _listed_outcodes(database: Session) -> Mapping[str, Point]:
    columns = (ListedRow.code, ListedRow.latitude, ListedRow.longitude)
    query = select(*columns).where(ListedRow.list == OUTCODES, ListedRow.withdrawn_at.is_(None))
    return {code: Point(north or 0, east or 0) for code, north, east in database.execute(query)}


def keep_gazetteer(database: Session, towns: Callable[[], Mapping[str, Point]]) -> None:
    """Keep the towns of a gazetteer; it is opened only where none is kept yet, for that takes seconds."""
    if database.scalar(select(PointRow.name).where(PointRow.kind == "gazetteer").limit(1)) is None:
        _keep(database, "gazetteer", {_town(name): point for name, point in reversed(list(towns().items()))})


def _venues(database: Session) -> Iterable[tuple[str, str, Point]]:
    """Yield postcode, town and point of every place that is still in the catalogue."""
    for row in (ProviderRow, OfferRow):
        columns = (row.postcode, row.town, row.latitude, row.longitude)
        query = select(*columns).where(row.latitude.is_not(None), row.withdrawn_at.is_(None)).distinct()
        for postcode, town, latitude, longitude in database.execute(query):
            yield postcode, town, Point(latitude or 0, longitude or 0)


def _keep(database: Session, kind: str, points: Mapping[str, Point]) -> None:
    rows = [
        {"kind": kind, "name": name, "latitude": point.latitude, "longitude": point.longitude}
        for name, point in points.items()
    ]
    if rows:
        database.execute(insert(PointRow), rows)


def _mean(points: Sequence[Point]) -> Point:
    return Point(
        sum(point.latitude for point in points) / len(points),
        sum(point.longitude for point in points) / len(points),
    )


def _close(points: Sequence[Point]) -> bool:
    spreads = (
        max(values) - min(values)
        for values in ([p.latitude for p in points], [p.longitude for p in points])
    )
    return max(spreads) <= TOWN_SPREAD_DEGREES
