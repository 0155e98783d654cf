"""A college that one list knows by UKPRN and another by URN: found by both ids, once they are surely one."""

import pytest

from bot.courses import Point, Tri, Venue
from bot.store.catalogue_links import name_words

from .cases import HOME, course, fact, found, keep, offer, provider, visit

CODE = "OX14 1GG"


def college(name="MILL LANE COLLEGE (THE)", key="1", **fields):
    given = {"name": name, "ukprn": key, "kind": "other", "postcode": CODE}
    return provider(key, **{**given, **fields})


def school(name="The College of Mill Lane", key="9", **fields):
    given = {"id": f"urn:{key}", "name": name, "urn": key, "postcode": CODE, "point": HOME}
    return provider(key, **{**given, **fields})


def urn_of(store, provider_id="ukprn:1"):
    with store.open() as s:
        return s.catalogue.provider(provider_id).urn


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MILL LANE COLLEGE (THE)", "The College of Mill Lane", True),
        ("St. Ann's & St. Bede's", "St Anns and St Bedes", True),
        ("Mill-Lane College Limited", "Mill Lane College", True),
        ("Mill Lane College", "Mill Lane Sixth Form College", False),
        ("Mill Lane Boys", "Mill Lane Girls", False),
    ],
)
def test_a_name_is_the_same_whatever_its_case_signs_and_order(one, other, same):
    assert (name_words(one) == name_words(other)) is same


@pytest.mark.parametrize("college_first", [True, False])
def test_a_college_is_one_provider_for_its_ukprn_and_its_urn(each_store, college_first):
    lists = [("colleges", college()), ("schools", school())]
    for feed, listed in lists if college_first else reversed(lists):
        keep(each_store, listed, feed=feed)
    with each_store.open() as s:
        by_ukprn, by_urn = s.catalogue.provider("ukprn:1"), s.catalogue.provider("urn:9")
    assert by_ukprn == by_urn
    assert (by_ukprn.name, by_ukprn.ukprn, by_ukprn.urn) == ("MILL LANE COLLEGE (THE)", "1", "9")
    assert (by_ukprn.kind, by_ukprn.point) == ("fe_college", HOME)


@pytest.mark.parametrize(
    "others",
    [
        [school(postcode="OX14 2AA")],
        [school("Hill Road College")],
        [school(), school(key="8")],
        [school(), college(key="2")],
        [school("The"), college("Of")],
    ],
    ids=["other postcode", "other name", "two schools", "two colleges", "no name to speak of"],
)
def test_who_is_not_surely_the_same_stays_apart(store, others):
    keep(store, college(), *others)
    assert urn_of(store) is None


def test_a_college_is_also_known_by_the_venues_of_its_courses(store):
    there = Venue("City campus", "Exampleton", CODE)
    keep(store, college(postcode="OX14 2AA"), course("c", "1"), offer("c", venue=there), school())
    assert urn_of(store) == "9"


def test_what_is_told_by_urn_reaches_the_courses_and_what_is_told_by_ukprn_goes_before_it(store):
    keep(
        store,
        college(),
        school(),
        course("c", "1"),
        offer("c"),
        fact("provider", "urn:9", Tri.YES, "mentor"),
        fact("provider", "urn:9", Tri.YES, "quiet_space"),
        fact("provider", "ukprn:1", Tri.NO, "quiet_space"),
        visit("by-urn", provider_id="urn:9"),
        visit("by-ukprn", provider_id="ukprn:1"),
        visit("of-another", provider_id="urn:8"),
    )
    (candidate,) = found(store)
    assert (candidate.fact("mentor").state, candidate.fact("quiet_space").state) == (Tri.YES, Tri.NO)
    assert [each.id for each in candidate.events] == ["by-ukprn", "by-urn"]


def test_a_place_of_another_postcode_lends_no_point(store):
    keep(store, school(), college(), feed="one")
    keep(store, college(postcode="OX14 2AA"), course("c", "1"), offer("c"), feed="two")
    with store.open() as s:
        provider = s.catalogue.provider("ukprn:1")
    assert (provider.postcode, provider.point, provider.urn) == ("OX14 2AA", None, "9")


def test_two_that_are_no_longer_alike_are_two_again(store):
    keep(store, college(), feed="colleges")
    keep(store, school(), feed="schools")
    assert urn_of(store) == "9"
    keep(store, school("Hill Road School", point=Point(52.0, -1.0)), feed="schools")
    assert urn_of(store) is None
    with store.open() as s:
        assert s.catalogue.provider("ukprn:1").point is None
        assert s.catalogue.provider("urn:9").name == "Hill Road School"
