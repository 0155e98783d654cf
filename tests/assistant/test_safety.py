"""The second net: it overrules whatever was understood, survives storing, and fails on the safe side."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import safety
from bot.assistant.likeness import UNLIKE, Likeness
from bot.assistant.safety import CONCERN, SafeguardingNet
from bot.assistant.vectors import ENCODER, SPELT, TWICE, SentenceVectors
from bot.reference import told
from bot.reference.files import read_yaml
from bot.safeguarding import Concern, Found, patience

CONFIG = Path(__file__).resolve().parents[2] / "config.yml"
RESOURCE = Resource("net")
HITS, ROOF = Concern("physical_abuse", "soon"), Concern("running_away_nowhere_to_sleep", "now")
TOLD = {
    "my dad hits me when he is drunk": HITS, "mum slaps me for nothing": HITS,
    "he punches me at home": HITS, "i get the belt off my dad": HITS,
    "i have nowhere to sleep tonight": ROOF, "i got kicked out and im on the streets": ROOF,
    "im sleeping in the park": ROOF, "mum threw me out and i have no home": ROOF,
}  # fmt: skip
ORDINARY = [
    "i like cars", "i want to be a plumber", "i hit the gym with my dad", "i slept at my nans",
    "i like the park", "my dad is a builder", "quiet rooms help me", "i beat my dad at fifa", "by bus",
    "year 11", "not sure", "i like drawing",
]  # fmt: skip
UNSEEN = "my uncle whacks me round the head every night"  # no phrase is sure of it


@pytest.fixture(scope="module")
def encoder():
    return SentenceVectors.build()


@pytest.fixture(scope="module")
def storage(tmp_path_factory):
    return LocalModelStorage.create(tmp_path_factory.mktemp("model"))


def context():
    return ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="module")
def trained(storage):
    """A net that learnt from a handful of messages, beside what Rasa's own data holds."""
    patch = pytest.MonkeyPatch()
    patch.setattr(told, "told", lambda: TOLD)
    patch.setattr(told, "ordinary", lambda: ORDINARY)
    net = SafeguardingNet.create({}, storage, RESOURCE, context())
    net.train(TrainingData([Message.build("what is a t level", "about_t_level")]))
    patch.undo()
    return net


@pytest.fixture
def net(trained, storage):
    """The net as it is served: read back from the model."""
    return SafeguardingNet.load({}, storage, RESOURCE, context())


@pytest.fixture
def processed(net, encoder):
    def process(text, spelt=None, encoder=encoder, net=net):
        message = Message({"text": text, ENCODER: encoder, **({SPELT: spelt} if spelt else {})})
        message.set("intent", {"name": "inform", "confidence": 0.9}, add_to_output=True)
        message.set("entities", [{"entity": "interests", "value": "art_and_design"}], add_to_output=True)
        net.process([message])
        return message

    return process


def silent(monkeypatch):
    """Let the phrases find nothing."""
    monkeypatch.setattr("bot.assistant.safety.safeguarding.check", lambda text, watchlist: Found())


def test_a_disclosure_overrules_the_intent_and_leaves_no_value_behind(processed):
    parsed = processed("i like art, it stops me cutting myself").as_dict(only_output_properties=True)
    assert parsed["intent"] == {"name": CONCERN, "confidence": 1.0}
    assert parsed["intent_ranking"] == [parsed["intent"]]
    assert parsed["entities"] == []
    assert parsed["concern"] == {"category": "self_harm", "severity": "soon"}


def test_an_ordinary_answer_keeps_its_intent_and_values(processed):
    message = processed("i like art and drawing")
    assert message.get("intent")["name"] == "inform"
    assert message.get("entities")
    assert message.get("concern") is None


def test_a_tap_is_not_read_as_words(processed):
    assert processed('/inform{"dream_job": "i want to die"}').get("concern") is None


@pytest.mark.parametrize("text", ["", None])
def test_a_message_without_words_is_let_through(processed, text):
    assert processed(text).get("concern") is None


def test_likeness_alone_finds_a_telling_that_was_not_learnt_from(processed, monkeypatch):
    silent(monkeypatch)
    assert processed("my mum punches me when she is drunk").get("concern")
    assert processed("i want to be a builder").get("concern") is None


def test_phrases_alone_are_enough(processed, monkeypatch):
    monkeypatch.setattr("bot.assistant.likeness.Likeness.find", lambda *_: None)
    assert processed("i want to kill myself").get("concern")


def test_a_worry_in_one_clause_of_a_long_answer_is_found(processed, monkeypatch):
    silent(monkeypatch)
    answer = "i like cars and football and playing games with my mates, my dad hits me when he is drunk"
    assert processed(answer).get("concern") == {"category": "physical_abuse", "severity": "soon"}


@pytest.mark.parametrize(
    ("text", "spelt"),
    [("mi dadd hitz mee wen hee iz drnk", "my dad hits me when he is drunk"),
     ("my dad hits me when he is drunk", "my did hit me when he is drink")],
)  # fmt: skip
def test_it_looks_at_what_was_typed_and_at_the_spelling_put_right(processed, monkeypatch, text, spelt):
    silent(monkeypatch)
    assert processed(text, spelt).get("concern")


@pytest.fixture(scope="module")
def likeness(encoder):
    return Likeness.fit(encoder, TOLD, ORDINARY)


