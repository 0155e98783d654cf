"""Settings: each with its default, each wrong value with its name and what to do, and where it is read."""

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import Settings, WrongSetting, load

EXAMPLE = Path(__file__).resolve().parents[1] / ".env.example"
SECRET = "s" * 32


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A working folder without a .env, and an environment without settings of ours."""
    monkeypatch.chdir(tmp_path)
    for name in load({}).as_environment():
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def example():
    return {name: value or "" for name, value in dotenv_values(EXAMPLE).items()}


def test_the_example_names_every_setting_and_no_other():
    assert list(example()) == list(load({}).as_environment())
    assert len(example()) == len(fields(Settings))


def test_the_example_shows_each_default():
    assert load(example()) == load({})


@pytest.mark.parametrize("name", example())
def test_each_setting_of_the_example_has_the_default_that_is_read(name):
    read = load({}).as_environment()[name]
    if name == "ONWARD_HOME":
        assert read == str(Path(example()[name]).resolve())
    elif name == "ONWARD_DATABASE_URL":
        assert (example()[name], read) == ("", f"sqlite:///{Path.cwd()}/var/onward.db")
    else:
        assert read == example()[name]


@pytest.mark.parametrize("name", example())
def test_each_setting_is_explained_where_it_is_shown(name):
    before = EXAMPLE.read_text(encoding="utf-8").split(f"\n{name}=")[0]
    assert re.search(r"\n#[^\n]+(\nONWARD_\w+=.*)*$", before)


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("ONWARD_HOME", "~/onward", "home", Path("~/onward").expanduser()),
        ("ONWARD_WEB_HOST", "0.0.0.0", "web_host", "0.0.0.0"),  # noqa: S104
        ("ONWARD_WEB_PORT", " 8080 ", "web_port", 8080),
        ("ONWARD_RASA_PORT", "1", "rasa_port", 1),
        ("ONWARD_ACTIONS_PORT", "65535", "actions_port", 65535),
        (
            "ONWARD_DATABASE_URL",
            "postgresql+psycopg2://db/onward",
            "database_url",
            "postgresql+psycopg2://db/onward",
        ),
        ("ONWARD_CHAT_RATE", "0", "chat_rate", 0),
        ("ONWARD_DEFAULT_SETTING", "hill-ap", "default_setting", "hill-ap"),
        ("ONWARD_SECRET", SECRET, "secret", SECRET),
        ("ONWARD_SESSION_KEY", SECRET, "session_key", SECRET),
        ("ONWARD_SECURE_COOKIES", "no", "secure_cookies", False),
        ("ONWARD_CHECK_AFTER_DAYS", "7", "check_after", timedelta(days=7)),
    ],
)
def test_each_setting_is_read_and_handed_on_to_our_processes(name, value, field, read):
    settings = load({name: value})
    assert getattr(settings, field) == read
    assert load(settings.as_environment()) == settings


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("ONWARD_WEB_PORT", "0", "whole number from 1 to 65535"),
        ("ONWARD_WEB_PORT", "65536", "whole number from 1 to 65535"),
        ("ONWARD_WEB_PORT", "eighty", "whole number from 1 to 65535"),
        ("ONWARD_RASA_PORT", "-1", "whole number from 1 to 65535"),
        ("ONWARD_ACTIONS_PORT", "50.5", "whole number from 1 to 65535"),
        ("ONWARD_ACTIONS_PORT", "٥٠٥٥", "whole number from 1 to 65535"),
        ("ONWARD_CHAT_RATE", "many", "whole number from 0 to 100000"),
        ("ONWARD_CHAT_RATE", "9" * 5000, "whole number from 0 to 100000"),
        ("ONWARD_RASA_PORT", "8000", "own port"),
        ("ONWARD_ACTIONS_PORT", "5005", "own port"),
        ("ONWARD_DATABASE_URL", "mysql://db/onward", "sqlite:///"),
        ("ONWARD_DATABASE_URL", "postgresql://db/onward", "postgresql+psycopg2://"),
        ("ONWARD_DATABASE_URL", "onward.db", "sqlite:///"),
        ("ONWARD_SECRET", "short", "secrets.token_urlsafe"),
        ("ONWARD_SESSION_KEY", "s" * 31, "secrets.token_urlsafe"),
        ("ONWARD_SECURE_COOKIES", "true", "yes, no"),
        ("ONWARD_CHECK_AFTER_DAYS", "0", "whole number from 1 to 3650"),
        ("ONWARD_SECURE_COOKIES", "maybe", "yes, no"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do_in_one_line(name, value, remedy):
    with pytest.raises(WrongSetting) as wrong:
        load({name: value})
    assert wrong.value.name == name
    assert str(wrong.value).startswith(f"{name} ")
    assert remedy in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize("name", ["ONWARD_SECRET", "ONWARD_SESSION_KEY"])
def test_a_secret_that_will_not_do_is_not_repeated(name):
    with pytest.raises(WrongSetting) as wrong:
        load({name: "hunter2hunter2"})
    assert "hunter2" not in str(wrong.value)


def test_a_password_in_a_wrong_database_address_is_not_repeated():
    with pytest.raises(WrongSetting) as wrong:
        load({"ONWARD_DATABASE_URL": "mysql://us:hunter2@db/onward"})
    assert "hunter2" not in str(wrong.value)


def test_the_file_is_read_and_the_environment_goes_before_it(elsewhere, monkeypatch):
    (elsewhere / ".env").write_text(
        "ONWARD_WEB_PORT=8111\nONWARD_CHAT_RATE=7\nONWARD_DEFAULT_SETTING\n", encoding="utf-8"
    )
    monkeypatch.setenv("ONWARD_CHAT_RATE", "9")
    settings = load()
    assert (settings.web_port, settings.chat_rate, settings.default_setting) == (8111, 9, "")


def test_a_value_that_is_left_empty_is_the_default(elsewhere, monkeypatch):
    monkeypatch.setenv("ONWARD_WEB_PORT", "")
    assert load().web_port == load({}).web_port


def test_a_home_that_is_named_from_the_working_folder_is_found_from_everywhere(elsewhere):
    settings = load({"ONWARD_HOME": "kept here"})
    assert settings.home == elsewhere / "kept here"
    assert settings.models.parent == settings.logs.parent == settings.home
