"""What tests of every room share: the contract beside the checkout, and a database of their own."""

from pathlib import Path

import pytest
from databases import copied, lay_out
from needs import need

# The trained model and the running system; a browser.
pytest_plugins = ["running", "browsing"]

# Rooms whose tests read files in processes apart. To start one costs the more the more is held here already,
# and nothing here has threads yet: so they come before what loads models.
READERS = {"importers", "commands"}

CONTRACT = Path(__file__).resolve().parents[2] / "shared" / "contract"


def pytest_collection_modifyitems(items):
    """Put the rooms that start processes first; within each, the order stays."""
    items.sort(key=lambda item: READERS.isdisjoint(item.path.parts))


@pytest.fixture
def contract():
    """The folder of what other software relies on."""
    need(CONTRACT.is_dir(), "the contract of ../shared/contract is not beside this checkout")
    return CONTRACT


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A SQLite file of the latest shape, to copy and never to write to."""
    return lay_out(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def store(empty_database, tmp_path):
    """An empty SQLite database of the latest shape."""
    with copied(empty_database, tmp_path) as store:
        yield store
