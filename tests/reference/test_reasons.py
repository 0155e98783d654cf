import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

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
    Point,
    Provider,
    Source,
    Tri,
    Venue,
)
from bot.matching import Bearing, Reason, as_dict, judge
from bot.matching.ranking import CAPS, WEIGHTS
from bot.questions import BY_NAME, QUESTIONS, Kind
from bot.reference.jobs import jobs
from bot.reference.reasons import say_reason
from bot.reference.wording import sentences

TODAY = date(2026, 11, 23)
HOME = Point(51.5, -1.0)
FREE_VALUES = {"rules", "who", "value", "size", "km", "minutes", "age", "year", "job"}
WORDS = sentences("reasons")
SENTENCES = {code: text for code, text in WORDS.items() if text.rstrip()[-1] in ".?!"}


def _answer(question):
    if question.kind is Kind.ONE:
        return some.none() | some.sampled_from(question.values)
    if question.kind is Kind.SOME:
        return some.lists(some.sampled_from(question.values), max_size=4, unique=True).map(tuple)
    return some.none() | some.sampled_from(["a vet", "chef or gamer", "nothing"])


LEARNERS = some.fixed_dictionaries(
    {question.name: _answer(question) for question in QUESTIONS if question.name != "sharing"}
).map(lambda values: Learner(**values))
VALUED = ("group_size_typical", "behaviour_expectations_plain", "named_contact_role", "days_per_week")
STATES = some.sampled_from([Fact(state) for state in Tri])
FACTS = some.fixed_dictionaries(
    dict.fromkeys([*SUPPORT_FEATURES, "entry_is_flexible", "interview_only"], STATES),
    optional={
        name: some.sampled_from(["4", "12", "30", "see the site"]).map(lambda text: Fact(Tri.YES, text))
        for name in VALUED
    },
)
DATES = some.none() | some.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=900))
VENUES = (some.none() | some.floats(0, 3)).map(
    lambda north: Venue("Hall", "", "", None if north is None else Point(51.5 + north, -1.0))
)


@some.composite
def candidates(draw):
    ages = some.none() | some.integers(14, 30)
    moment = datetime(2026, 12, 2, 10)
    visit = Event(
        "e", "p", draw(some.sampled_from(EVENT_TYPES)), "Visit",
        starts=moment, ends=moment, venue=Venue("Hall"),
    )
    return Candidate(
        Course(
            "c", "p", "Course", draw(some.sampled_from(ROUTES)), draw(some.sampled_from(list(Level))),
            draw(some.sampled_from([(), ("3.3",), ("6.1", "9.2"), ("14.1",), ("7",)])),
            age_min=draw(ages), age_max=draw(ages), ehcp_required=draw(some.sampled_from(list(Tri))),
            source=draw(some.none() | some.builds(Source, some.just("s"), DATES.filter(bool))),
        ),
        Provider("p", "Place", draw(some.sampled_from(PROVIDER_KINDS))),
        Offer("o", "c", draw(VENUES), draw(DATES), draw(some.booleans())),
        draw(FACTS), draw(some.sampled_from([(), (visit,)])),
    )


@settings(max_examples=300, deadline=None)
@given(LEARNERS, candidates())
def test_every_reason_that_the_rules_give_has_words(learner, candidate):
    match = judge(learner, candidate, TODAY, HOME, jobs())
    for reason in match.reasons:
        assert "{" not in say_reason(reason)
        coded = {name: value for name, value in reason.values.items() if name not in FREE_VALUES}
        assert all(f"{name}.{value}" in WORDS for name, value in coded.items()), reason
    assert as_dict(match, say_reason)["title"] == "Course"


@settings(max_examples=300, deadline=None)
@given(LEARNERS, candidates())
def test_a_reason_to_show_a_course_is_something_the_learner_said(learner, candidate):
    told = {*learner.interests, *learner.strengths, *learner.route, *learner.how_i_learn}
    for reason in judge(learner, candidate, TODAY, HOME, jobs()).reasons_for(Bearing.BECAUSE):
        named = {*reason.values.values(), reason.code.removeprefix("learn.")}
        assert named & told or named & set(jobs().areas)


@pytest.mark.parametrize("feature", SUPPORT_FEATURES)
@pytest.mark.parametrize("family", ["has", "lacks", "ask"])
def test_every_support_feature_can_be_there_or_missing_or_asked_for(family, feature):
    assert f"{family}.{feature}" in SENTENCES


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        ("kind", set(ROUTES) - {"unknown"}),
        ("level", set(map(str, Level)) - {"unknown"}),
        ("event", set(EVENT_TYPES)),
        ("interest", set(BY_NAME["interests"].values)),
        ("route", set(BY_NAME["route"].values) - {"not_sure_yet"}),
        ("way", set(BY_NAME["travel"].values) - {"need_help"}),
        ("month", set(map(str, range(1, 13)))),
    ],
)
def test_every_code_inside_a_sentence_is_spelled_out(family, codes):
    assert {f"{family}.{code}" for code in codes} <= set(WORDS)


@pytest.mark.parametrize("code", sorted({*WEIGHTS, *CAPS} - {"has", "lacks", "learn", "refused"}))
def test_every_reason_that_counts_is_one_that_can_be_said(code):
    assert code in SENTENCES


@pytest.mark.parametrize(("code", "text"), sorted(WORDS.items()))
def test_every_sentence_is_short_and_plain(code, text):
    assert ";" not in text
    for sentence in re.split(r"(?<=[.?!:])\s", text):
        assert len(sentence.split()) <= 15


@pytest.mark.parametrize("code", sorted(code for code in SENTENCES if code.startswith("ask.")))
def test_a_question_to_ask_is_a_question(code):
    assert SENTENCES[code].endswith("?")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Bearing.BECAUSE, "interest", {"interest": "computers_and_games"}),
         "Because you said you like computers and games."),
        (Reason(Bearing.FITS, "has.quiet_space"), "They have a quiet place."),
        (Reason(Bearing.DOES_NOT_FIT, "travel_too_long",
                {"km": "12", "minutes": "50", "way": "public_transport_alone"}),
         "The trip may be about 50 minutes by bus or train."),
        (Reason(Bearing.ASK, "ask.small_groups"), "How big are the groups?"),
        (Reason(Bearing.FITS, "rules", {"rules": "Be {kind}"}), "What they expect: Be {kind}"),
    ],
)
def test_a_reason_is_said_in_plain_words(reason, words):
    assert say_reason(reason) == words


def test_a_reason_without_words_is_a_fault():
    with pytest.raises(KeyError):
        say_reason(Reason(Bearing.FITS, "no_such_code"))
