"""What a text says about one question: the values it takes and refuses, and what is left unexplained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.reading.corrections import GENERAL, HEDGES, after_corrections, without_reasons
from bot.reading.spotter import JOINING, Meaning, Spotted

_THOSE = frozenset({"them", "it", "these", "those"})
_BEGINS_ANEW = frozenset({"just", "only", "want", "need", "like"})
LISTED = 2  # values, in a row, after a refusal and a comma: refused as well, or not?
_OWN = frozenset({Meaning.WANT, Meaning.LIKE, Meaning.DISLIKE})


@dataclass(frozen=True, slots=True)
class Sense:
    """What was made of a text.

    Args:
        chosen: values taken, in the order of saying.
        refused: values named and refused.
        perhaps: values that an unclear phrase most likely means.
        doubted: values named after "not sure".
        said: the general things that were said, such as that they are not sure.
        unclear: something may be meant in more than one way.
        muddled: the same, and nothing tells which is the more likely.
        vague: beside what is clear there is something that may be a value.
        alone: nothing that was taken is named by more than words that say it only where nothing else is said.
        own: says that it is their own wish ("i want").
        of_others: values are said of somebody else, "my nan has chickens", and nothing else muddles it.
        others: what is said of somebody else, and not taken: "my dad is a plumber".
        named: how many words name the values that were taken.
        unexplained: words that we make nothing of.
    """

    chosen: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    said: frozenset[Meaning] = frozenset()
    unclear: bool = False
    muddled: bool = False
    vague: bool = False
    alone: bool = False
    own: bool = False
    of_others: bool = False
    others: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()


def make_sense(spotted: Sequence[Spotted], *, names_difficulty: bool = False, several: bool = True) -> Sense:
    """Return what the phrases of a text say together.

    Args:
        spotted: the phrases, in order.
        names_difficulty: to dislike a thing names it ("i can't do noise"), where else it refuses it.
        several: several values may be taken.
    """
    kept, taken_back_unclear = after_corrections(without_reasons(spotted), several)
    walk = _Walk(kept, names_difficulty)
    for at, each in enumerate(kept):
        walk.take(at, each)
    return walk.sense(unclear=taken_back_unclear)


@dataclass(slots=True)
class _Walk:
    """Goes through the phrases once, and remembers whether what comes next is taken or refused."""

    spotted: Sequence[Spotted]
    names_difficulty: bool
    refusing: bool = False
    doubting: bool = False
    muddled: bool = False
    vaguely: bool = False
    strictly_unclear: bool = False
    of_others: bool = False  # what comes now is said of somebody else
    others: list[str] = field(default_factory=list)
    taken_here: bool = False  # a value was taken in this part already
    own: bool = False
    listing: int | None = None  # values since the comma that ended a refusal
    taken: dict[str, bool] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    perhaps_meant: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    well: set[str] = field(default_factory=set)  # values named by more than words that must stand alone
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
        muddled = self.muddled or bool(self.others) or unclear
        return Sense(
            chosen=chosen,
            refused=tuple(value for value, yes in self.taken.items() if not yes),
            perhaps=tuple(self.perhaps_meant),
            doubted=tuple(self.doubted),
            said=frozenset(self.said),
            unclear=muddled or self.strictly_unclear or bool(self.perhaps_meant),
            muddled=muddled,
            vague=self.vaguely,
            alone=self.well.isdisjoint(chosen),
            own=self.own,
            of_others=bool(self.others) and not (self.muddled or unclear),
            others=tuple(self.others),
            named=tuple(word for value in chosen for word in self.named[value]),
            unexplained=tuple(self.unexplained),
        )

    def meaning_at(self, at: int) -> Meaning:
        """Return the meaning at a place, passing over nothing; beyond the ends there is a break."""
        return self.spotted[at].meaning if 0 <= at < len(self.spotted) else Meaning.BREAK

    def value(self, at: int, each: Spotted) -> None:
        if self.doubting:
            self.doubted.append(each.value)
            return
        if self.of_others:
            if not self.taken_here:  # not "growing plants in my nans garden"
                self.others.append(each.value)
            return
        self.taken_here = True
        if not _BEGINS_ANEW.isdisjoint(each.words[:2]) and self.meaning_at(at - 1) is not Meaning.NOT:
            self.refusing = False  # "not college just a job", "i dont like school i want a job"
        if not (self.refusing and self._taken_otherwise(each)):
            self.taken.pop(each.value, None)
            self.taken[each.value] = not self.refusing
            self.named[each.value] = each.words
            self.well.update(() if each.alone else {each.value})
        if self.listing is not None:
            self.listing += 1
            self.muddled |= self.listing >= LISTED

    def _taken_otherwise(self, each: Spotted) -> bool:
        """Return whether the value was taken in other words: "my dad, not my mum"."""
        return self.taken.get(each.value, False) and self.named[each.value] != each.words

    def perhaps(self, at: int, each: Spotted) -> None:
        if self.refusing or self.doubting:
            return
        if each.value:
            self.perhaps_meant.append(each.value)
        else:
            self.muddled = True

    def vague(self, at: int, each: Spotted) -> None:
        if not (self.refusing or self.doubting):
            self.vaguely |= not (self._names(self.spotted[at + 1 :]) or self._names(self.spotted[:at][::-1]))
            self.strictly_unclear = True

    def _names(self, near: Sequence[Spotted]) -> bool:
        """Return whether a value stands beside: "making films", but not "making and films"."""
        for each in near:
            if each.meaning in {Meaning.FILLER, Meaning.WORD} and each.words not in JOINING:
                continue
            return each.meaning is Meaning.VALUE or bool(each.value)
        return False

    def general(self, at: int, each: Spotted) -> None:
        if each.meaning is Meaning.ALL and self._counts_what_was_named(at, each):
            return
        self.said.add(each.meaning)
        self.doubting = each.meaning is Meaning.NOT_SURE or (
            self.doubting and each.meaning not in HEDGES
        )

    def refuse(self, at: int, each: Spotted) -> None:
        before, after = self.meaning_at(at - 1), self.meaning_at(at + 1)
        alone = before is after is Meaning.BREAK
        self.muddled |= alone and self.meaning_at(at - 2) is Meaning.VALUE  # "college, no, school"
        if not _is_no(each) or before is not Meaning.VALUE or not self.taken.get(self.spotted[at - 1].value):
            self.refusing, self.listing = True, None
        elif after in {Meaning.BREAK, Meaning.BUT}:
            self.taken[self.spotted[at - 1].value] = False
        else:
            self.muddled |= after is Meaning.VALUE
            self.refusing = True

    def _counts_what_was_named(self, at: int, each: Spotted) -> bool:
        """Return whether "all" is said of what was named: "dogs cats all of them", "entry in everything"."""
        of_those = any(self.taken.values()) and not _THOSE.isdisjoint(each.words)
        return of_those or self._names(self.spotted[:at][::-1])

    def leave_out(self, at: int, each: Spotted) -> None:
        if each.meaning is Meaning.ALL_EXCEPT:
            self.said.add(Meaning.ALL)
        nothing = self.meaning_at(at - 1) in {Meaning.NONE, Meaning.NOT} or self._nothing_before(at)
        self.refusing, self.listing = not nothing, None
        self.said.discard(Meaning.NONE)
        if each.words[0] == "anything":
            self.said.add(Meaning.ALL_EXCEPT)

    def _nothing_before(self, at: int) -> bool:
        return at > 0 and self.spotted[at - 1].value.startswith(("nothing", "none"))

    def dislike(self, at: int, each: Spotted) -> None:
        if not self.names_difficulty:
            self.refusing = True
        elif self.meaning_at(at - 1) is Meaning.NOT:
            self.muddled = True

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
            self.refusing = False  # "noise isnt a problem its crowds"

    def _refuse_before(self, at: int) -> None:
        """Refuse the values of this part of the sentence; "not boring" may mean anything."""
        self.muddled |= self.meaning_at(at - 1) is Meaning.NOT
        for each in reversed(self.spotted[:at]):
            if each.meaning in {Meaning.BREAK, Meaning.BUT}:
                return
            if each.meaning is Meaning.VALUE:
                self.taken[each.value] = False

    def part(self, at: int, each: Spotted) -> None:
        self.listing = 0 if self.refusing and each.words == (",",) else None
        self.refusing = self.doubting = self.of_others = self.taken_here = False

    def stranger(self, at: int, each: Spotted) -> None:
        self.unexplained.extend(each.words)

    def other_person(self, at: int, each: Spotted) -> None:
        self.strictly_unclear = self.of_others = True


def _is_no(each: Spotted) -> bool:
    return each.value == "no"


_STEPS: Mapping[Meaning, Callable[[_Walk, int, Spotted], None]] = {
    Meaning.VALUE: _Walk.value,
    Meaning.UNCLEAR: _Walk.perhaps,
    Meaning.VAGUE: _Walk.vague,
    **dict.fromkeys(GENERAL, _Walk.general),
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
