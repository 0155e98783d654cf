"""The providers' own form, behind a link and without an account: courses, support and visits, proposed."""

from bot.web.provider import enter, events, facts, overview
from bot.web.provider.door import blueprint

__all__ = ["blueprint", "enter", "events", "facts", "overview"]
