"""The database: the only room that speaks SQL.

    store = Store(settings.database_url)
    with store.open() as s:          # one transaction: committed at the end, rolled back on an error
        plan = s.plans.of_conversation(conversation_id)
        s.plans.save(changed, audit.Event("learner", "plan.answered", f"plan:{plan.reference}"))
"""

from bot.store.session import Session, Store, StoreUnavailable

__all__ = ["Session", "Store", "StoreUnavailable"]
