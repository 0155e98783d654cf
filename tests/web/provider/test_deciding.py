"""Changes from providers at the desk: before and after, a yes or no to each, kept to be read."""

import pytest

from bot.courses import Fact, Tri
from bot.matching import Search
from bot.store.catalogue_entries import FactAbout

from .conftest import COLLEGE, MAIN, NOON, SOURCE

PLACE = "/provider/place"
NEWER = FactAbout("provider", COLLEGE, "quiet_space", Fact(Tri.YES, "In room 4", SOURCE))


@pytest.fixture
def sent(college, waiting):
    """What the college sent: two things about the whole place."""
    college.sends(PLACE, quiet_space="no", quiet_space_how="", bsl="yes", bsl_how="In <b>every</b> lesson")
    return waiting()[0]


class Desk:
    """Somebody at the desk who decides what a page shows."""

    def __init__(self, browser, proposal):
        self.browser = browser
        self.path = f"/desk/changes/{proposal.id}"

    def page(self):
        return self.browser.get(self.path).text

    def fields(self, accept, reason):
        text = self.page()
        seen = text.partition('name="seen" value="')[2].partition('"')[0]
        token = self.browser.token(self.path)
        return {"csrf_token": token, "seen": seen, "accept": list(accept), "reason": reason}

    def decides(self, *accept, reason=""):
        return self.browser.client.post(self.path, data=self.fields(accept, reason))


@pytest.fixture
def desk(signed_in, sent):
    return Desk(signed_in("adviser"), sent)


@pytest.fixture
def known(store):
    """What is known of the college, or of one of its courses."""

    def facts(course_id=None):
        with store.open() as s:
            return s.catalogue.facts_of(s.catalogue.provider(COLLEGE), course_id)

    return facts


def test_before_and_after_are_shown_with_who_sent_it_and_from_where_it_was_known(desk):
    assert "Mill Lane College: The whole place" in desk.browser.get("/desk/changes").text
    text = desk.page()
    for words in (
        "Mill Lane College", "A quiet place to go", "Yes: By the library", "British Sign Language",
        "Nothing known", "Yes: In &lt;b&gt;every&lt;/b&gt; lesson", "Learning support manager",
        "Mill Lane prospectus, 22 November 2026",
    ):  # fmt: skip
        assert words in text, words
    assert "<b>every" not in text
    assert text.count(" checked") == 2


@pytest.mark.parametrize("name", ["adviser", "administrator"])
def test_what_is_accepted_is_matched_at_once_as_the_colleges_own_words(signed_in, sent, store, name):
    assert Desk(signed_in(name), sent).decides("quiet_space", "bsl").status_code == 302
    with store.open() as s:
        candidates = s.catalogue.candidates(Search(NOON.date(), home=MAIN.point))
    fact = next(each for each in candidates if each.course.id == "c-0").fact("bsl")
    assert (fact.state, fact.value) == (Tri.YES, "In <b>every</b> lesson")
    assert (fact.source.name, fact.source.date) == ("Mill Lane College, in its own form", NOON.date())


def test_what_is_not_ticked_is_refused_with_a_reason_that_the_college_reads(desk, college, known, people):
    assert desk.decides("bsl", reason="The library <b>has</b> a quiet room").status_code == 302
    assert known()["quiet_space"].state is Tri.YES
    text = college.get("/provider/sent").text
    assert "The library &lt;b&gt;has&lt;/b&gt; a quiet room" in text
    assert (text.count("Not accepted"), text.count(">\n  Accepted\n<")) == (1, 1)
    history = desk.browser.get("/desk/changes").text
    assert "Accepted in part" in history
    assert f"by {people['adviser'].name}" in history
    assert "Decided" in desk.page()


def test_to_refuse_needs_a_reason_and_keeps_the_ticks(desk, waiting):
    answer = desk.decides("bsl")
    assert (answer.status_code, len(waiting())) == (422, 1)
    assert answer.text.count("Say why you do not accept everything") == 2
    assert answer.text.count(" checked") == 1
    long = desk.decides("bsl", reason="x" * 2001)
    assert (long.status_code, "x" * 2001 in long.text) == (422, True)


def test_nothing_can_be_accepted_that_was_not_sent(desk, known):
    desk.decides("quiet_space", "bsl", "mentor", "<script>")
    assert set(known()) == {"quiet_space", "bsl"}


def test_a_second_decision_is_told_and_changes_nothing(desk, signed_in, sent, known):
    other = Desk(signed_in("administrator"), sent)
    late = other.fields(["quiet_space"], "No")
    assert desk.decides("quiet_space", "bsl").status_code == 302
    answer = other.browser.client.post(other.path, data=late)
    assert (answer.status_code, "This is decided already" in answer.text) == (409, True)
    assert known()["bsl"].state is Tri.YES


def test_what_the_college_replaced_or_took_back_cannot_be_accepted(desk, college, known):
    late = desk.fields(["bsl"], "No")
    college.sends(PLACE, mentor="yes")
    answer = desk.browser.client.post(desk.path, data=late)
    assert (answer.status_code, set(known())) == (409, {"quiet_space"})


