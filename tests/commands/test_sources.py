"""`onward source` and `onward fetch`: the addresses that courses come from, and fetching them."""

import pytest

from bot.commands import sources
from bot.importers import BadFeed

HERE = "https://feeds.example.org/standards.csv"


@pytest.fixture
def fetched(monkeypatch):
    """What each source that is fetched comes to, by its name: reports, nothing new, or a problem."""
    outcomes = {}

    def fetch_source(_store, source, _today, _progress, how):
        outcome = outcomes[source.name]
        outcomes["how"] = how
        if isinstance(outcome, BadFeed):
            raise outcome
        return outcome

    monkeypatch.setattr(sources, "fetch_source", fetch_source)
    return outcomes


def test_a_source_is_added_listed_and_removed(onward):
    assert onward("source", "list")[:2] == (0, "")
    code, said, _ = onward("source", "add", "hill", "apprenticeships", HERE)
    assert (code, "onward fetch hill" in said) == (0, True)
    assert onward("source", "list")[1] == f"hill (apprenticeships): never fetched\n  {HERE}\n"
    assert onward("source", "remove", "hill")[0] == 0
    assert onward("source", "list")[1] == ""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("source", "add", "hill", "apprenticeships", "http://a.example.org/"), "is not an https address"),
        (("source", "add", "a hill", "apprenticeships", HERE), "is no name"),
        (("source", "remove", "hill"), "no source is called 'hill'"),
        (("fetch", "hill"), "no source is called 'hill'"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(onward, arguments, why):
    code, said, complained = onward(*arguments)
    assert (code, said, complained.count("\n")) == (1, "", 1)
    assert why in complained


def test_every_source_is_fetched_whatever_becomes_of_the_others(onward, fetched):
    for name in ("a", "b", "c"):
        onward("source", "add", name, "apprenticeships", HERE)
    fetched |= {"a": None, "b": BadFeed("answers 404"), "c": []}
    code, said, _ = onward("fetch")
    assert (code, said) == (1, "a: nothing has changed\nb: answers 404\nc:\n")


def test_what_may_be_done_is_handed_on(onward, fetched):
    onward("source", "add", "a", "apprenticeships", HERE)
    fetched["a"] = None
    assert onward("fetch", "a", "--again", "--accept-shrink")[0] == 0
    assert (fetched["how"].again, fetched["how"].terms.accept_shrink) == (True, True)
