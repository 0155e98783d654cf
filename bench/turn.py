"""What a turn costs, beside a stock Rasa assistant: ``uv run python bench/turn.py``.

Prints Markdown tables: milliseconds for each form turn, seconds until ready, memory of each process, training
time. Both systems run on this machine at the same time, one client talks to them by turns, one request at a
time, so that both meet the same noise. Only addresses of this machine are used.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import onward_system, stock_assistant
from bench.figures import Figures
from bench.learners import THREE_QUESTIONS
from bench.onward_system import Onward
from bench.processes import NotMeasured, free_ports, memory_of, run, running, wait_until
from bench.report import FULL, FULL_API, OURS, STOCK, THREE, THREE_API, Report, markdown, say
from bench.stock_assistant import Stock

TURNS, QUICK_TURNS = 180, 30
STARTS, QUICK_STARTS = 3, 1
WARM_UP_ROUNDS = 3
ROUNDS_PER_FULL_PATH = 10
READY_SECONDS = 300


@dataclass(slots=True)
class System:
    """One of the two systems: what it is to be asked, and what was measured of it."""

    name: str
    assistant: Stock | Onward
    figures: Figures = field(default_factory=Figures)


def prepared(report: Report, folder: Path) -> list[System]:
    """Install, lay out and train the systems; return those that could be."""
    systems: list[System] = []
    for name in report.figures:
        with report.noting(name):
            say(f"{name}: setting up and training …")
            system = System(name, MAKERS[name](folder), report.figures[name])
            system.figures.training = run(system.assistant.training())
            systems.append(system)
    return systems


def _make_stock(folder: Path) -> Stock:
    stock_assistant.install()
    rasa_port, actions_port = free_ports(2)
    stock_assistant.lay_out(folder / "stock", actions_port)
    return Stock(folder / "stock", rasa_port, actions_port)


def _make_ours(folder: Path) -> Onward:
    (folder / "onward").mkdir()
    return onward_system.prepare(folder / "onward", free_ports(3))


MAKERS: Mapping[str, Callable[[Path], Stock | Onward]] = {STOCK: _make_stock, OURS: _make_ours}


def measure(report: Report, systems: list[System], turns: int, starts: int) -> None:
    """Start both systems by turns, then talk to both by turns, then weigh them."""
    for _ in range(starts - 1):
        for system in systems:
            with report.noting(f"{system.name}, start"), started(system):
                pass
    with ExitStack() as stack:
        pids: dict[str, dict[str, int]] = {}
        for system in systems:
            with report.noting(f"{system.name}, start"):
                pids[system.name] = stack.enter_context(started(system))
        up = [system for system in systems if system.name in pids]
        talk(report, up, turns)
        for system in up:
            with report.noting(f"{system.name}, memory"):
                held = {name: memory_of(pid) for name, pid in pids[system.name].items()}
                system.figures.memory.update(held)


@contextmanager
def started(system: System) -> Iterator[dict[str, int]]:
    """Start a system and yield its process ids when it has asked a first question; stop it at the end."""
    commands = system.assistant.processes()
    begun = time.monotonic()
    with running(commands) as pids:
        wait_until(system.assistant.begins, commands, READY_SECONDS)
        system.figures.starts.append(time.monotonic() - begun)
        say(f"{system.name}: ready after {system.figures.starts[-1]:.1f} s")
        yield pids


def talk(report: Report, systems: list[System], turns: int) -> None:
    """Hold whole conversations, a round of them at a time; those that warm up are not kept."""
    rounds = WARM_UP_ROUNDS + -(-turns // len(THREE_QUESTIONS))
    talking = list(systems)
    for number in range(rounds):
        full = number == 0 or (number - WARM_UP_ROUNDS) % ROUNDS_PER_FULL_PATH == 0
        for system in list(talking):
            figures = Figures() if number < WARM_UP_ROUNDS else system.figures
            try:
                hold(system.assistant, figures, number, full)
            except NotMeasured as problem:
                report.problems.append(f"{system.name}, turns: {problem}")
                talking.remove(system)
    say("All conversations are over.")


def hold(assistant: Stock | Onward, figures: Figures, number: int, full: bool) -> None:
    """Hold one round of conversations with one system."""
    if isinstance(assistant, Stock):
        figures.keep(THREE, assistant.three_questions(number))
        return
    with assistant.private_channel() as (door, opening):
        figures.keep(THREE, onward_system.three_questions(door, opening, number))
    with assistant.chat_api() as (door, opening):
        figures.keep(THREE_API, onward_system.three_questions(door, opening, number))
    if full:
        with assistant.private_channel() as (door, opening):
            figures.keep(FULL, onward_system.all_questions(door, opening, number))
        with assistant.chat_api() as (door, opening):
            figures.keep(FULL_API, onward_system.all_questions(door, opening, number))


def main() -> int:
    """Measure and print; return 0 where everything could be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, help=f"turns to measure on each way (default {TURNS})")
    parser.add_argument("--quick", action="store_true", help=f"one start, {QUICK_TURNS} turns")
    parser.add_argument("--without-stock", action="store_true", help="measure Onward alone")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything started is stopped
    report = Report({name: Figures() for name in ([OURS] if chosen.without_stock else [STOCK, OURS])})
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as folder:
        systems = prepared(report, Path(folder))
        turns = chosen.turns or (QUICK_TURNS if chosen.quick else TURNS)
        measure(report, systems, turns, QUICK_STARTS if chosen.quick else STARTS)
    print(markdown(report.figures))
    for problem in report.problems:
        say(f"\nNot measured. {problem}")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
