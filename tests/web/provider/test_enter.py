"""Getting in: with a link that works, and with nothing else; its secret is in no address and no table."""

import pytest

from bot import audit, return_codes
from bot.web.provider.door import IDLE_LIMIT, OPEN_TO_ALL, blueprint

from .conftest import OTHER


def entered(answer):
    return (answer.status_code, answer.headers.get("Location")) == (302, "/provider/overview")


@pytest.mark.parametrize(
    "typed", ["{token}", " {token}\n", "https://onward.example/provider#{token}", "/provider#{token}"]
)
def test_a_link_opens_the_form_of_its_provider_as_often_as_it_is_used(anybody, new_link, typed):
    link = new_link()
    for _ in range(2):
        assert entered(anybody.enters(typed.format(token=link.token)))
        assert "Mill Lane College" in anybody.get("/provider/overview").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), "This link does not open a form"),
        (lambda token: token.swapcase(), "This link does not open a form"),
        (lambda token: token[:-1], "This link does not open a form"),
        (lambda token: "x" * 5000, "This link does not open a form"),
        (lambda token: "\ud800\u202e".encode("utf-8", "replace").decode(), "This link does not open a form"),
        (lambda token: "<script>alert(1)</script>", "This link does not open a form"),
        (lambda token: "", "Paste your link"),
    ],
)
def test_a_link_that_was_tampered_with_opens_nothing(anybody, new_link, change, said):
    answer = anybody.enters(change(new_link().token))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert "<script>alert" not in answer.text
    assert anybody.get("/provider/overview").status_code == 302


def test_the_id_of_a_link_or_what_is_stored_of_it_opens_nothing(anybody, new_link, store):
    from bot.proposals import signature

    from .conftest import KEY

    link = new_link()
    for known in (link.link.id, signature(link.token, KEY)):
        assert anybody.enters(known).status_code == 422


def test_a_link_that_has_ended_opens_nothing_and_closes_what_is_open(anybody, new_link, clock):
    link = new_link(days=1)
    anybody.enters(link.token)
    clock.move(hours=11)
    assert anybody.get("/provider/overview").status_code == 200
    clock.move(hours=11)
    assert anybody.get("/provider/overview").status_code == 200
    clock.move(hours=3)
    assert anybody.get("/provider/overview").status_code == 302
    assert "This link has ended" in anybody.enters(link.token).text


def test_a_link_that_is_revoked_opens_nothing_and_closes_what_is_open(anybody, new_link, store):
    link = new_link()
    anybody.enters(link.token)
    with store.open() as s:
        s.provider_links.revoke(link.link.id, audit.Event(audit.SYSTEM, "test", "test"))
    assert anybody.get("/provider/place").status_code == 302
    assert "This link has ended" in anybody.enters(link.token).text


def test_a_form_left_alone_for_too_long_gives_back_what_was_typed(college, clock):
    fields = college.filled_in("/provider/place")
    clock.move(seconds=IDLE_LIMIT.total_seconds() + 1)
    assert college.get("/provider/overview").status_code == 302
    college.client.get("/provider")
    token = college.token("/provider")
    answer = college.client.post(
        "/provider/place", data={**fields, "csrf_token": token, "staff_ratio_note": "<b>One tutor</b>"}
    )
    assert answer.status_code == 401
    assert "&lt;b&gt;One tutor&lt;/b&gt;" in answer.text
    assert "Staff in a class" in answer.text


def test_closing_the_form_closes_it_in_this_browser(college):
    assert college.post("/provider/leave", "/provider/overview").status_code == 302
    assert college.get("/provider/overview").status_code == 302


def test_too_many_wrong_links_have_to_wait_and_then_a_right_one_does_too(anybody, new_link, clock):
    answers = [anybody.enters(f"wrong{number}") for number in range(return_codes.FREE_TRIES)]
    assert {answer.status_code for answer in answers} == {422}
    slowed = anybody.enters(new_link().token)
    assert (slowed.status_code, "Retry-After" in slowed.headers) == (429, True)
    clock.move(seconds=return_codes.SLOW.total_seconds() + 1)
    assert entered(anybody.enters(new_link().token))


def test_the_secret_is_in_no_address_no_cookie_and_no_table(anybody, new_link, store, tmp_path):
    link = new_link()
    answer = anybody.enters(link.token)
    assert link.token not in answer.headers["Location"]
    assert link.token not in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("onward.db*"))
    assert link.link.id.encode() in kept
    assert link.token.encode() not in kept


def test_a_cookie_that_was_tampered_with_opens_nothing(anybody, new_link, app):
    link = new_link(OTHER)
    forged = app.test_client()
    forged.set_cookie("session", f'{{"provider_link":"{link.link.id}"}}')
    assert forged.get("/provider/overview").status_code == 302


def test_opening_and_refusing_are_audited(anybody, new_link, trail):
    link = new_link()
    anybody.enters("wrong")
    anybody.enters(link.token)
    assert trail(f"link:{link.link.id}") == [
        ("system", "provider_link.made"), (f"provider:{link.link.id}", "provider_link.used"),
    ]  # fmt: skip
    assert trail("provider_link") == [("system", "provider_link.refused")]


# --- every route --------------------------------------------------------------------------


def routes(app, method):
    return [
        rule for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(f"{blueprint.name}.") and method in rule.methods
    ]  # fmt: skip


def address(rule):
    named = rule.rule.replace("<course_id>", "c-0").replace("<event_id>", "ev-1")
    return named.replace("<int:proposal_id>", "1")


def test_without_a_link_nothing_is_shown_and_nothing_taken(app, anybody):
    behind = [rule for rule in routes(app, "GET") if rule.endpoint not in OPEN_TO_ALL]
    assert len(behind) > 5
    assert {anybody.get(address(rule)).headers["Location"] for rule in behind} == {"/provider"}
    posts = [rule for rule in routes(app, "POST") if rule.endpoint not in OPEN_TO_ALL]
    answers = [anybody.post(address(rule), "/provider", town="Exampleton") for rule in posts]
    assert {answer.status_code for answer in answers} == {401}
    assert all("Exampleton" in answer.text for answer in answers)


def test_every_form_without_its_token_is_refused(app, college):
    posts = [address(rule) for rule in routes(app, "POST")]
    answers = [college.client.post(post, data={"town": "Exampleton"}) for post in posts]
    assert {answer.status_code for answer in answers} == {400}
    assert all("Exampleton" in answer.text for answer in answers)


def test_a_form_sent_from_another_site_is_refused(college):
    sent = college.client.post(
        "/provider/place", data=college.filled_in("/provider/place"), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert sent.status_code == 400


@pytest.mark.parametrize("page", ["", "/overview", "/place", "/visits/new", "/sent", "/nowhere"])
def test_no_page_is_stored_framed_or_tells_where_it_was(college, page):
    headers = college.get(f"/provider{page}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
