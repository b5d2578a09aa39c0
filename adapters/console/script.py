"""What a rehearsal is made of: a cast, then who does what when and what must be heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


class ScriptError(Exception):
    """A line that cannot be read: names the line and the remedy."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(f"line {line}: {says}")
        self.says = says


@dataclass(frozen=True, slots=True)
class Player:
    """One of the cast."""

    name: str
    role: str
    account: str | None = None
    language: str | None = None
    zone: str | None = None
    line: int = 1
    email: str | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account of the cast; `options` as `/ticket setup account` takes them."""

    name: str
    options: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Cast:
    """The desk and everybody around it."""

    policy: str
    desk: str
    language: str
    accounts: tuple[AccountLine, ...]
    people: tuple[Player, ...]
    start: str
    lines: Mapping[str, int]
    """Where each header stands, for what is wrong with it."""
    revisions: tuple[tuple[int, str], ...] = ()
    """Later versions of the policy, each as its line has it."""


@dataclass(frozen=True, slots=True)
class At:
    """Time moves ahead to a wall-clock time of the policy's zone, or by a span."""

    line: int
    until: datetime | None = None
    by: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Words typed in one's own place, in a ticket's thread, or in one's private chat with the desk."""

    line: int
    who: str
    words: str
    ticket: int | None = None
    public: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed: on a ticket's card or in its thread, or on what one heard last."""

    line: int
    who: str
    label: str
    ticket: int | None = None
    public: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """The form that one has open, filled in and sent; or only changed, where it is not `sent`."""

    line: int
    who: str
    values: tuple[tuple[str, str], ...]
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Arrive:
    """Something comes from outside chat: its kind, its fields (in order) and the lines of its body."""

    line: int
    kind: str
    fields: tuple[tuple[str, str], ...]
    body: tuple[str, ...] = ()

    def field(self, name: str, otherwise: str | None = None) -> str:
        """One field, whatever its case. ScriptError where it is missing and there is no `otherwise`."""
        found = next((value for key, value in self.fields if key.lower() == name.lower()), otherwise)
        if found is None:
            raise ScriptError(self.line, f"a {self.kind} needs a line '  {name}: ...'")
        return found


@dataclass(frozen=True, slots=True)
class Hear:
    """What must have been heard somewhere since the last act. `text` None: nothing at all.

    `then`: said later than what was last heard so.
    """

    line: int
    where: str
    text: str | None
    cites: tuple[str, ...] = ()
    absent: bool = False
    then: bool = False


Step = At | Say | Press | Fill | Arrive | Hear


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A whole file."""

    title: str
    cast: Cast
    steps: tuple[Step, ...] = field(default=())
