"""`onward provider-link`: a link that opens one provider's form, and its end."""

import pytest

from bot import audit
from bot import settings as setting_reader
from bot.commands import demo_data, home
from bot.proposals import signature

KEY = "k" * 32


@pytest.fixture
def store(environment, tmp_path):
    from datetime import date

    environment.setenv("ONWARD_SESSION_KEY", KEY)
    store = home.prepare(setting_reader.load())
    demo_data.load(store, date.today(), tmp_path / "demo")
    return store


def open_ones(store):
    with store.open() as s:
        return s.provider_links.open_ones(audit.now())


def test_a_link_is_printed_once_and_ends_when_it_is_revoked(onward, store):
    code, said, complained = onward("provider-link", "19990001", "--days", "7", "--for", "SEND lead")
    token = said.partition("/provider#")[2].split()[0]
    assert (code, complained) == (0, "")
    with store.open() as s:
        link = s.provider_links.by_signature(signature(token, KEY))
    assert (link.provider_id, link.made_for) == ("ukprn:19990001", "SEND lead")
    assert (link.expires_at - link.made_at).days == 7
    assert onward("provider-link", "19990001", "--revoke")[:2][0] == 0
    assert open_ones(store) == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("10999999",), "no provider has the number '10999999'"),
        (("10999999", "--revoke"), "no provider has the number '10999999'"),
        (("19990001", "--days", "0"), "--days is 0. Give a number from 1 to 366."),
        (("19990001", "--days", "400"), "--days is 400"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(onward, store, arguments, why):
    code, said, complained = onward("provider-link", *arguments)
    assert (code, said, complained.count("\n")) == (1, "", 1)
    assert why in complained
    assert open_ones(store) == []


def test_without_a_key_to_sign_with_there_is_no_link(onward, store, environment):
    environment.setenv("ONWARD_SESSION_KEY", "")
    code, _, complained = onward("provider-link", "19990001")
    assert (code, "ONWARD_SESSION_KEY is not set" in complained) == (1, True)
