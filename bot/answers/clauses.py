"""Parting a message into clauses, each of which may answer a question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A clause ends at a break, and before a word that begins another: "im in year 11 i live in leeds".
_BREAK = r"(?:[,;:!?\n]|\.(?!\d))+"
_JOINED = r"\s(?=(?:and|but|also|plus|so|then|because|cos|cuz|coz|bcos|n|nd)\b|[&+])"
_ME = r"i|im|i'm|i’m|ive|i've|i’ve|id|i'd|i’d"
_THEM = r"my (?:mum|dad|nan|gran|mam|carer|brother|sister|uncle|teacher|ta|mentor|adviser)s?"
_DO = r"can|could|will|is|drives?|takes?|helps?|drops?|gives?|picks?"
_BEGUN = rf"(?<=(?P<before>\w))\s(?=(?:{_ME}|{_THEM} (?:{_DO}))\b)"
_ENDS = re.compile(f"{_BREAK}|{_JOINED}|{_BEGUN}", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(rf"{_BREAK}|\sbut\b", re.IGNORECASE)
# After these words "i" begins nothing new: "what if i", "someone i know", "when i", "can i".
_GOES_ON = re.compile(
    r"\b(?:if|when|what|wot|wat|how|where|why|who|whos|which|that|than|like|as|until|till|once|while|cos|cuz|"
    r"coz|because|and|n|but|so|or|do|does|did|can|could|should|shall|will|would|wud|cud|am|have|was|know|think|"
    r"with|of|for|to|on|off|from|by|at|in|about|near|all|not|just|me|take|ride|get|use|ask|love|keep|lose|see|"
    r"is|are|having|being|losing|helping|using|someone|sumone|somewhere|sumwhere|people|ppl|person|stuff|things|"
    r"places|thing|teacher|teachers|staff|where|anything|everything|whatever|something|is|need|want|help|helps|"
    r"when|sure|guess|reckon|suppose|spose|fink|say|said|says|let|make|makes|give|giv|break|breaks|time)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text and where it stands in it."""

    text: str
    start: int
    end: int


def clauses(text: str) -> list[Clause]:
    """Return the parts of a text that may each say something of their own, in order."""
    found: list[Clause] = []
    start = 0
    for end, after in [*_ends(text), (len(text), len(text))]:
        if text[start:end].strip():
            found.append(Clause(text[start:end], start, end))
        start = after
    return found


def _ends(text: str) -> list[tuple[int, int]]:
    return [
        match.span()
        for match in _ENDS.finditer(text)
        if match["before"] is None or not _GOES_ON.search(text[: match.start()])
    ]


def sentences(text: str) -> list[Clause]:
    """Return the parts of a text between breaks and "but"."""
    ends = [*(match.span() for match in _SENTENCE_ENDS.finditer(text)), (len(text), len(text))]
    starts = [0, *(after for _, after in ends)]
    return [Clause(text[start:end], start, end) for start, (end, _) in zip(starts, ends, strict=False)]


def without(text: str, parts: Iterable[Clause]) -> str:
    """Return a text of the same length with a break in place of each part that is cut out."""
    for part in parts:
        text = text[: part.start] + ".".ljust(part.end - part.start) + text[part.end :]
    return text
