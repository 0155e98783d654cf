"""The files that a path stands for: itself, those in a folder and the folders in it, those in a zip file.

A zip file may be made to do harm: nothing of it is written before its list of files was looked through, and
no more is written of a file than the list says it has.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from bot.importers.sheets import MEDIA_BY_SUFFIX, WORKBOOK, BadFeed, date_in

ZIP = ".zip"
MAX_DEPTH = 8
MAX_FILES = 1000
MAX_ARCHIVE_BYTES = 1_000_000_000
_MAX_LIST_BYTES = 1_000_000
_BLOCK = 1 << 16
_END, _END_LENGTH, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_BIG_ARCHIVE, _BIG_ARCHIVE_LENGTH = b"PK\x06\x07", 20
_STARTS_OF_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_FIRST_YEAR = 1980  # what a zip file says where it does not know
_NOT_READABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a zip file may hold: so many files, bytes once unpacked, and bytes for each that is packed."""

    files: int = 100
    unpacked: int = 20_000_000
    ratio: int = 100


# What whoever runs Onward names on the command line; what somebody else made may hold what is said above.
BY_HAND = Limits(unpacked=2_000_000_000)


@dataclass(frozen=True, slots=True)
class Found:
    """One file, and the day it was saved where the file itself no longer tells; or why it cannot be used."""

    path: Path
    saved: date | None = None
    why: str | None = None


def files_of(given: Found, scratch: Path, limits: Limits = BY_HAND) -> Sequence[Found]:
    """Return the files that a path stands for, in order of their names, also those that no format reads.

    Args:
        given: a file, a zip file, or a folder of both.
        scratch: an empty folder for what is unpacked; whoever made it takes it away.
        limits: what a zip file may hold.

    Raises:
        BadFeed: a folder is too deep or too full, or the zip file that is given is no good. One that is in
            a folder stands for itself, with the reason.
    """
    path = given.path
    if not path.is_dir():
        return unpack(path, scratch, limits) if _is_zip(path) else [given]
    found: list[Found] = []
    for number, each in enumerate(sorted(_walk(path, path, MAX_DEPTH))):
        if number >= MAX_FILES:
            raise BadFeed(f"{path.name} holds more than {MAX_FILES} files: give it in parts")
        found += _unpacked(each, scratch / f"zip{number}", limits) if _is_zip(each) else [Found(each)]
    return found


def is_readable(path: Path) -> bool:
    """Return whether a file's name says that some format may read it."""
    return path.suffix.lower() in MEDIA_BY_SUFFIX


def _unpacked(path: Path, scratch: Path, limits: Limits) -> Sequence[Found]:
    try:
        return unpack(path, scratch, limits)
    except BadFeed as bad:
        return [Found(path, why=str(bad))]


def _walk(top: Path, folder: Path, depth: int) -> Iterator[Path]:
    """Yield the files of a folder; links are not followed, hidden files passed over."""
    if depth == 0:
        raise BadFeed(f"{top.name} has folders more than {MAX_DEPTH} deep: give them one by one")
    for path in folder.iterdir():
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(top, path, depth - 1)
        elif path.is_file():
            yield path


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ZIP


# --- zip files ------------------------------------------------------------------------------


def unpack(path: Path, scratch: Path, limits: Limits) -> Sequence[Found]:
    """Unpack those files of a zip file that could be read, each into a folder of its own.

    The others are named and not written; hidden ones are passed over.

    Raises:
        BadFeed: it is no zip file, or holds too much, a way out of the folder, or another archive.
    """
    try:
        size = path.stat().st_size
        _check_list(path, size, limits)
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            _check_members(path, members, size, limits)
            wanted = [each for each in members if not _is_hidden(each)]
            return [
                Found(_write(path, archive, each, _target(each, scratch / str(number))), _saved(path, each))
                for number, each in enumerate(sorted(wanted, key=lambda each: each.filename))
            ]
    except OSError as error:
        raise BadFeed(f"{path.name} cannot be read: {error.strerror}") from error
    except BadFeed:
        raise
    except _NOT_READABLE as error:
        raise BadFeed(f"{path.name} cannot be unpacked: {error}") from error


def _check_list(path: Path, size: int, limits: Limits) -> None:
    """Check how long the list of files is before any of it is read."""
    if size > MAX_ARCHIVE_BYTES:
        raise BadFeed(f"{path.name} is larger than {MAX_ARCHIVE_BYTES // 1_000_000} MB: give it in parts")
    with path.open("rb") as file:
        file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT - _BIG_ARCHIVE_LENGTH))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_LENGTH:
        raise BadFeed(f"{path.name} is no zip file, or only a part of one")
    count, length = struct.unpack_from("<HI", tail, end + 10)
    if count > limits.files or _BIG_ARCHIVE in tail[max(0, end - _BIG_ARCHIVE_LENGTH) : end]:
        raise BadFeed(f"{path.name} holds more than {limits.files} files: give it in parts")
    if length > _MAX_LIST_BYTES:
        raise BadFeed(f"{path.name} has a list of files that is too long")


def _check_members(path: Path, members: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(members) > limits.files:
        raise BadFeed(f"{path.name} holds more than {limits.files} files: give it in parts")
    for each in members:
        _check_member(path, each, limits)
    if sum(each.file_size for each in members) > limits.unpacked:
        raise BadFeed(f"{path.name} is larger than {limits.unpacked // 1_000_000} MB once it is unpacked")
    if sum(each.compress_size for each in members) > size:
        raise BadFeed(f"{path.name} says that it holds more than it has")


def _check_member(path: Path, member: zipfile.ZipInfo, limits: Limits) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in member.filename:
        raise BadFeed(f"{path.name} holds a file that leads out of its folder: {member.filename[:80]!r}")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadFeed(f"{path.name} holds a link: put the file itself in")
    if member.flag_bits & 1:
        raise BadFeed(f"{path.name} is locked with a password: save it without one")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise BadFeed(f"{path.name} is packed in an unusual way: make a plain zip file of it")
    if name.suffix.lower() == ZIP:
        raise BadFeed(f"{path.name} holds another zip file: unpack it first")
    if member.file_size > limits.ratio * max(member.compress_size, 1):
        raise BadFeed(f"{path.name} grows more than {limits.ratio} times when it is unpacked")


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    return name.name.startswith(".") or name.parts[0] == "__MACOSX"


def _target(member: zipfile.ZipInfo, folder: Path) -> Path:
    return folder / PurePosixPath(member.filename.replace("\\", "/")).name


def _write(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> Path:
    """Write one file, no more of it than it says it has, where it is one that may be read."""
    if not is_readable(target):
        return target
    target.parent.mkdir(parents=True)
    written = 0
    with archive.open(member) as packed, target.open("xb") as unpacked:
        while block := packed.read(_BLOCK):
            if written == 0 and block.startswith(_STARTS_OF_ARCHIVES) and target.suffix.lower() != WORKBOOK:
                raise BadFeed(f"{path.name} holds another archive: unpack it first")
            written += len(block)
            if written > member.file_size:
                raise BadFeed(f"{path.name} holds more than it says")
            unpacked.write(block)
    if written != member.file_size:
        raise BadFeed(f"{path.name} holds less than it says")
    return target


def _saved(path: Path, member: zipfile.ZipInfo) -> date:
    """Return the day in the zip file's name, or that of the file in it, or of the zip file."""
    named = date_in(path.stem)
    if named is not None:
        return named
    try:
        day = date(*member.date_time[:3])
    except ValueError:
        day = date.min
    return day if day.year > _FIRST_YEAR else datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
