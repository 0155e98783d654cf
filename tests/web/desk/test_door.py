"""The door: every route has its check, every form its token, every page its headers."""

import pytest

from bot.web.desk.door import check_of

OPEN_TO_ALL = {"desk.sign_in"}


def desk_routes(app, method):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.") and method in rule.methods
    ]


def address(rule, plan_reference="nothing", alert_id=1):
    named = rule.rule.replace("<reference>", plan_reference).replace("<link_id>", "a")
    named = named.replace("<int:proposal_id>", "1")
    return named.replace("<int:alert_id>", str(alert_id)).replace("<int:request_id>", "1")


def test_every_route_of_the_desk_names_its_check(app):
    routes = {rule.endpoint for rule in desk_routes(app, "OPTIONS")}
    assert len(routes) > 10
    without = {endpoint for endpoint in routes if check_of(app.view_functions[endpoint]) is None}
    assert without == OPEN_TO_ALL


def test_a_route_without_a_check_is_seen_by_nobody():
    with pytest.raises(KeyError):
        check_of(lambda: "a new page")


def test_every_form_without_its_token_is_refused(app, signed_in):
    browser = signed_in("both")
    routes = desk_routes(app, "POST")
    assert {browser.client.post(address(rule), data={"comment": "x"}).status_code for rule in routes} == {400}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": "https://elsewhere.example"}, 400),
    ],
)
def test_a_form_sent_from_another_site_is_refused(signed_in, headers, status):
    browser = signed_in("adviser")
    sent = browser.client.post("/desk/stay", data={"csrf_token": browser.token("/desk")}, headers=headers)
    assert sent.status_code == status


def test_a_token_of_another_browser_is_refused(signed_in):
    token = signed_in("adviser").token("/desk")
    assert signed_in("dsl").client.post("/desk/stay", data={"csrf_token": token}).status_code == 400


READS = {"/desk": "plans", "/desk/plans/<plan>": "plan", "/desk/alerts": "alerts"}
SEEN = {
    # who: list of plans, this plan, another setting's plan, alerts, sources, links, changes
    None: (302, 302, 302, 302, 302, 302, 302),
    "adviser": (200, 200, 404, 403, 403, 403, 200),
    "dsl": (403, 403, 403, 200, 403, 403, 403),
    "both": (200, 200, 404, 200, 403, 403, 200),
    "elsewhere": (200, 404, 200, 200, 403, 403, 200),
    "administrator": (403, 403, 403, 403, 200, 200, 200),
}


@pytest.mark.parametrize("name", list(SEEN))
def test_everybody_sees_what_their_role_and_setting_allow(browser, signed_in, keep_plan, name):
    ours, theirs = keep_plan(), keep_plan(setting="hill")
    reader = signed_in(name) if name else browser
    plans = [f"/desk/plans/{plan.reference}" for plan in (ours, theirs)]
    rest = ("/desk/alerts", "/desk/sources", "/desk/sources/links", "/desk/changes")
    pages = ("/desk", *plans, *rest)
    assert tuple(reader.get(page).status_code for page in pages) == SEEN[name]


DONE = {
    None: (401, 401, 401, 401, 401),
    "adviser": (302, 302, 409, 409, 403),
    "dsl": (403, 403, 403, 403, 302),
    "both": (302, 302, 409, 409, 302),
    "elsewhere": (404, 404, 404, 404, 404),
    "administrator": (403, 403, 403, 403, 403),
}


@pytest.mark.parametrize("name", list(DONE))
def test_everybody_does_what_their_role_and_setting_allow(browser, signed_in, keep_plan, alert, name):
    reader = signed_in(name) if name else browser
    page = f"/desk/plans/{keep_plan().reference}"
    fields = {"comment": "Well done", "question": "Which one?", "reason": "More", "about": "", "version": "1"}
    paths = (
        f"{page}/comment",
        f"{page}/ask",
        f"{page}/agree",
        f"{page}/return",
        f"/desk/alerts/{alert}/acknowledge",
    )
    start = "/desk/" if name else "/desk/sign-in"
    assert tuple(reader.post(path, start, **fields).status_code for path in paths) == DONE[name]


def test_a_refusal_is_audited_and_says_what_to_do(signed_in, people, trail):
    answer = signed_in("adviser").get("/desk/alerts")
    assert "speak to your DSL now" in answer.text
    assert (people["adviser"].actor, "desk.refused") in trail("alerts")


def test_looking_for_another_settings_plan_is_audited(signed_in, keep_plan, people, trail):
    plan = keep_plan(setting="hill")
    signed_in("adviser").get(f"/desk/plans/{plan.reference}")
    assert (people["adviser"].actor, "desk.refused") in trail(f"plan:{plan.reference}")


def test_an_address_longer_than_the_audit_trail_can_keep_is_only_not_found(signed_in):
    assert signed_in("adviser").get(f"/desk/plans/{'x' * 3000}").status_code == 404


@pytest.mark.parametrize(
    "page", ["/desk", "/desk/sign-in", "/desk/alerts", "/desk/plans/nothing", "/desk/nowhere"]
)
def test_no_page_of_the_desk_is_stored_or_framed_or_runs_scripts_of_others(signed_in, page):
    headers = signed_in("both").get(page).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_words_typed_after_the_session_ended_are_handed_back(clock, signed_in, keep_plan):
    plan = keep_plan()
    browser = signed_in("adviser")
    token = browser.token("/desk")
    clock.move(minutes=20)
    sent = browser.client.post(
        f"/desk/plans/{plan.reference}/comment",
        data={"csrf_token": token, "comment": "An hour's <b>work</b>"},
    )
    assert sent.status_code == 401
    assert "An hour&#39;s &lt;b&gt;work&lt;/b&gt;" in sent.text
