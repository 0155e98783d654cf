"""``onward import FORMAT PATH...``: files into the catalogue, with a bar and a report."""

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
from bot.importers import ANY, FORMATS, BadFeed, Limits, Progress, Terms, run, run_any
from bot.store import Store
from bot.store.catalogue_entries import HELD, OUTCOMES, PASSED, REFUSED, ROW_OUTCOMES, Report

REFUSED_SHOWN = 10
MEGABYTE = 1_000_000
# What the bar counts while it reads, and while it writes.
UNITS = {"reading": "B", "keeping": " rows"}


def add_to(commands: Any) -> None:
    """Add ``onward import``."""
    command = commands.add_parser("import", help="bring a source of courses, places or events in")
    command.add_argument("format", choices=[ANY, *sorted(FORMATS)],
                         help="what the files are; any: each is of the format that knows it")  # fmt: skip
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
    try:
        return show(_take_in(store, chosen))
    except BadFeed as bad:
        raise Refused(str(bad)) from bad


def _take_in(store: Store, chosen: argparse.Namespace) -> list[Report]:
    terms = Terms(chosen.accept_shrink, Limits(unpacked=chosen.unpacked_mb * MEGABYTE))
    with progress_bar() as progress:
        if chosen.format == ANY:
            return run_any(store, chosen.paths, today(), progress, terms)
        return run(store, chosen.format, chosen.paths, today(), progress, terms)


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
        0 where every file was kept; 1 where one is held or refused, or every row of one was refused.
    """
    for report in reports:
        print(describe(report))
    held = {report.format: report.why for report in reports if report.state == HELD}
    for format_name, why in held.items():
        print(f"HELD, nothing was kept of {format_name}: {why}.")
    if held:
        print("If that is right, say the same again with --accept-shrink.")
    return int(bool(held) or any(map(_went_wrong, reports)))


def _went_wrong(report: Report) -> bool:
    return report.state == REFUSED or bool(report.rows and report.refused == report.rows)


def describe(report: Report) -> str:
    """Return a report as lines: what became of its rows, of each kind, and which it refused and why."""
    if report.state in (REFUSED, PASSED):
        return f"{report.file}: {report.state}{' over' * (report.state == PASSED)}: {report.why}"
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
