"""One client: it sends one request at a time over a connection that stays open, and times it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any

from bench.processes import NotMeasured

ANSWER_SECONDS = 30


class Client:
    """A connection to one port of this machine."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        """Open nothing yet."""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
        self._headers = {"Content-Type": "application/json", **(headers or {})}

    def post(self, path: str, body: Mapping[str, Any]) -> tuple[Any, float]:
        """Return the JSON that was answered, and the milliseconds until its last byte was here.

        Raises:
            NotMeasured: there was no answer, or it was an error.
        """
        return self._ask("POST", path, json.dumps(body).encode())

    def get(self, path: str) -> Any:
        """Return the JSON that is there.

        Raises:
            NotMeasured: there was no answer, or it was an error.
        """
        return self._ask("GET", path, None)[0]

    def _ask(self, method: str, path: str, body: bytes | None) -> tuple[Any, float]:
        started = time.perf_counter()
        try:
            self._connection.request(method, path, body, self._headers)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, HTTPException) as error:
            raise NotMeasured(f"{path} did not answer: {type(error).__name__}") from error
        took = (time.perf_counter() - started) * 1000
        if not 200 <= answer.status < 300:
            raise NotMeasured(f"{path} answered {answer.status}: {text[:300]!r}")
        return json.loads(text), took

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def client(port: int, headers: Mapping[str, str] | None = None) -> Iterator[Client]:
    """Yield a client and close its connection at the end."""
    opened = Client(port, headers)
    try:
        yield opened
    finally:
        opened.close()
