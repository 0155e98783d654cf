"""The course directory's enumerations: as its open data numbers them, and as uploads write them."""

from __future__ import annotations

from collections.abc import Mapping

DELIVERY_MODES: Mapping[str, str] = {
    "Classroom": "classroom", "Classroom based": "classroom", "Online": "online", "Work based": "work",
    "Blended Learning": "blended", "1": "classroom", "2": "online", "3": "work", "4": "blended",
}
STUDY_MODES: Mapping[str, str] = {
    "Full time": "full_time", "Part time": "part_time", "Flexible": "flexible",
    "1": "full_time", "2": "part_time", "3": "flexible",
}
ATTENDANCE: Mapping[str, str] = {
    "Daytime": "daytime", "Evening": "evening", "Weekend": "weekend",
    "Day/Block Release": "day_or_block_release", "Day or block release": "day_or_block_release",
    "1": "daytime", "2": "evening", "3": "weekend", "4": "day_or_block_release",
}
DURATION_UNITS: Mapping[str, str] = {
    "Days": "day", "Weeks": "week", "Months": "month", "Years": "year", "Hours": "hour", "Minutes": "minute",
    "1": "day", "2": "week", "3": "month", "4": "year", "5": "hour", "6": "minute",
}
COURSE_TYPES: Mapping[str, int] = {
    "Essential Skills": 1, "T Levels": 2, "HTQs": 3, "Free Courses for Jobs": 4, "Multiply": 5,
    "Skills Bootcamp": 6, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
}


def duration(value: int | None, unit: str | None) -> str | None:
    """Return "2 years", or None where either half is missing."""
    if not value or unit is None:
        return None
    return f"{value} {unit}" if value == 1 else f"{value} {unit}s"


def cost(amount: str | None, description: str | None) -> str | None:
    """Return what a course costs, in pounds or in the provider's words."""
    return f"£{amount}" if amount is not None else description or None
