"""`onward match`: what it prints for somebody's answers, and what it says of a file that it cannot use."""

import json
import re
from datetime import date, timedelta

import pytest

from bot import audit
from bot import settings as setting_reader
from bot.commands import demo_data, home

ANSWERS = "interests: [animals]\ndream_job: not care work\nenglish_level: entry\n"


@pytest.fixture
def answers(tmp_path):
    def write(text):
        path = tmp_path / "answers.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def demo_area(onward, tmp_path):
    demo_data.load(home.prepare(setting_reader.load()), date.today(), tmp_path / "demo")


def test_the_first_courses_are_printed_with_their_reasons_and_what_to_ask(onward, answers, demo_area):
    code, said, complained = onward("match", "--answers", answers(ANSWERS))
    assert (code, complained) == (0, "")
    assert said.startswith("1. ")
    assert "\n3. " in said and "\n4. " not in said
    assert "Because you said you like animals." in said
    assert "What to ask:" in said
    assert "Points" not in said


def test_each_course_says_where_it_is_from_and_when_it_was_last_seen(onward, answers, demo_area):
    said = onward("match", "--answers", answers(ANSWERS))[1]
    assert re.search(r"   From .+, \d{4}-\d\d-\d\d\. Last seen \d{4}-\d\d-\d\d\.", said)
    assert "Check this first" not in said


def test_what_each_reason_counts_is_told_only_where_it_is_asked_for(onward, answers, demo_area):
    _, said, _ = onward("match", "--answers", answers(ANSWERS), "--explain")
    assert "Points for the order: " in said and "interest +5" in said


@pytest.mark.parametrize("explain", [False, True])
def test_the_same_comes_as_data(onward, answers, demo_area, explain):
    asked = ["match", "--answers", answers(ANSWERS), "--json", *(["--explain"] if explain else [])]
    found = json.loads(onward(*asked)[1])
    assert len(found["matches"]) == 3
    first = found["matches"][0]
    assert first["title"] in onward("match", "--answers", answers(ANSWERS))[1]
    assert ("points" in first) is explain
    if explain:
        assert first["points"] == sum(first["parts"].values())


def test_what_was_not_seen_for_long_is_to_be_checked_first(onward, answers, demo_area):
    with home.prepare(setting_reader.load()).open() as s:
        feeds = {feed.name: feed.holds for feed in s.imports.feeds(99)}
        s.imports.keep_feeds(feeds, audit.now() - timedelta(days=36))
    said = onward("match", "--answers", answers(ANSWERS))[1]
    assert "Check this first. It may have changed since 20" in said


def test_json_is_taken_as_well(onward, answers, demo_area):
    assert onward("match", "--answers", answers(json.dumps({"interests": ["animals"]})))[0] == 0


def test_an_empty_catalogue_is_told_with_what_to_do(onward, answers):
    code, said, _ = onward("match", "--answers", answers(ANSWERS))
    assert code == 0
    assert "docs/importing.md" in said


def test_a_place_that_nobody_knows_is_told(onward, answers, demo_area):
    said = onward("match", "--answers", answers("home_area: Nowhere-on-Sea\n"))[1]
    assert "Nobody knows where this is: Nowhere-on-Sea." in said


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("intrests: [animals]", "there is no question 'intrests'. Did you mean interests?"),
        ("xyzzy: [animals]", "there is no question 'xyzzy'. The questions are how_to_talk, "),
        ("interests: [animal]", "interests: ['animal'] is none of its values. Use build_or_fix, "),
        ("interests: [[animals]]", "Write text, in quotes."),
        ("interests: 5", "interests: 5 is not what it takes."),
        ("dream_job: [vet]", "Write text, in quotes."),
        ("dream_job: ''", "dream_job: it is empty. Fill it in, or leave the line out."),
        ("dream_job: " + "a" * 1001, "dream_job: it is too long. Use at most 1000 letters."),
        ("- animals", "it must hold names of questions with their values"),
        ("", "it must hold names of questions with their values"),
        ("interests: [", "it is neither YAML nor JSON, line "),
        ("# " + "a" * 70_000, "it is larger than 64 KiB."),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line_that_says_what_to_do(onward, answers, text, complaint):
    code, said, complained = onward("match", "--answers", answers(text))
    assert (code, said) == (1, "")
    assert complaint in complained
    assert complained.strip().count("\n") == 0


def test_a_file_that_is_not_there_is_told(onward, tmp_path):
    code, _, complained = onward("match", "--answers", tmp_path / "gone.yml")
    assert code == 1
    assert "gone.yml: it cannot be read" in complained
