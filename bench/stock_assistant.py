"""The other side of the comparison: what ``rasa init`` makes, with three questions added, on TensorFlow."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Turn
from bench.learners import ANSWERS, TAPPED, THREE_QUESTIONS, TYPED
from bench.processes import Command, NotMeasured
from bench.talking import Client, client

HERE = Path(__file__).parent
ENVIRONMENT = HERE / ".venv-stock"
PYTHON = ENVIRONMENT / "bin" / "python"
REQUIREMENTS = HERE / "stock" / "requirements.txt"
QUESTIONS = HERE / "stock" / "assistant"
PYTHON_VERSION = "3.11"
# How each question is recognised in a reply.
_ASKED = {
    "year_group": "What year are you in?",
    "interests": "What do you like?",
    "route": "What do you want to do next?",
    "": "Here is what I heard",
}


@dataclass(frozen=True, slots=True)
class Stock:
    """The stock assistant in a folder of its own."""

    folder: Path
    rasa_port: int
    actions_port: int

    def training(self) -> Command:
        """Return the command that trains the model."""
        return self._rasa("rasa train", "train", "--domain", "domain", "--fixed-model-name", "stock")

    def processes(self) -> list[Command]:
        """Return the two processes that Rasa's manual starts."""
        return [
            self._rasa(
                "Rasa", "run", "--model", "models/stock.tar.gz", "--port", str(self.rasa_port),
                "--interface", "127.0.0.1",
            ),
            self._rasa("action server", "run", "actions", "--port", str(self.actions_port)),
        ]  # fmt: skip

    def begins(self) -> bool:
        """Return whether a new conversation gets its first question now."""
        try:
            with client(self.rasa_port) as learner:
                self._begin(learner, "first")
        except NotMeasured:
            return False
        return True

    def three_questions(self, conversation: int) -> list[Turn]:
        """Return the three turns of one conversation."""
        with client(self.rasa_port) as learner:
            self._begin(learner, str(conversation))
            return list(self._answers(learner, conversation))

    def _answers(self, learner: Client, conversation: int) -> Iterator[Turn]:
        for number, asked in enumerate(THREE_QUESTIONS):
            how = ANSWERS[asked].how(number, conversation)
            replies, took = self._say(learner, str(conversation), _message(asked, how))
            _check_asked([*THREE_QUESTIONS, ""][number + 1], replies)
            yield Turn(asked, how, took)

    def _begin(self, learner: Client, conversation: str) -> None:
        replies, _ = self._say(learner, conversation, "/plan_next")
        _check_asked(THREE_QUESTIONS[0], replies)

    def _say(self, learner: Client, conversation: str, message: str) -> tuple[Any, float]:
        return learner.post("/webhooks/rest/webhook", {"sender": conversation, "message": message})

    def _rasa(self, name: str, *arguments: str) -> Command:
        return Command(
            name,
            [str(PYTHON.absolute()), "-m", "rasa", *arguments],
            self.folder,
            {"SANIC_HOST": "127.0.0.1"},
            self.folder / f"{name.replace(' ', '_')}.log",
        )


def install() -> None:
    """Install Rasa with TensorFlow in an environment of its own, where it is not there yet.

    Rasa 3.6.21 says that it is for Pythons below 3.11 and names some of what it needs only for those:
    ``stock/requirements.txt`` names all of it, so nothing is resolved here.

    Raises:
        NotMeasured: it cannot be installed here.
    """
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    installed = ENVIRONMENT / "installed.txt"
    if installed.exists() and installed.read_text(encoding="utf-8") == wanted:
        return
    _uv("venv", "--quiet", "--clear", "--python", PYTHON_VERSION, str(ENVIRONMENT))
    _uv(
        "pip", "install", "--quiet", "--no-deps", "--compile-bytecode", "--python", str(PYTHON),
        "--requirements", str(REQUIREMENTS),
    )  # fmt: skip
    installed.write_text(wanted, encoding="utf-8")


def lay_out(folder: Path, actions_port: int) -> None:
    """Put together the assistant: the files of ``rasa init``, and our three questions beside them.

    Raises:
        NotMeasured: the installed Rasa has no such files.
    """
    made_by_init = next(ENVIRONMENT.glob("lib/python*/site-packages/rasa/cli/initial_project"), None)
    if made_by_init is None:
        raise NotMeasured(f"{ENVIRONMENT.name} has no Rasa in it. Delete it and run this again.")
    shutil.copytree(made_by_init, folder)
    (folder / "domain").mkdir()
    (folder / "domain.yml").rename(folder / "domain" / "init.yml")
    shutil.copytree(QUESTIONS, folder, dirs_exist_ok=True)
    endpoints = folder / "endpoints.yml"
    text = endpoints.read_text(encoding="utf-8")
    endpoints.write_text(text.replace(":5055/", f":{actions_port}/"), encoding="utf-8")


def _uv(*arguments: str) -> None:
    # From outside the project, whose settings for uv leave TensorFlow out.
    try:
        done = subprocess.run(
            ["uv", *arguments], cwd=Path(HERE.anchor), capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise NotMeasured("uv is not here. Install it with: pip install uv") from error
    if done.returncode != 0:
        raise NotMeasured(f"the stock assistant cannot be installed here:\n{done.stderr.strip()[-1500:]}")


def _message(asked: str, how: str) -> str:
    answer = ANSWERS[asked]
    if how == TYPED:
        return answer.words
    assert how == TAPPED
    return "/inform" + json.dumps({asked: list(answer.taps) if asked != "year_group" else answer.taps[0]})


def _check_asked(question: str, replies: Any) -> None:
    """Check that the conversation went on: a turn that was not understood is no turn to measure."""
    if not any(_ASKED[question] in reply.get("text", "") for reply in replies):
        raise NotMeasured(f"the stock assistant was to ask {question or 'nothing more'!r} and said {replies}")
