"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "dead_letter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.String(length=80), nullable=False),
        sa.Column("file", sa.String(length=80), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letter")),
        sa.UniqueConstraint("run_id", "file", "line", name=op.f("uq_dead_letter_run_id_file_line")),
    )
    op.create_table(
        "event",
        sa.Column(
            "sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("vacancy_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_vacancy_id", ["vacancy_id"], unique=False)

    op.create_table(
        "held_closing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("board", sa.String(length=200), nullable=False),
        sa.Column("postings", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_closing")),
        sa.UniqueConstraint("run_id", "board", name=op.f("uq_held_closing_run_id_board")),
    )
    op.create_table(
        "link_ledger",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("vacancy_id", sa.String(length=40), nullable=False),
        sa.Column("other_id", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_ledger")),
    )
    with op.batch_alter_table("link_ledger", schema=None) as batch_op:
        batch_op.create_index("ix_link_ledger_vacancy_id", ["vacancy_id"], unique=False)

    op.create_table(
        "link_verdict",
        sa.Column("a", sa.String(length=800), nullable=False),
        sa.Column("b", sa.String(length=800), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_link_verdict")),
    )
    with op.batch_alter_table("link_verdict", schema=None) as batch_op:
        batch_op.create_index("ix_link_verdict_b", ["b"], unique=False)

    op.create_table(
        "source",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("rights", sa.String(length=10), nullable=False),
        sa.Column("resyndicate", sa.Boolean(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("homepage", sa.Text(), nullable=True),
        sa.Column("closes_after", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "vacancy",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("seniority", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("employer_key", sa.String(length=200), nullable=True),
        sa.Column("employer_kind", sa.String(length=20), nullable=True),
        sa.Column("work_mode", sa.String(length=20), nullable=True),
        sa.Column("office_days", sa.Integer(), nullable=True),
        sa.Column("contract", sa.String(length=20), nullable=True),
        sa.Column("in_language", sa.String(length=8), nullable=True),
        sa.Column("pay_stated", sa.Boolean(), nullable=False),
        sa.Column("gross_month_min", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("gross_month_max", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("date_posted", sa.Date(), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_confirmed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("postings", sa.Integer(), nullable=False),
        sa.Column("reposts", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index("ix_vacancy_employer_key", ["employer_key"], unique=False)
        batch_op.create_index("ix_vacancy_role_status_first_seen", ["role", "status", "first_seen"], unique=False)
        batch_op.create_index("ix_vacancy_status_first_seen", ["status", "first_seen"], unique=False)

    op.create_table(
        "posting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("board", sa.String(length=200), nullable=False),
        sa.Column("identifier", sa.String(length=500), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_confirmed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_run", sa.String(length=80), nullable=False),
        sa.Column("missed_run", sa.String(length=80), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("stage", sa.String(length=8), nullable=False),
        sa.Column("vacancy_id", sa.String(length=40), nullable=True),
        sa.Column("features", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_posting_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("source", "board", "identifier", name=op.f("uq_posting_source_board_identifier")),
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index("ix_posting_seen_run", ["seen_run"], unique=False)
        batch_op.create_index("ix_posting_source_board_status", ["source", "board", "status"], unique=False)
        batch_op.create_index("ix_posting_stage_id", ["stage", "id"], unique=False)
        batch_op.create_index("ix_posting_vacancy_id", ["vacancy_id"], unique=False)

    op.create_table(
        "run",
        sa.Column("run_id", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_run_source")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
    )
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.create_index("ix_run_source_started_at", ["source", "started_at"], unique=False)

    op.create_table(
        "vacancy_alias",
        sa.Column("alias", sa.String(length=40), nullable=False),
        sa.Column("vacancy_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_alias_vacancy_id")),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_vacancy_alias")),
    )
    op.create_table(
        "vacancy_place",
        sa.Column("vacancy_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("nis_code", sa.String(length=5), nullable=True),
        sa.Column("arrondissement", sa.String(length=5), nullable=True),
        sa.Column("province", sa.String(length=5), nullable=True),
        sa.Column("region", sa.String(length=5), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_place_vacancy_id")),
        sa.PrimaryKeyConstraint("vacancy_id", "position", name=op.f("pk_vacancy_place")),
    )
    with op.batch_alter_table("vacancy_place", schema=None) as batch_op:
        batch_op.create_index("ix_vacancy_place_arrondissement", ["arrondissement"], unique=False)
        batch_op.create_index("ix_vacancy_place_nis_code", ["nis_code"], unique=False)
        batch_op.create_index("ix_vacancy_place_province", ["province"], unique=False)

    op.create_table(
        "vacancy_skill",
        sa.Column("vacancy_id", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_skill_vacancy_id")),
        sa.PrimaryKeyConstraint("vacancy_id", "slug", name=op.f("pk_vacancy_skill")),
    )
    with op.batch_alter_table("vacancy_skill", schema=None) as batch_op:
        batch_op.create_index("ix_vacancy_skill_slug", ["slug"], unique=False)

    op.create_table(
        "board_run",
        sa.Column("run_id", sa.String(length=80), nullable=False),
        sa.Column("board", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("declared", sa.Integer(), nullable=True),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.JSON(), nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("expired", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_board_run_run_id")),
        sa.PrimaryKeyConstraint("run_id", "board", name=op.f("pk_board_run")),
    )
    with op.batch_alter_table("board_run", schema=None) as batch_op:
        batch_op.create_index("ix_board_run_source_board_started_at", ["source", "board", "started_at"], unique=False)

    op.create_table(
        "link_evidence",
        sa.Column("a", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("b", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["posting.id"], name=op.f("fk_link_evidence_a")),
        sa.ForeignKeyConstraint(["b"], ["posting.id"], name=op.f("fk_link_evidence_b")),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_link_evidence")),
    )
    with op.batch_alter_table("link_evidence", schema=None) as batch_op:
        batch_op.create_index("ix_link_evidence_b", ["b"], unique=False)

    op.create_table(
        "link_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name=op.f("fk_link_key_posting_id")),
        sa.PrimaryKeyConstraint("key", "posting_id", name=op.f("pk_link_key")),
    )
    with op.batch_alter_table("link_key", schema=None) as batch_op:
        batch_op.create_index("ix_link_key_posting_id", ["posting_id"], unique=False)

    op.create_table(
        "posting_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("posting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name=op.f("fk_posting_change_posting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_change")),
        sa.UniqueConstraint("posting_id", "run_id", "kind", name=op.f("uq_posting_change_posting_id_run_id_kind")),
    )
    with op.batch_alter_table("posting_change", schema=None) as batch_op:
        batch_op.create_index("ix_posting_change_run_id_kind", ["run_id", "kind"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    with op.batch_alter_table("posting_change", schema=None) as batch_op:
        batch_op.drop_index("ix_posting_change_run_id_kind")

    op.drop_table("posting_change")
    with op.batch_alter_table("link_key", schema=None) as batch_op:
        batch_op.drop_index("ix_link_key_posting_id")

    op.drop_table("link_key")
    with op.batch_alter_table("link_evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_link_evidence_b")

    op.drop_table("link_evidence")
    with op.batch_alter_table("board_run", schema=None) as batch_op:
        batch_op.drop_index("ix_board_run_source_board_started_at")

    op.drop_table("board_run")
    with op.batch_alter_table("vacancy_skill", schema=None) as batch_op:
        batch_op.drop_index("ix_vacancy_skill_slug")

    op.drop_table("vacancy_skill")
    with op.batch_alter_table("vacancy_place", schema=None) as batch_op:
        batch_op.drop_index("ix_vacancy_place_province")
        batch_op.drop_index("ix_vacancy_place_nis_code")
        batch_op.drop_index("ix_vacancy_place_arrondissement")

    op.drop_table("vacancy_place")
    op.drop_table("vacancy_alias")
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.drop_index("ix_run_source_started_at")

    op.drop_table("run")
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.drop_index("ix_posting_vacancy_id")
        batch_op.drop_index("ix_posting_stage_id")
        batch_op.drop_index("ix_posting_source_board_status")
        batch_op.drop_index("ix_posting_seen_run")

    op.drop_table("posting")
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_index("ix_vacancy_status_first_seen")
        batch_op.drop_index("ix_vacancy_role_status_first_seen")
        batch_op.drop_index("ix_vacancy_employer_key")

    op.drop_table("vacancy")
    op.drop_table("source")
    with op.batch_alter_table("link_verdict", schema=None) as batch_op:
        batch_op.drop_index("ix_link_verdict_b")

    op.drop_table("link_verdict")
    with op.batch_alter_table("link_ledger", schema=None) as batch_op:
        batch_op.drop_index("ix_link_ledger_vacancy_id")

    op.drop_table("link_ledger")
    op.drop_table("held_closing")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_vacancy_id")

    op.drop_table("event")
    op.drop_table("dead_letter")
    op.drop_table("counter")
