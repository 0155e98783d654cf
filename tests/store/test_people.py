"""The room of settings, advisers and sign-ins."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import audit
from bot.people import ATTEMPTS_OF_AN_ACCOUNT, Dsl, LockedOut, Role, Setting, SignInAttempt
from bot.store import Store

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DIGEST = "d" * 64


def event(minutes=0):
    return audit.Event(audit.SYSTEM, "test.made", "test", at=NOON + timedelta(minutes=minutes))


def attempt(minutes=0, email="sam@desk.example", address="192.0.2.1"):
    return SignInAttempt(email, address, NOON + timedelta(minutes=minutes))


@pytest.fixture
def adviser(store):
    with store.open() as s:
        s.people.save_setting(Setting("river", "River School"), event())
        return s.people.add_adviser(
            "Sam@Desk.example", "Sam Reed", "river", {Role.DSL, Role.ADVISER}, "a hash", event()
        )


@pytest.mark.parametrize(
    "setting",
    [
        Setting("river", "River School"),
        Setting("river", "River School", Dsl("Robin Lead")),
        Setting("river", "River School", Dsl("Robin Lead", "01632 960001"), "Call the night line."),
    ],
)
def test_a_setting_comes_back_as_it_was_kept(store, setting):
    with store.open() as s:
        s.people.save_setting(Setting("river", "Old name", Dsl("Somebody else")), event())
        s.people.save_setting(setting, event())
    with store.open() as s:
        assert s.people.setting("river") == setting
        assert s.people.setting("nowhere") is None


def test_an_adviser_is_found_by_their_email_address_in_capitals_or_not(store, adviser):
    with store.open() as s:
        assert s.people.adviser_by_email(" SAM@desk.EXAMPLE ") == adviser
        assert s.people.adviser_by_email("robin@desk.example") is None
    assert adviser.roles == {Role.ADVISER, Role.DSL}
    assert adviser.email == "sam@desk.example"


def test_an_email_address_belongs_to_one_adviser(store, adviser):
    with pytest.raises(ValueError, match="taken"), store.open() as s:
        s.people.add_adviser("SAM@desk.example", "Another Sam", "river", {Role.DSL}, "a hash", event())


def test_a_new_hash_takes_the_place_of_the_old(store, adviser):
    with store.open() as s:
        s.people.keep_password_hash(adviser.id, "a newer hash", event())
    with store.open() as s:
        assert s.people.password_hash(adviser.id) == "a newer hash"
        assert s.people.password_hash(999) is None


def test_attempts_that_come_all_at_once_are_each_counted(store, adviser):
    for _ in range(ATTEMPTS_OF_AN_ACCOUNT):
        with store.open() as s:
            assert s.people.begin_sign_in(attempt(), event()) == adviser
    with pytest.raises(LockedOut) as locked, store.open() as s:
        s.people.begin_sign_in(attempt(), event())
    assert locked.value.until == NOON + timedelta(minutes=15)


def test_attempts_while_locked_do_not_make_the_lock_longer(store, adviser):
    for _ in range(ATTEMPTS_OF_AN_ACCOUNT):
        with store.open() as s:
            s.people.begin_sign_in(attempt(), event())
    for minute in (5, 10, 14):
        with pytest.raises(LockedOut), store.open() as s:
            s.people.begin_sign_in(attempt(minute), event(minute))
    with store.open() as s:
        assert s.people.begin_sign_in(attempt(15), event(15)) == adviser


def test_a_lock_is_still_there_after_a_restart(store, adviser):
    for _ in range(ATTEMPTS_OF_AN_ACCOUNT):
        with store.open() as s:
            s.people.begin_sign_in(attempt(), event())
    again = Store(str(store.url))
    with pytest.raises(LockedOut), again.open() as s:
        s.people.begin_sign_in(attempt(1), event(1))
    again.close()


def sign_in(store, adviser, digest=DIGEST, minutes=0):
    with store.open() as s:
        s.people.begin_sign_in(attempt(minutes), event(minutes))
        s.people.open_session(adviser, digest, attempt(minutes), event(minutes))


def session(store, digest=DIGEST, minutes=0):
    with store.open() as s:
        return s.people.session(digest, NOON + timedelta(minutes=minutes))


def test_a_session_is_found_by_its_digest_and_belongs_to_its_adviser(store, adviser):
    sign_in(store, adviser)
    assert session(store).adviser == adviser
    assert session(store, "e" * 64) is None


def test_a_session_in_use_goes_on_and_one_left_alone_is_forgotten(store, adviser):
    sign_in(store, adviser)
    with store.open() as s:
        assert s.people.use_session(DIGEST, NOON + timedelta(minutes=14))
    assert session(store, minutes=28)
    assert session(store, minutes=29) is None
    with store.open() as s:
        assert s.people.use_session(DIGEST, NOON + timedelta(minutes=29)) is None
        assert s.people.session(DIGEST, NOON) is None


def test_one_session_is_ended_and_the_others_are_not(store, adviser):
    sign_in(store, adviser)
    sign_in(store, adviser, "e" * 64)
    with store.open() as s:
        s.people.close_session(DIGEST, event())
    assert session(store) is None
    assert session(store, "e" * 64)


def test_disabling_an_adviser_ends_every_session_of_theirs(store, adviser):
    sign_in(store, adviser)
    sign_in(store, adviser, "e" * 64)
    with store.open() as s:
        s.people.disable_adviser(adviser.id, event())
    assert session(store) is session(store, "e" * 64) is None
    with store.open() as s:
        assert s.people.adviser_by_email("sam@desk.example").disabled


def test_every_change_leaves_its_event(store, adviser):
    with store.open() as s:
        before = len(s.audits.of("test"))
        s.people.keep_password_hash(adviser.id, "a newer hash", event())
        s.people.disable_adviser(adviser.id, event())
        s.people.close_session(DIGEST, event())
    with store.open() as s:
        assert len(s.audits.of("test")) == before + 3
