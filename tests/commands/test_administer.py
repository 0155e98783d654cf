"""`onward setting` and `onward adviser`, called as people call them."""

import re

import pytest

from bot.people import Dsl, Role, Setting
from bot.store import Store
from bot.web.desk import passwords


@pytest.fixture
def kept(settings):
    """What is in the database after the commands."""
    opened = []

    def reach(question):
        opened.append(Store(settings.database_url))
        with opened[-1].open() as s:
            return question(s.people)

    yield reach
    for store in opened:
        store.close()


@pytest.mark.parametrize(
    ("options", "setting", "typing"),
    [
        ([], Setting("hill-ap", "Hill AP"), "use buttons only"),
        (["--dsl", "Ms Example"], Setting("hill-ap", "Hill AP", Dsl("Ms Example")), "can type"),
        (
            ["--dsl", "Ms Example", "--dsl-phone", "01632 960 000", "--out-of-hours", "Call 999."],
            Setting("hill-ap", "Hill AP", Dsl("Ms Example", "01632 960 000"), "Call 999."),
            "can type",
        ),
    ],
)
def test_a_setting_is_kept_and_whether_learners_can_type_is_said(onward, kept, options, setting, typing):
    code, said, complained = onward("setting", "hill-ap", "Hill AP", *options)
    assert (code, complained) == (0, "")
    assert said.startswith("Hill AP is kept as hill-ap.")
    assert typing in said
    assert kept(lambda people: people.setting("hill-ap")) == setting


def test_a_setting_that_is_named_again_is_changed(onward, kept):
    onward("setting", "hill-ap", "Hill AP", "--dsl", "Ms Example")
    onward("setting", "hill-ap", "Hill Academy")
    assert kept(lambda people: people.setting("hill-ap")) == Setting("hill-ap", "Hill Academy")


@pytest.mark.parametrize(("options", "roles"), [([], {Role.ADVISER}), (["--dsl"], {Role.ADVISER, Role.DSL})])
def test_an_adviser_signs_in_with_the_password_that_is_shown(onward, kept, options, roles):
    onward("setting", "hill-ap", "Hill AP")
    code, said, _ = onward("adviser", "sam@hill.example", "Sam Reed", "hill-ap", *options)
    assert code == 0
    password = re.search(r"sam@hill\.example signs in at /desk with: (\S+)\n", said).group(1)
    adviser = kept(lambda people: people.adviser_by_email("sam@hill.example"))
    assert (adviser.name, adviser.setting_code, adviser.roles) == ("Sam Reed", "hill-ap", roles)
    assert passwords.is_right(kept(lambda people: people.password_hash(adviser.id)), password)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("SAM@hill.example", "Another Sam", "hill-ap"), "taken"),
        (("robin@hill.example", "Robin", "nowhere"), "no setting has the code 'nowhere'"),
    ],
    ids=["the address is taken", "no such setting"],
)
def test_what_cannot_be_added_is_one_line_and_adds_nobody(onward, kept, arguments, why):
    onward("setting", "hill-ap", "Hill AP")
    onward("adviser", "sam@hill.example", "Sam Reed", "hill-ap")
    code, said, complained = onward("adviser", *arguments)
    assert (code, said) == (1, "")
    assert complained.startswith("onward: ")
    assert why in complained
    assert complained.count("\n") == 1
    assert kept(lambda people: people.adviser_by_email("sam@hill.example")).name == "Sam Reed"
    assert kept(lambda people: people.adviser_by_email("robin@hill.example")) is None


@pytest.mark.parametrize("code", ["", "  ", "hill ap", "hill/ap", "x" * 65])
def test_a_code_that_no_web_page_could_name_is_refused(onward, code):
    ended, said, complained = onward("setting", code, "Hill AP")
    assert (ended, said) == (1, "")
    assert complained.count("\n") == 1


@pytest.mark.parametrize(
    ("email", "name"), [("sam", "Sam Reed"), ("sam@hill.example", " "), ("", "Sam Reed")]
)
def test_an_adviser_has_an_email_address_and_a_name(onward, email, name):
    onward("setting", "hill-ap", "Hill AP")
    code, said, complained = onward("adviser", email, name, "hill-ap")
    assert (code, said) == (1, "")
    assert complained.count("\n") == 1
