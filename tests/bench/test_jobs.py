"""How much of the world of work the list of jobs knows, against job profiles that are not the project's."""

import pytest
from needs import need

from bench import jobs as bench

# A little under what was measured: 69.1 %, 93.1 % and 90.6 % of 829 titles.
FLOOR_EXACT, FLOOR_HEARD, FLOOR_RIGHTLY = 68, 92, 90


@pytest.fixture(scope="module")
def found() -> bench.Coverage:
    need(bench.PROFILES.exists(), "the job profiles of ../shared/data are not beside this checkout")
    return bench.measure(bench.profiles())


def test_most_job_profiles_have_a_name_that_we_know(found):
    assert found.share(found.exact) >= FLOOR_EXACT


def test_a_job_is_heard_in_nearly_every_job_profiles_title(found):
    assert found.share(found.heard) >= FLOOR_HEARD


def test_what_is_heard_leads_to_the_profiles_own_kind_of_work(found):
    assert found.share(found.rightly) >= FLOOR_RIGHTLY


def test_a_title_that_we_know_counts_and_one_that_we_do_not_know_does_not():
    titles = [("Vet", ("Animal care",)), ("Chef", ("Construction and trades",)), ("Xyzzy", ())]
    measured = bench.measure(titles)
    assert (measured.exact, measured.heard, measured.rightly) == (("Vet", "Chef"), ("Vet", "Chef"), ("Vet",))
