"""All that is said in a tenant: conversations and their messages, kept on disk line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.teamspace.specs import ChannelSpec, PersonSpec, TenantSpec

Json = dict[str, Any]
BOT_NAME = "Guichet"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Message:
    """One message. `root` is the message that its thread hangs on, None at the top or in a chat."""

    id: str
    conversation: str
    root: str | None
    author: str
    """An account (`29:...`), or the bot's id."""
    text: str
    at: str
    cards: list[Json] = field(default_factory=list)
    summary: str = ""
    only_for: str | None = None
    edited: bool = False
    deleted: bool = False
    heard: bool = False
    """Whether the bot was told of it: it is told of its edits, too."""
    files: list[Json] = field(default_factory=list)
    """What is attached: id, name, size."""
    withheld: str = ""
    """What a deleted message said: its author may bring it back."""


class World:
    """The tenant's state. `now` is desk time, which messages carry."""

    def __init__(
        self, tenant: TenantSpec, app_id: str, now: Callable[[], datetime], folder: Path | None
    ) -> None:
        self.tenant = tenant
        self.bot = f"28:{app_id}"
        self.now = now
        self.people = {person.account: person for person in tenant.people}
        self.channels = {channel.id: channel for channel in tenant.channels}
        self.chats: dict[str, str] = {}
        """Whose chat with the bot it is, by the chat's id."""
        self.messages: dict[str, Message] = {}
        self.installed = False
        self._last = 0
        self._path = folder / "teams.jsonl" if folder else None
        self._watchers: list[Callable[[], object]] = []
        for kind, held in self._kept():
            self._take(kind, held)

    def chat_of(self, person: PersonSpec) -> str:
        """The private chat of that person with the bot."""
        chat = f"a:{person.id}"
        if chat not in self.chats:
            self.chats[chat] = person.account
            self._keep("chat", lambda: {"id": chat, "account": person.account})
        return chat

    def may_see(self, person: PersonSpec, conversation: str) -> bool:
        """Whether that person is in the conversation."""
        if conversation in self.chats:
            return self.chats[conversation] == person.account
        channel = self.channels.get(conversation)
        return channel is not None and person.id in channel.members

    def channels_of(self, person: PersonSpec) -> Iterator[ChannelSpec]:
        """The channels that the person is in."""
        return (channel for channel in self.tenant.channels if person.id in channel.members)

    def say(
        self,
        conversation: str,
        author: str,
        *,
        text: str = "",
        root: str | None = None,
        activity: Json | None = None,
        only_for: str | None = None,
        files: Sequence[Json] = (),
    ) -> Message:
        """A new message; of the bot's its cards and its summary come along."""
        told = activity or {}
        micros = (self.now() - _EPOCH) // timedelta(milliseconds=1)
        self._last = max(self._last + 1, micros)
        message = Message(
            str(self._last),
            conversation,
            root,
            author,
            text or str(told.get("text") or ""),
            self.now().isoformat(),
            _cards(told),
            str(told.get("summary") or ""),
            only_for,
            files=list(files),
        )
        self.keep(message)
        return message

    def replace(self, message: Message, activity: Json) -> None:
        """The bot's message says this from now on."""
        message.text = str(activity.get("text") or "")
        message.cards = _cards(activity)
        message.summary = str(activity.get("summary") or "")
        self.keep(message)

    def keep(self, message: Message) -> None:
        """Take a new or changed message in."""
        self.messages[message.id] = message
        self._last = max(self._last, int(message.id))
        self._keep("message", lambda: asdict(message))

    def seen_by(self, person: PersonSpec, conversation: str) -> list[Message]:
        """The messages of a conversation that the person may see, oldest first."""
        if not self.may_see(person, conversation):
            return []
        return [
            message
            for message in self.messages.values()
            if message.conversation == conversation and message.only_for in {None, person.account}
        ]

    def install(self) -> bool:
        """The app is installed from now on; False where it was."""
        was, self.installed = self.installed, True
        if not was:
            self._keep("installed", dict)
        return not was

    def nudge(self) -> None:
        """Time moved, or something else that the page shows: let it look again."""
        for watcher in tuple(self._watchers):
            watcher()

    def on_change(self, watcher: Callable[[], object]) -> Callable[[], None]:
        """Call `watcher` at each change; gives what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def _take(self, kind: str, held: Json) -> None:
        match kind:
            case "message":
                self.messages[held["id"]] = Message(**held)
                self._last = max(self._last, int(held["id"]))
            case "chat":
                self.chats[held["id"]] = held["account"]
            case _:
                self.installed = True

    def _kept(self) -> Iterator[tuple[str, Json]]:
        if self._path is None or not self._path.exists():
            return
        line = "\n"
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    kind, held = json.loads(line)
                except ValueError:  # torn by a crash
                    continue
                yield kind, held
        if not line.endswith("\n"):
            self._write("")  # what comes next begins a line of its own

    def _keep(self, kind: str, held: Callable[[], Json]) -> None:
        if self._path is not None:
            self._write(json.dumps([kind, held()], ensure_ascii=False))
        self.nudge()

    def _write(self, line: str) -> None:
        assert self._path is not None
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _cards(activity: Json) -> list[Json]:
    held = activity.get("attachments")
    found = held if isinstance(held, list) else []
    return [
        each["content"]
        for each in found
        if isinstance(each, dict) and each.get("contentType") == "application/vnd.microsoft.card.adaptive"
    ]
