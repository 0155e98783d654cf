"""What an import will write, kept aside on disk until all of it is known."""

from __future__ import annotations

import pickle
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one kind: those that are new, and those that take the place of a row that is there."""

    kind: str
    new: Sequence[dict[str, Any]]
    changed: Sequence[dict[str, Any]]


class Spool:
    """Batches in the order in which they came; memory holds one of them at a time."""

    def __init__(self) -> None:
        """Open a file that has no name and goes with the process, however that ends."""
        self._file = tempfile.TemporaryFile(prefix="onward-import-")  # noqa: SIM115
        self.rows = 0

    def put(self, batch: Batch) -> None:
        """Keep a batch."""
        packed = zlib.compress(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL), level=1)
        self._file.write(len(packed).to_bytes(_LENGTH_BYTES, "big") + packed)
        self.rows += len(batch.new) + len(batch.changed)

    def batches(self) -> Iterator[Batch]:
        """Yield every batch, and forget them all."""
        self._file.seek(0)
        while length := self._file.read(_LENGTH_BYTES):
            packed = self._file.read(int.from_bytes(length, "big"))
            # Nobody else can write to a file without a name.
            yield pickle.loads(zlib.decompress(packed))  # noqa: S301
        self._file.close()
