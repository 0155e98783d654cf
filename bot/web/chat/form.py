"""A form of the chat page, read into the same message that the API takes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from werkzeug.datastructures import MultiDict

from bot.questions import NOT_SURE
from bot.web.chat.door import Message, read_message
from bot.web.errors import Refusal

YES, MAYBE, NO = "yes", "maybe", "no"
CARD = "card:"
Form = MultiDict[str, str]


def read_form(form: Form) -> Message:
    """Return what was said with a form.

    Its id is the page's own and what was said: a second click is the same message, another answer is another.

    Raises:
        Refusal: nothing was said, or nothing that may be.
    """
    said = _what_was_said(form)
    told = repr(sorted(said.items())).encode("utf-8", "replace")
    message_id = f"{form.get('page', '')[:32]}.{hashlib.sha256(told).hexdigest()[:24]}"
    return read_message({"id": message_id, **said})


def is_stale(form: Form, current: str) -> bool:
    """Return whether the form answers a question that is no longer asked; commands fit every question."""
    return "command" not in form and form.get("question", "") != current


def _what_was_said(form: Form) -> dict[str, object]:
    for key, read in _FIELDS.items():
        if key in form:
            return read(form)
    raise Refusal("nothing_chosen")


def _liked(form: Form) -> list[str]:
    """Return the cards marked yes; where there is none, those marked maybe; where all are no, not sure."""
    marks = {name.removeprefix(CARD): mark for name, mark in form.items() if name.startswith(CARD)}
    if not marks:
        raise Refusal("nothing_chosen")
    for wanted in (YES, MAYBE):
        liked = [value for value, mark in marks.items() if mark == wanted]
        if liked:
            return liked
    return [NOT_SURE]


_FIELDS: Mapping[str, Callable[[Form], dict[str, object]]] = {
    "command": lambda form: {"command": form["command"]},
    "choice": lambda form: {"choices": [form["choice"]]},
    "some": lambda form: {"choices": form.getlist("choices")},
    "cards": lambda form: {"choices": _liked(form)},
    "text": lambda form: {"text": form["text"]},
}
