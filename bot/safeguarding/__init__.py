"""A worry that must not be missed: find it in what was typed, and choose the help that goes with it."""

from bot.safeguarding.clauses import clauses
from bot.safeguarding.concern import SEVERITIES, UNKNOWN, Alert, Concern, TalkRequest
from bot.safeguarding.help import Help, HelpBook, HelpLine, Lead, help_for, help_message
from bot.safeguarding.patience import TooSlow, deadline, keep_time
from bot.safeguarding.watchlist import Found, Watchlist, check

__all__ = [
    "SEVERITIES",
    "UNKNOWN",
    "Alert",
    "Concern",
    "Found",
    "Help",
    "HelpBook",
    "HelpLine",
    "Lead",
    "TalkRequest",
    "TooSlow",
    "Watchlist",
    "check",
    "clauses",
    "deadline",
    "help_for",
    "help_message",
    "keep_time",
]
