"""Whole conversations with the trained model and the real actions, in this process."""

import asyncio
from pathlib import Path

import pytest
from talk import Talk, load_agent

from actions import database
from bot import audit, conversations
from bot.assistant.turns import TurnFailed
from bot.people import Adviser, Dsl, Role, Setting
from bot.questions import QUESTIONS
from bot.reference import wording
from bot.reference.files import read_yaml
from bot.store import Store, StoreUnavailable
from bot.store.migrate import migrate

pytestmark = pytest.mark.rasa
ARE_YOU_REAL = read_yaml(Path(__file__).parents[1] / "data" / "are_you_real.yml")
MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
WANTED = {"year_group": "year_11", "good_and_hard_days": "changes_a_lot"}
LEAD = Adviser(1, "dsl@school.example", "", "school", frozenset({Role.DSL}))


@pytest.fixture(scope="module")
def talking(trained_model, tmp_path_factory):
    """The agent, and a database that it shares with its actions."""
    url = f"sqlite:///{tmp_path_factory.mktemp('talking')}/onward.db"
    store = Store(url)
    migrate(store)
    with store.open() as s:
        s.people.save_setting(Setting("school", "the school", Dsl("the lead")), MADE_UP)
    patch = pytest.MonkeyPatch()
    patch.setenv("ONWARD_DATABASE_URL", url)
    database.store.cache_clear()
    yield load_agent(trained_model, store), store
    patch.undo()
    database.store.cache_clear()


@pytest.fixture
def talk(talking):
    agent, store = talking
    conversation = conversations.begin("school")
    with store.open() as s:
        s.conversations.start(conversation, conversations.digest(conversation.id), MADE_UP)
    talk = Talk(agent, store, conversation.id)
    talk.say(event="start")
    return talk


@pytest.fixture
def kept(talk):
    """A quick conversation whose answers are kept, now at ``what_helps``."""
    for choice in (["quick"], ["year_11"], ["animals"], ["college"], ["agreed"]):
        talk.say(choices=choice)
    assert talk.question == "what_helps"
    return talk


@pytest.fixture
def ended(kept):
    """A quick conversation that has come to its end."""
    finish(kept, "only_me")
    return kept


def messages(talk):
    return "\n".join(message["text"] for message in talk.turn["messages"])


def values(talk):
    return talk.plan().values


def test_it_says_what_it_is_before_it_asks_anything(talk):
    assert "computer" in talk.turn["messages"][0]["text"]
    assert talk.question == "begin"


def test_it_says_that_it_is_a_computer_program_however_it_is_asked(kept):
    (answer,) = wording.responses()["utter_are_you_real"]
    said = {asked: [each["text"] for each in kept.say(text=asked)["messages"]] for asked in ARE_YOU_REAL}
    assert [asked for asked, texts in said.items() if answer["text"] not in texts] == []


@pytest.mark.parametrize(
    ("command", "says"), [("why", True), ("show_matches", True), ("talk_to_a_person", True)]
)
def test_an_interruption_is_answered_and_the_question_comes_again(kept, command, says):
    kept.say(command=command)
    assert bool(kept.turn["messages"]) is says
    assert kept.question == "what_helps"


@pytest.mark.parametrize(
    "asked",
    [
        "what is a t level?", "whats an aprenticeship", "how much is the bursary?", "what is an ehc plan",
        "who sees this?", "are you a real person?",
    ],
)  # fmt: skip
def test_a_question_of_the_learners_own_is_answered_and_theirs_comes_again(kept, asked):
    kept.say(text=asked)
    assert kept.turn["messages"]
    assert "not_understood" not in str(kept.slots().get("misses"))
    assert kept.slots()["misses"] is None
    assert kept.question == "what_helps"


def answer_in(style, topic):
    """The answer to a topic as it is written: in easier words, or plain."""
    variants = wording.responses()[f"utter_about_{topic}"]
    return next(each["text"] for each in variants if ("condition" in each) is (style == "easy"))


def told(talk):
    return [message["text"] for message in talk.turn["messages"]]


@pytest.mark.parametrize(
    "asked", ["easy read please", "too many words", "use easier words", "can you write less"]
)
def test_who_asks_for_easy_words_is_told_so_and_the_question_comes_again(kept, asked):
    kept.say(text=asked)
    assert told(kept) == [wording.responses()["utter_easy_read"][0]["text"]]
    assert kept.question == "what_helps"
    assert kept.slots()["what_helps"] is None


