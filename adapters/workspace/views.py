"""Web API methods on forms and homes."""

from typing import Any

from adapters.workspace import forms
from adapters.workspace.calls import Call, Method, refuse
from adapters.workspace.errors import SlackError
from adapters.workspace.modals import View
from adapters.workspace.model import Json
from adapters.workspace.validation import check_view


def open_(call: Call) -> Json:
    """`views.open`: a form for whoever caused the trigger id."""
    payload = _view(call, "modal")
    trigger = call.world.triggers.take(_trigger(call), call.team.id)
    view = forms.opened(call.world, call.team, trigger.user, payload)
    return {"view": view.wire()}


def push(call: Call) -> Json:
    """`views.push`: a form on top of the one in which the trigger id arose."""
    payload = _view(call, "modal")
    trigger = call.world.triggers.take(_trigger(call), call.team.id)
    below = call.world.modals.find(call.team.id, trigger.view_id or "")
    if below is None:
        raise SlackError("not_found")
    return {"view": forms.pushed(call.world, below, payload).wire()}


def update(call: Call) -> Json:
    """`views.update`: a form or home with a new content, unless it changed since `hash`."""
    view = _asked(call)
    payload = _view(call, view.payload["type"])
    given = call.text("hash")
    if given and given != view.hash:
        raise SlackError("hash_conflict")
    forms.updated(call.world, view, payload)
    return {"view": view.wire()}


def publish(call: Call) -> Json:
    """`views.publish`: a person's App Home."""
    user = call.team.user(call.needed("user_id"))
    payload = _view(call, "home")
    home = call.world.modals.home(call.team.id, user.id)
    given = call.text("hash")
    if given and (home is None or home.hash != given):
        raise SlackError("hash_conflict")
    return {"view": forms.published(call.world, call.team, user.id, payload).wire()}


METHODS = {
    "views.open": Method(open_, tier=4),
    "views.push": Method(push, tier=4),
    "views.update": Method(update, tier=4),
    "views.publish": Method(publish, tier=4),
}


def _view(call: Call, kind: str) -> Json:
    given: Any = call.json("view", "invalid_arguments")
    if not isinstance(given, dict):
        refuse("missing required field: view")
    check_view(given, kind)
    view: Json = given
    if any(element["type"] == "file_input" for _, element in asked(view["blocks"])):
        call.need_scope("files:read")
    return view


def asked(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """The inputs of a form, whether or not they have ids yet."""
    return [(b, b["element"]) for b in blocks if b.get("type") == "input" and b.get("element")]


def _trigger(call: Call) -> str:
    return call.text("trigger_id") or call.text("interactivity_pointer")


def _asked(call: Call) -> View:
    modals = call.world.modals
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        refuse("one of view_id or external_id is required")
    view = modals.find(call.team.id, view_id) if view_id else modals.find_external(call.team.id, external_id)
    if view is None:
        raise SlackError("not_found")
    return view
