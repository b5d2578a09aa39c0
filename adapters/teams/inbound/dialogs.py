"""Buttons, dialogs and the extension as requests."""

from __future__ import annotations

from adapters.teams.inbound.addresses import web_address
from adapters.teams.inbound.origin import Origin, key_of
from adapters.teams.inbound.quoting import quoted, stands_in
from adapters.teams.render.buttons import AT, COMMAND
from adapters.teams.render.forms import BROUGHT, LIVE, PLACE
from adapters.teams.wire import Json, listed, mapping, text
from bot.requests import Attachment, Changed, Filled, Intent, PlaceKind, PlaceRef, Request, Said, Typed, Via

_OURS = frozenset({COMMAND, LIVE, PLACE, AT, BROUGHT, "msteams"})
"""What a dialog's button sends beside its fields."""


def is_extension(activity: Json) -> bool:
    """Whether it comes from the extension, which is used where the bot may not be."""
    return text(activity.get("name")).startswith("composeExtension/")


def pressed(activity: Json, origin: Origin) -> Request | None:
    """A button that opens a dialog (`task/fetch`), as the command that it holds; None where it holds none."""
    data = _data(activity)
    command = text(data.get(COMMAND))
    if not command:
        return None
    brings = _brought(data)
    return Request(
        origin.actor,
        _place(data, origin),
        Typed(command, Said("", "", brings) if brings else None),
        key_of(activity, origin),
        origin.received_at,
        Via.BUTTON,
    )


def opened(activity: Json, origin: Origin) -> Request | None:
    """The extension's command from the compose box or a message: its id is the command.

    A message comes along with it. Its words are data: no parser meets them.
    """
    command = text(mapping(activity.get("value")).get("commandId"))
    if not command:
        return None
    message = quoted(activity, origin)
    intent = Typed(command) if message is None else message
    place = origin.place if message is None else stands_in(activity, origin)
    return Request(origin.actor, place, intent, key_of(activity, origin), origin.received_at, Via.BUTTON)


def submitted(activity: Json, origin: Origin) -> Request | None:
    """A dialog's button: of a form, its fields; of an answer, the command that it holds."""
    data = _data(activity)
    command = text(data.get(COMMAND))
    if not command:
        return None
    fields = {name: _value(value) for name, value in data.items() if name not in _OURS}
    brings = _brought(data)
    intent: Intent
    via = Via.FORM
    if data.get(LIVE) is True:
        intent = Changed(command, fields, brings)
    elif PLACE in data:
        intent = Filled(command, fields, brings=brings)
    else:
        intent, via = Typed(command), Via.BUTTON
    return Request(
        origin.actor, _place(data, origin), intent, key_of(activity, origin), origin.received_at, via
    )


def place_data(place: PlaceRef) -> Json:
    """What a dialog carries along of the place where it was asked for."""
    return {
        "conversation": place.conversation,
        "thread": place.thread,
        "kind": place.kind.value,
        "name": place.name,
    }


def _place(data: Json, origin: Origin) -> PlaceRef:
    """The place that a dialog carries, in the tenant of whoever pressed; else where it was pressed."""
    held = mapping(data.get(PLACE)) or mapping(data.get(AT))
    conversation = text(held.get("conversation"))
    if not conversation:
        return origin.place
    kind = next((each for each in PlaceKind if each.value == held.get("kind")), PlaceKind.CHANNEL)
    thread, name = text(held.get("thread")) or None, text(held.get("name")) or None
    return PlaceRef(origin.place.platform, origin.tenant, conversation, thread, kind, name)


def _brought(data: Json) -> tuple[Attachment, ...]:
    """The files of the message that the form began with."""
    return tuple(
        Attachment(text(each.get("name")), text(each.get("ref")), web_address(text(each.get("link"))))
        for each in listed(data.get(BROUGHT))
    )


def _data(activity: Json) -> Json:
    value = mapping(activity.get("value"))
    return mapping(value.get("data")) or mapping(mapping(value.get("action")).get("data"))


def _value(value: object) -> str:
    return value if isinstance(value, str) else ""
