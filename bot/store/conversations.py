"""Conversations: who may open which, each turn once, and forgetting them for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import audit, return_codes
from bot.conversations import KEPT_UNSAVED, Conversation, How, Turn
from bot.store.audits import record
from bot.store.tables.conversations import ConversationRow, TurnRow, WrongCodeRow
from bot.store.tables.plans import PlanConversationRow
from bot.store.trackers import Trackers


class AlreadyAnswered(RuntimeError):
    """This message id has a turn already; read that one."""


class Conversations:
    """Conversations, their tokens and their turns."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    def start(self, conversation: Conversation, token_digest: str, event: audit.Event) -> None:
        """Keep a new conversation and the digest of the token that opens it."""
        self._database.add(
            ConversationRow(
                id=conversation.id,
                token_digest=token_digest,
                setting_code=conversation.setting_code,
                locale=conversation.locale,
                created_at=conversation.created_at,
                used_at=conversation.used_at,
            )
        )
        record(self._database, event)
        self._database.flush()

    def get(self, conversation_id: str) -> Conversation | None:
        """Return one conversation, or None."""
        row = self._database.get(ConversationRow, conversation_id)
        return _conversation(row) if row else None

    def by_token(self, token_digest: str, at: datetime) -> Conversation | None:
        """Return the conversation that a token opens, or None; an expired one is gone, purged or not."""
        query = select(ConversationRow).where(ConversationRow.token_digest == token_digest)
        row = self._database.scalar(query.where(~_expired(at)))
        return _conversation(row) if row else None

    def of_plan(self, reference: str) -> list[str]:
        """Return every conversation that works on a plan."""
        return list(
            self._database.scalars(
                select(PlanConversationRow.conversation_id).where(PlanConversationRow.reference == reference)
            )
        )

    # --- turns ----------------------------------------------------------------------------

    def add_turn(self, conversation_id: str, turn: Turn, event: audit.Event) -> None:
        """Keep a turn, and note that the conversation was used.

        Raises:
            AlreadyAnswered: its message id has a turn; this transaction cannot go on.
        """
        row = TurnRow(
            conversation_id=conversation_id,
            message_id=turn.message_id,
            said=turn.said,
            how=turn.how,
            reply=dict(turn.reply),
            at=turn.at,
        )
        self._database.add(row)
        try:
            self._database.flush()
        except IntegrityError as error:
            raise AlreadyAnswered(conversation_id) from error
        self._database.execute(
            update(ConversationRow).where(ConversationRow.id == conversation_id).values(used_at=turn.at)
        )
        record(self._database, event)

    def turns(self, conversation_id: str) -> list[Turn]:
        """Return every turn of a conversation, oldest first."""
        query = select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.id)
        return [_turn(row) for row in self._database.scalars(query)]

    def questions_asked(self, conversation_id: str) -> list[Mapping[str, Any]]:
        """Return every question of a conversation as the chat API shows it, oldest first."""
        query = select(TurnRow.reply["question"]).where(TurnRow.conversation_id == conversation_id)
        return [asked for asked in self._database.scalars(query.order_by(TurnRow.id)) if asked]

    def turn_of(self, conversation_id: str, message_id: str) -> Turn | None:
        """Return the turn that answered a message id, or None."""
        row = self._database.scalar(
            select(TurnRow).where(
                TurnRow.conversation_id == conversation_id, TurnRow.message_id == message_id
            )
        )
        return _turn(row) if row else None

    def latest_turn(self, conversation_id: str) -> Turn | None:
        """Return the last turn of a conversation, or None."""
        row = self._database.scalar(
            select(TurnRow)
            .where(TurnRow.conversation_id == conversation_id)
            .order_by(TurnRow.id.desc())
            .limit(1)
        )
        return _turn(row) if row else None

    # --- forgetting -----------------------------------------------------------------------

    def delete(self, conversation_id: str, event: audit.Event) -> None:
        """Forget a conversation: turns, token, what the dialogue engine remembers, the link to a plan."""
        self._forget(conversation_id)
        record(self._database, event)

    def purge(self, at: datetime) -> int:
        """Forget every conversation without a kept plan that nobody used for a day; return how many."""
        stale = self._database.scalars(select(ConversationRow.id).where(_expired(at))).all()
        for conversation_id in stale:
            event = audit.Event(audit.SYSTEM, "conversation.expired", f"conversation:{conversation_id}")
            self.delete(conversation_id, event)
        self._database.execute(delete(WrongCodeRow).where(WrongCodeRow.at < at - return_codes.WINDOW))
        return len(stale)

    def _forget(self, conversation_id: str) -> None:
        for table in (TurnRow, PlanConversationRow):
            self._database.execute(delete(table).where(table.conversation_id == conversation_id))
        self._database.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        Trackers(self._database).delete(conversation_id)

    # --- wrong return codes ---------------------------------------------------------------

    def wrong_codes(self, address_digest: str, since: datetime) -> list[return_codes.Try]:
        """Return the wrong codes that one address tried since then, oldest first."""
        query = (
            select(WrongCodeRow)
            .where(WrongCodeRow.address_digest == address_digest, WrongCodeRow.at >= since)
            .order_by(WrongCodeRow.id)
        )
        return [return_codes.Try(row.code_digest, row.at) for row in self._database.scalars(query)]

    def add_wrong_code(self, address_digest: str, wrong: return_codes.Try, event: audit.Event) -> None:
        """Note that one address tried a code that opens nothing."""
        self._database.add(
            WrongCodeRow(address_digest=address_digest, code_digest=wrong.digest, at=wrong.at)
        )
        record(self._database, event)


def _expired(at: datetime) -> ColumnElement[bool]:
    """Unused for a day, and no plan was kept of it."""
    kept = exists().where(PlanConversationRow.conversation_id == ConversationRow.id)
    return and_(ConversationRow.used_at < at - KEPT_UNSAVED, ~kept)


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(row.id, row.setting_code, row.locale, row.created_at, row.used_at)


def _turn(row: TurnRow) -> Turn:
    return Turn(row.reply, row.message_id, row.said, How(row.how), row.at)
