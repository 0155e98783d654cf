"""Several sources in the format of the course directory: each replaces its own rows, and no other's."""

import pytest

DEMO = "Made-up area (for trying out)"


def provider(ukprn, source=None):
    row = {"PROVIDER_UKPRN": ukprn, "PROVIDER_NAME": f"Place {ukprn}"}
    return row | ({"SOURCE": source} if source else {})


def course(ukprn, key, source=None):
    row = {"PROVIDER_UKPRN": ukprn, "COURSE_ID": key, "COURSE_RUN_ID": key, "COURSE_NAME": "Bricklaying"}
    return row | ({"SOURCE": source} if source else {})


@pytest.fixture
def take_directory(take_in, write_csv):
    """Import a providers report and a courses report, and return (outcome, how many) that are not 0."""

    def take(providers, courses):
        reports = take_in(
            "course-directory",
            write_csv("providers_2026.csv", providers),
            write_csv("courses_2026.csv", courses),
        )
        outcomes = ("added", "changed", "unchanged", "withdrawn")
        counts = {outcome: sum(each.count(outcome) for each in reports) for outcome in outcomes}
        return {outcome: number for outcome, number in counts.items() if number}

    return take


OURS = ([provider("19990001", DEMO)], [course("19990001", "ours", DEMO)])
REAL = ([provider("19999999")], [course("19999999", "real")])


@pytest.mark.parametrize(("first", "second"), [(OURS, REAL), (REAL, OURS)])
def test_an_import_of_one_source_withdraws_nothing_of_another(take_directory, first, second):
    assert take_directory(*first) == {"added": 3}
    assert take_directory(*second) == {"added": 3}
    assert take_directory(*first) == {"unchanged": 3}
    assert take_directory(*second) == {"unchanged": 3}


def test_what_a_source_no_longer_holds_is_withdrawn_from_it_alone(store, take_directory):
    take_directory(*REAL)
    take_directory([*OURS[0], provider("19990002", DEMO)], [*OURS[1], course("19990002", "gone", DEMO)])
    assert take_directory(*OURS) == {"unchanged": 3, "withdrawn": 3}
    with store.open() as s:
        gone = {key: s.catalogue.is_withdrawn(f"cd-{key}") for key in ("real", "ours", "gone")}
    assert gone == {"real": False, "ours": False, "gone": True}


def test_one_file_may_hold_several_sources(take_directory):
    both = [[*ours, *real] for ours, real in zip(OURS, REAL, strict=True)]
    assert take_directory(*both) == {"added": 6}
    assert take_directory(*OURS) == {"unchanged": 3}
    assert take_directory(*REAL) == {"unchanged": 3}


@pytest.mark.parametrize("name", ["", "National Careers Service course directory"])
def test_the_directorys_own_rows_need_not_state_their_source(take_directory, name):
    take_directory(*REAL)
    assert take_directory([provider("19999999", name)], [course("19999999", "other", name)]) == {
        "unchanged": 1, "added": 2, "withdrawn": 2,
    }


def test_the_name_of_a_source_may_be_as_long_as_a_source_may_be(take_directory):
    name = "n" * 160
    rows = ([provider("19990001", name)], [course("19990001", "ours", name)])
    assert take_directory(*rows) == {"added": 3}
    assert take_directory(*rows) == {"unchanged": 3}
