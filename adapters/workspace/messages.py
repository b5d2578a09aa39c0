"""Posting, editing and deleting: here the journal, the open pages and the app hear of each change."""

from typing import Any

from adapters.workspace import events, uploads, wire
from adapters.workspace.blocks import with_ids
from adapters.workspace.model import SLACKBOT, Channel, Json, Message, Team
from adapters.workspace.world import World


def post(
    world: World,
    channel: Channel,
    *,
    user: str,
    text: str,
    blocks: list[Json] | None = None,
    thread_ts: str | None = None,
    metadata: Json | None = None,
    broadcast: bool = False,
    subtype: str | None = None,
    files: list[str] | None = None,
) -> Message:
    """A new message that everyone in the channel sees."""
    team = world.teams[channel.team]
    message = Message(
        ts=world.next_ts(),
        channel=channel.id,
        user=user,
        text=text,
        blocks=with_ids(blocks or []),
        thread_ts=thread_ts,
        bot=_is_bot(team, user),
        metadata=metadata,
        broadcast=broadcast,
        subtype=subtype,
        files=files or [],
    )
    world.save_message(channel, message)
    uploads.share(world, channel, message)
    _show(world, team, channel, "message", message)
    if message.is_reply and (parent := channel.messages.get(thread_ts or "")):
        _show(world, team, channel, "message_changed", parent)
    _tell_unread(world, team, channel, but=user)
    events.message_posted(world, team, channel, message)
    return message


def whisper(
    world: World,
    channel: Channel,
    *,
    to: str,
    user: str,
    text: str,
    blocks: list[Json] | None = None,
    thread_ts: str | None = None,
) -> Message:
    """A message that only one person sees; the app hears nothing of it."""
    team = world.teams[channel.team]
    message = Message(
        ts=world.next_ts(),
        channel=channel.id,
        user=user,
        text=text,
        blocks=with_ids(blocks or []),
        thread_ts=thread_ts,
        bot=_is_bot(team, user),
        ephemeral_to=to,
    )
    world.save_message(channel, message)
    _show(world, team, channel, "ephemeral", message)
    return message


def slackbot(world: World, channel: Channel, to: str, text: str) -> Message:
    """A private word of the workspace itself."""
    return whisper(world, channel, to=to, user=SLACKBOT, text=text)


def edit(
    world: World,
    channel: Channel,
    message: Message,
    *,
    text: str,
    blocks: list[Json] | None = None,
    metadata: Json | None = None,
) -> None:
    """Change a message in place; `None` keeps its blocks, its metadata."""
    team = world.teams[channel.team]
    before = wire.message_json(team, message)
    message.text = text
    message.blocks = message.blocks if blocks is None else with_ids(blocks)
    message.metadata = message.metadata if metadata is None else metadata
    message.edited_ts = world.next_ts()
    world.save_message(channel, message)
    _show(world, team, channel, "message_changed", message)
    if message.ephemeral_to is None:
        events.message_changed(world, team, channel, before, message)


def delete(world: World, channel: Channel, message: Message) -> None:
    """Take a message away."""
    team = world.teams[channel.team]
    before = wire.message_json(team, message)
    world.drop_message(channel, message)
    gone = {
        "type": "message_deleted",
        "channel": channel.id,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "ephemeral": message.ephemeral_to is not None,
    }
    if message.deleted:
        _show(world, team, channel, "message_changed", message)
    else:
        for user in _audience(world, team, channel, message):
            world.hub.tell(team.id, user, gone)
    parent = channel.messages.get(message.thread_ts or "") if message.is_reply else None
    if parent is not None:
        _show(world, team, channel, "message_changed", parent)
    if message.ephemeral_to is None:
        events.message_deleted(world, team, channel, before)


def show_changed(world: World, team: Team, channel: Channel, message: Message) -> None:
    """Let the open pages see a message whose files changed."""
    _show(world, team, channel, "message_changed", message)


def join(world: World, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Add someone to a channel, with the line that says so."""
    team = world.teams[channel.team]
    if user in channel.members:
        return
    other = team.users[user].home_team
    was_shared = wire.is_shared(team, channel)
    channel.members.append(user)
    world.save_channel(channel)
    if other not in (None, team.id) and not was_shared:
        events.channel_shared(world, team, channel, str(other))
    words = f"<@{user}> has joined the channel"
    post(world, channel, user=user, text=words, subtype="channel_join")
    events.member_joined(world, team, channel, user, inviter)
    everyone(world, team, {"type": "channels"})


def leave(world: World, channel: Channel, user: str, by: str | None = None) -> None:
    """Take someone out of a channel."""
    team = world.teams[channel.team]
    channel.members.remove(user)
    world.save_channel(channel)
    events.left(world, team, channel, user, by or user)
    everyone(world, world.teams[channel.team], {"type": "channels"})


def everyone(world: World, team: Team, event: dict[str, Any]) -> None:
    """Show an event to every open page of a team."""
    for _, user in world.hub.watchers(team.id):
        world.hub.tell(team.id, user, event)


def sees(channel: Channel, user: str) -> bool:
    """Whether a person may read a channel: public ones all, else its members."""
    return user in channel.members or (channel.kind == "channel" and not channel.private)


def unread(team: Team, channel: Channel, user: str) -> int:
    """Messages since this person last looked: the channel's own, and replies that concern them."""
    seen = team.read.get((user, channel.id), "")
    count = 0
    for message in reversed(channel.messages.values()):
        if message.ts <= seen:
            break
        if message.user == user or message.deleted or message.subtype:
            continue
        count += not message.is_reply or message.broadcast or _concerns(channel, message, user)
    return count


def _concerns(channel: Channel, reply: Message, user: str) -> bool:
    thread = reply.thread_ts or ""
    parent = channel.messages.get(thread)
    taking_part = (parent is not None and parent.user == user) or any(
        r.user == user for r in channel.replies(thread)
    )
    return taking_part or f"<@{user}>" in reply.text


def _is_bot(team: Team, user: str) -> bool:
    return user in team.users and team.users[user].is_bot


def _audience(world: World, team: Team, channel: Channel, message: Message) -> list[str]:
    if message.ephemeral_to is not None:
        return [message.ephemeral_to]
    looking = {user for _, user in world.hub.watchers(team.id)}
    return [user for user in looking if sees(channel, user)]


def _show(world: World, team: Team, channel: Channel, kind: str, message: Message) -> None:
    for user in _audience(world, team, channel, message):
        world.hub.tell(
            team.id,
            user,
            {
                "type": kind,
                "channel": channel.id,
                "message": wire.page_message(team, channel, message),
            },
        )
    world.hub.wake()


def _tell_unread(world: World, team: Team, channel: Channel, but: str) -> None:
    for _, user in world.hub.watchers(team.id):
        if user != but and user in channel.members:
            count = unread(team, channel, user)
            world.hub.tell(team.id, user, {"type": "unread", "channel": channel.id, "unread": count})
