"""Web API methods on messages: posting, private words, editing, deleting."""

import json

from adapters.workspace import limits, messages, wire
from adapters.workspace.calls import Call, Method
from adapters.workspace.conversations import open_direct
from adapters.workspace.errors import SlackError
from adapters.workspace.model import Channel, Json, Message
from adapters.workspace.validation import check_message_blocks


def post_message(call: Call) -> Json:
    """`chat.postMessage`: a message in a channel, a thread, or a person's direct conversation."""
    channel = _target(call)
    text, blocks = _content(call, limits.POSTED_TEXT)
    message = messages.post(
        call.world,
        channel,
        user=call.installation.bot_user_id,
        text=text,
        blocks=blocks,
        thread_ts=_thread(call, channel),
        metadata=_metadata(call),
        broadcast=call.flag("reply_broadcast"),
    )
    sent = wire.message_json(call.team, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": sent}


def post_ephemeral(call: Call) -> Json:
    """`chat.postEphemeral`: a message that one member of a channel sees."""
    channel = _target(call)
    user = call.needed("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = _content(call, limits.POSTED_TEXT)
    message = messages.whisper(
        call.world,
        channel,
        to=user,
        user=call.installation.bot_user_id,
        text=text,
        blocks=blocks,
        thread_ts=_thread(call, channel),
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """`chat.update`: the app's own message, changed in place; blocks left out stay as they were."""
    channel = _seen(call)
    message = _own(call, channel, "cant_update_message")
    given = call.json("blocks", "invalid_blocks_format")
    text, blocks = _content(call, limits.UPDATED_TEXT)
    messages.edit(
        call.world,
        channel,
        message,
        text=text,
        blocks=None if given is None else blocks,
        metadata=_metadata(call),
    )
    sent = wire.message_json(call.team, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": sent}


def delete(call: Call) -> Json:
    """`chat.delete`: the app's own message, taken away."""
    channel = _seen(call)
    message = _own(call, channel, "cant_delete_message")
    messages.delete(call.world, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """`chat.getPermalink`: the address of a message in this workspace's page."""
    channel = _seen(call)
    message = channel.messages.get(call.needed("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    link = f"{call.world.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",), tier=None),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",), tier=4),
    "chat.update": Method(update, ("chat:write",), tier=3),
    "chat.delete": Method(delete, ("chat:write",), tier=3),
    "chat.getPermalink": Method(get_permalink, tier=None),
}


def _target(call: Call) -> Channel:
    """Where a message may go: a person's id stands for the conversation with them."""
    target = call.text("channel")
    if not target:
        raise SlackError("channel_not_found")
    if target in call.team.users and call.method == "chat.postMessage":
        return open_direct(call, target)
    channel = _seen(call)
    outside = call.installation.bot_user_id not in channel.members
    if outside and not (call.has_scope("chat:write.public") and call.method == "chat.postMessage"):
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _seen(call: Call) -> Channel:
    """A channel that the app may know of: private ones only from inside."""
    channel = call.team.channel(call.text("channel"))
    if channel.private and call.installation.bot_user_id not in channel.members:
        raise SlackError("channel_not_found")
    return channel


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = channel.messages.get(call.needed("ts"))
    if message is None or message.deleted:
        raise SlackError("message_not_found")
    if message.user != call.installation.bot_user_id:
        raise SlackError(refusal)
    return message


def _content(call: Call, longest: int) -> tuple[str, list[Json]]:
    text = call.text("text")
    blocks = call.json("blocks", "invalid_blocks_format")
    if blocks:
        check_message_blocks(blocks)
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > longest:
        raise SlackError("msg_too_long")
    return text, blocks or []


def _thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = channel.messages.get(thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    return parent.thread_ts if parent.is_reply else parent.ts


def _metadata(call: Call) -> Json | None:
    metadata = call.json("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    fields = metadata if isinstance(metadata, dict) else {}
    if not isinstance(fields.get("event_type"), str) or not isinstance(fields.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > limits.METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": fields["event_type"], "event_payload": fields["event_payload"]}
