"""What each role may do, what passwords will do, and when sessions and locks end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import people
from bot.people import Adviser, DeskSession, Dsl, NotAllowed, Role, Setting, WeakPassword, locked_until
from bot.plans import ExitPlan

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ADVISER = Adviser(1, "sam@desk.example", "Sam Reed", "river", frozenset({Role.ADVISER}))
DSL = replace(ADVISER, roles=frozenset({Role.DSL}))
BOTH = replace(ADVISER, roles=frozenset({Role.ADVISER, Role.DSL}))
NOBODY = replace(ADVISER, roles=frozenset())


@pytest.mark.parametrize(
    ("check", "adviser", "allowed"),
    [
        (people.check_can_view_plans, ADVISER, True),
        (people.check_can_view_plans, DSL, False),
        (people.check_can_view_plans, BOTH, True),
        (people.check_can_view_plans, NOBODY, False),
        (people.check_can_answer_plans, ADVISER, True),
        (people.check_can_answer_plans, DSL, False),
        (people.check_can_view_alerts, ADVISER, False),
        (people.check_can_view_alerts, DSL, True),
        (people.check_can_view_alerts, BOTH, True),
        (people.check_can_view_alerts, NOBODY, False),
        (people.check_signed_in, NOBODY, True),
    ],
)
def test_a_role_opens_what_it_is_there_for_and_nothing_else(check, adviser, allowed):
    if allowed:
        check(adviser)
    else:
        with pytest.raises(NotAllowed):
            check(adviser)


@pytest.mark.parametrize(
    ("adviser", "setting", "sharing", "allowed"),
    [
        (ADVISER, "river", {"about_me": "adviser"}, True),
        (ADVISER, "river", {"about_me": "only_me"}, False),
        (ADVISER, "river", {}, False),
        (ADVISER, "hill", {"about_me": "adviser"}, False),
        (DSL, "river", {"about_me": "adviser"}, False),
    ],
)
def test_a_plan_is_seen_by_advisers_of_its_setting_if_some_of_it_is_shared(
    adviser, setting, sharing, allowed
):
    plan = ExitPlan("r", setting, sharing=sharing)
    assert people.can_view_plan(adviser, plan) is allowed


def test_learners_type_freely_only_where_somebody_is_there_to_be_told():
    assert Setting("river", "River School", Dsl("Robin")).free_text_allowed
    assert not Setting("river", "River School").free_text_allowed


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("fourteen-signs", "too_short"),
        ("x" * 129, "too_long"),
        ("abababababababab", "too_plain"),
        ("long-enough-sam.reed", "too_close"),
        ("REEDHAM is my own name", "too_close"),
        ("onward-and-upward-we-go", "too_close"),
    ],
)
def test_a_password_that_is_easy_to_guess_will_not_do(password, code):
    with pytest.raises(WeakPassword) as refused:
        people.check_password(password, "sam.reed@desk.example", "Sam Reedham")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "password", ["fifteen-signs-x", "correct horse battery", "ÄÖÜ 漢字 and more signs", "x1y2z3" * 21]
)
def test_any_characters_make_a_password_if_there_are_enough_of_them(password):
    people.check_password(password, "sam@desk.example", "Sam Reed")


def at(*minutes):
    """Return moments so many minutes after noon, newest first."""
    return [NOON + timedelta(minutes=minute) for minute in sorted(minutes, reverse=True)]


@pytest.mark.parametrize(
    ("failures", "until"),
    [
        (at(), None),
        (at(0, 1, 2, 3), None),
        (at(0, 1, 2, 3, 4), NOON + timedelta(minutes=19)),
        (at(0, 0, 0, 0, 15), NOON + timedelta(minutes=30)),
        (at(0, 1, 2, 3, 16), None),
    ],
)
def test_five_failures_within_fifteen_minutes_lock_for_fifteen_more(failures, until):
    assert locked_until(failures, 5) == until


@pytest.mark.parametrize(
    ("started", "last_seen", "now", "over"),
    [
        (0, 0, 14.9, False),
        (0, 0, 15, True),
        (0, 590, 599.9, False),
        (0, 599, 600, True),
    ],
)
def test_a_session_ends_after_fifteen_idle_minutes_or_ten_hours(started, last_seen, now, over):
    moments = [NOON + timedelta(minutes=minutes) for minutes in (started, last_seen)]
    assert DeskSession(ADVISER, *moments).is_over(NOON + timedelta(minutes=now)) is over


def test_the_session_of_a_disabled_adviser_is_over():
    assert DeskSession(replace(ADVISER, disabled=True), NOON, NOON).is_over(NOON)
