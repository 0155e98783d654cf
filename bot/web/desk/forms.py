"""The forms of the desk: their fields, and what is said where one is not filled in well."""

from __future__ import annotations

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from bot.plans import WHY_THESE_PLACES, ExitPlan
from bot.proposals import Proposal
from bot.questions import QUESTIONS
from bot.reference.wording import say
from bot.web.desk.wording import heading

MAX_TEXT = 2000
WHOLE_PLAN = ""


def tidy(text: str | None) -> str:
    """Return typed text without the control characters that databases and documents refuse."""
    return "".join(sign for sign in text or "" if sign.isprintable() or sign in "\n\t").strip()


def _text_field(code: str) -> TextAreaField:
    """Return a box for some lines of text; its sentences are ``<code>_label``, ``_hint`` and ``_missing``."""
    return TextAreaField(
        say("desk", f"{code}_label"),
        description=say("desk", f"{code}_hint"),
        widget=GovTextArea(),
        filters=[tidy],
        validators=[
            DataRequired(say("desk", f"{code}_missing")),
            Length(max=MAX_TEXT, message=say("desk", "text_too_long", most=f"{MAX_TEXT:,}")),
        ],
    )


class LinkForm(FlaskForm):
    """A link to a provider's own form."""

    provider = StringField(
        say("desk", "link_provider_label"),
        description=say("desk", "link_provider_hint"),
        widget=GovTextInput(),
        validators=[DataRequired(say("desk", "link_provider_missing"))],
    )
    made_for = StringField(
        say("desk", "link_made_for_label"),
        description=say("desk", "link_made_for_hint"),
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            DataRequired(say("desk", "link_made_for_missing")),
            Length(max=160, message=say("desk", "text_too_long", most="160")),
        ],
    )
    days = RadioField(
        say("desk", "link_days_label"),
        choices=[SelectChoice(str(days), say("desk", "some_days", count=str(days))) for days in (7, 30, 90)],
        default="30",
        widget=GovRadioInput(),
    )


class DecisionForm(FlaskForm):
    """Which changes of a provider's proposal are accepted, and why the others are not."""

    accept = SelectMultipleField(validate_choice=False)
    seen = HiddenField()
    reason = TextAreaField(
        say("desk", "refusal_label"),
        description=say("desk", "refusal_hint"),
        widget=GovTextArea(),
        filters=[tidy],
        validators=[Length(max=MAX_TEXT, message=say("desk", "text_too_long", most=f"{MAX_TEXT:,}"))],
    )

    def validate_for(self, proposal: Proposal) -> bool:
        """Check the form; what is refused needs a reason."""
        if not self.validate():
            return False
        if self.reason.data or {change.name for change in proposal.changes} <= set(self.accept.data):
            return True
        self.reason.errors = [say("desk", "refusal_missing")]
        return False


class SignInForm(FlaskForm):
    """Email address and password."""

    email = StringField(
        say("desk", "email_label"),
        widget=GovTextInput(),
        validators=[DataRequired(say("desk", "email_missing"))],
    )
    password = PasswordField(
        say("desk", "password_label"),
        widget=GovPasswordInput(),
        validators=[DataRequired(say("desk", "password_missing"))],
    )


class CommentForm(FlaskForm):
    """Something to tell the learner, or why the plan holds no other places."""

    comment_about = SelectField(say("desk", "comment_about_label"), widget=GovSelect(), default=WHOLE_PLAN)
    comment = _text_field("comment")

    def __init__(self) -> None:
        """Offer what a comment may be about."""
        super().__init__()
        self.comment_about.choices = [
            (WHOLE_PLAN, say("desk", "about_whole_plan")),
            (WHY_THESE_PLACES, say("desk", "about_why_these_places")),
        ]


class AskForm(FlaskForm):
    """A question to the learner about one answer, or about the whole plan."""

    about = SelectField(say("desk", "about_label"), widget=GovSelect())
    question = _text_field("question")

    def __init__(self, plan: ExitPlan) -> None:
        """Offer the questions of the sections that this copy of the plan shows."""
        super().__init__()
        shown = [question.name for question in QUESTIONS if question.section not in plan.hidden]
        self.about.choices = [
            (WHOLE_PLAN, say("desk", "about_whole_plan")),
            *((name, heading(name)) for name in shown if name != "sharing"),
        ]


class ReturnForm(FlaskForm):
    """Why a plan goes back to the learner."""

    reason = _text_field("reason")