def test_every_topic_is_easy_from_then_on_until_the_normal_words_are_asked_for(kept):
    kept.say(text="easy read please")
    for asked, topic in (("what is a t level?", "t_level"), ("what is a bursary?", "bursary")):
        kept.say(text=asked)
        assert told(kept) == [answer_in("easy", topic)]
    kept.say(text="normal words")
    kept.say(text="what is a t level?")
    assert told(kept) == [answer_in("plain", "t_level")]
    assert kept.question == "what_helps"


def test_asking_for_easy_words_is_never_kept_as_an_answer(talk):
    talk.say(choices=["full"])
    while talk.question != "dream_job":
        talk.say(command="skip")
    talk.say(text="easy read please")
    assert talk.question == "dream_job"
    assert talk.slots()["dream_job"] is None


def test_what_cannot_be_understood_is_asked_in_other_words_then_with_buttons_then_left(kept):
    first = kept.turn["question"]["text"]
    others = [kept.say(text="flarb wuzzle nonk")["question"] for _ in range(2)]
    assert all(question["name"] == "what_helps" for question in others)
    assert others[0]["text"] != first
    assert others[1]["choices"]
    kept.say(text="flarb wuzzle nonk")
    assert "Talk to a person" in messages(kept)
    assert kept.question == "home_area"
    assert "what_helps" not in kept.plan().answers


def test_going_back_keeps_the_earlier_answer_until_there_is_a_new_one(kept):
    kept.say(choices=["breaks", "quiet_place"])
    kept.say(command="back")
    assert kept.question == "what_helps"
    assert kept.plan().answers["what_helps"].value == ("quiet_place", "breaks")
    kept.say(command="skip")
    assert kept.plan().answers["what_helps"].value == ("quiet_place", "breaks")
    assert kept.question == "home_area"


def test_going_back_and_answering_changes_that_answer_alone(kept):
    kept.say(choices=["breaks"])
    before = dict(kept.plan().answers)
    kept.say(command="back")
    kept.say(choices=["headphones"])
    after = kept.plan().answers
    assert after["what_helps"].value == ("headphones",)
    assert {name: kept.value for name, kept in after.items() if name != "what_helps"} == {
        name: kept.value for name, kept in before.items() if name != "what_helps"
    }


def test_an_answer_can_be_changed_in_words(kept):
    kept.say(text="i want to change my year")
    assert kept.question == "year_group"
    kept.say(text="year 10")
    assert kept.plan().answers["year_group"].value == "year_10"
    assert kept.question == "what_helps"


def test_the_learners_own_words_stand_beside_the_value(kept):
    kept.say(text="i carnt do noisy places so somewhere quiet")
    answer = kept.plan().answers["what_helps"]
    assert "quiet_place" in answer.value
    assert answer.words == "i carnt do noisy places so somewhere quiet"


def test_of_a_place_only_the_outward_code_is_kept(kept):
    kept.say(choices=["breaks"])
    kept.say(text="OX14 1GG")
    answer = kept.plan().answers["home_area"]
    assert (answer.value, answer.words) == ("OX14", None)


@pytest.mark.parametrize("said", [{"command": "skip"}, {"text": "skip"}, {"text": "pass"}])
def test_a_skipped_question_is_absent_from_the_plan(kept, said):
    kept.say(**said)
    assert kept.question == "home_area"
    assert "what_helps" not in kept.plan().answers


@pytest.mark.parametrize("said", [{"choices": ["not_sure"]}, {"text": "not sure"}, {"text": "idk"}])
def test_not_sure_is_a_value(kept, said):
    kept.say(**said)
    assert kept.plan().answers["what_helps"].value == "not_sure"


def test_nothing_is_kept_without_agreement_and_nothing_shared(talk):
    for choice in (["quick"], ["year_11"], ["animals"], ["college"], ["not_now"], ["breaks"]):
        talk.say(choices=choice)
    talk.say(text="OX14")
    talk.say(choices=["minutes_40"])
    assert talk.plan() is None
    assert talk.question is None


def test_nothing_is_kept_of_a_child_who_is_younger_than_this_is_for(talk):
    talk.say(choices=["quick"])
    talk.say(choices=["year_8_or_below"])
    assert talk.turn["messages"]
    while talk.question:
        assert talk.question not in ("keep_plan", "sharing:about_me")
        talk.say(command="skip")
    assert talk.plan() is None


