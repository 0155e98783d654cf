"""The action server of the stock assistant: it validates the answers to three questions."""

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

YEARS = {
    "year 9": "year_9",
    "year 10": "year_10",
    "year 11": "year_11",
    "year 12": "year_12_or_13",
    "year 13": "year_12_or_13",
    "left school": "left_school",
}
INTERESTS = {
    "fixing": "build_or_fix",
    "building": "build_or_fix",
    "cars": "cars_and_bikes",
    "bikes": "cars_and_bikes",
    "animals": "animals",
    "computers": "computers_and_games",
    "games": "computers_and_games",
    "drawing": "art_and_design",
    "design": "art_and_design",
    "sport": "sport",
}
ROUTES = {
    "college": "college",
    "sixth form": "school_or_sixth_form",
    "apprenticeship": "apprenticeship",
    "job": "job",
}


class ValidateAboutMeForm(FormValidationAction):
    """Takes the values of buttons as they are, and reads typed ones from a list of words."""

    def name(self) -> str:
        """Return the name by which Rasa validates the form."""
        return "validate_about_me_form"

    def validate_year_group(
        self, value: Any, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Read the school year."""
        return {"year_group": next(iter(known([value], YEARS)), None)}

    def validate_interests(
        self, value: Any, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Read what they like."""
        return {"interests": known(value, INTERESTS) or None}

    def validate_route(
        self, value: Any, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Read where they want to go next."""
        return {"route": known(value, ROUTES) or None}


def known(said: list[str], meanings: dict[str, str]) -> list[str]:
    """Return the values that were said, each once."""
    words = (word if word in meanings.values() else meanings.get(word.lower()) for word in said)
    return list(dict.fromkeys(word for word in words if word))
