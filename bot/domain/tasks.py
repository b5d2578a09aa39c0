"""Tasks: what somebody of the desk has to do besides answering, told once and open until done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.domain.ids import AccountId, DeskId, PersonId, TicketId
from policy.facts import Role

TaskId = NewType("TaskId", int)


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `kind` names its sentence in the catalogs ("discuss", "follow_up", "kickoff").

    `number` counts per desk: people say "task 3".
    """

    id: TaskId
    desk_id: DeskId
    account_id: AccountId | None
    ticket_id: TicketId | None
    kind: str
    role: Role
    clause: str
    at: datetime
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: PersonId | None = None
    result: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be given on a ticket, unless one of its kind was given since `since`."""

    kind: str
    role: Role
    clause: str
    since: datetime
    due_at: datetime | None = None
