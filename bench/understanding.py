"""How well intents are understood, beside a stock Rasa and others: ``uv run python bench/understanding.py``.

Prints Markdown tables of the public sets in ``../shared/data/nlu`` (``--quick``, which is the default: a few
intents of one; ``--whole``: all of all three) or of the project's own messages (``--own held_out``). Every
system learns from the same utterances and is asked the same messages, one after the other, in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import MIB, NOT_MEASURED, table
from bench.intents import own, sets, systems
from bench.intents.scores import Prediction, accuracy, auroc, refused
from bench.intents.sets import IntentSet
from bench.intents.systems import Answered, System
from bench.processes import NotMeasured
from bench.report import machine, say

Results = dict[tuple[str, str], Answered]  # by set and system


@dataclass(slots=True)
class Measured:
    """What came of it, and what could not be measured."""

    sets: Sequence[IntentSet]
    results: Results = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def measure(sets_asked: Sequence[IntentSet], asked: Sequence[System], folder: Path) -> Measured:
    """Have every system learn and answer every set."""
    measured = Measured(sets_asked)
    for at, each in enumerate(sets_asked):
        for number, system in enumerate(asked):
            say(f"{each.name}: {system.name} …")
            try:
                found = system.ask(each.train, _files(each), folder / f"{at}-{number}")
            except NotMeasured as problem:
                measured.problems.append(f"{each.name}, {system.name}: {problem}")
                continue
            measured.results[each.name, system.name] = found
    return measured


def _files(each: IntentSet) -> dict[str, list[sets.Row]]:
    return {**each.tests, **{_oos(noise): rows for noise, rows in each.out_of_scope.items()}}


def _oos(noise: str) -> str:
    return f"out of scope, {noise}"


def markdown(measured: Measured, names: Iterable[str]) -> str:
    """Return the tables to quote."""
    names = list(names)
    parts = [_accuracy_table(each, measured, names) for each in measured.sets]
    parts += [_scope_table(each, measured, names) for each in measured.sets if each.out_of_scope]
    return "\n\n".join([*parts, _cost_table(measured, names), machine()])


def _accuracy_table(each: IntentSet, measured: Measured, names: Sequence[str]) -> str:
    def row(name: str) -> list[str]:
        found = measured.results.get((each.name, name))
        if found is None:
            return [name, *(NOT_MEASURED for _ in each.tests)]
        return [name, *(_right(found.predictions[noise], rows) for noise, rows in each.tests.items())]

    return table([f"{each.name}: right, in %", *each.tests], map(row, names))


def _right(predicted: Sequence[Prediction], rows: Sequence[Mapping[str, str]]) -> str:
    return f"{100 * accuracy(predicted, [row['intent'] for row in rows]):.1f}"


def _scope_table(each: IntentSet, measured: Measured, names: Sequence[str]) -> str:
    def row(name: str) -> list[str]:
        found = measured.results.get((each.name, name))
        if found is None:
            return [name, *(NOT_MEASURED for _ in range(2 * len(each.out_of_scope)))]
        pairs = [
            (found.predictions[noise], found.predictions[_oos(noise)]) for noise in each.out_of_scope
        ]
        refusals = [f"{100 * refused(inside, outside):.1f}" for inside, outside in pairs]
        return [name, *refusals, *(f"{auroc(inside, outside):.3f}" for inside, outside in pairs)]

    heads = [f"refused, {noise}" for noise in each.out_of_scope]
    heads += [f"AUROC, {noise}" for noise in each.out_of_scope]
    return table([f"{each.name}: out of scope, at 95 % accepted", *heads], map(row, names))


def _cost_table(measured: Measured, names: Sequence[str]) -> str:
    def row(name: str) -> list[str]:
        found = [each for (_, system), each in measured.results.items() if system == name]
        if not found:
            return [name, *(NOT_MEASURED for _ in range(3))]
        took = [ms for each in found for rows in each.predictions.values() for _, _, ms in rows]
        training = " / ".join(f"{each.seconds:.0f}" for each in found)
        peak = max(each.memory for each in found) / MIB
        return [name, f"{median(took):.2f}", training, f"{peak:.0f}"]

    heads = ["What it costs", "one message, ms (p50)", "training, s, by set", "memory at most, MiB"]
    return table(heads, map(row, names))


def main() -> int:
    """Measure and print; return 0 where everything could be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a few intents of one public set (default)")
    size.add_argument("--whole", action="store_true", help="all of the three public sets")
    size.add_argument("--sets", nargs="+", choices=sets.NAMES, help="all of some of them")
    size.add_argument("--own", choices=("held_out", "practice"), help="the project's own messages")
    parser.add_argument("--without-peers", action="store_true", help="measure Onward alone")
    chosen = parser.parse_args()
    try:
        asked = [*([] if chosen.without_peers else systems.peers()), systems.ours()]
        with tempfile.TemporaryDirectory(prefix="onward-bench-") as folder:
            if chosen.own:
                print(own.markdown(asked, Path(folder), chosen.own))
                return 0
            names = sets.NAMES if chosen.whole else chosen.sets
            measured = measure(sets.whole(names) if names else sets.quick(), asked, Path(folder))
    except NotMeasured as problem:
        say(f"Not measured. {problem}")
        return 1
    print(markdown(measured, [system.name for system in asked]))
    for problem in measured.problems:
        say(f"\nNot measured. {problem}")
    return 1 if measured.problems else 0


if __name__ == "__main__":
    sys.exit(main())
