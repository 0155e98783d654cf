"""The only reader of the environment: every setting, its default, and what to do about a wrong one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from dotenv import dotenv_values

from bot.courses import CHECK_AFTER

MIN_SECRET = 32


class WrongSetting(ValueError):
    """A setting has a value that cannot be used; the message names it and says what to do."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        """Build the one line that a person at the command line reads."""
        super().__init__(f"{name} {problem}. {remedy}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; see ``.env.example`` for what each is for."""

    home: Path
    web_host: str
    web_port: int
    rasa_port: int
    actions_port: int
    database_url: str
    chat_rate: int
    default_setting: str
    secret: str
    session_key: str
    secure_cookies: bool
    check_after_days: int

    @property
    def check_after(self) -> timedelta:
        """How long what an import brought is taken to be so."""
        return timedelta(days=self.check_after_days)

    @property
    def models(self) -> Path:
        """Where trained models are kept."""
        return self.home / "models"

    @property
    def logs(self) -> Path:
        """Where each process writes its log."""
        return self.home / "logs"

    def as_environment(self) -> dict[str, str]:
        """Return these settings as environment variables for a process of ours."""
        return {
            "ONWARD_HOME": str(self.home),
            "ONWARD_WEB_HOST": self.web_host,
            "ONWARD_WEB_PORT": str(self.web_port),
            "ONWARD_RASA_PORT": str(self.rasa_port),
            "ONWARD_ACTIONS_PORT": str(self.actions_port),
            "ONWARD_DATABASE_URL": self.database_url,
            "ONWARD_CHAT_RATE": str(self.chat_rate),
            "ONWARD_DEFAULT_SETTING": self.default_setting,
            "ONWARD_SECRET": self.secret,
            "ONWARD_SESSION_KEY": self.session_key,
            "ONWARD_SECURE_COOKIES": "yes" if self.secure_cookies else "no",
            "ONWARD_CHECK_AFTER_DAYS": str(self.check_after_days),
        }


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment, and below it from ``.env`` in the working folder.

    Args:
        environment: read from here instead, in tests.

    Raises:
        WrongSetting: a value cannot be used.
    """
    if environment is None:
        from_file = {name: value for name, value in dotenv_values(".env").items() if value is not None}
        environment = {**from_file, **os.environ}
    read = _Reader(environment)
    home = Path(read.text("ONWARD_HOME", "./var")).expanduser().resolve()
    settings = Settings(
        home=home,
        web_host=read.text("ONWARD_WEB_HOST", "127.0.0.1"),
        web_port=read.number("ONWARD_WEB_PORT", 8000, 1, 65535),
        rasa_port=read.number("ONWARD_RASA_PORT", 5005, 1, 65535),
        actions_port=read.number("ONWARD_ACTIONS_PORT", 5055, 1, 65535),
        database_url=read.checked("ONWARD_DATABASE_URL", f"sqlite:///{home}/onward.db", _check_database),
        chat_rate=read.number("ONWARD_CHAT_RATE", 60, 0, 100_000),
        default_setting=read.text("ONWARD_DEFAULT_SETTING", ""),
        secret=read.checked("ONWARD_SECRET", "", _check_secret),
        session_key=read.checked("ONWARD_SESSION_KEY", "", _check_secret),
        secure_cookies=read.yes_or_no("ONWARD_SECURE_COOKIES", True),
        check_after_days=read.number("ONWARD_CHECK_AFTER_DAYS", CHECK_AFTER.days, 1, 3650),
    )
    _check_ports(settings)
    return settings


def environment() -> dict[str, str]:
    """Return the whole environment of this process, to hand on to a process of ours."""
    return dict(os.environ)


class _Reader:
    """Reads one value at a time and says clearly what is wrong with it."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str, default: str) -> str:
        return self._values.get(name, "").strip() or default

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise WrongSetting(
                name, f"is {text!r}", f"Set it to a whole number from {least} to {most}, or leave it out."
            )
        return int(text)

    def yes_or_no(self, name: str, default: bool) -> bool:
        return self.one_of(name, "yes" if default else "no", ("yes", "no")) == "yes"

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        text = self.text(name, default)
        if text not in allowed:
            raise WrongSetting(name, f"is {text!r}", f"Set it to one of: {', '.join(allowed)}.")
        return text

    def checked(self, name: str, default: str, check: Callable[[str, str], None]) -> str:
        text = self.text(name, default)
        check(name, text)
        return text


def _check_database(name: str, url: str) -> None:
    if not url.startswith(("sqlite:///", "postgresql+psycopg2://")):
        raise WrongSetting(
            name,
            "is not a database address that we know",
            "Start it with sqlite:/// and a file, or with postgresql+psycopg2:// and a server.",
        )


def _check_secret(name: str, secret: str) -> None:
    if secret and len(secret) < MIN_SECRET:
        raise WrongSetting(
            name,
            f"is shorter than {MIN_SECRET} characters",
            'Make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"',
        )


def _check_ports(settings: Settings) -> None:
    ports = {
        "ONWARD_WEB_PORT": settings.web_port,
        "ONWARD_RASA_PORT": settings.rasa_port,
        "ONWARD_ACTIONS_PORT": settings.actions_port,
    }
    taken: dict[int, str] = {}
    for name, port in ports.items():
        if port in taken:
            raise WrongSetting(name, f"is {port}, as is {taken[port]}", "Give each its own port.")
        taken[port] = name
