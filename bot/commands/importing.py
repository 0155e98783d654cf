"""``onward import FORMAT PATH...``: a source into the catalogue, with a bar and a report."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tqdm import tqdm

from bot import settings as setting_reader
from bot.commands import Refused, home
from bot.importers import FORMATS, BadFeed, Report, run

REFUSED_SHOWN = 10


def add_to(commands: Any) -> None:
    """Add ``onward import``."""
    command = commands.add_parser("import", help="bring a source of courses, places or events in")
    command.add_argument("format", choices=sorted(FORMATS), help="what the files are")
    command.add_argument("paths", nargs="+", type=Path, help="files or folders")
    command.set_defaults(do=_import)


def _import(chosen: argparse.Namespace) -> int:
    store = home.prepare(setting_reader.load())
    today = datetime.now(ZoneInfo("Europe/London")).date()
    with tqdm(unit="row", leave=False) as bar:
        try:
            reports = run(store, chosen.format, chosen.paths, today, lambda done, total: _show(bar, done, total))
        except BadFeed as bad:
            raise Refused(str(bad)) from bad
    for report in reports:
        print(describe(report))
    return 0


def _show(bar: Any, done: int, total: int | None) -> None:
    bar.total = total
    bar.update(done - bar.n)


def describe(report: Report) -> str:
    """Return a report as lines: what it did, then the first rows it refused and why."""
    head = (
        f"{report.file_name}: {report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.withdrawn} withdrawn, {len(report.refused)} refused"
    )
    lines = [
        f"  line {row.line}, {row.column}: {row.value!r}: {row.why}" for row in report.refused[:REFUSED_SHOWN]
    ]
    more = len(report.refused) - REFUSED_SHOWN
    return "\n".join([head, *lines, *([f"  and {more} more"] if more > 0 else [])])
