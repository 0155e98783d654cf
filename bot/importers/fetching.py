"""Fetching a file from an address that whoever runs Onward has written down; nobody else's is fetched.

The name is resolved once, every address that it stands for must be one of the public internet, and the
connection goes to that one: a name that stands for something else a moment later leads nowhere. Https
only, within limits of time and size, and no redirect to another place.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from bot.importers.sheets import MAX_BYTES, MEDIA_BY_SUFFIX, BadFeed, medium_of
from bot.importers.unpacking import ZIP

HTTPS = 443
CONNECT_SECONDS = 10.0  # and for each piece of an answer
ALL_SECONDS = 300.0
MOST_BYTES = 500_000_000
MAX_REDIRECTS = 3
_BLOCK = 1 << 16
_A_MOMENT = 0.01  # seconds, so that what was cut is seen to be late
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")
_OK, _NOT_MODIFIED = 200, 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What an address is called whose last part is no name of a file.
_BY_TYPE = {
    "text/csv": ".csv", "application/json": ".json", "application/ld+json": ".jsonld", "text/html": ".html",
    "text/calendar": ".ics", "application/xml": ".xml", "text/xml": ".xml", "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/x-ndjson": ".jsonl",
}  # fmt: skip
# Ranges that lead to other addresses inside them, or that only look public.
_NEVER = tuple(map(ipaddress.ip_network, (
    "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "100.64.0.0/10", "192.88.99.0/24",
    "168.63.129.16/32", "fec0::/10",
)))  # fmt: skip

# Return every address that a name stands for; then a connection to one of them, in the name's place.
Resolve = Callable[[str], Sequence[str]]
Connect = Callable[[str, str, float], http.client.HTTPConnection]


@dataclass(frozen=True, slots=True)
class Known:
    """What an address said of itself last time."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched, and what its address says of it."""

    path: Path
    sha256: str
    saved: date | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Web:
    """The way out; tests put another in its place."""

    resolve: Resolve
    connect: Connect
    seconds: float = ALL_SECONDS


def check_address(url: str) -> str:
    """Return the name of the machine that an address is on.

    Raises:
        BadFeed: it is not a plain https address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadFeed(f"{_shown(url)} is not a web address") from None
    if parts.scheme != "https" or not host or _NOT_IN_AN_ADDRESS.search(url):
        raise BadFeed(f"{_shown(url)} is not an https address: write it like https://www.example.ac.uk/courses.csv")
    if parts.username is not None or parts.password is not None:
        raise BadFeed(f"the address of {host} has a name or a password in it: leave it out")
    if port not in {None, HTTPS}:
        raise BadFeed(f"{_shown(url)} names a port: only https's own can be used")
    return host


def fetch(url: str, folder: Path, known: Known, web: Web | None = None) -> Fetched | None:
    """Fetch one file into a folder.

    Returns:
        None where the address says that nothing changed.

    Raises:
        BadFeed: the address may not be fetched, does not answer, or sends what is too much.
    """
    web = web or Web(resolve, connect)
    host = check_address(url)
    place = _public_address(host, web.resolve)
    ends = time.monotonic() + web.seconds
    try:
        for _ in range(MAX_REDIRECTS + 1):
            connection = web.connect(host, place, CONNECT_SECONDS)
            with _closed_after(connection, ends - time.monotonic()):
                answer = _ask(connection, url, known)
                if answer.status in _REDIRECTS:
                    url = _followed(url, answer.getheader("Location", ""))
                    continue
                return _take(answer, url, folder, ends)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, BadFeed):
            raise
        if time.monotonic() >= ends:
            raise BadFeed(f"{_shown(url)} took longer than {web.seconds:.0f} seconds") from error
        raise BadFeed(f"{_shown(url)} cannot be fetched: {str(error) or type(error).__name__}") from error
    raise BadFeed(f"{_shown(url)} leads on more than {MAX_REDIRECTS} times")


# --- where an address leads -------------------------------------------------------------------


def _public_address(host: str, resolve_name: Resolve) -> str:
    """Return an address of a machine, all of whose addresses are public."""
    try:
        found = resolve_name(host)
    except (OSError, UnicodeError) as error:
        raise BadFeed(f"{host} cannot be found: is its name right?") from error
    if not found:
        raise BadFeed(f"{host} cannot be found: is its name right?")
    for each in found:
        if not is_public(each):
            raise BadFeed(f"{host} is not on the public internet: it cannot be fetched")
    return found[0]


def is_public(address: str) -> bool:
    """Return whether an address is one of the public internet, and leads to no other inside it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if any(found in network for network in _NEVER if network.version == found.version):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _followed(url: str, location: str) -> str:
    """Return where a redirect leads, which must be the same machine."""
    target = urljoin(url, location)
    if not location or check_address(target) != check_address(url):
        raise BadFeed(f"{_shown(url)} leads on to another place: write that address down instead")
    return target


