"""Uploading, sharing and deleting: the journal, the open pages and the app hear of each."""

import secrets
from dataclasses import asdict

from adapters.workspace import events, limits, messages
from adapters.workspace.blocks import Values, interactive
from adapters.workspace.errors import PageError, SlackError
from adapters.workspace.files import File, file_json
from adapters.workspace.modals import View
from adapters.workspace.model import Channel, Message, Team
from adapters.workspace.world import World


def begun(world: World, team: Team, name: str, length: int, alt: str) -> tuple[File, str]:
    """A file that the app is about to upload, and the address for its bytes, good once."""
    file = world.files.begun(team, world.install(team).bot_user_id, name, length, created(world))
    file.alt = alt
    key = secrets.token_urlsafe(24)
    world.uploading[key] = file.id
    return file, f"{world.base_url}/upload/v1/{key}"


def uploaded(world: World, team: Team, user: str, name: str, content: bytes, alt: str = "") -> File:
    """A file that a person chose; nobody else sees it before it is sent."""
    if not content:
        raise PageError("This file is empty.")
    if len(content) > limits.FILE_SIZE:
        raise PageError(f"A file holds at most {limits.FILE_SIZE // 1_000_000} MB.", 413)
    file = world.files.begun(team, user, name, len(content), created(world))
    file.alt = alt[: limits.FILE_ALT]
    world.files.keep(file, content)
    file.complete = True
    save(world, file)
    return file


def chosen(world: World, team: Team, user: str, ids: object) -> list[str]:
    """The person's own files that a message or form is to hold. PageError for any other."""
    given = ids if isinstance(ids, list) else []
    if len(given) > limits.MESSAGE_FILES:
        raise PageError(f"A message holds at most {limits.MESSAGE_FILES} files.")
    found = [world.files.find(team, str(each)) for each in given]
    if any(file is None or file.user != user or file.deleted for file in found):
        raise PageError("This file is gone.", 404)
    return [file.id for file in found if file is not None]


def share(world: World, channel: Channel, message: Message) -> None:
    """The message holds its files: whoever reads it may see them."""
    for file in world.files.of_message(message):
        file.shares.append([channel.id, message.ts])
        save(world, file)


def delete(world: World, team: Team, file: File) -> None:
    """Take a file away; messages keep its tombstone."""
    world.files.drop(file)
    save(world, file)
    for channel_id, ts in file.shares:
        channel = team.channels.get(channel_id)
        message = channel.messages.get(ts) if channel else None
        if channel is not None and message is not None:
            messages.show_changed(world, team, channel, message)
    events.file_deleted(world, team, file.id, [channel for channel, _ in file.shares])


def own(world: World, team: Team, user: str, file_id: str) -> File:
    """One's own file. PageError where it is not."""
    file = world.files.find(team, file_id)
    if file is None or file.user != user or file.deleted:
        raise PageError("This file is gone.", 404)
    return file


def in_forms(world: World, team: Team, view: View, values: Values) -> Values:
    """A form's values with each file in full, as the app gets them; others than one's own are left out."""
    for block, element in interactive(view.blocks):
        if element["type"] != "file_input":
            continue
        held = values[block["block_id"]][element["action_id"]]
        files = [world.files.find(team, str(_id(each))) for each in held.get("files") or []]
        mine = [file for file in files if file is not None and file.user == view.user and not file.deleted]
        for file in mine:
            file.for_app = True
            save(world, file)
        held["files"] = [file_json(team, file) for file in mine]
    return values


def _id(given: object) -> object:
    return given.get("id") if isinstance(given, dict) else given


def seen(world: World, team: Team, file_id: str) -> File:
    """The file of that id. SlackError: file_not_found, file_deleted."""
    file = world.files.find(team, file_id)
    if file is None:
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    return file


def save(world: World, file: File) -> None:
    """Write what is known of it to the journal."""
    world.journal.record("file", asdict(file))


def created(world: World) -> int:
    """Now, as Slack stamps files."""
    return int(world.clock.now().timestamp())
