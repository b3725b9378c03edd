"""Recent blocking keys apart from all others, until they are carried over in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of recent keys."""
    op.create_table(
        "link_key_recent",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "posting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.PrimaryKeyConstraint("key", "posting_id", name=op.f("pk_link_key_recent")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Carry the recent keys over to all others."""
    op.execute("INSERT INTO link_key (key, posting_id) SELECT key, posting_id FROM link_key_recent")
    op.drop_table("link_key_recent")
