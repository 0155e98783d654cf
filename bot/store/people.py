"""Settings, advisers and their sign-ins at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from bot import audit
from bot.people import (
    ATTEMPTS_FROM_AN_ADDRESS,
    ATTEMPTS_OF_AN_ACCOUNT,
    IDLE_LIMIT,
    SESSION_LIMIT,
    Adviser,
    DeskSession,
    Dsl,
    LockedOut,
    Role,
    Setting,
    SignInAttempt,
    locked_until,
)
from bot.store.audits import record
from bot.store.tables.people import AdviserRow, DeskSessionRow, SettingRow, SignInAttemptRow

ATTEMPTS_KEPT = timedelta(days=1)


class People:
    """Settings, advisers, sign-ins."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    # --- settings -------------------------------------------------------------------------

    def save_setting(self, setting: Setting, event: audit.Event) -> Setting:
        """Keep a setting, new or changed."""
        self._database.merge(
            SettingRow(
                code=setting.code,
                name=setting.name,
                dsl_name=setting.dsl.name if setting.dsl else None,
                dsl_phone=setting.dsl.phone if setting.dsl else None,
                out_of_hours=setting.out_of_hours,
            )
        )
        self._database.flush()
        record(self._database, event)
        return setting

    def setting(self, code: str) -> Setting | None:
        """Return one setting, or None."""
        row = self._database.get(SettingRow, code)
        return _to_setting(row) if row else None

    # --- advisers -------------------------------------------------------------------------

    def add_adviser(
        self,
        email: str,
        name: str,
        setting_code: str,
        roles: Iterable[Role],
        password_hash: str,
        event: audit.Event,
    ) -> Adviser:
        """Keep a new adviser.

        Raises:
            ValueError: the email address is taken.
        """
        if self.adviser_by_email(email):
            raise ValueError("this email address is taken")
        row = AdviserRow(
            email=_tidy(email),
            name=name,
            setting_code=setting_code,
            roles=sorted(roles),
            password_hash=password_hash,
            disabled=False,
        )
        self._database.add(row)
        self._database.flush()
        record(self._database, event)
        return _to_adviser(row)

    def adviser_by_email(self, email: str) -> Adviser | None:
        """Return the adviser with this email address, in capitals or not, or None."""
        row = self._adviser_row(email)
        return _to_adviser(row) if row else None

    def adviser(self, adviser_id: int) -> Adviser | None:
        """Return the adviser with this number, or None."""
        row = self._database.get(AdviserRow, adviser_id)
        return _to_adviser(row) if row else None

    def password_hash(self, adviser_id: int) -> str | None:
        """Return what is kept of an adviser's password, or None."""
        row = self._database.get(AdviserRow, adviser_id)
        return row.password_hash if row else None

    def keep_password_hash(self, adviser_id: int, password_hash: str, event: audit.Event) -> None:
        """Keep a new hash: of a new password, or of the same one made with stronger settings."""
        self._change_adviser(adviser_id, password_hash=password_hash)
        record(self._database, event)

    def disable_adviser(self, adviser_id: int, event: audit.Event) -> None:
        """Let an adviser in no more, and end whatever they have open."""
        self._change_adviser(adviser_id, disabled=True)
        self.close_all_sessions(adviser_id, event)

    # --- signing in -----------------------------------------------------------------------

    def begin_sign_in(self, attempt: SignInAttempt, event: audit.Event) -> Adviser | None:
        """Count an attempt, before its password is looked at, and return whose account it is.

        Counted first, many at once cannot slip past the limit together; ``open_session`` takes
        the count back where the password was right.

        Raises:
            LockedOut: too many failed; this attempt is not counted.
        """
        limits = {
            _account_key(attempt): ATTEMPTS_OF_AN_ACCOUNT,
            _address_key(attempt): ATTEMPTS_FROM_AN_ADDRESS,
        }
        self._forget_old_attempts(attempt.at)
        rows = [SignInAttemptRow(key=key, at=attempt.at) for key in limits]
        self._database.add_all(rows)
        self._database.flush()
        for row in rows:
            self._check_not_locked(row, limits[row.key])
        record(self._database, event)
        return self.adviser_by_email(attempt.email)

    def open_session(self, adviser: Adviser, digest: str, attempt: SignInAttempt, event: audit.Event) -> None:
        """Sign an adviser in.

        Args:
            adviser: whose password was right.
            digest: the SHA-256 of the new session's random id, in hex.
            attempt: the one that succeeded; the account's failures are forgotten with it.
            event: its moment is the start of the session.
        """
        self._forget_attempt(attempt)
        self._forget_ended_sessions(event.at)
        self._database.add(
            DeskSessionRow(
                digest=digest,
                adviser_id=adviser.id,
                created_at=event.at,
                last_seen_at=event.at,
                expires_at=event.at + SESSION_LIMIT,
            )
        )
        record(self._database, event)

    def session(self, digest: str, now: datetime) -> DeskSession | None:
        """Return the open session with this digest, or None where there is none or it is over."""
        row = self._database.get(DeskSessionRow, digest)
        session = DeskSession(_to_adviser(row.adviser), row.created_at, row.last_seen_at) if row else None
        return None if session is None or session.is_over(now) else session

    def use_session(self, digest: str, now: datetime) -> DeskSession | None:
        """Return the open session with this digest and note that it is in use, or return None.

        It takes no audit event: what is done in a session is audited where it is done.
        """
        self._forget_ended_sessions(now)
        in_use = update(DeskSessionRow).where(DeskSessionRow.digest == digest).values(last_seen_at=now)
        self._database.execute(in_use)
        return self.session(digest, now)

    def close_session(self, digest: str, event: audit.Event) -> None:
        """End one session."""
        self._database.execute(delete(DeskSessionRow).where(DeskSessionRow.digest == digest))
        record(self._database, event)

    def close_all_sessions(self, adviser_id: int, event: audit.Event) -> None:
        """End every session of one adviser."""
        self._database.execute(delete(DeskSessionRow).where(DeskSessionRow.adviser_id == adviser_id))
        record(self._database, event)

    # --- inside ---------------------------------------------------------------------------

    def _adviser_row(self, email: str) -> AdviserRow | None:
        return self._database.scalar(select(AdviserRow).where(AdviserRow.email == _tidy(email)))

    def _change_adviser(self, adviser_id: int, **values: object) -> None:
        self._database.execute(update(AdviserRow).where(AdviserRow.id == adviser_id).values(**values))

    def _check_not_locked(self, attempt: SignInAttemptRow, limit: int) -> None:
        earlier = (
            select(SignInAttemptRow.at)
            .where(SignInAttemptRow.key == attempt.key, SignInAttemptRow.id != attempt.id)
            .order_by(SignInAttemptRow.at.desc())
            .limit(limit)
        )
        until = locked_until(list(self._database.scalars(earlier)), limit)
        if until is not None and attempt.at < until:
            raise LockedOut(until)

    def _forget_attempt(self, attempt: SignInAttempt) -> None:
        this_address = (SignInAttemptRow.key == _address_key(attempt)) & (SignInAttemptRow.at == attempt.at)
        self._database.execute(
            delete(SignInAttemptRow).where(or_(SignInAttemptRow.key == _account_key(attempt), this_address))
        )

    def _forget_old_attempts(self, now: datetime) -> None:
        self._database.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < now - ATTEMPTS_KEPT))

    def _forget_ended_sessions(self, now: datetime) -> None:
        left_alone = DeskSessionRow.last_seen_at <= now - IDLE_LIMIT
        self._database.execute(
            delete(DeskSessionRow).where(or_(DeskSessionRow.expires_at <= now, left_alone))
        )


def _to_setting(row: SettingRow) -> Setting:
    dsl = Dsl(row.dsl_name, row.dsl_phone) if row.dsl_name else None
    return Setting(row.code, row.name, dsl, row.out_of_hours)


def _to_adviser(row: AdviserRow) -> Adviser:
    roles = frozenset(Role(role) for role in row.roles)
    return Adviser(row.id, row.email, row.name, row.setting_code, roles, row.disabled)


def _tidy(email: str) -> str:
    return email.strip().casefold()


def _account_key(attempt: SignInAttempt) -> str:
    """Return a digest: people type their passwords into the wrong box."""
    return sha256(f"account:{_tidy(attempt.email)}".encode()).hexdigest()


def _address_key(attempt: SignInAttempt) -> str:
    return sha256(f"address:{attempt.address}".encode()).hexdigest()
