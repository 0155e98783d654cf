"""The page without JavaScript: plain forms, nothing lost, nothing run."""

import re

import pytest

XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "<!--",
    "&lt;b&gt;",
    "%s %d",
    "'; DROP TABLE turns; --",
    "\u2028alert(1)",
]


class Page:
    """Somebody who uses the page: sends its forms as they stand."""

    def __init__(self, client):
        self.client = client
        self.answer = client.post("/chat/start")

    @property
    def html(self):
        return self.answer.text

    def hidden(self, name):
        return re.search(f'name="{name}" value="([^"]*)"', self.html)[1]

    def send(self, headers=None, **fields):
        keys = {name: self.hidden(name) for name in ("token", "page", "question")}
        self.answer = self.client.post("/chat/say", data={**keys, **fields}, headers=headers)
        return self.answer


@pytest.fixture
def page(client):
    return Page(client)


def test_the_front_door_leads_to_the_chat(client):
    assert client.get("/").headers["Location"] == "/chat"


def test_nothing_begins_before_the_learner_says_so(client, store):
    client.get("/chat")
    with store.engine.connect() as database:
        assert database.exec_driver_sql("select count(*) from conversations").scalar() == 0


def test_a_whole_conversation_without_javascript(page):
    for fields in (
        {"choice": "full"},
        {"text": "yr 11"},
        {"cards": "1", "card:animals": "yes", "card:sport": "no"},
        {"command": "skip"},
        {"some": "1", "choices": ["quiet_place", "breaks"]},
        {"text": "OX14"},
        {"choice": "agreed"},
    ):
        assert page.send(**fields).status_code == 200
    for said in ("All of it (about 15 minutes)", "yr 11", "Care for animals", "Skip this one", "OX14"):
        assert said in page.html


def test_an_answer_can_be_changed_by_a_tap(page, engine):
    page.send(choice="full")
    assert "Change an answer" not in page.html
    page.send(text="yr 11")
    page.send(command="change:year_group")
    assert engine.sent[-1]["command"] == "change:year_group"


def test_what_was_chosen_stays_as_text(page):
    page.send(choice="full")
    assert re.search(r"You chose:</span>\s*All of it", page.html)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " "}, "There are no words to send."),
        ({"choice": "noise"}, "That is not one of the answers"),
        ({"some": "1"}, "You have not picked an answer."),
        ({"text": "x" * 1001}, "That is too long."),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(page, fields, words):
    answer = page.send(**fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>Problem: " in answer.text


def test_when_the_engine_is_away_the_typed_words_are_still_in_the_box(page, engine):
    engine.away = 1
    answer = page.send(text="my long answer")
    assert answer.status_code == 503
    assert "Back in a moment. Your answers are safe." in answer.text
    assert re.search(r"<textarea[^>]*>my long answer</textarea>", answer.text)
    assert page.send(text="my long answer").status_code == 200


def test_a_double_click_is_one_message(page, engine):
    fields = {name: page.hidden(name) for name in ("token", "page", "question")}
    heard = len(engine.sent)
    answers = [page.client.post("/chat/say", data={**fields, "choice": "full"}) for _ in range(2)]
    assert len(engine.sent) == heard + 1
    assert answers[1].text.count("What year are you in?") == answers[0].text.count("What year are you in?")


def test_a_page_left_open_is_told_that_its_question_is_answered(page, engine):
    stale = {name: page.hidden(name) for name in ("token", "page", "question")}
    page.send(choice="full")
    heard = len(engine.sent)
    answer = page.client.post("/chat/say", data={**stale, "choice": "quick"})
    assert answer.status_code == 409
    assert "You have answered that one." in answer.text
    assert len(engine.sent) == heard


def test_a_reload_shows_the_same_conversation(page):
    page.send(choice="full")
    answer = page.client.post("/chat", data={"token": page.hidden("token")})
    assert answer.status_code == 200
    assert answer.text.count('class="bubble you"') == 1


def test_help_now_shows_help_and_the_same_question(page):
    page.send(command="help_now")
    assert "Childline" in page.html
    assert page.hidden("question") == "begin"
    page.send(choice="full")
    assert "Childline" not in page.html


def test_a_concern_shows_help_and_not_the_words(page):
    page.send(text="I want to hurt myself zqx")
    assert "Childline" in page.html
    assert "zqx" not in page.html


@pytest.mark.parametrize("token", ["", "wrong", "x" * 500, "é"])
@pytest.mark.parametrize("path", ["/chat", "/chat/say", "/chat/plan", "/chat/plan/code", "/chat/plan/delete"])
def test_a_chat_that_has_ended_says_so(client, path, token):
    answer = client.post(path, data={"token": token, "text": "hi"})
    assert answer.status_code == 401
    assert "data-ended" in answer.text
    assert "This chat has ended" in answer.text


@pytest.mark.parametrize("payload", XSS)
def test_what_a_learner_types_is_shown_and_never_run(page, payload):
    page.send(text=payload)
    shown = page.html.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'")
    assert payload.strip("\u2028") in shown.replace("&amp;", "&")
    assert "<script>alert" not in page.html
    assert "<img src=x" not in page.html
    assert "<svg onload" not in page.html


@pytest.mark.parametrize("payload", XSS)
def test_what_the_engine_says_is_shown_and_never_run(page, engine, payload):
    engine.reply = {
        "messages": [{"kind": "say", "text": payload}],
        "question": {"name": "route", "kind": "one", "text": payload, "can_skip": True,
                     "choices": [{"value": payload, "label": payload}]},
        "progress": None,
    }  # fmt: skip
    page.send(command="skip")
    assert "<script>alert" not in page.html
    assert "<img src=x" not in page.html
    assert "<svg onload" not in page.html


def test_a_link_that_is_no_web_address_is_not_a_link(page, engine, match):
    visit = {**match["next_event"], "booking_url": "javascript:alert(1)"}
    engine.reply = {
        "messages": [{"kind": "match", "text": "", "match": {**match, "next_event": visit}}],
        "question": None,
        "progress": None,
    }
    page.send(command="show_matches")
    assert "Book a place" not in page.html
    assert "javascript:" not in page.html


def test_a_course_is_shown_with_its_reasons(page):
    page.send(command="show_matches")
    for words in (
        "Plants and gardens, level 1",
        "Alderbrook College (made up)",
        "You said you like to work outside.",
        "There is a quiet place.",
        "It may take longer than 40 minutes.",
        "How big are the groups?",
        "About 3 miles away",
        "Saturday 5 December 2026, 10am to 12.30pm",
        "/events/E-1.ics",
        "From The demo area, Sunday 1 November 2026",
        'value="save:C-1"',
        'value="reject:C-1:too_far"',
    ):
        assert words in page.html


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"seen": "2026-11-20"}, "We last saw it on Friday 20 November 2026."),
        ({"check_first": "2026-09-01"}, "It may have changed since Tuesday 1 September 2026."),
        ({"check_first": "2026-09-01", "gone": True}, "It is not on their list any more."),
    ],
)
def test_a_course_says_when_it_was_last_seen_or_that_it_is_to_be_checked_first(
    page, engine, match, known, words
):
    shown = {**match, "next_event": None, "source": {**match["source"], **known}}
    message = {"kind": "match", "text": "", "match": shown}
    engine.reply = {"messages": [message], "question": None, "progress": None}
    page.send(command="show_matches")
    assert words in page.html
    assert ("Check this first." in page.html) is ("check_first" in known)


