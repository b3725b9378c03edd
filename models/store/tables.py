"""The tables, as SQLAlchemy Core declarations: one picture of what is kept, for SQLite and PostgreSQL alike.

Times are UTC. Records are kept whole as JSON beside the columns that queries need; the JSON is the truth, the columns
are derived from it in the same write. The module is long because it is one list: a table is read with those it
points to.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; a naive one is refused, because nobody knows what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return ``value`` in UTC; SQLite keeps it without the offset so that text order is time order."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the signature is SQLAlchemy's
        """Return the stored time as an aware one."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts only an INTEGER primary key up by itself.
_BIG = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _time(name: str, **options: Any) -> Column[datetime]:
    return Column(name, UTCDateTime(), **options)


source = Table(
    "source",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("rights", String(10), nullable=False),
    Column("resyndicate", Boolean, nullable=False),
    Column("attribution", Text),
    Column("homepage", Text),
    Column("closes_after", Integer, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("run_id", String(80), primary_key=True),
    Column("source", ForeignKey("source.name"), nullable=False),
    _time("started_at", nullable=False),
    _time("ended_at", nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("cause", String(40), nullable=False),
    Column("detail", Text),
    Column("manifest", JSON, nullable=False),
    Column("report", JSON),
    _time("ingested_at"),
    Index("ix_run_source_started_at", "source", "started_at"),
)

board_run = Table(
    "board_run",
    metadata,
    Column("run_id", ForeignKey("run.run_id"), primary_key=True),
    Column("board", String(200), primary_key=True),
    Column("source", String(64), nullable=False),
    _time("started_at", nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("cause", String(40), nullable=False),
    Column("detail", Text),
    Column("declared", Integer),
    Column("listed", Integer, nullable=False),
    Column("fetched", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", JSON, nullable=False),
    Column("failed", JSON, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("reopened", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    Column("expired", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("reasons", JSON, nullable=False),
    Index("ix_board_run_source_board_started_at", "source", "board", "started_at"),
)

posting = Table(
    "posting",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("board", String(200), nullable=False),
    Column("identifier", String(500), nullable=False),
    Column("content_hash", String(32), nullable=False),
    Column("record", JSON, nullable=False),
    Column("status", String(20), nullable=False),
    _time("first_seen", nullable=False),
    _time("last_confirmed", nullable=False),
    Column("seen_run", String(80), nullable=False),
    Column("missed_run", String(80)),
    Column("misses", Integer, nullable=False),
    _time("closed_at"),
    Column("valid_through", Date),
    # What linking still owes this posting: ``link`` compare it, ``refresh`` only renew the vacancy of a redacted one,
    # ``done`` nothing.
    Column("stage", String(8), nullable=False),
    Column("vacancy_id", ForeignKey("vacancy.id")),
    UniqueConstraint("source", "board", "identifier"),
    Index("ix_posting_source_board_status", "source", "board", "status"),
    Index("ix_posting_vacancy_id", "vacancy_id"),
    Index("ix_posting_stage_id", "stage", "id"),
    Index("ix_posting_seen_run", "seen_run"),
)

posting_change = Table(
    "posting_change",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("posting_id", ForeignKey("posting.id"), nullable=False),
    Column("run_id", String(80), nullable=False),
    Column("kind", String(20), nullable=False),
    _time("at", nullable=False),
    Column("fields", JSON, nullable=False),
    UniqueConstraint("posting_id", "run_id", "kind"),
    Index("ix_posting_change_run_id_kind", "run_id", "kind"),
)

dead_letter = Table(
    "dead_letter",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("run_id", String(80), nullable=False),
    Column("file", String(80), nullable=False),
    Column("line", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("run_id", "file", "line"),
)

held_closing = Table(
    "held_closing",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("run_id", String(80), nullable=False),
    Column("source", String(64), nullable=False),
    Column("board", String(200), nullable=False),
    Column("postings", JSON, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("decided_by", String(80)),
    _time("at", nullable=False),
    _time("decided_at"),
    UniqueConstraint("run_id", "board"),
)

vacancy = Table(
    "vacancy",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("record", JSON, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reason", String(40)),
    Column("role", String(40)),
    Column("seniority", String(20)),
    Column("title", Text, nullable=False),
    Column("employer_key", String(200)),
    Column("employer_kind", String(20)),
    Column("work_mode", String(20)),
    Column("office_days", Integer),
    Column("contract", String(20)),
    Column("in_language", String(8)),
    Column("pay_stated", Boolean, nullable=False),
    Column("gross_month_min", Numeric(12, 2)),
    Column("gross_month_max", Numeric(12, 2)),
    Column("date_posted", Date),
    _time("first_seen", nullable=False),
    _time("last_confirmed", nullable=False),
    _time("closed_at"),
    Column("postings", Integer, nullable=False),
    # How often the opening was closed and advertised again.
    Column("reposts", Integer, nullable=False),
    Column("sequence", _BIG, nullable=False),
    Column("search_text", Text, nullable=False),
    Index("ix_vacancy_role_status_first_seen", "role", "status", "first_seen"),
    Index("ix_vacancy_status_first_seen", "status", "first_seen"),
    Index("ix_vacancy_employer_key", "employer_key"),
    # Both columns, so that whoever asks what was confirmed lately reads the index alone.
    Index("ix_vacancy_last_confirmed_id", "last_confirmed", "id"),
)

vacancy_place = Table(
    "vacancy_place",
    metadata,
    Column("vacancy_id", ForeignKey("vacancy.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("nis_code", String(5)),
    Column("arrondissement", String(5)),
    Column("province", String(5)),
    Column("region", String(5)),
    Column("country", String(2)),
    Column("latitude", Float),
    Column("longitude", Float),
    Index("ix_vacancy_place_nis_code", "nis_code"),
    Index("ix_vacancy_place_arrondissement", "arrondissement"),
    Index("ix_vacancy_place_province", "province"),
)

vacancy_skill = Table(
    "vacancy_skill",
    metadata,
    Column("vacancy_id", ForeignKey("vacancy.id"), primary_key=True),
    Column("slug", String(80), primary_key=True),
    Column("required", Boolean),
    Index("ix_vacancy_skill_slug", "slug"),
)

vacancy_alias = Table(
    "vacancy_alias",
    metadata,
    Column("alias", String(40), primary_key=True),
    Column("vacancy_id", ForeignKey("vacancy.id"), nullable=False),
)

# What linking knows of a posting, beside it, so that a look-up does not read the posting's whole record.
link_features = Table(
    "link_features",
    metadata,
    Column("posting_id", ForeignKey("posting.id"), primary_key=True, autoincrement=False),
    Column("features", LargeBinary, nullable=False),
    # The blocking keys, packed, so that they can be taken back without an index by posting.
    Column("keys", LargeBinary, nullable=False),
)

# No foreign key: a check for each of twenty keys would cost more than all else that linking writes.
link_key = Table(
    "link_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("posting_id", _BIG, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Keys lie at random in their order: written here first, in a table that stays small, a thousand of them change a few
# pages and not a thousand.
link_key_recent = Table(
    "link_key_recent",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("posting_id", _BIG, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

link_evidence = Table(
    "link_evidence",
    metadata,
    Column("a", ForeignKey("posting.id"), primary_key=True),
    Column("b", ForeignKey("posting.id"), primary_key=True),
    Column("weight", Float, nullable=False),
    Column("rule", String(80), nullable=False),
    Column("evidence", JSON, nullable=False),
    Index("ix_link_evidence_b", "b"),
)

link_ledger = Table(
    "link_ledger",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("vacancy_id", String(40), nullable=False),
    Column("other_id", String(40), nullable=False),
    Column("author", String(80), nullable=False),
    _time("at", nullable=False),
    Column("evidence", JSON, nullable=False),
    Index("ix_link_ledger_vacancy_id", "vacancy_id"),
)

link_verdict = Table(
    "link_verdict",
    metadata,
    Column("a", String(800), primary_key=True),
    Column("b", String(800), primary_key=True),
    Column("verdict", String(10), nullable=False),
    Column("author", String(80), nullable=False),
    Column("note", Text),
    _time("at", nullable=False),
    Index("ix_link_verdict_b", "b"),
)

event = Table(
    "event",
    metadata,
    Column("sequence", _BIG, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),
    Column("vacancy_id", String(40), nullable=False),
    _time("at", nullable=False),
    Column("data", JSON, nullable=False),
    Index("ix_event_vacancy_id", "vacancy_id"),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", _BIG, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("vacancy_id", String(40)),
    Column("page", String(500)),
    Column("note", Text),
    Column("state", String(20), nullable=False),
    _time("at", nullable=False),
    Index("ix_report_state_at", "state", "at"),
)

webhook = Table(
    "webhook",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("url", String(2000), nullable=False),
    Column("secret", String(80), nullable=False),
    # SHA-256 of the token that whoever registered the webhook shows to manage it.
    Column("token_hash", String(64), nullable=False),
    Column("types", JSON, nullable=False),
    Column("role", String(40)),
    Column("city", String(40)),
    # The last event it was told of.
    Column("sequence", _BIG, nullable=False),
    _time("created_at", nullable=False),
)

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("webhook_id", ForeignKey("webhook.id"), nullable=False),
    Column("first", _BIG, nullable=False),
    Column("last", _BIG, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer),
    Column("error", Text),
    _time("at", nullable=False),
    _time("next_at"),
    Index("ix_webhook_delivery_webhook_id_at", "webhook_id", "at"),
)

# How many entries a feed had when it was last published, and how few an operator allowed it to have.
feed_count = Table(
    "feed_count",
    metadata,
    Column("feed", String(500), primary_key=True),
    Column("count", Integer, nullable=False),
    _time("at", nullable=False),
    Column("released_to", Integer),
    Column("released_by", String(80)),
)

# One piece of the night's work; the key is why it is done once, however many ask for it.
job = Table(
    "job",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("business_date", Date, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    # Rises with every new holder; a write under an older token is refused.
    Column("token", Integer, nullable=False),
    Column("holder", String(120), nullable=False),
    Column("asked_by", String(80), nullable=False),
    Column("run_id", String(80)),
    Column("detail", Text),
    Column("wish", String(12)),
    _time("started_at", nullable=False),
    _time("heartbeat_at", nullable=False),
    _time("expires_at", nullable=False),
    _time("ended_at"),
    # A source is crawled by one process at a time, whatever the kind of work.
    Index(
        "uq_job_running",
        "subject",
        unique=True,
        sqlite_where=text("state = 'running'"),
        postgresql_where=text("state = 'running'"),
    ),
    Index("ix_job_business_date", "business_date"),
)

source_pause = Table(
    "source_pause",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("author", String(80), nullable=False),
    _time("at", nullable=False),
)

source_health = Table(
    "source_health",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("business_date", Date, primary_key=True),
    Column("state", String(12), nullable=False),
    Column("cause", String(40), nullable=False),
    Column("field", String(40)),
    Column("detail", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("affected", Integer, nullable=False),
    Column("checks", JSON, nullable=False),
    Column("coverage", JSON, nullable=False),
    Column("run_id", String(80)),
    Index("ix_source_health_business_date", "business_date"),
)

publication = Table(
    "publication",
    metadata,
    Column("business_date", Date, primary_key=True),
    Column("state", String(12), nullable=False),
    Column("held", JSON, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("author", String(80), nullable=False),
    _time("at", nullable=False),
)

alert = Table(
    "alert",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("cause", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    _time("opened_at", nullable=False),
    _time("closed_at"),
    Column("told", JSON, nullable=False),
    Index("ix_alert_source_cause", "source", "cause"),
)

account = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("role", String(10), nullable=False),
    _time("created_at", nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account", ForeignKey("account.name", ondelete="CASCADE"), nullable=False),
    Column("csrf", String(64), nullable=False),
    _time("expires_at", nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _BIG, primary_key=True),
    _time("at", nullable=False),
    Column("author", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Index("ix_audit_at", "at"),
)

request = Table(
    "request",
    metadata,
    Column("id", _BIG, primary_key=True),
    # ``url``, ``employer``, ``person`` take something down; ``report`` asks a person to look.
    Column("kind", String(12), nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(12), nullable=False),
    _time("received_at", nullable=False),
    _time("due_at", nullable=False),
    Column("decided_by", String(80)),
    _time("decided_at"),
    Column("effect", JSON, nullable=False),
)

# What was taken down and must never come back, by a later crawl or by reading the past again.
tombstone = Table(
    "tombstone",
    metadata,
    Column("kind", String(12), primary_key=True),
    Column("value", String(800), primary_key=True),
    Column("request_id", ForeignKey("request.id"), nullable=False),
    _time("at", nullable=False),
)

# What an operator taught the readers: a text as published in a field (the kind), and the text it is read as.
alias_rule = Table(
    "alias_rule",
    metadata,
    Column("id", _BIG, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("text", String(400), nullable=False),
    Column("value", String(400), nullable=False),
    Column("author", String(80), nullable=False),
    _time("at", nullable=False),
    _time("undone_at"),
    Index("ix_alias_rule_kind_text", "kind", "text"),
)
