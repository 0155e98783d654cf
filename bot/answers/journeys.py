"""Reading whether a learner would take the bus or train alone or with help, wherever that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers import understanding
from bot.answers.choices import Asked
from bot.answers.understanding import Understood
from bot.reading import Vocabulary

ALONE, WITH_HELP = "public_transport_alone", "public_transport_with_help"
_BUS = r"(?:buses|bus|trains|train|tram|trams|tube|metro|underground|dlr|coach|public transport)"
_BY_MYSELF = (
    r"(?:alone|(?:on|by) (?:my|me) ?(?:own|self)|by (?:myself|meself)|myself|independently|unaccompanied|"
    r"solo|without (?:help|anyone))"
)
_WHO = (
    r"(?:someone|somebody|anyone|(?:my |a |an |the )?(?:foster |step |support |key |big |older )*(?:mum|"
    r"dad|nan|gran|brother|sister|"
    r"friend|mate|mates|friends|carer|parent|parents|worker|ta|adult|person|cousin|uncle|auntie|aunt|"
    r"teacher|staff|buddy))"
)
_FINE = (
    r"(?:all the time|every ?day|no (?:problem|bother|worries)|(?:im |i am )?(?:fine|okay|confident|good|"
    r"used to it|happy)|know (?:the|my) "
    r"(?:way|route|buses|bus)|ive done it|been doing it|do it now|do now|like (?:i do )?now|bus pass|"
    r"trained|easy)"
)
_NOT = (
    r"(?:not|cant|cannot|dont|do not|never|couldnt|wouldnt|wont|isnt|hate|scared|afraid|nervous|struggle|"
    r"worried|anxious|unable|not allowed)"
)
_BUS_SAID = re.compile(rf"\b{_BUS}\b")
_REFUSES_BUS = re.compile(rf"\b(?:not|no|never|hate|dont like|cant stand|dont want|cant (?:do|get|use|go "
                          rf"on|take)|avoid|wont (?:get|go on|use)) "
                          rf"(?:\w+ ){{0,3}}{_BUS}\b")  # fmt: skip
_NOT_ALONE = re.compile(rf"\b{_NOT}\b(?: \w+){{0,7}} {_BY_MYSELF}\b")
_HELPED = re.compile(
    rf"\bwith {_WHO}\b|\b{_WHO} (?:\w+ ){{0,3}}(?:with me|to (?:come|go|help|take)|come|comes|goes|came|"
    rf"helps|was with|is with|there)\b|"
    rf"\b(?:if|as long as|when|unless|only|need|want|have) (?:\w+ ){{0,2}}{_WHO} (?:\w+ ){{0,3}}(?:me|"
    rf"with|come|comes|goes|there)\b|"
    r"\b(?:with|need|want|some|bit of) (?:some |a bit of |a little )?(?:help|support)\b|\bhelp me\b|"
    r"\btogether\b"
)
_PARTS = re.compile(r"[.,;:!?\n]|\b(?:and|or|but|otherwise|then|also|plus)\b")
_OF_BUS = re.compile(rf"\b{_BUS}\b|\b{_BY_MYSELF}\b|\b{_WHO} (?:\w+ ){{0,3}}(?:come|comes|with)\b|"
                     rf"\b(?:that|it)\b")
_ALONE_SAID = re.compile(rf"\b{_BY_MYSELF}\b|\b{_FINE}\b")


def manner_of_going(words: Sequence[str]) -> str | None:
    """Return the value for the bus or train that a text tells, or None where it tells no or several ways."""
    text = " ".join(words)
    if not _BUS_SAID.search(text) or re.search(r"\b(?:maybe|might|perhaps|not sure|dont know)\b", text):
        return None
    not_alone, helped = bool(_NOT_ALONE.search(text)), bool(_HELPED.search(text))
    left = _HELPED.sub(" ", _NOT_ALONE.sub(" ", text))
    alone = bool(_ALONE_SAID.search(left))
    if _REFUSES_BUS.search(left) or (alone and (helped or not_alone)):
        return None
    if helped or not_alone:
        return WITH_HELP
    return ALONE if alone else None


def understand(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return the ways to go, where a bus is among them and it is told beside how: "i can do that alone"."""
    reader = vocabulary.reader(asked.name)
    words = reader.words(text)
    manner = None if reader.asks(words) else manner_of_going(words)
    if manner is None:
        return None
    besides = [part for part in _PARTS.split(" ".join(words)) if part.strip() and not _OF_BUS.search(part)]
    others = understanding.understand(asked, ", ".join(besides), vocabulary) if besides else None
    sure = others is not None and others.sure and isinstance(others.value, tuple)
    chosen = {manner, *(others.value if others is not None and sure else ())}
    return Understood(tuple(value for value in asked.values if value in chosen), sure=True, named=1)
