"""One course in the course directory, in the college's own feed and on its web site: learners see one."""

import json

import pytest

from bot.matching import Search

from .conftest import TODAY

XCRI = """<?xml version="1.0"?>
<catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:mlo="http://purl.org/net/mlo"
  xmlns:dc="http://purl.org/dc/elements/1.1/" generated="2026-11-10T00:00:00Z">
 <provider><dc:identifier>19999999</dc:identifier><dc:title>Mill Lane College</dc:title>
  <course><dc:identifier>brick</dc:identifier><dc:title>Level 1 Diploma in Bricklaying</dc:title>
   <presentation><dc:identifier>b27</dc:identifier><mlo:start dtf="2027-09-06">September</mlo:start>
    <studyMode identifier="FT">Full time</studyMode>
    <venue><provider><dc:title>Riverside</dc:title><mlo:location><mlo:postcode>OX14 1GG</mlo:postcode>
    </mlo:location></provider></venue></presentation></course>
 </provider></catalog>"""
PAGE = {
    "@context": "https://schema.org", "@type": "Course", "name": "Level 1 Diploma in Bricklaying",
    "identifier": "bricklaying", "description": "Build walls.", "typicalAgeRange": "16-18",
    "provider": {"@type": "CollegeOrUniversity", "name": "Mill Lane College",
                 "identifier": {"@type": "PropertyValue", "propertyID": "UKPRN", "value": "19999999"}},
    "hasCourseInstance": {"@type": "CourseInstance", "startDate": "2027-09-06",
                          "location": {"@type": "Place", "name": "Riverside",
                                       "address": {"@type": "PostalAddress", "postalCode": "OX14 1GG"}}},
}  # fmt: skip
LISTED = {
    "PROVIDER_UKPRN": "19999999", "COURSE_ID": "a", "COURSE_RUN_ID": "a1",
    "COURSE_NAME": "Diploma in Bricklaying (2027/28)", "EDUCATION_LEVEL": "1", "STUDY_MODE": "1",
    "STARTDATE": "2027-09-06", "LOCATION_NAME": "Riverside campus", "LOCATION_POSTCODE": "OX14 1GG",
    "ENTRY_REQUIREMENTS": "None", "AGE_MIN": "19",
}  # fmt: skip


@pytest.fixture
def imports(take_in, write_csv, tmp_path):
    """Takes one source in, by its name."""
    names = [{"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "Mill Lane College"}]
    (tmp_path / "feed.xml").write_text(XCRI)
    (tmp_path / "page.json").write_text(json.dumps(PAGE))

    def imports(name):
        files = {
            "course-directory": lambda: [write_csv("p_2026-11-01.csv", names),
                                         write_csv("c_2026-11-01.csv", [LISTED])],
            "xcri": lambda: [tmp_path / "feed.xml"],
            "schema-org": lambda: [tmp_path / "page.json"],
        }  # fmt: skip
        return take_in(name, *files[name]())

    return imports


@pytest.mark.parametrize(
    "order",
    [("course-directory", "xcri", "schema-org"), ("schema-org", "xcri", "course-directory")],
)
def test_the_directory_the_feed_and_the_page_are_one_course_with_three_sources(store, imports, order):
    for name in order:
        imports(name)
    with store.open() as s:
        (candidate,) = s.catalogue.candidates(Search(TODAY))
    assert candidate.course.id == "cd-a"
    assert candidate.course.route == "study_programme"
    assert sorted(source.name for source in candidate.sources) == [
        "Course feed of Mill Lane College", "National Careers Service course directory",
        "Web site of Mill Lane College",
    ]  # fmt: skip
    assert (candidate.course.summary, candidate.course.entry_requirements) == ("Build walls.", "None")
    assert candidate.offer.starts.isoformat() == "2027-09-06"
    assert (candidate.course.age_min, candidate.unsettled) == (None, frozenset({"age_min"}))


def test_each_import_again_changes_nothing(store, imports):
    names = ("course-directory", "xcri", "schema-org")
    for name in names:
        imports(name)
    with store.open() as s:
        before = s.catalogue.candidates(Search(TODAY))
    for name in names:
        assert {report.count("added") + report.count("changed") for report in imports(name)} == {0}
    with store.open() as s:
        assert s.catalogue.candidates(Search(TODAY)) == before


def test_a_row_of_support_may_name_by_its_title_what_two_sources_have(store, imports, take_in, write_csv):
    imports("schema-org")
    imports("xcri")
    row = {
        "Provider UKPRN": "19999999", "Course": "Level 1 Diploma in Bricklaying", "Quiet space": "yes",
        "Source": "Prospectus", "Source date": "2026-10-01",
    }  # fmt: skip
    (report,) = take_in("support", write_csv("support.csv", [row]))
    assert report.refused == 0
    with store.open() as s:
        (candidate,) = s.catalogue.candidates(Search(TODAY))
    assert candidate.fact("quiet_space").state == "yes"
