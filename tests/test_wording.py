"""What the assistant asks and answers: every question, step and topic has its words and its buttons."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from examples import intents, squeezed
from needs import need

from bot import questions
from bot.questions import BY_NAME, QUESTIONS, SECTIONS, STEPS, Kind
from bot.reference import wording
from bot.reference.files import read_yaml

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT.parent / "shared" / "contract" / "questions.yml"
ASKED_IN_OTHER_WORDS = [{"type": "slot", "name": "misunderstood", "value": True}]
SLOTS = (
    *(question.name for question in QUESTIONS if question.name != "sharing"),
    *(questions.sharing_slot(section) for section in SECTIONS),
    *STEPS,
)
SENSITIVE = [question.name for question in QUESTIONS if question.sensitive]
OWN_WORDS = [question.name for question in QUESTIONS if question.kind is Kind.WORDS]

WHO_SEES_IT = "You choose who sees this. You can skip it."
KEEP_PRIVATE = "Please don't put private things here. Your adviser can talk to you about those."
LONGEST_TURN = 60
FEWEST_EXAMPLES = 24


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


def plain(slot: str) -> dict:
    return next(variant for variant in variants_of(slot) if "condition" not in variant)


def again(slot: str) -> dict:
    return next(variant for variant in variants_of(slot) if "condition" in variant)


def variants_of(slot: str) -> list[dict]:
    return wording.responses()[f"utter_ask_{slot}"]


def values_of(slot: str) -> tuple[str, ...]:
    if questions.section_of_slot(slot):
        return BY_NAME["sharing"].values
    return STEPS.get(slot) or BY_NAME[slot].values


def meant(payload: str) -> tuple[str, str]:
    """Return the slot and the value that a button stands for; Rasa takes doubled braces for single ones."""
    pairs = json.loads(payload.format().removeprefix("/inform"))
    ((slot, value),) = pairs.items()
    return slot, value


# Questions


def test_the_questions_are_those_of_the_contract():
    need(CONTRACT.exists(), "the contract of ../shared/contract is not beside this checkout")
    agreed = {
        row["name"]: (row["sitting"], row["kind"], tuple(row.get("values", ())), row.get("sensitive", False))
        for row in read_yaml(CONTRACT)
    }
    ours = {q.name: (q.sitting, q.kind.value, q.values, q.sensitive) for q in QUESTIONS}
    assert ours == agreed


@pytest.mark.parametrize("slot", SLOTS)
def test_a_question_is_asked_in_one_way_and_again_in_another(slot):
    first, second = variants_of(slot)
    assert "condition" not in first
    assert second["condition"] == ASKED_IN_OTHER_WORDS
    assert first["text"] != second["text"]


@pytest.mark.parametrize("slot", SLOTS)
def test_the_second_way_shows_what_could_be_typed(slot):
    assert "You can type: " in again(slot)["text"]


@pytest.mark.parametrize("slot", SLOTS)
def test_a_question_says_why_it_is_asked_in_two_sentences(slot):
    (why,) = wording.responses()[f"utter_why_{slot}"]
    assert 1 <= len(sentences(why["text"])) <= 2


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("variant", [plain, again])
def test_each_value_has_one_button_in_its_order(slot, variant):
    buttons = variant(slot).get("buttons", [])
    assert [meant(button["payload"]) for button in buttons] == [(slot, value) for value in values_of(slot)]
    assert len({button["title"] for button in buttons}) == len(buttons)


@pytest.mark.parametrize("slot", [slot for slot in SLOTS if slot not in STEPS])
def test_an_answer_has_a_heading_of_its_own(slot):
    headings = Counter(plain(other)["metadata"]["heading"] for other in SLOTS if other not in STEPS)
    assert headings[plain(slot)["metadata"]["heading"]] == 1


@pytest.mark.parametrize("slot", SENSITIVE)
@pytest.mark.parametrize("variant", [plain, again])
def test_a_sensitive_question_first_says_who_sees_it(slot, variant):
    assert variant(slot)["text"].startswith(WHO_SEES_IT)


@pytest.mark.parametrize("slot", OWN_WORDS)
@pytest.mark.parametrize("variant", [plain, again])
def test_a_question_for_own_words_asks_for_nothing_private(slot, variant):
    assert variant(slot)["text"].endswith(KEEP_PRIVATE)


def test_sharing_begins_with_who_sees_the_plan_now():
    assert plain("sharing_about_me")["text"].startswith("Only you see your plan until you share it.")


# The opening


@pytest.mark.parametrize("key", ["utter_hello", "utter_hello_no_typing"])
@pytest.mark.parametrize(
    "needed",
    ["a computer, not a person", "adviser checks", "skip", "stop", "You choose who sees it", "is not safe"],
)
def test_the_opening_says_what_a_learner_must_know_first(key, needed):
    (hello,) = wording.responses()[key]
    assert needed in hello["text"]


def test_the_opening_says_that_a_safety_worry_is_no_secret_wherever_one_can_type():
    (hello,) = wording.responses()["utter_hello"]
    assert "I can't keep that secret" in hello["text"]


@pytest.mark.parametrize("key", ["utter_hello", "utter_hello_no_typing"])
def test_the_opening_and_its_question_fit_in_one_turn(key):
    (hello,) = wording.responses()[key]
    assert len((hello["text"] + " " + plain("begin")["text"]).split()) <= LONGEST_TURN


# How learners say it


@pytest.mark.parametrize("intent", intents())
def test_an_intent_has_enough_ways_of_saying_it(intent):
    assert len({squeezed(example) for example in intents()[intent]}) >= FEWEST_EXAMPLES


def test_nothing_is_said_under_two_intents():
    heard = Counter(squeezed(example) for examples in intents().values() for example in examples)
    assert [example for example, times in heard.items() if times > 1] == []


def test_examples_mark_no_values():
    assert [e for examples in intents().values() for e in examples if re.search(r"[\[\]{}]", e)] == []
