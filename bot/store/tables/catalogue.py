"""The tables of the catalogue: each row keeps what its source said, and when the source stopped saying it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, UtcTime


class Sourced:
    """What every row from a feed has: its source, the row as it was read, and a digest that tells a change.

    ``feed`` names what is replaced as one: a row that its feed no longer holds is withdrawn, never deleted.
    """

    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    feed: Mapped[str] = mapped_column(String(160), index=True)
    digest: Mapped[str] = mapped_column(String(32))
    original: Mapped[dict[str, Any]] = mapped_column(JSON)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)
    source_name: Mapped[str | None] = mapped_column(String(160))
    source_date: Mapped[date | None]
    source_url: Mapped[str | None] = mapped_column(String(2048))


class Placed:
    """A venue: where it is, as far as its source says."""

    town: Mapped[str] = mapped_column(String(160))
    postcode: Mapped[str] = mapped_column(String(16), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class ProviderListingRow(Sourced, Base):
    """What one feed says of a provider; ``content`` holds only the fields that it fills."""

    __tablename__ = "catalogue_provider_listings"

    provider_id: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class ProviderRow(Placed, Base):
    """A provider as all its feeds together describe it: of each field, the newest that is filled."""

    __tablename__ = "catalogue_providers"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(40))
    website: Mapped[str | None] = mapped_column(String(2048))
    ukprn: Mapped[str | None] = mapped_column(String(8))
    urn: Mapped[str | None] = mapped_column(String(8))
    source_name: Mapped[str | None] = mapped_column(String(160))
    source_date: Mapped[date | None]
    source_url: Mapped[str | None] = mapped_column(String(2048))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)


class CourseRow(Sourced, Base):
    """One course of one provider."""

    __tablename__ = "catalogue_courses"

    provider_id: Mapped[str] = mapped_column(String(64), index=True)
    title: Mapped[str] = mapped_column(String(255))
    route: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(16))
    level_rank: Mapped[int | None]
    subject_areas: Mapped[list[str]] = mapped_column(JSON)
    summary: Mapped[str] = mapped_column(Text)
    entry_requirements: Mapped[str] = mapped_column(Text)
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    ehcp_required: Mapped[str] = mapped_column(String(8))
    learn_aim_ref: Mapped[str | None] = mapped_column(String(8))
    url: Mapped[str | None] = mapped_column(String(2048))


class CourseSubjectRow(Base):
    """One subject area of one course; ``area`` is empty for a course whose subject nobody has said."""

    __tablename__ = "catalogue_course_subjects"

    area: Mapped[str] = mapped_column(String(8), primary_key=True)
    course_id: Mapped[str] = mapped_column(
        ForeignKey("catalogue_courses.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class OfferRow(Sourced, Placed, Base):
    """A course at a place with a start; ``cell``: ``grid.cell_of`` its venue."""

    __tablename__ = "catalogue_offers"

    cell: Mapped[int]
    course_id: Mapped[str] = mapped_column(String(160), index=True)
    venue_name: Mapped[str] = mapped_column(String(255))
    starts: Mapped[date | None]
    roll_on: Mapped[bool]
    repeats_yearly: Mapped[bool]
    study_mode: Mapped[str | None] = mapped_column(String(16))
    attendance: Mapped[str | None] = mapped_column(String(32))
    duration: Mapped[str | None] = mapped_column(String(64))
    cost: Mapped[str | None] = mapped_column(String(255))


class EventRow(Sourced, Placed, Base):
    """An open day, a taster or another visit; times are local to England."""

    __tablename__ = "catalogue_events"
    __table_args__ = (Index("ix_catalogue_events_provider_starts", "provider_id", "starts"),)

    provider_id: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(255))
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    venue_name: Mapped[str] = mapped_column(String(255))
    online_url: Mapped[str | None] = mapped_column(String(2048))
    booking_url: Mapped[str | None] = mapped_column(String(2048))
    book_by: Mapped[date | None]
    audience: Mapped[str | None] = mapped_column(String(255))
    bring_someone: Mapped[str] = mapped_column(String(8))
    quiet_session: Mapped[str] = mapped_column(String(8))
    step_free: Mapped[str] = mapped_column(String(8))
    group_size: Mapped[int | None]
    contact: Mapped[str | None] = mapped_column(String(255))
    cancelled: Mapped[bool]


class FactRow(Sourced, Base):
    """One fact about a provider, a course or an offer: yes, no or unknown, with its value in words."""

    __tablename__ = "catalogue_facts"
    __table_args__ = (Index("ix_catalogue_facts_subject", "subject_kind", "subject_id"),)

    subject_kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[str] = mapped_column(String(160))
    name: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(8))
    value: Mapped[str | None] = mapped_column(Text)
    entered_by: Mapped[str | None] = mapped_column(String(160))


class ListedRow(Sourced, Base):
    """One line of a list that others refer to: a learning aim, an outward postcode, a job."""

    __tablename__ = "catalogue_listed"

    list: Mapped[str] = mapped_column(String(32), index=True)
    code: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(255))
    areas: Mapped[Any] = mapped_column(JSON)
    level: Mapped[str | None] = mapped_column(String(16))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class PointRow(Base):
    """Where an outward postcode, a postcode area or a town is: learned from venues, or from a list."""

    __tablename__ = "catalogue_points"

    # outcode | area | town | listed | gazetteer
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
