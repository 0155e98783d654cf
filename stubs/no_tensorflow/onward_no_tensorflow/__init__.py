"""Inert modules named tensorflow and keras, so that Rasa can be imported without TensorFlow.

Why: Rasa imports TensorFlow wherever it starts, for components that Onward does not use. The real one takes
1.4 GB on disk, 300 MB and several seconds in every process, and holds everything else to versions that are
years old.

What: while it is imported, Rasa only names a few of TensorFlow's classes, as base classes and in annotations.
The table `NAMES` lists them all. Each becomes an ordinary class, so it can be copied, pickled, compared,
subclassed and asked about with `isinstance` like any other. There is nothing else here: to make an instance,
to call an operation or to reach for a name that is not in the table is to use TensorFlow, and raises
`TensorFlowIsLeftOut` with one sentence.

Rasa's components that need TensorFlow are refused as soon as a configuration names them, not in the middle of
training: see `refuse_components_of`.
"""

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, NoReturn

SENTENCE = (
    "Onward runs Rasa without TensorFlow: DIETClassifier, ResponseSelector, TEDPolicy and "
    "UnexpecTEDIntentPolicy cannot be used here. Use the components in config.yml, or install TensorFlow "
    "2.12 on Python 3.11 (docs/decisions/rasa-without-tensorflow.md)."
)

NAMES = {
    "tensorflow": ("RaggedTensorSpec", "SparseTensor", "Tensor", "TensorShape", "TensorSpec"),
    "tensorflow.config": (),
    "tensorflow.keras": ("Model",),
    "tensorflow.keras.backend": (),
    "tensorflow.keras.callbacks": ("Callback",),
    "tensorflow.keras.layers": ("AbstractRNNCell", "Dense", "Dropout", "Layer"),
    "tensorflow.keras.metrics": ("Metric",),
    "tensorflow.keras.utils": ("Sequence",),
    "tensorflow.python": (),
    "tensorflow.python.eager": (),
    "tensorflow.python.eager.wrap_function": ("WrappedFunction",),
    "tensorflow.types": (),
    "tensorflow.types.experimental": ("TensorLike",),
    "keras": ("Model",),
    "keras.utils": (),
    "keras.utils.control_flow_util": ("smart_cond",),
    "keras.utils.tf_utils": (),
}
"""Every name that Rasa 3.6 reads while it is imported, by module."""


def refuse(*_args: object, **_kwargs: object) -> NoReturn:
    """Say in one sentence that TensorFlow is not here.

    Raises:
        TensorFlowIsLeftOut: always. It is one of Rasa's own exceptions, so Rasa's commands print the sentence
            and end with an error.
    """
    from onward_no_tensorflow.errors import TensorFlowIsLeftOut

    raise TensorFlowIsLeftOut(SENTENCE)


class Inert:
    """A name of TensorFlow's: good for a base class or an annotation, refused when called."""

    def __new__(cls, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse: nobody makes a tensor, a layer or a model without TensorFlow."""
        refuse()


class InertModel(Inert):
    """`keras.Model`: whoever defines one has components that cannot run here."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse the components defined beside this model."""
        super().__init_subclass__(**kwargs)
        refuse_components_of(sys.modules[cls.__module__])


def refuse_components_of(module: ModuleType) -> None:
    """Have the Rasa components of a module refused as soon as a configuration names one.

    Rasa asks each configured component for its `required_packages` before it trains anything. A component
    whose module defines a Keras model needs TensorFlow, so the answer to that question is the refusal.
    Subclasses elsewhere (ResponseSelector, UnexpecTEDIntentPolicy) inherit it.
    """
    for member in list(vars(module).values()):
        if getattr(member, "__module__", None) == module.__name__ and hasattr(member, "required_packages"):
            member.required_packages = staticmethod(refuse)


def furnish(top: str) -> None:
    """Fill the module `top`, and make the modules under it, from `NAMES`."""
    for name, classes in NAMES.items():
        if name == top or name.startswith(top + "."):
            _fill(_module(name), classes)


def _module(name: str) -> ModuleType:
    """Find the module called `name`, or make an empty one and hang it on its parent."""
    if name not in sys.modules:
        module = ModuleType(name, "Inert: Rasa runs without TensorFlow here.")
        module.__spec__ = ModuleSpec(name, None, is_package=True)
        module.__path__ = []
        parent, _, own_name = name.rpartition(".")
        setattr(sys.modules[parent], own_name, module)
        sys.modules[name] = module
    return sys.modules[name]


def _fill(module: ModuleType, names: tuple[str, ...]) -> None:
    """Give a module its inert classes; every other name is refused."""
    for name in names:
        base = InertModel if name == "Model" else Inert
        setattr(module, name, type(name, (base,), {"__module__": module.__name__, "__doc__": Inert.__doc__}))
    module.__getattr__ = _missing_name(module.__name__)  # type: ignore[method-assign]


def _missing_name(module: str) -> Callable[[str], NoReturn]:
    """What a module does about a name it does not have.

    Names with a leading underscore are Python's own questions (copying, pickling, inspecting): the honest
    answer to those is that there is no such attribute.
    """

    def missing(name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        refuse()

    return missing
