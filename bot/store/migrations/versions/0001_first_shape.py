"""The first shape of the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting_code", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_conversation_id"), ["conversation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_setting_code"), ["setting_code"], unique=False)

    op.create_table(
        "audit_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_events_subject"), ["subject"], unique=False)

    op.create_table(
        "catalogue_courses",
        sa.Column("provider_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("level_rank", sa.Integer(), nullable=True),
        sa.Column("subject_areas", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("entry_requirements", sa.Text(), nullable=False),
        sa.Column("age_min", sa.Integer(), nullable=True),
        sa.Column("age_max", sa.Integer(), nullable=True),
        sa.Column("ehcp_required", sa.String(length=8), nullable=False),
        sa.Column("learn_aim_ref", sa.String(length=8), nullable=True),
        sa.Column("url", sa.String(length=2048), nullable=True),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_courses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_courses_feed"), ["feed"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_courses_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "catalogue_events",
        sa.Column("provider_id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("ends", sa.DateTime(), nullable=False),
        sa.Column("venue_name", sa.String(length=255), nullable=False),
        sa.Column("online_url", sa.String(length=2048), nullable=True),
        sa.Column("booking_url", sa.String(length=2048), nullable=True),
        sa.Column("book_by", sa.Date(), nullable=True),
        sa.Column("audience", sa.String(length=255), nullable=True),
        sa.Column("bring_someone", sa.String(length=8), nullable=False),
        sa.Column("quiet_session", sa.String(length=8), nullable=False),
        sa.Column("step_free", sa.String(length=8), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=255), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.Column("town", sa.String(length=160), nullable=False),
        sa.Column("postcode", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_events_feed"), ["feed"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_events_postcode"), ["postcode"], unique=False)
        batch_op.create_index("ix_catalogue_events_provider_starts", ["provider_id", "starts"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_events_starts"), ["starts"], unique=False)

    op.create_table(
        "catalogue_facts",
        sa.Column("subject_kind", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("entered_by", sa.String(length=160), nullable=True),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_facts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_facts_feed"), ["feed"], unique=False)
        batch_op.create_index("ix_catalogue_facts_subject", ["subject_kind", "subject_id"], unique=False)

    op.create_table(
        "catalogue_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("format", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("tallies", sa.JSON(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_imports_at"), ["at"], unique=False)

    op.create_table(
        "catalogue_offers",
        sa.Column("course_id", sa.String(length=160), nullable=False),
        sa.Column("venue_name", sa.String(length=255), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("roll_on", sa.Boolean(), nullable=False),
        sa.Column("repeats_yearly", sa.Boolean(), nullable=False),
        sa.Column("study_mode", sa.String(length=16), nullable=True),
        sa.Column("attendance", sa.String(length=32), nullable=True),
        sa.Column("duration", sa.String(length=64), nullable=True),
        sa.Column("cost", sa.String(length=255), nullable=True),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.Column("town", sa.String(length=160), nullable=False),
        sa.Column("postcode", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_offers_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_offers_feed"), ["feed"], unique=False)
        batch_op.create_index("ix_catalogue_offers_latitude", ["latitude", "longitude"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_offers_postcode"), ["postcode"], unique=False)

    op.create_table(
        "catalogue_points",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name"),
    )
    op.create_table(
        "catalogue_provider_listings",
        sa.Column("provider_id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_provider_listings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_provider_listings_feed"), ["feed"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_catalogue_provider_listings_provider_id"), ["provider_id"], unique=False
        )

    op.create_table(
        "catalogue_providers",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("website", sa.String(length=2048), nullable=True),
        sa.Column("ukprn", sa.String(length=8), nullable=True),
        sa.Column("urn", sa.String(length=8), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("town", sa.String(length=160), nullable=False),
        sa.Column("postcode", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_providers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_providers_postcode"), ["postcode"], unique=False)

    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("setting_code", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_digest"),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversations_used_at"), ["used_at"], unique=False)

    op.create_table(
        "plans",
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("setting_code", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("return_code_digest", sa.String(length=64), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("reference"),
        sa.UniqueConstraint("return_code_digest"),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_setting_code"), ["setting_code"], unique=False)

    op.create_table(
        "settings",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("dsl_name", sa.String(length=160), nullable=True),
        sa.Column("dsl_phone", sa.String(length=64), nullable=True),
        sa.Column("out_of_hours", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempts_key_at", ["key", "at"], unique=False)

    op.create_table(
        "talk_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting_code", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("talk_requests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_talk_requests_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_talk_requests_setting_code"), ["setting_code"], unique=False)

    op.create_table(
        "tracker_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("tracker_events", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tracker_events_conversation_id"), ["conversation_id"], unique=False
        )

    op.create_table(
        "wrong_return_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_digest", sa.String(length=64), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("wrong_return_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wrong_return_codes_address_digest"), ["address_digest"], unique=False
        )

    op.create_table(
        "advisers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("setting_code", sa.String(length=64), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.String(length=256), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["setting_code"],
            ["settings.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "catalogue_course_subjects",
        sa.Column("area", sa.String(length=8), nullable=False),
        sa.Column("course_id", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["catalogue_courses.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("area", "course_id"),
    )
    with op.batch_alter_table("catalogue_course_subjects", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_catalogue_course_subjects_course_id"), ["course_id"], unique=False
        )

    op.create_table(
        "plan_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=160), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["reference"], ["plans.reference"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("plan_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_comments_reference"), ["reference"], unique=False)

    op.create_table(
        "plan_conversations",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["plans.reference"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
    with op.batch_alter_table("plan_conversations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_conversations_reference"), ["reference"], unique=False)

    op.create_table(
        "plan_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["plans.reference"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference", "version"),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation_id", "message_id"),
    )
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turns_conversation_id"), ["conversation_id"], unique=False)

    op.create_table(
        "desk_sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["adviser_id"], ["advisers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )
    with op.batch_alter_table("desk_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_sessions_adviser_id"), ["adviser_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("desk_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_sessions_adviser_id"))

    op.drop_table("desk_sessions")
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turns_conversation_id"))

    op.drop_table("turns")
    op.drop_table("plan_versions")
    with op.batch_alter_table("plan_conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_conversations_reference"))

    op.drop_table("plan_conversations")
    with op.batch_alter_table("plan_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_comments_reference"))

    op.drop_table("plan_comments")
    with op.batch_alter_table("catalogue_course_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_course_subjects_course_id"))

    op.drop_table("catalogue_course_subjects")
    op.drop_table("advisers")
    with op.batch_alter_table("wrong_return_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wrong_return_codes_address_digest"))

    op.drop_table("wrong_return_codes")
    with op.batch_alter_table("tracker_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tracker_events_conversation_id"))

    op.drop_table("tracker_events")
    with op.batch_alter_table("talk_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_talk_requests_setting_code"))
        batch_op.drop_index(batch_op.f("ix_talk_requests_conversation_id"))

    op.drop_table("talk_requests")
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_attempts_key_at")

    op.drop_table("sign_in_attempts")
    op.drop_table("settings")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_setting_code"))

    op.drop_table("plans")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversations_used_at"))

    op.drop_table("conversations")
    with op.batch_alter_table("catalogue_providers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_providers_postcode"))

    op.drop_table("catalogue_providers")
    with op.batch_alter_table("catalogue_provider_listings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_provider_listings_provider_id"))
        batch_op.drop_index(batch_op.f("ix_catalogue_provider_listings_feed"))

    op.drop_table("catalogue_provider_listings")
    op.drop_table("catalogue_points")
    with op.batch_alter_table("catalogue_offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_offers_postcode"))
        batch_op.drop_index("ix_catalogue_offers_latitude")
        batch_op.drop_index(batch_op.f("ix_catalogue_offers_feed"))
        batch_op.drop_index(batch_op.f("ix_catalogue_offers_course_id"))

    op.drop_table("catalogue_offers")
    with op.batch_alter_table("catalogue_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_imports_at"))

    op.drop_table("catalogue_imports")
    with op.batch_alter_table("catalogue_facts", schema=None) as batch_op:
        batch_op.drop_index("ix_catalogue_facts_subject")
        batch_op.drop_index(batch_op.f("ix_catalogue_facts_feed"))

    op.drop_table("catalogue_facts")
    with op.batch_alter_table("catalogue_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_events_starts"))
        batch_op.drop_index("ix_catalogue_events_provider_starts")
        batch_op.drop_index(batch_op.f("ix_catalogue_events_postcode"))
        batch_op.drop_index(batch_op.f("ix_catalogue_events_feed"))

    op.drop_table("catalogue_events")
    with op.batch_alter_table("catalogue_courses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_courses_provider_id"))
        batch_op.drop_index(batch_op.f("ix_catalogue_courses_feed"))

    op.drop_table("catalogue_courses")
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_events_subject"))

    op.drop_table("audit_events")
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alerts_setting_code"))
        batch_op.drop_index(batch_op.f("ix_alerts_conversation_id"))

    op.drop_table("alerts")
