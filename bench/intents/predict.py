"""Says what one trained Rasa model makes of files of messages: ``python predict.py MODEL OUT TEST...``.

It runs in the environment of the system that is measured, so it needs Rasa and the standard library alone.
"""

import asyncio
import json
import logging
import resource
import sys
import time
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent

WARM_UP = 20


def rows(file: str) -> list[dict[str, str]]:
    """Return the messages of a file of JSON lines."""
    lines = Path(file).read_text(encoding="utf-8").split("\n")  # not splitlines: a message may hold U+2028
    return [json.loads(line) for line in lines if line]


async def predict(agent: Agent, texts: list[str]) -> list[tuple[str, float, float]]:
    """Return intent, confidence and milliseconds for each text."""
    answers = []
    for text in texts:
        started = time.perf_counter()
        found = await agent.parse_message(text)
        took = (time.perf_counter() - started) * 1000
        answers.append((*best(found), took))
    return answers


def best(found: dict[str, Any]) -> tuple[str, float]:
    """Return the likeliest intent, refused or not, and the score by which it would be refused."""
    likeliest = next(each for each in found["intent_ranking"] if each["name"] != "nlu_fallback")
    return likeliest["name"], found.get("acceptance", likeliest["confidence"])


async def main(model: str, out: str, *tests: str) -> None:
    """Load the model, ask it everything, write what it said."""
    agent = Agent.load(model)
    await predict(agent, [row["text"] for row in rows(tests[0])[:WARM_UP]])
    answers = {file: await predict(agent, [row["text"] for row in rows(file)]) for file in tests}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    Path(out).write_text(json.dumps({"memory": peak, "answers": answers}), encoding="utf-8")


if __name__ == "__main__":
    # Outside ``rasa run``, Rasa builds strings for debugging at every step, unless told not to.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(main(*sys.argv[1:]))
