"""A source is crawled by one process at a time, whatever the kind of work."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    """Let a subject have one running job instead of one of each kind."""
    op.execute(
        "UPDATE job SET state = 'failed', detail = 'given up by an upgrade', ended_at = heartbeat_at, token = token + 1 "
        "WHERE state = 'running'"
    )
    op.drop_index("uq_job_running", "job")
    op.create_index("uq_job_running", "job", ["subject"], unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING)


def downgrade() -> None:
    """Let a subject have one running job of each kind again."""
    op.drop_index("uq_job_running", "job")
    op.create_index("uq_job_running", "job", ["kind", "subject"], unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING)
