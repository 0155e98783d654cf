"""The real lists together: colleges that one knows by UKPRN and another by URN, and what is told of them."""

import csv
import re

LIGHT = {"", "the", "of", "and", "ltd", "limited"}
ONE_IN_BOTH = 1600


def rows_of(path, key):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in reversed(list(csv.DictReader(file)))}


def plain(name):
    return set(re.split(r"[^a-z0-9]+", re.sub("['’]", "", name.lower()))) - LIGHT


def test_the_real_lists_have_many_colleges_in_common_and_none_is_taken_for_another(real_data, real_lists):
    lists = real_data / "providers"
    store, _reports = real_lists
    colleges = rows_of(lists / "course_directory_providers_2018.csv", "UKPRN")
    schools = rows_of(lists / "england_ks5_providers_2019.csv", "URN")
    with store.open() as s:
        urns = {ukprn: s.catalogue.provider(f"ukprn:{ukprn}").urn for ukprn in colleges}
    linked = {ukprn: urn for ukprn, urn in urns.items() if urn}

    assert len(linked) >= ONE_IN_BOTH
    assert len(set(linked.values())) == len(linked)
    for ukprn, urn in linked.items():
        ours, theirs = colleges[ukprn], schools[urn]
        assert plain(ours["PROVIDER_NAME"]) == plain(theirs["SCHNAME"])
        assert ours["POSTCODE"].replace(" ", "") == theirs["PCODE"].replace(" ", "")


def test_a_college_that_is_known_by_its_venue_takes_its_kind_from_the_list_of_schools(
    real_data, store, take_in
):
    take_in("t-levels", real_data / "t_levels_2021")
    take_in("providers", real_data / "providers")
    with store.open() as s:
        provider = s.catalogue.provider("urn:134153")
    assert (provider.id, provider.kind) == ("ukprn:10004927", "fe_college")


def test_a_college_may_fill_in_its_urn_for_one_of_its_courses(store, take_in, write_csv, a_provider):
    at = {"URN": "999999", "SCHNAME": "MILL LANE COLLEGE", "PCODE": "OX14 1GG", "LATITUDE": "51.68"}
    take_in("providers", write_csv("schools_2019.csv", [at | {"LONGITUDE": "-1.28"}]))
    row = {"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "Mill Lane College", "CONTACT_POSTCODE": "OX14 1GG"}
    run = {"PROVIDER_UKPRN": "19999999", "COURSE_ID": "c", "COURSE_RUN_ID": "c", "COURSE_NAME": "Bricklaying"}
    take_in("course-directory", write_csv("a_2026.csv", [row]), write_csv("b_2026.csv", [run]))
    told = {"provider_urn": "999999", "course": "Bricklaying", "quiet_space": "yes", "source": "The college"}
    (report,) = take_in("support", write_csv("told.csv", [told | {"source_date": "2026-09-01"}]))
    assert (report.refused, report.count("added", "fact")) == (0, 1)
    with store.open() as s:
        assert s.catalogue.candidate("cd-c").fact("quiet_space").source.name == "The college"
