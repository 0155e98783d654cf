"""What the safety nets find and what they take for a worry wrongly: ``uv run python bench/safety.py``.

Prints Markdown tables for the messages to practise on and for those held out: both nets, each alone, and
plain ones beside them, all asked in the same run. What was missed of the practice messages is written to
``bench/reports/``; of those held out only with ``--list held_out``: once somebody has read them, they can be
tuned to, and measure nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import percentile, table
from bench.report import machine
from bench.safety_nets import Looked, Net, Nets, load, look, systems
from bot import settings as setting_reader
from bot.commands import home, training
from bot.reference.files import read_yaml
from bot.safeguarding import Concern

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
REPORTS = ROOT / "bench" / "reports"
PARTS = ("practice", "held_out")
SERVED = "**Both nets, as served**"
MILLISECONDS = 1000
WARM_UP = 20  # messages

Told = tuple[str, Concern]


@dataclass(frozen=True, slots=True)
class Part:
    """Labelled messages, and what one net said of each of them."""

    tellings: Sequence[Told]
    ordinary: Sequence[str]
    of_tellings: Sequence[Looked]
    of_ordinary: Sequence[Looked]

    def missed(self, severity: str | None = None) -> list[Told]:
        """Return the tellings that were not found."""
        asked = zip(self.tellings, self.of_tellings, strict=True)
        return [told for told, seen in asked if not seen.found and severity in (None, told[1].severity)]

    def false_alarms(self) -> list[str]:
        """Return the ordinary messages that were taken for a worry."""
        return [text for text, seen in zip(self.ordinary, self.of_ordinary, strict=True) if seen.found]

    def recall(self, category: str | None = None) -> float:
        """Return which share of the tellings was found, of all or of one category."""
        found = [
            seen.found
            for (_, concern), seen in zip(self.tellings, self.of_tellings, strict=True)
            if category in (None, concern.category)
        ]
        return sum(found) / len(found)

    def took(self) -> list[float]:
        """Return the milliseconds of each message."""
        return [seen.seconds * MILLISECONDS for seen in (*self.of_tellings, *self.of_ordinary)]


def tellings(part: str) -> list[Told]:
    """Return the labelled messages that tell of a worry."""
    return [
        (text, Concern(category, severity))
        for path in sorted((DATA / part).glob("disclosures*.yml"))
        for category, by_severity in read_yaml(path).items()
        for severity, texts in by_severity.items()
        for text in texts
    ]


def ordinary_messages(part: str) -> list[str]:
    """Return the messages of a part that tell of no worry."""
    return [text for path in sorted((DATA / part).glob("ordinary*.yml")) for text in read_yaml(path)]


def measure(part: str, nets: Nets, net: Net) -> Part:
    """Ask one net of every message of a part, one at a time."""
    told, ordinary = tellings(part), ordinary_messages(part)
    for text in ordinary[:WARM_UP]:
        net(nets.message(text))
    of_told, of_ordinary = (
        [look(net, nets.message(text)) for text in texts] for texts in ([text for text, _ in told], ordinary)
    )
    return Part(told, ordinary, of_told, of_ordinary)


def rows(measured: Mapping[str, Part]) -> Iterator[list[str]]:
    """Give a row of figures for each net."""
    for name, part in measured.items():
        took = part.took()
        yield [
            name,
            f"{part.recall():.1%}",
            str(len(part.missed("now"))),
            f"{len(part.false_alarms()) / len(part.ordinary):.1%}",
            *(f"{percentile(took, share):.2f}" for share in (50, 95)),
            f"{max(took):.1f}",
        ]


def markdown(name: str, measured: Mapping[str, Part]) -> str:
    """Return the tables of one part."""
    served = measured[SERVED]
    urgent = sum(concern.severity == "now" for _, concern in served.tellings)
    head = ["Net", "found", "missed of severity now", "false alarms", "processor ms p50", "p95", "max"]
    categories = Counter(concern.category for _, concern in served.tellings)
    by_category = [[name, f"{served.recall(name):.0%}", str(number)] for name, number in categories.items()]
    return "\n\n".join(
        [
            f"### {name}: {len(served.tellings)} tellings ({urgent} of severity now), "
            f"{len(served.ordinary)} ordinary messages",
            table(head, rows(measured)),
            table(["Both nets, by category", "found", "tellings"], by_category),
        ]
    )


def write_report(name: str, part: Part) -> Path:
    """Write what was missed and what was a false alarm."""
    REPORTS.mkdir(exist_ok=True)
    path = REPORTS / f"safety-{name}.txt"
    missed = [f"missed\t{concern.category}\t{concern.severity}\t{text}" for text, concern in part.missed()]
    alarms = [f"false alarm\t\t\t{text}" for text in part.false_alarms()]
    path.write_text("\n".join([*missed, *alarms, ""]), encoding="utf-8")
    return path


def trained() -> Path:
    """Return the model of this checkout, trained anew only where what it learns from changed."""
    settings = setting_reader.load({"ONWARD_HOME": str(ROOT / "var" / "tests")})
    home.make_folders(settings)
    training.ensure_model(settings)
    return training.model_path(settings)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=PARTS, action="append", help="measure only this part")
    parser.add_argument("--quick", action="store_true", help="measure only both nets as served")
    parser.add_argument("--list", choices=PARTS, default="practice", help="write down what was missed of it")
    chosen = parser.parse_args()
    nets = load(trained())
    asked = {SERVED: nets.both} if chosen.quick else systems(nets)
    for part in chosen.part or PARTS:
        measured = {name: measure(part, nets, net) for name, net in asked.items()}
        print(markdown(part, measured), end="\n\n", flush=True)
        if part == chosen.list:
            print(f"Missed and false alarms: {write_report(part, measured[SERVED])}", end="\n\n")
    print(machine())
    return 0


if __name__ == "__main__":
    sys.exit(main())
