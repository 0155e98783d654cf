"""Whether a form that came back is one that we sent out: its token, and the page it was sent from."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import abort, g, request
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def check_it_is_ours(open_for: timedelta) -> None:
    """Stop a request that changes something and does not come from a page of ours.

    Args:
        open_for: how long a form may have been open.
    """
    if request.method in READING:
        return
    try:
        validate_csrf(request.form.get("csrf_token"), time_limit=int(open_for.total_seconds()))
    except ValidationError:
        abort(400)
    if not _sent_from_our_pages():
        abort(400)
    g.csrf_valid = True  # the forms need not look again


def _sent_from_our_pages() -> bool:
    """Browsers say where a request comes from; our pages hide theirs, so it may be ``null``."""
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.host
