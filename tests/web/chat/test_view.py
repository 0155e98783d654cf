"""What the chat page shows, worked out before the template."""

import pytest

from bot.conversations import How, Turn
from bot.web.chat import view

MANY = [{"value": str(at), "label": str(at)} for at in range(12)]


def asking(progress=None, **question):
    asked = {"name": "route", "kind": "some", "text": "What next?", "choices": MANY, "can_skip": True}
    return view.Asking({**asked, **question}, progress, can_type=True)


def test_seven_choices_are_seen_at_once_and_the_rest_on_demand():
    assert len(asking().first) == 7
    assert len(asking().more) == 5


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ({"kind": "one"}, "one"),
        ({"kind": "some"}, "some"),
        ({"kind": "words", "choices": []}, "none"),
        ({"name": "interests"}, "cards"),
        ({"name": "interests", "kind": "one"}, "one"),  # "Did you mean …?"
    ],
)
def test_each_kind_of_question_has_its_own_way_to_answer(question, kind):
    assert asking(**question).kind == kind


@pytest.mark.parametrize(
    ("question", "unsure"),
    [
        ({}, True),
        ({"name": "begin"}, False),
        ({"name": "sharing", "section": "about_me"}, False),
        ({"choices": [{"value": "not_sure_yet", "label": "I don't know yet"}]}, False),
    ],
)
def test_not_sure_is_offered_once_and_where_it_is_an_answer(question, unsure):
    assert asking(**question).can_be_unsure is unsure


def test_every_answer_that_was_asked_for_can_be_changed_but_the_one_that_is_open():
    names = ("begin", "year_group", "interests", "keep_plan", "year_group", "sharing", "route")
    past = [{"name": name, **({"section": "about_me"} if name == "sharing" else {})} for name in names]
    open_now = view.Asking({"name": "route", "choices": MANY}, None, can_type=True, past=past)
    assert list(open_now.to_change) == ["year_group", "interests", "sharing_about_me"]
    assert open_now.to_change["year_group"] == "My year"
    assert "route" in view.Asking(None, None, can_type=True, past=past).to_change


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (None, None),
        ({"done": 0, "of": 18}, "Question 1 of 18"),
        ({"done": 3, "of": 18}, "Question 4 of 18"),
        ({"done": 18, "of": 18}, "Question 18 of 18"),
    ],
)
def test_progress_is_said_in_words(progress, words):
    assert asking(progress).progress_words == words


def test_each_page_has_an_id_of_its_own():
    assert asking().page != asking().page


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0.3, "Less than a mile away"),
        (1.6, "About 1 mile away"),
        (4.2, "About 3 miles away"),
        (40, "About 25 miles away"),
    ],
)
def test_distances_are_in_miles(km, words):
    assert view.distance(km) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2026-12-05T10:00:00", "2026-12-05T12:30:00", "Saturday 5 December 2026, 10am to 12.30pm"),
        ("2027-01-14T17:30:00+00:00", "2027-01-14T19:00:00+00:00", "Thursday 14 January 2027, 5.30pm to 7pm"),
        ("2027-01-14T00:05:00", "2027-01-14T11:59:00", "Thursday 14 January 2027, 12.05am to 11.59am"),
    ],
)
def test_times_are_said_as_people_say_them(starts, ends, words):
    assert view.span(starts, ends) == words


def test_a_turn_is_announced_as_what_was_said_the_reply_and_the_choices():
    reply = {
        "messages": [{"kind": "say", "text": "Good."}],
        "question": {"text": "Which year?", "choices": MANY[:3]},
        "progress": None,
    }
    announced = view.announcement(Turn(reply, "1", "Yes", How.CHOSE))
    assert announced == "You chose: Yes. Onward said: Good. Which year? 3 choices: 0, 1, 2."


def test_a_code_without_words_is_shown_as_it_is():
    assert view.words_for("level", "L2") == "Level 2"
    assert view.words_for("level", "L9") == "L9"


def test_every_picture_is_drawn():
    from pathlib import Path

    import bot.web

    drawn = (Path(bot.web.__file__).parent / "static" / "chat" / "pictures.svg").read_text()
    assert all(f'<symbol id="{name}"' in drawn for name in view.PICTURES)
