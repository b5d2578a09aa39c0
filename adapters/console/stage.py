"""What a rehearsal is played on: people act, and everything that the desk says to anybody is heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.replies import Reply
from bot.requests import Profile

DESK = "desk"
"""The desk's own place; an account's place is called by its name's slug."""
CHAT = "dm:"
"""Begins the name of a person's private chat with the desk."""


class CannotDo(Exception):
    """A person tried what there is no way to do here: no such button, no form open."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said.

    Where: a place and, in a thread, its root. `to`: the one person who sees it, None for everybody there.
    `ref` tells it from everything else that was said. `buttons` are the labels of what can be pressed.
    """

    conversation: str
    thread: str | None
    ref: str
    lines: tuple[str, ...]
    buttons: tuple[str, ...] = ()
    to: str | None = None
    refused: bool = False
    """The desk said no, as far as the stage can tell."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who can be on a stage, by handle, and the accounts' places."""

    people: Mapping[str, Profile]
    places: Sequence[str]
    members: Mapping[str, Sequence[str]]
    """Who is in each place; the desk's people are in all of them."""
    director: str
    """Who sets the desk up before the curtain: an administrator of the tenant."""


class Stage(Protocol):
    """A platform with people on it. People are named by handle, conversations as `Heard` names them.

    Each act returns when everything that it caused was said. All of them but `advance` raise CannotDo.
    """

    def direct(self, words: str, conversation: str) -> Reply:
        """A command of the director's, before the curtain."""
        ...

    def type(self, who: str, words: str, conversation: str) -> None:
        """A slash command, a mention ("@guichet ...") or a plain message at the top of a conversation."""
        ...

    def say(self, who: str, words: str, conversation: str, thread: str) -> None:
        """A message in a thread; addressed to the desk where it begins with its name."""
        ...

    def press(self, who: str, on: Heard, label: str) -> None:
        """A button (or an entry of a menu) of something that was said."""
        ...

    def change(self, who: str, values: Mapping[str, str]) -> None:
        """Change fields of the form that this person has open, without sending it."""
        ...

    def fill(self, who: str, values: Mapping[str, str]) -> None:
        """Send the form that this person has open; what is not named keeps what it held."""
        ...

    def form(self, who: str) -> tuple[str, ...] | None:
        """The form that this person has open, line by line."""
        ...

    def now(self) -> datetime:
        """Desk time."""
        ...

    def advance(self, to: datetime) -> None:
        """Desk time moves ahead, and what falls due on the way happens on the way."""
        ...

    def settle(self) -> None:
        """Let everything be said that something outside chat has caused."""
        ...

    def heard(self) -> Sequence[Heard]:
        """Everything said so far, in its order, each as it now stands. It only grows."""
        ...
