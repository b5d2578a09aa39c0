"""Clicks and changed fields as requests."""

from __future__ import annotations

from enum import Enum, auto

from adapters.slack.inbound.origin import Origin
from adapters.slack.inbound.views import fields
from adapters.slack.render.view import FORM, brought, recall
from adapters.slack.wire import Json, mapping, text
from bot.requests import Changed, PlaceRef, Request, Typed, Via


class Surface(Enum):
    """On what it was clicked: decides how it can be answered."""

    MESSAGE = auto()
    FORM = auto()
    SAID = auto()
    HOME = auto()


def surface(body: Json) -> Surface:
    """The surface of a block action."""
    view = mapping(body.get("view"))
    if not view:
        return Surface.MESSAGE
    if view.get("type") == "home":
        return Surface.HOME
    return Surface.FORM if view.get("callback_id") == FORM else Surface.SAID


def click(body: Json, origin: Origin) -> Request | None:
    """A clicked button or menu as the command it holds; None for one that holds none (a link)."""
    action = _action(body)
    command = text(action.get("value")) or text(mapping(action.get("selected_option")).get("value"))
    if not command:
        return None
    user = text(mapping(body.get("user")).get("id"))
    return Request(
        actor=origin.actor(user),
        place=_place(body, origin, user),
        intent=Typed(command),
        key=_key(body, action),
        received_at=origin.received_at,
        via=Via.BUTTON,
    )


def change(body: Json, origin: Origin) -> Request:
    """A changed field of an open form: asks for the same form, up to date."""
    view = mapping(body.get("view"))
    user = text(mapping(body.get("user")).get("id"))
    command, place = recall(view, origin.team, user)
    return Request(
        actor=origin.actor(user),
        place=place,
        intent=Changed(command, fields(view), brought(view)),
        key=_key(body, _action(body)),
        received_at=origin.received_at,
        via=Via.FORM,
    )


def _action(body: Json) -> Json:
    actions = body.get("actions")
    return mapping(actions[0]) if isinstance(actions, list) and actions else {}


def _place(body: Json, origin: Origin, user: str) -> PlaceRef:
    view = mapping(body.get("view"))
    if view:
        return origin.home(user) if view.get("type") == "home" else recall(view, origin.team, user)[1]
    container, channel = mapping(body.get("container")), mapping(body.get("channel"))
    thread = text(container.get("thread_ts")) or text(mapping(body.get("message")).get("thread_ts"))
    if thread == text(container.get("message_ts")):
        # A message with replies names itself as its thread: what is said there, nobody in the channel sees.
        thread = ""
    where = text(channel.get("id")) or text(container.get("channel_id"))
    return origin.place(where, thread, text(channel.get("name")))


def _key(body: Json, action: Json) -> str:
    """One click: the same message, button and instant. A retry of it carries the same."""
    container, view = mapping(body.get("container")), mapping(body.get("view"))
    where = text(view.get("id")) or (
        f"{text(container.get('channel_id'))}:{text(container.get('message_ts'))}"
    )
    return f"button:{where}:{text(action.get('action_id'))}:{text(action.get('action_ts'))}"