def test_what_an_import_changed_before_is_shown_and_not_ticked(desk, take_in):
    take_in(NEWER, feed="list")
    text = desk.page()
    assert "This has changed since the provider sent it" in text
    assert "Yes: In room 4" in text
    assert text.count(" checked") == 1


def test_what_an_import_changes_while_somebody_reads_is_not_written_over(desk, take_in, known):
    late = desk.fields(["quiet_space", "bsl"], "")
    take_in(NEWER, feed="list")
    answer = desk.browser.client.post(desk.path, data=late)
    assert (answer.status_code, "changed while you were reading" in answer.text) == (409, True)
    assert answer.text.count(" checked") == 1
    assert (known()["quiet_space"].value, "bsl" in known()) == ("In room 4", False)
    assert desk.decides("quiet_space", "bsl").status_code == 302
    assert known()["quiet_space"].state is Tri.NO


def test_a_course_and_a_new_visit_are_decided_like_the_place(college, signed_in, waiting, known, store):
    college.sends("/provider/courses/c-0", group_size_max="8")
    college.sends(
        "/provider/visits/new", type="taster", title="A quiet hour", day="5 January 2027", starts_at="5pm",
        ends_at="6pm", venue_name="Workshop", quiet_session="yes",
    )  # fmt: skip
    adviser = signed_in("adviser")
    about = ["Course: Bricklaying", "Visit: A quiet hour"]
    for proposal, title in zip(waiting(), about, strict=True):
        assert title in Desk(adviser, proposal).page()
        names = [change.name for change in proposal.changes]
        assert Desk(adviser, proposal).decides(*names).status_code == 302
    assert known("c-0")["group_size_max"].value == "8"
    with store.open() as s:
        coming = s.catalogue.upcoming_events(NOON.date())
    assert [event.title for event in coming if event.quiet_session is Tri.YES] == ["A quiet hour"]


def test_the_trail_tells_who_sent_and_who_decided(desk, sent, trail, people):
    desk.decides("quiet_space", "bsl")
    assert trail(f"catalogue:{COLLEGE}") == [(f"provider:{sent.link_id}", "proposal.sent")]
    assert trail(sent.subject) == [(people["adviser"].actor, "proposal.decided")]


@pytest.mark.parametrize("name", ["dsl", None])
def test_nobody_else_decides(signed_in, anybody, sent, waiting, name):
    browser = signed_in(name) if name else anybody
    answer = browser.post(f"/desk/changes/{sent.id}", "/desk/sign-in" if not name else "/desk/", accept="bsl")
    assert (answer.status_code, len(waiting())) == (403 if name else 401, 1)


def test_a_change_that_there_is_not_is_not_found(signed_in):
    assert signed_in("adviser").get("/desk/changes/99").status_code == 404


def test_before_anything_came_the_page_says_so(signed_in, app):
    assert "Nothing is waiting" in signed_in("adviser").get("/desk/changes").text


# --- links --------------------------------------------------------------------------------


@pytest.fixture
def administrator(signed_in):
    return signed_in("administrator")


LINKS = "/desk/sources/links"


def made(administrator, **fields):
    given = {"provider": "10000055", "made_for": "SEND lead", "days": "7", **fields}
    return administrator.post(LINKS, LINKS, **given)


def test_an_administrator_makes_a_link_that_is_shown_once_and_opens_the_form(administrator, anybody, app):
    answer = made(administrator)
    token = answer.text.partition("/provider#")[2].partition("<")[0].strip()
    assert "http://localhost/provider#" in answer.text
    assert "29 November 2026" in answer.text
    listed = administrator.get(LINKS).text
    assert token not in listed
    assert "Mill Lane College" in listed
    assert "For: SEND lead. Works until 29 November 2026. Last used: never." in listed
    assert anybody.enters(f"http://localhost/provider#{token}").status_code == 302


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"provider": ""}, "Enter a UKPRN or a URN"),
        ({"provider": "10000099"}, "No provider in the catalogue has this number"),
        ({"provider": "<script>"}, "No provider in the catalogue has this number"),
        ({"made_for": ""}, "Enter the role of whoever you send it to"),
        ({"made_for": "x" * 161}, "Use 160 characters or fewer"),
        ({"days": "9000"}, "Not a valid choice"),
    ],
)
def test_a_link_that_cannot_be_is_told_and_nothing_typed_is_lost(administrator, store, fields, complaint):
    answer = made(administrator, **fields)
    assert (answer.status_code, complaint in answer.text) == (422, True)
    kept = "SEND lead" if "made_for" not in fields else "10000055"
    assert kept in answer.text
    with store.open() as s:
        assert s.provider_links.open_ones(NOON) == []


def test_a_link_that_is_ended_opens_nothing_any_more(administrator, college, store, trail):
    with store.open() as s:
        (link,) = s.provider_links.open_ones(NOON)
    assert administrator.post(f"{LINKS}/{link.id}/revoke", LINKS).status_code == 302
    assert "No link works now" in administrator.get(LINKS).text
    assert college.get("/provider/overview").status_code == 302
    assert "provider_link.revoked" in [action for _, action in trail(f"link:{link.id}")]
    assert administrator.post(f"{LINKS}/nothing/revoke", LINKS).status_code == 404


