"""Reading the YAML files that people edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

NotYaml = YAMLError


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds, as plain lists, dictionaries and values.

    Raises:
        FileNotFoundError: no such file.
        NotYaml: it is not YAML.
    """
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
