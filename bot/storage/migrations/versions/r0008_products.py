"""Tables for products, releases and outages.

Revision: 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.add_column("tickets", sa.Column("product", sa.Text()))
    op.add_column("tickets", sa.Column("product_version", sa.Text()))
