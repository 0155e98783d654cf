"""A worry that must not be missed: find it in what was typed, and choose the help that goes with it."""

from bot.safeguarding.concern import SEVERITIES, UNKNOWN, Alert, Concern, TalkRequest
from bot.safeguarding.help import Help, HelpBook, HelpLine, Lead, help_for, help_message
from bot.safeguarding.watchlist import Watchlist, assess, check

__all__ = [
    "SEVERITIES",
    "UNKNOWN",
    "Alert",
    "Concern",
    "Help",
    "HelpBook",
    "HelpLine",
    "Lead",
    "TalkRequest",
    "Watchlist",
    "assess",
    "check",
    "help_for",
    "help_message",
]
