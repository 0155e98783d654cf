"""Rasa runs without TensorFlow, and says so plainly when somebody asks for it."""

import copy
import importlib
import os
import pickle
import shutil
import subprocess
import sys
import typing
from abc import ABCMeta
from pathlib import Path

import pytest
from rasa_command import rasa

import onward_no_tensorflow
from onward_no_tensorflow import NAMES, SENTENCE

STAND_IN = Path(onward_no_tensorflow.__file__).parent.parent
TINY_ASSISTANT = Path(__file__).parent / "tiny_assistant"

INERT = [
    pytest.param(getattr(importlib.import_module(module), name), id=f"{module}.{name}")
    for module, names in NAMES.items()
    for name in names
]

USES = {
    "an operation is called": lambda tf: tf.zeros([2, 2]),
    "a nested operation is called": lambda tf: tf.math.sqrt(2.0),
    "an optimiser is made": lambda tf: tf.keras.optimizers.Adam(0.1),
    "a tensor is made": lambda tf: tf.Tensor(),
    "a layer is made": lambda tf: tf.keras.layers.Dense(units=3),
    "a model of one's own is made": lambda tf: type("Mine", (tf.keras.Model,), {})(),
    "a function is decorated": lambda tf: tf.function(print),
    "the threads are set": lambda tf: tf.config.threading.set_intra_op_parallelism_threads(1),
    "the gradient is watched": lambda tf: tf.GradientTape(),
}


@pytest.fixture
def tf():
    return importlib.import_module("tensorflow")


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run a command of this environment's Python quietly, and never phone home."""
    clean = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"} | environment
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def tiny_assistant(tmp_path_factory) -> Path:
    """A copy of the three-slot assistant, trained."""
    folder = tmp_path_factory.mktemp("tiny") / "assistant"
    shutil.copytree(TINY_ASSISTANT, folder)
    trained = rasa("train", cwd=folder)
    assert trained.returncode == 0, trained.output
    return folder


# Sound, whatever Rasa, copy and pickle do to it


@pytest.mark.parametrize("inert", INERT)
def test_every_name_survives_copying_and_pickling_as_itself(inert):
    assert copy.copy(inert) is inert
    assert copy.deepcopy({"a": [inert]}) == {"a": [inert]}
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(inert, protocol)) is inert  # noqa: S301 - pickled one line ago


@pytest.mark.parametrize("inert", INERT)
def test_every_name_compares_and_hashes_like_any_class(inert):
    assert inert == inert  # noqa: PLR0124 - that is the question
    assert inert != 1
    assert inert not in (int, None)
    assert {inert: 1}[inert] == 1
    assert inert.__name__ in repr(inert)


@pytest.mark.parametrize("inert", INERT)
def test_every_name_answers_isinstance_and_issubclass(inert):
    assert not isinstance(1, inert)
    assert not isinstance(inert, inert)
    assert issubclass(inert, inert)
    assert not issubclass(int, inert)


@pytest.mark.parametrize("inert", INERT)
def test_every_name_can_be_a_base_class_also_with_a_metaclass(inert):
    plain = type("Plain", (inert,), {})
    abstract = ABCMeta("Abstract", (inert,), {"__module__": __name__})
    assert issubclass(plain, inert)
    assert issubclass(abstract, inert)


@pytest.mark.parametrize("inert", INERT)
def test_every_name_can_be_an_annotation(inert):
    def takes(value: inert | None, *, others: list[inert]) -> inert: ...

    assert typing.get_type_hints(takes)["return"] is inert
    assert typing.get_args(inert | int) == (inert, int)
    assert inert in typing.get_args(typing.Union[inert, str])  # noqa: UP007 - Rasa writes it so


@pytest.mark.parametrize("inert", INERT)
def test_nothing_can_be_iterated_for_ever(inert):
    with pytest.raises(TypeError):
        iter(inert)
    with pytest.raises(TypeError):
        len(inert)


@pytest.mark.parametrize("module", NAMES)
def test_every_module_is_importable_and_honest_about_python_s_own_questions(module):
    found = importlib.import_module(module)
    assert found.__name__ == module
    assert found.__spec__.name == module
    for question in ("__deepcopy__", "__getstate__", "__iter__", "__wrapped__", "_repr_html_"):
        assert question not in vars(found)
    with pytest.raises(AttributeError, match="has no attribute '__deepcopy__'"):
        found.__deepcopy__  # noqa: B018 - the question is what asking does


