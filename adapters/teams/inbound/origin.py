"""Where an activity comes from, beside what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.teams.wire import PLATFORM, Json, mapping, tenant_of, text
from bot.requests import Actor, PlaceKind, PlaceRef

THREAD = ";messageid="
"""Stands in a channel's conversation id before the id of the message that its thread hangs on."""
SEVERAL = "19:"
"""Begins the id of every conversation of several people."""
CHATS = ("@thread.v2", "@unq.gbl.spaces")
"""How the ids of chats end, of several people or of two: what is said there hangs on nothing."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The tenant, the conversation and the person of one activity, and when it came (desk time)."""

    tenant: str
    service_url: str
    conversation: str
    thread: str | None
    kind: PlaceKind
    name: str | None
    user: str
    """The person's id in their directory, which is theirs in every conversation."""
    account: str
    """The id by which Teams names them in this conversation: `29:...`."""
    received_at: datetime
    locale: str | None
    zone: str | None
    team: str = ""
    """The team whose channel it is: what becomes of the app there becomes of it in all its channels."""

    @property
    def actor(self) -> Actor:
        """The person."""
        return Actor(PLATFORM, self.tenant, self.user)

    @property
    def place(self) -> PlaceRef:
        """The conversation."""
        return PlaceRef(PLATFORM, self.tenant, self.conversation, self.thread, self.kind, self.name)


def origin(activity: Json, received_at: datetime) -> Origin:
    """Read it off any activity."""
    conversation = mapping(activity.get("conversation"))
    base, thread = parts(text(conversation.get("id")))
    who = mapping(activity.get("from"))
    # Two people's own chat says "personal", too: the extension can be used there, and the bot is not in it.
    is_private = conversation.get("conversationType") == "personal" and not base.startswith(SEVERAL)
    channel = mapping(mapping(activity.get("channelData")).get("channel"))
    client = _client(activity)
    return Origin(
        tenant=tenant_of(activity),
        service_url=text(activity.get("serviceUrl")),
        conversation=base,
        thread=thread,
        kind=PlaceKind.PRIVATE if is_private else PlaceKind.CHANNEL,
        name=text(channel.get("name")) or text(conversation.get("name")) or None,
        user=text(who.get("aadObjectId")) or text(who.get("id")),
        account=text(who.get("id")),
        received_at=received_at,
        locale=text(activity.get("locale")) or text(client.get("locale")) or None,
        zone=text(activity.get("localTimezone")) or text(client.get("timezone")) or None,
        team=text(mapping(mapping(activity.get("channelData")).get("team")).get("id")),
    )


def key_of(activity: Json, at: Origin) -> str:
    """What makes it happen once: its id, by which Teams repeats it; without one it is like no other."""
    return f"activity:{at.conversation}:{text(activity.get('id')) or at.received_at.isoformat()}"


def parts(conversation: str) -> tuple[str, str | None]:
    """A conversation's id, and the message that its thread hangs on."""
    base, found, thread = conversation.partition(THREAD)
    return base, thread if found and thread else None


def whole(conversation: str, thread: str | None) -> str:
    """The id by which Teams posts into a thread: the other way round. Only channels have threads."""
    if not thread or conversation.endswith(CHATS):
        return conversation
    return f"{conversation}{THREAD}{thread}"


def _client(activity: Json) -> Json:
    """`clientInfo`: language and zone of the person's Teams."""
    entities = activity.get("entities")
    held = map(mapping, entities) if isinstance(entities, list) else ()
    return next((each for each in held if each.get("type") == "clientInfo"), {})
