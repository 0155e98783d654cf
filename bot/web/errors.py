"""Errors as people and programs read them: a fitting status, a code, and a sentence."""

from __future__ import annotations

import logging
import math
import traceback
from datetime import timedelta

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException

from bot.reference.wording import say, sentences
from bot.store import StoreUnavailable
from bot.web.engine import EngineAway

log = logging.getLogger(__name__)

# What each refusal is in HTTP; its sentence is in wording/errors.yml under the same code.
STATUS = {
    "malformed": 400,
    "no_token": 401,
    "not_found": 404,
    "no_plan": 404,
    "unknown_code": 404,
    "wrong_method": 405,
    "nothing_kept": 409,
    "already_answered": 409,
    "too_large": 413,
    "empty": 422,
    "too_long": 422,
    "unreadable": 422,
    "unknown_choice": 422,
    "nothing_chosen": 422,
    "nothing_asked": 422,
    "unknown_command": 422,
    "unknown_setting": 422,
    "buttons_only": 422,
    "too_many": 429,
    "slow_down": 429,
    "locked": 429,
    "our_fault": 500,
    "not_available": 503,
}
_OF_STATUS = {
    400: "malformed",
    401: "no_token",
    404: "not_found",
    405: "wrong_method",
    413: "too_large",
    429: "too_many",
}
CLIENT_ERRORS = range(400, 500)


class Refusal(Exception):
    """Something asked for that is not done; ``code`` is a key of ``STATUS`` and of the wording."""

    def __init__(self, code: str, retry_after: timedelta | None = None) -> None:
        """Remember why, and when to try again."""
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return STATUS[self.code]

    @property
    def message(self) -> str:
        """Return the sentence that a learner reads."""
        return say("errors", self.code)


def add_error_pages(app: Flask) -> None:
    """Answer every error with a refusal: JSON for programs, a plain page for people."""
    app.register_error_handler(Refusal, respond)
    app.register_error_handler(EngineAway, lambda error: _unavailable("engine", error))
    app.register_error_handler(StoreUnavailable, lambda error: _unavailable("database", error))
    app.register_error_handler(RateLimitExceeded, lambda error: respond(_too_many(error)))
    app.register_error_handler(HTTPException, lambda error: respond(_of_http(error)))
    app.register_error_handler(Exception, _unexpected)


def respond(refusal: Refusal) -> Response:
    """Return the answer that says no."""
    if request.path.startswith("/api/"):
        response = jsonify(error={"code": refusal.code, "message": refusal.message})
    else:
        response = make_response(_page(refusal))
    response.status_code = refusal.status
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(max(1, math.ceil(refusal.retry_after.total_seconds())))
    return response


def _page(refusal: Refusal) -> str:
    """Return the page of an error: people who work with learners are told in other words than a learner."""
    room = request.path.split("/", 2)[1]
    if room not in ("desk", "provider"):
        return render_template("error.html", refusal=refusal)
    words = sentences("desk")
    told = words.get(f"error_{refusal.code}", words["error_our_fault"])
    return render_template(f"{room}/error.html", told=told)


def _too_many(error: RateLimitExceeded) -> Refusal:
    return Refusal("too_many", timedelta(seconds=error.limit.limit.get_expiry()))


def _of_http(error: HTTPException) -> Refusal:
    code = error.code or 500
    fallback = "malformed" if code in CLIENT_ERRORS else "our_fault"
    return Refusal(_OF_STATUS.get(code, fallback))


def _unavailable(part: str, error: Exception) -> Response:
    log.warning("not available: %s (%s)", part, type(error).__name__)
    return respond(Refusal("not_available", timedelta(seconds=2)))


def _unexpected(error: Exception) -> Response:
    """Log where it happened but not what it says: a message may quote a learner."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected %s on %s\n%s", type(error).__name__, request.endpoint, frames)
    return respond(Refusal("our_fault"))
