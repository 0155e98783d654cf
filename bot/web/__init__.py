"""The web application: the learner's chat and plan, the adviser's desk, the providers' own form."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from bot.settings import Settings
from bot.store import Store
from bot.web import desk, errors, govuk, health, provider, security
from bot.web.at_hand import NAME, AtHand
from bot.web.chat import api, events, page
from bot.web.engine import Engine, RasaEngine
from bot.web.plan import page as plan_page

MOST_BYTES = 64 * 1024  # of any form; the chat takes less


def create_app(settings: Settings, store: Store, engine: Engine | None = None) -> Flask:
    """Return the web application; nothing is opened or called yet.

    Args:
        settings: what can be set.
        store: the database.
        engine: holds the conversation; Rasa where nothing else is given.
    """
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.session_key,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MOST_BYTES,
        RATELIMIT_STORAGE_URI="memory://",
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    govuk.furnish(app)
    limiter = Limiter(get_remote_address, app=app)
    app.extensions["store"] = store
    app.extensions[NAME] = AtHand(settings, store, engine or RasaEngine(settings), limiter)
    for room in (health, api, page, plan_page, events, desk, provider):
        app.register_blueprint(room.blueprint)
    errors.add_error_pages(app)
    security.add_headers(app)
    return app
