"""A person's mistakes, worded in one place; anything else that is raised is a bug.

DeskError
+-- NotUnderstood    words that no command has
+-- NoSuchThing      a ticket, person, account, clause that is not there (or not to be seen)
+-- NotNow           the ticket's state does not allow it
+-- NotYours         the role does not allow it
+-- NoDesk           nobody of this place or person has a desk
+-- Busy             the desk cannot take it now; nothing was started
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class DeskError(Exception):
    """`code` picks the sentence in the catalogs; `facts` fill it."""

    code: ClassVar[str] = "error.unknown"

    def __init__(self, code: str | None = None, /, **facts: str | int) -> None:
        super().__init__(code or self.code)
        self.says = code or self.code
        self.facts: Mapping[str, str | int] = facts


class NotUnderstood(DeskError):
    """`facts`: word, suggestion (may be empty)."""

    code = "error.not_understood"


class NoSuchThing(DeskError):
    """`facts`: what was looked for. The same for absent and for not visible: existence is not revealed."""

    code = "error.no_such_ticket"


class NotNow(DeskError):
    """`facts`: ticket, status."""

    code = "error.not_now"


class NotYours(DeskError):
    """`facts`: who may do it."""

    code = "error.not_yours"


class NoDesk(DeskError):
    """The person belongs to no desk here."""

    code = "error.no_desk"


class Busy(DeskError):
    """The queue is full; nothing was started."""

    code = "error.busy"
