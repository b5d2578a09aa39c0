"""What is said when the app is taken out of a workspace, and when it is back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class RemovedNotice:
    """To an admin of the desk, elsewhere: nothing can be said in that workspace any more."""

    workspace: str
    at: datetime
    tag: Literal["removed"] = "removed"


@dataclass(frozen=True, slots=True)
class BackNotice:
    """To an admin of the desk, in the workspace: what was missed there, and what is said now after all.

    `missed` counts the messages that were not delivered; of these `again` are delivered now. `tickets` are
    the numbers of the first tickets concerned, `more` how many others there are.
    """

    workspace: str
    since: datetime
    until: datetime
    missed: int
    again: int
    tickets: tuple[int, ...]
    more: int
    tag: Literal["back"] = "back"
