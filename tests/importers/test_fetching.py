"""Fetching: only what is on the public internet, within limits, nothing twice; no test asks outside."""

import http.client
import threading
import time
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.importers import BadFeed, fetching, sheets
from bot.importers.fetching import Known, Web, check_address, fetch, is_public, resolve

PUBLIC = "93.184.215.14"
HERE = "https://feeds.example.org/courses_2026-11-01.csv"


class Far(BaseHTTPRequestHandler):
    """A machine somewhere else; ``answers``: what it says to each path, ``asked``: what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for piece in body if isinstance(body, list) else [body]:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05 if isinstance(body, list) else 0)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *_):
        pass


@contextmanager
def somewhere():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Far)
    server.answers, server.asked, server.daemon_threads = {}, [], True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def far():
    with somewhere() as server:
        yield server


@pytest.fixture
def web(far):
    """The way out, which leads to the machine of this test whatever the name."""

    def connect(host, address, seconds):
        assert address == PUBLIC
        return http.client.HTTPConnection("127.0.0.1", far.server_port, timeout=seconds)

    return Web(lambda host: [PUBLIC], connect, seconds=5)


def say(far, body=b"a,b\n1,2\n", status=200, path="/courses_2026-11-01.csv", **headers):
    far.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def test_a_file_is_fetched_with_what_its_address_says_of_it(far, web, tmp_path):
    say(far, ETag='"one"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")
    fetched = fetch(HERE, tmp_path, Known(), web)
    assert fetched.path.read_bytes() == b"a,b\n1,2\n"
    assert fetched.path.name == "courses_2026-11-01.csv"
    assert (fetched.etag, fetched.modified) == ('"one"', "Sat, 21 Nov 2026 10:00:00 GMT")
    assert fetched.saved == date(2026, 11, 21)
    assert far.asked[0][1]["Host"].startswith("127.0.0.1")


def test_what_did_not_change_is_not_sent_again(far, web, tmp_path):
    say(far, b"", 304)
    assert fetch(HERE, tmp_path, Known('"one"', "Sat, 21 Nov 2026 10:00:00 GMT"), web) is None
    headers = far.asked[0][1]
    assert headers["If-None-Match"] == '"one"'
    assert headers["If-Modified-Since"] == "Sat, 21 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("/open-days.ics", "text/plain", "open-days.ics"),
        ("/feed", "text/calendar; charset=utf-8", "feed.ics"),
        ("/feed.php", "application/xml", "feed.php.xml"),
        ("/", "application/json", "file.json"),
        ("/..%2f..%2fetc%2fpasswd.csv", "", "passwd.csv"),
        ("/.hidden.csv", "", "hidden.csv"),
        ("/a%00b%20c.csv", "", "a_b_c.csv"),
    ],
)
def test_a_file_is_called_as_its_address_or_else_its_type_says(far, web, tmp_path, path, content_type, name):
    say(far, path=path, Content_Type=content_type)
    fetched = fetch(f"https://feeds.example.org{path}", tmp_path, Known(), web)
    assert fetched.path == tmp_path / name


def test_a_redirect_is_followed_on_the_same_machine_only(far, web, tmp_path):
    say(far, status=302, Location="/new.csv")
    say(far, path="/new.csv")
    assert fetch(HERE, tmp_path, Known(), web).path.name == "new.csv"


@pytest.mark.parametrize(
    "location",
    [
        "https://other.example.org/x.csv",
        "http://feeds.example.org/x.csv",
        "//169.254.169.254/latest/meta-data",
        "https://feeds.example.org:8443/x.csv",
        "https://feeds.example.org@10.0.0.1/x.csv",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_redirect_to_anywhere_else_is_refused(far, web, tmp_path, location):
    say(far, status=301, Location=location)
    with pytest.raises(BadFeed):
        fetch(HERE, tmp_path, Known(), web)
    assert len(far.asked) == 1


def test_redirects_without_end_are_refused(far, web, tmp_path):
    say(far, status=302, Location="/courses_2026-11-01.csv")
    with pytest.raises(BadFeed, match="leads on more than 3 times"):
        fetch(HERE, tmp_path, Known(), web)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"status": 404}, "answers 404"),
        ({"status": 500}, "answers 500"),
        ({"Content_Encoding": "gzip"}, "sends its file packed"),
        ({"Content_Length": "100"}, "broke off after 8 of 100 bytes"),
        ({"Content_Length": "5000"}, "is larger than 0 MB"),
        ({"body": b"x" * 2000}, "is larger than 0 MB"),
        ({"body": [b"5\r\n12345\r\n"] * 300, "Transfer_Encoding": "chunked"}, "is larger than 0 MB"),
    ],
)
def test_an_answer_that_is_wrong_or_too_much_is_refused(far, web, tmp_path, monkeypatch, answer, why):
    monkeypatch.setitem(sheets.MAX_BYTES, "sheet", 1000)
    monkeypatch.setattr("time.sleep", lambda _: None)
    say(far, **answer)
    with pytest.raises(BadFeed, match=why):
        fetch(HERE, tmp_path, Known(), web)


@pytest.mark.parametrize(
    "answer",
    [{"body": [b"x"] * 100, "Content_Length": "100"}, {"body": [b""] * 100, "Content_Length": "1"}],
    ids=["trickles", "says nothing"],
)
def test_an_answer_that_takes_too_long_is_cut_off(far, web, tmp_path, answer):
    say(far, **answer)
    began = time.monotonic()
    with pytest.raises(BadFeed, match="took longer than"):
        fetch(HERE, tmp_path, Known(), Web(web.resolve, web.connect, seconds=0.4))
    assert time.monotonic() - began < 3


def test_a_machine_that_does_not_answer_is_told_by_its_address_without_its_key(web, tmp_path):
    def refuse(host, address, seconds):
        return http.client.HTTPConnection("127.0.0.1", 1, timeout=seconds)

    with pytest.raises(BadFeed, match="cannot be fetched") as refused:
        fetch(f"{HERE}?key=secret", tmp_path, Known(), Web(web.resolve, refuse))
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://feeds.example.org/x.csv",
        "ftp://feeds.example.org/x.csv",
        "file:///etc/passwd",
        "gopher://feeds.example.org/",
        "feeds.example.org/x.csv",
        "//feeds.example.org/x.csv",
        "https://",
        "https:///x.csv",
        "https://feeds.example.org:22/",
        "https://feeds.example.org:99999/",
        "https://user@feeds.example.org/",
        "https://user:word@feeds.example.org/",
        "https://feeds.example.org\\@10.0.0.1/",
        "https://feeds.example.org/\r\nHost: other",
        "https://feeds.example.org/a b",
        "https://fe eds.example.org/",
        " https://feeds.example.org/",
        "https://[::1/",
        "https://feeds.example.org\x00.other.org/",
        "HTTPS:\\\\feeds.example.org",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused_before_anything_is_asked(url, far, web, tmp_path):
    with pytest.raises(BadFeed):
        fetch(url, tmp_path, Known(), web)
    assert far.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[ff02::1]",
    ],
)
def test_numbers_that_lead_inside_are_refused_however_they_are_written(host, web, tmp_path, far):
    with pytest.raises(BadFeed, match=r"is not on the public internet|cannot be found"):
        fetch(f"https://{host}/x.csv", tmp_path, Known(), Web(resolve, web.connect))
    assert far.asked == []


@pytest.mark.parametrize("found", [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["::1"], [], ["nonsense"]])
def test_a_name_is_refused_if_any_address_that_it_stands_for_is_inside(found, web, tmp_path, far):
    with pytest.raises(BadFeed):
        fetch(HERE, tmp_path, Known(), Web(lambda host: found, web.connect))
    assert far.asked == []


def test_a_name_is_resolved_once_whatever_it_stands_for_later(far, web, tmp_path):
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    say(far, status=302, Location="/new.csv")
    say(far, path="/new.csv")
    assert fetch(HERE, tmp_path, Known(), Web(lambda host: next(answers), web.connect))


@pytest.mark.parametrize(
    ("address", "public"),
    [(PUBLIC, True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("198.51.100.1", False), ("", False)],
)
def test_public_is_what_the_internet_says(address, public):
    assert is_public(address) is public


def test_the_real_connection_goes_to_the_address_and_checks_the_name(monkeypatch):
    asked = []

    class Secure:
        def wrap_socket(self, sock, server_hostname):
            asked.append(server_hostname)
            return sock

    monkeypatch.setattr("socket.create_connection", lambda to, seconds: asked.append(to) or "socket")
    connection = fetching.connect("feeds.example.org", PUBLIC, 1.0)
    assert connection._secure.check_hostname
    connection._secure = Secure()
    connection.connect()
    assert asked == [(PUBLIC, 443), "feeds.example.org"]
    assert check_address("https://Feeds.Example.org:443/x") == "feeds.example.org"
