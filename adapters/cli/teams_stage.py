"""A stage on which everything goes through the real Teams adapter and a tenant, over loopback.

What Teams has no way for is done as one does there: a slash command is a message to the app, a reply in a
thread mentions it, a form that words ask for opens by the button that answers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from adapters.cli.directing import Director
from adapters.cli.teams_reading import buttons_of, form_of, inputs_of, is_form, lines_of
from adapters.cli.teams_town import TENANT, TeamsTown, channel_id, user_id
from adapters.console.stage import CHAT, DESK, CannotDo, Heard, Scene
from adapters.teams.render.forms import LIVE
from adapters.teamspace import acts
from adapters.teamspace.acts import Refused
from adapters.teamspace.link import BotSilent
from adapters.teamspace.specs import PersonSpec
from adapters.teamspace.world import BOT_NAME, Message
from bot.clock import HandClock
from bot.replies import Reply

Json = dict[str, Any]


@dataclass(slots=True)
class _Page:
    """A dialog before somebody, and what its fields hold."""

    ref: str
    conversation: str
    title: str
    card: Json
    values: dict[str, str] = field(default_factory=dict)


class TeamsStage:
    """`adapters.console.stage.Stage` in that town."""

    def __init__(self, town: TeamsTown, clock: HandClock, scene: Scene) -> None:
        self._town = town
        self._clock = clock
        self._scene = scene
        self._world = town.space.world
        self._log: list[Heard] = []
        self._at: dict[str, int] = {}
        self._seen: dict[str, tuple[object, ...]] = {}
        """Messages as they stood when they were last read."""
        self._open: dict[str, _Page] = {}
        self._pages: dict[str, _Page] = {}
        self._director = Director(scene, "teams", TENANT, user_id, channel_id)
        self._names = {user_id(handle): profile.name for handle, profile in scene.people.items()}

    def direct(self, words: str, conversation: str) -> Reply:
        """A command of the director's, at the front door: the places are those of the tenant."""
        asked = self._director.asks(words, conversation, self._clock.now())
        return self._town.house.desk.answer(asked)

    def type(self, who: str, words: str, conversation: str) -> None:
        """At the top of a conversation. A command that asks for a form presses the button that comes."""
        is_command = words.startswith("/ticket")
        rest = words.removeprefix("/ticket").removeprefix("@guichet").strip() if is_command else words
        private = conversation.startswith(CHAT)
        if private:
            rest = rest.removeprefix("@guichet").strip()
        elif is_command:
            rest = f"@{BOT_NAME} {rest}"
        before = len(self._log)
        with self._act(who) as person:
            self._say(person, rest or "/", self._where(conversation))
        if is_command and self._town.door.offers_form:
            self._press_last(who, before)

    def say(self, who: str, words: str, conversation: str, thread: str) -> None:
        """In a thread: the app hears what mentions it."""
        private = conversation.startswith(CHAT)
        addressed = words.startswith("@guichet") or private
        with self._act(who) as person:
            said = words if addressed else f"@{BOT_NAME} {words}"
            self._say(person, said, self._where(conversation), thread)

    def press(self, who: str, on: Heard, label: str) -> None:
        """A button, where it stands."""
        with self._act(who) as person:
            page = self._pages.get(on.ref)
            held = page.card if page else self._world.messages[on.ref].cards
            data = buttons_of(held).get(label)
            if data is None:
                raise CannotDo(f"no button {label!r} there; there are: {', '.join(on.buttons) or 'none'}")
            if page is not None:
                shown = self._run(acts.submit, person, page.conversation, data, extension=False)
                self._show(who, page.conversation, shown)
                return
            where = self._world.messages[on.ref].conversation
            self._show(who, where, self._run(acts.press, person, on.ref, data))

    def change(self, who: str, values: Mapping[str, str]) -> None:
        """Fields of the form before them; then the button that shows the promise anew, where there is one."""
        for name, value in values.items():
            with self._act(who) as person:
                page = self._form(who)
                before = replace(page, values=dict(page.values))
                page.values |= self._typed(page, {name: value})
                live = [data for data in buttons_of(page.card).values() if LIVE in data]
                if live:
                    told = live[0] | page.values
                    shown = self._run(acts.submit, person, page.conversation, told, extension=False)
                    self._open[who] = before
                    self._show(who, page.conversation, shown)

    def fill(self, who: str, values: Mapping[str, str]) -> None:
        """Send the form before them."""
        with self._act(who) as person:
            page = self._form(who)
            page.values |= self._typed(page, values)
            sent = next(data for data in buttons_of(page.card).values() if LIVE not in data)
            shown = self._run(acts.submit, person, page.conversation, sent | page.values, extension=False)
            del self._open[who]
            self._show(who, page.conversation, shown)

    def form(self, who: str) -> tuple[str, ...] | None:
        """The form before this person."""
        page = self._open.get(who)
        return None if page is None else self._read(page)

    def now(self) -> datetime:
        """Desk time."""
        return self._clock.now()

    def advance(self, to: datetime) -> None:
        """Move ahead; what falls due is posted on the way."""
        self._town.house.runner.advance(self._clock, to)
        self._listen()

    def settle(self) -> None:
        """Say what waits."""
        self._town.run(self._town.teams.settle())
        self._listen()
        self._town.house.runner.deliver_all()
        self._listen()

    def heard(self) -> Sequence[Heard]:
        """Everything said so far."""
        return self._log

    @contextmanager
    def _act(self, who: str) -> Iterator[PersonSpec]:
        person = next(p for p in self._world.tenant.people if p.id == user_id(who))
        try:
            yield person
        except (LookupError, Refused, BotSilent) as error:
            raise CannotDo(str(error)) from None
        self.settle()

    def _run(self, act: Any, person: PersonSpec, *rest: Any, **more: Any) -> Any:
        return self._town.run(act(self._world, self._town.space.link, person, *rest, **more))

    def _say(self, person: PersonSpec, words: str, where: str, root: str | None = None) -> None:
        named = re.sub(r"^@guichet", f"@{BOT_NAME}", words)
        people = self._scene.people
        named = re.sub(r"@([\w-]+)", lambda m: f"@{people[m[1]].name}" if m[1] in people else m[0], named)
        self._run(acts.say, person, where, named, root)

    def _where(self, conversation: str) -> str:
        if not conversation.startswith(CHAT):
            return channel_id(conversation)
        owner = user_id(conversation.removeprefix(CHAT))
        return self._world.chat_of(next(p for p in self._world.tenant.people if p.id == owner))

    def _press_last(self, who: str, before: int) -> None:
        """The button of a form that the answer was: one press further than where a command opens it."""
        offered = next(
            (
                (at, heard)
                for at, heard in reversed(list(enumerate(self._log))[before:])
                if len(heard.buttons) == 1 and (heard.to == who or heard.conversation == f"{CHAT}{who}")
            ),
            None,
        )
        if offered is None:
            return
        at, heard = offered
        if at == len(self._log) - 1:
            # What is heard of it is the form.
            self._log.pop()
            self._at[heard.ref] = -1
        self.press(who, heard, heard.buttons[0])

    def _show(self, who: str, conversation: str, shown: Json | None) -> None:
        """What a dialog shows now: a form, or an answer for this person alone."""
        if shown is None:
            self._open.pop(who, None)
            return
        card = shown.get("card") or {"body": [{"type": "TextBlock", "text": shown.get("message", "")}]}
        page = _Page(f"page:{len(self._pages)}", conversation, shown["title"], card)
        page.values = {name: str(each.get("value") or "") for name, each in inputs_of(card).items()}
        self._pages[page.ref] = page
        before = self._open.pop(who, None)
        if is_form(card):
            self._open[who] = page
            if before is not None and self._read(before) == self._read(page):
                return
        self._keep(Heard(DESK, None, page.ref, self._read(page), tuple(buttons_of(card)), who))

    def _read(self, page: _Page) -> tuple[str, ...]:
        if is_form(page.card):
            return form_of(page.title, page.card, page.values, self._names)
        return lines_of("", page.card, self._names)

    def _form(self, who: str) -> _Page:
        if who not in self._open:
            raise CannotDo(f"{self._scene.people[who].name.split()[0]} has no form open")
        return self._open[who]

    def _typed(self, page: _Page, values: Mapping[str, str]) -> dict[str, str]:
        """What is put into fields, which go by id or label."""
        inputs = inputs_of(page.card)
        named = {each["label"]: name for name, each in inputs.items()} | {name: name for name in inputs}
        given: dict[str, str] = {}
        for name, value in values.items():
            if name not in named:
                raise CannotDo(f"no field {name!r} in the form; there are: {', '.join(inputs)}")
            given[named[name]] = _given(inputs[named[name]], value)
        return given

    def _listen(self) -> None:
        """Take in what was said since the last time, in its order, and what was edited."""
        for message in sorted(self._world.messages.values(), key=lambda each: int(each.id)):
            if message.author != self._world.bot:
                continue
            now = (message.summary, message.cards, message.deleted)
            if self._seen.get(message.id) == now:
                continue
            self._seen[message.id] = now
            heard = self._heard(message)
            at = self._at.get(message.id)
            if at is None:
                self._keep(heard)
            elif at >= 0:
                self._log[at] = heard

    def _keep(self, heard: Heard) -> None:
        self._at[heard.ref] = len(self._log)
        self._log.append(heard)

    def _heard(self, message: Message) -> Heard:
        place = self._place(message.conversation)
        root = self._world.messages.get(message.root or "")
        thread = message.root if root is not None and root.author == self._world.bot else None
        card = message.cards[0] if message.cards else {}
        lines = lines_of(message.summary, card, self._names)
        if message.deleted:
            return replace(Heard(place, thread, message.id, ()), buttons=())
        to = None if message.only_for is None else _handle(message.only_for.removeprefix("29:"))
        return Heard(place, thread, message.id, lines, tuple(buttons_of(card)), to)

    def _place(self, conversation: str) -> str:
        if conversation in self._world.chats:
            return f"{CHAT}{_handle(self._world.chats[conversation].removeprefix('29:'))}"
        return bytes.fromhex(conversation.removeprefix("19:").partition("@")[0]).decode()


def _handle(user: str) -> str:
    return bytes.fromhex(user.removeprefix("aad-")).decode()


def _given(element: Json, value: str) -> str:
    if "choices.data" in element:
        return user_id(value.removeprefix("@")) if value else ""
    match element["type"]:
        case "Input.Toggle":
            return str(element["valueOn"]) if value == "yes" else str(element["valueOff"])
        case "Input.ChoiceSet" if value:
            for choice in element["choices"]:
                if value in (choice["value"], choice["title"], choice["title"].split(" – ")[0]):
                    return str(choice["value"])
            offered = ", ".join(choice["value"] for choice in element["choices"])
            raise CannotDo(f"{value!r} is not offered for {element['id']}; there are: {offered}")
        case _:
            return value
