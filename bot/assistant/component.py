"""What all trained parts of the pipeline share: how Rasa makes them, and where what they learnt is kept."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any, Generic, Protocol, Self, TypeVar, cast

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class Kept(Protocol):
    """What was learnt, and can be kept in a folder."""

    def save(self, folder: Path) -> None:
        """Write it."""


Learnt = TypeVar("Learnt")


class TrainedComponent(GraphComponent, Generic[Learnt]):
    """A component that learns at training, and is served from the model."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        learnt: Learnt | None = None,
    ) -> None:
        """Keep where to store what is learnt, and what was learnt before."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._learnt = learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make one that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Make one from a trained model.

        Raises:
            ValueError: the model holds nothing of it; a model without a part is not served.
        """
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, cls.read(folder))

    @classmethod
    @abstractmethod
    def read(cls, folder: Path) -> Learnt:
        """Read what was kept."""

    def learnt(self) -> Learnt:
        """Return what was learnt.

        Raises:
            RuntimeError: nothing was: it is used before it is trained.
        """
        if self._learnt is None:
            raise RuntimeError(f"{type(self).__name__} is used before it is trained")
        return self._learnt

    def keep(self, learnt: Learnt) -> Resource:
        """Keep what was learnt, here and in the model."""
        self._learnt = learnt
        with self._model_storage.write_to(self._resource) as folder:
            cast(Kept, learnt).save(folder)
        return self._resource
