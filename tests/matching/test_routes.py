import pytest

from bot.answers import Learner
from bot.courses import PROVIDER_KINDS, ROUTES
from bot.matching import routes
from bot.questions import BY_NAME

from .cases import context, course, said


@pytest.mark.parametrize(
    ("answer", "unsure"),
    [
        ((), True),
        (("not_sure_yet",), True),
        (("college", "not_sure_yet"), True),
        (("college",), False),
    ],
)
def test_who_is_unsure_is_shown_every_route(answer, unsure):
    learner = Learner(route=answer)
    assert routes.is_unsure(learner) is unsure
    assert (routes.wanted_routes(learner) == ()) is unsure


@pytest.mark.parametrize("wish", [way for way in BY_NAME["route"].values if way != "not_sure_yet"])
def test_every_wish_leads_to_routes_of_the_catalogue_and_kinds_of_place(wish):
    way = routes.WAYS[wish]
    assert way.routes
    assert way.routes <= set(ROUTES)
    assert way.kinds <= set(PROVIDER_KINDS)


@pytest.mark.parametrize(
    ("wish", "route", "kind", "reasons"),
    [
        ("college", "t_level", "fe_college", ["because route"]),
        ("college", "t_level", "school_sixth_form", ["does_not_fit route_other"]),
        ("school_or_sixth_form", "a_level", "school_sixth_form", ["because route"]),
        ("school_or_sixth_form", "a_level", "sixth_form_college", ["because route"]),
        ("school_or_sixth_form", "a_level", "fe_college", ["does_not_fit route_other"]),
        ("apprenticeship", "foundation_apprenticeship", "employer", ["because route"]),
        ("apprenticeship", "t_level", "fe_college", ["does_not_fit route_other"]),
        ("supported_internship", "supported_internship", "fe_college", ["because route"]),
        ("start_small", "reengagement", "training_provider", ["because route"]),
        ("job", "employment_with_training", "employer", ["because route"]),
        ("college", "unknown", "fe_college", ["ask route_unknown"]),
        ("not_sure_yet", "t_level", "fe_college", []),
    ],
)
def test_a_course_is_the_way_the_learner_wants_or_another_or_unknown(wish, route, kind, reasons):
    found = routes.route(Learner(route=(wish,)), course(route=route, kind=kind), context())
    assert said(found) == reasons


def test_another_way_is_named():
    (reason,) = routes.route(Learner(route=("job",)), course(route="t_level"), context())
    assert reason.values == {"kind": "t_level"}


@pytest.mark.parametrize(
    ("wish", "route", "reasons"),
    [
        ("job", "apprenticeship", ["fits job_and_learning"]),
        ("job", "t_level", []),
        ("apprenticeship", "apprenticeship", []),
    ],
)
def test_who_wants_a_job_hears_that_this_one_is_learning_too(wish, route, reasons):
    assert said(routes.learning_at_work(Learner(route=(wish,)), course(route=route), context())) == reasons


@pytest.mark.parametrize(
    ("how", "route", "areas", "reasons"),
    [
        ("doing", "apprenticeship", (), ["because learn.doing"]),
        ("doing", "t_level", (), ["because learn.doing"]),
        ("doing", "a_level", (), []),
        ("watching", "supported_internship", (), ["because learn.watching"]),
        ("small_steps", "foundation_learning", (), ["because learn.small_steps"]),
        ("computer", "study_programme", ("6.1",), ["because learn.computer"]),
        ("computer", "study_programme", ("3.3",), []),
        ("talking", "study_programme", ("6.1",), []),
    ],
)
def test_how_they_learn_speaks_for_routes_that_are_known_to_work_like_that(how, route, areas, reasons):
    candidate = course(route=route, subject_areas=areas)
    assert said(routes.how_they_learn(Learner(how_i_learn=(how,)), candidate, context())) == reasons
