"""How often a process that serves looks for what it no longer needs: seldom, and not among what it loaded."""

from __future__ import annotations

import gc

NEW, YOUNG, OLD = 50_000, 50, 100
"""New objects before a quick look, looks before a longer one, and of those before a whole one."""


def collect_rarely() -> None:
    """Once everything is loaded: a whole collection makes everybody wait, 0.1 s among what was loaded.

    Reference counts free nearly all; what is left are cycles, of which a request leaves few.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, YOUNG, OLD)
