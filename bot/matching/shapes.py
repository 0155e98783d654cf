"""A match and an event as the chat API shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from bot.courses import Candidate, Event, Source, Tri
from bot.matching.conditions import known_source
from bot.matching.model import Bearing, Match, Reason

# How many reasons of each kind a learner is shown at once.
MOST: Mapping[Bearing, int] = {
    Bearing.BECAUSE: 3, Bearing.FITS: 5, Bearing.DOES_NOT_FIT: 4, Bearing.ASK: 5,
}
_KNOWN = {Tri.YES: True, Tri.NO: False, Tri.UNKNOWN: None}


def as_dict(match: Match, say: Callable[[Reason], str]) -> dict[str, Any]:
    """Return a match as JSON: dates as ``YYYY-MM-DD``, kilometres to one decimal, reasons in words.

    It lists its ``sources`` where there are several.

    Args:
        match: one course at one place.
        say: a reason's words.
    """
    course, provider, venue = match.candidate.course, match.candidate.provider, match.candidate.offer.venue
    return {
        "course_id": course.id,
        "title": course.title,
        "provider": provider.name,
        "route": course.route,
        "level": str(course.level),
        "venue": venue.name,
        "town": venue.town or provider.town,
        "distance_km": None if match.distance_km is None else round(match.distance_km, 1),
        "starts": match.starts.isoformat() if match.starts else None,
        **{str(bearing): words(match, bearing, say) for bearing in MOST},
        "next_event": event_as_dict(match.next_event, provider.name) if match.next_event else None,
        "source": source_as_dict(known_source(match.candidate)),
        **_all_sources(match.candidate),
    }


def _all_sources(candidate: Candidate) -> dict[str, Any]:
    """Return every source where there is more than one."""
    sources = candidate.sources
    return {"sources": [source_as_dict(each) for each in sources]} if len(sources) > 1 else {}


def words(match: Match, bearing: Bearing, say: Callable[[Reason], str]) -> list[str]:
    """Return the sentences of one bearing, the most useful ones, each once."""
    return list(dict.fromkeys(map(say, match.reasons_for(bearing))))[: MOST[bearing]]


def event_as_dict(event: Event, provider: str) -> dict[str, Any]:
    """Return an event as JSON: moments in ISO 8601, local to England; what nobody said is None.

    It says ``cancelled`` only where it is.

    Args:
        event: an open day, a taster or another visit.
        provider: the name of the place that holds it.
    """
    return {
        "event_id": event.id,
        "type": event.type,
        "title": event.title,
        "provider": provider,
        "starts": event.starts.isoformat(),
        "ends": event.ends.isoformat(),
        "venue": event.venue.name,
        "quiet_session": _KNOWN[event.quiet_session],
        "step_free": _KNOWN[event.step_free],
        "booking_url": web_address(event.booking_url),
        "ics_url": f"/events/{quote(event.id, safe='')}.ics",
        "source": source_as_dict(event.source),
        **({"cancelled": True} if event.cancelled else {}),
    }


def source_as_dict(source: Source | None) -> dict[str, Any]:
    """Return a source as JSON; a fact without one has no name, date or address.

    Where it is known, when it was last ``seen``; where it is to be checked first, up to which day it was
    known to be so; and whether it is ``gone``.
    """
    if source is None:
        return {"name": "", "date": None, "url": None}
    days = {"seen": source.seen, "check_first": source.check_first}
    return {
        "name": source.name,
        "date": source.date.isoformat(),
        "url": web_address(source.url),
        **{name: day.isoformat() for name, day in days.items() if day},
        **({"gone": True} if source.gone else {}),
    }


def web_address(url: str | None) -> str | None:
    """Return an address that is safe to follow, or None: only http and https lead to a page."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.netloc else None