def found(likeness, encoder, text, hint=None):
    return likeness.find([text], encoder.encode_twice, hint)


def test_a_hint_makes_less_likeness_enough(likeness, encoder):
    text = "mum shouts and pushes me about"
    above = likeness.margins([text], encoder.encode_twice([text]))[0] + 0.1
    doubtful = replace(likeness, enough=above)
    assert found(doubtful, encoder, text) is None
    assert found(doubtful, encoder, text, HITS) == HITS


def test_what_is_like_a_telling_is_of_the_category_of_the_nearest(likeness, encoder):
    assert found(likeness, encoder, "my dad hit me again last night") == HITS
    assert found(likeness, encoder, "i have nowhere to stay tonight") == ROOF


def test_of_a_clause_whose_words_are_far_from_a_worrys_the_meaning_is_not_looked_at(likeness, encoder):
    told, ordinary = "my dad hit me again last night", "i like cars and football"
    asked = []

    def encode(texts):
        asked.extend(texts)
        return encoder.encode_twice(texts)

    unlike = replace(likeness, wording=replace(likeness.wording, offset=UNLIKE - 50))
    likeness.find([told, ordinary, told], encode)
    assert asked[0] == told and told in asked[1:]
    asked.clear()
    unlike.find([told, ordinary, told], encode)
    assert asked == [told]


def test_the_whole_message_is_not_encoded_again(encoder):
    known = encoder.encode_twice(["my dad hits me when he is drunk"])[0]
    message = Message({TEXT: "i like cars", ENCODER: None, TWICE: known})
    (vector,) = safety.encode_parts_of(message)(["i like cars"])
    assert (vector == known).all()


def broken(*_args, **_kwargs):
    raise RuntimeError("broken")


@pytest.mark.parametrize("part", ["phrases", "likeness", "encoder"])
def test_when_one_net_breaks_the_learner_is_shown_help(processed, net, monkeypatch, part):
    encoder = net  # anything that cannot encode
    if part == "phrases":
        monkeypatch.setattr("bot.safeguarding.watchlist.Watchlist.look", broken)
    elif part == "likeness":
        monkeypatch.setattr("bot.assistant.likeness.Likeness.find", broken)
    message = processed("i like cars", **({"encoder": encoder} if part == "encoder" else {}))
    assert message.get("intent")["name"] == CONCERN
    assert message.get("concern") == {"category": "unknown", "severity": "now"}


def test_a_message_without_an_encoder_is_one_that_could_not_be_looked_at(processed):
    assert processed("i like cars", encoder=None).get("concern")["category"] == "unknown"


def test_what_takes_too_long_to_compare_is_not_waited_for(processed, monkeypatch):
    silent(monkeypatch)
    ticks = iter(range(1000))
    monkeypatch.setattr(patience.time, "monotonic", lambda: next(ticks) * patience.PATIENCE)
    text = "i like cars and football and games, my nan takes me fishing on the weekend"
    assert processed(text).get("concern") == {"category": "unknown", "severity": "now"}


def test_of_a_fault_neither_the_words_nor_its_own_are_logged(processed, monkeypatch, caplog):
    def quoting(*_args):
        raise RuntimeError("i like cars")

    monkeypatch.setattr("bot.assistant.likeness.Likeness.find", quoting)
    processed("i like cars")
    assert "likeness check failed: RuntimeError" in caplog.text
    assert "cars" not in caplog.text


def test_an_untrained_net_shows_help_rather_than_nothing(processed, storage):
    untrained = SafeguardingNet.create({}, storage, Resource("other"), context())
    assert processed("i like cars", net=untrained).get("concern")["severity"] == "now"


def test_a_model_that_holds_no_net_is_not_served(storage):
    with pytest.raises(ValueError, match="nowhere"):
        SafeguardingNet.load({}, storage, Resource("nowhere"), context())


def test_what_is_read_back_judges_as_what_was_learnt(trained, net, encoder):
    texts = [UNSEEN, "i like cars"]
    vectors = encoder.encode_twice(texts)
    expected = trained.learnt().margins(texts, vectors)
    assert net.learnt().margins(texts, vectors) == pytest.approx(expected, abs=0.01)
    assert net.learnt().enough == trained.learnt().enough
    assert net.learnt().told == trained.learnt().told


def test_the_model_holds_numbers_and_json_only(trained, storage):
    with storage.read_from(RESOURCE) as folder:
        assert sorted(path.name for path in folder.iterdir()) == ["likeness.json", "likeness.npz"]
        assert "examples" in np.load(folder / "likeness.npz", allow_pickle=False).files


def test_a_change_of_what_is_learnt_from_trains_anew(monkeypatch):
    before = SafeguardingNet.fingerprint_addon({})
    assert SafeguardingNet.fingerprint_addon({}) == before
    monkeypatch.setattr(safety.told, "digest", lambda: "another")
    assert SafeguardingNet.fingerprint_addon({}) != before


def test_it_is_the_last_word_of_the_pipeline_and_the_encoder_comes_before():
    names = [part["name"] for part in read_yaml(CONFIG)["pipeline"]]
    assert names[-1] == f"{SafeguardingNet.__module__}.{SafeguardingNet.__name__}"
    assert "bot.assistant.vectors.SentenceEncoder" in names[:-1]
