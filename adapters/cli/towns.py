"""What the small towns of rehearsals share: a loop on a thread of its own, on which their servers run."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

SECRET = "only-ever-used-in-rehearsals"  # noqa: S105 - signs requests on loopback, to ourselves
LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
PATIENCE = 60.0
"""Seconds that anything may take before it counts as stuck: a slow machine is no part of the play."""
T = TypeVar("T")


class OwnLoop:
    """Started by `start`, gone after `stop`."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)

    def start(self) -> None:
        """Run from now on."""
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it there, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def stop(self) -> None:
        """Let what runs end, and close."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
