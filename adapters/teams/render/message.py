"""A reply as an activity: its summary for notifications, a card for the eye, nothing that is too large."""

from __future__ import annotations

import json
from dataclasses import dataclass

from adapters.serving.words import clean, clipped
from adapters.teams.limits import ENVELOPE, MESSAGE, SUMMARY, TITLE
from adapters.teams.render.blocks import said_by
from adapters.teams.render.forms import form_body
from adapters.teams.render.lines import Said, line_of, together
from adapters.teams.wire import Json
from bot.replies import Form, Reply

CARD = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Teams is given, and what had to be cut for it."""

    json: Json
    warnings: tuple[str, ...] = ()


def activity(reply: Reply, tenant: str) -> Rendered:
    """The reply as a message for readers of that tenant. Never fails; warns of what it cut."""
    made = card(reply, tenant)
    return Rendered(
        {
            "type": "message",
            "summary": clipped(clean(reply.summary), SUMMARY) or "…",
            "attachments": [{"contentType": CARD, "content": made.json}],
        },
        made.warnings,
    )


def card(reply: Reply, tenant: str) -> Rendered:
    """The reply as an Adaptive Card; the summary itself where it has no blocks, or a form alone."""
    blocks = together(said_by(each, tenant) for each in reply.blocks)
    if not blocks.elements or all(isinstance(each, Form) for each in reply.blocks):
        blocks = line_of((reply.summary,), tenant) + blocks
    return _fitted(blocks, reply.summary)


def dialog(form: Form, tenant: str, place: Json, refresh: str) -> Rendered:
    """The form as the card of a dialog that remembers its command and where it was asked for."""
    return _fitted(form_body(form, tenant, place, refresh), form.title)


def title_of(words: str) -> str:
    """Words as the title of a dialog."""
    return clipped(clean(words), TITLE)


def _fitted(said: Said, spoken: str) -> Rendered:
    """The card, with its last elements left out until Teams takes it: buttons go last."""
    elements = list(said.elements)
    cut = 0
    while len(elements) > 1 and size(_card(elements, said, spoken)) > MESSAGE - ENVELOPE:
        at = next((n for n in reversed(range(len(elements))) if elements[n]["type"] != "ActionSet"), -1)
        del elements[at]
        cut += 1
    warnings = (f"{cut} elements left out: more than {MESSAGE} bytes",) if cut else ()
    return Rendered(_card(elements, said, spoken), warnings)


def _card(elements: list[Json], said: Said, spoken: str) -> Json:
    made: Json = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": "1.5",
        "speak": clipped(clean(spoken), SUMMARY),
        "body": elements,
    }
    told = {"width": "Full"} | ({"entities": _once(said.mentions)} if said.mentions else {})
    return made | {"msteams": told}


def _once(mentions: tuple[Json, ...]) -> list[Json]:
    return list({mention["text"]: mention for mention in mentions}.values())


def size(held: Json) -> int:
    """Bytes of it in UTF-16, as Teams counts a message."""
    return len(json.dumps(held, ensure_ascii=False).encode("utf-16-le"))
