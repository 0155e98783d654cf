"""The database: the only room that speaks SQL.

One way to use it, one transaction at a time, committed at the end and rolled back on an error::

    with store.open() as s:
        plan = s.plans.of_conversation(conversation_id)
        s.plans.save(changed, audit.Event("learner", "plan.answered", f"plan:{plan.reference}"))
"""

from bot.store.session import Session, Store, StoreUnavailable

__all__ = ["Session", "Store", "StoreUnavailable"]
