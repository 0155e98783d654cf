"""Whether one can start at any time, as a college says of a course that several sources have."""

from datetime import timedelta

import pytest

from bot.courses import Tri

from .cases import HOME, TODAY, fact, found, ids, keep
from .test_one_course import listed, of_both, on_site, run, run_on_site

BEGUN = TODAY - timedelta(days=50)


@pytest.mark.parametrize("told_of", ["cd-1", "site-1"])
@pytest.mark.parametrize(("state", "left"), [(Tri.YES, ["cd-1"]), (Tri.NO, []), (Tri.UNKNOWN, [])])
def test_it_goes_for_the_starts_of_every_source(each_store, told_of, state, left):
    of_both(
        each_store, first=(listed(), run("cd-1", starts=BEGUN)),
        second=(on_site(), run_on_site(starts=BEGUN - timedelta(days=7))),
    )  # fmt: skip
    assert ids(found(each_store, home=HOME)) == []
    keep(each_store, fact("course", told_of, state, name="roll_on"), feed="told")
    candidates = found(each_store, home=HOME)
    assert ids(candidates) == left
    assert [(each.offer.roll_on, each.offer.starts) for each in candidates] == [(True, None)] * len(left)


def test_a_college_finds_a_course_of_several_sources_once(store):
    of_both(store)
    with store.open() as s:
        courses = s.catalogue.courses_of(s.catalogue.provider("ukprn:a"))
    assert ([course.id for course in courses.shown], courses.of) == (["cd-1"], 1)
