"""What holds for every learner and every course, whatever the rules weigh."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot import audit
from bot.answers import Learner
from bot.courses import (
    EVENT_TYPES,
    PROVIDER_KINDS,
    ROUTES,
    SUPPORT_FEATURES,
    Candidate,
    Course,
    Event,
    Fact,
    Level,
    Offer,
    Provider,
    Tri,
    Venue,
)
from bot.matching import REFUSALS, Bearing, as_dict, find, judge, ranking
from bot.questions import QUESTIONS, Kind
from bot.store.catalogue_entries import Entry, FactAbout

from .cases import AREAS, HOME, JOBS, SOURCE, TODAY, at

FULL = settings(max_examples=100, deadline=None)
IN_A_STORE = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SUBJECTS = ("3.3", "6.1", "9.2", "7.4", "5.2", "14.1", "6")
VALUED = ("group_size_typical", "behaviour_expectations_plain", "named_contact_role", "days_per_week")
FAR_DAYS = 700


# --- learners and courses of all kinds -----------------------------------------------------


def _answer(question):
    if question.kind is Kind.ONE:
        return some.none() | some.sampled_from(question.values)
    if question.kind is Kind.SOME:
        return some.lists(some.sampled_from(question.values), max_size=4, unique=True).map(tuple)
    if question.name == "dream_job":
        return some.none() | some.sampled_from([*AREAS, "not a vet", "a chef or a game designer", "rich"])
    return some.none()


LEARNERS = some.fixed_dictionaries({
    question.name: _answer(question) for question in QUESTIONS if question.name != "sharing"
}).map(lambda values: Learner(**values))
STATES = some.sampled_from([Fact(state) for state in Tri])
FACTS = some.fixed_dictionaries({}, optional={
    **dict.fromkeys([*SUPPORT_FEATURES, "entry_is_flexible", "interview_only"], STATES),
    **{name: some.sampled_from([Fact(Tri.YES, text) for text in ("4", "30", "see the site")])
       for name in VALUED},
})  # fmt: skip
DAYS = some.none() | some.integers(-FAR_DAYS, FAR_DAYS).map(lambda days: TODAY + timedelta(days=days))
KM = some.sampled_from([0.1, 1, 2, 4, 6, 9, 14, 20, 30, 45, 70, 120]) | some.floats(0, 150)
KM_IF_KNOWN = some.none() | KM
AGES = some.none() | some.integers(14, 30)


@some.composite
def visits(draw, provider="p"):
    day = TODAY + timedelta(days=draw(some.integers(-20, 20)))
    starts = datetime.combine(day, time(draw(some.integers(0, 23))))
    return Event(
        draw(some.uuids().map(str)), provider, draw(some.sampled_from(EVENT_TYPES)), "Visit",
        starts=starts, ends=starts + timedelta(hours=2), venue=Venue("Hall"), source=SOURCE,
        book_by=draw(some.none() | some.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=9))),
        cancelled=draw(some.booleans()),
    )  # fmt: skip


@some.composite
def candidates(draw, key="c", provider="p", kilometres=KM_IF_KNOWN):
    km = draw(kilometres)
    return Candidate(
        Course(
            key, provider, draw(some.sampled_from(["Animal care", "Games", "Steps to work"])),
            draw(some.sampled_from(ROUTES)), draw(some.sampled_from(list(Level))),
            draw(some.lists(some.sampled_from(SUBJECTS), max_size=2, unique=True).map(tuple)),
            age_min=draw(AGES), age_max=draw(AGES), ehcp_required=draw(some.sampled_from(list(Tri))),
            source=SOURCE,
        ),
        Provider(provider, f"Place {provider}", draw(some.sampled_from(PROVIDER_KINDS)), source=SOURCE),
        Offer(
            f"{key}-o", key, Venue("Hall", point=None if km is None else at(km)), draw(DAYS),
            draw(some.booleans()), source=SOURCE, repeats_yearly=draw(some.booleans()),
        ),
        draw(FACTS), tuple(draw(some.lists(visits(provider), max_size=3))),
    )  # fmt: skip


@some.composite
def shelves(draw, most=6):
    """Some courses, each of one of three places."""
    count = draw(some.integers(1, most))
    return [draw(candidates(f"c{number}", f"p{number % 3}")) for number in range(count)]


REFUSED = some.none() | some.tuples(candidates("no", "p0"), some.sampled_from(REFUSALS))


def ranked(learner, held, refused=None):
    return ranking.rank(learner, held, TODAY, HOME, JOBS, [refused] if refused else [])


def ids(matches):
    return [match.candidate.course.id for match in matches]


# --- the order -----------------------------------------------------------------------------


@FULL
@given(LEARNERS, shelves(), candidates("other", "p9"), REFUSED)
def test_another_course_never_changes_the_order_of_the_others(learner, held, other, refused):
    with_it = ids(ranked(learner, [*held, other], refused))
    assert [course for course in with_it if course != "other"] == ids(ranked(learner, held, refused))


@FULL
@given(LEARNERS, candidates("twin", kilometres=KM), KM, REFUSED)
def test_a_closer_twin_never_ranks_below_a_farther_one(learner, twin, km, refused):
    offer = replace(twin.offer, id="other-o", course_id="other", venue=Venue("Hall", point=at(km)))
    other = replace(twin, course=replace(twin.course, id="other"), offer=offer)
    kilometres = [match.distance_km for match in ranked(learner, [twin, other], refused)]
    assert kilometres == sorted(kilometres)


# --- what is shown -------------------------------------------------------------------------


def assert_nothing_is_past(match):
    assert match.starts is None or match.starts >= TODAY
    visit = match.next_event
    assert visit is None or (visit.starts.date() >= TODAY and not visit.cancelled)
    assert visit is None or visit.book_by is None or visit.book_by >= TODAY
    shown = as_dict(match, lambda reason: reason.code)
    assert shown["starts"] is None or shown["starts"] >= TODAY.isoformat()
    assert shown["next_event"] is None or shown["next_event"]["starts"] >= TODAY.isoformat()
    for reason in match.reasons:
        if reason.family.startswith("start") and reason.code != "start_past" and "year" in reason.values:
            assert (int(reason.values["year"]), int(reason.values["month"])) >= (TODAY.year, TODAY.month)


@FULL
@given(LEARNERS, shelves())
def test_no_past_visit_and_no_past_start_is_ever_shown(learner, held):
    for match in ranked(learner, held):
        assert_nothing_is_past(match)


@FULL
@given(LEARNERS, shelves(most=3))
def test_a_reason_to_show_a_course_always_names_something_the_learner_said(learner, held):
    said = {*learner.interests, *learner.strengths, *learner.route, *learner.how_i_learn}
    dreamed = {job for job in AREAS if job in (learner.dream_job or "")}
    for match in ranked(learner, held):
        for reason in match.reasons_for(Bearing.BECAUSE):
            assert {*reason.values.values(), reason.code.partition(".")[2]} & (said | dreamed), reason


# --- what nobody has said ------------------------------------------------------------------


def points(learner, candidate):
    return judge(learner, candidate, TODAY, HOME, JOBS).points


def against(learner, candidate):
    """What speaks against a course, as it counts."""
    match = judge(learner, candidate, TODAY, HOME, JOBS)
    return ranking.points(match.reasons_for(Bearing.DOES_NOT_FIT))


@FULL
@given(LEARNERS, candidates(), some.sampled_from(SUPPORT_FEATURES))
def test_a_support_that_nobody_has_published_never_lowers_the_points(learner, candidate, feature):
    silent = {name: known for name, known in candidate.facts.items() if name != feature}
    told = {
        state: points(learner, replace(candidate, facts={**silent, feature: Fact(state)})) for state in Tri
    }
    nothing = points(learner, replace(candidate, facts=silent))
    assert nothing == told[Tri.UNKNOWN] >= told[Tri.NO]
    # Whoever does not say that they have it may not come before those who say so.
    assert told[Tri.YES] >= nothing


@FULL
@given(LEARNERS, candidates())
def test_a_place_of_which_nothing_is_known_has_nothing_against_it(learner, candidate):
    bare = replace(
        candidate, facts={}, events=(),
        course=replace(candidate.course, route="unknown", level=Level.UNKNOWN, subject_areas=(),
                       age_min=None, age_max=None, ehcp_required=Tri.NO),
        offer=replace(candidate.offer, venue=Venue("Hall"), starts=None, roll_on=False),
    )  # fmt: skip
    assert against(learner, bare) == 0
    assert points(learner, bare) >= 0


BLANKS = {
    "facts": lambda known: replace(known, facts={}),
    "level": lambda known: replace(known, course=replace(known.course, level=Level.UNKNOWN)),
    "route": lambda known: replace(known, course=replace(known.course, route="unknown")),
    "subject": lambda known: replace(known, course=replace(known.course, subject_areas=())),
    "ages": lambda known: replace(known, course=replace(known.course, age_min=None, age_max=None)),
    "place": lambda known: replace(known, offer=replace(known.offer, venue=Venue("Hall"))),
    "start": lambda known: replace(known, offer=replace(known.offer, starts=None)),
    "visits": lambda known: replace(known, events=()),
}


@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS.keys())
@FULL
@given(learner=LEARNERS, candidate=candidates())
def test_what_nobody_has_said_is_never_held_against_a_course(blank, learner, candidate):
    assert against(learner, blank(candidate)) >= against(learner, candidate)


# --- through a database --------------------------------------------------------------------


def keep(store, held):
    """Have the catalogue hold these courses and no others."""
    items = [item for each in held for item in (each.course, each.offer, *each.events)]
    items += {each.provider.id: each.provider for each in held}.values()
    items += [
        FactAbout("offer", each.offer.id, name, replace(known, source=SOURCE))
        for each in held for name, known in each.facts.items()
    ]  # fmt: skip
    with store.open() as s:
        intake = s.catalogue.intake(audit.Event(audit.SYSTEM, "catalogue.imported", "catalogue:test"))
        intake.save([Entry(item, "test") for item in items])
        intake.finish(lambda: {"Wrenbury": HOME})


def found(store, learner):
    with store.open() as s:
        return find(learner, s.catalogue, TODAY, JOBS)


def is_past(offer):
    has_started = offer.starts is not None and offer.starts < TODAY
    return has_started and not offer.roll_on and not offer.repeats_yearly


@IN_A_STORE
@given(LEARNERS, shelves())
def test_a_small_catalogue_shows_all_that_is_not_past(store, learner, held):
    keep(store, held)
    shown = found(store, replace(learner, home_area="Wrenbury"))
    assert sorted(ids(shown)) == [each.course.id for each in held if not is_past(each.offer)]
    for match in shown:
        assert_nothing_is_past(match)


@IN_A_STORE
@given(LEARNERS, shelves(), candidates("other", "p9"))
def test_another_course_in_a_small_catalogue_hides_none_of_the_others(store, learner, held, other):
    keep(store, held)
    alone = {match.candidate.course.id: match.points for match in found(store, learner)}
    keep(store, [*held, other])
    beside = {match.candidate.course.id: match.points for match in found(store, learner)}
    assert alone.items() <= beside.items()
