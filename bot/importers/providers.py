"""Lists of providers: the Course Directory's, and the list of 16 to 18 schools and colleges in England."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.courses import Point, Provider, kind_from_name
from bot.importers.cells import (
    at_most,
    day,
    latitude,
    longitude,
    loose_postcode,
    loose_web_address,
    postcode,
    ukprn,
    urn,
)
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.store.catalogue_entries import Entry

DIRECTORY_FEED = "providers:course-directory"
DIRECTORY_SOURCE = "Course Directory list of providers"
KS5_FEED = "providers:16-18"
KS5_SOURCE = "List of 16 to 18 schools and colleges in England"

# Establishment types of Get Information About Schools, by name; any other type is a school.
_BY_ESTABLISHMENT: Mapping[str, str] = {
    "further education": "fe_college",
    "sixth form centres": "sixth_form_college",
    "special post 16 institution": "special_post16_institution",
    "community special school": "special_school_sixth_form",
    "foundation special school": "special_school_sixth_form",
    "non-maintained special school": "special_school_sixth_form",
    "academy special converter": "special_school_sixth_form",
    "academy special sponsor led": "special_school_sixth_form",
    "free schools special": "special_school_sixth_form",
    "pupil referral unit": "ap_with_post16",
    "free schools - alternative provision": "ap_with_post16",
    "university technical college": "utc_studio",
    "studio schools": "utc_studio",
    "free schools - 16-19": "16_19_academy",
    "academy 16-19 converter": "16_19_academy",
    "academy 16-19 sponsor led": "16_19_academy",
    "higher education institutions": "he_institution",
    "miscellaneous": "other",
    "institution funded by other government department": "other",
    "welsh establishment": "other",
}
# The directory's own types; what is not here says too little, and the name may say more.
_BY_DIRECTORY_TYPE: Mapping[str, str] = {
    "private work-based": "training_provider",
    "private class-based": "training_provider",
    "private self study": "training_provider",
    "higher education (he)": "he_institution",
    "schools": "school_sixth_form",
}
_BY_SCHOOL_TYPE: Mapping[str, str] = {
    "college": "fe_college",
    "special school": "special_school_sixth_form",
    "academy": "school_sixth_form",
    "maintained school": "school_sixth_form",
    "independent school": "school_sixth_form",
}
# What a name says better: these types count sixth form colleges among colleges, UTCs among academies.
_TOLD_BY_NAME = ("sixth_form_college", "utc_studio")


def _from_directory(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    if (cells["status"] or "LIVE").upper() != "LIVE":
        raise BadRow("status", "no longer live")
    provider = Provider(
        id=f"ukprn:{cells['ukprn']}", name=cells["provider_name"], kind=_directory_kind(cells),
        town=_capitals_off(cells["town"]), website=cells["website"], ukprn=cells["ukprn"],
        source=reading.source(DIRECTORY_SOURCE, cells["date_updated"]), postcode=cells["postcode"],
    )
    yield Entry(provider, DIRECTORY_FEED, raw)


def _from_ks5(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    name, school_type = cells["schname"], cells["schtype"].lower()
    point = Point(cells["latitude"], cells["longitude"]) if cells["longitude"] is not None else None
    provider = Provider(
        id=f"urn:{cells['urn']}", name=name, kind=_kind(name, _BY_SCHOOL_TYPE.get(school_type, "")),
        town=cells["town"], website=cells["web"], urn=cells["urn"], source=reading.source(KS5_SOURCE),
        postcode=cells["pcode"], point=point,
    )
    yield Entry(provider, KS5_FEED, raw)


def _directory_kind(cells: Cells) -> str:
    """Return the kind that the register of schools gives, else that of the directory."""
    establishment = cells["dfe_establishment_type_description"].lower()
    listed = cells["provider_type_description"].lower()
    kind = _BY_ESTABLISHMENT.get(establishment, "school_sixth_form" if establishment else "")
    return _kind(cells["provider_name"], kind or _BY_DIRECTORY_TYPE.get(listed, ""))


def _kind(name: str, kind: str) -> str:
    """Return "other" where no type says more: another list's type goes before a guess from the name."""
    by_name = kind_from_name(name)
    return by_name if by_name in _TOLD_BY_NAME else kind or "other"


def _capitals_off(town: str) -> str:
    return town.title() if town.isupper() else town


FORMAT = Format("providers", (
    Table(
        "Course Directory list of providers",
        (
            Column("ukprn", ukprn, required=True),
            Column("provider_name", at_most(255), required=True),
            Column("provider_type_description", empty=""),
            Column("website", loose_web_address),
            Column("date_updated", day),
            Column("status"),
            Column("town", at_most(160), empty=""),
            Column("postcode", loose_postcode, empty=""),
            Column("dfe_establishment_type_description", empty=""),
        ),
        _from_directory, marks=("ukprn", "provider_name", "provider_type_description"),
    ),
    Table(
        "list of 16 to 18 schools and colleges",
        (
            Column("urn", urn, required=True),
            Column("schname", at_most(255), required=True),
            Column("pcode", postcode, empty=""),
            Column("town", at_most(160), empty=""),
            Column("web", loose_web_address),
            Column("schtype", empty=""),
            Column("latitude", latitude),
            Column("longitude", longitude),
        ),
        _from_ks5, marks=("urn", "schname", "pcode"),
    ),
))
