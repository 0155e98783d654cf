"""The watchlist as data: complete, readable, and every phrase of it within reach."""

import pytest

from bot.reference.concerns import CONCERNS, HINTS, ORDINARY, concern_names, watchlist
from bot.reference.files import read_yaml
from bot.safeguarding import SEVERITIES
from bot.safeguarding.patterns import parse

ASKED_FOR = {
    "suicide", "self_harm", "physical_abuse", "sexual_abuse", "emotional_abuse", "neglect",
    "someone_hurting_me", "domestic_abuse", "exploitation", "weapons", "nudes_deepfakes_blackmail",
    "grooming", "running_away_nowhere_to_sleep", "bullying", "forced_marriage_fgm_honour",
    "radicalisation", "eating", "drugs_or_drink_crisis", "harm_to_others", "cannot_cope",
}  # fmt: skip


def phrases():
    yield from each(read_yaml(CONCERNS)["concerns"])


def hints():
    yield from each(read_yaml(HINTS))


def each(concerns):
    for entry in concerns.values():
        for severity in SEVERITIES:
            yield from entry.get(severity, ())


def test_every_category_of_worry_is_there_with_a_name_and_phrases():
    concerns = read_yaml(CONCERNS)["concerns"]
    assert set(concerns) == set(concern_names()) == ASKED_FOR
    for entry in concerns.values():
        assert set(entry) - {"name"} <= set(SEVERITIES)
        assert set(entry) & {"now", "soon"}


def test_every_phrase_can_be_found_in_words_as_they_are_read():
    plain = watchlist().words
    unreachable = []
    for source in [*phrases(), *hints(), *read_yaml(ORDINARY)]:
        steps = parse(source, watchlist().sets, lambda words: tuple(plain(" ".join(words)))).steps
        if any(not step.gap and not step.optional and not step.choices for step in steps):
            unreachable.append(source)
    assert unreachable == []


@pytest.mark.parametrize(
    "source", [phrases, hints, lambda: read_yaml(ORDINARY)], ids=["concerns", "hints", "ordinary"]
)
def test_no_phrase_is_written_twice(source):
    listed = list(source())
    assert len(listed) == len(set(listed))


def test_what_is_enough_by_itself_is_no_hint_as_well():
    assert set(phrases()) & set(hints()) == set()


def test_every_named_set_is_used():
    written = " ".join([*phrases(), *hints(), *read_yaml(ORDINARY)])
    assert [name for name in read_yaml(CONCERNS)["sets"] if f"<{name}>" not in written] == []


def test_it_is_read_once_for_each_process():
    assert watchlist() is watchlist()
