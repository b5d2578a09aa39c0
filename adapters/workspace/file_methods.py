"""Web API methods on files: what is known of one, uploading in three steps, deleting."""

from typing import Any

from adapters.workspace import limits, messages, uploads
from adapters.workspace.calls import Call, Method, refuse
from adapters.workspace.errors import SlackError
from adapters.workspace.files import File, app_sees, file_json
from adapters.workspace.model import Channel, Json


def info(call: Call) -> Json:
    """`files.info`: one file that the app may see, with where it was shared."""
    file = uploads.seen(call.world, call.team, call.needed("file"))
    if not app_sees(call.team, file):
        raise SlackError("file_not_found")
    shown = file_json(call.team, file) | _shares(call, file)
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def get_upload_url(call: Call) -> Json:
    """`files.getUploadURLExternal`: where the bytes of a new file go."""
    name, length = call.text("filename"), call.text("length")
    if not name or not length.isdigit() or int(length) == 0:
        raise SlackError("missing_argument")
    if int(length) > limits.FILE_SIZE:
        raise SlackError("file_upload_size_restricted")
    alt = call.text("alt_txt")
    if len(alt) > limits.FILE_ALT:
        raise SlackError("alt_txt_too_large")
    file, address = uploads.begun(call.world, call.team, name, int(length), alt)
    return {"upload_url": address, "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """`files.completeUploadExternal`: what was uploaded becomes real, and is shared where asked."""
    files = _uploaded(call)
    channel_id = call.text("channel_id")
    channel = _shareable(call, channel_id) if channel_id else None
    thread_ts = _thread(channel, call.text("thread_ts")) if channel is not None else None
    for file in files:
        file.complete = True
        uploads.save(call.world, file)
    if channel is not None:
        share = _share(call, channel, thread_ts, [file.id for file in files])
        # Slack shares some time after it said so.
        call.world.tasks.later(call.world.share_seconds, share)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


async def _share(call: Call, channel: Channel, thread_ts: str | None, files: list[str]) -> None:
    messages.post(
        call.world,
        channel,
        user=call.installation.bot_user_id,
        text=call.text("initial_comment"),
        thread_ts=thread_ts,
        files=files,
    )


def delete(call: Call) -> Json:
    """`files.delete`: a file of the app's own."""
    file = uploads.seen(call.world, call.team, call.needed("file"))
    if file.user != call.installation.bot_user_id:
        raise SlackError("cant_delete_file")
    uploads.delete(call.world, call.team, file)
    return {}


METHODS = {
    "files.info": Method(info, ("files:read",), tier=4),
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",), tier=4),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",), tier=4),
    "files.delete": Method(delete, ("files:write",), tier=3),
}


def _uploaded(call: Call) -> list[File]:
    given: Any = call.json("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        refuse("missing required field: files")
    if len(given) > limits.MESSAGE_FILES:
        refuse(f"no more than {limits.MESSAGE_FILES} items allowed [json-pointer:/files]")
    found = []
    for each in given:
        asked = each if isinstance(each, dict) else {}
        file = call.world.files.known.get(str(asked.get("id")))
        ours = file is not None and (file.team, file.user) == (call.team.id, call.installation.bot_user_id)
        if file is None or not ours or file.held is None or file.complete:
            raise SlackError("file_not_found")
        file.title = str(asked.get("title") or file.name)
        found.append(file)
    return found


def _shareable(call: Call, channel_id: str) -> Channel:
    channel = call.team.channel(channel_id)
    inside = call.installation.bot_user_id in channel.members
    if not inside:
        raise SlackError("channel_not_found" if channel.private else "not_in_channel")
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def _thread(channel: Channel, thread_ts: str) -> str | None:
    if not thread_ts:
        return None
    parent = channel.messages.get(thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    return parent.thread_ts if parent.is_reply else parent.ts


def _shares(call: Call, file: File) -> Json:
    """Where it was shared, by public and private conversations, as `files.info` tells."""
    shares: dict[str, dict[str, list[Json]]] = {}
    for channel_id, ts in file.shares:
        channel = call.team.channels[channel_id]
        kind = "private" if channel.private else "public"
        message = channel.messages.get(ts)
        if message is None:
            continue
        where: Json = {"ts": ts, "channel_name": channel.name, "team_id": call.team.id, "reply_users": []}
        where |= {"thread_ts": message.thread_ts} if message.is_reply else {}
        shares.setdefault(kind, {}).setdefault(channel_id, []).append(where)
    places = [call.team.channels[channel_id] for channel_id, _ in file.shares]
    return {
        "shares": shares,
        "channels": [c.id for c in places if c.kind == "channel" and not c.private],
        "groups": [c.id for c in places if c.kind == "channel" and c.private],
        "ims": [c.id for c in places if c.kind == "app"],
    }
