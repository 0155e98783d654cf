"""How long each way to find courses takes, each in a process of its own, so that its memory is its own."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.catalogue_learners import learners
from bench.catalogue_peers import full_scan, keyword_search
from bench.processes import NotMeasured
from bot.answers import Learner
from bot.matching import Match, find
from bot.reference.jobs import jobs
from bot.store import Store

TODAY = date(2026, 11, 22)
WARM_UP = 20  # learners, not the measured ones


@dataclass(frozen=True, slots=True)
class Way:
    """One way to find courses.

    Args:
        find: a learner's courses, best first, with a transaction of its own.
        offers: how many a run may look at in all: what is slow is measured on fewer learners.
    """

    find: Callable[[Store, Learner, date], Sequence[Any]]
    offers: float = float("inf")

    def learners(self, asked: int, offers: int) -> int:
        """Return on how many learners to measure it in a catalogue of so many offers."""
        return int(max(1, min(asked, self.offers // offers)))


def match(store: Store, learner: Learner, today: date) -> list[Match]:
    """Find courses as the action server and the web application do."""
    with store.open() as s:
        return find(learner, s.catalogue, today, jobs())


ONWARD = "Onward"
WAYS: Mapping[str, Way] = {
    ONWARD: Way(match),
    "Keyword search": Way(keyword_search, offers=1e8),
    "Full scan": Way(full_scan, offers=1e5),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one way took for each learner, how much it found in all, and the most memory it had."""

    way: str
    offers: int
    milliseconds: Sequence[float]
    found: int
    peak_bytes: int


def measure(url: str, way: str, offers: int, count: int) -> Timing:
    """Have one way find courses for so many learners; warm up first, unless that takes too long."""
    store, find_by = Store(url), WAYS[way].find
    asked = learners(count)
    if count > WARM_UP:
        for learner in learners(WARM_UP, seed=1):
            find_by(store, learner, TODAY)
    gc.freeze()  # as both processes do once they are up
    took, found = [], 0
    for learner in asked:
        begun = time.perf_counter()
        found += len(find_by(store, learner, TODAY))
        took.append(1000 * (time.perf_counter() - begun))
    store.close()
    return Timing(way, offers, took, found, most_memory())


def most_memory() -> int:
    """Return the most bytes that this process has ever held; ``getrusage`` would count its parent's too.

    Raises:
        NotMeasured: this machine does not say.
    """
    status = Path("/proc/self/status")
    said = status.read_text(encoding="utf-8") if status.exists() else ""
    held = re.search(r"^VmHWM:\s+(\d+) kB$", said, re.MULTILINE)
    if held is None:
        raise NotMeasured("the memory of a process cannot be read on this machine")
    return int(held[1]) * 1024


def measure_apart(url: str, way: str, offers: int, count: int) -> Timing:
    """Do the same in a process of its own.

    Raises:
        NotMeasured: it failed.
    """
    command = [sys.executable, "-m", "bench.catalogue_ways", url, way, str(offers), str(count)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode != 0:
        raise NotMeasured(f"{way} failed: what it said is above")
    return Timing(**json.loads(ended.stdout.splitlines()[-1]))


if __name__ == "__main__":
    asked_url, asked_way, *numbers = sys.argv[1:]
    print(json.dumps(asdict(measure(asked_url, asked_way, *map(int, numbers)))))
