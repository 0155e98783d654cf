"""What a text says about one question: the values it takes and refuses, and what is left unexplained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.reading.spotter import Meaning, Spotted, of

LISTED = 2  # values, in a row, after a refusal and a comma: refused as well, or not?
_GENERAL = frozenset({Meaning.NOT_SURE, Meaning.DECLINE, Meaning.ALL, Meaning.NONE, Meaning.MAYBE})
_OWN = frozenset({Meaning.WANT, Meaning.LIKE, Meaning.DISLIKE})
_LIGHT = frozenset({Meaning.FILLER, Meaning.MAYBE})


@dataclass(frozen=True, slots=True)
class Sense:
    """What was made of a text.

    Args:
        chosen: values taken, in the order of saying.
        refused: values named and refused.
        said: the general things that were said, such as that they are not sure.
        unclear: something may be meant in more than one way.
        own: says that it is their own wish ("i want").
        named: how many words name the values that were taken.
        unexplained: words that we make nothing of.
    """

    chosen: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    said: frozenset[Meaning] = frozenset()
    unclear: bool = False
    own: bool = False
    named: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()


def make_sense(spotted: Sequence[Spotted], *, names_difficulty: bool = False, several: bool = True) -> Sense:
    """Return what the phrases of a text say together.

    Args:
        spotted: the phrases, in order.
        names_difficulty: to dislike a thing names it ("i can't do noise"), where else it refuses it.
        several: several values may be taken.
    """
    kept, taken_back_unclear = _after_corrections(_without_reasons(spotted), several)
    walk = _Walk(kept, names_difficulty)
    for at, each in enumerate(kept):
        walk.take(at, each)
    return walk.sense(unclear=taken_back_unclear)


def _without_reasons(spotted: Sequence[Spotted]) -> list[Spotted]:
    """Leave out what follows "because", where something was said before it."""
    kept: list[Spotted] = []
    in_reason = False
    for each in spotted:
        if each.meaning is Meaning.BECAUSE:
            in_reason = bool(of(kept, Meaning.VALUE, Meaning.UNCLEAR, *_GENERAL))
        elif in_reason and (each.meaning is Meaning.BUT or each.words[0] in {".", ";", "also", "plus"}):
            in_reason = False
            kept.append(each)
        elif not in_reason:
            kept.append(each)
    return kept


def _after_corrections(spotted: Sequence[Spotted], several: bool) -> tuple[list[Spotted], bool]:
    """Return what stands after the last correction, and whether it is unclear what that replaces."""
    cuts = [at for at, each in enumerate(spotted) if _takes_back(spotted, at, each)]
    if not cuts:
        return list(spotted), False
    before, after = list(spotted[: cuts[-1]]), list(spotted[cuts[-1] + 1 :])
    if not of(after, Meaning.VALUE, Meaning.UNCLEAR, *_GENERAL):
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


@dataclass(slots=True)
class _Walk:
    """Goes through the phrases once, and remembers whether what comes next is taken or refused."""

    spotted: Sequence[Spotted]
    names_difficulty: bool
    refusing: bool = False
    doubting: bool = False
    unclear: bool = False
    own: bool = False
    listing: int | None = None  # values since the comma that ended a refusal
    taken: dict[str, bool] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said: set[Meaning] = field(default_factory=set)
    unexplained: list[str] = field(default_factory=list)

    def take(self, at: int, each: Spotted) -> None:
        step = _STEPS.get(each.meaning)
        if step is not None:
            step(self, at, each)
        if each.meaning in _OWN:
            self.own = True

    def sense(self, *, unclear: bool) -> Sense:
        chosen = tuple(value for value, yes in self.taken.items() if yes)
        return Sense(
            chosen=chosen,
            refused=tuple(value for value, yes in self.taken.items() if not yes),
            said=frozenset(self.said),
            unclear=self.unclear or unclear,
            own=self.own,
            named=tuple(word for value in chosen for word in self.named[value]),
            unexplained=tuple(self.unexplained),
        )

    def meaning_at(self, at: int) -> Meaning:
        """Return the meaning at a place, passing over nothing; beyond the ends there is a break."""
        return self.spotted[at].meaning if 0 <= at < len(self.spotted) else Meaning.BREAK

    def value(self, at: int, each: Spotted) -> None:
        if self.doubting:
            return
        if not (self.refusing and self._taken_otherwise(each)):
            self.taken.pop(each.value, None)
            self.taken[each.value] = not self.refusing
            self.named[each.value] = each.words
        if self.listing is not None:
            self.listing += 1
            self.unclear |= self.listing >= LISTED

    def _taken_otherwise(self, each: Spotted) -> bool:
        """Return whether the value was taken in other words: "my dad, not my mum"."""
        return self.taken.get(each.value, False) and self.named[each.value] != each.words

    def perhaps(self, at: int, each: Spotted) -> None:
        self.unclear |= not (self.refusing or self.doubting)

    def general(self, at: int, each: Spotted) -> None:
        self.said.add(each.meaning)
        self.doubting = each.meaning is Meaning.NOT_SURE or (
            self.doubting and each.meaning is not Meaning.MAYBE
        )

    def refuse(self, at: int, each: Spotted) -> None:
        before, after = self.meaning_at(at - 1), self.meaning_at(at + 1)
        alone = before is after is Meaning.BREAK
        self.unclear |= alone and self.meaning_at(at - 2) is Meaning.VALUE  # "college, no, school"
        if not _is_no(each) or before is not Meaning.VALUE or not self.taken.get(self.spotted[at - 1].value):
            self.refusing, self.listing = True, None
        elif after in {Meaning.BREAK, Meaning.BUT}:
            self.taken[self.spotted[at - 1].value] = False
        else:
            self.unclear |= after is Meaning.VALUE
            self.refusing = True

    def leave_out(self, at: int, each: Spotted) -> None:
        if each.meaning is Meaning.ALL_EXCEPT:
            self.said.add(Meaning.ALL)
        nothing = self.meaning_at(at - 1) in {Meaning.NONE, Meaning.NOT} or self._nothing_before(at)
        self.refusing, self.listing = not nothing, None
        self.said.discard(Meaning.NONE)

    def _nothing_before(self, at: int) -> bool:
        return at > 0 and self.spotted[at - 1].value.startswith(("nothing", "none"))

    def dislike(self, at: int, each: Spotted) -> None:
        if not self.names_difficulty:
            self.refusing = True
        elif self.meaning_at(at - 1) is Meaning.NOT:
            self.unclear = True

    def like(self, at: int, each: Spotted) -> None:
        if self.names_difficulty:
            self.refusing = self.meaning_at(at - 1) is not Meaning.NOT
        else:
            self.want(at, each)

    def want(self, at: int, each: Spotted) -> None:
        if self.meaning_at(at - 1) is not Meaning.NOT:
            self.refusing = self.doubting = False
            self.listing = None

    def bad(self, at: int, each: Spotted) -> None:
        if not self.names_difficulty:
            self._refuse_before(at)

    def fine(self, at: int, each: Spotted) -> None:
        if self.names_difficulty:
            self._refuse_before(at)

    def _refuse_before(self, at: int) -> None:
        """Refuse the values of this part of the sentence; "not boring" may mean anything."""
        self.unclear |= self.meaning_at(at - 1) is Meaning.NOT
        for each in reversed(self.spotted[:at]):
            if each.meaning in {Meaning.BREAK, Meaning.BUT}:
                return
            if each.meaning is Meaning.VALUE:
                self.taken[each.value] = False

    def part(self, at: int, each: Spotted) -> None:
        self.listing = 0 if self.refusing and each.words == (",",) else None
        self.refusing = self.doubting = False

    def stranger(self, at: int, each: Spotted) -> None:
        self.unexplained.extend(each.words)

    def other_person(self, at: int, each: Spotted) -> None:
        self.unclear = True


def _is_no(each: Spotted) -> bool:
    return each.value == "no"


_STEPS: Mapping[Meaning, Callable[[_Walk, int, Spotted], None]] = {
    Meaning.VALUE: _Walk.value,
    Meaning.UNCLEAR: _Walk.perhaps,
    **dict.fromkeys(_GENERAL, _Walk.general),
    Meaning.NOT: _Walk.refuse,
    Meaning.EXCEPT: _Walk.leave_out,
    Meaning.ALL_EXCEPT: _Walk.leave_out,
    Meaning.DISLIKE: _Walk.dislike,
    Meaning.LIKE: _Walk.like,
    Meaning.WANT: _Walk.want,
    Meaning.BAD: _Walk.bad,
    Meaning.FINE: _Walk.fine,
    Meaning.BREAK: _Walk.part,
    Meaning.BUT: _Walk.part,
    Meaning.OTHERS: _Walk.other_person,
    Meaning.WORD: _Walk.stranger,
}
