"""The console as a platform: people type at the desk's front door, and what is said is kept to be heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from adapters.console.forms import filled, missing, noted
from adapters.console.render import buttons, form_lines, render
from adapters.console.stage import CHAT, CannotDo, Heard, Scene
from bot.ports import Destination, Permanent, Sent
from bot.replies import Audience, Form, Reply
from bot.requests import (
    Actor,
    Changed,
    Filled,
    Intent,
    PlaceKind,
    PlaceRef,
    Profile,
    Request,
    Said,
    Typed,
    Via,
)

PLATFORM = "console"
TENANT = "rehearsal"


class FrontDoor(Protocol):
    """`bot.desk.Desk`, as the console uses it."""

    def answer(self, request: Request) -> Reply:
        """Do what is asked and say so."""
        ...


@dataclass(slots=True)
class Console:
    """A messenger that keeps everything said; `edits` replace in place. A fake with no faults."""

    platform: str = PLATFORM
    at_once: int = 1
    looks: bool = True
    said: list[Heard] = field(default_factory=list)
    commands: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each button asks for, by what it stands on and its label."""
    keys: dict[str, Sent] = field(default_factory=dict)

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        """Keep it; the reference is its place in the list."""
        conversation = to.conversation or (f"{CHAT}{to.person.user}" if to.person else "")
        if not conversation:
            raise Permanent("nowhere")
        ref = self.keep(conversation, to.thread, reply, opens=False)
        self.keys[key] = Sent(conversation, ref)
        return self.keys[key]

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace what was posted as `ref`."""
        index = int(ref) - 1
        self.commands[ref] = buttons(reply)
        labels = tuple(self.commands[ref])
        self.said[index] = replace(
            self.said[index], thread=to.thread, lines=render(reply, opens=False), buttons=labels
        )

    def find(self, to: Destination, key: str, since: float) -> Sent | None:  # noqa: ARG002
        """What was posted under that key."""
        return self.keys.get(key)

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Files are named in what was said: here is nowhere to put them."""

    def keep(
        self, conversation: str, thread: str | None, reply: Reply, *, to: str | None = None, opens: bool
    ) -> str:
        """Remember something that was said; its reference. `opens`: a form of it is before its reader."""
        ref = str(len(self.said) + 1)
        self.commands[ref] = {} if opens and reply.form else buttons(reply)
        lines = form_lines(reply.form) if opens and reply.form else render(reply, opens=False)
        labels = tuple(self.commands[ref])
        self.said.append(Heard(conversation, thread, ref, lines, labels, to, reply.refused))
        return ref

    def spend(self, ref: str) -> None:
        """Its buttons are used up: something else took its place."""
        self.commands[ref] = {}
        self.said[int(ref) - 1] = replace(self.said[int(ref) - 1], buttons=())


@dataclass(frozen=True, slots=True)
class _Open:
    """A form before somebody, and where it was asked for."""

    form: Form
    conversation: str


