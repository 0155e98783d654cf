"""The states of a plan: every move in the table, every move that is not, and what must be there first."""

from itertools import product

import pytest

from bot.plans import (
    ADVISER,
    LEARNER,
    NotReady,
    Status,
    WrongState,
    after_learner_change,
    can_move,
    move,
    with_answer,
)

from .cases import answer, plan_of

DRAFT, WITH, AGREED = Status.DRAFT, Status.WITH_ADVISER, Status.AGREED
SHARED, FOLLOWING, CLOSED = Status.SHARED, Status.FOLLOWING_UP, Status.CLOSED
ALLOWED = {
    (DRAFT, "send", LEARNER): WITH,
    (WITH, "take_back", LEARNER): DRAFT,
    (WITH, "return", ADVISER): DRAFT,
    (WITH, "agree", ADVISER): AGREED,
    (AGREED, "change", LEARNER): WITH,
    (AGREED, "share", ADVISER): SHARED,
    (SHARED, "change", LEARNER): WITH,
    (SHARED, "follow_up", ADVISER): FOLLOWING,
    (FOLLOWING, "close", ADVISER): CLOSED,
}
VERBS = ("send", "take_back", "return", "agree", "change", "share", "follow_up", "close", "delete", "")
EVERY_MOVE = tuple(product(Status, VERBS, (LEARNER, ADVISER, "system")))


def ready(status):
    return plan_of({"good_and_hard_days": "mostly_the_same"}, status=status)


@pytest.mark.parametrize(("start", "verb", "by"), ALLOWED)
def test_a_move_of_the_table_leads_where_it_says(start, verb, by):
    moved = move(ready(start), verb, by)
    assert moved.status is ALLOWED[start, verb, by]
    assert can_move(ready(start), verb, by)


@pytest.mark.parametrize(("start", "verb", "by"), [case for case in EVERY_MOVE if case not in ALLOWED])
def test_any_other_move_is_refused(start, verb, by):
    assert not can_move(ready(start), verb, by)
    with pytest.raises(WrongState):
        move(ready(start), verb, by)


def test_a_move_changes_the_status_and_nothing_else():
    before = ready(WITH)
    after = move(before, "agree", ADVISER)
    assert (after.answers, after.version, after.sharing) == (before.answers, before.version, before.sharing)
    assert before.status is WITH


def test_a_closed_plan_stays_closed():
    assert not any(can_move(ready(CLOSED), verb, by) for verb in VERBS for by in (LEARNER, ADVISER))


def test_nobody_agrees_before_good_and_hard_days_were_asked_about():
    with pytest.raises(NotReady) as missing:
        move(plan_of({"year_group": "year_11"}, status=WITH), "agree", ADVISER)
    assert missing.value.field == "good_and_hard_days"


@pytest.mark.parametrize("said", ["mostly_the_same", "changes_a_lot", "rather_not_say", "not_sure"])
def test_any_answer_about_good_and_hard_days_will_do(said):
    plan = plan_of({"good_and_hard_days": said}, status=WITH)
    assert move(plan, "agree", ADVISER).status is AGREED


@pytest.mark.parametrize(("verb", "by", "start"), [("send", LEARNER, DRAFT), ("return", ADVISER, WITH)])
def test_an_empty_plan_can_be_sent_and_returned(verb, by, start):
    assert move(plan_of(status=start), verb, by).status is not start


@pytest.mark.parametrize(
    ("status", "after"),
    [(DRAFT, DRAFT), (WITH, WITH), (AGREED, WITH), (SHARED, WITH), (FOLLOWING, FOLLOWING), (CLOSED, CLOSED)],
)
def test_what_was_agreed_goes_back_to_the_adviser_when_the_learner_changes_it(status, after):
    changed = with_answer(ready(status), "year_group", answer("year_11"))
    assert after_learner_change(changed).status is after
