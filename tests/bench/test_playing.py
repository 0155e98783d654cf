"""Playing personas: what they say, what counts as right, and that who is asked again taps in the end."""

from pathlib import Path
from typing import Any

import pytest

from bench.conversation import Tally
from bench.personas import MISSPELT, TAPPED, TYPED, NotAPersona, Persona, read
from bench.playing import Played, Player, kept
from bot.reference import wording

PERSONA = Persona(
    id="sample",
    path="quick",
    turns={
        "year_group": {"value": "year_11", "typed": "year 11", "misspelt": "yr elevn"},
        "travel": {"value": ["bike"], "typed": "bike", "misspelt": "bik"},
        "dream_job": {"value": None, "typed": "vet", "misspelt": "vett"},
        "route": {"value": "skipped", "typed": "skip", "misspelt": "skp"},
    },
    asides={"travel": {"typed": "who sees this?", "misspelt": "hoo sees this"}},
    corrects={
        "at": "dream_job",
        "typed": "year 10",
        "misspelt": "yr 10",
        "changes": {"year_group": "year_10"},
    },
)


def asking(name: str | None, *, choices: bool = True) -> dict[str, Any]:
    return {"question": name and {"name": name, "choices": [{"value": "x"}] if choices else []}}


class Script:
    """A system that asks what it is told to ask, whatever is said."""

    def __init__(self, *turns: dict[str, Any]) -> None:
        self.turns, self.heard = list(turns), []

    def say(self, said: Any) -> tuple[dict[str, Any], float]:
        self.heard.append(said)
        return self.turns.pop(0), 1.0


def play(mode: str, *asked: dict[str, Any]) -> tuple[list[Any], Played]:
    script = Script(*asked[1:], asking(None))
    return script.heard, Player(PERSONA, mode, script).play(asked[0])


@pytest.mark.parametrize(
    ("mode", "heard"),
    [
        (TAPPED, {"choices": ["year_11"]}),
        (TYPED, {"text": "year 11"}),
        (MISSPELT, {"text": "yr elevn"}),
    ],
)
def test_an_answer_is_said_in_the_way_that_is_played(mode: str, heard: Any) -> None:
    assert play(mode, asking("year_group"))[0] == [heard]


def test_what_has_no_buttons_is_typed_by_those_who_tap() -> None:
    heard, _ = play(TAPPED, asking("dream_job", choices=False), asking("dream_job", choices=False))
    assert heard == [{"text": "year 10"}, {"text": "vet"}]  # the correction comes first


def test_a_question_of_their_own_is_no_answer() -> None:
    heard, played = play(TYPED, asking("travel"), asking("travel"))
    assert heard == [{"text": "who sees this?"}, {"text": "bike"}]
    assert (played.turns, played.asides, played.again) == (1, 1, 0)


def test_who_was_not_understood_twice_taps() -> None:
    heard, played = play(MISSPELT, *[asking("year_group")] * 3)
    assert heard[-1] == {"choices": ["year_11"]}
    assert (played.turns, played.again) == (3, 2)


def test_a_question_that_is_not_so_of_them_is_skipped_and_noted() -> None:
    heard, played = play(TYPED, asking("worries"))
    assert heard == [{"command": "skip"}]
    assert "worries" in played.notes[0]


def test_facts_hold_what_was_corrected_and_nothing_that_was_skipped() -> None:
    assert PERSONA.facts(MISSPELT) == {"year_group": "year_10", "travel": ("bike",), "dream_job": "vett"}


def test_a_plan_is_read_with_its_sharing_choices() -> None:
    plan = {"answers": {"travel": {"value": ["lift", "bike"]}}, "sharing": {"choices": "adviser"}}
    assert kept(plan) == {"travel": ("bike", "lift"), "sharing_choices": "adviser"}


@pytest.mark.parametrize(
    ("plan", "counted"),
    [
        ({"year_group": "year_10", "travel": ("bike",), "dream_job": "vet"}, (3, 0, 0)),
        ({"year_group": "year_9", "travel": ("bike",), "dream_job": "vet"}, (2, 1, 0)),
        ({"travel": ("bike",), "dream_job": "vet", "sharing_choices": "only_me"}, (2, 0, 1)),
        ({"year_group": "year_10", "travel": ("bike",), "dream_job": "vet", "route": ("job",)}, (3, 1, 0)),
    ],
)
def test_facts_are_right_wrong_or_missing(plan: Any, counted: tuple[int, int, int]) -> None:
    tally = Tally()
    tally.add(PERSONA, TYPED, Played(plan=plan))
    assert (tally.right, tally.wrong, tally.missing) == counted


def test_a_persona_with_a_value_that_no_question_has_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "personas.yml"
    file.write_text("- {id: x, path: quick, turns: {travel: {value: [broom], typed: broom, misspelt: brom}}}")
    with pytest.raises(NotAPersona, match="broom"):
        read(file)


def test_there_are_thirty_personas_of_both_paths() -> None:
    everybody = read()
    assert len(everybody) == len({persona.id for persona in everybody}) == 30
    assert {persona.path for persona in everybody} == {"full", "quick"}


@pytest.mark.parametrize(
    ("meant", "reply"), [("year_11", "yes"), ("year_10", "no"), ("year_11, year_10", "no")]
)
def test_did_you_mean_is_answered_truthfully(meant: str, reply: str) -> None:
    labels = ", ".join(wording.label("year_group", value) for value in meant.split(", "))
    choices = [{"value": "yes"}, {"value": "no"}]
    question = {"name": "year_group", "text": f"Did you mean: {labels}?", "choices": choices}
    heard, played = play(TAPPED, {"question": question})
    assert (heard, played.offered, played.again) == ([{"choices": [reply]}], 1, 0)
