"""Forms as modals, replies as modals that ask nothing, and the home."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.serving.words import clean, clipped
from adapters.slack.check import fit_view
from adapters.slack.limits import PRIVATE_METADATA
from adapters.slack.render.fields import INPUTS, field_block
from adapters.slack.render.message import body
from adapters.slack.render.parts import VIEW
from adapters.slack.render.words import plain_text
from adapters.slack.wire import PLATFORM, Json, mapping, text
from bot.replies import Form, Reply
from bot.requests import Attachment, PlaceKind, PlaceRef

FILE_NAME = 80
"""Characters of a file's name that a view remembers."""
FORM = "guichet.form"
SAID = "guichet.said"
"""Callback ids: a form to submit; a private answer shown where the form was."""


@dataclass(frozen=True, slots=True)
class View:
    """What Slack is given as a view, and what had to be cut for it."""

    json: Json
    warnings: tuple[str, ...]


def modal(form: Form, place: PlaceRef, *, files: bool = False) -> View:
    """The form as a modal that remembers its command and where it was asked for.

    `files`: whether it may ask for files there.
    """
    blocks = [block for field in form.fields if (block := field_block(field, place.tenant, files=files))]
    unasked = len(form.fields) - len(blocks)
    view: Json = {
        "type": "modal",
        "callback_id": FORM,
        "title": plain_text(form.title),
        "submit": plain_text(form.submit),
        "close": plain_text(form.cancel),
        "private_metadata": memory(form.command, place, form.brings),
        "blocks": blocks,
    }
    fitted, warnings = fit_view(view)
    left_out = (f"fields with nothing to choose from: {unasked}",) if unasked else ()
    return View(fitted, (*warnings, *left_out))


def notice(reply: Reply, title: str, place: PlaceRef) -> View:
    """The reply as a modal without anything to fill in; its buttons still know the place."""
    view: Json = {
        "type": "modal",
        "callback_id": SAID,
        "title": plain_text(title),
        "private_metadata": memory("", place),
        "blocks": body(reply, place.tenant, VIEW),
    }
    return View(*fit_view(view))


def home(reply: Reply, tenant: str) -> View:
    """The reply as the app's home, which remembers by which command it is shown again, and what it shows."""
    view, warnings = fit_view({"type": "home", "blocks": body(reply, tenant, VIEW)})
    digest = hashlib.sha256(json.dumps(view["blocks"], sort_keys=True).encode()).hexdigest()[:16]
    held = {"home": reply.home or "", "shown": digest}
    return View({**view, "private_metadata": json.dumps(held, ensure_ascii=False)}, warnings)


def shown_in(view: Json) -> tuple[str, str]:
    """By which command a home is shown again, and the digest of what it shows; empty where it says none."""
    try:
        held = mapping(json.loads(text(view.get("private_metadata"))))
    except ValueError:
        return "", ""
    return text(held.get("home")), text(held.get("shown"))


def field_errors(form: Form, asked: Mapping[str, str]) -> dict[str, str]:
    """Errors by the block that shows them: Slack takes them at inputs that are on the screen only.

    `asked` holds the ids of the inputs that were submitted. An error elsewhere goes to the first of them.
    """
    inputs = [field.id for field in form.fields if isinstance(field, INPUTS) and field.id in asked]
    errors: dict[str, str] = {}
    for name, sentence in form.errors.items():
        target = name if name in asked else next(iter(inputs or asked), "")
        if target:
            errors[target] = f"{errors[target]} {clean(sentence)}" if target in errors else clean(sentence)
    return errors


def memory(command: str, place: PlaceRef, files: Sequence[Attachment] = ()) -> str:
    """What a view carries along: its command, its place and files, in Slack's `private_metadata`.

    Files that there is no room for are left out: a form that forgot its command could not be sent at all.
    """
    held: Json = {
        "command": command,
        "place": [place.conversation, place.thread, place.kind.value, place.name],
    }
    for file in files:
        more = [*held.get("files", []), [file.ref, clipped(file.name, FILE_NAME), file.link, file.size]]
        if len(_json(held | {"files": more})) > PRIVATE_METADATA:
            break
        held["files"] = more
    return _json(held)


def _json(held: Json) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def brought(view: Json) -> tuple[Attachment, ...]:
    """The files that a view carries."""
    try:
        held = mapping(json.loads(text(view.get("private_metadata")))).get("files")
    except ValueError:
        return ()
    rows = held if isinstance(held, list) else []
    return tuple(
        Attachment(text(name), text(ref), text(link), size=size if isinstance(size, int) else 0)
        for row in rows
        if isinstance(row, list)
        for ref, name, link, size in [(*row, "", "", "", 0)[:4]]
    )


def recall(view: Json, tenant: str, user: str) -> tuple[str, PlaceRef]:
    """The command and place that a view carries; the person's own chat where it carries none."""
    own = PlaceRef(PLATFORM, tenant, user, kind=PlaceKind.HOME)
    try:
        held = mapping(json.loads(text(view.get("private_metadata"))))
    except ValueError:
        return "", own
    place = held.get("place")
    if not isinstance(place, list) or len(place) != 4 or not text(place[0]):  # noqa: PLR2004
        return text(held.get("command")), own
    kind = next((each for each in PlaceKind if each.value == place[2]), PlaceKind.CHANNEL)
    ref = PlaceRef(PLATFORM, tenant, text(place[0]), text(place[1]) or None, kind, text(place[3]) or None)
    return text(held.get("command")), ref
