"""Headers on every answer, and no cookie for a learner."""

import re

import pytest

from bot.web.security import HEADERS, LEARNER_POLICY, POLICY, as_header

FILLED = {"event_id": "x", "filename": "chat/chat.css", "reference": "x", "alert_id": "1", "comment_id": "1"}


def routes(app):
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: FILLED.get(found[1], "x"), rule.rule)
        for method in sorted(rule.methods - {"OPTIONS"}):
            yield method, path


def test_every_route_answers_with_every_header(app, client):
    walked = list(routes(app))
    assert len(walked) > 20
    for method, path in walked:
        answer = client.open(path, method=method)
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (method, path, name)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], (method, path)
        assert "unsafe" not in answer.headers["Content-Security-Policy"], (method, path)
        assert answer.headers.get("Cache-Control"), (method, path)


@pytest.mark.parametrize("path", ["/nothing/here", "/api/v1/nothing", "/static/nothing.css", "/chat/nothing"])
def test_errors_have_the_headers_too(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert HEADERS.items() <= dict(answer.headers).items()


def test_a_fault_has_the_headers_too(learner, engine, monkeypatch):
    monkeypatch.setattr(engine, "send", None)
    answer = learner.send(text="hello")
    assert answer.status_code == 500
    assert HEADERS.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("path", ["/chat", "/help"])
def test_the_learner_s_pages_may_run_only_our_own_script(client, path):
    assert client.get(path).headers["Content-Security-Policy"] == as_header(LEARNER_POLICY)


def test_the_learner_s_policy_is_only_stricter_but_for_small_pictures():
    assert {name for name in POLICY if POLICY[name] != LEARNER_POLICY[name]} == {"img-src"}
    assert LEARNER_POLICY["require-trusted-types-for"] == "'script'"


def test_nothing_about_a_learner_is_kept_by_a_browser(learner, client):
    page = client.post("/chat", data={"token": learner.token})
    assert page.headers["Cache-Control"] == learner.get().headers["Cache-Control"] == "no-store"
    assert "public" in client.get("/static/chat/chat.css").headers["Cache-Control"]


def test_a_learner_gets_no_cookie(learner, client):
    token = {"token": learner.token}
    answers = [
        learner.started,
        learner.send(choices=["full"]),
        learner.get(),
        client.get("/chat"),
        client.get("/help"),
        client.post("/chat", data=token),
        client.post("/chat/plan", data=token),
    ]
    assert [answer.status_code for answer in answers] == [201, 200, 200, 200, 200, 200, 200]
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_no_token_travels_in_an_address(learner, client):
    page = client.post("/chat", data={"token": learner.token}).text
    addresses = re.findall(r'(?:href|action|formaction|src)="([^"]*)"', page)
    assert addresses
    assert not any(learner.token in address for address in addresses)
    assert page.count(learner.token) == page.count(f'name="token" value="{learner.token}"')
