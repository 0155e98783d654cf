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
from bot.importers import FORMATS, BadFeed, run
from bot.store.catalogue_entries import OUTCOMES, Report

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
    with tqdm(unit="B", unit_scale=True, leave=False) as bar:
        try:
            reports = run(
                store, chosen.format, chosen.paths, today, lambda _, done, total: _show(bar, done, total)
            )
        except BadFeed as bad:
            raise Refused(str(bad)) from bad
    for report in reports:
        print(describe(report))
    return 0


def _show(bar: Any, done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)


def describe(report: Report) -> str:
    """Return a report as lines: what it did, then the first rows it refused and why."""
    counts = ", ".join(f"{report.count(outcome)} {outcome}" for outcome in OUTCOMES)
    lines = [
        f"  line {cell.line}, {cell.column}: {cell.value!r}: {cell.why}"
        for cell in report.refusals[:REFUSED_SHOWN]
    ]
    more = len(report.refusals) - REFUSED_SHOWN
    rest = [f"  and {more} more"] if more > 0 else []
    return "\n".join(
        [f"{report.file}: {report.rows} rows, {counts}, {report.refused} refused", *lines, *rest]
    )
