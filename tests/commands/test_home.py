"""Getting a machine ready: what is in the way is said in one line that names the setting."""

import socket
from dataclasses import replace

import pytest

from bot.commands import Refused, home
from bot.store import StoreUnavailable


def refusal(do, *arguments):
    with pytest.raises(Refused) as refused:
        do(*arguments)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_folders_are_made_and_the_database_gets_its_shape(settings):
    store = home.prepare(settings)
    assert settings.models.is_dir()
    assert settings.logs.is_dir()
    with store.open() as s:
        assert s.people.setting("nowhere") is None
    home.prepare(settings).close()
    store.close()


def test_nothing_is_left_of_the_trial_that_the_folder_can_be_written(settings):
    home.make_folders(settings)
    assert sorted(path.name for path in settings.home.iterdir()) == ["logs", "models"]


def test_a_home_below_a_file_cannot_be_written_by_anybody(settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    said = refusal(home.make_folders, replace(settings, home=tmp_path / "file" / "home"))
    assert said.startswith("ONWARD_HOME: ")
    assert "Name a folder" in said


def test_a_home_that_is_a_file_is_refused(settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert refusal(home.make_folders, replace(settings, home=tmp_path / "file")).startswith("ONWARD_HOME: ")


@pytest.mark.parametrize("part", ["web", "rasa", "actions"])
def test_a_port_that_somebody_listens_on_is_named(settings, part):
    port = getattr(settings, f"{part}_port")
    with socket.create_server(("127.0.0.1", port)):
        said = refusal(home.check_ports, settings)
    assert said.startswith(f"ONWARD_{part.upper()}_PORT: port {port} is taken.")


def test_free_ports_are_no_hindrance(settings):
    home.check_ports(settings)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/onward.db",
        "sqlite:////dev/null/onward.db",
        "postgresql+psycopg2://postgres:hunter2@127.0.0.1:1/onward",
        "postgresql+psycopg2://us:hunter2@db:port/onward",
    ],
    ids=["no folder", "below a file", "no server", "no port number"],
)
def test_a_database_that_cannot_be_opened_is_named_by_its_setting_without_its_password(settings, url):
    said = refusal(home.prepare, replace(settings, database_url=url))
    assert said.startswith("ONWARD_DATABASE_URL: the database cannot be opened")
    assert "Check the address" in said
    assert "hunter2" not in said


def test_a_file_that_is_no_database_is_named_by_its_setting(settings, tmp_path):
    (tmp_path / "letters.db").write_text("Dear Sam, this is a letter. " * 100)
    said = refusal(home.prepare, replace(settings, database_url=f"sqlite:///{tmp_path}/letters.db"))
    assert said.startswith("ONWARD_DATABASE_URL: ")


def test_a_database_that_goes_away_later_is_one_line_too(onward, environment):
    def away(*_):
        raise StoreUnavailable("OperationalError")

    environment.setattr("bot.commands.administer.save_setting", away)
    code, said, complained = onward("setting", "hill-ap", "Hill AP")
    assert (code, said) == (1, "")
    assert complained.startswith("onward: the database cannot be read or written. Check that it runs")
    assert complained.count("\n") == 1