def test_a_library_that_looks_for_tensorflow_does_not_take_this_for_it(tf):
    assert not hasattr(tf, "Graph")
    assert tf.__version__ == "0.0.0"
    for name in ("tensorflow.experimental.dlpack", "tensorflow_hub", "tensorflow_text"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(name)


# Any use is refused, in one sentence


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_use_fails_at_once_with_the_sentence(use, tf):
    with pytest.raises(AttributeError) as refused:
        use(tf)
    assert str(refused.value) == SENTENCE


def test_only_components_that_define_a_model_are_refused():
    from rasa.core.policies.rule_policy import RulePolicy
    from rasa.core.policies.unexpected_intent_policy import UnexpecTEDIntentPolicy
    from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
    from rasa.nlu.selectors.response_selector import ResponseSelector

    assert RulePolicy.required_packages() == []
    assert LogisticRegressionClassifier.required_packages() == ["sklearn"]
    for component in (ResponseSelector, UnexpecTEDIntentPolicy):
        with pytest.raises(AttributeError, match="without TensorFlow"):
            component.required_packages()


# Rasa itself, in other processes


def test_rasa_s_agent_is_imported_with_our_modules_in_tensorflow_s_place(tmp_path):
    script = (
        "import sys, rasa.core.agent, rasa.engine.recipes.default_recipe, tensorflow, keras\n"
        "from rasa.nlu.classifiers.diet_classifier import DIET\n"
        "print(tensorflow.__file__); print(keras.__file__)\n"
        "print(issubclass(DIET, keras.Model))\n"
    )
    imported = run("-c", script, cwd=tmp_path)
    assert imported.returncode == 0, imported.stderr
    assert imported.stdout.splitlines() == [
        str(STAND_IN / "tensorflow" / "__init__.py"),
        str(STAND_IN / "keras" / "__init__.py"),
        "True",
    ]


@pytest.mark.rasa
@pytest.mark.parametrize(
    ("after", "component"),
    [
        ("CountVectorsFeaturizer", "DIETClassifier"),
        ("CountVectorsFeaturizer", "ResponseSelector"),
        ("RulePolicy", "TEDPolicy"),
        ("RulePolicy", "UnexpecTEDIntentPolicy"),
    ],
)
def test_training_with_a_component_that_needs_tensorflow_ends_with_the_sentence(tmp_path, after, component):
    folder = tmp_path / "assistant"
    shutil.copytree(TINY_ASSISTANT, folder)
    config = folder / "config.yml"
    with_it = f"- name: {after}\n  - name: {component}"
    config.write_text(config.read_text().replace(f"- name: {after}", with_it))
    trained = rasa("train", cwd=folder)
    assert trained.returncode != 0
    assert SENTENCE in trained.output
    assert not (folder / "models").exists()


@pytest.mark.rasa
def test_threads_set_for_tensorflow_are_refused_with_the_sentence(tmp_path):
    trained = run("-m", "rasa", "train", cwd=tmp_path, TF_INTRA_OP_PARALLELISM_THREADS="1")
    assert trained.returncode != 0
    assert SENTENCE in trained.stdout + trained.stderr


@pytest.mark.rasa
def test_plain_training_leaves_a_model(tiny_assistant):
    assert list((tiny_assistant / "models").glob("*.tar.gz"))


@pytest.mark.rasa
def test_plain_data_validation_passes(tiny_assistant):
    validated = rasa("data", "validate", cwd=tiny_assistant)
    assert validated.returncode == 0, validated.output


@pytest.mark.rasa
def test_plain_conversation_tests_pass(tiny_assistant):
    tested = rasa("test", "core", "-s", "tests", "--fail-on-prediction-errors", cwd=tiny_assistant)
    assert tested.returncode == 0, tested.output


@pytest.mark.rasa
def test_plain_understanding_tests_pass(tiny_assistant):
    tested = rasa("test", "nlu", "--nlu", "data/nlu.yml", "--no-plot", cwd=tiny_assistant)
    assert tested.returncode == 0, tested.output
    assert (tiny_assistant / "results" / "intent_report.json").exists()
