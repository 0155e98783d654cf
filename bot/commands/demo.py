"""``onward demo``: everything on this machine with a made-up area, and a sign-in made on this run."""

from __future__ import annotations

import argparse
import secrets
import time
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from bot import settings as setting_reader
from bot.commands import demo_data, home, running
from bot.commands.advisers import renew_adviser, save_setting
from bot.people import Dsl, Role, Setting
from bot.settings import Settings
from bot.store import Store

DEMO = Setting(
    code="demo",
    name="the demo school",
    dsl=Dsl("the safeguarding lead at the demo school", "01632 960 001"),
    out_of_hours="In the evening and at the weekend, nobody may read this until the next school day.",
)
DEMO_PLACE = "QN1, or Northmere"  # in the made-up area; real places work too, where courses are imported
SIGN_INS = (
    ("adviser@demo.example", "Demo adviser", frozenset({Role.ADVISER})),
    ("dsl@demo.example", "Demo safeguarding lead", frozenset({Role.ADVISER, Role.DSL})),
)


def add_to(commands: Any) -> None:
    """Add ``onward demo``."""
    command = commands.add_parser("demo", help="set up and run everything with a made-up area")
    command.set_defaults(do=_demo)


def _demo(_chosen: argparse.Namespace) -> int:
    started = time.monotonic()
    settings = setting_reader.load()
    home.make_folders(settings)
    settings = for_demo(settings)
    home.check_ports(settings)
    print("Setting up the demo area …", flush=True)
    store = home.prepare(settings)
    return running.run(settings, started, lambda: set_up(store, settings))


def for_demo(settings: Settings) -> Settings:
    """Return the settings with the demo's own secrets, made once and kept in the home folder."""
    kept = _kept_secrets(settings)
    return replace(
        settings,
        secret=settings.secret or kept["ONWARD_SECRET"],
        session_key=settings.session_key or kept["ONWARD_SESSION_KEY"],
        default_setting=settings.default_setting or DEMO.code,
        secure_cookies=False,  # the demo speaks plain http to this machine only
    )


def _kept_secrets(settings: Settings) -> dict[str, str]:
    path = settings.home / "demo.env"
    if not path.exists():
        path.touch(mode=0o600)
        names = ("ONWARD_SECRET", "ONWARD_SESSION_KEY")
        path.write_text("".join(f"{name}={secrets.token_urlsafe(32)}\n" for name in names), encoding="utf-8")
    return {name: value or "" for name, value in dotenv_values(path).items()}


def set_up(store: Store, settings: Settings) -> list[str]:
    """Load the demo area, the demo setting and its sign-ins; return what to tell whoever started it."""
    today = datetime.now(ZoneInfo("Europe/London")).date()
    demo_data.load(store, today, settings.home / "demo")
    save_setting(store, DEMO)
    lines = [*running.addresses(settings), f"A place to try   {DEMO_PLACE}"]
    for email, name, roles in SIGN_INS:
        password = renew_adviser(store, email, name, DEMO.code, roles)
        lines.append(f"Sign in as       {email}  with  {password}")
    return lines
