"""What Rasa remembers, in our own database: in order, whole turns only, and never a disclosure's words."""

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.tracker_store import OnwardTrackerStore
from bot.assistant.turns import TurnFailed, begin_turn

DOMAIN = Domain.from_yaml(
    "slots: {colour: {type: any, influence_conversation: false, mappings: [{type: custom}]}}"
)


@pytest.fixture
def trackers(store):
    return OnwardTrackerStore(DOMAIN, url=str(store.url))


def talk(tracker, *events):
    for event in events:
        tracker.update(event, DOMAIN)
    return tracker


def said(text, intent="inform", at=None):
    return UserUttered(text, {"name": intent, "confidence": 1.0}, timestamp=at)


def kept(trackers, *turns):
    async def take():
        for events in turns:
            begin_turn()
            tracker = await trackers.retrieve("c1") or DialogueStateTracker("c1", DOMAIN.slots)
            await trackers.save(talk(tracker, *events))

    asyncio.run(take())


def test_a_conversation_comes_back_as_it_was(store, trackers):
    kept(
        trackers,
        [said("red"), SlotSet("colour", "red")],
        [said("blue"), SlotSet("colour", "blue"), BotUttered("ok")],
    )
    another = OnwardTrackerStore(DOMAIN, url=str(store.url))
    tracker = asyncio.run(another.read("c1"))
    assert tracker.get_slot("colour") == "blue"
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["red", "blue"]


def test_events_keep_their_order_whatever_the_clock_does(store, trackers):
    kept(trackers, [said("first", at=2000.0)], [said("second", at=1000.0), SlotSet("colour", "late")])
    tracker = asyncio.run(OnwardTrackerStore(DOMAIN, url=str(store.url)).read("c1"))
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["first", "second"]
    assert tracker.get_slot("colour") == "late"


def test_nobody_is_remembered_who_never_spoke(trackers):
    assert asyncio.run(trackers.retrieve("nobody")) is None
    assert list(asyncio.run(trackers.keys())) == []


def test_a_turn_that_failed_is_not_kept_and_the_conversation_is_as_before(trackers):
    kept(trackers, [said("red"), SlotSet("colour", "red")])

    async def fail():
        turn = begin_turn()
        tracker = talk(await trackers.retrieve("c1"), said("blue"), SlotSet("colour", "blue"))
        turn.failure = ConnectionError()
        with pytest.raises(TurnFailed):
            await trackers.save(tracker)
        return await trackers.retrieve("c1")

    assert asyncio.run(fail()).get_slot("colour") == "red"


def test_what_another_process_added_is_seen(store, trackers):
    kept(trackers, [said("red"), SlotSet("colour", "red")])
    kept(OnwardTrackerStore(DOMAIN, url=str(store.url)), [said("blue"), SlotSet("colour", "blue")])
    assert asyncio.run(trackers.retrieve("c1")).get_slot("colour") == "blue"


def test_a_conversation_that_was_deleted_is_gone_from_memory_too(store, trackers):
    kept(trackers, [said("red"), SlotSet("colour", "red")])
    with store.open() as s:
        s.trackers.delete("c1")
    assert asyncio.run(trackers.retrieve("c1")) is None


TURN = [said("red"), SlotSet("colour", "red"), BotUttered("ok"), ActionExecuted("action_listen")]


def test_a_turn_has_no_more_to_go_through_after_many_turns_than_after_few(store, trackers):
    sizes = []
    for turns in (2, 30):
        kept(trackers, *([TURN] * turns))
        sizes.append(len(asyncio.run(trackers.retrieve("c1")).events))
    assert sizes[0] == sizes[1]
    with store.open() as s:
        assert s.trackers.count("c1") == 32 * len(TURN)


def test_what_is_looked_at_holds_the_whole_latest_turn(trackers):
    kept(trackers, TURN, [said("blue"), SlotSet("colour", "blue"), BotUttered("blue it is")])
    tracker = asyncio.run(trackers.read("c1"))
    assert tracker.latest_message.text == "blue"
    assert tracker.events[-1].text == "blue it is"


def test_a_turn_that_another_process_overtook_is_not_kept(store, trackers):
    kept(trackers, TURN)

    async def overtaken():
        begin_turn()
        tracker = talk(await trackers.retrieve("c1"), said("late"))
        other = OnwardTrackerStore(DOMAIN, url=str(store.url))
        await other.save(talk(await other.retrieve("c1"), said("blue"), SlotSet("colour", "blue")))
        with pytest.raises(TurnFailed):
            await trackers.save(tracker)
        return await trackers.read("c1")

    tracker = asyncio.run(overtaken())
    assert (tracker.latest_message.text, tracker.get_slot("colour")) == ("blue", "blue")


def test_of_a_disclosure_only_that_there_was_one_is_kept(store, trackers):
    kept(trackers, [said("my words of worry", "safeguarding_concern")])
    with store.open() as s:
        events = s.trackers.events("c1")
    assert "worry" not in str(events)
    assert events[-1]["parse_data"]["intent"]["name"] == "safeguarding_concern"
    read = asyncio.run(trackers.read("c1"))
    assert "worry" not in str([event.as_dict() for event in read.events])
