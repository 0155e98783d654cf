"""What is a concern and what is not, measured on labelled messages and shown by cases."""

import logging
from functools import cache
from pathlib import Path

import pytest

from bot.reference.concerns import concern_names, watchlist
from bot.reference.files import read_yaml
from bot.safeguarding import SEVERITIES, UNKNOWN, Concern, Watchlist, assess, check
from bot.safeguarding.patterns import BadPattern

DATA = Path(__file__).resolve().parents[1] / "data"
PARTS = ["tuned", "held_out"]
LEAST_FOUND = 0.98
MOST_FALSE_ALARMS = 0.02


@cache
def disclosures(part):
    """Every labelled disclosure: (text, concern as labelled)."""
    return [
        (text, Concern(category, severity))
        for category, by_severity in read_yaml(DATA / "disclosures.yml")[part].items()
        for severity, texts in by_severity.items()
        for text in texts
    ]


@cache
def ordinary(part):
    return read_yaml(DATA / "ordinary.yml")[part]


def found(text):
    return assess(text, watchlist())


@pytest.mark.parametrize("part", PARTS)
def test_nearly_every_disclosure_is_found(part):
    labelled = disclosures(part)
    missed = [text for text, _concern in labelled if found(text) is None]
    assert len(missed) <= (1 - LEAST_FOUND) * len(labelled), missed


@pytest.mark.parametrize("part", PARTS)
def test_nobody_in_danger_now_is_missed(part):
    urgent = [text for text, concern in disclosures(part) if concern.severity == "now"]
    assert urgent
    assert [text for text in urgent if found(text) is None] == []


@pytest.mark.parametrize("part", PARTS)
def test_few_ordinary_messages_raise_a_false_alarm(part):
    alarms = [(text, found(text)) for text in ordinary(part) if found(text)]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(ordinary(part)), alarms


def test_most_disclosures_are_given_the_help_of_their_own_category():
    labelled = [row for part in PARTS for row in disclosures(part)]
    right = [text for text, concern in labelled if getattr(found(text), "category", "") == concern.category]
    assert len(right) >= 0.85 * len(labelled)


def test_the_labelled_messages_are_many_and_of_every_category():
    labelled = [row for part in PARTS for row in disclosures(part)]
    assert len(labelled) >= 600
    assert sum(len(ordinary(part)) for part in PARTS) >= 2000
    assert {concern.category for _text, concern in labelled} == set(concern_names())
    assert {concern.severity for _text, concern in labelled} == set(SEVERITIES)


@pytest.mark.parametrize("kind", ["disclosures", "ordinary"])
def test_no_message_is_in_both_parts(kind):
    tuned, held_out = (
        {text for text, _concern in disclosures(part)} if kind == "disclosures" else set(ordinary(part))
        for part in PARTS
    )
    assert tuned.isdisjoint(held_out)


@pytest.mark.parametrize(("text", "category", "severity"), [
    ("I want to hurt myself", "self_harm", "now"),
    ("i dont want to be here anymore", "suicide", "now"),
    ("kms", "suicide", "now"),
    ("wanna die", "suicide", "now"),
    ("my dad hits me", "physical_abuse", "soon"),
    ("someone is touching me", "sexual_abuse", "now"),
    ("theres no food in my house", "neglect", "soon"),
    ("someone is hurting me", "someone_hurting_me", "now"),
    ("my boyfriend hits me", "domestic_abuse", "soon"),
    ("they make me carry drugs", "exploitation", "now"),
    ("i carry a knife", "weapons", "now"),
    ("someone is blackmailing me with nudes", "nudes_deepfakes_blackmail", "now"),
    ("my boyfriend is 32", "grooming", "soon"),
    ("i have nowhere to sleep", "running_away_nowhere_to_sleep", "now"),
    ("im getting bullied", "bullying", "soon"),
    ("my parents are forcing me to get married", "forced_marriage_fgm_honour", "now"),
    ("i want to join isis", "radicalisation", "soon"),
    ("i make myself sick after eating", "eating", "soon"),
    ("my drink got spiked", "drugs_or_drink_crisis", "now"),
    ("i want to kill my stepdad", "harm_to_others", "now"),
    ("i cant cope anymore", "cannot_cope", "soon"),
])  # fmt: skip
def test_each_category_has_its_severity(text, category, severity):
    assert found(text) == Concern(category, severity)