def test_every_source_of_a_course_is_named(page, engine, match):
    other = {"name": "The college", "date": "2026-11-02", "url": None}
    shown = {**match, "sources": [match["source"], other]}
    message = {"kind": "match", "text": "", "match": shown}
    engine.reply = {"messages": [message], "question": None, "progress": None}
    page.send(command="show_matches")
    assert page.html.count("From The demo area, Sunday 1 November 2026") == 1
    assert page.html.count("From The college, Monday 2 November 2026") == 1


def test_our_script_gets_the_new_turn_alone(page):
    answer = page.send(headers={"X-Onward-Part": "1"}, choice="full")
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert answer.text.count('class="turn"') == 1
    assert 'id="asking"' in answer.text


def test_our_script_is_told_of_a_refusal_in_the_same_way(page):
    answer = page.send(headers={"X-Onward-Part": "1"}, text=" ")
    assert answer.status_code == 422
    assert 'id="problem"' in answer.text
    assert 'class="turn"' not in answer.text


def test_the_commands_are_there_at_every_question(page):
    for fields in ({"choice": "full"}, {"choice": "year_11"}, {"command": "skip"}):
        page.send(**fields)
        for command in ("skip", "why", "back", "stop", "talk_to_a_person", "help_now", "show_matches"):
            assert f'value="{command}"' in page.html
        assert 'value="not_sure"' in page.html
        assert 'formaction="/chat/plan"' in page.html


def test_where_there_is_no_typing_the_page_says_why(client):
    html = client.post("/chat/start", data={"setting": "quiet"}).text
    assert "Typing is off in this chat." in html
    assert "<textarea" not in html


def test_a_wrong_code_is_said_beside_the_box(client):
    answer = client.post("/chat/return", data={"code": "0000-0000-0000"})
    assert answer.status_code == 404
    assert "That code does not open a plan." in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_code_brings_the_learner_back(client, learner, keep_plan):
    keep_plan()
    code = learner.post("/return-code").json["code"]
    answer = client.post("/chat/return", data={"code": code.lower()})
    assert answer.status_code == 200
    assert 'id="asking"' in answer.text


def test_help_needs_nothing_else_to_work(client, store, engine, monkeypatch):
    monkeypatch.setattr(store, "open", None)
    engine.away = 99
    answer = client.get("/help")
    assert answer.status_code == 200
    for words in ("call 999", "Childline", "Leave this page now"):
        assert words in answer.text


def test_a_form_that_is_far_too_large_is_refused(client, learner):
    answer = client.post("/chat/say", data={"token": learner.token, "text": "x" * 100_000})
    assert answer.status_code == 413
