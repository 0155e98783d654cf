"""Signing in: who gets in, who does not, and when they are out again."""

import pytest

from bot import audit
from bot.people import ATTEMPTS_FROM_AN_ADDRESS, ATTEMPTS_OF_AN_ACCOUNT
from bot.web.desk import passwords, sessions

DESK = "/desk"
WRONG = "The email address or the password is not right."


@pytest.mark.parametrize(
    ("email", "password", "status", "said"),
    [
        ("adviser@desk.example", "seven-lanterns-by-the-quay", 302, ""),
        (" Adviser@Desk.Example ", "seven-lanterns-by-the-quay", 302, ""),
        ("adviser@desk.example", "seven-lanterns-by-the-sea", 422, WRONG),
        ("nobody@desk.example", "seven-lanterns-by-the-quay", 422, WRONG),
        ("adviser@desk.example", "", 422, "Enter your password"),
        ("", "seven-lanterns-by-the-quay", 422, "Enter your email address"),
        ("adviser@desk.example", "x" * 5000, 422, WRONG),
        ("'; DROP TABLE advisers; --", "seven-lanterns-by-the-quay", 422, WRONG),
    ],
)
def test_only_the_right_email_address_and_password_sign_in(browser, email, password, status, said):
    answer = browser.post("/desk/sign-in", email=email, password=password)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert browser.get(DESK).status_code == (200 if status == 302 else 302)


def test_an_unknown_email_address_and_a_wrong_password_get_the_same_page(browser):
    pages = [
        browser.post("/desk/sign-in", email=email, password="wrong").text.replace(email, "")
        for email in ("adviser@desk.example", "nobody@desk.example")
    ]
    without_tokens = [page.split('name="csrf_token"')[0] for page in pages]
    assert without_tokens[0] == without_tokens[1]


def test_an_unknown_email_address_costs_as_many_hashes_as_a_known_one(monkeypatch, browser):
    checked = []

    class Counting:
        def verify(self, kept, password):
            checked.append(kept[:31])
            return passwords.PasswordHasher().verify(kept, password)

        hash = passwords.HASHER.hash
        check_needs_rehash = passwords.HASHER.check_needs_rehash

    monkeypatch.setattr(passwords, "HASHER", Counting())
    for email in ("adviser@desk.example", "nobody@desk.example"):
        browser.post("/desk/sign-in", email=email, password="wrong")
    assert checked == ["$argon2id$v=19$m=19456,t=2,p=1$"] * 2


def test_a_disabled_adviser_is_refused_like_a_wrong_password_and_is_out_at_once(store, people, signed_in):
    browser = signed_in("adviser")
    with store.open() as s:
        s.people.disable_adviser(people["adviser"].id, audit.Event("system", "adviser.disabled", "adviser:1"))
    assert browser.get(DESK).status_code == 302
    answer = browser.sign_in("adviser")
    assert (answer.status_code, WRONG in answer.text) == (422, True)


def test_five_failures_lock_an_account_for_fifteen_minutes(clock, browser):
    for _ in range(ATTEMPTS_OF_AN_ACCOUNT):
        assert browser.sign_in("adviser", "wrong").status_code == 422
        clock.move(minutes=1)
    locked = browser.sign_in("adviser")
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, str(14 * 60))
    assert "Try again after" in locked.text
    clock.move(minutes=13, seconds=59)
    assert browser.sign_in("adviser").status_code == 429
    clock.move(seconds=1)
    assert browser.sign_in("adviser").status_code == 302


def test_a_lock_on_one_account_leaves_the_others_open(clock, browser):
    for _ in range(ATTEMPTS_OF_AN_ACCOUNT):
        browser.sign_in("adviser", "wrong")
    assert browser.sign_in("dsl").status_code == 302


def test_fifty_failures_from_one_address_lock_it_for_every_account(clock, browser, monkeypatch):
    monkeypatch.setattr(passwords, "is_right", lambda kept, password: False)
    for number in range(ATTEMPTS_FROM_AN_ADDRESS):
        assert browser.sign_in(f"guess{number}").status_code == 422
    assert browser.sign_in("adviser").status_code == 429


def test_a_right_password_forgets_the_failures_before_it(clock, browser):
    for _ in range(3):
        for _ in range(ATTEMPTS_OF_AN_ACCOUNT - 1):
            browser.sign_in("adviser", "wrong")
        assert browser.sign_in("adviser").status_code == 302
        browser.client.delete_cookie("onward-desk")


