"""One import of whatever is there: each file is of the format that knows it, and none goes unmentioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.importers.feed import Format
from bot.importers.recognising import Recognised, Unused, in_order, opened_files, table_of
from bot.importers.run import FORMATS
from bot.importers.scratch import scratch_folder
from bot.importers.sheets import BadFeed, Sheet
from bot.importers.taking_in import USUAL, Progress, Taking, Terms, leave_out, take_in
from bot.importers.unpacking import Found, Limits, files_of, is_readable
from bot.store import Store
from bot.store.catalogue_entries import PASSED, Report

ANY = "any"


def run_any(
    store: Store, given: Sequence[Path | str], today: date, progress: Progress | None = None,
    terms: Terms = USUAL,
) -> list[Report]:
    """Import files, zip files or folders of files, each of the format, or formats, that know it.

    Every format is an import of its own, in the order in which they build on one another. A file that cannot
    be used is refused and does not keep the others from being taken in.

    Returns:
        A report for each file and each format that it is of; of one that none knows, that it is passed over.
    """
    with scratch_folder() as scratch:
        sheets, unused = _opened(given, scratch, terms.limits)
        by_format, unknown = _sorted_out(sheets)
        reports = []
        for name, files in by_format.items():
            reports += _take_in(store, FORMATS[name], files, today, progress, terms)
        return [*reports, *leave_out(store, ANY, [_shown(each, given) for each in [*unused, *unknown]])]


def _opened(
    given: Sequence[Path | str], scratch: Path, limits: Limits
) -> tuple[list[Sheet], list[Unused]]:
    """Return every file, looked through, and those that cannot be, or that no format reads."""
    sheets, unused = {}, {}
    for number, path in enumerate(map(Path, given)):
        inside = _inside(path, scratch / str(number), limits)
        strange = [each for each in inside if not (each.why or is_readable(each.path))]
        for each in strange:
            unused[each.path] = _passed(each.path, f"no format has files that end with {each.path.suffix!r}")
        for found in opened_files([each for each in inside if each not in strange]):
            if isinstance(found, Unused):
                unused[found.path] = found
            else:
                sheets[found.path] = found
    return list(sheets.values()), list(unused.values())


def _inside(path: Path, scratch: Path, limits: Limits) -> Sequence[Found]:
    try:
        return files_of(Found(path), scratch, limits)
    except BadFeed as bad:
        return [Found(path, why=str(bad))]


def _shown(unused: Unused, given: Sequence[Path | str]) -> Unused:
    """Return a file under its name within the folder that was given."""
    folder = next((path for path in map(Path, given) if path in unused.path.parents), unused.path.parent)
    return replace(unused, shown=str(unused.path.relative_to(folder)))


def _passed(path: Path, why: str) -> Unused:
    return Unused(path, f"not a catalogue file: {why}", PASSED)


def _sorted_out(sheets: Sequence[Sheet]) -> tuple[Mapping[str, Recognised], list[Unused]]:
    """Return the files of each format, in the order of the formats, and those that are of none."""
    found: dict[str, Recognised] = defaultdict(list)
    known = {sheet.path: list(_formats_of(sheet)) for sheet in sheets}
    for sheet in sheets:
        for feed in known[sheet.path]:
            if table := table_of(feed, sheet):
                found[feed.name].append((table, sheet))
    # A format of which there is only what explains other files brings nothing.
    brings = {name for name, files in found.items() if not all(table.explains for table, _ in files)}
    unused = [
        _passed(sheet.path, _why_unused(known[sheet.path]))
        for sheet in sheets if not any(feed.name in brings for feed in known[sheet.path])
    ]  # fmt: skip
    return {name: found[name] for name in FORMATS if name in brings}, unused


def _formats_of(sheet: Sheet) -> Iterator[Format]:
    known = [feed for feed in FORMATS.values() if table_of(feed, sheet)]
    sure = [feed for feed in known if not feed.loose]
    yield from sure or known


def _why_unused(known: Sequence[Format]) -> str:
    if not known:
        return "no format knows what is in it"
    names = ", ".join(feed.name for feed in known)
    return f"it only explains others, and there is no file of {names} here"


def _take_in(
    store: Store, feed: Format, files: Recognised, today: date, progress: Progress | None, terms: Terms
) -> list[Report]:
    try:
        return take_in(store, Taking(feed, in_order(feed, files)), today, progress, terms)
    except BadFeed as bad:
        return leave_out(store, feed.name, [Unused(sheet.path, str(bad)) for _, sheet in files])
