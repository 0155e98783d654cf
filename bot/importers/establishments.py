"""Get Information About Schools: of its list of all establishments, those for learners past 16.

Others are passed over: younger children's, closed ones, those not open yet, and those that nobody chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.courses import Point, Provider, kind_from_name
from bot.importers.cells import (
    BadCell,
    at_most,
    loose_postcode,
    loose_web_address,
    text,
    ukprn,
    urn,
    whole,
)
from bot.importers.feed import Cells, Column, Format, Reading, Table
from bot.importers.national_grid import to_point
from bot.importers.sheets import Record
from bot.store.catalogue_entries import Entry

FEED = "establishments"
SOURCE = "Get Information About Schools"
# Some of those it teaches are 17, or it is for those past 16.
POST_16_AGE = 17
PHASE_16_PLUS = "16 plus"
_OPEN = frozenset({"open", "open, but proposed to close"})
_NO_SIXTH_FORM = "2"

_SCHOOL, _SPECIAL, _AP = "school_sixth_form", "special_school_sixth_form", "ap_with_post16"
_OWN_BUILDING = "16_19_academy"
# The kind of each type of establishment, by its code.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("1", "2", "3", "5", "6", "11", "28", "34", "35"), _SCHOOL),
    **dict.fromkeys(("7", "8", "10", "12", "33", "36", "44"), _SPECIAL),
    **dict.fromkeys(("14", "38", "42", "43"), _AP),
    **dict.fromkeys(("39", "45", "46"), _OWN_BUILDING),
    **dict.fromkeys(("40", "41"), "utc_studio"),
    **dict.fromkeys(("27", "49", "56"), "other"),
    "18": "fe_college", "29": "he_institution", "31": "sixth_form_college",
    "32": "special_post16_institution",
}
# Nurseries, Wales, and what no learner in England chooses: secure units, schools abroad.
PASSED_OVER = frozenset({"15", "24", "25", "26", "30", "37", "57"})
# These are for learners past 16, whatever ages are given, or none.
_ALWAYS = frozenset({"18", "31", "32", "39", "45", "46"})


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    if not _is_chosen_past_16(cells):
        return
    number = cells["ukprn"]
    provider = Provider(
        id=f"ukprn:{number}" if number else f"urn:{cells['urn']}", name=cells["establishmentname"],
        kind=_kind(cells), town=cells["town"], website=cells["schoolwebsite"], ukprn=number,
        urn=cells["urn"], source=reading.source(SOURCE), postcode=cells["postcode"], point=_point(cells),
    )
    reading.add_provider(provider.id)
    reading.add_provider(f"urn:{cells['urn']}")
    yield Entry(provider, FEED, raw)


def _is_chosen_past_16(cells: Cells) -> bool:
    code = cells["typeofestablishment_code"]
    if cells["establishmentstatus_name"].casefold() not in _OPEN or code in PASSED_OVER:
        return False
    if KINDS[code] == _SCHOOL and cells["officialsixthform_code"] == _NO_SIXTH_FORM:
        return False
    older = (cells["statutoryhighage"] or 0) >= POST_16_AGE
    return older or code in _ALWAYS or cells["phaseofeducation_name"].casefold() == PHASE_16_PLUS


def _kind(cells: Cells) -> str:
    """Return the kind of its type; the register counts sixth form colleges among colleges."""
    kind = KINDS[cells["typeofestablishment_code"]]
    named = f"{cells['furthereducationtype_name']} {cells['establishmentname']}"
    is_sixth_form = kind == "fe_college" and kind_from_name(named) == "sixth_form_college"
    return "sixth_form_college" if is_sixth_form else kind


def _type(value: str) -> str:
    code = str(whole(value))
    if code not in KINDS and code not in PASSED_OVER:
        raise BadCell("not a type of establishment that we know")
    return code


def _metres(value: str) -> float:
    try:
        return float(text(value))
    except ValueError:
        raise BadCell("not a number of metres on the National Grid") from None


def _point(cells: Cells) -> Point | None:
    return to_point(cells["easting"], cells["northing"])


FORMAT = Format(FEED, (
    Table(
        "establishments",
        (
            Column("urn", urn, required=True),
            Column("establishmentname", at_most(255), required=True),
            Column("typeofestablishment_code", _type, required=True),
            Column("establishmentstatus_name", text, required=True),
            Column("phaseofeducation_name", text, empty=""),
            Column("statutoryhighage", whole),
            Column("officialsixthform_code", text, empty=""),
            Column("furthereducationtype_name", text, empty=""),
            Column("town", at_most(160), empty=""),
            Column("postcode", loose_postcode, empty=""),
            Column("schoolwebsite", loose_web_address),
            Column("ukprn", ukprn),
            Column("easting", _metres, empty=0.0),
            Column("northing", _metres, empty=0.0),
        ),
        _entries, marks=("urn", "establishmentname", "typeofestablishment_code", "establishmentstatus_name"),
    ),
))