def test_signing_in_makes_a_new_session_whatever_the_browser_brought(browser):
    browser.client.set_cookie("onward-desk", "chosen-by-somebody-else")
    browser.sign_in("adviser")
    first = browser.client.get_cookie("onward-desk").value
    browser.client.set_cookie("onward-desk", "chosen-by-somebody-else")
    assert browser.get(DESK).status_code == 302
    browser.sign_in("adviser")
    assert browser.client.get_cookie("onward-desk").value not in {first, "chosen-by-somebody-else"}


def test_a_session_that_is_replaced_stops_working(app, signed_in, store, people):
    browser = signed_in("adviser")
    old = browser.client.get_cookie("onward-desk").value
    token = browser.token(DESK)
    browser.client.post(
        "/desk/sign-in",
        data={"csrf_token": token, "email": "adviser@desk.example", "password": "seven-lanterns-by-the-quay"},
    )
    browser.client.set_cookie("onward-desk", old)
    assert browser.get(DESK).status_code == 302


def test_the_database_keeps_a_session_only_as_a_digest_of_256_random_bits(signed_in, store):
    session_id = signed_in("adviser").client.get_cookie("onward-desk").value
    with store.engine.connect() as connection:
        (kept,) = connection.exec_driver_sql("SELECT digest FROM desk_sessions").scalars()
    assert kept == sessions.digest(session_id)
    assert len(session_id) == 43


def test_fifteen_idle_minutes_end_a_session(clock, signed_in):
    browser = signed_in("adviser")
    clock.move(minutes=14, seconds=59)
    assert browser.get(DESK).status_code == 200
    clock.move(minutes=15)
    assert browser.get(DESK).status_code == 302


def test_ten_hours_end_a_session_that_is_in_use(clock, signed_in):
    browser = signed_in("adviser")
    for _ in range(59):
        clock.move(minutes=10)
        assert browser.get(DESK).status_code == 200
    clock.move(minutes=10)
    assert browser.get(DESK).status_code == 302


def test_staying_signed_in_starts_the_fifteen_minutes_again(clock, signed_in):
    browser = signed_in("adviser")
    clock.move(minutes=14)
    assert browser.post("/desk/stay", DESK).json == {"seconds_left": 15 * 60}


def test_somebody_who_was_signed_out_by_time_is_told_so(clock, signed_in):
    browser = signed_in("adviser")
    clock.move(minutes=16)
    assert "after 15 minutes without activity" in browser.get(DESK, follow_redirects=True).text


def test_signing_out_ends_the_session_on_the_server(signed_in):
    browser = signed_in("adviser")
    session_id = browser.client.get_cookie("onward-desk").value
    browser.post("/desk/sign-out", DESK)
    browser.client.set_cookie("onward-desk", session_id)
    assert browser.get(DESK).status_code == 302


def test_the_cookie_is_hidden_from_scripts_and_other_sites(app, browser):
    cookie = browser.sign_in("adviser").headers["Set-Cookie"]
    assert [part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/")] == [True] * 3
    assert "Secure" not in cookie


def test_over_https_the_cookie_belongs_to_this_host_alone(app, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    client = app.test_client()
    page = client.get("/desk/sign-in", base_url="https://desk.example").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(
        "/desk/sign-in",
        base_url="https://desk.example",
        data={"csrf_token": token, "email": "adviser@desk.example", "password": "seven-lanterns-by-the-quay"},
    )
    cookies = [cookie for cookie in answer.headers.getlist("Set-Cookie") if "onward-desk" in cookie]
    assert [cookie.startswith("__Host-onward-desk=") and "Secure" in cookie for cookie in cookies] == [True]


def test_a_hash_with_old_parameters_is_made_again_at_sign_in(store, people, browser):
    old = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(
        "seven-lanterns-by-the-quay"
    )
    adviser = people["adviser"]
    with store.open() as s:
        s.people.keep_password_hash(adviser.id, old, audit.Event("system", "test.made", "test"))
    browser.sign_in("adviser")
    with store.open() as s:
        assert s.people.password_hash(adviser.id).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_what_was_typed_for_an_email_address_is_kept_nowhere(store, browser, tmp_path):
    browser.post("/desk/sign-in", email="my-secret-password-in-the-wrong-box", password="x")
    store.forget_pages()
    assert b"wrong-box" not in (tmp_path / "onward.db").read_bytes()


@pytest.mark.parametrize(("name", "page"), [("adviser", "/desk"), ("dsl", "/desk/alerts"), ("both", "/desk")])
def test_everybody_starts_at_the_page_they_are_here_for(signed_in, name, page):
    assert signed_in(name).get("/desk/").headers["Location"] == page
