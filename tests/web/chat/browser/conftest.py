"""The chat over a made-up engine, served to a real browser."""

from __future__ import annotations

import threading

import pytest
from browsing import opening
from werkzeug.serving import make_server


@pytest.fixture
def base(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(chromium, base):
    """Opens the chat in a window of its own."""
    with opening(chromium, base) as opener:
        yield opener
