"""One turn at a time in each conversation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakValueDictionary

# Within this process; across processes the store's unique message id and the engine's own check decide.
_locks: WeakValueDictionary[str, Lock] = WeakValueDictionary()
_guard = Lock()


@contextmanager
def one_at_a_time(conversation_id: str) -> Iterator[None]:
    """Hold a conversation: a second message of it waits until the first is answered."""
    with _guard:
        lock = _locks.setdefault(conversation_id, Lock())
    with lock:
        yield
