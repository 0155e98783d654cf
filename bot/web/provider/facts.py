"""What is known of the whole place, or of one course of it: every fact, as a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from bot.courses import Course, Fact, Tri
from bot.facts import FACTS, Kind, kind_of, read_value
from bot.proposals import Change, Proposal, Said, say_fact, seen
from bot.reference.wording import say
from bot.web.desk import wording
from bot.web.provider.door import blueprint, link, not_here, provider, store
from bot.web.provider.fields import (
    YES_NO_UNKNOWN,
    SendingForm,
    box,
    buttons,
    choices_of,
    readable,
    role_so_far,
)
from bot.web.provider.groups import GROUPS, hint, in_words, label
from bot.web.provider.sending import CHANGED, NOT_FILLED_IN, Sent, send, source_of

SAME = "same"
HOW = "_how"
UNSAID: Said = {"state": Tri.UNKNOWN.value, "value": None}
# The smaller of two answers, the larger one, and what is said where they are the wrong way round.
_ORDERED = (
    ("group_size_typical", "group_size_max", "largest_below_usual"),
    ("age_min", "age_max", "oldest_below_youngest"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about, what is known of it, and what its provider has said that nobody decided."""

    course: Course | None
    known: Mapping[str, Fact]
    of_place: Mapping[str, Fact]
    waiting: Proposal | None

    @property
    def kind(self) -> str:
        """Return what the catalogue calls it."""
        return "course" if self.course else "provider"

    @property
    def id(self) -> str:
        """Return its id."""
        return self.course.id if self.course else provider().id

    @property
    def seen(self) -> str:
        """Return a stand-in for what is known."""
        return seen([self.before(name) for name in FACTS])

    def before(self, name: str) -> Said | None:
        """Return what is known of it."""
        return say_fact(self.known.get(name))

    def as_last_said(self, name: str) -> Said | None:
        """Return what waits for a yes, and else what is known."""
        waiting = {change.name: change.after for change in self.waiting.changes} if self.waiting else {}
        return waiting.get(name, self.before(name))


@blueprint.route("/place", methods=["GET", "POST"])
def place() -> ResponseReturnValue:
    """Show and take what is known of the whole place."""
    return _facts(_subject(None))


@blueprint.route("/courses/<course_id>", methods=["GET", "POST"])
def course(course_id: str) -> ResponseReturnValue:
    """Show and take what is known of one course."""
    with store().open() as s:
        found = s.catalogue.course_of(provider(), course_id)
    return _facts(_subject(found)) if found else not_here()


def _subject(about: Course | None) -> Subject:
    with store().open() as s:
        of_place = s.catalogue.facts_of(provider())
        known = s.catalogue.facts_of(provider(), about.id) if about else of_place
        kind, key = ("course", about.id) if about else ("provider", provider().id)
        waiting = s.proposals.waiting_about(provider().id, kind, key)
    return Subject(about, known, of_place, waiting)


def _facts(subject: Subject) -> ResponseReturnValue:
    form = _form_of(subject.course is not None)(data=_filled_in(subject))
    _offer_choices(form, subject)
    if not form.is_submitted():
        return _page(form, subject)
    if not form.validate():
        return _page(form, subject), NOT_FILLED_IN
    if form.seen.data != subject.seen:
        form.seen.data = subject.seen
        return _page(form, subject, say("provider", "changed_since")), CHANGED
    return send(Sent(subject.kind, subject.id, form.remember_role(), _changes(form, subject)))


def _page(form: FlaskForm, subject: Subject, problem: str | None = None) -> str:
    return render_template(
        "provider/facts.html", form=form, subject=subject, problem=problem,
        groups=[_group(form, subject, name) for name in GROUPS],
        waiting_since=wording.moment(subject.waiting.at) if subject.waiting else None,
    )  # fmt: skip


def _group(form: FlaskForm, subject: Subject, name: str) -> dict[str, Any]:
    """Return one part of the form; it is open where it is the first, or where an answer in it is wrong."""
    facts = GROUPS[name]
    wrong = [fact for fact in facts if form[fact].errors or (fact + HOW in form and form[fact + HOW].errors)]
    answered = sum(subject.as_last_said(fact) not in (None, UNSAID) for fact in facts)
    return {
        "name": name, "title": say("provider", f"group_{name}"),
        "open": bool(wrong) or (name == next(iter(GROUPS)) and not form.errors),
        "answered": say("provider", "answered", answered=str(answered), of=str(len(facts))),
        "rows": [_row(fact, subject) for fact in facts],
    }  # fmt: skip


