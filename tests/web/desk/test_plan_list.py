"""The adviser's list: which plans, in which order, and why."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import audit
from bot.answers import Answer
from bot.plans import Comment, ExitPlan, Status
from bot.questions import SECTIONS
from bot.reference.wording import sentences
from bot.web.desk.attention import RULES, attention
from bot.web.desk.plan_list import rows

ALL = frozenset(SECTIONS)
NOW = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)


def ago(**by):
    return NOW - timedelta(**by)


def plan(status=Status.DRAFT, comments=(), started=None, changed=None, reference="r", hidden=frozenset()):
    return ExitPlan(
        reference,
        "river",
        status,
        hidden=hidden,
        comments=tuple(comments),
        created_at=started or NOW,
        updated_at=changed or NOW,
    )


def asked(at, replied_at=None):
    return Comment(
        1,
        "question",
        None,
        "Which one?",
        "Sam",
        at,
        reply="This" if replied_at else None,
        replied_at=replied_at,
    )


def wrote(at):
    return Comment(2, "comment", None, "Good start", "Sam", at)


@pytest.mark.parametrize(
    ("case", "code", "since"),
    [
        (plan(comments=[asked(ago(days=9), replied_at=ago(days=1))]), "reply_came", ago(days=1)),
        (plan(comments=[asked(ago(days=9), ago(days=2)), wrote(ago(days=1))]), "has_gaps", NOW),
        (plan(Status.WITH_ADVISER, changed=ago(days=3)), "with_adviser", ago(days=3)),
        (plan(comments=[asked(ago(days=7))]), "no_reply", ago(days=7)),
        (plan(comments=[asked(ago(days=6))]), "has_gaps", NOW),
        (plan(comments=[wrote(ago(days=1))], started=ago(days=28)), "long_draft", ago(days=28)),
        (plan(comments=[wrote(ago(days=1))], started=ago(days=27)), "has_gaps", NOW),
        (plan(started=ago(days=2)), "nobody_wrote", ago(days=2)),
        (plan(Status.AGREED), "has_gaps", NOW),
        (plan(Status.AGREED, [asked(ago(days=6))], hidden=ALL), "asked", ago(days=6)),
        (plan(Status.AGREED, hidden=ALL), "nothing", NOW),
    ],
)
def test_the_most_pressing_reason_is_the_one_given(case, code, since):
    found = attention(case, NOW)
    assert (found.code, found.since) == (code, since)


@pytest.mark.parametrize("code", [code for code, _ in RULES])
def test_every_reason_has_its_sentence(code):
    assert sentences("desk")[f"attention_{code}"]


def test_what_needs_attention_comes_first_and_of_two_alike_the_longest_unchanged():
    listed = rows(
        [
            plan(reference="new"),
            plan(Status.WITH_ADVISER, changed=ago(days=1), reference="waiting"),
            plan(Status.WITH_ADVISER, changed=ago(days=5), reference="waiting longer"),
            plan(comments=[asked(ago(days=2), ago(days=1))], reference="replied"),
        ],
        NOW,
    )
    assert [row.reference for row in listed] == ["replied", "waiting longer", "waiting", "new"]


def test_the_list_shows_plans_of_this_setting_that_are_shared_and_no_others(signed_in, keep_plan):
    shared = keep_plan()
    kept_back = keep_plan(sharing={"about_me": "only_me"})
    elsewhere = keep_plan(setting="hill")
    page = signed_in("adviser").get("/desk").text
    assert [plan.reference in page for plan in (shared, kept_back, elsewhere)] == [True, False, False]


def test_the_year_group_is_shown_only_where_it_is_shared(signed_in, keep_plan):
    answers = {"year_group": Answer("year_10"), "what_helps": Answer(("breaks",))}
    keep_plan(answers, sharing={"what_helps": "adviser"})
    browser = signed_in("adviser")
    assert "Year 10" not in browser.get("/desk").text
    keep_plan(answers, sharing={"about_me": "adviser"})
    assert "Year 10" in browser.get("/desk").text


def test_each_plan_is_shown_with_its_gaps_its_age_and_what_it_waits_for(
    clock, signed_in, keep_plan, people, store
):
    kept = keep_plan(sharing={"about_me": "adviser", "choices": "adviser"})
    with store.open() as s:
        s.plans.add_comment(
            kept.reference,
            Comment(None, "question", None, "Which?", "Sam"),
            audit.Event("adviser:1", "plan.asked_back", f"plan:{kept.reference}"),
        )
    clock.move(days=3, minutes=1)
    page = signed_in("adviser").get("/desk").text
    for words in (
        "Asked back, waiting",
        "Age of draft: 3 days",
        "things missing. First: A full plan has three places",
    ):
        assert words in page


def test_looking_at_the_list_is_audited(signed_in, people, trail):
    signed_in("adviser").get("/desk")
    assert (people["adviser"].actor, "plans.listed") in trail("setting:river")


def test_who_asked_to_talk_is_shown_in_their_own_setting_only(signed_in, store):
    with store.open() as s:
        s.alerts.ask_to_talk("river", "c1", audit.Event("learner", "talk.asked", "conversation:c1"))
    assert "Somebody asked to talk to a person" in signed_in("adviser").get("/desk").text
    assert "Somebody asked to talk to a person" not in signed_in("elsewhere").get("/desk").text


def test_who_asked_to_talk_is_linked_to_their_plan_only_where_they_share_it(signed_in, store, keep_plan):
    shared, kept_back = keep_plan(), keep_plan(sharing={"about_me": "only_me"})
    with store.open() as s:
        for plan in (shared, kept_back):
            s.alerts.ask_to_talk(
                "river",
                f"conversation-{plan.reference}",
                audit.Event("learner", "talk.asked", "conversation:c"),
            )
    page = signed_in("adviser").get("/desk").text
    assert page.count(shared.reference) == 2
    assert kept_back.reference not in page
    assert "by a learner who shares no plan with you" in page


def test_an_empty_list_says_why(signed_in):
    assert "No learner shares a plan with you yet" in signed_in("adviser").get("/desk").text


def test_a_request_to_talk_is_on_the_list_until_somebody_saw_to_it(store, signed_in, trail):
    with store.open() as s:
        request = s.alerts.ask_to_talk("river", "c1", audit.Event("learner", "talk.asked", "conversation:c1"))
    path = f"/desk/requests/{request}/seen-to"
    assert signed_in("elsewhere").post(path, "/desk").status_code == 404
    reader = signed_in("adviser")
    assert reader.post(path, "/desk").status_code == 302
    assert "Somebody asked to talk to a person" not in reader.get("/desk").text
    assert [action for _, action in trail(f"talk_request:{request}")][-1] == "talk.answered"
