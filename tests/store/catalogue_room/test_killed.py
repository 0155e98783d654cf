"""An import that is killed half-way left nothing behind; said again, it ends as if it never was killed."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.courses import Point
from bot.importers import run
from bot.store import Store
from bot.store.base import Base

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 22)
HEADER = "reference,lars_code,title,level,routes,duration_months,published"
# Takes files in, and half-way through a stage says so and waits for its end.
CHILD = """
import sys, time
from datetime import date
from bot.courses import Point
from bot.importers import run
from bot.reference import places
from bot.store import Store

url, path, wanted = sys.argv[1:]
places.towns = lambda: {"Exampleton": Point(51.7, -1.3)}

def progress(stage, done, total):
    if stage == wanted and 2 * done >= total:
        print("half-way", flush=True)
        time.sleep(60)

run(Store(url), "apprenticeships", [path], date(2026, 11, 22), progress)
"""
TABLES = {
    "catalogue_courses": ("id", "digest", "feed", "title", "withdrawn_at"),
    "catalogue_offers": ("id", "digest", "feed", "withdrawn_at"),
    "catalogue_provider_listings": ("id", "digest", "feed", "withdrawn_at"),
    "catalogue_providers": ("id", "name", "withdrawn_at"),
    "catalogue_course_subjects": ("course_id", "area"),
    "catalogue_points": ("kind", "name"),
    "catalogue_feeds": ("feed",),
    "catalogue_imports": ("file", "rows", "refused", "state"),
    "audit_events": ("action", "subject"),
}


def write(path, numbers, title):
    rows = [f"ST{number:04},1,{title} {number},2,Digital,18," for number in numbers]
    path.write_text("\n".join([HEADER, *rows, ""]))
    return path


def state(store):
    """Return all that an import writes, but for times and numbers of its own."""
    with store.engine.connect() as connection:
        return {name: sorted(_rows(connection, name, columns)) for name, columns in TABLES.items()}


def _rows(connection, name, columns):
    """Of when something was withdrawn, only whether it was."""
    table = Base.metadata.tables[name]
    shown = [table.c[each].is_(None) if each == "withdrawn_at" else table.c[each] for each in columns]
    return [tuple(row) for row in connection.execute(sa.select(*shown))]


def kill_half_way(url, path, stage):
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, url, str(path), stage], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout.readline() == "half-way\n"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    assert child.returncode == -9


@pytest.mark.parametrize("stage", ["reading", "keeping"])
def test_an_import_that_is_killed_is_wholly_absent_and_can_be_said_again(
    each_store, tmp_path, stage, monkeypatch
):
    monkeypatch.setattr("bot.reference.places.towns", lambda: {"Exampleton": Point(51.7, -1.3)})
    path = tmp_path / "standards.csv"
    never_killed = Store(f"sqlite:///{tmp_path}/never_killed.db")
    Base.metadata.create_all(never_killed.engine)
    for store in (each_store, never_killed):
        run(store, "apprenticeships", [write(path, range(1500), "Maker")], TODAY)
    before = state(each_store)

    write(path, range(200, 2500), "Joiner")
    kill_half_way(each_store.url.render_as_string(hide_password=False), path, stage)
    assert state(each_store) == before

    for store in (each_store, never_killed):
        run(store, "apprenticeships", [path], TODAY)
    after = state(each_store)
    assert after == state(never_killed)
    assert len(after["catalogue_courses"]) == 2500
    never_killed.close()
