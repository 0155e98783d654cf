"""The dialogue engine's memory: each conversation's events, in order, until they are forgotten."""


def append(store, conversation, *names):
    with store.open() as s:
        s.trackers.append(
            conversation, [{"event": name, "parse": {"text": "ü ✓", "n": 1.5}} for name in names]
        )


def names(store, conversation):
    with store.open() as s:
        found = [event["event"] for event in s.trackers.events(conversation)]
        assert s.trackers.count(conversation) == len(found)
    return found


def test_events_come_back_whole_and_in_order(each_store):
    append(each_store, "talk", "session_started", "action")
    append(each_store, "talk", "user")
    assert names(each_store, "talk") == ["session_started", "action", "user"]
    with each_store.open() as s:
        assert s.trackers.events("talk")[0] == {
            "event": "session_started",
            "parse": {"text": "ü ✓", "n": 1.5},
        }


def test_conversations_do_not_mix_and_one_is_forgotten_alone(each_store):
    append(each_store, "talk", "a")
    append(each_store, "other", "b")
    with each_store.open() as s:
        assert sorted(s.trackers.conversation_ids()) == ["other", "talk"]
        s.trackers.delete("talk")
    assert (names(each_store, "talk"), names(each_store, "other")) == ([], ["b"])


def test_a_conversation_that_nobody_had_has_no_events(each_store):
    assert names(each_store, "nobody") == []
    append(each_store, "nobody")
    with each_store.open() as s:
        assert s.trackers.conversation_ids() == []
