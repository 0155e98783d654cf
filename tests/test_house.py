"""The rules of the house: who may import whom, and which room each outside library lives in."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = [
    "audit", "questions", "reading", "answers", "courses", "cells", "facts", "proposals", "matching", "plans",
    "safeguarding", "people", "return_codes", "conversations",
]  # fmt: skip
DOORS = ["actions", "bot.assistant", "bot.web", "bot.importers", "bot.exports"]
# An outside library, and the only rooms that may name it.
HOMES = {
    "sqlalchemy": ("bot/store",),
    "alembic": ("bot/store",),
    "psycopg2": ("bot/store",),
    "rasa": ("bot/assistant",),
    "sanic": ("bot/assistant",),
    "spacy": ("bot/assistant",),
    "sklearn": ("bot/assistant",),
    "scipy": ("bot/assistant",),
    "numpy": ("bot/assistant",),
    "onnx": ("bot/assistant",),
    "onnxruntime": ("bot/assistant",),
    "safetensors": ("bot/assistant",),
    "tokenizers": ("bot/assistant",),
    "symspellpy": ("bot/assistant",),
    "rasa_sdk": ("actions",),
    "flask": ("bot/web",),
    "flask_wtf": ("bot/web",),
    "flask_login": ("bot/web",),
    "argon2": ("bot/web",),
    "os": ("bot/settings.py", "bot/commands"),
    "dotenv": ("bot/settings.py", "bot/commands"),
    "ruamel": ("bot/reference",),
    "defusedxml": ("bot/importers",),
    "extruct": ("bot/importers",),
    "icalendar": ("bot/importers", "bot/exports"),
    "openpyxl": ("bot/importers",),
    "recurring_ical_events": ("bot/importers",),
}
STDLIB_ONLY = "the core uses itself and the standard library"


def sources() -> list[Path]:
    return sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("actions/*.py")])


@cache
def imports(path: Path) -> list[str]:
    return list(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room(path: Path) -> str:
    return str(path.relative_to(ROOT))


def core_files() -> list[tuple[Path, int]]:
    found = []
    for rank, name in enumerate(CORE):
        found += [(path, rank) for path in (ROOT / "bot").glob(f"{name}.py")]
        found += [(path, rank) for path in (ROOT / "bot" / name).glob("**/*.py")]
    return found


@pytest.mark.parametrize(("path", "rank"), core_files(), ids=lambda value: getattr(value, "stem", ""))
def test_the_core_imports_only_what_stands_to_its_left(path: Path, rank: int) -> None:
    import sys

    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "bot":
            assert len(parts) == 1 or parts[1] in CORE[: rank + 1], f"{room(path)} imports {name}"
        else:
            assert parts[0] in sys.stdlib_module_names, f"{room(path)} imports {name}: {STDLIB_ONLY}"


@pytest.mark.parametrize("library", HOMES)
def test_each_outside_library_has_one_home(library: str) -> None:
    strangers = [
        room(path)
        for path in sources()
        if not room(path).startswith(HOMES[library])
        and any(name.split(".")[0] == library for name in imports(path))
    ]
    assert strangers == []


@pytest.mark.parametrize("door", DOORS)
def test_doors_do_not_meet(door: str) -> None:
    others = [other for other in DOORS if other != door and (door, other) != ("bot.web", "bot.exports")]
    folder = ROOT / door.replace(".", "/")
    met = [
        f"{room(path)} imports {name}"
        for path in folder.glob("**/*.py")
        for name in imports(path)
        if any(name == other or name.startswith(f"{other}.") for other in others)
    ]
    assert met == []


def test_the_store_imports_the_core_and_never_a_door() -> None:
    for path in (ROOT / "bot" / "store").glob("**/*.py"):
        for name in imports(path):
            parts = name.split(".")
            ours = parts[0] == "bot" and len(parts) > 1
            assert not ours or parts[1] in [*CORE, "store"], f"{room(path)}: {name}"


def test_nobody_else_says_select() -> None:
    strangers = [
        room(path)
        for path in sources()
        if not room(path).startswith("bot/store") and "select(" in path.read_text(encoding="utf-8")
    ]
    assert strangers == []


def test_no_room_is_called_after_nothing() -> None:
    nothing = {"utils", "helpers", "common", "constants", "services", "managers"}
    assert [room(path) for path in sources() if {path.stem, path.parent.name} & nothing] == []


def test_no_file_is_longer_than_a_concept() -> None:
    lines = {room(path): path.read_text(encoding="utf-8").count("\n") for path in sources()}
    assert [name for name, count in lines.items() if count > 300 and "migrations" not in name] == []


@pytest.mark.parametrize("path", sources(), ids=room)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{room(path)} has no first line"
