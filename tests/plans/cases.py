"""Plans and answers to try the rules on; none of them is anybody's."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.answers import Answer
from bot.plans import Choice, ExitPlan, Option, draft, with_answer
from bot.questions import NOT_SURE, QUESTIONS, SECTIONS, SHARING_VALUES, Kind

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def answer(value, words=None, at=NOW):
    return Answer(tuple(value) if isinstance(value, list) else value, words, at=at)


def plan_of(answers=None, **fields) -> ExitPlan:
    """A draft with these answers, whatever was asked before them."""
    kept = {name: answer(value) for name, value in (answers or {}).items()}
    fields = {"created_at": NOW, "updated_at": NOW, "sharing": dict.fromkeys(SECTIONS, "only_me"), **fields}
    return ExitPlan("a-reference", "river", answers=kept, **fields)


def option(course="c1", provider="Mill Lane College", choice=Choice.CONSIDERING, **fields) -> Option:
    return Option(course, f"Course {course}", provider, choice, **fields)


def values_of(question):
    """Every value that an answer to this question can have."""
    if question.kind is Kind.SOME:
        some = st.lists(st.sampled_from(question.values), min_size=1, unique=True).map(tuple)
        return some | st.just(NOT_SURE)
    if question.kind is Kind.ONE:
        return st.sampled_from((*question.values, NOT_SURE))
    return st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)


def answers_of(question):
    words = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
    moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
    return st.builds(
        Answer, values_of(question), words, st.sampled_from(("learner", "adviser", "family")), moments
    )


ASKED = tuple(question for question in QUESTIONS if question.name != "sharing")
answer_sets = st.fixed_dictionaries({}, optional={question.name: answers_of(question) for question in ASKED})
sharing_choices = st.fixed_dictionaries({section: st.sampled_from(SHARING_VALUES) for section in SECTIONS})


def grown(answers):
    """A draft that got these answers one after the other, as a conversation gives them."""
    plan = draft("river")
    for name, given in answers.items():
        plan = with_answer(plan, name, given)
    return plan
