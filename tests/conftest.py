"""What tests of every room share: the contract beside the checkout, and a database of their own."""

from pathlib import Path

import pytest
from needs import need

from bot.store import Store, tables  # noqa: F401
from bot.store.base import Base

pytest_plugins = ["running", "browsing"]  # the trained model and the running system; a browser

CONTRACT = Path(__file__).resolve().parents[2] / "shared" / "contract"


@pytest.fixture
def contract():
    """The folder of what other software relies on."""
    need(CONTRACT.is_dir(), "the contract of ../shared/contract is not beside this checkout")
    return CONTRACT


@pytest.fixture
def store(tmp_path):
    """An empty SQLite database of the latest shape."""
    store = Store(f"sqlite:///{tmp_path}/onward.db")
    Base.metadata.create_all(store.engine)
    yield store
    store.close()
