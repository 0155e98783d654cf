"""Whole conversations of 30 personas with the running system: ``uv run python bench/conversation.py``.

Each persona (``bench/personas.yml``) goes its way three times through the public chat API: tapped, typed well
and typed badly. Prints a Markdown table of turns, of questions that came again, and of the facts that were
right, wrong and missing in the plan that was kept; then, of how many personas the three plans were the same.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import onward_system, personas
from bench.figures import percentile, table
from bench.onward_system import Onward
from bench.personas import MODES, Persona, Value
from bench.playing import Played, Player, kept
from bench.processes import NotMeasured, free_ports, run, running, wait_until
from bench.report import machine, say
from bot.questions import BY_NAME, Kind

READY_SECONDS = 120


@dataclass(slots=True)
class Tally:
    """What was counted over the conversations of one mode."""

    played: list[tuple[Persona, Played]] = field(default_factory=list)
    facts: int = 0
    right: int = 0
    wrong: int = 0
    missing: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, persona: Persona, mode: str, played: Played) -> None:
        """Compare the plan with what is so."""
        facts = persona.facts(mode)
        self.played.append((persona, played))
        self.facts += len(facts)
        self.notes += played.notes
        for slot in _so_or_kept(facts, played.plan):
            so, is_kept = facts.get(slot), played.plan.get(slot)
            if is_kept == so:
                self.right += 1
                continue
            self.missing += is_kept is None
            self.wrong += is_kept is not None
            self.notes.append(f"{persona.id}, {mode}: {slot} is kept as {is_kept!r}, and is {so!r}")


def _so_or_kept(facts: dict[str, Value], plan: dict[str, Value]) -> Iterator[str]:
    """Give every slot that is so or was kept; a section that was not asked about stays with the learner."""
    return (slot for slot in {**facts, **plan} if slot in facts or plan[slot] != "only_me")


def play_all(system: Onward, played_by: Sequence[Persona]) -> dict[str, Tally]:
    """Play every persona in every mode, one conversation at a time."""
    tallies = {mode: Tally() for mode in MODES}
    for mode in MODES:
        say(f"{len(played_by)} learners, {mode} …")
        for persona in played_by:
            with system.chat_api() as (door, opening):
                played = Player(persona, mode, door).play(opening)
                played.plan = kept(door.plan())
            tallies[mode].add(persona, mode, played)
    return tallies


def markdown(tallies: dict[str, Tally]) -> str:
    """Return the table to quote."""
    heads = [
        "30 personas, whole conversations", "turns, full path: p50 / most", "quick path: most",
        "asked again", "offered", "facts", "right, in %", "wrong", "missing",
    ]  # fmt: skip
    rows = [_row(mode, tally) for mode, tally in tallies.items()]
    same, of = _the_same(tallies)
    return "\n\n".join([table(heads, rows), f"The same plan in all three ways: {same} of {of}.", machine()])


def _row(mode: str, tally: Tally) -> list[str]:
    full = [played.turns for persona, played in tally.played if persona.path == "full"]
    quick = [played.turns for persona, played in tally.played if persona.path == "quick"]
    again = sum(played.again for _, played in tally.played)
    offered = sum(played.offered for _, played in tally.played)
    return [
        mode,
        f"{median(full):.0f} / {percentile(full, 100):.0f}" if full else "–",
        f"{max(quick)}" if quick else "–",
        str(again), str(offered), str(tally.facts), f"{100 * tally.right / max(tally.facts, 1):.1f}",
        str(tally.wrong), str(tally.missing),
    ]  # fmt: skip


def _the_same(tallies: dict[str, Tally]) -> tuple[int, int]:
    """Return of how many personas all plans hold the same, leaving out what is kept word for word."""
    plans: dict[str, list[dict[str, Value]]] = {}
    for tally in tallies.values():
        for persona, played in tally.played:
            plans.setdefault(persona.id, []).append(
                {slot: value for slot, value in played.plan.items() if not _word_for_word(slot)}
            )
    return sum(all(plan == each[0] for plan in each) for each in plans.values()), len(plans)


def _word_for_word(slot: str) -> bool:
    return slot in BY_NAME and BY_NAME[slot].kind is Kind.WORDS


def main() -> int:
    """Measure and print; return 0 where everything could be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", action="store_true", help="print what came again, was wrong or missing")
    parser.add_argument("--only", help="the persona of this id alone")
    chosen = parser.parse_args()
    everybody = [each for each in personas.read() if chosen.only in (None, each.id)]
    with tempfile.TemporaryDirectory(prefix="onward-bench-") as folder:
        system = onward_system.prepare(Path(folder), free_ports(3))
        try:
            run(system.training())
            commands = system.processes()
            with running(commands):
                wait_until(system.begins, commands, READY_SECONDS)
                tallies = play_all(system, everybody)
        except NotMeasured as problem:
            say(f"Not measured. {problem}")
            return 1
    print(markdown(tallies))
    if chosen.notes:
        for note in (note for tally in tallies.values() for note in tally.notes):
            say(note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
