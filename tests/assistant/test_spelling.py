"""Spelling is put right where a word was meant, and left alone where it was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.near_words import NearWords
from bot.assistant.slips import slip
from bot.assistant.spelling import Speller, SpellingNormaliser
from bot.assistant.vectors import SPELT

TEXTS = (
    "what is an apprenticeship",
    "how do i start an apprenticeship",
    "i want to go to college",
    "what is a v level",
    "is there a bus to the college",
    "can i bring my card",
    "i hate noisy places",
)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.learn(TEXTS, ours={"plumbing", "zumba"}, short={"u": "you", "wots": "whats", "tbh": ""})


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("apprentiship", "apprenticeship"),
        ("apprentaship", "apprenticeship"),
        ("i hate noizy placis", "i hate noisy places"),
        ("kwiet", "quiet"),
        ("tmie", "time"),
        ("sckool", "school"),
        ("wensday", "wednesday"),
        ("heyyyyy", "hey"),
        ("PLUMING", "plumbing"),
    ],
)
def test_a_misspelt_word_becomes_the_one_that_was_meant(speller: Speller, typed: str, spelt: str) -> None:
    assert speller.correct(typed) == spelt


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("wots that", "what's that"),
        ("dont u", "don't you"),
        ("don’t", "don't"),
        ("im ok tbh", "i'm ok"),
    ],
)
def test_short_forms_are_written_out(speller: Speller, typed: str, spelt: str) -> None:
    assert speller.correct(typed) == spelt


@pytest.mark.parametrize(
    "text",
    [
        "what is a v level",
        "my dentist has a dog",
        "colour and color, centre and center",
        "zumba",
        "asdf",
        "ox14 3ab",
        "level 3?",
        "£7.55 an hour!",
        "i like :) 👍",
        "",
    ],
)
def test_what_is_right_or_no_word_at_all_stays(speller: Speller, text: str) -> None:
    assert speller.correct(text) == text


def test_neighbours_decide_between_two_words() -> None:
    speller = Speller.learn(["what is my card limit"] * 5 + ["play a good cord song"] * 5)
    assert speller.correct("what is my carf limit") == "what is my card limit"


def test_a_misspelling_in_the_training_data_is_not_learnt_as_a_word() -> None:
    speller = Speller.learn([*["tell me about apprenticeships"] * 9, "what is an aprenticeships"])
    assert speller.correct("aprenticeships") == "apprenticeships"


def test_a_name_that_the_training_data_use_often_is_learnt() -> None:
    speller = Speller.learn(["is btec hard"] * 3)
    assert speller.correct("bteck btec") == "btec btec"


@pytest.mark.parametrize(
    ("meant", "likelier", "other"),
    [
        ("spelling", "speling", "speting"),
        ("because", "becos", "bekzus"),
        ("time", "tmie", "twie"),
        ("kitchen", "kithcen", "kitqhen"),
        ("animal", "animel", "animtl"),
        ("phone", "fone", "gone"),
        ("work", "wprk", "wbrk"),
    ],
)
def test_a_slip_that_people_make_costs_less(meant: str, likelier: str, other: str) -> None:
    assert 0 < slip(likelier, meant) < slip(other, meant)


def test_a_word_written_for_itself_is_no_slip() -> None:
    assert slip("college", "college") == 0


def test_near_words_are_those_within_two_letters_and_those_heard_alike() -> None:
    near = NearWords.build(["college", "collage", "village", "quiet", "cottage", "apprenticeship"])
    assert near.find("collage") == {"college": 1, "collage": 0, "village": 2, "cottage": 2}
    assert near.find("kwiet") == {"quiet": 2}
    assert near.find("aprentaship") == {}
    assert near.find("apprentaship") == {"apprenticeship": 3}


def test_what_was_learnt_reads_as_it_was_saved(speller: Speller, tmp_path: Path) -> None:
    speller.save(tmp_path)
    again = Speller.read(tmp_path)
    said = "wots an aprentiship, is it noizy in collage"
    assert again.correct(said) == speller.correct(said)
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".npz"}


def test_the_component_knows_its_training_data_our_vocabularies_and_text_speak(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("speller")
    examples = [Message({TEXT: text, INTENT: "ask"}) for text in TEXTS]
    component = SpellingNormaliser({}, storage, resource)
    component.train(TrainingData(examples))
    component = SpellingNormaliser.load({}, storage, resource, None)  # type: ignore[arg-type]
    typed = "Wot is a v levl 2moro"
    message, tap = Message({TEXT: typed}), Message({TEXT: "/skip"})

    component.process_training_data(TrainingData(examples))
    component.process([message, tap])

    assert message.get(SPELT) == "what is a v level tomorrow"
    assert message.get(TEXT) == typed
    assert tap.get(SPELT) is None
    assert examples[0].get(SPELT) == TEXTS[0]


def test_what_was_learnt_holds_only_while_our_words_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SpellingNormaliser.fingerprint_addon({})
    assert SpellingNormaliser.fingerprint_addon({}) == before
    monkeypatch.setattr("bot.assistant.spelling._short_forms", lambda: {"u": "you"})
    assert SpellingNormaliser.fingerprint_addon({}) != before


def test_where_the_speller_fails_the_message_goes_on_as_it_was_typed(
    speller: Speller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_self: Speller, _text: str) -> str:
        raise ValueError("the learner's words")

    component = SpellingNormaliser({}, LocalModelStorage(tmp_path), Resource("speller"), speller)
    monkeypatch.setattr(Speller, "correct", fail)
    (message,) = component.process([Message({TEXT: "im in yr 11"})])
    assert (message.get(TEXT), message.get(SPELT)) == ("im in yr 11", None)
    assert "the learner's words" not in caplog.text