def finish(talk, share):
    talk.say(choices=["breaks"])
    talk.say(text="OX14")
    talk.say(choices=["minutes_40"])
    while talk.question:
        talk.say(choices=[share])


@pytest.mark.parametrize(("share", "status"), [("only_me", "draft_by_learner"), ("adviser", "with_adviser")])
def test_the_adviser_gets_the_plan_only_where_something_is_shared(kept, share, status):
    finish(kept, share)
    assert kept.plan().status == status


def test_a_stop_keeps_everything_and_leads_back(kept):
    kept.say(command="stop")
    assert kept.question == "carry_on"
    kept.say(choices=["yes"])
    assert kept.question == "what_helps"


def test_what_the_second_net_catches_is_told_and_its_words_are_kept_nowhere_else(kept):
    words = "my uncle touches me and says its our secret"
    kept.say(text=words)
    assert kept.question == "after_help"
    with kept.store.open() as s:
        assert words in [alert.words for alert in s.alerts.for_dsl(LEAD)]
        assert "uncle" not in str(s.trackers.events(kept.conversation))
    assert "uncle" not in str(kept.slots())


def test_after_help_the_question_comes_only_when_the_learner_says_so(kept):
    kept.say(event="concern")
    assert [message["kind"] for message in kept.turn["messages"]] == ["help"]
    assert kept.question == "after_help"
    kept.say(choices=["go_on"])
    assert kept.question == "what_helps"


def test_a_turn_whose_action_fails_keeps_nothing_and_can_be_taken_again(kept, monkeypatch):
    def away(*_args, **_kwargs):
        raise StoreUnavailable("away")

    with monkeypatch.context() as patch, pytest.raises(TurnFailed):
        patch.setattr("actions.keeping._change_once", away)
        kept.say(choices=["breaks"])
    assert kept.slots()["what_helps"] is None
    kept.say(choices=["breaks"])
    assert kept.plan().answers["what_helps"].value == ("breaks",)


# --- more than the answer to the question ---------------------------------------------------------


def test_an_answer_to_another_question_is_kept_and_not_asked_for_again(kept):
    kept.say(text="a quiet place. i live in leeds")
    assert "I also noted" in messages(kept)
    assert "Leeds" in messages(kept)
    assert values(kept)["what_helps"] == ("quiet_place",)
    assert kept.question == "travel_time"
    assert kept.turn["progress"] == {"done": 5, "of": 9}


def test_what_is_in_doubt_is_offered_as_the_open_question_with_two_choices(kept):
    before = kept.turn["question"]
    kept.say(text="maybe breaks")
    asked = kept.turn["question"]
    assert (asked["name"], asked["kind"], asked["can_skip"]) == ("what_helps", "one", before["can_skip"])
    assert [choice["label"] for choice in asked["choices"]] == ["Yes", "No"]
    assert "Breaks" in asked["text"]
    assert "what_helps" not in values(kept)


@pytest.mark.parametrize("reply", [{"choices": ["yes"]}, {"text": "yh"}, {"choices": ["breaks"]}])
def test_an_offer_that_is_taken_is_kept(kept, reply):
    kept.say(text="maybe breaks")
    kept.say(**reply)
    assert values(kept)["what_helps"] == ("breaks",)
    assert kept.question == "home_area"


@pytest.mark.parametrize("reply", [{"choices": ["no"]}, {"text": "nah"}])
def test_an_offer_that_is_not_taken_brings_the_question_in_other_words(kept, reply):
    first = kept.turn["question"]
    kept.say(text="maybe breaks")
    kept.say(**reply)
    again = kept.turn["question"]
    assert (again["name"], again["choices"]) == ("what_helps", first["choices"])
    assert again["text"] != first["text"]
    assert "what_helps" not in values(kept)


@pytest.mark.parametrize("interrupting", [{"command": "why"}, {"text": "are you a real person?"}])
def test_an_interruption_brings_the_offer_again(kept, interrupting):
    offer = kept.say(text="maybe breaks")["question"]
    kept.say(**interrupting)
    assert kept.turn["messages"]
    assert kept.turn["question"] == offer


# --- changing -------------------------------------------------------------------------------------


def test_an_answer_that_is_said_anew_changes_at_once_and_the_question_stays(kept):
    kept.say(text="im in year 10")
    assert "Before: Year 11. Now: Year 10." in messages(kept)
    assert values(kept)["year_group"] == "year_10"
    assert kept.question == "what_helps"


