"""Rasa's own test stories: what the rules say follows, path by path."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT

pytestmark = pytest.mark.rasa


def test_every_story_is_told_as_the_rules_say(trained_model: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable, "-m", "rasa", "test", "core",
            "--model", str(trained_model), "--stories", str(ROOT / "tests" / "conversations"),
            "--out", str(tmp_path), "--no-plot",
        ],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "story_report.json").read_text())
    told = report["conversation_accuracy"]
    assert told["total"] >= 20
    assert told["correct"] == told["total"], (tmp_path / "failed_test_stories.yml").read_text()
