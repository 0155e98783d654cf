"""The chat API's words and Rasa's: commands in, turns out."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers import InvalidAnswer
from bot.assistant import wire

NAMES = (
    "requested_slot", "begin", "year_group", "what_helps", "sharing_about_me", "options", "earlier",
    "offered",
)  # fmt: skip
DOMAIN = Domain.from_dict(
    {
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name in NAMES
            if name != "requested_slot"
        },
        "forms": {"form": {"required_slots": []}},
    }
)


@pytest.mark.parametrize(
    ("said", "asked", "text"),
    [
        ({"text": "i like dogs"}, "interests", "i like dogs"),
        ({"text": "//skip"}, "interests", "skip"),
        ({"choices": ["year_11"]}, "year_group", '/inform{"year_group": "year_11"}'),
        ({"choices": ["tired", "noise"]}, "what_is_hard", '/inform{"what_is_hard": ["noise", "tired"]}'),
        ({"choices": ["not_sure"]}, "year_group", "/not_sure"),
        ({"choices": ["adviser"]}, "sharing_about_me", '/inform{"sharing_about_me": "adviser"}'),
        ({"choices": ["go_on"]}, "after_help", '/inform{"after_help": "go_on"}'),
        ({"command": "skip"}, "year_group", "/skip"),
        ({"command": "back"}, "year_group", "/go_back"),
        ({"command": "change:route"}, "year_group", '/change{"question": "route"}'),
        ({"command": "save:c-1"}, None, '/save_option{"course": "c-1"}'),
        ({"command": "reject:c-1:too_far"}, None, '/reject_option{"course": "c-1", "reason": "too_far"}'),
        ({"event": "start"}, None, "/start"),
        ({"event": "concern"}, "year_group", "/safeguarding_concern"),
        ({"event": "return"}, None, "/return_to_plan"),
    ],
)  # fmt: skip
def test_what_was_said_becomes_a_message(said, asked, text):
    assert wire.text_of(said, asked) == text


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"choices": ["year_99"]}, "year_group"),
        ({"choices": ["year_11", "year_10"]}, "year_group"),
        ({"choices": ["year_11"]}, None),
        ({"choices": ["breaks"]}, "year_group"),
        ({"command": "admin"}, "year_group"),
        ({"command": "change:nothing"}, "year_group"),
        ({"command": "save:"}, None),
        ({"command": "skip:me"}, None),
    ],
)
def test_what_is_no_answer_here_is_refused(said, asked):
    with pytest.raises(InvalidAnswer):
        wire.text_of(said, asked)


def asking(slot, text, *values):
    buttons = [{"title": value, "payload": f'/inform{{"{slot}": "{value}"}}'} for value in values]
    return BotUttered(text, {"buttons": buttons or None}, {"utter_action": f"utter_ask_{slot}"})


def turn(*events):
    start = [ActionExecuted("action_listen"), BotUttered("of an earlier turn"), UserUttered("hi")]
    return wire.turn_of(
        DialogueStateTracker.from_events("c1", [*start, *events], DOMAIN.slots, domain=DOMAIN)
    )


def test_a_turn_is_what_was_said_since_the_learner_spoke():
    said = turn(
        BotUttered("Well done."),
        SlotSet("requested_slot", "year_group"),
        asking("year_group", "Which?", "year_9"),
    )
    assert said["messages"] == [{"kind": "say", "text": "Well done."}]
    assert said["question"] == {
        "name": "year_group", "kind": "one", "text": "Which?", "can_skip": True,
        "choices": [{"value": "year_9", "label": "year_9"}],
    }  # fmt: skip
    assert said["progress"]["done"] == 0


def test_a_message_of_our_own_shape_goes_out_as_it_is():
    shown = {"kind": "match", "text": "Plants", "match": {"course_id": "c-1"}}
    assert turn(BotUttered(None, {"custom": shown}))["messages"] == [shown]


def test_a_question_in_words_has_no_choices():
    asked = turn(SlotSet("requested_slot", "dream_job"), asking("dream_job", "A dream job?"))["question"]
    assert (asked["name"], asked["kind"], asked["choices"]) == ("dream_job", "words", [])


def test_sharing_is_asked_by_section_and_cannot_be_skipped():
    asked = turn(
        SlotSet("requested_slot", "sharing_about_me"), asking("sharing_about_me", "Who?", "only_me")
    )["question"]
    assert (asked["name"], asked["section"], asked["can_skip"]) == ("sharing", "about_me", False)


def offered(asked):
    offer = {"slot": "what_helps", "value": ["breaks"], "asked": asked}
    said = asking("did_you_mean", "Did you mean: Breaks?", "yes", "no")
    return [SlotSet("offered", offer), SlotSet("requested_slot", "did_you_mean"), said]


def test_an_offer_is_the_open_question_with_two_choices():
    assert turn(*offered("what_helps"))["question"] == {
        "name": "what_helps", "kind": "one", "text": "Did you mean: Breaks?", "can_skip": True,
        "choices": [{"value": "yes", "label": "yes"}, {"value": "no", "label": "no"}],
    }  # fmt: skip


def test_an_offer_before_sharing_keeps_its_section():
    asked = turn(*offered("sharing_about_me"))["question"]
    assert (asked["name"], asked["section"], asked["can_skip"]) == ("sharing", "about_me", False)


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        (["yes"], '/inform{"did_you_mean": "yes"}'),
        (["no"], '/inform{"did_you_mean": "no"}'),
        (["breaks"], '/inform{"what_helps": ["breaks"]}'),
        (["not_sure"], "/not_sure"),
    ],
)
def test_an_offer_takes_its_reply_or_any_answer_to_the_open_question(choices, text):
    assert wire.text_of({"choices": choices}, "what_helps", offering=True) == text


def test_the_pipeline_is_told_what_is_asked_offered_and_known_from_before():
    events = [*offered("what_helps"), SlotSet("earlier", {"what_helps": ["breaks"]})]
    tracker = DialogueStateTracker.from_events("c1", events, DOMAIN.slots, domain=DOMAIN)
    assert wire.metadata_of("m1", tracker) == {
        "message": "m1", "asked": "what_helps", "offered": True, "answered_before": True,
    }  # fmt: skip
    assert wire.metadata_of("m1", None) == {
        "message": "m1", "asked": None, "offered": False, "answered_before": False,
    }  # fmt: skip


def test_where_nothing_is_asked_the_question_is_null():
    said = turn(BotUttered("Bye for now."))
    assert (said["question"], said["progress"]) == (None, None)


def test_an_answer_that_is_being_asked_again_still_counts():
    events = [SlotSet("earlier", {"year_group": "year_9"}), SlotSet("year_group", None), UserUttered("hi")]
    tracker = DialogueStateTracker.from_events("c1", events, DOMAIN.slots, domain=DOMAIN)
    assert wire.answers_of(tracker)["answers"] == {"year_group": "year_9"}


def test_the_courses_turned_down_are_told_with_their_reasons():
    options = {
        "c-1": {"choice": "rejected", "reason": "too_far"},
        "c-2": {"choice": "considering", "reason": None},
    }
    tracker = DialogueStateTracker.from_events(
        "c1", [SlotSet("options", options)], DOMAIN.slots, domain=DOMAIN
    )
    assert wire.answers_of(tracker)["rejected"] == {"c-1": "too_far"}
