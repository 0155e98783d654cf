"""The cookie of somebody who is signed in: a random id, of which the database keeps only the digest."""

from __future__ import annotations

import secrets
from hashlib import sha256

from flask import Response, current_app, request

ID_BYTES = 32  # 256 bits


def new_id() -> str:
    """Return a new session id."""
    return secrets.token_urlsafe(ID_BYTES)


def digest(session_id: str) -> str:
    """Return what the database knows a session by."""
    return sha256(session_id.encode()).hexdigest()


def presented() -> str | None:
    """Return the digest of the id that came with this request, or None."""
    session_id = request.cookies.get(_cookie_name())
    return digest(session_id) if session_id else None


def hand_out(response: Response, session_id: str) -> None:
    """Put the id in a cookie that scripts cannot read and that ends with the browser."""
    response.set_cookie(_cookie_name(), session_id, secure=_secure(), httponly=True, samesite="Lax", path="/")


def take_back(response: Response) -> None:
    """Have the browser forget the cookie."""
    response.delete_cookie(_cookie_name(), secure=_secure(), httponly=True, samesite="Lax", path="/")


def _secure() -> bool:
    """Return whether cookies travel over https only; browsers refuse those on a loopback http address."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _cookie_name() -> str:
    """Browsers hold a ``__Host-`` cookie to one host, to https and to the whole site."""
    return "__Host-onward-desk" if _secure() else "onward-desk"