def _row(name: str, subject: Subject) -> dict[str, Any]:
    """Return what stands beside a question: its hint, and what is known now and from where."""
    fact, of_place = subject.known.get(name), subject.of_place.get(name) if subject.course else None
    now = say("provider", "now", value=in_words(name, say_fact(fact)), source=source_of(fact) or "")
    place = say("provider", "place_says", value=in_words(name, say_fact(of_place)))
    is_tri = kind_of(name) is Kind.YES_OR_NO
    hints = [hint(name), now if fact and fact.source else "", place if of_place and not is_tri else ""]
    return {
        "name": name, "tri": is_tri, "hint": " ".join(each for each in hints if each),
        "short": kind_of(name) not in (Kind.YES_OR_NO, Kind.WORDS, Kind.ADDRESS),
    }  # fmt: skip


# --- the form ------------------------------------------------------------------------------


class _FactsForm(SendingForm):
    """What is wrong between two answers is told at the second."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each answer, then those that belong together."""
        good: bool = super().validate(extra_validators)
        for name in (name for name in FACTS if kind_of(name) is Kind.YES_OR_NO):
            if self[name + HOW].data and self[name].data not in (Tri.YES, Tri.NO):
                good = self._complain(name, say("provider", "how_without_answer", field=label(name)))
        for low, high, code in _ORDERED:
            numbers = [self[name].data or "" for name in (low, high)]
            if all(number.isdecimal() for number in numbers) and int(numbers[0]) > int(numbers[1]):
                good = self._complain(high, say("provider", code))
        return good

    def _complain(self, name: str, problem: str) -> bool:
        self[name].errors = [*self[name].errors, problem]
        return False


@cache
def _form_of(of_course: bool) -> type[FlaskForm]:
    """Return the form with every fact; of a course, each may be as it is of the whole place."""
    fields = {key: field for names in GROUPS.values() for name in names for key, field in _fields(name)}
    return type("CourseForm" if of_course else "PlaceForm", (_FactsForm,), fields)


def _fields(name: str) -> list[tuple[str, Any]]:
    kind = kind_of(name)
    check = readable(lambda written: read_value(name, written), f"bad_{kind.value}")
    if kind is Kind.YES_OR_NO:
        return [(name, buttons(label(name))), (name + HOW, box(label(name), check))]
    return [(name, box(label(name), check, lines=name == "behaviour_expectations_plain"))]


def _offer_choices(form: FlaskForm, subject: Subject) -> None:
    for name in FACTS:
        if kind_of(name) is Kind.YES_OR_NO:
            as_place = [(SAME, _as_the_place(name, subject))] if subject.course else []
            form[name].choices = choices_of([*as_place, *YES_NO_UNKNOWN])


def _as_the_place(name: str, subject: Subject) -> str:
    said = say_fact(subject.of_place.get(name))
    return say("provider", SAME, place=in_words(name, said) if said else say("provider", "not_said"))


def _filled_in(subject: Subject) -> dict[str, Any]:
    filled: dict[str, Any] = {"you": role_so_far(link().made_for), "seen": subject.seen}
    nothing = SAME if subject.course else Tri.UNKNOWN.value
    for name in FACTS:
        said = subject.as_last_said(name)
        if kind_of(name) is Kind.YES_OR_NO:
            filled |= {name: said["state"] if said else nothing, name + HOW: said["value"] if said else None}
        else:
            filled[name] = said["value"] if said else None
    return filled


# --- what is new in it ---------------------------------------------------------------------


def _changes(form: FlaskForm, subject: Subject) -> tuple[Change, ...]:
    found = []
    for name in FACTS:
        before, after = subject.before(name), _said(form, name, subject)
        if after != before:
            found.append(Change(name, before, after, source_of(subject.known.get(name))))
    return tuple(found)


def _said(form: FlaskForm, name: str, subject: Subject) -> Said | None:
    """Return what is said of a fact; what nobody knew, and nobody says now, is nothing."""
    written = form[name].data
    if kind_of(name) is not Kind.YES_OR_NO:
        if written:
            return {"state": Tri.YES.value, "value": read_value(name, written)}
        return None if subject.course or subject.before(name) is None else UNSAID
    if written == SAME or (written == Tri.UNKNOWN and not subject.course and not subject.before(name)):
        return None
    how = form[name + HOW].data
    return {"state": written, "value": read_value(name, how) if how else None}


