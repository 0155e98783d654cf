"""How Rasa reads what was typed: words as learners write them, commands, and the answer to what was asked."""

from __future__ import annotations

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
from bot.answers import InvalidAnswer
from bot.questions import BY_NAME, SKIPPED, Kind, as_list
from bot.reading import Vocabulary
from bot.reference.vocabulary import question_names, vocabulary

ANSWER = "inform"
# Commands whose words may also answer what was asked: "keep going" is a strength, "next" is a yes.
GIVE_WAY = frozenset({"carry_on", "skip", "go_back"})
# Intents that ask us something, beside every ``about_…``; and how such a question begins.
OWN_QUESTIONS = frozenset(
    {"who_sees_this", "are_you_real", "who_made_you", "how_long", "why", "tell_me_more"}
)
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
    """Reads a text as a command, or as the answer to the question that was asked (``metadata.asked``).

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
        text = message.get(TEXT) or ""
        asked = (message.get("metadata") or {}).get("asked")
        meant = answers.command(text, self._known)
        if meant in GIVE_WAY and asked and self._reads_choice(message, text, asked):
            return
        if meant is not None:
            _mean(message, meant)
        elif asked and not self._steers(message, text) and not self._is_own_question(message, asked):
            self._read_answer(message, text, asked)

    def _reads_choice(self, message: Message, text: str, asked: str) -> bool:
        return not _takes_any_words(asked) and self._read_answer(message, text, asked)

    def _read_answer(self, message: Message, text: str, asked: str) -> bool:
        """Take the text as the answer, and return whether it is one."""
        try:
            value = answers.parse(asked, text, self._known)
        except InvalidAnswer:
            return False
        if value == SKIPPED:
            _mean(message, "skip")
            return True
        carried = {"entity": asked, "start": 0, "end": len(text), "extractor": type(self).__name__}
        _mean(message, ANSWER, [{**carried, "value": part} for part in as_list(value)])
        return True

    def _steers(self, message: Message, text: str) -> bool:
        """Return whether the learner names an answer to change ("i want to change my year")."""
        found = message.get(INTENT) or {}
        sure = found.get("name") == "change" and float(found["confidence"]) >= self._own_question
        return sure and answers.question_named(text, question_names()) is not None

    def _is_own_question(self, message: Message, asked: str) -> bool:
        """Where any words are an answer, a question mark or a sure classifier tells that these are none."""
        if not _takes_any_words(asked):
            return False
        found = message.get(INTENT) or {}
        name, sure = str(found.get("name")), float(found.get("confidence") or 0)
        asks = name.startswith("about_") or name in OWN_QUESTIONS
        return asks and sure >= self._own_question and _looks_like_a_question(message.get(TEXT))


def _takes_any_words(asked: str) -> bool:
    return asked in BY_NAME and BY_NAME[asked].kind is Kind.WORDS


def _looks_like_a_question(text: str) -> bool:
    first = text.lower().replace("'", "").split()[:1]
    return text.rstrip().endswith("?") or bool(QUESTION_WORDS.intersection(first))


def _mean(message: Message, intent: str, entities: list[dict[str, Any]] | None = None) -> None:
    message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
    message.set(ENTITIES, entities or [], add_to_output=True)
