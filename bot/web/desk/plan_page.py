"""One plan, whole: every section that the learner shares, what is missing, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from bot import audit, people, plans
from bot.answers import Answer
from bot.courses import Event, Source
from bot.people import NotAllowed
from bot.plans import ADVISER, Comment, ExitPlan, Option, Step
from bot.questions import QUESTIONS, SECTIONS, Kind, as_list
from bot.reference import wording as words
from bot.reference.wording import say
from bot.store import Session
from bot.web.desk import wording
from bot.web.desk.door import NotHere, adviser, blueprint, needs, store
from bot.web.desk.forms import AskForm, CommentForm, ReturnForm


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer in words; ``words`` are the learner's own, where they typed any."""

    heading: str
    labels: tuple[str, ...]
    words: str | None
    by: str
    day: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section of the plan; ``shared`` is False where the learner keeps it to themselves."""

    name: str
    heading: str
    shared: bool
    sharing: str
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms on the page; the one that was sent in keeps what was typed, and its errors."""

    comment: CommentForm
    ask: AskForm
    send_back: ReturnForm


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What the catalogue says today of the courses and the visits in a plan, by the id of the course."""

    visits: Sequence[Event]
    sources: Mapping[str, Sequence[Source]]


@blueprint.get("/plans/<reference>")
@needs(people.check_can_view_plans)
def plan_page(reference: str) -> ResponseReturnValue:
    """Show one plan; that it was looked at is audited."""
    with store().open() as s:
        plan = read(s, reference)
        s.audits.record(audit.Event(adviser().actor, "plan.viewed", f"plan:{reference}"))
        known = catalogued(s, plan)
    return show(plan, known, forms_for(plan))


def read(s: Session, reference: str) -> ExitPlan:
    """Return the adviser's copy of a plan.

    Raises:
        NotHere: there is none that they may see.
    """
    try:
        return s.plans.for_adviser(adviser(), reference)
    except NotAllowed as error:
        raise NotHere(f"plan:{reference}") from error


def catalogued(s: Session, plan: ExitPlan) -> Catalogued:
    """Return the visits that the learner saved, soonest first, and where the courses stand."""
    found = (s.catalogue.event(event_id) for event_id in plan.event_ids)
    visits = sorted((event for event in found if event), key=lambda event: event.starts)
    ids = [option.course_id for option in plan.options]
    return Catalogued(visits, s.catalogue.sources_of(ids, audit.now().date()))


def forms_for(plan: ExitPlan) -> Forms:
    """Return the forms of the page, with whatever was sent in with this request."""
    return Forms(CommentForm(), AskForm(plan), ReturnForm())


def show(
    plan: ExitPlan, known: Catalogued, forms: Forms, problem: str | None = None, sent: object = None
) -> str:
    """Return the page.

    Args:
        plan: the adviser's copy.
        known: what the catalogue says of what is in it.
        forms: the forms at its foot.
        problem: why nothing was done, where it is not the fault of one field.
        sent: the form that was sent in and has errors.
    """
    return render_template(
        "desk/plan.html",
        plan=plan,
        short=wording.short(plan.reference),
        status=wording.status(plan.status),
        started=wording.day(plan.created_at),
        changed=wording.moment(plan.updated_at),
        sections=[_section(plan, name) for name in SECTIONS],
        gaps=[say("gaps", gap.code, **gap.values) for gap in plans.gaps(plan, audit.now().date())],
        options=[_option(option, known.sources.get(option.course_id, ())) for option in plan.options],
        visits=[_visit(event) for event in known.visits],
        steps=[_step(step) for step in plan.steps],
        check_first=say("desk", "check_first"),
        comments=[_comment(comment) for comment in plan.comments],
        can_agree=plans.can_move(plan, "agree", ADVISER),
        can_return=plans.can_move(plan, "return", ADVISER),
        forms=forms,
        problem=problem,
        sent=sent,
    )


def _section(plan: ExitPlan, name: str) -> ShownSection:
    return ShownSection(
        name=name,
        heading=wording.section(name),
        shared=name not in plan.hidden,
        sharing=say("desk", f"sharing_{plan.shared_as(name)}"),
        answers=tuple(_answers(plan, name)),
    )


def _answers(plan: ExitPlan, section: str) -> Iterator[ShownAnswer]:
    for question in QUESTIONS:
        answer = plan.answers.get(question.name)
        if question.section == section and answer is not None:
            yield ShownAnswer(
                heading=wording.heading(question.name),
                labels=_labels(question.name, question.kind, answer),
                words=answer.words or (str(answer.value) if question.kind is Kind.WORDS else None),
                by=say("desk", f"by_{answer.by}"),
                day=wording.day(answer.at),
                sensitive=question.sensitive,
            )


def _labels(name: str, kind: Kind, answer: Answer) -> tuple[str, ...]:
    """An answer in words has no labels beside it, unless it says that there is none."""
    if kind is Kind.WORDS and answer.value not in words.sentences("labels"):
        return ()
    return tuple(words.label(name, value) for value in as_list(answer.value))


def _option(option: Option, sources: Sequence[Source]) -> dict[str, Any]:
    km = option.distance_km
    return {
        "title": option.title,
        "provider": option.provider,
        "choice": say("desk", f"choice_{option.choice}"),
        "reason": option.reason and wording.reason(option.reason),
        "ask": option.ask,
        "distance": None if km is None else say("desk", "distance", km=f"{km:.0f}"),
        "sources": [wording.source(each) for each in sources],
    }


def _visit(event: Event) -> dict[str, Any]:
    """Times of events are local to England as they stand."""
    starts = f"{event.starts.day} {event.starts:%B %Y} at {wording.clock(event.starts)}"
    return {
        "title": event.title,
        "place": event.venue.name,
        "starts": starts,
        "cancelled": event.cancelled,
        "source": event.source and wording.source(event.source),
    }


def _step(step: Step) -> dict[str, str | None]:
    due = wording.day_as_written(step.due) if step.due else None
    return {"step": step.step, "owner": step.owner, "due": due, "status": step.status}


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "is_question": comment.kind == "question",
        "about": wording.about(comment.field) if comment.field else None,
        "text": comment.text,
        "by": comment.by,
        "at": wording.moment(comment.at),
        "seen": wording.moment(comment.seen_at) if comment.seen_at else None,
        "reply": comment.reply,
        "replied": wording.moment(comment.replied_at) if comment.replied_at else None,
    }
