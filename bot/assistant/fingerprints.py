"""Whether what a component learnt before still holds: Rasa asks about its class, config and input alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from types import ModuleType
from typing import Any


def fingerprint_of(modules: Collection[ModuleType], *words: Any) -> str:
    """Return a hash of the code that a component learns with, and of the words that it knows beforehand."""
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode())
    for module in modules:
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()
