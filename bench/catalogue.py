"""How fast courses are found, however many there are: ``uv run python bench/catalogue.py``.

Prints Markdown tables: milliseconds for one whole match in made-up catalogues of 10,000, 100,000 and
1,000,000 offers, on SQLite and on PostgreSQL, beside a full scan and a keyword search on the same learners
and the same database. What takes long is asked of fewer learners, as the tables say. The catalogues are made
from real providers and qualifications, in a folder and in a database of their own, and thrown away. The whole
takes about 16 minutes on two quiet cores, ``--quick`` less than one.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa

from bench import made_catalogue
from bench.catalogue_peers import make_keywords
from bench.catalogue_ways import TODAY, WAYS, Timing, measure_apart
from bench.figures import MIB, NOT_MEASURED, percentile, table
from bench.processes import NotMeasured
from bench.report import machine, say
from bot.store import Store
from bot.store.migrate import migrate

SIZES = (10_000, 100_000, 1_000_000)
LEARNERS = 500
QUICK_SIZES, QUICK_LEARNERS = (10_000,), 60
SERVER = "postgresql+psycopg2://postgres@127.0.0.1:5432/"


@dataclass(slots=True)
class Measured:
    """What came of it, by database, and what could not be measured."""

    timings: dict[str, list[Timing]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@contextmanager
def sqlite() -> Iterator[str]:
    """Yield the address of a file that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as folder:
        yield f"sqlite:///{folder}/onward.db"


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the address of a database that is thrown away.

    Raises:
        NotMeasured: no server answers.
    """
    server = sa.create_engine(SERVER + "postgres", isolation_level="AUTOCOMMIT")
    name = f"onward_bench_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except sa.exc.OperationalError:
        raise NotMeasured("no PostgreSQL server answers at 127.0.0.1:5432") from None
    try:
        yield SERVER + name
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


DATABASES: Mapping[str, Callable[[], AbstractContextManager[str]]] = {
    "SQLite": sqlite, "PostgreSQL": postgres,
}  # fmt: skip


def measure(sizes: Sequence[int], learners: int, databases: Sequence[str]) -> Measured:
    """Make each catalogue on each database and have every way find courses in it."""
    measured = Measured()
    for name in databases:
        try:
            for offers in sizes:
                with DATABASES[name]() as url:
                    fill(url, offers)
                    for way, each in WAYS.items():
                        say(f"{name}, {offers:,} offers: {way} …")
                        timing = measure_apart(url, way, offers, each.learners(learners, offers))
                        say(f"… p95 {percentile(timing.milliseconds, 95):,.1f} ms")
                        measured.timings.setdefault(name, []).append(timing)
        except NotMeasured as problem:
            measured.problems.append(f"{name}: {problem}")
    return measured


def fill(url: str, offers: int) -> None:
    """Make a catalogue, and the index of its words for the keyword search."""
    begun = time.monotonic()
    store = Store(url)
    migrate(store)
    made_catalogue.make(store, offers, TODAY)
    make_keywords(store)
    store.close()
    say(f"{offers:,} offers made in {time.monotonic() - begun:.0f} s")


# --- what is printed -----------------------------------------------------------------------


def markdown(measured: Measured) -> str:
    """Return the tables to quote."""
    return "\n\n".join([*(_table(name, timings) for name, timings in measured.timings.items()), machine()])


def _table(name: str, timings: Sequence[Timing]) -> str:
    heads = [
        f"{name}: one learner's courses, in milliseconds", "p50", "p95", "max", "p95 against the size before",
        "learners", "courses found, mean", "memory at most, MiB",
    ]  # fmt: skip
    by_way = (timing for way in WAYS for timing in timings if timing.way == way)
    return table(heads, (_row(timing, _before(timing, timings)) for timing in by_way))


def _row(timing: Timing, before: Timing | None) -> list[str]:
    took = timing.milliseconds
    p50, p95, most = (f"{percentile(took, percent):,.1f}" for percent in (50, 95, 100))
    growth = f"× {percentile(took, 95) / percentile(before.milliseconds, 95):.2f}" if before else NOT_MEASURED
    return [
        f"{timing.way}, {timing.offers:,} offers", p50, p95, most, growth, str(len(took)),
        f"{timing.found / len(took):.0f}", f"{timing.peak_bytes / MIB:.0f}",
    ]


def _before(timing: Timing, timings: Sequence[Timing]) -> Timing | None:
    smaller = [each for each in timings if each.way == timing.way and each.offers < timing.offers]
    return max(smaller, key=lambda each: each.offers, default=None)


def main() -> int:
    """Measure and print; return 0 where everything could be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="10,000 offers, 60 learners, SQLite only")
    parser.add_argument("--sizes", nargs="+", type=int, help=f"how many offers (default: {SIZES})")
    parser.add_argument("--learners", type=int, help=f"how many (default: {LEARNERS})")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, help="default: both")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was made is thrown away
    measured = measure(
        sorted(chosen.sizes or (QUICK_SIZES if chosen.quick else SIZES)),
        chosen.learners or (QUICK_LEARNERS if chosen.quick else LEARNERS),
        chosen.databases or (["SQLite"] if chosen.quick else list(DATABASES)),
    )
    print(markdown(measured))
    for problem in measured.problems:
        say(f"\nNot measured. {problem}")
    return 1 if measured.problems else 0


if __name__ == "__main__":
    sys.exit(main())
