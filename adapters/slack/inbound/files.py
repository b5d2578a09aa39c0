"""Files of messages and forms, as Slack's payloads name them."""

from __future__ import annotations

from adapters.slack.wire import Json, mapping, text
from bot.requests import Attachment


def attachments(holder: Json) -> tuple[Attachment, ...]:
    """The files of a message, or of a form's field for files."""
    held = holder.get("files")
    return (
        tuple(attachment(each) for each in map(mapping, held) if _is_there(each))
        if isinstance(held, list)
        else ()
    )


def _is_there(file: Json) -> bool:
    """A deleted file leaves a tombstone in its message: there is nothing to see, or to bring along."""
    return file.get("mode") != "tombstone" and bool(text(file.get("id")) or text(file.get("name")))


def attachment(file: Json) -> Attachment:
    """A file as `files.info` gives it; `permalink` is where people of the workspace see it."""
    size = file.get("size")
    return Attachment(
        name=text(file.get("name")) or text(file.get("title")),
        ref=text(file.get("id")),
        link=text(file.get("permalink")),
        kind=text(file.get("mimetype")),
        size=size if isinstance(size, int) else 0,
    )