def resolve(host: str) -> Sequence[str]:
    """Return every address that a name stands for."""
    found = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def connect(host: str, address: str, seconds: float) -> http.client.HTTPConnection:
    """Return a connection to an address that must prove that it is this machine."""
    return _Connection(host, address, seconds)


class _Connection(http.client.HTTPSConnection):
    """A connection that goes to the address that was looked at, whatever its name stands for by now."""

    def __init__(self, host: str, address: str, seconds: float) -> None:
        self._secure = ssl.create_default_context()
        super().__init__(host, HTTPS, timeout=seconds, context=self._secure)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, HTTPS), self.timeout)
        self.sock = self._secure.wrap_socket(self.sock, server_hostname=self.host)


# --- asking and taking ------------------------------------------------------------------------


@contextmanager
def _closed_after(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Cut a connection after so long: an answer may trickle in for ever, each piece in good time."""

    def cut() -> None:
        with suppress(OSError):
            if connection.sock is not None:
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(seconds, 0.0) + _A_MOMENT, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _ask(connection: http.client.HTTPConnection, url: str, known: Known) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    headers = {"Accept-Encoding": "identity", "User-Agent": "Onward", "Accept": "*/*"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    asked = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", asked, headers=headers)
    return connection.getresponse()


def _take(answer: http.client.HTTPResponse, url: str, folder: Path, ends: float) -> Fetched | None:
    if answer.status == _NOT_MODIFIED:
        return None
    if answer.status != _OK:
        raise BadFeed(f"{_shown(url)} answers {answer.status} {answer.reason}: is the address still right?")
    if answer.getheader("Content-Encoding", "identity") != "identity":
        raise BadFeed(f"{_shown(url)} sends its file packed, which was not asked for")
    path = folder / _name(url, answer.getheader("Content-Type", ""))
    modified = answer.getheader("Last-Modified")
    sha256 = _write(answer, url, path, ends)
    return Fetched(path, sha256, _day(modified), answer.getheader("ETag"), modified)


def _write(answer: http.client.HTTPResponse, url: str, path: Path, ends: float) -> str:
    """Write what comes, no more than may; return its SHA-256."""
    most = MOST_BYTES if path.suffix == ZIP else min(MOST_BYTES, MAX_BYTES[medium_of(path)])
    said = answer.length
    digest, written = hashlib.sha256(), 0
    with path.open("xb") as file:
        while block := answer.read1(_BLOCK):
            written += len(block)
            if max(written, said or 0) > most:
                raise BadFeed(f"{_shown(url)} is larger than {most // 1_000_000} MB")
            digest.update(block)
            file.write(block)
            _check_time(ends)
    _check_time(ends)
    if said is not None and written != said:
        raise BadFeed(f"{_shown(url)} broke off after {written} of {said} bytes: try again")
    return digest.hexdigest()


def _check_time(ends: float) -> None:
    if time.monotonic() >= ends:
        raise TimeoutError


def _name(url: str, content_type: str) -> str:
    """Return a name for the file: the last part of its address, with an ending that says what it is."""
    last = re.sub(r"[^\w.-]+", "_", PurePosixPath(unquote(urlsplit(url).path)).name)[-100:].lstrip(".")
    ending = _BY_TYPE.get(content_type.partition(";")[0].strip().lower(), ".csv")
    known = PurePosixPath(last).suffix.lower() in {*MEDIA_BY_SUFFIX, ZIP}
    return last if known else f"{last or 'file'}{ending}"


def _day(modified: str | None) -> date | None:
    try:
        return parsedate_to_datetime(modified).date() if modified else None
    except ValueError:
        return None


def _shown(url: str) -> str:
    """Return an address without what may be secret in it, such as a key."""
    return re.sub(r"[?#].*$|(?<=//)[^/@]*@", "", url, flags=re.DOTALL)[:200]
