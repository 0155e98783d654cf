"""The whole system, trained once and started once for all tests that need it running."""

import itertools
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from needs import need

from bot import settings as setting_reader
from bot.commands import demo, home, supervision, training
from bot.importers import run
from bot.settings import Settings
from bot.store import Store

ROOT = Path(__file__).resolve().parents[1]
REAL_DATA = ROOT.parent / "shared" / "data"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The model of this checkout, trained anew only where its training data changed."""
    settings = setting_reader.load({"ONWARD_HOME": str(ROOT / "var" / "tests")})
    home.make_folders(settings)
    training.ensure_model(settings)
    return training.model_path(settings)


@pytest.fixture(scope="session")
def real_data() -> Path:
    need(REAL_DATA.is_dir(), "the real files of ../shared/data are not beside this checkout")
    return REAL_DATA


@dataclass
class Learner:
    """Somebody who talks to the running system through its public API."""

    base: str
    token: str = ""
    turn: dict[str, Any] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=itertools.count)

    def begin(self, **body: Any) -> "Learner":
        answered = requests.post(f"{self.base}/api/v1/chat", json=body, timeout=30)
        assert answered.status_code == 201, answered.text
        self.token, self.turn = answered.json()["token"], answered.json()["turn"]
        return self

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, message_id: str | None = None, **said: Any) -> requests.Response:
        body = {"id": message_id or f"m{next(self.ids)}", **said}
        return requests.post(f"{self.base}/api/v1/chat/messages", json=body, headers=self.headers, timeout=30)

    def say(self, **said: Any) -> dict[str, Any]:
        answered = self.post(**said)
        assert answered.status_code == 200, answered.text
        self.turn = answered.json()["turn"]
        return self.turn

    def get(self, path: str) -> Any:
        answered = requests.get(f"{self.base}/api/v1/chat{path}", headers=self.headers, timeout=30)
        assert answered.status_code == 200, answered.text
        return answered.json()

    def delete(self) -> int:
        return requests.delete(f"{self.base}/api/v1/chat", headers=self.headers, timeout=30).status_code

    @property
    def asked(self) -> str | None:
        """What is asked now: a question or step, with the section for sharing."""
        question = self.turn["question"]
        return question and ":".join(filter(None, (question["name"], question.get("section"))))

    def messages(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.turn["messages"] if message["kind"] == kind]


@dataclass
class RunningSystem:
    settings: Settings
    sign_ins: list[str]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.settings.web_port}"

    def learner(self, **body: Any) -> Learner:
        return Learner(self.base).begin(**body)

    def store(self) -> Store:
        return Store(self.settings.database_url)

    def database_bytes(self) -> bytes:
        """Everything in the database's files, the log of writes too."""
        return b"".join(path.read_bytes() for path in self.settings.home.glob("onward.db*"))

    def log_bytes(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.settings.logs.glob("*"))

    def password_of(self, email: str) -> str:
        return next(line.split()[-1] for line in self.sign_ins if email in line)

    def kill_rasa(self) -> None:
        """End Rasa without a word, as a machine that runs out of memory does; it is started again."""
        pattern = f"rasa_process run .*--port {self.settings.rasa_port}"
        found = subprocess.run(["pgrep", "-f", pattern], capture_output=True, text=True, check=True)
        for process in found.stdout.split():
            os.kill(int(process), signal.SIGKILL)


@pytest.fixture(scope="session")
def running(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """The system as ``onward demo`` starts it, with the real T Levels and providers beside the demo area."""
    folder = tmp_path_factory.mktemp("running")
    ports = {
        name: str(free_port()) for name in ("ONWARD_WEB_PORT", "ONWARD_RASA_PORT", "ONWARD_ACTIONS_PORT")
    }
    settings = setting_reader.load({"ONWARD_HOME": str(folder), "ONWARD_CHAT_RATE": "0", **ports})
    home.make_folders(settings)
    settings = demo.for_demo(settings)
    for suffix in ("tar.gz", "sha256"):
        shutil.copy(trained_model.parent / f"onward.{suffix}", settings.models)
    store = home.prepare(settings)
    sign_ins = demo.set_up(store, settings)
    if REAL_DATA.is_dir():
        import_real(store)
    store.close()
    with supervision.supervised(settings) as supervisor:
        supervision.wait_until_ready(settings, supervisor, time.monotonic())
        yield RunningSystem(settings, sign_ins)


def import_real(store: Store) -> None:
    from datetime import date

    today = date.today()
    run(store, "t-levels", [REAL_DATA / "t_levels_2021"], today)
    for name in ("england_ks5_providers_2019.csv", "course_directory_providers_2018.csv"):
        run(store, "providers", [REAL_DATA / "providers" / name], today)
