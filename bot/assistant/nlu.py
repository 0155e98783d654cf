"""How Rasa reads what was typed: words as learners write them, commands, and the answer to what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import answers
from bot.answers import Reading, Value
from bot.assistant.vectors import SPELT
from bot.questions import (
    BY_NAME,
    OFFER,
    OFFER_ANSWERS,
    SHARING_VALUES,
    SKIPPED,
    STEPS,
    Kind,
    as_list,
    section_of_slot,
)
from bot.reading import Vocabulary
from bot.reference.changing import wishes
from bot.reference.vocabulary import question_names, vocabulary

ANSWER, DOUBTFUL, AS_BEFORE, CHANGE = "inform", "doubtful", "as_before", "change"
# Commands whose words may also answer what was asked: "keep going" is a strength, "next" is a yes.
GIVE_WAY = frozenset({"carry_on", "skip", "go_back"})
# Intents that ask us something, beside every ``about_…``; and how such a question begins.
OWN_QUESTIONS = frozenset(
    {"who_sees_this", "are_you_real", "who_made_you", "how_long", "why", "tell_me_more"}
)
SMALL_TALK = frozenset({"joke", "insult", "frustrated"})
QUESTION_WORDS = frozenset(
    ("what", "whats", "who", "whos", "why", "how", "when", "where", "do", "does", "can", "is", "are", "will")
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyEnglishTokenizer(Tokenizer):
    """spaCy's English word splitting, which knows "dont", "im" and "cant" without their apostrophes."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Make the tokenizer alone: no model, no download."""
        super().__init__(config)
        self._split = spacy.blank("en").tokenizer

    @staticmethod
    def required_packages() -> list[str]:
        """Return what has to be installed."""
        return ["spacy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the options of every tokenizer of Rasa."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the words of one attribute of a message."""
        words = self._split(message.get(attribute).lower())
        return [Token(word.text, word.idx) for word in words if word.text.strip()]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class AnswerReader(GraphComponent):
    """Reads a text as a command, or as answers: to the question that was asked, and to others beside it.

    What a message must say of itself is in its ``metadata``: the question that is ``asked``, whether "Did you
    mean …?" is ``offered`` before it, and whether it was ``answered_before``.

    An answer that can be read is an answer, whatever the classifier took it for. What cannot be read
    keeps the classifier's intent: a question of the learner's own, small talk, or not understood.
    """

    def __init__(self, config: dict[str, Any], known: Vocabulary) -> None:
        """Take the phrases of all questions."""
        self._own_question = float(config["own_question_confidence"])
        self._known = known

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return how sure the classifier must be that words are a question of the learner's own."""
        return {"own_question_confidence": 0.6}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerReader:
        """Make the component; it learns nothing from training data."""
        return cls(config, vocabulary())

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        text, about = message.get(TEXT) or "", message.get("metadata") or {}
        asked = about.get("asked")
        if about.get("offered") and (reply := answers.reply(OFFER, OFFER_ANSWERS, text, self._known)):
            _mean(message, ANSWER, [_entity(OFFER, reply, text)])
            return
        command = answers.command(text, self._known)
        reading = self._reading(message, asked)
        if command is not None and not (command in GIVE_WAY and _is_choice(asked, reading)):
            _mean(message, command)
        elif about.get("answered_before") and self._is_as_before(text, reading):
            _mean(message, AS_BEFORE)
        elif self._wants_change(message, text, asked, reading):
            self._change(message, text)
        elif self._is_own_question(message, asked, reading):
            message.set(ENTITIES, _entities(_beside(asked, reading), text), add_to_output=True)
        else:
            _take(message, text, asked, reading)

    def _reading(self, message: Message, asked: str | None) -> Reading:
        """Read what was typed, and once more with its spelling put right; own words stay as they are."""
        text, spelt = message.get(TEXT) or "", message.get(SPELT)
        as_typed = answers.read(asked, text, self._known)
        if not spelt or spelt == text.lower() or _takes_any_words(asked):
            return as_typed
        return answers.fuller(as_typed, answers.read(asked, spelt, self._known))

    def _is_as_before(self, text: str, reading: Reading) -> bool:
        return reading.as_before or answers.reply(AS_BEFORE, ("same",), text, self._known) is not None

    def _wants_change(self, message: Message, text: str, asked: str | None, reading: Reading) -> bool:
        """Return whether the learner wants to change an answer ("i want to change my year")."""
        named = _named(text) is not None
        if asked == "heard_right":
            return named and reading.values.get(asked) != "yes" and not _beside(asked, reading)
        if asked == "keep_plan" and not reading.values and self._says_it_is_wrong(text):
            return True
        if answers.wants_change(text, wishes(), names_it=named):
            return named or not _is_choice(asked, reading)
        new = _beside(asked, reading) or _is_choice(asked, reading)
        return named and not new and _is_sure(message, CHANGE, self._own_question)

    def _says_it_is_wrong(self, text: str) -> bool:
        return answers.reply("heard_right", STEPS["heard_right"], text, self._known) == "change"

    def _change(self, message: Message, text: str) -> None:
        """Take the new answer where it is in the same words: "change my year to 11"."""
        named = _named(text)
        wished = answers.wants_change(text, wishes(), names_it=named is not None)
        new = answers.new_answer(text, wishes()) if wished else text
        read = answers.read(named, new, self._known).values if named and new else {}
        values = {slot: value for slot, value in read.items() if slot == named and not _takes_any_words(slot)}
        _mean(message, ANSWER if values else CHANGE, _entities(values, text))

    def _is_own_question(self, message: Message, asked: str | None, reading: Reading) -> bool:
        """Where no answer was read, or any words are one, a sure classifier tells a question of their own."""
        name = str((message.get(INTENT) or {}).get("name"))
        if not _is_sure(message, name, self._own_question):
            return False
        if _is_choice(asked, reading):
            return (_asks(name) or name in SMALL_TALK) and self._is_half_read(asked, message.get(TEXT))
        return _asks(name) and _looks_like_a_question(message.get(TEXT))

    def _is_half_read(self, asked: str | None, text: str) -> bool:
        """Return whether a text says more than an agreement: a joke is no word on who sees the plan."""
        if asked is None or (asked not in STEPS and section_of_slot(asked) is None):
            return False
        section = section_of_slot(asked)
        name, values = ("sharing", SHARING_VALUES) if section else (asked, STEPS[asked])
        return answers.reply(name, values, text, self._known) is None


def _asks(intent: str) -> bool:
    return intent.startswith("about_") or intent in OWN_QUESTIONS


def _named(text: str) -> str | None:
    return answers.question_named(text, question_names())


def _is_sure(message: Message, intent: str, enough: float) -> bool:
    """Return whether the classifier took a message for this, and how sure it is is enough."""
    found = message.get(INTENT) or {}
    return found.get("name") == intent and float(found.get("confidence") or 0) >= enough


def _take(message: Message, text: str, asked: str | None, reading: Reading) -> None:
    """Take what was read for the answer, if anything was."""
    values = {slot: value for slot, value in reading.values.items() if value != SKIPPED}
    doubts = [
        {"slot": slot, "value": list(value) if isinstance(value, tuple) else value}
        for slot, value in reading.doubtful.items()
    ]
    if reading.as_before and asked:
        _mean(message, AS_BEFORE)
    elif values or doubts:
        offers = [_entity(DOUBTFUL, doubt, text) for doubt in doubts]
        _mean(message, DOUBTFUL if offers else ANSWER, [*_entities(values, text), *offers])
    elif reading.values:
        _mean(message, "skip")


def _is_choice(asked: str | None, reading: Reading) -> bool:
    """Return whether words that are a command too were read as a choice of what is asked."""
    return asked is not None and asked in reading.values and not _takes_any_words(asked)


def _beside(asked: str | None, reading: Reading) -> dict[str, Value]:
    return {slot: value for slot, value in reading.values.items() if slot != asked}


def _entities(values: Mapping[str, Value], text: str) -> list[dict[str, Any]]:
    return [_entity(slot, part, text) for slot, value in values.items() for part in as_list(value)]


def _entity(name: str, value: Any, text: str) -> dict[str, Any]:
    return {"entity": name, "start": 0, "end": len(text), "extractor": AnswerReader.__name__, "value": value}


def _takes_any_words(asked: str | None) -> bool:
    return asked is not None and asked in BY_NAME and BY_NAME[asked].kind is Kind.WORDS


def _looks_like_a_question(text: str) -> bool:
    first = text.lower().replace("'", "").split()[:1]
    return text.rstrip().endswith("?") or bool(QUESTION_WORDS.intersection(first))


def _mean(message: Message, intent: str, entities: list[dict[str, Any]] | None = None) -> None:
    message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
    message.set(ENTITIES, entities or [], add_to_output=True)
