"""T Levels: the real files of 2021, and what becomes of a start that is past."""

import json
from datetime import date

import pytest

from bot.importers import BadFeed
from bot.matching import Search

TODAY = date(2026, 11, 22)
PLACE = {
    "name": "Riverside",
    "postcode": "OX14 1GG",
    "town": "Exampleton",
    "latitude": 51.68,
    "longitude": -1.28,
    "deliveryYears": [{"year": 2021, "qualifications": [4]}],
    "website": "https://college.example/t-levels",
}


@pytest.fixture
def folder(tmp_path):
    """Write a provider with these places, and one qualification."""

    def write(*places):
        provider = {"id": 1, "ukPrn": 19999999, "name": "Mill Lane College", "locations": list(places)}
        (tmp_path / "t").mkdir(exist_ok=True)
        (tmp_path / "t/providers.json").write_text(json.dumps({"providers": [provider]}))
        (tmp_path / "t/qualifications.json").write_text(
            json.dumps({"qualifications": {"4": "Digital Support"}})
        )
        return tmp_path / "t"

    return write


def test_every_provider_venue_and_offer_of_the_real_files_is_taken_in(real_data, store, take_in):
    content = json.loads((real_data / "t_levels_2021/providers.json").read_text())["providers"]
    places = [place for provider in content for place in provider["locations"]]
    offers = [q for place in places for year in place["deliveryYears"] for q in year["qualifications"]]
    assert (len(content), len(places), len(offers)) == (111, 180, 594)

    *_, report = take_in("t-levels", real_data / "t_levels_2021")

    assert report.refused == 0
    assert report.count("added", "provider") == len(content)
    assert report.count("added", "course") == report.count("added", "offer") == len(offers)
    with store.open() as s:
        found = s.catalogue.candidates(Search(TODAY), limit=1000)
    assert len(found) == len(offers)
    assert len({(each.provider.id, each.offer.venue.postcode) for each in found}) == len(places)
    assert all(each.course.subject_areas for each in found)


def test_importing_the_real_files_twice_changes_nothing(real_data, take_in):
    take_in("t-levels", real_data / "t_levels_2021")
    again = take_in("t-levels", real_data / "t_levels_2021")
    assert sum(report.count(what) for report in again for what in ("added", "changed", "withdrawn")) == 0
    assert sum(report.count("unchanged") for report in again) == 111 + 594 + 594


def test_the_official_text_of_a_t_level_becomes_its_summary(real_data, store, take_in):
    take_in("t-levels", real_data / "t_levels_2021", real_data / "ncs/ncs_tlevel_definitions.csv")
    with store.open() as s:
        course = s.catalogue.course("tl-10000055-4-ox141gg")
    assert course.summary.startswith("This T Level is suitable for anyone wanting a career in software")


def test_a_past_september_means_that_the_next_start_is_not_known(store, take_in, folder):
    take_in("t-levels", folder(PLACE))
    with store.open() as s:
        before = s.catalogue.candidate("tl-19999999-4-ox141gg", date(2021, 5, 1)).offer
        after = s.catalogue.candidate("tl-19999999-4-ox141gg", TODAY).offer
    assert (before.starts, after.starts) == (date(2021, 9, 1), None)
    assert not after.roll_on


def test_the_source_is_dated_by_its_last_delivery_year_not_by_the_day_of_the_download(store, take_in, folder):
    take_in("t-levels", folder(PLACE))
    with store.open() as s:
        assert s.catalogue.course("tl-19999999-4-ox141gg").source.date == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"postcode": "nowhere"}, "postcode", "not a postcode of the United Kingdom"),
        (
            {"latitude": -1.28, "longitude": 51.68},
            "latitude",
            "outside the United Kingdom: 49.0 to 61.5 is expected",
        ),
        (
            {"website": "javascript:alert(1)"},
            "website",
            "not a web address: write it like https://www.example.ac.uk",
        ),
        (
            {"deliveryYears": [{"year": 2021, "qualifications": [99]}]},
            "qualification",
            "no qualification of this number in qualifications.json",
        ),
    ],
)
def test_a_bad_place_is_refused_and_the_good_ones_are_kept(take_in, folder, change, column, why):
    *_, report = take_in("t-levels", folder(PLACE | {"postcode": "OX28 6NE"}, PLACE | change))
    assert (report.count("added", "offer"), report.refused) == (1, 1)
    assert (report.refusals[0].line, report.refusals[0].column, report.refusals[0].why) == (2, column, why)


def test_what_the_site_no_longer_lists_is_withdrawn_and_can_still_be_read(store, take_in, folder):
    take_in("t-levels", folder(PLACE, PLACE | {"postcode": "OX28 6NE"}))
    *_, report = take_in("t-levels", folder(PLACE))
    assert (report.count("withdrawn", "course"), report.count("withdrawn", "provider")) == (1, 0)
    with store.open() as s:
        assert [each.course.id for each in s.catalogue.candidates(Search(TODAY))] == ["tl-19999999-4-ox141gg"]
        assert s.catalogue.candidate("tl-19999999-4-ox286ne").course.title == "T Level in Digital Support"
        assert s.catalogue.is_withdrawn("tl-19999999-4-ox286ne")


def test_providers_without_their_qualifications_are_refused_whole(take_in, folder):
    with pytest.raises(BadFeed, match=r"cannot be read without qualifications\.json"):
        take_in("t-levels", folder(PLACE) / "providers.json")
