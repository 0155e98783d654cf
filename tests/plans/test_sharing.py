"""Who sees what of a plan: only what the learner chose, section by section."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from bot.plans import ONLY_ME, for_adviser, shared_with_adviser
from bot.questions import BY_NAME, SECTIONS

from .cases import answer_sets, option, plan_of, sharing_choices

ONE_ANSWER_EACH = {
    "about_me": ("year_group", "year_11"),
    "what_helps": ("what_helps", ["breaks"]),
    "hard_days": ("what_is_hard", ["noise"]),
    "choices": ("route", ["college"]),
}
EVERY_CHOICE = [
    dict(zip(SECTIONS, chosen, strict=True)) for chosen in product((ONLY_ME, "adviser"), repeat=4)
]


def whole(sharing):
    return plan_of(dict(ONE_ANSWER_EACH.values()), sharing=sharing, options=(option(event_id="e1"),))


@pytest.mark.parametrize(
    "sharing", EVERY_CHOICE, ids=lambda s: "+".join(k for k in s if s[k] != ONLY_ME) or "nothing"
)
def test_an_adviser_sees_the_sections_that_are_shared_and_no_others(sharing):
    shown = for_adviser(whole(sharing))
    shared = {section for section, who in sharing.items() if who != ONLY_ME}
    assert set(shown.answers) == {ONE_ANSWER_EACH[section][0] for section in shared}
    assert shown.hidden == set(SECTIONS) - shared
    assert bool(shown.options) == bool(shown.event_ids) == ("choices" in shared)
    assert shared_with_adviser(whole(sharing)) == bool(shared)


@pytest.mark.parametrize("who", ["adviser", "adviser_and_family", "new_place_too"])
def test_whoever_else_sees_it_the_adviser_does_too(who):
    assert set(for_adviser(whole({"about_me": who})).answers) == {"year_group"}


@pytest.mark.parametrize("sharing", [{}, dict.fromkeys(SECTIONS, ONLY_ME)])
def test_a_learner_who_has_not_said_shares_nothing(sharing):
    shown = for_adviser(whole(sharing))
    assert (shown.answers, shown.options, shown.event_ids) == ({}, (), ())
    assert not shared_with_adviser(whole(sharing))


@given(answers=answer_sets, sharing=sharing_choices)
def test_no_answer_of_a_hidden_section_is_ever_in_the_advisers_copy(answers, sharing):
    plan = replace(plan_of(sharing=sharing), answers=answers)
    shown = for_adviser(plan)
    assert all(sharing[BY_NAME[name].section] != ONLY_ME for name in shown.answers)
    kept = {name for name in answers if sharing[BY_NAME[name].section] != ONLY_ME}
    assert {name: answers[name] for name in kept} == shown.answers


def test_the_learners_own_copy_stays_whole():
    plan = whole(dict.fromkeys(SECTIONS, ONLY_ME))
    for_adviser(plan)
    assert len(plan.answers) == 4
    assert plan.hidden == frozenset()
