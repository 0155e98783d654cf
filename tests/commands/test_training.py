"""When the model is trained again: where what it learns from changed, and at no other time."""

import subprocess
from pathlib import Path

import pytest

from bot.commands import Refused, training

INPUTS = [
    "config.yml", "domain.yml", "data/nlu/profile.yml", "data/rules/profile.yml", "data/stories/profile.yml",
    "data/responses/profile.yml", "bot/assistant/nlu.py", "bot/reading/words.py", "bot/safeguarding/words.py",
    "bot/reference/vocabulary.py", "bot/reference/vocabulary/steps.yml", "bot/reference/concerns.yml",
]  # fmt: skip
OTHERS = ["README.md", "bot/web/a.py", "data/catalogue/a.csv", "data/nlu/a.txt", "bot/assistant/a.pyc"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a small file in each place."""
    root = tmp_path / "project"
    for name in (*INPUTS, *OTHERS):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"# {name}")
    monkeypatch.setattr(training, "ROOT", root)
    return root


@pytest.fixture
def trainer(project, settings, monkeypatch):
    """A Rasa that does in no time what it is asked for; `calls` tells how often it was."""

    class Trainer:
        calls, code = 0, 0

        def __call__(self, command, **_):
            self.calls += 1
            if self.code == 0:
                training.model_path(settings).write_bytes(b"a model")
            return subprocess.CompletedProcess(command, self.code)

    made = Trainer()
    monkeypatch.setattr(training.subprocess, "run", made)
    settings.models.mkdir(parents=True)
    settings.logs.mkdir()
    return made


@pytest.mark.parametrize("name", INPUTS)
def test_the_fingerprint_changes_with_whatever_the_model_learns_from(project, name):
    before = training.fingerprint()
    (project / name).write_text("# something else")
    assert training.fingerprint() != before
    (project / name).write_text(f"# {name}")
    assert training.fingerprint() == before


@pytest.mark.parametrize("name", OTHERS)
def test_the_fingerprint_does_not_change_with_anything_else(project, name):
    before = training.fingerprint()
    (project / name).write_text("# something else")
    assert training.fingerprint() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "data/nlu/profile.yml").rename(root / "data/nlu/other.yml"),
        lambda root: (root / "data/nlu/profile.yml").unlink(),
        lambda root: (root / "data/nlu/new.yml").write_text(""),
    ],
    ids=["renamed", "gone", "new"],
)
def test_the_fingerprint_changes_when_a_file_comes_goes_or_is_renamed(project, change):
    before = training.fingerprint()
    change(project)
    assert training.fingerprint() != before


def test_the_fingerprint_changes_with_the_rasa_that_trains(project, monkeypatch):
    before = training.fingerprint()
    monkeypatch.setattr(training, "version", lambda _package: "9.9.9")
    assert training.fingerprint() != before


def test_every_place_that_the_model_learns_from_is_there():
    missing = {name for name in training.LEARNED_FROM if not (training.ROOT / name).exists()}
    assert missing <= {"data/stories"}  # the rules may be enough


def test_the_model_is_trained_once_and_again_only_after_a_change(project, trainer, settings):
    assert [training.ensure_model(settings) for _ in range(3)] == [True, False, False]
    (project / "domain.yml").write_text("# other intents")
    assert not training.is_current(settings)
    assert [training.ensure_model(settings) for _ in range(2)] == [True, False]
    assert trainer.calls == 2


def test_a_model_that_is_gone_is_trained_again_and_one_can_insist(trainer, settings):
    training.ensure_model(settings)
    training.model_path(settings).unlink()
    assert training.ensure_model(settings)
    assert training.ensure_model(settings, force=True)


def test_a_training_that_failed_names_the_log_and_is_tried_again(trainer, settings):
    trainer.code = 1
    for _ in range(2):
        with pytest.raises(Refused, match=r"train\.log"):
            training.ensure_model(settings)
    assert trainer.calls == 2


def test_a_training_that_fails_leaves_an_earlier_model_untrusted(project, trainer, settings):
    training.ensure_model(settings)
    (project / "domain.yml").write_text("# broken")
    trainer.code = 1
    with pytest.raises(Refused):
        training.ensure_model(settings)
    assert not training.is_current(settings)


def test_the_command_says_whether_anything_was_done(trainer, onward, settings):
    assert onward("train")[:2] == (0, "The model is trained.\n")
    assert onward("train")[:2] == (0, "Nothing changed.\n")
    assert onward("train", "--force")[:2] == (0, "The model is trained.\n")


def test_a_process_of_ours_gets_our_settings_and_tells_nobody_outside(settings):
    given = training.process_environment(settings)
    assert given.items() >= settings.as_environment().items()
    assert (given["RASA_TELEMETRY_ENABLED"], given["SANIC_HOST"]) == ("false", "127.0.0.1")
    assert Path(given["RASA_CACHE_DIRECTORY"]).is_relative_to(settings.home)
