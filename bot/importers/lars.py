"""LARS, the reference data of learning aims: code lists that other importers look codes up in.

Each list is a file of its own, and is replaced by itself: learning aims, Learn Direct codes, sector subject
areas, awarding organisations, apprenticeship standards and their routes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.courses import Level
from bot.importers.cells import BadCell, at_most, learning_aim, level, text
from bot.importers.feed import Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.reference import learn_direct, subjects
from bot.store.catalogue_entries import Entry, Listed

SOURCE = "Learning Aim Reference Service"
LEARNING_AIM, STANDARD = "learning_aim", "standard"
_CODE = 64


def _loose_level(value: str) -> Level | None:
    """Return a level; LARS also has codes for none, such as X and M."""
    try:
        found = level(value)
    except BadCell:
        return None
    return None if found is Level.UNKNOWN else found


def _area(code: str) -> tuple[str, ...]:
    """Return the area of a code; none for -1.00 (unknown) and -2.00 (not applicable)."""
    found = subjects.normalise(code)
    return (found,) if found else ()


def _of_learn_direct(cells: Cells) -> tuple[str, ...]:
    stated = _area(cells["sectorsubjectareatier2"])
    return stated or learn_direct.of_code(cells["code"]) or subjects.in_title(cells["label"])


def _none(_cells: Cells) -> tuple[str, ...]:
    return ()


def _list(
    name: str, of: str, code: str, label: str, areas: Callable[[Cells], tuple[str, ...]] = _none,
    more: Iterable[Column] = (),
) -> Table:
    """Return the table of one list; of several versions of one code, the first counts."""

    def entries(cells: Cells, raw: Record, reading: Reading) -> Iterable[Entry]:
        seen = reading.lookup(f"lars:{of}")
        if cells["code"] in seen:
            return
        seen[cells["code"]] = True
        source = reading.source(SOURCE)
        line = Listed(of, cells["code"], cells["label"], source, areas(cells), cells.get("level"))
        yield Entry(line, f"lars:{of}", raw)

    read_code = learning_aim if of == LEARNING_AIM else at_most(_CODE)
    return Table(
        name,
        (
            Column("code", read_code, required=True, also=(code,)),
            Column("label", at_most(255), required=True, also=(label,)),
            *more,
        ),
        entries, marks=(code, label),
    )


_SSA = Column("sectorsubjectareatier2", text, empty="")

FORMAT = Format("lars", (
    _list(
        "learning aims", LEARNING_AIM, "learnaimref", "learnaimreftitle",
        lambda cells: _area(cells["sectorsubjectareatier2"]),
        (_SSA, Column("level", _loose_level, also=("notionalnvqlevelv2",))),
    ),
    _list(
        "Learn Direct codes", "learn_direct", "learndirectclasssystemcode", "learndirectclasssystemcodedesc",
        _of_learn_direct, (_SSA,),
    ),
    _list(
        "apprenticeship standards", STANDARD, "standardcode", "standardname",
        lambda cells: _area(cells["sectorsubjectareatier2"]),
        (_SSA, Column("level", _loose_level, also=("notionalendlevel",))),
    ),
    _list(
        "sector subject areas, tier 1", "subject_area_1", "sectorsubjectareatier1",
        "sectorsubjectareatier1desc", lambda cells: _area(cells["code"]),
    ),
    _list(
        "sector subject areas, tier 2", "subject_area_2", "sectorsubjectareatier2",
        "sectorsubjectareatier2desc", lambda cells: _area(cells["code"]),
    ),
    _list("awarding organisations", "awarding_body", "awardorgcode", "awardorgname"),
    _list(
        "occupational routes", "occupational_route", "routeid", "routename",
        lambda cells: subjects.of_occupational_routes([cells["label"]]),
    ),
))
