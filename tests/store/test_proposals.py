"""What providers propose: it waits, is decided once, is written as their own feed, and stays to be read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import audit, proposals
from bot.courses import Source, Tri
from bot.proposals import AlreadyDecided, Change, ChangedSince, Proposal, State, say_event
from bot.store.proposals import Decision
from bot.store.tables.catalogue import FactRow

from .catalogue_room.cases import HOME, SOURCE, course, fact, found, ids, keep, offer, provider, visit

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
YES, NO, NOT_KNOWN = ({"state": state, "value": None} for state in ("yes", "no", "unknown"))
COLLEGE = "ukprn:a"
COURSES = (provider(), provider("b"), course("c"), offer("c"))
LATER = Source("The list, again", (NOON + timedelta(days=30)).date())


@pytest.fixture
def catalogue(each_store):
    keep(each_store, *COURSES, fact("provider", COLLEGE), visit("v"))
    with each_store.open() as s:
        link = proposals.make_link(COLLEGE, "Learning support manager")
        s.provider_links.add(replace(link, id="l"), "digest", MADE_UP)
    return each_store


def said(name="quiet_space", before=YES, after=NO):
    return Change(name, before, after)


@pytest.fixture
def send(catalogue):
    """Send a proposal and return it as it is kept."""

    def sent(*changes, kind="provider", subject=COLLEGE, at=NOON):
        with catalogue.open() as s:
            s.proposals.send(Proposal(COLLEGE, "l", kind, subject, "A lead", changes, at), MADE_UP)
        with catalogue.open() as s:
            return s.proposals.waiting_about(COLLEGE, kind, subject)

    return sent


@pytest.fixture
def decide(catalogue):
    """Decide a proposal as somebody who sees the catalogue as it is now."""

    def decided(proposal, *accepted, seen=None, reason=None):
        with catalogue.open() as s:
            known = seen or proposals.seen(s.proposals.now_known(proposal))
            decision = Decision(accepted, 7, "Place a", known, reason)
            event = audit.Event("adviser:7", "proposal.decided", proposal.subject)
            return s.proposals.decide(proposal, decision, event, dict)

    return decided


def known(store, kind="provider", course_id=None):
    with store.open() as s:
        return s.catalogue.facts_of(s.catalogue.provider(COLLEGE), course_id)


def test_what_is_accepted_is_known_at_once_with_its_source_and_who_said_it(catalogue, send, decide):
    after = {"state": "no", "value": "We share a room"}
    decide(send(said(after=after), said("bsl", None, YES)), "quiet_space", "bsl")
    (candidate,) = found(catalogue, home=HOME)
    quiet = candidate.fact("quiet_space")
    assert (quiet.state, quiet.value, quiet.source) == (
        Tri.NO, "We share a room", Source("Place a", NOON.date())
    )  # fmt: skip
    assert candidate.fact("bsl").state is Tri.YES
    with catalogue.open() as s:
        row = s._database.get(FactRow, f"provider:{COLLEGE}:bsl")
        assert (row.feed, row.entered_by) == (f"form:{COLLEGE}", "A lead")
        assert [feed.holds for feed in s.imports.feeds(9) if feed.name == f"form:{COLLEGE}"] == [{"fact": 2}]


def test_what_is_not_accepted_is_refused_and_both_stay_to_be_read(catalogue, send, decide):
    sent = send(said(), said("bsl", None, YES))
    decide(sent, "bsl", reason="The prospectus says there is a quiet room")
    with catalogue.open() as s:
        kept = s.proposals.get(sent.id)
        trail = [(each.actor, each.action) for each in s.audits.of(sent.subject)]
    assert [(change.name, change.before, change.accepted) for change in kept.changes] == [
        ("quiet_space", YES, False), ("bsl", None, True),
    ]  # fmt: skip
    assert (kept.state, kept.decided_by, kept.reason[:14]) == (State.DECIDED, 7, "The prospectus")
    assert trail == [("adviser:7", "proposal.decided")]
    assert known(catalogue)["quiet_space"].state is Tri.YES


def test_nothing_accepted_changes_nothing_and_is_audited(catalogue, send, decide):
    sent = send(said())
    decide(sent)
    assert known(catalogue)["quiet_space"].source == SOURCE
    with catalogue.open() as s:
        assert [each.action for each in s.audits.of(sent.subject)] == ["proposal.decided"]


def test_a_later_yes_leaves_what_was_accepted_before(catalogue, send, decide):
    for name in ("bsl", "mentor"):
        decide(send(said(name, None, YES)), name)
    decide(send(said(after=YES, before=None), kind="course", subject="c"), "quiet_space")
    assert {name for name, each in known(catalogue).items() if each.source.name == "Place a"} == {
        "bsl", "mentor",
    }  # fmt: skip
    assert set(known(catalogue, course_id="c")) == {"quiet_space"}


def test_what_is_not_known_any_more_is_said_to_be_so(catalogue, send, decide):
    decide(send(said(after=NOT_KNOWN)), "quiet_space")
    (candidate,) = found(catalogue, home=HOME)
    assert candidate.fact("quiet_space").state is Tri.UNKNOWN


@pytest.mark.parametrize("feed", ["list", "form"])
def test_a_course_falls_back_to_what_is_known_of_its_place(catalogue, send, decide, feed):
    if feed == "list":
        keep(catalogue, fact("course", "c", Tri.NO), feed="support:course:c")
    else:
        decide(send(said(before=None, after=NO), kind="course", subject="c"), "quiet_space")
    decide(send(said(before=NO, after=None), kind="course", subject="c"), "quiet_space")
    (candidate,) = found(catalogue, home=HOME)
    assert candidate.fact("quiet_space").state is Tri.YES


def test_whether_one_can_join_late_is_searched_at_once(catalogue, send, decide):
    keep(catalogue, course("d"), offer("d", starts=NOON.date() - timedelta(days=50)), feed="more")
    assert ids(found(catalogue, home=HOME)) == ["c"]
    decide(send(said("roll_on", None, YES), kind="course", subject="d"), "roll_on")
    assert sorted(ids(found(catalogue, home=HOME))) == ["c", "d"]
    decide(send(said("roll_on", YES, None), kind="course", subject="d"), "roll_on")
    assert ids(found(catalogue, home=HOME)) == ["c"]
    with catalogue.open() as s:
        assert [feed.holds for feed in s.imports.feeds(9) if feed.name == f"form:{COLLEGE}"] == [{"fact": 0}]


# --- visits -------------------------------------------------------------------------------


def test_a_visit_is_added_changed_and_cancelled(catalogue, send, decide):
    new = {**say_event(visit("new")), "title": "A quiet hour", "quiet_session": "yes", "postcode": "OX14 1GG"}
    for before, after in ((None, new), (new, {**new, "group_size": "6"})):
        decide(send(said("event", before, after), kind="event", subject="new"), "event")
    with catalogue.open() as s:
        kept = s.catalogue.event("new")
        assert (kept.title, kept.group_size, kept.quiet_session) == ("A quiet hour", 6, Tri.YES)
        assert kept.venue.point is not None
        assert [each.id for each in s.catalogue.upcoming_events(NOON.date())] == ["new", "v"]
    off = {**new, "group_size": "6", "cancelled": "yes"}
    decide(send(said("event", {**new, "group_size": "6"}, off), kind="event", subject="new"), "event")
    with catalogue.open() as s:
        assert [each.id for each in s.catalogue.upcoming_events(NOON.date())] == ["v"]


# --- imports, before and after ------------------------------------------------------------


@pytest.mark.parametrize(
    ("again", "state", "cancelled"),
    [
        # The list says what it said before, as of a later day: the college's own words stand.
        ((replace(fact("provider", COLLEGE), fact=replace(fact("provider", COLLEGE).fact, source=LATER)),
          visit("v", source=LATER)), Tri.NO, True),
        # It has changed its mind since.
        ((replace(fact("provider", COLLEGE), fact=replace(
            fact("provider", COLLEGE, Tri.YES, value="Room 4").fact, source=LATER)),
          visit("v", source=LATER, title="Open day in the hall")), Tri.YES, False),
        # It says something else, but is older.
        ((fact("provider", COLLEGE, Tri.YES, value="Room 4"), visit("v", title="Another day")), Tri.NO, True),
        # It names neither any more.
        ((), Tri.NO, True),
    ],
)  # fmt: skip
def test_an_import_takes_a_colleges_own_words_away_only_where_it_says_something_new(
    catalogue, send, decide, again, state, cancelled
):
    decide(send(said()), "quiet_space")
    was = say_event(visit("v"))
    decide(send(said("event", was, {**was, "cancelled": "yes"}), kind="event", subject="v"), "event")
    keep(catalogue, *COURSES, *again)
    with catalogue.open() as s:
        assert s.catalogue.event("v").cancelled is cancelled
    assert known(catalogue)["quiet_space"].state is state


def test_what_an_import_changed_meanwhile_is_not_overwritten_unseen(catalogue, send, decide):
    sent = send(said())
    with catalogue.open() as s:
        shown = proposals.seen(s.proposals.now_known(sent))
    newer = fact("provider", COLLEGE, Tri.YES, value="Room 4")
    keep(catalogue, *COURSES, newer)
    with pytest.raises(ChangedSince):
        decide(sent, "quiet_space", seen=shown)
    with catalogue.open() as s:
        assert s.proposals.get(sent.id).state is State.WAITING
        assert s.audits.of(sent.subject) == []
    assert known(catalogue)["quiet_space"].value == "Room 4"


# --- once ---------------------------------------------------------------------------------


def test_it_is_decided_once(catalogue, send, decide):
    sent = send(said())
    decide(sent, "quiet_space")
    with pytest.raises(AlreadyDecided):
        decide(sent)
    with catalogue.open() as s:
        assert s.proposals.get(sent.id).changes[0].accepted is True


def test_a_provider_says_one_thing_of_a_subject_at_a_time_and_may_take_it_back(catalogue, send, decide):
    first = send(said())
    second = send(said(after=NOT_KNOWN))
    with pytest.raises(AlreadyDecided):
        decide(first, "quiet_space")
    with catalogue.open() as s:
        assert [each.state for each in s.proposals.of_provider(COLLEGE, 9)] == [State.WAITING, State.REPLACED]
        s.proposals.take_back(second, MADE_UP)
    with pytest.raises(AlreadyDecided):
        decide(second, "quiet_space")
    with catalogue.open() as s:
        assert (s.proposals.count(waiting=True), s.proposals.count(waiting=False)) == (0, 2)
        assert [each.state for each in s.proposals.settled(9)] == [State.TAKEN_BACK, State.REPLACED]


def test_to_say_what_is_known_already_only_ends_what_waits(catalogue, send):
    send(said())
    assert send() is None
    with catalogue.open() as s:
        assert s.proposals.waiting(9) == []


# --- links --------------------------------------------------------------------------------


def test_a_link_opens_the_form_until_it_ends_or_is_taken_back(catalogue):
    link = proposals.make_link(COLLEGE, "Lead", days=2)
    token = proposals.mint_token()
    with catalogue.open() as s:
        s.provider_links.add(link, proposals.signature(token, "k" * 32), MADE_UP)
        kept = s.provider_links.by_signature(proposals.signature(token, "k" * 32))
        assert s.provider_links.by_signature(proposals.signature(token, "j" * 32)) is None
        assert s.provider_links.by_signature(token) is None
    assert [kept.is_open(link.made_at + timedelta(days=day)) for day in (0, 1, 2)] == [True, True, False]
    with catalogue.open() as s:
        assert [each.made_for for each in s.provider_links.open_ones(link.made_at)] == [
            "Lead", "Learning support manager",
        ]  # fmt: skip
        s.provider_links.revoke(link.id, MADE_UP)
    with catalogue.open() as s:
        assert not s.provider_links.get(link.id).is_open(link.made_at)
        assert len(s.provider_links.open_ones(link.made_at)) == 1


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_link_lasts_a_day_to_a_year(days):
    with pytest.raises(ValueError, match="days"):
        proposals.make_link(COLLEGE, "Lead", days)
