"""The safety nets as they are served, one at a time and together, and plain ones to compare them with."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.pipeline import make_pipeline, make_union  # type: ignore[import-untyped]

from bot import safeguarding
from bot.assistant import rasa_process, safety
from bot.assistant.safety import SafeguardingNet
from bot.assistant.spelling import SpellingNormaliser
from bot.assistant.vectors import SentenceEncoder, typed
from bot.reference import told
from bot.reference.concerns import watchlist

Net = Callable[[Message], bool]  # tells whether it takes a message for a worry

# What a short list would hold: the words that a worry is most often thought to be told in.
KEYWORDS = (
    "suicide", "suicidal", "kill", "die", "dead", "dying", "overdose", "hurt", "hurts", "hurting", "harm",
    "cut", "cutting", "abuse", "abused", "abuser", "rape", "raped", "hit", "hits", "beat", "beats", "touched",
    "touches", "knife", "gun", "weapon", "stab", "gang", "drugs", "nudes", "blackmail", "bully", "bullied",
    "bullying", "homeless", "runaway", "depressed", "scared", "unsafe", "threatened", "forced", "starving",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looked:
    """What one net said of one message, and how long it took: processor time, of all threads."""

    found: bool
    seconds: float


def load(model: Path) -> Nets:
    """Read a trained model's nets, as Rasa serves them."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    rasa_process.replace_parts()
    agent = Agent.load(str(model))
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    parts = [node._component for node in nodes]
    return Nets(*(_of(parts, kind) for kind in (SpellingNormaliser, SentenceEncoder, SafeguardingNet)))


def _of(parts: Iterable[Any], kind: type) -> Any:
    return next(part for part in parts if isinstance(part, kind))


class Nets:
    """The parts of the pipeline that look for worries, and what comes before them."""

    def __init__(self, speller: SpellingNormaliser, encoder: SentenceEncoder, net: SafeguardingNet) -> None:
        """Keep them."""
        self._before = (speller, encoder)
        self._net = net

    def message(self, text: str) -> Message:
        """Return a message as it reaches the net."""
        message = Message({TEXT: text})
        for part in self._before:
            part.process([message])
        return message

    def both(self, message: Message) -> bool:
        """Look as the pipeline does."""
        self._net.process([message])
        return message.get("concern") is not None

    def likeness(self, message: Message) -> bool:
        """Let the second net look alone."""
        text, spelt = message.get(TEXT), typed(message)
        texts, same = safety.parts(text, spelt), len(safety.versions(text, spelt))
        encode = safety.encode_parts_of(message)
        return self._net.learnt().find(texts, encode, versions=same) is not None


def phrases(message: Message) -> bool:
    """Let the first net look alone: what is enough by itself."""
    return safeguarding.check(message.get(TEXT), watchlist()).concern is not None


def phrases_and_hints(message: Message) -> bool:
    """Let the first net look alone: hints too, as where the second cannot be asked."""
    found = safeguarding.check(message.get(TEXT), watchlist())
    return (found.concern or found.hint) is not None


def keywords(message: Message) -> bool:
    """Look for a word of a short list."""
    return not set(KEYWORDS).isdisjoint(message.get(TEXT).lower().replace("'", "").split())


def stock_classifier() -> Net:
    """Return what Rasa's stock featurizers and its logistic regression make of the same examples."""
    counts = make_union(CountVectorizer(), CountVectorizer(analyzer="char_wb", ngram_range=(1, 4)))
    model = make_pipeline(counts, LogisticRegression(max_iter=1000, class_weight="balanced"))
    disclosures, ordinary = list(told.told()), told.ordinary()
    model.fit([*disclosures, *ordinary], [True] * len(disclosures) + [False] * len(ordinary))
    return lambda message: bool(model.predict([message.get(TEXT)])[0])


def systems(nets: Nets) -> Mapping[str, Net]:
    """Return all that are measured, by name."""
    return {
        f"A list of {len(KEYWORDS)} words": keywords,
        "Rasa's stock featurizers and classifier, same examples": stock_classifier(),
        "First net: phrases": phrases,
        "First net, hints too (second net away)": phrases_and_hints,
        "Second net: likeness": nets.likeness,
        "**Both nets, as served**": nets.both,
    }


def look(net: Net, message: Message) -> Looked:
    """Ask one net of one message."""
    begun = time.process_time()
    found = net(message)
    return Looked(found, time.process_time() - begun)
