"""The adviser's desk: sign in, read the plans that are shared, answer them; alerts for the DSL; sources."""

from bot.web.desk import alerts, answering, plan_list, plan_page, sign_in, sources
from bot.web.desk.door import blueprint

__all__ = ["alerts", "answering", "blueprint", "plan_list", "plan_page", "sign_in", "sources"]
