"""``onward setting`` and ``onward adviser``: the schools that use it, and who signs in at the desk."""

from __future__ import annotations

import argparse
import re
from typing import Any

from bot import settings as setting_reader
from bot.commands import Refused, home
from bot.commands.advisers import add_adviser, save_setting
from bot.people import Dsl, Role, Setting

# What a web page can name, and what a desk can be signed in with.
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def add_to(commands: Any) -> None:
    """Add both commands."""
    setting = commands.add_parser("setting", help="add a school or AP, or change it")
    setting.add_argument("code", help="what its web page calls it, such as hill-ap")
    setting.add_argument("name", help="what learners read")
    setting.add_argument("--dsl", help="the designated safeguarding lead; without one, nobody there can type")
    setting.add_argument("--dsl-phone", help="how learners reach them")
    setting.add_argument("--out-of-hours", help="one sentence: when nobody reads an alert")
    setting.set_defaults(do=_setting)
    adviser = commands.add_parser("adviser", help="add somebody who signs in at the desk")
    adviser.add_argument("email")
    adviser.add_argument("name")
    adviser.add_argument("setting", help="the code of their setting")
    adviser.add_argument("--dsl", action="store_true", help="they read safeguarding alerts")
    adviser.add_argument("--administrator", action="store_true", help="they see where courses come from")
    adviser.set_defaults(do=_adviser)


def _setting(chosen: argparse.Namespace) -> int:
    if not CODE.fullmatch(chosen.code):
        raise Refused(f"{chosen.code!r} is no code. Use letters, digits and hyphens, such as hill-ap.")
    _check_name(chosen.name)
    store = home.prepare(setting_reader.load())
    lead = Dsl(chosen.dsl, chosen.dsl_phone) if chosen.dsl else None
    kept = save_setting(store, Setting(chosen.code, chosen.name, lead, chosen.out_of_hours))
    typing = (
        "can type" if kept.free_text_allowed else "use buttons only, as nobody is there to be told of a worry"
    )
    print(f"{kept.name} is kept as {kept.code}. Learners there {typing}.")
    return 0


def _adviser(chosen: argparse.Namespace) -> int:
    if not EMAIL.fullmatch(chosen.email.strip()):
        raise Refused(f"{chosen.email!r} is no email address. Give one such as sam@hill.example.")
    _check_name(chosen.name)
    store = home.prepare(setting_reader.load())
    also = {Role.DSL: chosen.dsl, Role.ADMINISTRATOR: chosen.administrator}
    roles = {Role.ADVISER, *(role for role, wanted in also.items() if wanted)}
    try:
        new = add_adviser(store, chosen.email, chosen.name, chosen.setting, roles)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    print(f"{new.adviser.email} signs in at /desk with: {new.password}")
    print("It is shown this once and kept nowhere.")
    return 0


def _check_name(name: str) -> None:
    if not name.strip():
        raise Refused("the name is empty. Give the one that learners read.")
