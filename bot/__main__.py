"""The command line: ``onward demo``, ``onward serve``, ``onward import`` and what they are made of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from bot.commands import (
    Refused,
    administer,
    demo,
    importing,
    matching,
    processes,
    providers,
    running,
    sources,
    training,
)
from bot.settings import WrongSetting
from bot.store import StoreUnavailable

DATABASE_AWAY = "the database cannot be read or written. Check that it runs, and that nothing else holds it."

Command = Callable[[argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; each command names the function that does it."""
    top = argparse.ArgumentParser(prog="onward", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for module in (demo, running, importing, sources, matching, training, administer, providers, processes):
        module.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command.

    Returns:
        0 where it worked; 1 with one clear line where it could not; 2 for a command that is not one.
    """
    chosen = parser().parse_args(arguments)
    command: Command = chosen.do
    try:
        return command(chosen)
    except (Refused, WrongSetting) as refused:
        print(f"onward: {refused}", file=sys.stderr)
        return 1
    except StoreUnavailable:
        print(f"onward: {DATABASE_AWAY}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
