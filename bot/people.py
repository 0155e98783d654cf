"""The people who work with plans: advisers, their settings, their roles, and what each may do.

``check_can_…`` raises NotAllowed, ``can_…`` answers. Whether a plan is shared with advisers at
all is the learner's choice and is asked of the plan (``bot/plans``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.plans import ExitPlan, shared_with_adviser

IDLE_LIMIT = timedelta(minutes=15)
SESSION_LIMIT = timedelta(hours=10)
ATTEMPTS_WINDOW = timedelta(minutes=15)
ATTEMPTS_OF_AN_ACCOUNT = 5
ATTEMPTS_FROM_AN_ADDRESS = 50
MIN_PASSWORD = 15
MAX_PASSWORD = 128
MIN_DIFFERENT_CHARACTERS = 5


class NotAllowed(PermissionError):
    """This person may not do this."""


class LockedOut(PermissionError):
    """Too many sign-ins failed; ``until`` is when the next one is let through."""

    def __init__(self, until: datetime) -> None:
        """Remember when it ends."""
        super().__init__(until.isoformat())
        self.until = until


class WeakPassword(ValueError):
    """A password that will not do; ``code``: ``too_short``, ``too_long``, ``too_plain`` or ``too_close``."""

    def __init__(self, code: str) -> None:
        """Remember why."""
        super().__init__(code)
        self.code = code


class Role(StrEnum):
    """What somebody at the desk is there for."""

    ADVISER = "adviser"
    DSL = "dsl"  # designated safeguarding lead
    ADMINISTRATOR = "administrator"  # looks after where courses come from; sees nothing of a learner


@dataclass(frozen=True, slots=True)
class Dsl:
    """The designated safeguarding lead, as a learner is told of them."""

    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A school or an alternative provision; without a DSL, learners there cannot type free text."""

    code: str
    name: str
    dsl: Dsl | None = None
    out_of_hours: str | None = None

    @property
    def free_text_allowed(self) -> bool:
        """Return whether somebody is there to be told of a worry."""
        return self.dsl is not None


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody who signs in at the desk."""

    id: int
    email: str
    name: str
    setting_code: str
    roles: frozenset[Role]
    disabled: bool = False

    @property
    def actor(self) -> str:
        """Return who this is in the audit trail."""
        return f"adviser:{self.id}"


@dataclass(frozen=True, slots=True)
class DeskSession:
    """One sign-in that is still open, and whose it is."""

    adviser: Adviser
    created_at: datetime
    last_seen_at: datetime

    @property
    def ends_at(self) -> datetime:
        """Return when it ends if nothing more is done."""
        return min(self.last_seen_at + IDLE_LIMIT, self.created_at + SESSION_LIMIT)

    def is_over(self, now: datetime) -> bool:
        """Return whether it was left alone too long, lasted too long, or its owner was disabled."""
        return self.adviser.disabled or now >= self.ends_at


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """Somebody trying to sign in: the email address they typed, where from, and when."""

    email: str
    address: str
    at: datetime


# --- what each may do ---------------------------------------------------------------------


def check_signed_in(adviser: Adviser) -> None:
    """Let everybody through who is signed in; that somebody is, the desk has made sure."""


def can_view_plans(adviser: Adviser) -> bool:
    """Return whether somebody works with plans at all."""
    return Role.ADVISER in adviser.roles


def check_can_view_plans(adviser: Adviser) -> None:
    """Raise NotAllowed unless they work with plans."""
    if not can_view_plans(adviser):
        raise NotAllowed("plans")


def can_view_plan(adviser: Adviser, plan: ExitPlan) -> bool:
    """Return whether they may see something of this plan: their own setting's, and shared with them."""
    ours = plan.setting_code == adviser.setting_code
    return can_view_plans(adviser) and ours and shared_with_adviser(plan)


def can_answer_plans(adviser: Adviser) -> bool:
    """Return whether they may comment, ask back, agree and return."""
    return can_view_plans(adviser)


def check_can_answer_plans(adviser: Adviser) -> None:
    """Raise NotAllowed unless they may comment, ask back, agree and return."""
    if not can_answer_plans(adviser):
        raise NotAllowed("plans")


def can_view_alerts(adviser: Adviser) -> bool:
    """Return whether they are the one who is told of a worry."""
    return Role.DSL in adviser.roles


def check_can_view_alerts(adviser: Adviser) -> None:
    """Raise NotAllowed unless they are the designated safeguarding lead."""
    if not can_view_alerts(adviser):
        raise NotAllowed("alerts")


def can_view_sources(adviser: Adviser) -> bool:
    """Return whether they look after where courses come from."""
    return Role.ADMINISTRATOR in adviser.roles


def check_can_view_sources(adviser: Adviser) -> None:
    """Raise NotAllowed unless they look after where courses come from."""
    if not can_view_sources(adviser):
        raise NotAllowed("sources")


def can_decide_changes(adviser: Adviser) -> bool:
    """Return whether they say yes or no to what providers send through their own forms."""
    return can_view_plans(adviser) or can_view_sources(adviser)


def check_can_decide_changes(adviser: Adviser) -> None:
    """Raise NotAllowed unless they say yes or no to what providers send."""
    if not can_decide_changes(adviser):
        raise NotAllowed("changes")


# --- signing in ---------------------------------------------------------------------------


def locked_until(failures: list[datetime], limit: int) -> datetime | None:
    """Return when sign-in opens again, or None where it is open.

    Args:
        failures: when sign-ins failed, newest first.
        limit: this many within ``ATTEMPTS_WINDOW`` close it, for as long again from the last one.
    """
    if len(failures) < limit or failures[0] - failures[limit - 1] > ATTEMPTS_WINDOW:
        return None
    return failures[0] + ATTEMPTS_WINDOW


def check_password(password: str, email: str = "", name: str = "") -> None:
    """Check a new password: length and variety, not what characters it is made of.

    Raises:
        WeakPassword: too short, too long, too plain, or made from the person's own name.
    """
    if len(password) < MIN_PASSWORD:
        raise WeakPassword("too_short")
    if len(password) > MAX_PASSWORD:
        raise WeakPassword("too_long")
    if len(set(password)) < MIN_DIFFERENT_CHARACTERS:
        raise WeakPassword("too_plain")
    if any(own in password.casefold() for own in _own_words(email, name)):
        raise WeakPassword("too_close")


def _own_words(email: str, name: str) -> list[str]:
    """Return the words that somebody who knows the person would try first."""
    words = [email.partition("@")[0], *name.split(), "onward"]
    return [word.casefold() for word in words if len(word) >= MIN_DIFFERENT_CHARACTERS]
