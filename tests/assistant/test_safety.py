"""The second net: it overrules whatever was understood, survives storing, and fails on the safe side."""

import re
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.safety import CONCERN, LEAST_LIKENESS, Likeness, SafeguardingNet
from bot.reference.concerns import concern_names
from bot.reference.files import read_yaml
from bot.safeguarding import Concern

ROOT = Path(__file__).resolve().parents[2]
ENTITY = re.compile(r"\[([^\]]*)\](\([^)]*\)|\{[^}]*\})")
RESOURCE = Resource("net")


def examples():
    """Every example of data/nlu: (text, intent)."""
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in read_yaml(path)["nlu"]:
            for line in str(block.get("examples", "")).splitlines() if "intent" in block else ():
                if text := ENTITY.sub(r"\1", line.strip().removeprefix("- ")):
                    yield text, block["intent"]


def ordinary(part):
    return read_yaml(ROOT / "tests" / "data" / "ordinary.yml")[part]


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    return LocalModelStorage.create(tmp_path_factory.mktemp("model"))


def context():
    return ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="module")
def trained(storage):
    net = SafeguardingNet.create({}, storage, RESOURCE, context())
    net.train(TrainingData([Message.build(text, intent) for text, intent in examples()]))
    return net


@pytest.fixture
def net(trained, storage):
    """The net as it is served: read back from the model."""
    return SafeguardingNet.load({}, storage, RESOURCE, context())


def processed(net, text, intent="inform"):
    message = Message({"text": text})
    message.set("intent", {"name": intent, "confidence": 0.9}, add_to_output=True)
    message.set("entities", [{"entity": "interests", "value": "art_and_design"}], add_to_output=True)
    net.process([message])
    return message


def test_a_disclosure_overrules_the_intent_and_leaves_no_value_behind(net):
    message = processed(net, "i like art, it stops me cutting")
    parsed = message.as_dict(only_output_properties=True)
    assert parsed["intent"] == {"name": CONCERN, "confidence": 1.0}
    assert parsed["intent_ranking"] == [parsed["intent"]]
    assert parsed["entities"] == []
    assert parsed["concern"] == {"category": "self_harm", "severity": "soon"}


def test_an_ordinary_answer_keeps_its_intent_and_values(net):
    message = processed(net, "i like art and drawing")
    assert message.get("intent")["name"] == "inform"
    assert message.get("entities")
    assert message.get("concern") is None


def test_a_tap_is_not_read_as_words(net):
    message = processed(net, '/inform{"dream_job": "i want to die"}')
    assert message.get("concern") is None


@pytest.mark.parametrize("text", ["", None])
def test_a_message_without_words_is_let_through(net, text):
    assert processed(net, text).get("concern") is None


@pytest.mark.parametrize("part", ["patterns", "likeness"])
def test_when_one_net_breaks_the_learner_is_shown_help(net, monkeypatch, part):
    def broken(*_args, **_kwargs):
        raise RuntimeError("broken")

    if part == "patterns":
        monkeypatch.setattr("bot.safeguarding.watchlist.assess", broken)
    else:
        monkeypatch.setattr(net._likeness, "find", broken)
    message = processed(net, "i like cars")
    assert message.get("intent")["name"] == CONCERN
    assert message.get("concern") == {"category": "unknown", "severity": "now"}


def test_an_untrained_net_shows_help_rather_than_nothing(storage):
    untrained = SafeguardingNet.create({}, storage, Resource("other"), context())
    assert processed(untrained, "i like cars").get("concern")["severity"] == "now"


def test_a_model_that_holds_no_net_is_not_served(storage):
    with pytest.raises(ValueError, match="nowhere"):
        SafeguardingNet.load({}, storage, Resource("nowhere"), context())


def test_what_is_read_back_finds_what_was_learnt(trained, net):
    probe = "i realy dont want too live any mor"
    assert net._likeness.find(probe) == trained._likeness.find(probe)
    assert net._likeness.enough == trained._likeness.enough
    assert net._likeness.told == trained._likeness.told


def test_the_model_holds_numbers_and_json_only(trained, storage):
    with storage.read_from(RESOURCE) as folder:
        assert sorted(path.name for path in folder.iterdir()) == ["examples.npz", "likeness.json"]


def test_likeness_alone_finds_a_disclosure_that_no_phrase_knows(net, monkeypatch):
    monkeypatch.setattr("bot.assistant.safety.safeguarding.check", lambda text, watchlist: None)
    assert processed(net, "people at school always tell me to kill myself").get("concern")
    assert processed(net, "i want to be a plumber").get("concern") is None


def test_a_likeness_is_of_the_category_of_its_nearest_example():
    told = ["my dad hits me when he is drunk", "i have nowhere to sleep tonight"]
    likeness = Likeness.fit(told, ["i like cars"])
    assert likeness.find("my dadd hits me when he is drunkk").category == "physical_abuse"
    assert likeness.find("i hav nowhere to sleep tonight").category == "running_away_nowhere_to_sleep"


def test_likeness_is_measured_against_the_ordinary_examples_too():
    told, close = ["i want to stop living at home now"], ["i want to stop living at home noww"]
    assert Likeness.fit(told, close * 3).enough > Likeness.fit(told, ["plumbing"]).enough == LEAST_LIKENESS


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_likeness_takes_few_ordinary_messages_for_concerns(net, part):
    taken = [text for text in ordinary(part) if net._likeness.find(text)]
    assert len(taken) <= 0.02 * len(ordinary(part)), taken


def test_there_are_examples_enough_and_none_of_them_is_used_to_measure():
    told = [text for text, intent in examples() if intent == CONCERN]
    assert len(set(told)) >= 60
    measured = read_yaml(ROOT / "tests" / "data" / "disclosures.yml")
    fixtures = {
        text
        for part in measured.values()
        for by_severity in part.values()
        for texts in by_severity.values()
        for text in texts
    }
    assert fixtures.isdisjoint(told)


def test_the_examples_speak_of_every_category(net):
    assert {concern.category for concern in net._likeness.told} >= set(concern_names())


def test_it_is_the_last_word_of_the_pipeline():
    pipeline = read_yaml(ROOT / "config.yml")["pipeline"]
    assert pipeline[-1]["name"] == f"{SafeguardingNet.__module__}.{SafeguardingNet.__name__}"


def test_a_concern_read_from_the_message_is_one_of_ours(net):
    told = processed(net, "i have nowhere to sleep tonight").get("concern")
    assert Concern(**told) == Concern("running_away_nowhere_to_sleep", "now")
