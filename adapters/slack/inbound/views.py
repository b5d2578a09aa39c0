"""Submitted forms as requests."""

from __future__ import annotations

from dataclasses import replace

from adapters.slack.inbound.files import attachments
from adapters.slack.inbound.origin import Origin
from adapters.slack.render.view import brought, recall
from adapters.slack.wire import Json, mapping, text
from bot.requests import Attachment, Filled, Request, Via


def submission(body: Json, origin: Origin) -> Request:
    """A submitted form. What it holds never meets the text parser.

    Key: the view and its state (`hash`). A form that came back with errors and is sent again was refused
    before, so its key was never kept; one that was updated meanwhile has another hash.
    """
    view = mapping(body.get("view"))
    user = text(mapping(body.get("user")).get("id"))
    command, place = recall(view, origin.team, user)
    return Request(
        actor=origin.actor(user),
        place=place,
        intent=Filled(command, fields(view), files(view), brought(view)),
        key=f"view:{text(view.get('id'))}:{text(view.get('hash'))}",
        received_at=origin.received_at,
        via=Via.FORM,
    )


def fields(view: Json) -> dict[str, str]:
    """The form's values by field id, language-neutral; empty where nothing was chosen or typed."""
    values = mapping(mapping(view.get("state")).get("values"))
    return {
        name: _value(mapping(state))
        for elements in values.values()
        for name, state in mapping(elements).items()
    }


def files(view: Json) -> tuple[Attachment, ...]:
    """What was put into the form's field for files. Nobody but our bot can follow a link to these."""
    values = mapping(mapping(view.get("state")).get("values"))
    return tuple(
        replace(file, link="")
        for elements in values.values()
        for state in mapping(elements).values()
        if mapping(state).get("type") == "file_input"
        for file in attachments(mapping(state))
    )


def _value(state: Json) -> str:
    match state.get("type"):
        case "static_select" | "radio_buttons" | "external_select":
            return text(mapping(state.get("selected_option")).get("value"))
        case "checkboxes":
            return "yes" if state.get("selected_options") else ""
        case "users_select":
            return text(state.get("selected_user"))
        case "conversations_select":
            return text(state.get("selected_conversation"))
        case _:
            return text(state.get("value"))
