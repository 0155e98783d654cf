"""Sources, for administrators: when each came last, what every import brought, and what it refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from bot import audit, people
from bot.reference.wording import say
from bot.store import Session
from bot.store.catalogue_entries import HELD, KEPT, PASSED, REFUSED, ROW_OUTCOMES, Report
from bot.store.imports import Feed, FetchedSource
from bot.web.at_hand import at_hand
from bot.web.desk import wording
from bot.web.desk.door import NotHere, blueprint, needs, store
from bot.web.paging import page_asked

FEEDS_ON_A_PAGE = 50
IMPORTS_ON_A_PAGE = 20
REFUSALS_ON_A_PAGE = 100
COLOURS = {KEPT: "green", HELD: "red", REFUSED: "red", PASSED: "grey"}


@blueprint.get("/sources")
@needs(people.check_can_view_sources)
def sources() -> ResponseReturnValue:
    """Show what is replaced as one, the longest ago first, and the addresses that are fetched."""
    now = audit.now()
    with store().open() as s:
        page = page_asked(FEEDS_ON_A_PAGE, s.imports.count_feeds())
        feeds = [_feed(s, feed, now) for feed in s.imports.feeds(page.size, page.after)]
        fetched = [_fetched(source) for source in s.imports.sources()]
    return render_template("desk/sources.html", feeds=feeds, fetched=fetched, page=page)


@blueprint.get("/sources/imports")
@needs(people.check_can_view_sources)
def sources_imports() -> ResponseReturnValue:
    """Show every import, newest first."""
    with store().open() as s:
        page = page_asked(IMPORTS_ON_A_PAGE, s.imports.count())
        reports = [_report(report) for report in s.imports.latest(page.size, page.after)]
    return render_template("desk/imports.html", imports=reports, page=page)


@blueprint.get("/sources/imports/<int:import_id>")
@needs(people.check_can_view_sources)
def sources_import(import_id: int) -> ResponseReturnValue:
    """Show what one file brought, and every cell that it was refused for."""
    with store().open() as s:
        report = s.imports.report(import_id)
    if report is None:
        raise NotHere(f"import:{import_id}")
    page = page_asked(REFUSALS_ON_A_PAGE, len(report.refusals))
    shown = report.refusals[page.after : page.after + page.size]
    return render_template("desk/import.html", found=_report(report), refusals=shown, page=page)


def _feed(s: Session, feed: Feed, now: datetime) -> dict[str, Any]:
    age = now - feed.imported_at
    held = [f"{count:,} {say('desk', f'kind_{kind}')}" for kind, count in feed.holds.items() if count]
    return {
        "name": _name(s, feed.name),
        "when": say("desk", "feed_age", at=wording.moment(feed.imported_at), days=_ago(age.days)),
        "check": age > at_hand().settings.check_after,
        "holds": ", ".join(held) or say("desk", "feed_empty"),
    }


def _name(s: Session, feed: str) -> str:
    """Return a feed's name, with the provider's in place of its number."""
    kind, _, rest = feed.partition(":")
    provider = s.catalogue.provider(rest.removeprefix("provider:")) if rest else None
    return say("desk", "feed_of", feed=kind, provider=provider.name) if provider else feed


def _ago(days: int) -> str:
    return wording.days(days) if days == 0 else say("desk", "days_ago", days=wording.days(days))


def _fetched(source: FetchedSource) -> dict[str, Any]:
    if source.tried_at is None:
        return {"name": source.name, "format": source.format, "went": say("desk", "never_fetched")}
    code = "wrong" if source.problem else "unchanged" if source.unchanged_at == source.tried_at else "new"
    went = say("desk", f"fetched_{code}", at=wording.moment(source.tried_at), problem=source.problem or "")
    return {
        "name": source.name, "format": source.format, "went": went, "wrong": source.problem is not None,
    }  # fmt: skip


def _report(report: Report) -> dict[str, Any]:
    counts = {each: f"{report.outcomes.get(each, 0):,}" for each in ROW_OUTCOMES}
    return {
        "id": report.id,
        "file": report.file,
        "format": report.format,
        "at": wording.moment(report.at),
        "held": report.state == HELD,
        "unused": report.state in (REFUSED, PASSED),
        "colour": COLOURS[report.state],
        "state": say("desk", f"import_{report.state}"),
        "why": report.why,
        "rows": say("desk", "rows_counted", rows=f"{report.rows:,}", refused=f"{report.refused:,}", **counts),
        "kinds": [_kind(kind, tally) for kind, tally in report.tallies.items()],
        "refused": report.refused,
        "not_kept": max(0, report.refused - len({each.line for each in report.refusals})),
    }


def _kind(kind: str, tally: Mapping[str, int]) -> str:
    counts = {each: f"{tally.get(each, 0):,}" for each in (*ROW_OUTCOMES, "withdrawn")}
    return say("desk", "kind_counted", kind=say("desk", f"kind_{kind}").capitalize(), **counts)
