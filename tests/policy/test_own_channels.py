"""An account may have fewer channels than its plan (PB-b.channels)."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