@pytest.mark.parametrize("text", [
    "i like art, it stops me cutting",
    "maths and english but honestly i want to die",
    "headphones, breaks, not getting hit at home",
    "Plumbing. My dad hits me. Year 11.",
    "near the station because i sleep there, i have nowhere to go",
])  # fmt: skip
def test_a_worry_buried_in_an_answer_counts(text):
    assert found(text)


@pytest.mark.parametrize("text", [
    "killing it in maths", "i would die for a pizza", "shoot a film", "i want to cut hair", "killing time",
    "dead good", "a bomb disposal job", "i liked that drug dealer film", "i want to be a paramedic",
    "a career in the police", "help people who self harm", "i beat my brother at fifa",
    "my mum will kill me if i fail", "i cant cope with noise", "i dont want to live in london",
    "therapist", "anti bullying ambassador", "i got kicked out of school", "my phone died",
])  # fmt: skip
def test_what_only_sounds_alarming_is_let_through(text):
    assert found(text) is None


@pytest.mark.parametrize("text", [
    "fuck off", "you are shit", "i hate you stupid bot", "piss off", "bollocks", "you're a dickhead",
    "kys bot",
])  # fmt: skip
def test_swearing_at_the_bot_is_no_concern(text):
    assert found(text) is None


@pytest.mark.parametrize("text", [
    "I don't hurt myself", "i never cut myself", "im not suicidal", "i dont want to die",
])  # fmt: skip
def test_a_denied_concern_is_still_watched(text):
    assert found(text).severity == "watch"


@pytest.mark.parametrize("text", ["i dont do drugs", "im not in a gang", "i dont carry a knife"])
def test_where_a_denial_is_an_ordinary_answer_it_is_believed(text):
    assert found(text) is None


@pytest.mark.parametrize("text", [
    "dont want to be here any more", "i dont want to live", "i dont deserve to live", "never want to wake up",
    "not gonna lie i want to die", "why dont i just kill myself", "i cant stop hurting myself",
])  # fmt: skip
def test_a_not_that_belongs_to_the_worry_does_not_deny_it(text):
    assert found(text).severity in {"now", "soon"}


def test_the_most_urgent_of_several_concerns_is_told():
    assert found("i get bullied, i cant cope and i want to kill myself").category == "suicide"


@pytest.mark.parametrize("text", ["dead good at maths.", "killing it in english", "i could die for a pizza"])
def test_an_ordinary_phrase_hides_no_worry_beside_it(text):
    for worry in ["i want to kill myself", "my dad hits me", "i have nowhere to sleep tonight"]:
        assert found(f"{text} {worry}") == found(f"{worry} {text}") == found(worry)


@pytest.mark.parametrize("broken", [None, object()])
@pytest.mark.parametrize("text", ["i like cars, i want to die", "want to die"])
def test_when_looking_fails_help_is_shown_and_the_words_are_not_logged(broken, text, caplog):
    with caplog.at_level(logging.ERROR):
        assert check(text, broken) == UNKNOWN
    assert "safety check failed" in caplog.text
    assert text not in caplog.text


def test_a_severity_that_nobody_knows_is_refused_at_the_start():
    with pytest.raises(BadPattern, match="someday"):
        Watchlist({"suicide": {"someday": ["want to die"]}})


def test_a_working_check_is_the_assessment():
    assert check("i want to die", watchlist()) == Concern("suicide", "now")
    assert check("i like cars", watchlist()) is None
