"""The command ``rasa`` for tests that call it often: each call is forked from a process that loaded Rasa."""

import multiprocessing
import os
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 300
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["rasa.__main__", "rasa.model_training", "rasa.model_testing", "rasa.nlu.test"])


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, on both of its outputs, and its exit code."""

    returncode: int | None
    output: str


def rasa(*arguments: str, cwd: Path) -> Said:
    """Call ``rasa`` in a folder, quietly and without telling anybody outside."""
    output = cwd / "said.txt"
    process = FORKS.Process(target=_call, args=(arguments, cwd, output))
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
    return Said(process.exitcode, output.read_text(encoding="utf-8"))


def _call(arguments: tuple[str, ...], folder: Path, output: Path) -> None:
    with output.open("w") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    os.chdir(folder)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    sys.argv = ["rasa", *arguments]
    from rasa.__main__ import main

    main()
