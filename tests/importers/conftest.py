"""What the tests of importers share: a store, the real files, and ways to write small ones."""

import csv
from datetime import date
from pathlib import Path

import pytest
from databases import copied
from needs import need

from bot.courses import Point
from bot.importers import run

TODAY = date(2026, 11, 22)
REAL_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ABSENT = "the real files of ../shared/data are not beside this checkout"


@pytest.fixture
def real_data():
    need(REAL_DATA.is_dir(), ABSENT)
    return REAL_DATA


def know_one_town(patch):
    """The gazetteer takes seconds to open; its own test opens it."""
    patch.setattr("bot.reference.places.towns", lambda: {"Exampleton": Point(51.7, -1.3)})


@pytest.fixture
def store(store, monkeypatch):
    know_one_town(monkeypatch)
    return store


@pytest.fixture(scope="session")
def taken_in_once(empty_database, tmp_path_factory):
    """A database to copy, with both real lists of providers in it; and the reports of taking them in."""
    need(REAL_DATA.is_dir(), ABSENT)
    folder = tmp_path_factory.mktemp("real")
    with copied(empty_database, folder) as store, pytest.MonkeyPatch.context() as patch:
        know_one_town(patch)
        return Path(store.url.database), run(store, "providers", [REAL_DATA / "providers"], TODAY)


@pytest.fixture
def real_lists(taken_in_once, tmp_path, monkeypatch):
    """A store with both real lists in it, and what was said when they were taken in."""
    know_one_town(monkeypatch)
    database, reports = taken_in_once
    with copied(database, tmp_path) as store:
        yield store, reports


@pytest.fixture
def take_in(store):
    """Import files and return their reports."""

    def take(format_name, *paths, today=TODAY):
        reports = run(store, format_name, paths, today)
        for report in reports:
            assert report.rows == sum(report.outcomes.values()) + report.refused, f"{report.file} adds up"
        return reports

    return take


@pytest.fixture
def write_csv(tmp_path):
    """Write rows (dictionaries) as a CSV file and return its path."""

    def write(name, rows):
        path = tmp_path / name
        header = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def a_provider(take_in, write_csv):
    """Make one provider known, as the course directory's own report names it."""
    row = {
        "PROVIDER_UKPRN": "19999999",
        "PROVIDER_NAME": "Mill Lane College",
        "CONTACT_TOWN": "Exampleton",
        "CONTACT_POSTCODE": "OX14 1GG",
        "CONTACT_LATITUDE": "51.68",
        "CONTACT_LONGITUDE": "-1.28",
    }
    take_in("course-directory", write_csv("known_2026-01-01.csv", [row]))
    return "ukprn:19999999"


@pytest.fixture
def refusals(take_in, write_csv):
    """Import rows and return (line, column, why) of each refused cell."""

    def refused(format_name, rows, name="rows_2026-01-01.csv"):
        (report,) = take_in(format_name, write_csv(name, rows))
        return [(each.line, each.column, each.why) for each in report.refusals]

    return refused
