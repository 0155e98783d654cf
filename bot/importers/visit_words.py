"""What the words of an announcement say of a visit: its type, and what is plainly said of how to come.

Only what cannot be meant otherwise counts. "Ask us about step-free access" says nothing of step-free access.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.courses import EVENT_TYPES, Tri

_QUIET = r"quiet|relaxed|calm(?:er)?|sensory[- ]friendly|autism[- ]friendly"
_NEEDS = r"SEND?|SEND?/?LDD|special educational needs|additional needs|autis(?:m|tic)|ASD|inclusion|supported"
_SOMEWHERE = r"college|campus|sixth form|school|site|academy|centre|center|guided|virtual|facilit(?:y|ies)"
# The words of each type; the first that is found counts, so the more special come first.
_TYPES: tuple[tuple[str, str], ...] = (
    (
        "sen_tour",
        rf"\b(?:{_NEEDS}|{_QUIET})\b[^.]{{0,30}}\b(?:tours?|visits?|walk[- ]?rounds?)\b"
        rf"|\b(?:tours?|visits?)\b[^.]{{0,20}}\b(?:{_NEEDS})\b",
    ),
    (
        "careers_fair",
        r"\b(?:careers?|jobs?|apprenticeships?|skills|employers?)\b[^.]{0,20}"
        r"\b(?:fairs?|fayres?|expos?|conventions?|festivals?|shows?|market ?places?)\b",
    ),
    (
        "online_qa",
        r"\b(?:online|virtual|live|zoom|teams)\b[^.]{0,30}\b(?:q ?(?:&|and|\+) ?as?|questions?)(?!\w)"
        r"|\bq ?(?:&|and|\+) ?as?\b[^.]{0,20}\b(?:online|zoom|teams|webinar)\b|\bwebinars?\b",
    ),
    (
        "meet_key_person",
        r"\bmeet (?:the|our|your|a|with)\b[^.]{0,30}"
        r"\b(?:team|tutors?|teachers?|staff|mentors?|senco|key ?workers?|advis[eo]rs?|coach(?:es)?|person)\b",
    ),
    ("link_course", r"\blink (?:courses?|days?|programmes?)\b|\bschool links?\b"),
    (
        "taster",
        r"\btasters?\b|\bhave a go\b|\btry (?:it|before|out|an? )"
        r"|\b(?:sample|experience|discovery|trial) days?\b",
    ),
    ("open_evening", r"\bopen (?:evenings?|nights?)\b"),
    ("open_day", r"\bopen (?:days?|mornings?|afternoons?|house|events?|weekends?|saturdays?)\b"),
    (
        "tour",
        rf"^tours?$|^guided tours?\b|\b(?:{_SOMEWHERE})\b[^.]{{0,20}}\b(?:tours?|walk[- ]?rounds?)\b"
        rf"|\btours?\b[^.]{{0,20}}\b(?:{_SOMEWHERE})\b|\blook (?:a)?round\b"
        r"|\b(?:campus|college|sixth form) visits?\b",
    ),
)
_TYPE_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _TYPES)
# What a calendar of the same place holds for its own people.
_NOT_FOR_LEARNERS = re.compile(
    r"\b(?:staff|governors?|inset|planning|rehearsals?|briefings?|debriefs?|set[- ]?up|alumni)\b",
    re.IGNORECASE,
)
_STAFF_TO_MEET = re.compile(r"\bmeet\b[^.]{0,30}\bstaff\b", re.IGNORECASE)

# --- what a description says plainly ---------------------------------------------------------

_WHO = r"(?:parents?|carers?|family|families|friends?|guardians?|supporters?|someone|somebody|a person)"
_SAID = {
    "quiet_session": rf"(?:{_QUIET}) (?:sessions?|hours?|times?|slots?|tours?|visits?|openings?)",
    "bring_someone": (
        rf"bring (?:along )?(?:an? |your |one |another |up to \w+ )?(?:\w+ )?{_WHO}"
        rf"|{_WHO} (?:are|is) (?:\w+ ){{0,2}}welcome|{_WHO} (?:can|may) come"
    ),
    "step_free": r"step[- ]free|wheelchair[- ]accessible|wheelchair access|accessible by wheelchair",
}
_PLAIN = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _SAID.items()}
_DENIED = {
    name: re.compile(
        rf"\b(?:no|not|cannot|can['’]t|without|isn['’]t)\b(?:\W+\w+){{0,3}}?\W+(?:{pattern})\b", re.IGNORECASE
    )
    for name, pattern in _SAID.items()
}
# A sentence with one of these leaves the matter open, or says it of only a part.
_OPEN = re.compile(
    r"\b(?:if|may be|might|ask|contact|request|whether|some|parts?|most|partly|limited|unless|except|only"
    r"|hope|not|no|cannot|can['’]t|isn['’]t|aren['’]t|don['’]t|without|unable|unfortunately|sorry)\b|\?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_LONGEST = 10_000

_BOOKING_LINK = re.compile(
    r"\b(?:book|regist|sign up|reserve)\w*\b[^\n]{0,80}?(https?://[^\s<>\"']+)", re.IGNORECASE
)
_JOINING_LINK = re.compile(r"\bjoin\w*\b[^\n]{0,80}?(https?://[^\s<>\"']+)", re.IGNORECASE)
_BOOK_BY = re.compile(
    r"\b(?:book|regist|sign up)\w*[^.\n]{0,30}?\b(?:by|before) (?:\w+day,? )?"
    r"(\d{1,2}(?:st|nd|rd|th)? [A-Za-z]+ 20\d\d|\d{1,2}/\d{1,2}/20\d\d|20\d\d-\d\d-\d\d)",
    re.IGNORECASE,
)


def type_of(title: str, categories: Iterable[str] = ()) -> str | None:
    """Return the type of a visit (``EVENT_TYPES``) by its title, else its categories, or None."""
    if _NOT_FOR_LEARNERS.search(_STAFF_TO_MEET.sub("meet the team", title)):
        return None
    said = (_type_in(each) for each in (title, *categories))
    return next((found for found in said if found), None)


def _type_in(words: str) -> str | None:
    plain = re.sub(r"[_\s]+", " ", words).strip()
    code = plain.casefold().replace(" ", "_")
    if code in EVENT_TYPES:
        return code
    return next((name for name, pattern in _TYPE_PATTERNS if pattern.search(plain)), None)


def plainly_said(description: str) -> dict[str, Tri]:
    """Return whether one may bring someone, has a quiet session, and finds step-free access.

    Both yes and no, or neither, is unknown.
    """
    sentences = _SENTENCE.split(description[:_LONGEST])
    return {name: _said_of(name, sentences) for name in _PLAIN}


def _said_of(name: str, sentences: Iterable[str]) -> Tri:
    answers = {answer for each in sentences if (answer := _said_in(name, each)) is not Tri.UNKNOWN}
    return answers.pop() if len(answers) == 1 else Tri.UNKNOWN


def _said_in(name: str, sentence: str) -> Tri:
    if _DENIED[name].search(sentence) and "?" not in sentence:
        return Tri.NO
    if _PLAIN[name].search(sentence) and not _OPEN.search(sentence):
        return Tri.YES
    return Tri.UNKNOWN


def booking_link(description: str) -> str | None:
    """Return the web address that one is told to book at."""
    return _link(_BOOKING_LINK, description)


def joining_link(description: str) -> str | None:
    """Return the web address that one is told to join at."""
    return _link(_JOINING_LINK, description)


def _link(pattern: re.Pattern[str], description: str) -> str | None:
    found = pattern.search(description[:_LONGEST])
    return found[1].rstrip(".,;:!?)") if found else None


def book_by(description: str) -> str | None:
    """Return the day by which one is told to book, as it is written."""
    found = _BOOK_BY.search(description[:_LONGEST])
    return found[1] if found else None
