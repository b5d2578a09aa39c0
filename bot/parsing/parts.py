"""The parts of the grammar that stand in modules of their own."""

from __future__ import annotations

from bot.parsing import (
    adding,
    commerce,
    contacts,
    fairness,
    home,
    incidents,
    intake,
    ledger,
    linking,
    products,
    reminding,
    scope,
)

PARTS = (
    adding,
    ledger,
    commerce,
    intake,
    contacts,
    scope,
    incidents,
    products,
    fairness,
    home,
    reminding,
    linking,
)
"""Each has its verbs' `READERS`, says what only shows (`reads_only`) and lays forms over (`laid_over`)."""
