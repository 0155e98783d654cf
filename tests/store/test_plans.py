"""The room of exit plans: kept whole, changed under a version check, read by those who may."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot import audit, plans
from bot.answers import Answer
from bot.people import Adviser, NotAllowed, Role
from bot.plans import Choice, Comment, Option, StalePlan, Status, Step
from bot.questions import QUESTIONS, SECTIONS
from bot.store.tables.plans import PlanVersionRow

NOON = datetime(2025, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
SAM = Adviser(1, "sam@desk.example", "Sam Reed", "river", frozenset({Role.ADVISER}))
ELSEWHERE = replace(SAM, id=2, setting_code="hill")
LEAD = replace(SAM, id=3, roles=frozenset({Role.DSL}))
OPTION = Option(
    "c1",
    "Bikes, level 1",
    "Mill Lane College",
    Choice.FIRST,
    "i like bikes",
    ("How big is a class?",),
    2.5,
    "p1",
)


def event(action="test.made", subject="plan:test"):
    return audit.Event(audit.LEARNER, action, subject, at=NOON)


def full_plan(**changes):
    answers = {
        question.name: Answer(
            (question.values or ("some words",))[:1], f"own words ✓ 'of' {question.name}", at=NOON
        )
        for question in QUESTIONS
        if question.name != "sharing"
    }
    fields = {
        "created_at": NOON, "updated_at": NOON, "answers": answers, "options": (OPTION,),
        "steps": (Step("Ring the college", "Sam Reed", "2027-01-10"),),
        "sharing": dict(zip(SECTIONS, ("adviser", "only_me", "only_me", "new_place_too"), strict=True)),
    }  # fmt: skip
    return replace(plans.draft("river"), **{**fields, **changes})


@pytest.fixture
def store(each_store):
    return each_store


def noted(plan, course):
    """The plan with one more course."""
    return plans.with_option(plan, replace(OPTION, course_id=course))


def keep(store, conversation="talk", **changes):
    with store.open() as s:
        return s.plans.create(full_plan(**changes), conversation, event("plan.created"))


def read(store, reference):
    with store.open() as s:
        return s.plans.get(reference)


def actions(store, subject="plan:test"):
    with store.open() as s:
        return [each.action for each in s.audits.of(subject)]


def test_a_plan_comes_back_as_it_was_kept(store):
    plan = keep(store)
    assert read(store, plan.reference) == plan
    with store.open() as s:
        assert s.plans.of_conversation("talk") == plan
        assert s.plans.of_conversation("another talk") is None
        assert s.plans.get("no such plan") is None


def test_a_second_conversation_can_work_on_the_same_plan(store):
    plan = keep(store)
    with store.open() as s:
        s.plans.link(plan.reference, "talk two")
        s.plans.link(plan.reference, "talk two")
    with store.open() as s:
        assert s.plans.of_conversation("talk") == s.plans.of_conversation("talk two") == plan


def test_a_saved_plan_is_one_version_on_and_later(store):
    plan = keep(store)
    with store.open() as s:
        saved = s.plans.save(noted(plan, "c3"), event("plan.answered"))
    assert (saved.version, saved.options[-1].course_id) == (2, "c3")
    assert saved.updated_at > plan.updated_at
    assert read(store, plan.reference) == saved


def test_a_plan_that_somebody_else_changed_is_not_overwritten(store):
    plan = keep(store)
    with store.open() as s:
        s.plans.save(noted(plan, "c3"), event())
    with pytest.raises(StalePlan), store.open() as s:
        s.plans.save(noted(plan, "c4"), event("plan.lost"))
    assert read(store, plan.reference).options[-1].course_id == "c3"
    assert "plan.lost" not in actions(store)


def test_a_plan_that_is_gone_cannot_be_saved(store):
    plan = keep(store)
    with store.open() as s:
        s.plans.delete(plan.reference, event())
    with pytest.raises(StalePlan), store.open() as s:
        s.plans.save(plan, event())


def test_the_plan_is_kept_as_it_was_at_each_change_of_state_and_at_no_other(store):
    plan = keep(store)
    with store.open() as s:
        answered = s.plans.save(noted(plan, "c3"), event())
        sent = s.plans.save(plans.move(answered, "send", plans.LEARNER), event())
        s.plans.save(noted(sent, "c4"), event())
    with store.engine.connect() as connection:
        kept = connection.execute(
            sa.select(PlanVersionRow.version, PlanVersionRow.status, PlanVersionRow.content)
        ).all()
    assert [(version, status) for version, status, _ in kept] == [(2, Status.DRAFT)]
    assert kept[0].content["options"][-1]["course_id"] == "c3"


# --- the adviser's side ---------------------------------------------------------------------------


def test_an_adviser_gets_the_shared_sections_only(store):
    plan = keep(store)
    with store.open() as s:
        shown = s.plans.for_adviser(SAM, plan.reference)
        assert [shown] == s.plans.list_for_adviser(SAM)
    assert shown == plans.for_adviser(plan)
    assert shown.hidden == {"what_helps", "hard_days"}


@pytest.mark.parametrize(
    ("adviser", "changes", "reference"),
    [
        (ELSEWHERE, {}, None),
        (LEAD, {}, None),
        (SAM, {"sharing": dict.fromkeys(SECTIONS, "only_me")}, None),
        (SAM, {"sharing": {}}, None),
        (SAM, {}, "no such plan"),
    ],
    ids=["another setting", "no adviser", "shared with nobody", "never asked", "no such plan"],
)
def test_a_plan_that_is_not_theirs_to_see_is_refused_and_not_listed(store, adviser, changes, reference):
    plan = keep(store, **changes)
    wanted = reference or plan.reference
    for reach in (
        lambda s: s.plans.for_adviser(adviser, wanted),
        lambda s: s.plans.move_by_adviser(adviser, wanted, "return", plan.version, event("plan.moved")),
    ):
        with pytest.raises(NotAllowed), store.open() as s:
            reach(s)
    with store.open() as s:
        assert [each.reference for each in s.plans.list_for_adviser(adviser)] == (
            [plan.reference] if reference else []
        )
    assert read(store, plan.reference) == plan
    assert "plan.moved" not in actions(store)


def test_the_plan_that_changed_last_is_listed_first(store):
    older, newer = keep(store, "one"), keep(store, "two", updated_at=NOON.replace(hour=13))
    with store.open() as s:
        assert [each.reference for each in s.plans.list_for_adviser(SAM)] == [
            newer.reference,
            older.reference,
        ]
        s.plans.save(older, event())
    with store.open() as s:
        assert s.plans.list_for_adviser(SAM)[0].reference == older.reference


def test_an_advisers_move_keeps_the_answers_that_they_cannot_see(store):
    plan = keep(store, status=Status.WITH_ADVISER)
    with store.open() as s:
        moved = s.plans.move_by_adviser(SAM, plan.reference, "agree", 1, event("plan.agreed"))
    assert (moved.status, moved.version, moved.hidden) == (Status.AGREED, 2, {"what_helps", "hard_days"})
    whole = read(store, plan.reference)
    assert (whole.answers, whole.options, whole.status) == (plan.answers, plan.options, Status.AGREED)


def test_an_adviser_moves_only_the_version_that_they_saw(store):
    plan = keep(store, status=Status.WITH_ADVISER)
    with pytest.raises(StalePlan), store.open() as s:
        s.plans.move_by_adviser(SAM, plan.reference, "agree", 7, event())
    assert read(store, plan.reference) == plan


# --- comments and return codes --------------------------------------------------------------------


def test_a_question_its_reply_and_that_it_was_seen_come_back_with_the_plan(store):
    plan, other = keep(store), keep(store, "another talk")
    asked = Comment(None, "question", "interests", "Which bikes?", "Sam Reed", NOON)
    with store.open() as s:
        question = s.plans.add_comment(plan.reference, asked, event())
        note = s.plans.add_comment(plan.reference, replace(asked, kind="comment", field=None), event())
    assert replace(question, id=None) == asked
    with store.open() as s:
        s.plans.mark_seen(plan.reference, [note.id], event())
        s.plans.reply(plan.reference, question.id, "BMX", event())
    first, second = read(store, plan.reference).comments
    assert (first.reply, first.id, second.reply) == ("BMX", question.id, None)
    assert first.replied_at and first.seen_at and second.seen_at
    assert read(store, other.reference).comments == ()


def test_nobody_replies_to_or_sees_a_question_of_another_plan(store):
    plan, other = keep(store), keep(store, "another talk")
    with store.open() as s:
        asked = s.plans.add_comment(
            plan.reference, Comment(None, "question", None, "Why?", "Sam", NOON), event()
        )
        s.plans.reply(other.reference, asked.id, "not mine", event())
        s.plans.mark_seen(other.reference, [asked.id], event())
    assert read(store, plan.reference).comments == (asked,)


def test_a_return_code_opens_its_plan_until_there_is_a_newer_one(store):
    plan = keep(store)
    for digest in ("a" * 64, "b" * 64):
        with store.open() as s:
            s.plans.set_return_code(plan.reference, digest, event())
    with store.open() as s:
        assert [s.plans.by_return_code(digest * 64) for digest in "ab"] == [None, plan]


@pytest.mark.parametrize(
    "write",
    [
        lambda s, plan, e: s.plans.save(plan, e),
        lambda s, plan, e: s.plans.delete(plan.reference, e),
        lambda s, plan, e: s.plans.set_return_code(plan.reference, "c" * 64, e),
        lambda s, plan, e: s.plans.add_comment(
            plan.reference, Comment(None, "comment", None, "Good.", "Sam", NOON), e
        ),
        lambda s, plan, e: s.plans.reply(plan.reference, 1, "yes", e),
        lambda s, plan, e: s.plans.mark_seen(plan.reference, [1], e),
        lambda s, plan, e: s.plans.move_by_adviser(SAM, plan.reference, "return", 1, e),
    ],
    ids=["save", "delete", "return code", "comment", "reply", "seen", "move"],
)
def test_every_write_leaves_its_event_and_is_undone_with_it(store, write):
    plan = keep(store, status=Status.WITH_ADVISER)
    before = actions(store)
    with pytest.raises(ZeroDivisionError), store.open() as s:
        write(s, plan, event("plan.tried"))
        raise ZeroDivisionError
    assert actions(store) == before
    assert read(store, plan.reference) == plan
    with store.open() as s:
        write(s, plan, event("plan.tried"))
    assert actions(store) == [*before, "plan.tried"]
