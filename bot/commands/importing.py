"""``onward import FORMAT PATH...``: a source into the catalogue, with a bar and a report."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tqdm import tqdm

from bot import settings as setting_reader
from bot.commands import Refused, home
from bot.importers import FORMATS, BadFeed, Limits, Progress, Terms, run
from bot.store.catalogue_entries import HELD, OUTCOMES, ROW_OUTCOMES, Report

REFUSED_SHOWN = 10
MEGABYTE = 1_000_000
# What the bar counts while it reads, and while it writes.
UNITS = {"reading": "B", "keeping": " rows"}


def add_to(commands: Any) -> None:
    """Add ``onward import``."""
    command = commands.add_parser("import", help="bring a source of courses, places or events in")
    command.add_argument("format", choices=sorted(FORMATS), help="what the files are")
    command.add_argument("paths", nargs="+", type=Path, help="files, zip files or folders")
    command.add_argument("--unpacked-mb", type=_megabytes, default=Terms().limits.unpacked // MEGABYTE,
                         help="how much a zip file may hold (default: %(default)s MB)")  # fmt: skip
    add_terms(command)
    command.set_defaults(do=_import)


def add_terms(command: argparse.ArgumentParser) -> None:
    """Add what an import may be allowed."""
    command.add_argument("--accept-shrink", action="store_true",
                         help="take a source in that holds less than four fifths of what it did")  # fmt: skip


def _megabytes(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100_000:  # noqa: PLR2004
        raise argparse.ArgumentTypeError("give a whole number of megabytes")
    return int(text)


def _import(chosen: argparse.Namespace) -> int:
    store = home.prepare(setting_reader.load())
    limits = Limits(unpacked=chosen.unpacked_mb * MEGABYTE)
    with progress_bar() as progress:
        try:
            reports = run(
                store, chosen.format, chosen.paths, today(), progress, Terms(chosen.accept_shrink, limits)
            )
        except BadFeed as bad:
            raise Refused(str(bad)) from bad
    return show(reports)


def today() -> date:
    """Return the day it is in England."""
    return datetime.now(ZoneInfo("Europe/London")).date()


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show how far an import is: what is read of the files, then what is written of the rows."""
    tqdm.monitor_interval = 0  # no thread: each file is read by a fork of this process
    with tqdm(unit_scale=True, leave=False) as bar:

        def move(stage: str, done: int, total: int) -> None:
            if bar.desc != f"{stage}: ":
                bar.set_description(stage)
                bar.unit = UNITS[stage]
                bar.reset(total)
            bar.update(done - bar.n)

        yield move


def show(reports: Sequence[Report]) -> int:
    """Print reports.

    Returns:
        0 where every file was kept; 1 where an import is held, or every row of a file was refused.
    """
    for report in reports:
        print(describe(report))
    if held := next((report.why for report in reports if report.state == HELD), None):
        print(f"HELD, nothing was kept: {held}.")
        print("If that is right, say the same again with --accept-shrink.")
        return 1
    return int(any(report.rows and report.refused == report.rows for report in reports))


def describe(report: Report) -> str:
    """Return a report as lines: what became of its rows, of each kind, and which it refused and why."""
    counted = " + ".join(f"{report.outcomes.get(each, 0):,} {each}" for each in ROW_OUTCOMES)
    lines = [f"{report.file}: {report.rows:,} rows = {counted} + {report.refused:,} refused"]
    for kind, tally in report.tallies.items():
        lines.append(f"  {kind}s: " + ", ".join(f"{tally.get(each, 0):,} {each}" for each in OUTCOMES))
    lines += [f"  {_cell(cell)}" for cell in report.refusals[:REFUSED_SHOWN]]
    more = len(report.refusals) - REFUSED_SHOWN
    return "\n".join([*lines, *([f"  and {more:,} more"] if more > 0 else [])])


def _cell(cell: Any) -> str:
    column = f", {cell.column}" if cell.column else ""
    value = f": {cell.value!r}" if cell.value else ""
    return f"line {cell.line}{column}{value}: {cell.why}"