@dataclass(slots=True)
class ConsoleStage:
    """`adapters.console.stage.Stage` at the desk's front door."""

    desk: FrontDoor
    clock: Callable[[], datetime]
    console: Console
    scene: Scene
    deliver: Callable[[], None]
    move: Callable[[datetime], None]
    forms: dict[str, _Open] = field(default_factory=dict)
    count: int = 0

    def direct(self, words: str, conversation: str) -> Reply:
        """A command of the director's, at the front door."""
        return self.desk.answer(
            self._request(self.scene.director, Typed(words), Via.COMMAND, conversation, None)
        )

    def type(self, who: str, words: str, conversation: str) -> None:
        """At the top of a conversation."""
        if words.startswith("/ticket"):
            self._ask(who, Typed(words.removeprefix("/ticket").strip()), Via.COMMAND, conversation)
        elif conversation.startswith(CHAT):
            typed = Typed(words.removeprefix("@guichet").strip())
            self._ask(who, typed, Via.MENTION, conversation)
        else:
            self._say(who, words, conversation, None)

    def say(self, who: str, words: str, conversation: str, thread: str) -> None:
        """In a thread."""
        self._say(who, words, conversation, thread)

    def press(self, who: str, on: Heard, label: str) -> None:
        """A button is a command."""
        command = self.console.commands.get(on.ref, {}).get(label)
        if command is None:
            raise CannotDo(f"no button {label!r} there; there are: {', '.join(on.buttons) or 'none'}")
        reply = self._ask(who, Typed(command), Via.BUTTON, on.conversation, on.thread)
        if reply.spent and on.to is not None:
            self.console.spend(on.ref)

    def change(self, who: str, values: Mapping[str, str]) -> None:
        """Ask for the form anew, as each changed field makes it."""
        for name, value in values.items():
            before = self._opened(who)
            asked = Changed(before.form.command, filled(before.form, {name: value}))
            reply = self.desk.answer(self._request(who, asked, Via.FORM, before.conversation, None))
            if reply.form is not None and form_lines(reply.form) != form_lines(before.form):
                self._open(who, replace(before, form=reply.form))

    def fill(self, who: str, values: Mapping[str, str]) -> None:
        """Send it. What came of it is said by the desk's other messages; a refusal stands in its place."""
        sent = self._opened(who)
        held = filled(sent.form, values)
        if lacking := missing(sent.form, held):
            self._open(who, replace(sent, form=lacking))
            return
        del self.forms[who]
        request = self._request(who, Filled(sent.form.command, held), Via.FORM, sent.conversation, None)
        reply = self.desk.answer(request)
        if reply.form is not None:
            self._open(who, _Open(noted(reply.form, held), sent.conversation))
        elif reply.refused:
            self.console.keep(sent.conversation, None, replace(reply, summary=""), to=who, opens=False)
        self.deliver()

    def form(self, who: str) -> tuple[str, ...] | None:
        """The form before this person."""
        return form_lines(self.forms[who].form) if who in self.forms else None

    def now(self) -> datetime:
        """Desk time."""
        return self.clock()

    def advance(self, to: datetime) -> None:
        """Move ahead."""
        self.move(to)

    def settle(self) -> None:
        """Say what waits."""
        self.deliver()

    def heard(self) -> Sequence[Heard]:
        """Everything said so far."""
        return self.console.said

    def _opened(self, who: str) -> _Open:
        if who not in self.forms:
            raise CannotDo(f"{self.scene.people[who].name.split()[0]} has no form open")
        return self.forms[who]

    def _open(self, who: str, opened: _Open) -> None:
        self.forms[who] = opened
        self.console.keep(opened.conversation, None, Reply("", (opened.form,)), to=who, opens=True)

    def _say(self, who: str, words: str, conversation: str, thread: str | None) -> None:
        if words.startswith("@guichet"):
            typed = Typed(words.removeprefix("@guichet").strip(" ,:"))
            self._ask(who, typed, Via.MENTION, conversation, thread)
        elif thread is not None:
            said = Said(self._named(words), f"m{self.count}")
            self._ask(who, said, Via.MESSAGE, conversation, thread)

    def _named(self, words: str) -> str:
        """People by name rather than by handle: so a message reads, whoever it names."""
        people = self.scene.people
        return re.sub(r"@([\w-]+)", lambda m: f"@{people[m[1]].name}" if m[1] in people else m[0], words)

    def _ask(self, who: str, intent: Intent, via: Via, conversation: str, thread: str | None = None) -> Reply:
        reply = self.desk.answer(self._request(who, intent, via, conversation, thread))
        # A form opens where a platform can open one: not in answer to words.
        opens = reply.form is not None and via in (Via.COMMAND, Via.BUTTON)
        if opens and reply.form is not None:
            self._open(who, _Open(reply.form, conversation))
        elif reply.audience is not Audience.NOBODY:
            alone = reply.audience is Audience.ASKER and not conversation.startswith(CHAT)
            self.console.keep(conversation, thread, reply, to=who if alone else None, opens=False)
        self.deliver()
        return reply

    def _request(self, who: str, intent: Intent, via: Via, conversation: str, thread: str | None) -> Request:
        self.count += 1
        kind = PlaceKind.PRIVATE if conversation.startswith(CHAT) else PlaceKind.CHANNEL
        return Request(
            actor=Actor(PLATFORM, TENANT, who),
            place=PlaceRef(PLATFORM, TENANT, conversation, thread, kind, conversation),
            intent=intent,
            key=f"console:{self.count}",
            received_at=self.clock(),
            via=via,
            profile=self._profile(who),
            mentioned=self.scene.people,
        )

    def _profile(self, who: str) -> Profile | None:
        return self.scene.people.get(who)
