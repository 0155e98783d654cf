"""What a provider says of its place and its courses: asked in full, kept as a proposal, never as a fact."""

import pytest

from bot.courses import Fact, Tri
from bot.facts import FACTS
from bot.reference.wording import sentences
from bot.store.catalogue_entries import FactAbout
from bot.web.provider.groups import GROUPS

from .conftest import COLLEGE, OTHER, SOURCE, courses_of

PLACE, COURSE = "/provider/place", "/provider/courses/c-0"


def said(state, value=None):
    return {"state": state, "value": value}


def test_every_fact_is_asked_once_and_has_a_name():
    asked = [name for names in GROUPS.values() for name in names]
    assert sorted(asked) == sorted(FACTS)
    assert {f"fact_{name}" for name in FACTS} <= set(sentences("provider"))
    assert {f"group_{name}" for name in GROUPS} <= set(sentences("provider"))


@pytest.mark.parametrize("page", [PLACE, COURSE])
def test_a_page_has_a_box_or_buttons_for_every_fact(college, page):
    assert set(FACTS) <= set(college.filled_in(page))


@pytest.mark.parametrize(
    ("page", "answers", "changes"),
    [
        (PLACE, {"bsl": "yes"}, {"bsl": (None, said("yes"))}),
        (PLACE, {"bsl": "no"}, {"bsl": (None, said("no"))}),
        (PLACE, {"bsl": "yes", "bsl_how": " In  lessons "}, {"bsl": (None, said("yes", "In lessons"))}),
        (PLACE, {"quiet_space": "no", "quiet_space_how": ""},
         {"quiet_space": (said("yes", "By the library"), said("no"))}),
        (PLACE, {"quiet_space": "unknown", "quiet_space_how": ""},
         {"quiet_space": (said("yes", "By the library"), said("unknown"))}),
        (PLACE, {"quiet_space_how": "In room 4"},
         {"quiet_space": (said("yes", "By the library"), said("yes", "In room 4"))}),
        (PLACE, {"group_size_typical": " 12 ", "group_size_max": "016"},
         {"group_size_typical": (None, said("yes", "12")), "group_size_max": (None, said("yes", "16"))}),
        (PLACE, {"start_time": "9.30am", "policy_url": "college.example/p"},
         {"start_time": (None, said("yes", "09:30")),
          "policy_url": (None, said("yes", "https://college.example/p"))}),
        (PLACE, {"behaviour_expectations_plain": "Be kind.\r\nBe on time."},
         {"behaviour_expectations_plain": (None, said("yes", "Be kind.\nBe on time."))}),
        (PLACE, {"roll_on": "yes", "entry_is_flexible": "yes", "ehcp_required": "no",
                 "named_contact_role": "SEND lead"},
         {"named_contact_role": (None, said("yes", "SEND lead")), "entry_is_flexible": (None, said("yes")),
          "roll_on": (None, said("yes")), "ehcp_required": (None, said("no"))}),
        (COURSE, {"quiet_space": "no"}, {"quiet_space": (None, said("no"))}),
        (COURSE, {"quiet_space": "unknown"}, {"quiet_space": (None, said("unknown"))}),
        (COURSE, {"group_size_max": "8"}, {"group_size_max": (None, said("yes", "8"))}),
    ],
)  # fmt: skip
def test_what_is_new_waits_with_what_was_known_before(college, waiting, page, answers, changes):
    assert college.sends(page, **answers).status_code == 302
    (proposal,) = waiting()
    assert {each.name: (each.before, each.after) for each in proposal.changes} == changes
    kind, subject = ("course", "c-0") if page == COURSE else ("provider", COLLEGE)
    assert (proposal.kind, proposal.subject_id) == (kind, subject)
    assert proposal.proposed_by == "Learning support manager"


def test_nothing_that_is_sent_is_known_before_somebody_says_yes(college, store):
    college.sends(PLACE, bsl="yes", quiet_space="no")
    with store.open() as s:
        known = s.catalogue.facts_of(s.catalogue.provider(COLLEGE))
    assert {name: fact.state for name, fact in known.items()} == {"quiet_space": Tri.YES}


@pytest.mark.parametrize("page", [PLACE, COURSE])
def test_a_form_that_is_sent_as_it_was_sends_nothing(college, waiting, page):
    answer = college.sends(page)
    assert (answer.status_code, waiting()) == (302, [])
    assert "We know all of this already" in college.get("/provider/overview").text


def test_where_a_value_came_from_is_shown_beside_it(college):
    text = college.get(PLACE).text
    assert "Now: Yes: By the library (Mill Lane prospectus, 22 November 2026)." in text
    assert "As the whole place (Yes: By the library)" in college.get(COURSE).text


def test_what_a_course_has_from_its_place_is_shown_where_it_is_left_empty(college, take_in):
    take_in(FactAbout("provider", COLLEGE, "group_size_typical", Fact(Tri.YES, "14", SOURCE)), feed="sizes")
    told = "Left empty, it is as at the whole place: 14."
    assert [told in college.get(page).text for page in (COURSE, PLACE)] == [True, False]


def test_a_course_can_go_back_to_being_as_the_whole_place(college, waiting, take_in):
    take_in(FactAbout("course", "c-0", "quiet_space", Fact(Tri.NO, None, SOURCE)), feed="support:course:c-0")
    assert college.filled_in(COURSE)["quiet_space"] == "no"
    college.sends(COURSE, quiet_space="same")
    (change,) = waiting()[0].changes
    assert (change.before, change.after) == (said("no"), None)


