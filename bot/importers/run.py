"""One import, from paths to stored reports: of one format, that is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.importers import (
    apprenticeships,
    calendars,
    course_directory,
    course_directory_upload,
    establishments,
    events,
    job_profiles,
    lars,
    ncs_api,
    postcodes,
    providers,
    schema_org,
    support,
    t_levels,
    xcri,
)
from bot.importers.feed import Format
from bot.importers.recognising import Unusable, Unused, recognised
from bot.importers.scratch import scratch_folder
from bot.importers.taking_in import USUAL, Progress, Taking, Terms, leave_out, take_in
from bot.importers.unpacking import Found
from bot.store import Store
from bot.store.catalogue_entries import Report

# In the order in which they build on one another: codes and places, then providers, courses, and the rest.
FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        lars.FORMAT, postcodes.FORMAT, job_profiles.FORMAT, establishments.FORMAT, providers.FORMAT,
        course_directory.FORMAT, course_directory_upload.FORMAT, ncs_api.FORMAT, t_levels.FORMAT,
        apprenticeships.FORMAT, xcri.FORMAT, schema_org.FORMAT, events.FORMAT, support.FORMAT,
        calendars.FORMAT,
    )
}


def run(
    store: Store, format_name: str, given: Sequence[Path | str | Found], today: date,
    progress: Progress | None = None, terms: Terms = USUAL,
) -> list[Report]:
    """Import files, zip files or folders of files, of one format.

    Returns:
        A report for each file, as it is stored. Where a source shrinks by more than is likely, their state
        is held: they say what would have been done, and the catalogue is as it was. A file of a folder or a
        zip file that cannot be used is refused, and the others are taken in.

    Raises:
        BadFeed: a file that was named cannot be used, or none is of this format; the catalogue is as it was.
        KeyError: no such format.
    """
    feed = FORMATS[format_name]
    named = [each if isinstance(each, Found) else Found(Path(each)) for each in given]
    with scratch_folder() as scratch:
        try:
            files, unused = recognised(feed, named, scratch, terms.limits)
            taking = Taking(feed, files, unused, frozenset(each.path for each in named))
            return take_in(store, taking, today, progress, terms)
        except Unusable as bad:
            leave_out(store, feed.name, [Unused(bad.path, str(bad))])
            raise
