"""What the phrases take for a concern, what for a hint, and what for neither: by cases, and counted."""

import logging

import pytest
from tellings import ordinary, tellings

from bot.reference import told
from bot.reference.concerns import concern_names, watchlist
from bot.safeguarding import SEVERITIES, UNKNOWN, Concern, Found, Watchlist, check, patience
from bot.safeguarding.patterns import BadPattern

# Measured on messages to practise on; of new ones the phrases find fewer. The rest is for the second net
# (tests/system/test_safety_nets.py), and what both find of new messages is printed by bench/safety.py.
LEAST_FOUND = 0.5  # of messages in voices that no phrase was written for; the second net finds the rest
MOST_FALSE_ALARMS = 0.005


def look(text):
    return watchlist().look(text)


def found(text):
    """Return what the phrases say of a text, the sure ones and those that ordinary talk uses too."""
    return look(text).concern or look(text).hint


def test_the_phrases_alone_find_most_of_what_is_told():
    missed = [text for text, _ in tellings("practice") if found(text) is None]
    assert len(missed) <= (1 - LEAST_FOUND) * len(tellings("practice")), missed


def test_what_a_phrase_is_sure_of_is_hardly_ever_an_ordinary_message():
    messages = [*ordinary("practice"), *told.ordinary()]
    alarms = [text for text in messages if look(text).concern]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(messages), alarms


def test_where_a_phrase_finds_something_it_is_mostly_of_its_own_category():
    named = [(found(text), concern) for text, concern in told.told().items() if found(text)]
    right = [seen for seen, concern in named if seen.category == concern.category]
    assert len(right) >= 0.75 * len(named)


def test_there_is_much_to_learn_from_of_every_category_and_severity():
    concerns = told.told().values()
    assert len(concerns) >= 600
    assert len(told.ordinary()) >= 2000
    assert {concern.category for concern in concerns} == set(concern_names())
    assert {concern.severity for concern in concerns} == set(SEVERITIES)


def test_nothing_is_both_a_telling_and_ordinary():
    assert told.told().keys().isdisjoint(told.ordinary())


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


@pytest.mark.parametrize("text", [
    "kill me now its double maths", "i need help picking a course",
    "i got kicked out of the library for laughing", "are you going to kill all humans",
])  # fmt: skip
def test_a_phrase_that_ordinary_talk_uses_too_is_only_a_hint(text):
    assert look(text).concern is None
    assert look(text).hint


@pytest.mark.parametrize("text", ["i want to kill myself", "my dad hits me", "im homeless", "i was raped"])
def test_what_is_said_outright_is_enough_by_itself(text):
    assert look(text).concern


@pytest.mark.parametrize("broken", [None, object()])
@pytest.mark.parametrize("text", ["i like cars, i want to die", "want to die"])
def test_when_looking_fails_help_is_shown_and_the_words_are_not_logged(broken, text, caplog):
    with caplog.at_level(logging.ERROR):
        assert check(text, broken) == Found(UNKNOWN)
    assert "safety check failed" in caplog.text
    assert text not in caplog.text


def test_when_looking_takes_too_long_help_is_shown(monkeypatch):
    ticks = iter(range(1_000_000))
    monkeypatch.setattr(patience.time, "monotonic", lambda: next(ticks) * patience.PATIENCE)
    assert check("i like cars and bikes", watchlist()) == Found(UNKNOWN)


def test_a_severity_that_nobody_knows_is_refused_at_the_start():
    with pytest.raises(BadPattern, match="someday"):
        Watchlist({"suicide": {"someday": ["want to die"]}})


def test_a_working_check_is_what_was_found():
    assert check("i want to die", watchlist()) == Found(Concern("suicide", "now"))
    assert check("i like cars", watchlist()) == Found()


def test_every_hint_and_every_phrase_is_of_a_category_that_the_desk_can_name():
    assert set(watchlist().phrases) == set(watchlist().hints) == set(concern_names())
