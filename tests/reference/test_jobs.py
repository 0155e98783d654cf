import re

import pytest

from bot.matching.subjects import dreams
from bot.reference.jobs import jobs

# The last area of each of the fifteen sectors (Ofqual tier 2).
LAST_OF_SECTOR = dict(enumerate((5, 2, 4, 3, 3, 2, 4, 2, 4, 4, 5, 3, 2, 2, 5), start=1))


@pytest.mark.parametrize(("job", "areas"), sorted(jobs().items()))
def test_every_job_is_plain_words_and_leads_to_areas_that_exist(job, areas):
    assert re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", job)
    assert areas
    for area in areas:
        sector, number = map(int, area.split("."))
        assert 1 <= number <= LAST_OF_SECTOR[sector]


@pytest.mark.parametrize("job", sorted(jobs()))
def test_every_job_is_heard_when_it_is_said(job):
    assert [dream.job for dream in dreams(f"I want to be a {job}!", jobs())] == [job]


def test_there_are_enough_jobs_to_be_of_use():
    assert len(jobs()) >= 80
