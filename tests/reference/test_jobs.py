"""The list of jobs: every name is heard, misspelt too, and what a learner turns down is not."""

import re

import pytest

from bot.matching.dreams import dreams
from bot.reference.files import read_yaml
from bot.reference.jobs import JOBS, jobs, names

# The last area of each of the fifteen sectors (Ofqual tier 2).
LAST_OF_SECTOR = dict(enumerate((5, 2, 4, 3, 3, 2, 4, 2, 4, 4, 5, 3, 2, 2, 5), start=1))
FEWEST_JOBS = 600
FEWEST_NAMES = 3000


def heard(words: str) -> list[str]:
    return [dream.job for dream in dreams(words, jobs())]


@pytest.mark.parametrize("job", sorted(names()))
def test_every_job_is_plain_words_and_leads_to_areas_that_exist(job):
    areas = jobs().areas[job]
    assert [name for name in names()[job] if not re.fullmatch(r"[A-Za-z0-9]+( [A-Za-z0-9]+)*", name)] == []
    assert areas
    for area in areas:
        sector, number = map(int, area.split("."))
        assert 1 <= number <= LAST_OF_SECTOR[sector]


@pytest.mark.parametrize("job", sorted(names()))
def test_every_job_is_heard_by_each_of_its_names(job):
    assert [name for name in names()[job] if heard(f"I want to be a {name}!") != [job]] == []


def test_no_job_is_listed_twice():
    lines = [line for path in JOBS.glob("*.yml") for line in read_yaml(path)]
    assert len(lines) == len(names())


def test_there_are_enough_jobs_to_be_of_use():
    assert len(names()) >= FEWEST_JOBS
    assert sum(map(len, names().values())) >= FEWEST_NAMES


@pytest.mark.parametrize(
    ("words", "job"),
    [
        ("mecanic", "mechanic"),
        ("a car mecanic with my uncle", "mechanic"),
        ("vetinary nurse", "vet nurse"),
        ("hair dresser", "hairdresser"),
        ("plumer", "plumber"),
        ("electrisian", "electrician"),
        ("game desiner", "game designer"),
        ("somethin with animels", "animal care worker"),
        ("police oficer", "police officer"),
        ("carpentar", "carpenter"),
        ("lorry drivver", "lorry driver"),
        ("tatoo artist", "tattoo artist"),
        ("astranaut", "astronaut"),
        ("photografer", "photographer"),
        ("archeologist", "archaeologist"),
        ("phisio", "physio"),
        ("nursary nurse", "nursery worker"),
        ("beutician", "beautician"),
        ("socail worker", "social worker"),
        ("engeneer", "engineer"),
        ("scintist", "scientist"),
        ("solider", "soldier"),
        ("teecher", "teacher"),
        ("personal trainner", "personal trainer"),
        ("dogwalker", "dog walker"),
    ],
)
def test_a_job_that_is_misspelt_is_heard(words, job):
    assert heard(words) == [job]


@pytest.mark.parametrize(
    ("words", "jobs"),
    [
        ("work with animals in a zoo", ["zoo keeper"]),
        ("i wanna be a youtuber or footballer", ["youtuber", "footballer"]),
        ("train driver because i love animals", ["train driver"]),
        ("chef no wait baker", ["baker"]),
        ("leave school and be a chef", ["chef"]),
        ("quit sixth form and join the army", ["soldier"]),
        ("my dad is a plumber and i want to be one too", ["plumber"]),
        ("make up artist n nails", ["make up artist", "nail technician"]),
        ("astronaut/scientist", ["astronaut", "scientist"]),
        ("being a paramedic would be epic", ["paramedic"]),
    ],
)
def test_a_dream_is_heard_as_it_is_meant(words, jobs):
    assert heard(words) == jobs


@pytest.mark.parametrize(
    "words",
    [
        "not a nurse",
        "never a teacher",
        "i dont want to be a nurse",
        "id hate to be a cleaner",
        "i hate working in shops",
        "nothing with computers",
        "nothing to do with kids",
        "anything but a chef",
        "anything except working in an office",
        "i am not bothered about being a teacher",
        "office work is boring",
    ],
)
def test_a_job_that_is_turned_down_is_no_dream(words):
    assert heard(words) == []


@pytest.mark.parametrize(
    ("words", "jobs"),
    [
        ("hairdressing not barbering", ["hairdresser"]),
        ("work with kids but not babies", ["childminder"]),
        ("not a nurse, a paramedic", ["paramedic"]),
        ("i dont want to be a chef i want to be a builder", ["builder"]),
    ],
)
def test_turning_one_job_down_leaves_the_other(words, jobs):
    assert heard(words) == jobs


@pytest.mark.parametrize(
    "words",
    [
        "my mum is a nurse",
        "i was a cook",
        "i dont care",
        "i want a nice job",
        "idk yet tbh",
        "a proper job",
        "no idea",
    ],
)
def test_where_no_job_is_named_none_is_made_up(words):
    assert heard(words) == []
