"""A plan as JSON and back: whatever it holds, it comes back the same."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as some

from bot.answers import Answer
from bot.plans import Choice, Option, Status, Step, draft
from bot.questions import QUESTIONS, SECTIONS, SHARING_VALUES
from bot.store.plan_content import to_content, to_plan
from bot.store.tables.plans import PlanRow

words = some.text(some.characters(codec="utf-8"), max_size=80)
maybe = some.none() | words
moments = some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=some.just(UTC))
answers = some.builds(
    Answer,
    words | some.lists(words, max_size=4).map(tuple),
    maybe,
    some.sampled_from(("learner", "adviser")),
    moments,
)
options = some.builds(
    Option,
    course_id=words,
    title=words,
    provider=words,
    choice=some.sampled_from(Choice),
    reason=maybe,
    ask=some.lists(words, max_size=3).map(tuple),
    distance_km=some.none() | some.floats(0, 2000),
    provider_id=words,
    event_id=maybe,
)
steps = some.builds(Step, words, words, maybe, words)
plans = some.builds(
    replace,
    some.just(draft("river")),
    status=some.sampled_from(Status),
    version=some.integers(1, 10_000),
    created_at=moments,
    updated_at=moments,
    answers=some.dictionaries(
        some.sampled_from([question.name for question in QUESTIONS]), answers, max_size=6
    ),
    options=some.lists(options, max_size=3).map(tuple),
    steps=some.lists(steps, max_size=3).map(tuple),
    sharing=some.dictionaries(some.sampled_from(SECTIONS), some.sampled_from(SHARING_VALUES)),
)


@given(plan=plans)
def test_every_field_of_a_plan_comes_back_as_it_was(plan):
    row = PlanRow(
        reference=plan.reference,
        setting_code=plan.setting_code,
        status=str(plan.status),
        version=plan.version,
        created_at=plan.created_at,
        updated_at=plan.updated_at,
        content=json.loads(json.dumps(to_content(plan))),
    )
    assert to_plan(row, ()) == plan