@pytest.mark.parametrize("back", [{"text": "same"}, {"text": "like before"}, {"text": "keep it"}])
def test_an_answer_that_they_went_back_to_can_stay(kept, back):
    kept.say(command="change:interests")
    assert kept.question == "interests"
    kept.say(**back)
    assert values(kept)["interests"] == ("animals",)
    assert kept.question == "what_helps"


def test_after_the_end_an_answer_can_be_changed_in_one_go(ended):
    ended.say(text="im in year 10")
    assert values(ended)["year_group"] == "year_10"
    assert "Before: Year 11. Now: Year 10." in messages(ended)
    assert ended.question is None


def test_after_the_end_any_question_can_be_asked_again(ended):
    ended.say(text="change what helps me")
    assert ended.question == "what_helps"
    ended.say(choices=["headphones"])
    assert values(ended)["what_helps"] == ("headphones",)
    assert ended.question is None


@pytest.mark.parametrize("said", [{"command": "skip"}, {"text": "idk"}, {"text": "same as before"}])
def test_after_the_end_there_is_always_an_answer(ended, said):
    ended.say(**said)
    assert ended.turn["messages"]
    assert ended.question is None


def test_the_summary_comes_with_the_question_whether_to_keep_it(talk):
    for choice in (["quick"], ["year_10"], ["animals"], ["college"]):
        talk.say(choices=choice)
    assert talk.question == "keep_plan"
    (summary,) = (message["text"] for message in talk.turn["messages"] if message["kind"] == "summary")
    assert "Year 10" in summary
    talk.say(text="thats wrong")
    assert talk.question == "heard_right"
    talk.say(text="my year")
    assert talk.question == "year_group"
    talk.say(choices=["year_11"])
    assert "My year: Year 11" in messages(talk)
    assert talk.question == "keep_plan"


def to_keep_plan(talk):
    for choice in (["quick"], ["year_11"], ["animals"], ["college"]):
        talk.say(choices=choice)


def to_sharing(talk):
    to_keep_plan(talk)
    for said in ({"choices": ["agreed"]}, {"choices": ["breaks"]}, {"text": "OX14"}, {"choices": ["longer"]}):
        talk.say(**said)


STATES = {
    "begin": lambda talk: None,
    "year_group": lambda talk: talk.say(choices=["quick"]),
    "heard_right": lambda talk: talk.say(text="change something"),
    "keep_plan": to_keep_plan,
    "sharing:about_me": to_sharing,
    "carry_on": lambda talk: talk.say(command="stop"),
    "after_help": lambda talk: talk.say(event="concern"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "said",
    [{"text": "are you a real person?"}, {"text": "tell me a joke"}, {"text": "ur shit"}, {"command": "why"},
     {"command": "talk_to_a_person"}, {"command": "show_matches"}],
    ids=str,
)  # fmt: skip
def test_in_every_state_an_interruption_is_answered_and_the_question_comes_again(talk, state, said):
    STATES[state](talk)
    assert talk.question == state
    asked = talk.turn["question"]
    talk.say(**said)
    assert talk.turn["messages"]
    assert talk.turn["question"] == asked


def test_every_question_that_applies_is_asked_on_the_full_way(talk):
    asked = []
    talk.say(choices=["full"])
    while talk.question and len(asked) < 60:
        asked.append(talk.question.split(":")[0])
        choices = [choice["value"] for choice in talk.turn["question"]["choices"]]
        talk.say(choices=[WANTED.get(asked[-1], choices[0])]) if choices else talk.say(text="OX14")
    names = [question.name for question in QUESTIONS]
    assert [name for name in dict.fromkeys(asked) if name in names] == names
    assert len(asked) + len(["begin"]) == 34


def test_two_learners_never_hear_of_one_another(talking):
    agent, store = talking
    both = []
    for year in ("year_9", "left_school"):
        conversation = conversations.begin("school")
        with store.open() as s:
            s.conversations.start(conversation, conversations.digest(conversation.id), MADE_UP)
        learner = Talk(agent, store, conversation.id)
        learner.say(event="start")
        learner.say(choices=["quick"])
        learner.say(choices=[year])
        both.append(learner)
    assert [learner.slots()["year_group"] for learner in both] == ["year_9", "left_school"]
    assert asyncio.run(agent.tracker_store.read("nobody")) is None
