from bot.answers import Learner
from bot.matching.search import search_for, widened

from .cases import HOME, JOBS, TODAY


def test_a_search_holds_what_the_learner_told_us():
    learner = Learner(
        interests=("animals",), dream_job="chef", route=("apprenticeship",), english_level="entry"
    )
    search = search_for(learner, TODAY, HOME, JOBS)
    assert search.subject_areas == ("7.4", "3.3", "14.1", "14.2")  # and what gets one ready, at entry level
    assert search.routes == ("foundation_apprenticeship", "apprenticeship")
    assert search.level_ranks == (0, 1, 3)
    assert (search.today, search.home) == (TODAY, HOME)


def test_a_learner_who_told_us_nothing_searches_everything():
    search = search_for(Learner(), TODAY, None, JOBS)
    assert (search.subject_areas, search.routes, search.level_ranks, search.home) == ((), (), (), None)


def test_a_search_widens_to_any_subject():
    first, wider = widened(search_for(Learner(interests=("animals",)), TODAY, HOME, JOBS))
    assert (first.subject_areas, wider.subject_areas) == (("3.3",), ())


def test_a_search_for_everything_is_as_wide_as_it_gets():
    search = search_for(Learner(), TODAY, HOME, JOBS)
    assert list(widened(search)) == [search]
