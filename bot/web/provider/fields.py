"""What the boxes of the form have in common: how they are tidied, checked, and what is said of a bad one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import session
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, StopValidation, ValidationError

from bot import cells
from bot.cells import BadCell
from bot.courses import Tri
from bot.reference.wording import say

LONGEST_ROLE = 160
YES_NO_UNKNOWN = [(state.value, say("provider", state.value)) for state in Tri]
_ROLE = "provider_role"

Check = Callable[[FlaskForm, Field], None]


def tidy(written: str | None) -> str:
    """Return what was typed without what no page can show; lines end in one way."""
    return cells.text((written or "").replace("\r\n", "\n"))


def readable(read: Callable[[str], object], code: str, **values: str) -> Check:
    """Return a check that a box can be read, or is empty; ``code`` is what is said where it cannot."""

    def check(_form: FlaskForm, field: Field) -> None:
        try:
            if field.data:
                read(field.data)
        except BadCell:
            raise ValidationError(say("provider", code, field=field.label.text, **values)) from None

    return check


def at_most(length: int) -> Check:
    """Return a check that a box holds no more letters than this."""
    return readable(cells.at_most(length), "text_too_long", most=str(length))


def needed(_form: FlaskForm, field: Field) -> None:
    """Check that a box is filled in."""
    if not field.data:
        raise StopValidation(say("provider", "needed", field=field.label.text))


def one_of_its_choices(_form: FlaskForm, field: Field) -> None:
    """Check that one of the answers is chosen."""
    if field.data not in {choice.value for choice in field.choices}:
        raise ValidationError(say("provider", "bad_choice", field=field.label.text))


def box(label: str, *checks: Check, hint: str = "", lines: bool = False) -> Field:
    """Return a box for words, of one line or of some."""
    kind, widget = (TextAreaField, GovTextArea()) if lines else (StringField, GovTextInput())
    return kind(label, description=hint, widget=widget, filters=[tidy], validators=list(checks))


def choices_of(labels: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Return answers to choose from, each with its value and its label."""
    return [SelectChoice(value, label) for value, label in labels]


def buttons(label: str, choices: Iterable[tuple[str, str]] = ()) -> Field:
    """Return radio buttons of which one is to be chosen."""
    return RadioField(
        label, choices=choices_of(choices), widget=GovRadioInput(), validate_choice=False,
        validators=[one_of_its_choices],
    )  # fmt: skip


class SendingForm(FlaskForm):
    """What every form here has: who fills it in, and a stand-in for what was known when it was opened."""

    you = StringField(
        say("provider", "you_label"),
        description=say("provider", "you_hint"),
        widget=GovTextInput(),
        filters=[tidy],
        validators=[DataRequired(say("provider", "you_missing")), at_most(LONGEST_ROLE)],
    )
    seen = HiddenField()

    def remember_role(self) -> str:
        """Keep the role for the next form in this browser, and return it."""
        role: str = self.you.data
        session[_ROLE] = role
        return role


def role_so_far(otherwise: str) -> str:
    """Return the role that was given last in this browser."""
    role: str = session.get(_ROLE, otherwise)
    return role
