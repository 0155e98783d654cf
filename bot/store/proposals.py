"""What providers sent through their own forms: it waits, is decided once, and stays to be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import audit
from bot.courses import Point
from bot.proposals import AlreadyDecided, Change, ChangedSince, Proposal, Said, State, seen
from bot.store import accepting
from bot.store.audits import record
from bot.store.tables.proposals import ProposalRow

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's yes or no to each change of a proposal.

    Args:
        accepted: the names of the changes that are accepted; all others are refused.
        by: the number of whoever decides.
        source_name: what learners read of where it is from.
        seen: the stand-in for what was known when they decided (``proposals.seen``).
        reason: what the provider reads.
    """

    accepted: Collection[str]
    by: int
    source_name: str
    seen: str
    reason: str | None = None


class Proposals:
    """Proposals: sent, replaced, taken back, decided."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    # --- for providers -----------------------------------------------------------------------

    def send(self, proposal: Proposal, event: audit.Event) -> None:
        """Keep a proposal in the place of the one that waits about the same thing; without changes, none.

        Raises:
            ChangedSince: another was sent at the same moment; this transaction cannot go on.
        """
        waiting = self._about(proposal.provider_id, proposal.kind, proposal.subject_id)
        replaced = update(ProposalRow).where(waiting).values(state=State.REPLACED.value)
        self._database.execute(replaced)
        if proposal.changes:
            self._database.add(_row(proposal))
        try:
            self._database.flush()
        except IntegrityError as error:
            raise ChangedSince(proposal.subject_id) from error
        record(self._database, event)

    def waiting_about(self, provider_id: str, kind: str, subject_id: str) -> Proposal | None:
        """Return what a provider has said of a subject that nobody has decided, or None."""
        row = self._database.scalar(select(ProposalRow).where(self._about(provider_id, kind, subject_id)))
        return _proposal(row) if row else None

    def waiting_of(self, provider_id: str) -> list[Proposal]:
        """Return all that waits of one provider, oldest first."""
        query = select(ProposalRow).where(
            ProposalRow.provider_id == provider_id, ProposalRow.state == State.WAITING.value
        )
        return [_proposal(row) for row in self._database.scalars(query.order_by(ProposalRow.id))]

    def of_provider(self, provider_id: str, limit: int, after: int = 0) -> list[Proposal]:
        """Return what a provider has sent, newest first, leaving so many out."""
        query = select(ProposalRow).where(ProposalRow.provider_id == provider_id)
        rows = self._database.scalars(query.order_by(ProposalRow.id.desc()).limit(limit).offset(after))
        return [_proposal(row) for row in rows]

    def count_of(self, provider_id: str) -> int:
        """Return how many a provider has sent."""
        query = select(func.count()).select_from(ProposalRow).where(ProposalRow.provider_id == provider_id)
        return self._database.scalar(query) or 0

    def take_back(self, proposal: Proposal, event: audit.Event) -> None:
        """Let a proposal wait no longer.

        Raises:
            AlreadyDecided: it does not wait.
        """
        self._leave_waiting(proposal, state=State.TAKEN_BACK.value)
        record(self._database, event)

    # --- for the desk ------------------------------------------------------------------------

    def get(self, proposal_id: int) -> Proposal | None:
        """Return one proposal, or None."""
        row = self._database.get(ProposalRow, proposal_id)
        return _proposal(row) if row else None

    def waiting(self, limit: int, after: int = 0) -> list[Proposal]:
        """Return what waits for a yes, oldest first, leaving so many out."""
        query = select(ProposalRow).where(ProposalRow.state == State.WAITING.value)
        rows = self._database.scalars(query.order_by(ProposalRow.id).limit(limit).offset(after))
        return [_proposal(row) for row in rows]

    def settled(self, limit: int, after: int = 0) -> list[Proposal]:
        """Return what waits no longer, newest first, leaving so many out."""
        query = select(ProposalRow).where(ProposalRow.state != State.WAITING.value)
        rows = self._database.scalars(query.order_by(ProposalRow.id.desc()).limit(limit).offset(after))
        return [_proposal(row) for row in rows]

    def count(self, waiting: bool) -> int:
        """Return how many wait, or how many do not."""
        waits = ProposalRow.state == State.WAITING.value
        query = select(func.count()).select_from(ProposalRow).where(waits if waiting else ~waits)
        return self._database.scalar(query) or 0

    def now_known(self, proposal: Proposal) -> list[Said | None]:
        """Return what the catalogue says now of each change."""
        return accepting.now_known(self._database, proposal)

    def decide(
        self, proposal: Proposal, decision: Decision, event: audit.Event,
        gazetteer: Callable[[], Mapping[str, Point]],
    ) -> Proposal:
        """Write what is accepted into the catalogue, and keep the decision.

        Raises:
            AlreadyDecided: it waits no longer.
            ChangedSince: the catalogue says something else than they were shown.
        """
        decided = proposal.decided(decision.accepted, decision.by, event.at, decision.reason)
        self._leave_waiting(
            proposal, state=decided.state.value, changes=[asdict(change) for change in decided.changes],
            decided_by=decided.decided_by, decided_at=decided.decided_at, reason=decided.reason,
        )  # fmt: skip
        if seen(self.now_known(proposal)) != decision.seen:
            raise ChangedSince(proposal.subject_id)
        if any(change.accepted for change in decided.changes):
            accepting.accept(self._database, decided, decision.source_name, event, gazetteer)
        else:
            record(self._database, event)
        return decided

    # --- inside ------------------------------------------------------------------------------

    def _leave_waiting(self, proposal: Proposal, **values: object) -> None:
        """Change a proposal that waits; first of all, so that of two who decide at once one comes second."""
        waits = (ProposalRow.id == proposal.id) & (ProposalRow.state == State.WAITING.value)
        left = self._database.execute(
            update(ProposalRow).where(waits).values(**values).returning(ProposalRow.id)
        )
        if left.first() is None:
            raise AlreadyDecided(proposal.subject)

    def _about(self, provider_id: str, kind: str, subject_id: str) -> ColumnElement[bool]:
        return (
            (ProposalRow.provider_id == provider_id) & (ProposalRow.subject_kind == kind)
            & (ProposalRow.subject_id == subject_id) & (ProposalRow.state == State.WAITING.value)
        )  # fmt: skip


def _row(proposal: Proposal) -> ProposalRow:
    return ProposalRow(
        provider_id=proposal.provider_id, link_id=proposal.link_id, subject_kind=proposal.kind,
        subject_id=proposal.subject_id, proposed_by=proposal.proposed_by, at=proposal.at,
        changes=[asdict(change) for change in proposal.changes], state=proposal.state.value,
    )  # fmt: skip


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        row.provider_id, row.link_id, row.subject_kind, row.subject_id, row.proposed_by,
        tuple(Change(**change) for change in row.changes), row.at, State(row.state), row.decided_by,
        row.decided_at, row.reason, row.id,
    )  # fmt: skip
