"""Features of linking beside the postings instead of in them, with the keys they are found by."""

import struct
from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Move features and keys into tables that a look-up reads without the postings."""
    op.create_table(
        "link_features",
        sa.Column("posting_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("features", sa.LargeBinary(), nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name=op.f("fk_link_features_posting_id")),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_link_features")),
    )
    op.execute(
        "INSERT INTO link_features (posting_id, features, keys) SELECT id, features, features FROM posting "
        "WHERE features IS NOT NULL"
    )
    found = sa.table("link_features", sa.column("posting_id"), sa.column("keys"))
    keys = op.get_bind().execute(sa.text("SELECT posting_id, key FROM link_key ORDER BY posting_id, key")).all()
    for number, rows in groupby(keys, key=itemgetter(0)):
        packed = [row.key for row in rows]
        op.execute(
            found.update().where(found.c.posting_id == number).values(keys=struct.pack(f"<{len(packed)}q", *packed))
        )
    op.drop_index("ix_link_key_posting_id", "link_key")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_link_key_posting_id", "link_key")
    else:
        _remake_keys(rowid=False)
    op.drop_column("posting", "features")


def downgrade() -> None:
    """Put the features back into the postings."""
    op.add_column("posting", sa.Column("features", sa.LargeBinary(), nullable=True))
    op.execute("UPDATE posting SET features = (SELECT f.features FROM link_features f WHERE f.posting_id = posting.id)")
    op.drop_table("link_features")
    belongs = sa.ForeignKeyConstraint(["posting_id"], ["posting.id"], name="fk_link_key_posting_id")
    if op.get_bind().dialect.name == "postgresql":
        op.create_foreign_key("fk_link_key_posting_id", "link_key", "posting", ["posting_id"], ["id"])
    else:
        _remake_keys(belongs, rowid=True)
    op.create_index("ix_link_key_posting_id", "link_key", ["posting_id"], unique=False)


def _remake_keys(*constraints: sa.Constraint, rowid: bool) -> None:
    # SQLite: without row numbers the table is its own index, half as large.
    op.rename_table("link_key", "link_key_before")
    op.create_table(
        "link_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("posting_id", _NUMBER, autoincrement=False, nullable=False),
        *constraints,
        sa.PrimaryKeyConstraint("key", "posting_id", name="pk_link_key"),
        sqlite_with_rowid=rowid,
    )
    op.execute("INSERT INTO link_key (key, posting_id) SELECT key, posting_id FROM link_key_before ORDER BY 1, 2")
    op.drop_table("link_key_before")
