"""Drives the workspace as one person would: types, clicks, fills in forms, and reads what is shown."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self, TypeVar

from adapters.workspace import interactions, messages, page_reads, people, uploads, wire
from adapters.workspace.blocks import HOLDS, LISTS, interactive, merged, options_of
from adapters.workspace.conversations import direct_channel
from adapters.workspace.files import page_file, person_sees
from adapters.workspace.modals import View
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.readable import read
from adapters.workspace.server import Workspace

Found = TypeVar("Found")


class Driver:
    """One person at their keyboard. Channels go by id or by `#name`, "@app" is the app's direct conversation.

    Each action waits until the app has acknowledged what the action caused; what the app does later
    is awaited with `wait_for`.
    """

    def __init__(self, workspace: Workspace, user: str, team: str | None = None) -> None:
        self.workspace = workspace
        self.world = workspace.world
        self.team: Team = self.world.teams[team] if team else next(iter(self.world.teams.values()))
        self.user = user
        self.team.user(user)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.workspace.settle()

    def as_(self, user: str) -> "Driver":
        """The same workspace in the hands of someone else."""
        return Driver(self.workspace, user, self.team.id)

    async def slash(self, channel: str, command: str, text: str = "") -> list[Json]:
        """Type a command; the private messages that it brought this person, anywhere."""
        before = self._private_ids()
        line = f"{command} {text}".strip()
        spot = self._channel(channel).id
        if command in people.OWN_COMMANDS:
            people.own_command(self.world, self.team, self.user, spot, line)
        else:
            await interactions.command(self.world, self.team, self.user, spot, line)
        await self.workspace.settle()
        return self._new_private(before)

    async def say(
        self, channel: str, text: str, thread_ts: str | None = None, files: Sequence[Json] = ()
    ) -> Json:
        """Say something in a channel or thread, with files that were uploaded; the message."""
        spot, held = self._channel(channel).id, [file["id"] for file in files]
        message = people.say(self.world, self.team, self.user, spot, text, thread_ts, held)
        await self.workspace.settle()
        return self._shown(message)

    def upload(self, name: str, content: bytes) -> Json:
        """Choose a file, for a message or for a form's field; nobody else sees it yet."""
        return page_file(uploads.uploaded(self.world, self.team, self.user, name, content))

    def download(self, file: Json) -> bytes | None:
        """What a file holds, None where this person may not see it."""
        found = self.world.files.find(self.team, file["id"])
        if found is None or found.deleted or not person_sees(self.team, found, self.user):
            return None
        return self.world.files.content(found)

    async def delete_file(self, file: Json) -> None:
        """Delete one's own file."""
        uploads.delete(self.world, self.team, uploads.own(self.world, self.team, self.user, file["id"]))
        await self.workspace.settle()

    async def edit(self, message: Json, text: str) -> Json:
        """Change one's own message."""
        changed = people.edit(self.world, self.team, self.user, message["channel"], message["ts"], text)
        await self.workspace.settle()
        return self._shown(changed)

    async def delete(self, message: Json) -> None:
        """Delete one's own message, or dismiss a private one."""
        people.delete(self.world, self.team, self.user, message["channel"], message["ts"])
        await self.workspace.settle()

    async def click(self, where: Json, what: str) -> list[Json]:
        """Click a button (or an overflow's option) by its words or ids, in a message, form or home.

        Returns the private messages that it brought this person.
        """
        before = self._private_ids()
        element, option = self._clickable(where, what)
        given = {"selected_option": option} if option else {}
        await self._act(where, element, given)
        return self._new_private(before)

    async def choose(self, where: Json, element_id: str, *values: str) -> list[Json]:
        """Choose in a select, picker or boxes of a message, form or home, by values or words."""
        before = self._private_ids()
        found = _one(_elements(where), lambda b, e: element_id in _ids(b, e), element_id)
        await self._act(where, found, _given(found[1], list(values)))
        return self._new_private(before)

    async def change(self, view: Json, fields: Mapping[str, Any]) -> Json | None:
        """Fill in fields of a form by label or id, telling the app where it asked; the form as it is then."""
        for field, value in fields.items():
            current = self._live(view).wire()
            block, element = _one(_elements(current), lambda b, e, f=field: f in _ids(b, e), field)
            if block["type"] == "input" and not block.get("dispatch_action"):
                state = {block["block_id"]: {element["action_id"]: _given(element, value)}}
                live = self._live(view)
                live.values = merged(live.blocks, live.values, state)
            else:
                await self._act(current, (block, element), _given(element, value))
        view_now = self.world.modals.find(self.team.id, view["id"])
        return view_now.wire() if view_now else None

    async def submit(
        self, view: Json | None = None, fields: Mapping[str, Any] | None = None
    ) -> dict[str, str] | None:
        """Fill in fields and send a form (the topmost) off; its faults by block id, or None."""
        shown = view or self.modal()
        if shown is None:
            raise LookupError("no form is open")
        live = self._live(shown)
        state: Json = {}
        for field, value in (fields or {}).items():
            block, element = _one(_elements(live.wire()), lambda b, e, f=field: f in _ids(b, e), field)
            state.setdefault(block["block_id"], {})[element["action_id"]] = _given(element, value)
        filled = merged(live.blocks, live.values, {**live.values, **_over(live.values, state)})
        faults = await interactions.submit(self.world, self.team, live, filled)
        await self.workspace.settle()
        return faults or None

    async def close(self, view: Json | None = None) -> None:
        """Close a form (the topmost)."""
        shown = view or self.modal()
        if shown is not None:
            await interactions.close(self.world, self.team, self._live(shown))
            await self.workspace.settle()

    async def shortcut(self, callback_id: str, message: Json | None = None) -> list[Json]:
        """Use a shortcut, on a message or from the composer; the private messages that it brought."""
        before = self._private_ids()
        spot = self._spot(message) if message else None
        await interactions.shortcut(self.world, self.team, self.user, callback_id, spot)
        await self.workspace.settle()
        return self._new_private(before)

    async def open_home(self) -> Json | None:
        """Look at the app's home; the view that it shows once the app was told."""
        people.open_home(self.world, self.team, self.user)
        await self.workspace.settle()
        return self.home()

    def modal(self) -> Json | None:
        """The form in front of this person."""
        view = self.world.modals.top(self.team.id, self.user)
        return view.wire() if view else None

    def home(self) -> Json | None:
        """This person's App Home as last published."""
        view = self.world.modals.home(self.team.id, self.user)
        return view.wire() if view else None

    def messages(self, channel: str) -> list[Json]:
        """What a channel shows everyone, oldest first."""
        spot = self._channel(channel)
        return [self._shown(message) for message in spot.top_level()]

    def thread(self, channel: str, ts: str) -> list[Json]:
        """A message and its replies, oldest first, with this person's private ones."""
        found: list[Json] = page_reads.thread_messages(self.team, self.user, self._channel(channel).id, ts)[
            "messages"
        ]
        return found

    def private(self, channel: str) -> list[Json]:
        """The messages that only this person sees in a channel and its threads, oldest first."""
        spot = self._channel(channel)
        return [self._shown(m) for m in spot.ephemerals.values() if m.ephemeral_to == self.user]

    def read(self, message: Json) -> str:
        """A message or view as plain text, with people and channels by name."""
        names = {user.id: user.real_name for user in self.team.users.values()}
        names |= {channel.id: channel.name for channel in self.team.channels.values()}
        return read(message, names)

    async def wait_for(self, probe: Callable[[], Found], seconds: float = 5.0) -> Found:
        """Wait until `probe` gives something true as the workspace changes; TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while not (found := probe()):
                await self.world.hub.changed()
        return found

    async def _act(self, where: Json, found: tuple[Json, Json], given: Json) -> None:
        block, element = found
        spot = self._live(where) if "hash" in where else self._spot(where)
        action = {"block_id": block["block_id"], "action_id": element["action_id"], **given}
        await interactions.act(self.world, self.team, self.user, spot, action)
        await self.workspace.settle()

    def _clickable(self, where: Json, what: str) -> tuple[tuple[Json, Json], Json | None]:
        buttons, options = [], []
        for block, element in _elements(where):
            if element["type"] == "button" and what in (*_ids(block, element), element["text"]["text"]):
                buttons.append((block, element))
            if element["type"] == "overflow":
                options += [
                    ((block, element), o)
                    for o in options_of(element)
                    if what in (o["text"]["text"], o["value"])
                ]
        if len(buttons) + len(options) != 1:
            raise LookupError(f"{len(buttons) + len(options)} buttons are {what!r} in:\n{self.read(where)}")
        return (buttons[0], None) if buttons else options[0]

    def _channel(self, channel: str) -> Channel:
        if channel == "@app":
            return direct_channel(self.world, self.team, self.user)
        named = channel.removeprefix("#")
        for known in self.team.channels.values():
            if channel == known.id or (known.kind == "channel" and known.name == named):
                return people.place(self.team, self.user, known.id)
        raise LookupError(f"{self.team.name} has no channel {channel}")

    def _spot(self, message: Json) -> tuple[Channel, Message]:
        channel = people.place(self.team, self.user, message["channel"])
        found = channel.find(message["ts"])
        if found is None or found.ephemeral_to not in (None, self.user):
            raise LookupError("this message is gone")
        return channel, found

    def _live(self, view: Json) -> View:
        live = self.world.modals.find(self.team.id, view["id"])
        if live is None or live.user != self.user:
            raise LookupError("this form is closed")
        return live

    def _shown(self, message: Message) -> Json:
        channel = self.team.channels[message.channel]
        return wire.page_message(self.team, channel, message)

    def _private_ids(self) -> set[str]:
        return {ts for channel in self.team.channels.values() for ts in channel.ephemerals}

    def _new_private(self, before: set[str]) -> list[Json]:
        new = [
            self._shown(message)
            for channel in self.team.channels.values()
            for ts, message in channel.ephemerals.items()
            if ts not in before and message.ephemeral_to == self.user and messages.sees(channel, self.user)
        ]
        return sorted(new, key=lambda message: str(message["ts"]))


def _elements(where: Json) -> list[tuple[Json, Json]]:
    return list(interactive(where.get("blocks") or []))


def _ids(block: Json, element: Json) -> tuple[str, ...]:
    """What a person (or test) may call an element: its block's id, its own, its label."""
    label = block["label"]["text"] if block.get("type") == "input" else ""
    return (str(block.get("block_id")), str(element["action_id"]), *([label] if label else []))


def _one(found: list[tuple[Json, Json]], fits: Callable[..., bool], what: str) -> tuple[Json, Json]:
    matching = [pair for pair in found if fits(*pair)]
    if len(matching) != 1:
        known = sorted({name for pair in found for name in _ids(*pair)})
        raise LookupError(f"{len(matching)} elements are called {what!r}; there are {known}")
    return matching[0]


def _given(element: Json, value: Any) -> Json:
    """The state of an element in which someone put `value`: text, an option (value or words), a list."""
    key = HOLDS[element["type"]][0]
    values = value if isinstance(value, list) else [value]
    if "option" in key:
        values = [_option(element, item) for item in values]
    return {"type": element["type"], key: values if key in LISTS else (values[0] if values else None)}


def _option(element: Json, wanted: str) -> Json:
    for option in options_of(element):
        if wanted in (option["value"], option["text"]["text"]):
            return option
    raise LookupError(f"{wanted!r} is not offered: {[o['value'] for o in options_of(element)]}")


def _over(values: Mapping[str, Json], state: Json) -> Json:
    return {block_id: {**values.get(block_id, {}), **held} for block_id, held in state.items()}
