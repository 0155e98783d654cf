"""Whether the service is alive, and whether each part of it is ready."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from bot.store import StoreUnavailable
from bot.web.at_hand import at_hand

blueprint = Blueprint("health", __name__, url_prefix="/api/v1/health")

OK, AWAY = 200, 503


@blueprint.get("/live")
def live() -> Response:
    """Say that this process answers."""
    return jsonify(status="live", parts={"web": "ok"})


@blueprint.get("/ready")
def ready() -> tuple[Response, int]:
    """Name each part and whether it is ready; 503 where one is not."""
    parts = {"web": True, "database": _database_answers(), **at_hand().engine.parts()}
    named = {name: "ok" if up else "away" for name, up in parts.items()}
    all_up = all(parts.values())
    return jsonify(status="ready" if all_up else "not_ready", parts=named), OK if all_up else AWAY


def _database_answers() -> bool:
    try:
        with at_hand().store.open() as s:
            s.conversations.get("")
    except StoreUnavailable:
        return False
    return True
