"""The register of schools: which of them are for learners past 16, what kind they are, and where."""

import csv
from datetime import date

import pytest

from bot.courses import PROVIDER_KINDS, Point
from bot.importers.establishments import KINDS, PASSED_OVER

ROW = {
    "URN": "999001",
    "EstablishmentName": "Mill Lane School",
    "TypeOfEstablishment (code)": "34",
    "TypeOfEstablishment (name)": "Academy converter",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Secondary",
    "StatutoryLowAge": "11",
    "StatutoryHighAge": "18",
    "OfficialSixthForm (code)": "1",
    "FurtherEducationType (name)": "",
    "SpecialClasses (name)": "",
    "Town": "Exampleton",
    "Postcode": "OX14 1GG",
    "SchoolWebsite": "www.millane.example",
    "UKPRN": "",
    "Easting": "449700",
    "Northing": "197200",
}


@pytest.fixture
def take(take_in, write_csv):
    """Import rows, each ROW with some cells changed."""

    def take(*rows, name="edubasealldata20260901.csv"):
        (report,) = take_in("establishments", write_csv(name, [ROW | row for row in rows]))
        return report

    return take


@pytest.fixture
def provider(store):
    def provider(provider_id):
        with store.open() as s:
            return s.catalogue.provider(provider_id)

    return provider


def test_a_school_with_a_sixth_form_is_a_provider_at_its_place(take, provider):
    report = take({})
    assert (report.rows, report.refused, report.count("added", "provider")) == (1, 0, 1)
    found = provider("urn:999001")
    assert (found.name, found.kind, found.town) == ("Mill Lane School", "school_sixth_form", "Exampleton")
    assert (found.website, found.urn, found.ukprn) == ("https://www.millane.example", "999001", None)
    assert found.point.km_to(Point(51.6719, -1.2828)) < 0.1
    assert (found.source.name, found.source.date) == ("Get Information About Schools", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "school_sixth_form"),
        ({"StatutoryHighAge": "16"}, None),
        ({"StatutoryHighAge": ""}, None),
        ({"StatutoryHighAge": "17"}, "school_sixth_form"),
        ({"StatutoryHighAge": "16", "PhaseOfEducation (name)": "16 plus"}, "school_sixth_form"),
        ({"OfficialSixthForm (code)": "2"}, None),
        ({"EstablishmentStatus (name)": "Closed"}, None),
        ({"EstablishmentStatus (name)": "Proposed to open"}, None),
        ({"EstablishmentStatus (name)": "Open, but proposed to close"}, "school_sixth_form"),
        ({"TypeOfEstablishment (code)": "07", "OfficialSixthForm (code)": "2"}, "special_school_sixth_form"),
        ({"TypeOfEstablishment (code)": "14"}, "ap_with_post16"),
        ({"TypeOfEstablishment (code)": "14", "StatutoryHighAge": "16"}, None),
        ({"TypeOfEstablishment (code)": "18", "StatutoryHighAge": ""}, "fe_college"),
        (
            {
                "TypeOfEstablishment (code)": "18",
                "FurtherEducationType (name)": "Sixth Form College (General)",
            },
            "sixth_form_college",
        ),
        ({"TypeOfEstablishment (code)": "32", "StatutoryHighAge": ""}, "special_post16_institution"),
        ({"TypeOfEstablishment (code)": "39"}, "16_19_academy"),
        ({"TypeOfEstablishment (code)": "40"}, "utc_studio"),
        ({"TypeOfEstablishment (code)": "29", "StatutoryHighAge": "99"}, "he_institution"),
        ({"TypeOfEstablishment (code)": "15"}, None),
        ({"TypeOfEstablishment (code)": "30"}, None),
        ({"TypeOfEstablishment (code)": "24"}, None),
    ],
)
def test_only_what_is_open_to_learners_past_16_is_taken(take, provider, changes, kind):
    report = take(changes)
    found = provider("urn:999001")
    assert (found and found.kind) == kind
    assert (report.refused, report.count("added", "provider")) == (0, 1 if kind else 0)


@pytest.mark.parametrize(
    ("changes", "column", "why"),
    [
        ({"TypeOfEstablishment (code)": "99"}, "typeofestablishment_code", "not a type of establishment"),
        ({"EstablishmentName": ""}, "establishmentname", "must be filled"),
        ({"URN": "12"}, "urn", "not a URN"),
        ({"UKPRN": "20000000"}, "ukprn", "not a UKPRN"),
        ({"Easting": "west"}, "easting", "not a number of metres"),
        ({"StatutoryHighAge": "eighteen"}, "statutoryhighage", "not a whole number"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_rest_goes_in(take, changes, column, why):
    report = take(changes, {"URN": "999002"})
    assert [(each.line, each.column) for each in report.refusals] == [(2, column)]
    assert why in report.refusals[0].why
    assert (report.rows, report.count("added", "provider")) == (2, 1)


@pytest.mark.parametrize("changes", [{"Easting": "", "Northing": ""}, {"Easting": "0", "Northing": "0"}])
def test_a_place_that_is_not_given_is_not_known(take, provider, changes):
    take(changes)
    assert provider("urn:999001").point is None


def test_a_school_that_closes_is_withdrawn_and_the_same_list_again_changes_nothing(take, store):
    other = {"URN": "999002", "EstablishmentName": "Hill School"}
    take({}, other)
    again = take({}, other)
    assert (again.count("unchanged", "provider"), again.count("withdrawn")) == (2, 0)
    closed = take({"EstablishmentStatus (name)": "Closed"}, other)
    assert (closed.count("withdrawn", "provider"), closed.count("unchanged", "provider")) == (1, 1)


def test_the_register_says_which_ukprn_is_which_urn(take, take_in, write_csv, provider):
    known = [{"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "Mill Lane Academy Trust"}]
    take_in("course-directory", write_csv("known_2026-01-01.csv", known))
    schools = [{"URN": "999001", "SCHNAME": "Mill Lane", "PCODE": "OX14 1GG", "TOWN": "Exampleton"}]
    take_in("providers", write_csv("schools_2019.csv", schools))
    take({"UKPRN": "19999999"})
    assert provider("urn:999001") == provider("ukprn:19999999")
    assert provider("ukprn:19999999").urn == "999001"


def test_every_type_of_the_published_list_has_a_kind_or_is_passed_over(real_data):
    path = real_data / "providers" / "gias_establishment_types_20250422.csv"
    with path.open(encoding="utf-8", newline="") as file:
        codes = {row["type-of-establishment-code"] for row in csv.DictReader(file)}
    assert codes == set(KINDS) | PASSED_OVER
    assert set(KINDS.values()) <= set(PROVIDER_KINDS)
