"""One plan at the desk: what is shown, what is not, and that every look is audited."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot import audit
from bot.answers import Answer
from bot.courses import Course, Event, Level, Source, Venue
from bot.plans import Choice, Comment, Option, Status, Step
from bot.questions import SECTIONS, SHARING_VALUES
from bot.reference.concerns import concern_names
from bot.reference.wording import sentences
from bot.store.catalogue_entries import Entry

from .conftest import MADE_UP

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}",
    "{% print(config) %}",
    "${jndi:ldap://x}",
    "%s%n",
    "</textarea><script>alert(1)</script>",
    "'; DROP TABLE plans; --",
]


def page_of(browser, plan):
    return browser.get(f"/desk/plans/{plan.reference}").text


@pytest.mark.parametrize(
    "words",
    [
        "Year 11",
        "Care for animals",
        "dogs and minecraft",
        "A quiet place",
        "somewhere quiet",
        "vet nurse",
        "Animal Care Level 1",
        "Willow College, 4 km away",
        "First choice",
        "near my nan",
        "How big are the classes?",
        "There is no back-up choice yet",
        "With you",
        "Sensitive",
        "From the learner",
        "The learner has not shared this part with you",
    ],
)
def test_a_shared_plan_is_shown_whole(signed_in, whole_plan, words):
    assert words in page_of(signed_in("adviser"), whole_plan)


@pytest.mark.parametrize("words", ["loud canteens", "Noise", "Some days are hard"])
def test_a_section_kept_back_is_not_on_the_page(signed_in, whole_plan, words):
    assert words not in page_of(signed_in("adviser"), whole_plan)


def test_with_the_choices_kept_back_no_course_is_on_the_page(signed_in, keep_plan):
    option = Option("c1", "Animal Care Level 1", "Willow College", Choice.FIRST)
    page = page_of(signed_in("adviser"), keep_plan(options=[option]))
    assert "Animal Care" not in page
    assert "Courses looked at" not in page


def test_a_question_is_only_asked_back_about_a_section_that_is_shared(signed_in, whole_plan):
    page = page_of(signed_in("adviser"), whole_plan)
    assert '<option value="interests">' in page
    assert '<option value="what_is_hard">' not in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_a_learner_types_is_shown_as_they_typed_it(signed_in, keep_plan, payload):
    plan = keep_plan(
        answers={"interests": Answer(("animals",), payload), "strength_example": Answer(payload, payload)},
        sharing={"about_me": "adviser", "choices": "adviser"},
        options=[Option("c1", payload, payload, Choice.REJECTED, payload, (payload,))],
    )
    page = page_of(signed_in("adviser"), plan)
    shown = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = shown.replace('"', "&#34;").replace("'", "&#39;")
    assert page.count(shown) == 6
    assert shown == payload or payload not in page


def test_the_tags_of_a_learners_words_are_in_no_part_of_the_page(signed_in, keep_plan, store):
    plan = keep_plan()
    with store.open() as s:
        event = audit.Event("adviser:1", "plan.asked_back", f"plan:{plan.reference}")
        comment = s.plans.add_comment(
            plan.reference, Comment(None, "question", None, "<i>Hi</i>", "<b>Sam</b>"), event
        )
        s.plans.reply(plan.reference, comment.id, "<script>alert(1)</script>", event)
    page = page_of(signed_in("adviser"), plan)
    assert [tag in page for tag in ("<i>Hi", "<b>Sam", "<script>alert")] == [False] * 3
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_no_page_has_script_or_style_in_it(signed_in, whole_plan, alert):
    browser = signed_in("both")
    for path in ("/desk", f"/desk/plans/{whole_plan.reference}", "/desk/alerts", "/desk/sign-in"):
        page = browser.get(path, follow_redirects=True).text
        assert "<script>" not in page
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page


def test_every_look_at_a_plan_is_audited(signed_in, whole_plan, people, trail):
    browser = signed_in("adviser")
    for _ in range(2):
        page_of(browser, whole_plan)
    views = [entry for entry in trail(f"plan:{whole_plan.reference}") if entry[1] == "plan.viewed"]
    assert views == [(people["adviser"].actor, "plan.viewed")] * 2


def test_a_visit_that_is_no_longer_in_the_catalogue_is_left_out(signed_in, keep_plan, store):
    plan = keep_plan(sharing={"choices": "adviser"})
    assert signed_in("adviser").get(f"/desk/plans/{plan.reference}").status_code == 200


@pytest.mark.parametrize(
    ("age", "gone", "words"),
    [
        (3, False, "Last seen "),
        (400, False, "It may have changed since "),
        (3, True, "It is no longer listed there."),
    ],
)
def test_a_course_says_where_it_stands_and_whether_to_check_it_first(
    signed_in, keep_plan, store, age, gone, words
):
    source = Source("Made-up list", audit.now().date() - timedelta(days=age))
    course = Course("c1", "ukprn:1", "Animal Care", "study_programme", Level.L1, source=source)
    for item in (course, replace(course, id="c2")) if gone else (course,):
        with store.open() as s:
            intake = s.catalogue.intake(MADE_UP)
            intake.save([Entry(item, "list")])
            intake.finish(dict)
    option = Option("c1", "Animal Care", "Willow College", Choice.FIRST)
    page = page_of(signed_in("adviser"), keep_plan(sharing={"choices": "adviser"}, options=[option]))
    assert "From Made-up list, " in page and words in page
    assert ("Check this first" in page) is (words != "Last seen ")


def test_a_visit_that_was_not_seen_for_long_is_to_be_checked_first(signed_in, keep_plan, store):
    source = Source("Made-up list", audit.now().date() - timedelta(days=400))
    starts = datetime.now() + timedelta(days=9)
    event = Event("e1", "ukprn:1", "tour", "A tour", starts, starts, Venue("Hall"), source=source)
    with store.open() as s:
        intake = s.catalogue.intake(MADE_UP)
        intake.save([Entry(event, "list")])
        intake.finish(dict)
    option = Option("c1", "Animal Care", "Willow College", Choice.FIRST, event_id="e1")
    page = page_of(signed_in("adviser"), keep_plan(sharing={"choices": "adviser"}, options=[option]))
    assert "A tour" in page and "Check this first" in page


@pytest.mark.parametrize(
    ("due", "shown"), [("2026-12-04", "by 4 December 2026"), ("after half term", "by after half term")]
)
def test_a_step_is_shown_with_its_owner_and_its_day(signed_in, keep_plan, store, due, shown):
    plan = keep_plan()
    with store.open() as s:
        with_step = replace(plan, steps=(Step("Visit the college", "Sam", due),))
        s.plans.save(with_step, audit.Event("adviser:1", "plan.step_added", f"plan:{plan.reference}"))
    page = page_of(signed_in("adviser"), plan)
    assert "Visit the college" in page
    assert f"Sam, {shown}" in page


@pytest.mark.parametrize(
    "code",
    [
        *(f"status_{status}" for status in Status),
        *(f"section_{section}" for section in SECTIONS),
        *(f"sharing_{value}" for value in SHARING_VALUES),
        *(f"choice_{choice}" for choice in Choice),
        *(f"by_{who}" for who in ("learner", "adviser", "family", "provider")),
        *(f"severity_{severity}" for severity in ("now", "soon", "watch")),
    ],
)
def test_the_desk_has_a_name_for_everything(code):
    assert sentences("desk")[code]


def test_every_kind_of_concern_has_a_name_for_the_lead():
    assert all(concern_names().values())
