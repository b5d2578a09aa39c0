"""The message extension of the app's package: what is offered in the compose box and on a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adapters.teams.wire import Json

TITLE, DESCRIPTION, COMMANDS = 32, 128, 10
"""Characters of a command's title and description, and how many there may be."""
Told = Mapping[str, str]
"""The same words by language."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One command of the extension; an action opens the form that the bot gives."""

    id: str
    title: Told
    says: Told
    context: tuple[Literal["compose", "commandBox", "message"], ...]


OFFERS = (
    Offer(
        "open",
        {"en": "Open a ticket", "fr": "Ouvrir un ticket", "es": "Abrir un ticket"},
        {
            "en": "Open a ticket with the support desk",
            "fr": "Ouvrir un ticket au guichet d’assistance",
            "es": "Abrir un ticket en la mesa de ayuda",
        },
        ("compose", "message", "commandBox"),
    ),
    Offer(
        "add",
        {"en": "Add to a ticket", "fr": "Ajouter à un ticket", "es": "Añadir a un ticket"},
        {
            "en": "Add this message to a ticket",
            "fr": "Ajouter ce message à un ticket",
            "es": "Añadir este mensaje a un ticket",
        },
        ("message",),
    ),
)


def extension(bot: str) -> Json:
    """The extension in English."""
    return {"botId": bot, "commands": [_command(each) for each in OFFERS]}


def told(language: str) -> Json:
    """Its words in one language, by the paths that they stand at in the manifest."""
    found: Json = {}
    for at, each in enumerate(OFFERS):
        path = f"composeExtensions[0].commands[{at}]"
        found |= {
            f"{path}.title": each.title[language],
            f"{path}.description": each.says[language],
            f"{path}.taskInfo.title": each.title[language],
        }
    return found


def _command(offer: Offer) -> Json:
    return {
        "id": offer.id,
        "type": "action",
        "title": offer.title["en"],
        "description": offer.says["en"],
        "context": list(offer.context),
        "fetchTask": True,
        "taskInfo": {"title": offer.title["en"], "width": "medium", "height": "medium"},
    }
