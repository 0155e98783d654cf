"""Exit plans: made, changed under a version check, read by those who may, deleted whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot import audit, people
from bot.audit import now
from bot.plans import ADVISER, Comment, ExitPlan, StalePlan, for_adviser, move
from bot.store.audits import record
from bot.store.plan_content import to_comment, to_content, to_plan
from bot.store.tables.plans import CommentRow, PlanConversationRow, PlanRow, PlanVersionRow


class Plans:
    """Exit plans and their history."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    # --- the learner's side ---------------------------------------------------------------

    def create(self, plan: ExitPlan, conversation_id: str, event: audit.Event) -> ExitPlan:
        """Keep a new plan and link it to the conversation that it came from."""
        self._database.add(
            PlanRow(
                reference=plan.reference,
                setting_code=plan.setting_code,
                status=plan.status,
                version=plan.version,
                created_at=plan.created_at,
                updated_at=plan.updated_at,
                content=to_content(plan),
            )
        )
        self._database.flush()
        self.link(plan.reference, conversation_id)
        record(self._database, event)
        return plan

    def link(self, reference: str, conversation_id: str) -> None:
        """Let one more conversation work on a plan."""
        self._database.merge(PlanConversationRow(conversation_id=conversation_id, reference=reference))
        self._database.flush()

    def of_conversation(self, conversation_id: str) -> ExitPlan | None:
        """Return the plan that a conversation works on, or None where none is kept."""
        link = self._database.get(PlanConversationRow, conversation_id)
        return self.get(link.reference) if link else None

    def get(self, reference: str) -> ExitPlan | None:
        """Return one plan, or None."""
        row = self._database.get(PlanRow, reference)
        return self._with_comments([row])[0] if row else None

    def save(self, plan: ExitPlan, event: audit.Event) -> ExitPlan:
        """Keep a changed plan, one version on.

        Raises:
            StalePlan: somebody else changed it since it was read.
        """
        row = self._database.get(PlanRow, plan.reference, with_for_update=True)
        if row is None or row.version != plan.version:
            raise StalePlan(plan.reference)
        if plan.status != row.status:
            self._keep_version(row)
        row.status = plan.status
        row.version = plan.version + 1
        row.updated_at = now()
        row.content = to_content(plan)
        record(self._database, event)
        self._database.flush()
        return self._with_comments([row])[0]

    def delete(self, reference: str, event: audit.Event) -> None:
        """Delete a plan with its versions, comments and links; the audit event names no content."""
        for table in (CommentRow, PlanVersionRow, PlanConversationRow):
            self._database.execute(delete(table).where(table.reference == reference))
        self._database.execute(delete(PlanRow).where(PlanRow.reference == reference))
        record(self._database, event)

    def keep_what_is_shared(self, reference: str, event: audit.Event) -> None:
        """Take everything out of a plan, now and in its history, that the learner shared with nobody.

        What their adviser has stays with the adviser; the way back in closes.
        """
        row = self._database.get(PlanRow, reference)
        if row is None:
            return
        row.content = to_content(for_adviser(to_plan(row, ())))
        row.return_code_digest = None
        self._database.execute(delete(PlanVersionRow).where(PlanVersionRow.reference == reference))
        record(self._database, event)

    def set_return_code(self, reference: str, digest: str, event: audit.Event) -> None:
        """Keep the digest of the code that brings the learner back; an earlier code stops working."""
        self._database.execute(
            update(PlanRow).where(PlanRow.reference == reference).values(return_code_digest=digest)
        )
        record(self._database, event)

    def by_return_code(self, digest: str) -> ExitPlan | None:
        """Return the plan that a return code opens, or None."""
        reference = self._database.scalar(
            select(PlanRow.reference).where(PlanRow.return_code_digest == digest)
        )
        return self.get(reference) if reference else None

    # --- the adviser's side ---------------------------------------------------------------

    def for_adviser(self, adviser: people.Adviser, reference: str) -> ExitPlan:
        """Return what one adviser may see of a plan: only the sections shared with them.

        Raises:
            people.NotAllowed: no such plan, another setting's, nothing shared, or no adviser.
        """
        plan = self.get(reference)
        if plan is None or not people.can_view_plan(adviser, plan):
            raise people.NotAllowed(f"plan:{reference}")
        return for_adviser(plan)

    def list_for_adviser(self, adviser: people.Adviser) -> list[ExitPlan]:
        """Return every plan that the adviser may see something of, last changed first."""
        rows = self._database.scalars(
            select(PlanRow)
            .where(PlanRow.setting_code == adviser.setting_code)
            .order_by(PlanRow.updated_at.desc())
        )
        found = self._with_comments(rows.all())
        return [for_adviser(plan) for plan in found if people.can_view_plan(adviser, plan)]

    def move_by_adviser(
        self, adviser: people.Adviser, reference: str, verb: str, seen_version: int, event: audit.Event
    ) -> ExitPlan:
        """Move the whole plan on the adviser's word; what they could not see stays as it is.

        Raises:
            people.NotAllowed: they may not see this plan.
            StalePlan: it has changed since ``seen_version``.
            plans.WrongState, plans.NotReady: it cannot be moved that way, or not yet.
        """
        self.for_adviser(adviser, reference)
        plan = self.get(reference)
        if plan is None or plan.version != seen_version:
            raise StalePlan(reference)
        return for_adviser(self.save(move(plan, verb, ADVISER), event))

    # --- what advisers write --------------------------------------------------------------

    def add_comment(self, reference: str, comment: Comment, event: audit.Event) -> Comment:
        """Keep a comment or a question on a plan."""
        row = CommentRow(
            reference=reference,
            kind=comment.kind,
            field=comment.field,
            text=comment.text,
            by=comment.by,
            at=comment.at,
        )
        self._database.add(row)
        record(self._database, event)
        self._database.flush()
        return to_comment(row)

    def reply(self, reference: str, comment_id: int, text: str, event: audit.Event) -> None:
        """Keep the learner's reply to a question on their own plan."""
        self._database.execute(
            update(CommentRow)
            .where(CommentRow.id == comment_id, CommentRow.reference == reference)
            .values(reply=text, replied_at=now(), seen_at=now())
        )
        record(self._database, event)

    def mark_seen(self, reference: str, comment_ids: Iterable[int], event: audit.Event) -> None:
        """Note that the learner was shown these comments."""
        self._database.execute(
            update(CommentRow)
            .where(CommentRow.reference == reference, CommentRow.id.in_(list(comment_ids)))
            .values(seen_at=now())
        )
        record(self._database, event)

    # --- inside ---------------------------------------------------------------------------

    def _with_comments(self, rows: Sequence[PlanRow]) -> list[ExitPlan]:
        """Return the plans of these rows, their comments read at once."""
        references = [row.reference for row in rows]
        comments: dict[str, list[CommentRow]] = {reference: [] for reference in references}
        query = select(CommentRow).where(CommentRow.reference.in_(references)).order_by(CommentRow.id)
        for comment in self._database.scalars(query):
            comments[comment.reference].append(comment)
        return [to_plan(row, comments[row.reference]) for row in rows]

    def _keep_version(self, row: PlanRow) -> None:
        """Keep the plan as it was before its status changes."""
        self._database.add(
            PlanVersionRow(
                reference=row.reference,
                version=row.version,
                status=row.status,
                at=row.updated_at,
                content=row.content,
            )
        )
