"""The adviser's desk: sign in, read the plans that are shared, answer them; alerts for the DSL."""

from bot.web.desk import alerts, answering, plan_list, plan_page, sign_in
from bot.web.desk.door import blueprint

__all__ = ["alerts", "answering", "blueprint", "plan_list", "plan_page", "sign_in"]
