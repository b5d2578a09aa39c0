"""Where logs go: standard error, one line each, without the values that a fault had in hand."""

from __future__ import annotations

import logging
import sys

import structlog


def log_from(level: str) -> None:
    """Logs go to standard error, one line each, from the level that the settings name."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(level=number, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for noisy in ("alembic", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        # Through the standard library: a log that cannot be written never stops what it is about.
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
