"""Alerts: for the designated safeguarding lead, of their own setting, with every reading audited."""

from bot import audit
from bot.safeguarding import Concern


def test_the_lead_reads_what_was_typed_and_how_urgent_it_is(signed_in, alert):
    page = signed_in("dsl").get("/desk/alerts").text
    assert [words in page for words in ("made-up words", "Act now", "Waiting for you")] == [True] * 3


def test_reading_the_alerts_is_audited(signed_in, alert, people, trail):
    signed_in("dsl").get("/desk/alerts")
    assert (people["dsl"].actor, "alerts.viewed") in trail("setting:river")


def test_an_acknowledged_alert_moves_below_those_that_wait(signed_in, alert, store, people, trail):
    browser = signed_in("dsl")
    browser.post(f"/desk/alerts/{alert}/acknowledge", "/desk/alerts")
    page = browser.get("/desk/alerts").text
    assert "No alert is waiting" in page
    assert "by Sam Dsl" in page
    assert page.index("No alert is waiting") < page.index("made-up words")
    assert (people["dsl"].actor, "alert.acknowledged") in trail(f"alert:{alert}")


def test_another_settings_lead_neither_reads_nor_acknowledges(signed_in, alert, store, people):
    browser = signed_in("elsewhere")
    assert "made-up words" not in browser.get("/desk/alerts").text
    assert browser.post(f"/desk/alerts/{alert}/acknowledge", "/desk/alerts").status_code == 404
    with store.open() as s:
        assert s.alerts.for_dsl(people["dsl"])[0].acknowledged_at is None


def test_the_way_to_the_alerts_is_shown_to_the_lead_only(signed_in):
    link = 'href="/desk/alerts"'
    assert link in signed_in("both").get("/desk").text
    assert link not in signed_in("adviser").get("/desk").text


def test_the_words_of_an_alert_are_shown_and_never_run(signed_in, store):
    with store.open() as s:
        s.alerts.raise_alert(
            "river",
            "c",
            Concern("unknown", "watch"),
            "<script>alert(1)</script>",
            audit.Event("learner", "alert.raised", "conversation:c"),
        )
    page = signed_in("dsl").get("/desk/alerts").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
