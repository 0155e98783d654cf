"""Conversations in the database: opened by a token, each message answered once, forgotten for good."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import audit, plans
from bot.conversations import Turn, begin, digest
from bot.return_codes import WINDOW, Try
from bot.store.conversations import AlreadyAnswered

EVENT = audit.Event(audit.LEARNER, "test.done", "conversation:x")
NOW = audit.now()
REPLY = {"messages": [], "question": None, "progress": None}


@pytest.fixture
def conversation(store):
    begun = begin("river")
    with store.open() as s:
        s.conversations.start(begun, digest("token"), EVENT)
    return begun


def last_used(store, conversation, ago):
    turn = replace(Turn(REPLY), at=NOW - ago)
    with store.open() as s:
        s.conversations.add_turn(conversation.id, turn, EVENT)


def test_a_token_opens_its_conversation_and_no_other(store, conversation):
    with store.open() as s:
        assert s.conversations.by_token(digest("token"), NOW).id == conversation.id
        assert s.conversations.by_token(digest("another"), NOW) is None
        assert s.conversations.get(conversation.id).setting_code == "river"


def test_turns_come_back_in_their_order(store, conversation):
    with store.open() as s:
        for said in ("one", "two", "three"):
            s.conversations.add_turn(conversation.id, Turn(REPLY, said, said), EVENT)
    with store.open() as s:
        assert [turn.said for turn in s.conversations.turns(conversation.id)] == ["one", "two", "three"]
        assert s.conversations.latest_turn(conversation.id).said == "three"
        assert s.conversations.turn_of(conversation.id, "two").said == "two"


def test_a_message_id_is_answered_once(store, conversation):
    with store.open() as s:
        s.conversations.add_turn(conversation.id, Turn(REPLY, "m1", "first"), EVENT)
    with pytest.raises(AlreadyAnswered), store.open() as s:
        s.conversations.add_turn(conversation.id, Turn(REPLY, "m1", "second"), EVENT)
    with store.open() as s:
        assert [turn.said for turn in s.conversations.turns(conversation.id)] == ["first"]


def test_two_conversations_may_use_the_same_message_id(store, conversation):
    other = begin("river")
    with store.open() as s:
        s.conversations.start(other, digest("other"), EVENT)
        for known in (conversation, other):
            s.conversations.add_turn(known.id, Turn(REPLY, "m1"), EVENT)
    with store.open() as s:
        assert s.conversations.turn_of(other.id, "m1")


@pytest.mark.parametrize(("hours", "kept"), [(20, True), (23.9, True), (24.1, False)])
def test_an_unsaved_conversation_is_kept_for_a_day(store, conversation, hours, kept):
    last_used(store, conversation, timedelta(hours=hours))
    with store.open() as s:
        assert bool(s.conversations.by_token(digest("token"), NOW)) is kept
        assert s.conversations.purge(NOW) == (0 if kept else 1)
        assert bool(s.conversations.get(conversation.id)) is kept


def test_a_conversation_with_a_plan_is_not_purged(store, conversation):
    with store.open() as s:
        s.plans.create(plans.draft("river"), conversation.id, EVENT)
    last_used(store, conversation, timedelta(days=30))
    with store.open() as s:
        assert s.conversations.purge(NOW) == 0
        assert s.conversations.by_token(digest("token"), NOW)


def test_the_questions_of_a_conversation_come_back_in_their_order(store, conversation):
    with store.open() as s:
        for name in ("begin", None, "route"):
            asked = name and {"name": name, "choices": []}
            s.conversations.add_turn(conversation.id, Turn({**REPLY, "question": asked}), EVENT)
        found = s.conversations.questions_asked(conversation.id)
    assert [asked["name"] for asked in found] == ["begin", "route"]


def test_a_forgotten_conversation_leaves_no_turn_no_link_and_no_memory(store, conversation):
    with store.open() as s:
        plan = s.plans.create(plans.draft("river"), conversation.id, EVENT)
        s.conversations.add_turn(conversation.id, Turn(REPLY, "m1", "words"), EVENT)
        s.trackers.append(conversation.id, [{"event": "user"}])
    with store.open() as s:
        s.conversations.delete(conversation.id, EVENT)
    with store.open() as s:
        assert s.conversations.turns(conversation.id) == []
        assert s.conversations.of_plan(plan.reference) == []
        assert s.trackers.count(conversation.id) == 0
        assert s.conversations.by_token(digest("token"), NOW) is None


def test_wrong_codes_are_counted_for_each_address_within_the_hour(store):
    with store.open() as s:
        for address, ago in (("here", 0), ("here", 30), ("here", 61), ("there", 0)):
            wrong = Try(f"{address}{ago}", NOW - timedelta(minutes=ago))
            s.conversations.add_wrong_code(address, wrong, EVENT)
    with store.open() as s:
        assert len(s.conversations.wrong_codes("here", NOW - WINDOW)) == 2


def test_old_wrong_codes_are_purged(store):
    with store.open() as s:
        s.conversations.add_wrong_code("here", Try("x", NOW - 2 * WINDOW), EVENT)
        s.conversations.purge(NOW)
        assert s.conversations.wrong_codes("here", NOW - 3 * WINDOW) == []
