"""What free words say of study mode, attendance, start, length, ages and money, and what they do not."""

from datetime import date

import pytest

from bot.courses import Level
from bot.importers import course_words as words
from bot.importers.cells import BadCell
from bot.importers.markup import plain, shortened
from bot.importers.own_ids import host_of, key, provider_id, ukprn_in_name


@pytest.mark.parametrize(
    ("said", "study_mode"),
    [
        ("FT: Full time", "full_time"),
        ("PT", "part_time"),
        ("FL: Flexible", "flexible"),
        ("NK: Not known", None),
        ("Full-Time", "full_time"),
        ("Short Full-time", "full_time"),
        ("Other Part-time Day and / or Twilight", "part_time"),
        ("Flexible study [day/eve and/or home/distance]", "flexible"),
        ("Part-time, flexible hours", "part_time"),
        ("Full-time or part-time", None),
        ("Other open learning", None),
        ("", None),
    ],
)
def test_study_mode(said, study_mode):
    assert words.study_mode(said) == study_mode


@pytest.mark.parametrize(
    ("said", "attendance"),
    [
        (["DT: Daytime"], "daytime"),
        (["EV"], "evening"),
        (["TW: Twilight"], "evening"),
        (["WE: Weekend"], "weekend"),
        (["DR: Day/Block release"], "day_or_block_release"),
        (["CS: Customised"], None),
        (["", "Part Time Day", "Twilight"], "daytime"),
        (["", "Evening", "Twilight and / or Evening / or Weekends"], "evening"),
        (["Twilight and / or Evening / or Weekends"], None),
        (["Block Release"], "day_or_block_release"),
        (["", "Flexible", "Flexible study [day/eve and/or home/distance]"], None),
        (["", "Full Time", "Full-Time"], None),
        (["Monday"], None),
    ],
)
def test_attendance(said, attendance):
    assert words.attendance(*said) == attendance


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("ON: Online", "online"),
        ("DS: Distance without attendance", "distance"),
        ("DA: Distance with attendance", None),
        ("WB: Work-based", "workplace"),
        ("CM: Campus", None),
        ("Part time distance education course", "distance"),
        ("", None),
    ],
)
def test_where_without_a_place(said, mode):
    assert words.mode(said) == mode


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-09-01T00:00:00", date(2026, 9, 1)),
        ("01/09/2026", date(2026, 9, 1)),
        ("1 Sept", None),
        ("Tuesday 1 September 2026", date(2026, 9, 1)),
        ("1st September 2026", date(2026, 9, 1)),
        ("September 2026", None),
        ("Various", None),
    ],
)
def test_a_start_is_a_day_or_unknown(said, day):
    assert words.begins(said) == day


@pytest.mark.parametrize(
    "said", ["31/02/2027", "2027-13-01", "1900-01-01", "0001-01-01T00:00:00", "99999999"]
)
def test_a_start_that_is_written_as_a_day_and_is_none_is_told(said):
    with pytest.raises(BadCell):
        words.begins(said)