@pytest.mark.parametrize(
    ("name", "typed", "complaint"),
    [
        ("group_size_typical", "about 12", "must be a whole number"),
        ("group_size_typical", "-3", "must be a whole number"),
        ("hours_per_week", "lots", "must be a number"),
        ("start_time", "25:00", "must be a time"),
        ("policy_url", "javascript:alert(1)", "must be a web address"),
        ("age_min", "2", "must be an age"),
        ("staff_ratio_note", "x" * 501, "must be 500 characters or fewer"),
        ("bsl_how", "x" * 501, "use 500 characters or fewer"),
        ("bsl_how", "In lessons", "Choose yes or no as well"),
        ("bsl", "maybe", "choose one of the answers"),
        ("bsl", "same", "choose one of the answers"),
        ("you", "", "Enter your role"),
        ("you", "   ", "Enter your role"),
        ("you", "x" * 161, "must be 160 characters or fewer"),
    ],
)
def test_a_bad_answer_is_told_at_the_top_and_at_its_box_and_nothing_typed_is_lost(
    college, waiting, name, typed, complaint
):
    answer = college.sends(PLACE, **{"nearest_stop": "Mill Road & <b>Station</b>", name: typed})
    assert (answer.status_code, waiting()) == (422, [])
    assert answer.text.count(complaint) == 2
    anchor = name.removesuffix("_how") if "Choose" in complaint else name
    assert f'href="#{anchor}"' in answer.text
    assert f'id="{anchor}"' in answer.text
    assert "<title>Error: " in answer.text
    assert "Mill Road &amp; &lt;b&gt;Station&lt;/b&gt;" in answer.text
    if typed.strip() and name not in ("bsl",):
        assert typed in answer.text


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({"group_size_typical": "12", "group_size_max": "8"}, "The largest class cannot be smaller"),
        ({"age_min": "19", "age_max": "16"}, "The oldest age cannot be below"),
    ],
)
def test_answers_that_cannot_both_be_are_told(college, waiting, answers, complaint):
    answer = college.sends(PLACE, **answers)
    assert (answer.status_code, answer.text.count(complaint), waiting()) == (422, 2, [])


def test_what_waits_is_what_the_form_shows_and_what_is_sent_again_takes_its_place(college, waiting):
    college.sends(PLACE, bsl="yes", bsl_how="In lessons")
    assert college.filled_in(PLACE)["bsl_how"] == "In lessons"
    assert "waits for a yes" in college.get(PLACE).text
    college.sends(PLACE, mentor="no")
    (proposal,) = waiting()
    assert {change.name for change in proposal.changes} == {"bsl", "mentor"}
    college.sends(PLACE, bsl="unknown", bsl_how="", mentor="unknown")
    assert waiting() == []
    assert "What waited for a yes is taken back" in college.get("/provider/overview").text


def test_what_changed_after_the_page_was_opened_is_not_written_back(college, waiting, take_in):
    fields = college.filled_in(PLACE) | {"bsl": "yes"}
    newer = FactAbout("provider", COLLEGE, "quiet_space", Fact(Tri.NO, None, SOURCE))
    take_in(newer, feed="told")
    answer = college.client.post(PLACE, data=fields)
    assert (answer.status_code, waiting()) == (409, [])
    assert "What we know has changed since you opened this page" in answer.text
    again = answer.text.partition('name="seen" value="')[2].partition('"')[0]
    assert college.client.post(PLACE, data=fields | {"seen": again}).status_code == 302


def test_the_role_is_remembered_for_the_next_form(college):
    college.sends(PLACE, bsl="yes", you="SEND lead")
    assert college.filled_in(COURSE)["you"] == "SEND lead"


@pytest.mark.parametrize("course", ["w-0", "nothing", "x" * 3000, "c-0'--", "%00"])
def test_a_course_of_another_provider_is_not_found_and_not_changed(college, waiting, course):
    page = f"/provider/courses/{course}"
    assert college.get(page).status_code == 404
    answer = college.client.post(page, data={**college.filled_in(COURSE), "bsl": "yes"})
    assert (answer.status_code, waiting()) == (404, [])


def test_a_course_that_is_no_longer_listed_is_not_found(college, take_in):
    take_in(*courses_of("w", OTHER, ("Weaving",)))
    assert college.get(COURSE).status_code == 404


def test_what_is_typed_is_shown_and_never_run(college, store, waiting):
    bad = "<script>alert(1)</script>"
    college.sends(PLACE, behaviour_expectations_plain=bad, bsl="yes", bsl_how=bad, you=bad)
    assert waiting()[0].changes[0].after["value"] == bad
    for page in (PLACE, "/provider/sent"):
        text = college.get(page).text
        assert bad not in text
        assert "&lt;script&gt;" in text


def test_signs_that_no_page_can_show_are_left_out(college, waiting):
    college.sends(PLACE, staff_ratio_note="One\x00 tutor\u202e and\x1b one")
    assert waiting()[0].changes[0].after["value"] == "One tutor and one"


def test_all_boxes_full_can_be_sent_and_more_than_that_is_refused(college, waiting):
    full = {name: "é" * 500 for name in college.filled_in(PLACE) if name.endswith("_how")}
    chosen = {name.removesuffix("_how"): "yes" for name in full}
    assert college.sends(PLACE, **full, **chosen).status_code == 302
    assert len(waiting()[0].changes) == len(full)
    answer = college.sends(PLACE, staff_ratio_note="x" * 300_000)
    assert answer.status_code == 413
    assert "Nothing was saved" in answer.text


def test_too_many_at_once_are_refused(college, monkeypatch):
    from bot.web.provider import sending

    monkeypatch.setattr(sending, "SENDS", "2 per 10 minutes")
    answers = [college.sends(PLACE, group_size_max=str(size)).status_code for size in (9, 10, 11)]
    assert answers == [302, 302, 429]
