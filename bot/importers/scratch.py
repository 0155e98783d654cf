"""A folder for what is unpacked or fetched: taken away afterwards, or later if the import was killed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

PREFIX = "onward-import-"
LEFT_BEHIND = 24 * 3600  # seconds: no import takes so long


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder that only we can read; first take away what was left behind long ago."""
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_dir() and time.time() - folder.lstat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)
    with TemporaryDirectory(prefix=PREFIX) as name:
        yield Path(name)