@pytest.mark.parametrize(
    ("said", "yes"), [("Roll-on, roll-off", True), ("Any time", True), ("Various", False)]
)
def test_a_start_at_any_time(said, yes):
    assert words.begins_any_time(said) is yes


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("P2Y", "2 years"),
        ("P1Y6M", "1 year 6 months"),
        ("PT22H", "22 hours"),
        ("P12W", "12 weeks"),
        ("P", None),
        ("P0Y", None),
        ("1 month (approx)", "1 month (approx)"),
        ("<p>One\nyear</p>", "One year"),
        ("x" * 30 + " " + "y" * 60, "x" * 30 + "…"),
    ],
)
def test_a_length_is_in_words(said, length):
    assert words.length(said) == length


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ("0.0000", "£0"),
        ("570.0000", "£570"),
        ("155.5", "£155.50"),
        ("£1,200.00", "£1200"),
        ("GBP155.00", "£155"),
        ("free", "free"),
        ("UK fee: GBP155.00; Ireland fee: GBP340.00", "UK fee: GBP155.00; Ireland fee: GBP340.00"),
        ("a " * 200, "a " * 125 + "a…"),
    ],
)
def test_money(said, cost):
    assert words.money(said) == cost


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ("16-18", (16, 18)),
        ("16 to 24 years", (16, 24)),
        ("19+", (19, None)),
        ("18 plus", (18, None)),
        ("16-", (16, None)),
        ("-25", (None, 25)),
        ("up to 25", (None, 25)),
        ("any", (None, None)),
        ("0-4", (None, None)),
        ("adults", (None, None)),
    ],
)
def test_ages(said, ages):
    assert words.ages(said) == ages


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Level 3", Level.L3),
        ("Unit\nLevel 2", Level.L2),
        ("SCQF Level 5", None),
        ("Intermediate 2", None),
        ("Undergraduate", None),
        ("X", None),
        ("", None),
    ],
)
def test_a_level_among_several_lines(said, level):
    assert words.level_in(said) is level


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two &amp; <b>bold</b></p>", "One\nTwo & bold"),
        ("<ul><li>A</li><li>B</li></ul>after", "- A\n- B\nafter"),
        ("&lt;p&gt;Escaped&lt;/p&gt;", "Escaped"),
        ("&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;", "Twice"),
        ("a < b, c > d, ages <16", "a < b, c > d, ages <16"),
        ("line<br/>line", "line\nline"),
        ("<script>alert(1)</script>x<style>p{}</style><!-- no -->", "x"),
        ("one &#xD;&#xA;&#xD;&#xA;two", "one\ntwo"),
        ("<a href='https://x.example?a=1&b=2'>link</a>", "link"),
        ("a\x00b\ud800c\u202ed", "abcd"),
        ("", ""),
    ],
)
def test_markup_becomes_words(markup, expected):
    assert plain(markup) == expected


@pytest.mark.parametrize(
    "odd", ["<" * 100_000, "<a" * 50_000, "<!--" * 30_000, "<script" * 20_000, "&" * 99_999]
)
def test_odd_markup_is_read_in_no_time(odd):
    assert len(plain(odd)) <= 10_000


def test_words_are_cut_between_words():
    assert shortened(10, "one two three") == "one two…"
    assert shortened(13, "one two three") == "one two three"


@pytest.mark.parametrize(
    ("own", "expected"),
    [("ASD-1", "asd-1"), ("asd", "asd"), ("C", "c")],
)
def test_a_plain_name_is_its_own_key(own, expected):
    assert key(own) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C++", "C"),
        ("a/b", "a-b"),
        ("x" * 100, "x" * 101),
        ("https://a.example/?id=1", "https://a.example/id/1"),
    ],
)
def test_two_names_are_never_one_key(one, other):
    assert key(one) != key(other)
    assert len(key(one)) <= 60
    assert all(sign.isalnum() or sign == "-" for sign in key(one))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("10000055", "123456", "https://a.example", "A"), "ukprn:10000055"),
        ((None, "123456", "https://a.example", "A"), "urn:123456"),
        ((None, None, "https://www.College.example/courses", "A"), "site:college.example"),
        ((None, None, "https://www.facebook.com/college", "Mill"), "name:mill"),
        ((None, None, None, "Mill"), "name:mill"),
        ((None, None, "https://[::1]/", "Mill"), "name:mill"),
    ],
)
def test_a_provider_has_the_best_id_that_there_is(given, expected):
    assert provider_id(*given) == expected


def test_ids_of_providers_fit_their_column():
    assert len(provider_id(None, None, f"https://{'a' * 60}.{'b' * 60}.example", "A")) <= 64
    assert len(provider_id(None, None, None, "n" * 255)) <= 64
    assert host_of("not an address") is None


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("10000055-courses", "10000055"),
        ("courses_10000055", "10000055"),
        ("20000055", None),
        ("110000055", None),
    ],
)
def test_a_file_may_say_whose_it_is(stem, number):
    assert ukprn_in_name(stem) == number
