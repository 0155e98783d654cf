"""Job profiles of the National Careers Service: names of jobs, and by their categories what leads to them.

Either list will do: the pairs of category and profile (CSV), or the profiles (JSON lines). Only names and
categories are kept; what is written of a job is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bot.importers.cells import at_most, slug, text
from bot.importers.feed import SHOWN_OF_A_CELL, Cells, Column, Format, Reading, Table
from bot.importers.records import csv_records, text_lines
from bot.importers.sheets import Moved, Record, Sheet
from bot.importers.workbooks import workbook_records
from bot.reference import subjects
from bot.store.catalogue_entries import Entry, Listed, Refusal

FEED = "job-profiles"
SOURCE = "National Careers Service job profiles"
LIST = "job"
_CODE = 64


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    title = _as_in_a_sentence(cells["title"])
    areas = subjects.of_job(title, cells["categories"].split(";"))
    source = reading.source(SOURCE)
    kept = {name: raw.get(name, "") for name in ("title", "categories")}
    yield Entry(Listed(LIST, slug(title)[:_CODE], title, source, areas), FEED, kept)


def _as_in_a_sentence(title: str) -> str:
    """Return a title without its first capital, unless that is an acronym's: "IT manager", "actor"."""
    return title if re.match(r"\w[A-Z0-9]", title) else title[:1].lower() + title[1:]


def _of_pairs(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield one record for each profile, with all its categories."""
    found: dict[str, tuple[int, list[str]]] = {}
    read = workbook_records if sheet.is_workbook else csv_records
    for each in read(sheet, moved):
        if isinstance(each, Refusal):
            yield each
        else:
            line, record = each
            found.setdefault(record["job_profile"], (line, []))[1].append(record["category"])
    for title, (line, categories) in found.items():
        yield line, {"title": title, "categories": "; ".join(categories)}


def _of_lines(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield one record for each line: the title and the categories of a profile."""
    for found in text_lines(sheet, moved):
        yield found if isinstance(found, Refusal) else _profile(*found)


def _profile(line: int, words: str) -> tuple[int, Record] | Refusal:
    try:
        found = json.loads(words)
        categories = found.get("categories") or []
        return line, {"title": str(found["title"]), "categories": "; ".join(map(str, categories))}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        why = "is no profile: an object with a title was expected"
        return Refusal(line, "", words[:SHOWN_OF_A_CELL], why)


_COLUMNS = (Column("title", at_most(255), required=True), Column("categories", text, empty=""))

FORMAT = Format(FEED, (
    Table("categories", _COLUMNS, _entries, marks=("category", "job_profile"), records_in=_of_pairs),
    Table("profiles", _COLUMNS, _entries, marks=("title", "url"), medium="lines", records_in=_of_lines),
))
