"""The desk: sign in, read the plans that are shared, answer them; alerts; sources; changes from providers."""

from bot.web.desk import alerts, answering, changes, links, plan_list, plan_page, sign_in, sources
from bot.web.desk.door import blueprint

__all__ = [
    "alerts", "answering", "blueprint", "changes", "links", "plan_list", "plan_page", "sign_in", "sources",
]
