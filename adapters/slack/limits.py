"""Slack's limits on what we send: lengths in characters, counts in items (docs.slack.dev, Block Kit)."""

from __future__ import annotations

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 12_000
"""Over all blocks of a message. Undocumented: Slack refuses at about 13,200, so we stop earlier."""
MESSAGE_TEXT = 4000
"""`chat.update` refuses more; `chat.postMessage` would take 40,000, but a card must stay editable."""

VIEW_BLOCKS = 100
VIEW_CHARACTERS = 18_000
"""Over all texts of a view: Slack takes 250 kB of JSON, in which a character may need 12 bytes."""
VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3000

TEXT_OBJECT = 3000
FIELDS = 10
FIELD_TEXT = 2000
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
IDENTIFIER = 255
TABLE_ROWS = 100
"""The row of headings among them."""
TABLE_COLUMNS = 20
TABLE_CHARACTERS = 10_000
"""Over all cells. A message takes one table; a modal or home takes none."""

BUTTONS = 4
"""Of one message row; ours, from the design: the rest goes to the overflow."""
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
ACCESSIBILITY_LABEL = 75
PLACEHOLDER = 150
OVERFLOW_OPTIONS = 5
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
SELECT_OPTIONS = 100

INPUT_LABEL = 2000
INPUT_HINT = 2000
INPUT_LENGTH = 3000
FILES = 10
"""Of one field of a form; each of 10 MB at most, which Slack checks itself."""
