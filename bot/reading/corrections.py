"""What of a text stands: without the reasons given for it, and after what was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.spotter import Meaning, Spotted, of

HEDGES = frozenset({Meaning.MAYBE, Meaning.GUESS})
GENERAL = frozenset({Meaning.NOT_SURE, Meaning.DECLINE, Meaning.ALL, Meaning.NONE}) | HEDGES
_LIGHT = frozenset({Meaning.FILLER}) | HEDGES


def without_reasons(spotted: Sequence[Spotted]) -> list[Spotted]:
    """Leave out what follows "because", where something was said before it."""
    kept: list[Spotted] = []
    in_reason = False
    for each in spotted:
        if each.meaning is Meaning.BECAUSE:
            in_reason = bool(of(kept, Meaning.VALUE, Meaning.UNCLEAR, *GENERAL))
        elif in_reason and (each.meaning is Meaning.BUT or each.words[0] in {".", ";", "also", "plus"}):
            in_reason = False
            kept.append(each)
        elif not in_reason:
            kept.append(each)
    return kept


def after_corrections(spotted: Sequence[Spotted], several: bool) -> tuple[list[Spotted], bool]:
    """Return what stands after the last correction, and whether it is unclear what that replaces."""
    cuts = [at for at, each in enumerate(spotted) if _takes_back(spotted, at, each)]
    if not cuts:
        return list(spotted), False
    before, after = list(spotted[: cuts[-1]]), list(spotted[cuts[-1] + 1 :])
    if not of(after, Meaning.VALUE, Meaning.UNCLEAR, *GENERAL):
        return after, bool(of(before, Meaning.VALUE))
    if _only_refuses(after):
        return [*before, *after], False
    return after, several and len({each.value for each in of(before, Meaning.VALUE)}) > 1


def _takes_back(spotted: Sequence[Spotted], at: int, each: Spotted) -> bool:
    if each.meaning is Meaning.ACTUALLY:
        before = [other for other in spotted[:at] if other.meaning is not Meaning.BREAK]
        return bool(before) and before[-1].meaning is Meaning.VALUE and bool(of(spotted[at:], Meaning.VALUE))
    return each.meaning is Meaning.AGAIN


def _only_refuses(spotted: Sequence[Spotted]) -> bool:
    said = [each for each in spotted if each.meaning not in _LIGHT and each.meaning is not Meaning.BREAK]
    return bool(said) and said[0].meaning is Meaning.NOT
