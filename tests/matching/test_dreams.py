"""Which jobs are heard in a learner's own words; the list's own words are in tests/reference/test_jobs.py."""

import pytest

from bot.matching.dreams import dreams
from bot.matching.model import Dream

from .cases import JOBS


@pytest.mark.parametrize(
    ("words", "jobs"),
    [
        ("i want to be a vet", ["vet"]),
        ("VET NURSE!!", ["vet nurse"]),
        ("a chef, or maybe work with vets", ["chef", "vet"]),
        ("game designers are cool", ["game designer"]),
        ("vet vet vet", ["vet"]),
        ("not a vet", []),
        ("I wear a corvette", []),
        ("", []),
        (None, []),
    ],
)
def test_a_dream_is_heard_in_the_learners_own_words(words, jobs):
    assert [dream.job for dream in dreams(words, JOBS)] == jobs


def test_a_dream_carries_the_areas_that_lead_there():
    assert dreams("game designer", JOBS) == (Dream("game designer", ("6.1", "9.2")),)
