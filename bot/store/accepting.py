"""What was accepted of a provider's proposal goes into the catalogue, as an import of its own feed does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from bot import audit
from bot.courses import Point, Source
from bot.proposals import EVENT, Change, Proposal, Said, read_event, read_fact, say_event, say_fact
from bot.store import catalogue_of_one as of_one
from bot.store.catalogue_entries import Entry, FactAbout
from bot.store.catalogue_intake import Intake
from bot.store.catalogue_links import ids_of
from bot.store.catalogue_own_words import OVER, feed_of, what_it_covers
from bot.store.catalogue_rows import to_event, to_provider
from bot.store.imports import Imports
from bot.store.tables.catalogue import EventRow, FactRow, ProviderRow


def now_known(database: Session, proposal: Proposal) -> list[Said | None]:
    """Return what the catalogue says now of each change."""
    if proposal.kind == EVENT:
        return [say_event(of_one.event_of(database, proposal.subject_id))]
    facts = of_one.facts_of(database, proposal.kind, _subjects(database, proposal))
    return [say_fact(facts.get(change.name)) for change in proposal.changes]


def accept(
    database: Session, proposal: Proposal, source_name: str, event: audit.Event,
    gazetteer: Callable[[], Mapping[str, Point]],
) -> None:
    """Write the accepted changes; what the provider said before of other things stays as it is."""
    intake = Intake(database, event)
    intake.withdraw_nothing()
    feed = feed_of(proposal.provider_id)
    intake.covers(feed, "event" if proposal.kind == EVENT else "fact")
    accepted = [change for change in proposal.changes if change.accepted]
    source = Source(source_name, proposal.at.date())
    if proposal.kind == EVENT:
        intake.save([_event(database, proposal, change.after, source) for change in accepted if change.after])
    else:
        intake.save([_fact(database, proposal, change, source) for change in accepted if change.after])
        gone = {change.name for change in accepted if change.after is None}
        intake.take_out("fact", of_one.fact_ids(database, "course", [proposal.subject_id], gone))
    intake.finish(gazetteer)
    Imports(database).keep_coming(feed, intake.at)


def _subjects(database: Session, proposal: Proposal) -> list[str]:
    """Return every id by which facts may name the subject."""
    if proposal.kind != "provider":
        return [proposal.subject_id]
    row = database.get(ProviderRow, proposal.subject_id)
    return list(ids_of(to_provider(row))) if row else [proposal.subject_id]


def _fact(database: Session, proposal: Proposal, change: Change, source: Source) -> Entry:
    fact = read_fact(change.after or {}, source)
    about = FactAbout(proposal.kind, proposal.subject_id, change.name, fact, proposal.proposed_by)
    over = what_it_covers(database.get(FactRow, about.id))
    return Entry(about, feed_of(proposal.provider_id), {OVER: over, "proposal": proposal.id})


def _event(database: Session, proposal: Proposal, said: Said, source: Source) -> Entry:
    row = database.get(EventRow, proposal.subject_id)
    before = to_event(row) if row else None
    point = of_one.point_of(database, said["postcode"] or "")
    if before and before.venue.postcode == (said["postcode"] or "") and before.venue.point:
        point = before.venue.point
    of = before.provider_id if before else proposal.provider_id
    event = read_event(said, proposal.subject_id, of, source, point)
    original = {OVER: what_it_covers(row), "proposal": proposal.id, "entered_by": proposal.proposed_by}
    return Entry(event, feed_of(proposal.provider_id), original)
