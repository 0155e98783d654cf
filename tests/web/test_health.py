"""Alive and ready: each part by its name."""

from bot.store import StoreUnavailable


def test_it_is_alive_whatever_else_is_away(client, engine, monkeypatch, store):
    engine.away = 1
    monkeypatch.setattr(store, "open", None)
    assert client.get("/api/v1/health/live").json["status"] == "live"


def test_it_is_ready_when_every_part_is(client):
    answer = client.get("/api/v1/health/ready")
    assert answer.status_code == 200
    assert answer.json["parts"] == dict.fromkeys(["web", "database", "rasa", "actions", "model"], "ok")


def test_a_part_that_is_away_is_named(client, engine):
    engine.away = 1
    answer = client.get("/api/v1/health/ready")
    assert (answer.status_code, answer.json["status"], answer.json["parts"]["rasa"]) == (
        503,
        "not_ready",
        "away",
    )


def test_a_database_that_is_away_is_named(client, store, monkeypatch):
    def closed():
        raise StoreUnavailable("gone")

    monkeypatch.setattr(store, "open", closed)
    answer = client.get("/api/v1/health/ready")
    assert (answer.status_code, answer.json["parts"]["database"]) == (503, "away")
