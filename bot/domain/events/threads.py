"""Events of messages that had joined a ticket, and were changed where they were written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A message reads otherwise from now on; what it said before stays beside.

    `message` is the text that joined the ticket, by which the message is known however often it is edited;
    `before` and `after` are what it said and says. No clock starts or stops by it.
    """

    at: datetime
    actor: PersonId
    message: TextId
    before: TextId
    after: TextId
    tag: Literal["message_edited"] = "message_edited"


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """A message was taken away where it was written; `before` is what it last said.

    `actor` wrote it: a platform need not say who took it away. An answer that was given stays given.
    """

    at: datetime
    actor: PersonId
    message: TextId
    before: TextId
    tag: Literal["message_deleted"] = "message_deleted"
