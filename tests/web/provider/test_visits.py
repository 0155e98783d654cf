"""Visits through a provider's own form: added, changed, cancelled, each waiting for a yes."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.courses import EVENT_TYPES, Venue
from bot.reference.wording import sentences

from .conftest import COLLEGE, VISIT

NEW, KNOWN = "/provider/visits/new", "/provider/visits/ev-1"
FILLED = {
    "type": "taster", "title": "A quiet hour", "day": "5 January 2027", "starts_at": "5.30pm",
    "ends_at": "18:30", "venue_name": "Workshop", "town": "Exampleton", "postcode": "ox141gg",
    "booking_url": "college.example/book", "book_by": "03/01/2027", "audience": "Year 11",
    "bring_someone": "yes", "quiet_session": "yes", "step_free": "no", "group_size": "6",
    "contact": "Admissions, 01632 960000",
}  # fmt: skip
KEPT = {
    "type": "taster", "title": "A quiet hour", "starts": "2027-01-05T17:30:00", "ends": "2027-01-05T18:30:00",
    "venue_name": "Workshop", "town": "Exampleton", "postcode": "OX14 1GG", "online_url": None,
    "booking_url": "https://college.example/book", "book_by": "2027-01-03", "audience": "Year 11",
    "bring_someone": "yes", "quiet_session": "yes", "step_free": "no", "group_size": "6",
    "contact": "Admissions, 01632 960000", "cancelled": "no",
}  # fmt: skip


def test_every_type_of_visit_has_a_name():
    assert {f"type_{each}" for each in EVENT_TYPES} <= set(sentences("provider"))


def test_a_new_visit_waits_in_full_and_can_be_changed_while_it_does(college, waiting):
    assert college.sends(NEW, **FILLED).status_code == 302
    (proposal,) = waiting()
    (change,) = proposal.changes
    assert (proposal.kind, change.before, change.after) == ("event", None, KEPT)
    page = f"/provider/visits/{proposal.subject_id}"
    assert f'href="{page}"' in college.get("/provider/overview").text
    college.sends(page, title="A quieter hour")
    (proposal,) = waiting()
    assert proposal.changes[0].after == {**KEPT, "title": "A quieter hour"}


@pytest.mark.parametrize(
    ("answers", "changed"),
    [
        ({"cancelled": "yes"}, {"cancelled": "yes"}),
        ({"quiet_session": "yes", "group_size": "8"}, {"quiet_session": "yes", "group_size": "8"}),
        ({"day": "2026-12-06"}, {"starts": "2026-12-06T10:00:00", "ends": "2026-12-06T14:00:00"}),
        ({"last_day": "6 December 2026"}, {"ends": "2026-12-06T14:00:00"}),
        ({"venue_name": "", "town": "", "postcode": "", "online_url": "https://meet.example/a"},
         {"venue_name": "Online", "town": None, "postcode": None, "online_url": "https://meet.example/a"}),
        ({"venue_name": ""}, {"venue_name": "Exampleton"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_a_visit_is_changed_or_cancelled_and_all_else_stays(college, waiting, answers, changed):
    assert college.sends(KNOWN, **answers).status_code == 302
    pairs = [(proposal.changes[0].before, proposal.changes[0].after) for proposal in waiting()]
    found = [{key: after[key] for key in after if before[key] != after[key]} for before, after in pairs]
    assert found == ([changed] if changed else [])


def test_a_visit_of_several_days_stays_one(college, waiting, take_in):
    take_in(replace(VISIT, ends=datetime(2026, 12, 7, 14)), feed="told")
    college.sends(KNOWN, quiet_session="yes")
    assert waiting()[0].changes[0].after["ends"] == "2026-12-07T14:00:00"


@pytest.mark.parametrize(
    ("name", "typed", "complaint"),
    [
        ("title", "", "Fill in “Its name”"),
        ("title", "x" * 256, "must be 255 characters or fewer"),
        ("type", "party", "choose one of the answers"),
        ("day", "", "Fill in “Date”"),
        ("day", "31 February 2027", "must be a date"),
        ("day", "21 November 2026", "cannot be in the past"),
        ("starts_at", "half five", "must be a time"),
        ("ends_at", "5pm", "must end after it starts"),
        ("last_day", "4 January 2027", "must end after it starts"),
        ("postcode", "OX1", "must be a full UK postcode"),
        ("online_url", "javascript:alert(1)", "must be a web address"),
        ("booking_url", "not an address", "must be a web address"),
        ("book_by", "6 January 2027", "cannot be after the visit"),
        ("group_size", "some", "must be a whole number"),
        ("quiet_session", "perhaps", "choose one of the answers"),
        ("cancelled", "perhaps", "choose one of the answers"),
        ("you", "", "Enter your role"),
    ],
)
def test_a_bad_answer_is_told_and_nothing_typed_is_lost(college, waiting, name, typed, complaint):
    answer = college.sends(NEW, **{**FILLED, "contact": "<i>Gate</i>", name: typed})
    assert (answer.status_code, waiting()) == (422, [])
    # A new visit is not asked whether it is cancelled: what is wrong there stands at the top only.
    assert answer.text.count(complaint) == (1 if name == "cancelled" else 2)
    assert "&lt;i&gt;Gate&lt;/i&gt;" in answer.text
    assert "5 January 2027" in answer.text or name == "day"


def test_a_visit_needs_a_place_or_a_link(college, waiting):
    answer = college.sends(NEW, **{**FILLED, "venue_name": "", "town": "", "postcode": ""})
    assert (answer.status_code, waiting()) == (422, [])
    assert "Fill in the place, or the link of an online visit" in answer.text


def test_a_visit_that_has_begun_can_still_be_cancelled(anybody, new_link, waiting, clock):
    clock.move(days=13)
    anybody.enters(new_link().token)
    assert anybody.sends(KNOWN, cancelled="yes").status_code == 302
    assert waiting()[0].changes[0].after["cancelled"] == "yes"


@pytest.mark.parametrize("visit", ["ev-w", "nothing", "x" * 3000])
def test_a_visit_of_another_provider_is_not_found_and_not_changed(college, waiting, visit):
    page = f"/provider/visits/{visit}"
    assert college.get(page).status_code == 404
    answer = college.client.post(page, data={**college.filled_in(KNOWN), "cancelled": "yes"})
    assert (answer.status_code, waiting()) == (404, [])


def test_what_changed_after_the_page_was_opened_is_not_written_back(college, waiting, take_in):
    fields = college.filled_in(KNOWN) | {"quiet_session": "yes"}
    take_in(replace(VISIT, venue=Venue("New building")), feed="told")
    answer = college.client.post(KNOWN, data=fields)
    assert (answer.status_code, waiting()) == (409, [])
    assert "What we know has changed" in answer.text


# --- the first page, and what was sent ----------------------------------------------------


def test_the_first_page_lists_its_own_courses_and_visits_and_nobody_elses(college):
    text = college.get("/provider/overview").text
    for words in ("Bricklaying", "Animal care", "Winter open day", "22 December 2026"):
        assert words in text
    assert "Weaving" not in text
    assert "Weir day" not in text


@pytest.mark.parametrize(
    ("words", "titles"),
    [("brick", ["Bricklaying"]), ("CARE", ["Animal care"]), ("%", []), ("_", []), ("<b>", []), ("", [
        "Animal care", "Bricklaying"])],
)  # fmt: skip
def test_courses_are_found_by_words_of_their_titles(college, words, titles):
    text = college.get("/provider/overview", query_string={"course": words}).text
    assert [title for title in ("Animal care", "Bricklaying") if f">{title}</a>" in text] == titles
    assert "<b>" not in text


def test_what_was_sent_is_listed_with_what_became_of_it_and_can_be_taken_back(college, waiting):
    college.sends(KNOWN, cancelled="yes")
    text = college.get("/provider/sent").text
    assert "Visit: Winter open day" in text
    assert "Waiting for a yes" in text
    (proposal,) = waiting()
    path = f"/provider/sent/{proposal.id}/take-back"
    for said in ("It is taken back", "It was decided in the meantime"):
        assert college.post(path, "/provider/sent").status_code == 302
        assert said in college.get("/provider/sent").text
    assert waiting() == []


def test_nobody_takes_back_what_another_provider_sent(college, anybody, new_link, waiting):
    college.sends(KNOWN, cancelled="yes")
    anybody.enters(new_link("ukprn:10000056").token)
    (proposal,) = waiting()
    answer = anybody.post(f"/provider/sent/{proposal.id}/take-back", "/provider/overview")
    assert (answer.status_code, len(waiting())) == (404, 1)
    assert "Winter open day" not in anybody.get("/provider/sent").text
    assert proposal.provider_id == COLLEGE
