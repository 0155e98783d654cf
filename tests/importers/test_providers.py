"""Lists of providers: the two real ones, and how several lists make one provider."""

import csv
from datetime import date

import pytest

from bot.importers import run


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("file", "key", "rows", "kept"),
    [
        ("course_directory_providers_2018.csv", "UKPRN", 4814, 4798),
        ("england_ks5_providers_2019.csv", "URN", 2903, 2903),
    ],
)
def test_every_provider_of_the_real_lists_is_taken_in_once(real_data, real_lists, file, key, rows, kept):
    raw = rows_of(real_data / "providers" / file)
    assert (len(raw), len({row[key] for row in raw})) == (rows, kept)

    store, reports = real_lists
    report = next(report for report in reports if report.rows == rows)

    assert (report.rows, report.count("added", "provider"), report.refused) == (rows, kept, rows - kept)
    assert {refusal.why.partition(" again")[0] for refusal in report.refusals} <= {"says the same provider"}
    (again,) = run(store, "providers", [real_data / "providers" / file], date(2026, 11, 22))
    assert (again.count("unchanged"), again.count("added"), again.count("changed")) == (kept, 0, 0)


def test_a_folder_gives_both_lists_and_passes_over_what_is_no_list(real_data, real_lists):
    assert len(list((real_data / "providers").iterdir())) > len(real_lists[1]) == 2


def directory(**cells):
    return {
        "UKPRN": "19999999",
        "PROVIDER_NAME": "Mill Lane",
        "PROVIDER_TYPE_DESCRIPTION": "DfE 16-19",
        "DATE_UPDATED": "20180105 15:32:35",
        "POSTCODE": "OX14 1GG",
        **cells,
    }


def school(**cells):
    return {
        "URN": "999999",
        "SCHNAME": "Mill Lane",
        "PCODE": "OX14 1GG",
        "SCHTYPE": "Academy",
        "LATITUDE": "51.68",
        "LONGITUDE": "-1.28",
        **cells,
    }


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (
            directory(DFE_ESTABLISHMENT_TYPE_DESCRIPTION="Special Post 16 Institution"),
            "special_post16_institution",
        ),
        (directory(DFE_ESTABLISHMENT_TYPE_DESCRIPTION="Community School"), "school_sixth_form"),
        (directory(DFE_ESTABLISHMENT_TYPE_DESCRIPTION="Pupil Referral Unit"), "ap_with_post16"),
        (directory(PROVIDER_TYPE_DESCRIPTION="Private work-based"), "training_provider"),
        (directory(PROVIDER_NAME="Mill Lane College"), "fe_college"),
        (
            directory(
                PROVIDER_NAME="Mill Lane Sixth Form College",
                DFE_ESTABLISHMENT_TYPE_DESCRIPTION="Further Education",
            ),
            "sixth_form_college",
        ),
        (directory(), "other"),
        (school(SCHTYPE="Special school"), "special_school_sixth_form"),
        (school(SCHTYPE="College"), "fe_college"),
        (school(SCHNAME="Mill Lane UTC"), "utc_studio"),
        (school(), "school_sixth_form"),
    ],
)
def test_the_kind_of_a_provider_is_read_from_its_type_or_its_name(store, take_in, write_csv, row, kind):
    take_in("providers", write_csv("list_2019.csv", [row]))
    provider_id = "urn:999999" if "URN" in row else "ukprn:19999999"
    with store.open() as s:
        assert s.catalogue.provider(provider_id).kind == kind


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (directory(UKPRN="123"), "ukprn", "not a UKPRN: 8 digits, the first of them 1"),
        (directory(PROVIDER_NAME=""), "provider_name", "must be filled"),
        (directory(STATUS="CLOSED"), "status", "no longer live"),
        (school(URN="x"), "urn", "not a URN: 5 or 6 digits"),
        (school(LATITUDE="0"), "latitude", "outside the United Kingdom: 49.0 to 61.5 is expected"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(refusals, row, column, why):
    assert refusals("providers", [row]) == [(2, column, why)]


def test_one_provider_in_two_lists_takes_each_field_from_the_newest_list_that_fills_it(
    store, take_in, write_csv
):
    take_in(
        "course-directory",
        write_csv(
            "report_2020-01-01.csv",
            [
                {"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "New name", "CONTACT_TOWN": ""},
            ],
        ),
    )
    take_in(
        "providers",
        write_csv(
            "list.csv",
            [
                directory(
                    PROVIDER_NAME="Old name",
                    TOWN="EXAMPLETON",
                    PROVIDER_TYPE_DESCRIPTION="Private work-based",
                ),
            ],
        ),
    )
    with store.open() as s:
        provider = s.catalogue.provider("ukprn:19999999")
    assert (provider.name, provider.kind, provider.town) == ("New name", "training_provider", "Exampleton")
    assert provider.source.date == date(2020, 1, 1)


@pytest.mark.parametrize("typed_first", [True, False])
def test_the_type_of_any_list_goes_before_a_guess_from_the_name(store, take_in, write_csv, typed_first):
    typed = {"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "Mill Lane", "PROVIDER_KIND": "fe_college"}
    imports = [
        ("course-directory", write_csv("report_2015-01-01.csv", [typed])),
        ("providers", write_csv("list.csv", [directory(PROVIDER_NAME="Mill Lane Apprenticeships")])),
    ]
    for format_name, path in imports if typed_first else reversed(imports):
        take_in(format_name, path)
    with store.open() as s:
        provider = s.catalogue.provider("ukprn:19999999")
    assert (provider.name, provider.kind) == ("Mill Lane Apprenticeships", "fe_college")


def test_a_provider_that_one_list_drops_stays_while_another_names_it(store, take_in, write_csv):
    other = directory(UKPRN="19999998", PROVIDER_NAME="Hill Road")
    take_in("providers", write_csv("a.csv", [directory(), other]))
    take_in(
        "course-directory",
        write_csv(
            "b_2020.csv",
            [
                {"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "Mill Lane College"},
            ],
        ),
    )
    (report,) = take_in("providers", write_csv("a.csv", [other]))
    assert report.count("withdrawn", "provider") == 1
    with store.open() as s:
        assert "ukprn:19999999" in s.catalogue.intake(_event()).provider_ids()


def _event():
    from bot import audit

    return audit.Event(audit.SYSTEM, "test.read", "catalogue")
