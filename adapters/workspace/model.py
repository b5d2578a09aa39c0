"""What the workspace remembers: teams, people, channels, messages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from adapters.workspace.errors import SlackError
from adapters.workspace.files import Files
from adapters.workspace.specs import Installation, UserSpec

Json = dict[str, Any]
ChannelKind = Literal["channel", "app"]
SLACKBOT = "USLACKBOT"


@dataclass(slots=True)
class Message:
    """One message; `ephemeral_to` names the only person who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot: bool = False
    metadata: Json | None = None
    edited_ts: str | None = None
    subtype: str | None = None
    broadcast: bool = False
    ephemeral_to: str | None = None
    deleted: bool = False
    files: list[str] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        """Whether it lives in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(slots=True)
class Channel:
    """A channel, or one person's direct conversation with the app (kind "app", whose person is `user`)."""

    id: str
    team: str
    name: str
    kind: ChannelKind = "channel"
    private: bool = False
    members: list[str] = field(default_factory=list)
    purpose: str = ""
    archived: bool = False
    user: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    changed: bool = False
    """Whether it is no longer as its spec says; until then a new spec takes effect at the next start."""

    def keep(self, message: Message) -> None:
        """Take in a new or changed message; a reply joins its parent's thread."""
        if message.ephemeral_to is not None:
            self.ephemerals[message.ts] = message
            return
        if message.ts not in self.messages and message.is_reply and message.thread_ts:
            self.threads.setdefault(message.thread_ts, []).append(message.ts)
        self.messages[message.ts] = message

    def drop(self, message: Message) -> None:
        """Forget a message; a parent with replies stays as its tombstone."""
        if message.ephemeral_to is not None:
            self.ephemerals.pop(message.ts, None)
        elif self.threads.get(message.ts):
            message.deleted, message.text, message.blocks = True, "This message was deleted.", []
            message.files = []
            message.metadata, message.subtype = None, "tombstone"
        else:
            self.messages.pop(message.ts, None)
            if message.is_reply and message.thread_ts in self.threads:
                self.threads[message.thread_ts].remove(message.ts)

    def find(self, ts: str) -> Message | None:
        """The message of that timestamp, private ones included."""
        return self.messages.get(ts) or self.ephemerals.get(ts)

    def replies(self, ts: str) -> list[Message]:
        """The replies under a message, oldest first."""
        return [self.messages[reply] for reply in self.threads.get(ts, ())]

    def top_level(self) -> Iterator[Message]:
        """What the channel itself shows, oldest first: no replies but those also sent to the channel."""
        return (m for m in self.messages.values() if not m.is_reply or m.broadcast)


@dataclass(slots=True)
class Team:
    """One workspace of Slack with its people, channels and the app's installation there."""

    id: str
    name: str
    domain: str
    users: dict[str, UserSpec] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    installation: Installation | None = None
    read: dict[tuple[str, str], str] = field(default_factory=dict)
    files: Files = field(default_factory=lambda: Files(None))
    """Of the whole workspace: every team's."""

    def channel(self, channel_id: str) -> Channel:
        """The channel of that id, else Slack's channel_not_found."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise SlackError("channel_not_found") from None

    def user(self, user_id: str) -> UserSpec:
        """The person of that id, else Slack's user_not_found."""
        try:
            return self.users[user_id]
        except KeyError:
            raise SlackError("user_not_found") from None

    @property
    def bot_user(self) -> str | None:
        """The installed app's user id in this team."""
        return self.installation.bot_user_id if self.installation else None

    def direct(self, user_id: str) -> Channel | None:
        """The conversation between one person and the app, once it exists."""
        return next((c for c in self.channels.values() if c.user == user_id), None)
