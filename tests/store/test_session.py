"""Opening the database: all or nothing, an honest failure, and words that are gone when they are deleted."""

import sqlite3
import traceback

import pytest

from bot import audit, plans
from bot.answers import Answer
from bot.plans import Comment, Option
from bot.store import Store, StoreUnavailable, session
from bot.store.base import Base

CANARY = "zanzibarcanary"
SUBJECT = "plan:test"


def event(action="test.made"):
    return audit.Event(audit.LEARNER, action, SUBJECT)


def actions(store):
    with store.open() as s:
        return [each.action for each in s.audits.of(SUBJECT)]


@pytest.fixture
def locked(tmp_path, monkeypatch):
    """A store that waits a tenth of a second, and another program that holds its file."""
    monkeypatch.setattr(session, "BUSY_TIMEOUT_MS", 100)
    store = Store(f"sqlite:///{tmp_path}/onward.db")
    Base.metadata.create_all(store.engine)
    other = sqlite3.connect(tmp_path / "onward.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield store, other
    other.close()
    store.close()


def test_a_locked_database_is_said_to_be_unavailable_and_keeps_nothing(locked):
    store, other = locked
    with pytest.raises(StoreUnavailable), store.open() as s:
        s.audits.record(event())
    other.execute("ROLLBACK")
    assert actions(store) == []
    with store.open() as s:
        s.audits.record(event("test.later"))
    assert actions(store) == ["test.later"]


@pytest.mark.parametrize(
    "url",
    ["sqlite:////no/such/folder/onward.db", "postgresql+psycopg2://postgres@127.0.0.1:1/onward"],
    ids=["no folder", "no server"],
)
def test_a_database_that_is_not_there_is_said_to_be_unavailable(url):
    store = Store(url)
    with pytest.raises(StoreUnavailable), store.open() as s:
        s.audits.of(SUBJECT)


def test_why_it_is_unavailable_names_no_word_of_what_was_to_be_kept(locked):
    store, _ = locked
    with pytest.raises(StoreUnavailable) as failed, store.open() as s:
        s.trackers.append("talk", [{"text": CANARY}])
    assert CANARY not in "".join(traceback.format_exception(failed.value))


def test_an_error_within_a_transaction_undoes_all_of_it(each_store):
    with pytest.raises(ZeroDivisionError), each_store.open() as s:
        s.audits.record(event())
        s.plans.create(plans.draft("river"), "talk", event())
        raise ZeroDivisionError
    assert actions(each_store) == []
    with each_store.open() as s:
        assert s.plans.of_conversation("talk") is None


def wordy_plan(number):
    """A plan with the canary in every field that takes words."""
    said = Answer(CANARY * number, f"own {CANARY}")
    plan = plans.with_answer(plans.draft("river"), "dream_job", said)
    return plans.with_option(plan, Option("c1", "Bikes", "College", plans.Choice.REJECTED, f"too {CANARY}"))


def on_disk(folder):
    return {path.name: CANARY.encode() in path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("number", [1, 40, 2000], ids=["a word", "a page", "many pages"])
def test_deleted_words_are_neither_in_the_file_nor_in_its_log(store, tmp_path, number):
    plan = wordy_plan(number)
    with store.open() as s:
        s.plans.create(plan, "talk", event())
        s.plans.create(wordy_plan(1), "a plan that stays", event())
    with store.open() as s:
        asked = s.plans.add_comment(plan.reference, Comment(None, "question", None, CANARY, "Sam"), event())
        s.plans.reply(plan.reference, asked.id, CANARY, event())
        s.plans.save(plans.move(plan, "send", plans.LEARNER), event())
        s.trackers.append("talk", [{"text": CANARY}])
        stays = s.plans.of_conversation("a plan that stays")
        s.plans.save(plans.with_answer(stays, "dream_job", None), event())
    assert True in on_disk(tmp_path).values()
    with store.open() as s:
        for reference in (plan.reference, stays.reference):
            s.plans.delete(reference, event("plan.deleted"))
        s.trackers.delete("talk")
    store.forget_pages()
    assert on_disk(tmp_path) == dict.fromkeys(on_disk(tmp_path), False)
    assert "onward.db" in on_disk(tmp_path)


def test_words_that_were_changed_are_gone_too(store, tmp_path):
    with store.open() as s:
        plan = s.plans.create(wordy_plan(300), "talk", event())
        changed = plans.with_answer(plan, "dream_job", Answer("vet"))
        s.plans.save(
            plans.with_option(changed, Option("c1", "Bikes", "College", plans.Choice.FIRST)), event()
        )
    store.forget_pages()
    assert not any(on_disk(tmp_path).values())
