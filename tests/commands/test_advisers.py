"""Adding settings and advisers at the command line."""

import pytest

from bot.commands.advisers import add_adviser, renew_adviser, save_setting
from bot.people import Dsl, Role, Setting, WeakPassword
from bot.web.desk import passwords


@pytest.fixture
def store(store):
    save_setting(store, Setting("river", "River School"))
    return store


def test_a_setting_that_is_added_again_is_changed(store):
    changed = Setting("river", "River Academy", Dsl("Robin Lead"), "Call the office.")
    save_setting(store, changed)
    with store.open() as s:
        assert s.people.setting("river") == changed


def test_a_password_is_made_returned_once_and_kept_only_as_a_hash(store):
    new = add_adviser(store, "sam@desk.example", "Sam Reed", "river", [Role.ADVISER])
    with store.open() as s:
        kept = s.people.password_hash(new.adviser.id)
    assert new.password not in kept
    assert passwords.is_right(kept, new.password)


def test_no_two_passwords_that_are_made_are_alike_and_each_would_be_taken(store):
    made = {add_adviser(store, f"sam{n}@desk.example", "Sam", "river", [Role.DSL]).password for n in range(5)}
    assert len(made) == 5


def test_a_weak_password_adds_nobody(store):
    with pytest.raises(WeakPassword):
        add_adviser(store, "sam@desk.example", "Sam Reed", "river", [Role.ADVISER], "short")
    with store.open() as s:
        assert s.people.adviser_by_email("sam@desk.example") is None


def test_an_adviser_needs_a_setting_that_is_known(store):
    with pytest.raises(ValueError, match="no setting has the code 'nowhere'"):
        add_adviser(store, "sam@desk.example", "Sam Reed", "nowhere", [Role.ADVISER])


def test_a_renewed_password_takes_the_place_of_the_earlier_one(store):
    first = renew_adviser(store, "sam@desk.example", "Sam Reed", "river", [Role.DSL])
    second = renew_adviser(store, "sam@desk.example", "Sam Reed", "river", [Role.DSL])
    with store.open() as s:
        kept = s.people.password_hash(s.people.adviser_by_email("sam@desk.example").id)
    assert [passwords.is_right(kept, password) for password in (first, second)] == [False, True]
