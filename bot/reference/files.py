"""Reading the YAML files that people edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds, as plain lists, dictionaries and values.

    Raises:
        FileNotFoundError: no such file.
        ruamel.yaml.YAMLError: it is not YAML.
    """
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
