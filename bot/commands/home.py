"""Getting a machine ready: the folder, the database's shape, the ports; one clear line where it cannot be."""

from __future__ import annotations

import socket
from contextlib import closing

from bot.commands import Refused
from bot.settings import Settings
from bot.store import Store, StoreUnavailable
from bot.store.migrate import migrate

LOOPBACK = "127.0.0.1"


def prepare(settings: Settings) -> Store:
    """Make the folder, and bring the database to its latest shape.

    Raises:
        Refused: the folder cannot be written, or the database cannot be opened.
    """
    make_folders(settings)
    try:
        store = Store(settings.database_url, settings.check_after)
        migrate(store)
    except StoreUnavailable as error:
        raise Refused(
            f"ONWARD_DATABASE_URL: the database cannot be opened ({error}). "
            "Check the address, and that it runs."
        ) from error
    return store


def make_folders(settings: Settings) -> None:
    """Make the home folder and those in it.

    Raises:
        Refused: it cannot be written.
    """
    try:
        for folder in (settings.home, settings.models, settings.logs):
            folder.mkdir(parents=True, exist_ok=True)
        probe = settings.home / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Refused(
            f"ONWARD_HOME: {settings.home} cannot be written ({error.strerror}). Name a folder that can."
        ) from error


def check_ports(settings: Settings) -> None:
    """Check that nobody else listens where we are to listen.

    Raises:
        Refused: a port is taken.
    """
    wanted = (
        ("ONWARD_WEB_PORT", settings.web_host, settings.web_port),
        ("ONWARD_RASA_PORT", LOOPBACK, settings.rasa_port),
        ("ONWARD_ACTIONS_PORT", LOOPBACK, settings.actions_port),
    )
    for name, host, port in wanted:
        if _is_taken(host, port):
            raise Refused(f"{name}: port {port} is taken. Stop what uses it, or set {name} to another port.")


def _is_taken(host: str, port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
