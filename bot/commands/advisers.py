"""Settings and advisers, added at the command line: there is no page that makes either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot import audit
from bot.people import Adviser, Role, Setting, check_password
from bot.store import Store
from bot.web.desk import passwords


@dataclass(frozen=True, slots=True)
class NewAdviser:
    """An adviser, and the password that is shown this once and kept nowhere."""

    adviser: Adviser
    password: str


def save_setting(store: Store, setting: Setting) -> Setting:
    """Add a setting, or change the one with its code."""
    event = audit.Event(audit.SYSTEM, "setting.saved", f"setting:{setting.code}")
    with store.open() as s:
        return s.people.save_setting(setting, event)


def add_adviser(
    store: Store, email: str, name: str, setting: str, roles: Iterable[Role], password: str | None = None
) -> NewAdviser:
    """Add somebody who may sign in at the desk.

    Args:
        store: the database.
        email: what they sign in with.
        name: what learners and colleagues read.
        setting: the code of their setting, which must be known.
        roles: what they are there for.
        password: one is made where none is given.

    Raises:
        WeakPassword: the given password will not do.
        ValueError: no such setting, or the email address is taken.
    """
    if password is None:
        password = passwords.generate()
    check_password(password, email, name)
    kept = passwords.hashed(password)
    with store.open() as s:
        if s.people.setting(setting) is None:
            raise ValueError(f"no setting has the code {setting!r}; add it first")
        event = audit.Event(audit.SYSTEM, "adviser.added", f"setting:{setting}")
        return NewAdviser(s.people.add_adviser(email, name, setting, roles, kept, event), password)


def renew_adviser(store: Store, email: str, name: str, setting: str, roles: Iterable[Role]) -> str:
    """Return a new password for an adviser, who is added where nobody has this email address.

    The earlier password stops working, and whatever was open with it ends.
    """
    with store.open() as s:
        known = s.people.adviser_by_email(email)
    if known is None:
        return add_adviser(store, email, name, setting, roles).password
    password = passwords.generate()
    event = audit.Event(audit.SYSTEM, "adviser.password_renewed", known.actor)
    with store.open() as s:
        s.people.keep_password_hash(known.id, passwords.hashed(password), event)
        s.people.close_all_sessions(known.id, event)
    return password
