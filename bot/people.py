"""The people who work with plans: advisers, their settings, their roles, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NotAllowed(PermissionError):
    """This person may not do this."""


class Role(StrEnum):
    """What somebody at the desk is there for."""

    ADVISER = "adviser"
    DSL = "dsl"  # designated safeguarding lead


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
