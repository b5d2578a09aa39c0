"""Teams' limits, as its documentation gives them, and what we keep below."""

from __future__ import annotations

MESSAGE = 80_000
"""Bytes of a message in UTF-16: Teams takes about 100 KB, another of its pages says less."""
ENVELOPE = 2_000
"""Bytes of a message around its card: its summary, above all."""
REFRESHED = 60
"""People for whom a card can be refreshed by itself."""
ACTIONS = 6
"""Buttons of one row: more are folded into a menu."""
TITLE = 80
"""Characters of a button's or dialog's title."""
SUMMARY = 500
"""Characters of a notification."""
CELLS = 80
"""Cells of a table: each takes some 300 bytes."""
DATA = 10_000
"""Characters of a command in a button."""
