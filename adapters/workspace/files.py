"""Files: what is known of each, what it holds, and who may see it."""

from __future__ import annotations

import mimetypes
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from adapters.workspace import limits
from adapters.workspace.errors import PageError

if TYPE_CHECKING:
    from adapters.workspace.model import Message, Team

Json = dict[str, Any]

_IMAGES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
"""Pictures that the page shows, each with the bytes it must begin with; no SVG: it holds scripts."""
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\]+")


@dataclass(slots=True)
class File:
    """One file; `held` is its content's size in bytes once it was uploaded."""

    id: str
    team: str
    user: str
    name: str
    mimetype: str
    length: int
    created: int
    title: str = ""
    alt: str = ""
    held: int | None = None
    complete: bool = False
    deleted: bool = False
    for_app: bool = False
    """It was put into a form of the app, which alone may see it beside its owner."""
    shares: list[list[str]] = field(default_factory=list)
    """(channel, ts) of each message that holds it."""

    @property
    def filetype(self) -> str:
        """Slack's short word for its kind."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else "binary"

    @property
    def is_image(self) -> bool:
        """Whether it is a picture that may be shown."""
        return self.mimetype in _IMAGES


class Files:
    """The files of every team; their contents in a folder, or in memory where there is none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}
        self.known: dict[str, File] = {}
        self.base_url = ""

    def begun(self, team: Team, user: str, name: str, length: int, created: int) -> File:
        """A file that somebody is about to upload."""
        name = _NOT_IN_A_NAME.sub("_", name).strip()[: limits.FILE_NAME] or "file"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File("F" + secrets.token_hex(5).upper(), team.id, user, name, kind, length, created, name)
        self.known[file.id] = file
        return file

    def find(self, team: Team, file_id: str) -> File | None:
        """The file of that id, if it is this team's and was uploaded whole."""
        file = self.known.get(file_id)
        return file if file is not None and file.team == team.id and file.complete else None

    def of_message(self, message: Message) -> list[File]:
        """The files of a message, deleted ones included."""
        return [self.known[each] for each in message.files if each in self.known]

    def keep(self, file: File, content: bytes) -> None:
        """Its content, whole. PageError where the workspace is full."""
        total = sum(each.held or 0 for each in self.known.values() if not each.deleted)
        if total + len(content) > limits.FILES_TOTAL:
            raise PageError("The workspace has no room for more files.", 413)
        if self._folder is None:
            self._memory[file.id] = content
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / file.id).write_bytes(content)
        file.held = len(content)
        expected = _IMAGES.get(file.mimetype)
        if expected is not None and not content.startswith(expected):
            file.mimetype = "application/octet-stream"

    def content(self, file: File) -> bytes:
        """What it holds; nothing where it was deleted."""
        if self._folder is None:
            return self._memory.get(file.id, b"")
        path = self._folder / file.id
        return path.read_bytes() if path.is_file() else b""

    def drop(self, file: File) -> None:
        """Delete its content; messages keep its tombstone."""
        file.deleted = True
        self._memory.pop(file.id, None)
        if self._folder is not None:
            (self._folder / file.id).unlink(missing_ok=True)

    def of_team(self, team: Team) -> Iterator[File]:
        """Every file of a team that was uploaded."""
        return (file for file in self.known.values() if file.team == team.id and file.complete)


def app_sees(team: Team, file: File) -> bool:
    """Whether the app may see it: its own, one of its forms', one in a conversation that it is in."""
    bot = team.bot_user
    if bot is None:
        return False
    return file.user == bot or file.for_app or any(bot in team.channels[c].members for c, _ in file.shares)


def person_sees(team: Team, file: File, user: str) -> bool:
    """Whether a person may: their own, or one in a conversation that they may read."""
    if file.user == user:
        return True
    places = [team.channels[channel] for channel, _ in file.shares if channel in team.channels]
    return any(user in c.members or (c.kind == "channel" and not c.private) for c in places)


def file_json(team: Team, file: File) -> Json:
    """A file object of Slack's."""
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    base, path = team.files.base_url, f"{team.id}-{file.id}"
    private = f"{base}/files-pri/{path}"
    name = quote(file.name, safe="")
    wire: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.user,
        "user_team": team.users[file.user].home_team or team.id,
        "editable": False,
        "size": file.held or 0,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(not team.channels[c].private for c, _ in file.shares),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "permalink": f"{base}/files/{file.user}/{file.id}/{name}",
        "has_rich_preview": False,
        "file_access": "visible",
    }
    if file.is_image:
        wire["thumb_360"] = f"{private}/{name}"
    return wire | ({"alt_txt": file.alt} if file.alt else {})


def stub_json(file: File) -> Json:
    """What an event says of a file from another workspace: its id, and to ask `files.info` for the rest."""
    access = "check_file_info"
    return {
        "id": file.id,
        "mode": "file_access",
        "file_access": access,
        "created": 0,
        "timestamp": 0,
        "user": "",
    }


def page_file(file: File) -> Json:
    """A file as the page protocol gives it."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "size": file.held or 0,
        "user": file.user,
        "image": file.is_image and not file.deleted,
        "alt": file.alt,
        "deleted": file.deleted,
    }
