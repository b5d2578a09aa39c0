"""The message extension of the app's package: what is offered in the compose box and on a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adapters.teams.inbound.seeking import COMMAND, WORDS
from adapters.teams.wire import Json

TITLE, DESCRIPTION, COMMANDS = 32, 128, 10
"""Characters of a command's title and description, and how many there may be."""
Told = Mapping[str, str]
"""The same words by language."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One command of the extension; an action opens the form that the bot gives, a query asks for `words`."""

    id: str
    title: Told
    says: Told
    context: tuple[Literal["compose", "commandBox", "message"], ...]
    words: tuple[str, Told, Told] | None = None
    """Of a query: the name of its parameter, its title and what is to be typed there."""


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
    Offer(
        COMMAND,
        {"en": "Find a ticket", "fr": "Trouver un ticket", "es": "Buscar un ticket"},
        {
            "en": "Put a ticket into your message",
            "fr": "Insérer un ticket dans votre message",
            "es": "Insertar un ticket en su mensaje",
        },
        ("compose", "commandBox"),
        (
            WORDS,
            {"en": "Number or words", "fr": "Numéro ou mots", "es": "Número o palabras"},
            {
                "en": "Its number, or words of its subject",
                "fr": "Son numéro, ou des mots de son objet",
                "es": "Su número, o palabras de su asunto",
            },
        ),
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
        }
        if each.words is None:
            found[f"{path}.taskInfo.title"] = each.title[language]
        else:
            _, title, says = each.words
            found[f"{path}.parameters[0].title"] = title[language]
            found[f"{path}.parameters[0].description"] = says[language]
    return found


def _command(offer: Offer) -> Json:
    made: Json = {
        "id": offer.id,
        "type": "action" if offer.words is None else "query",
        "title": offer.title["en"],
        "description": offer.says["en"],
        "context": list(offer.context),
    }
    if offer.words is None:
        task = {"title": offer.title["en"], "width": "medium", "height": "medium"}
        return made | {"fetchTask": True, "taskInfo": task}
    name, title, says = offer.words
    asked = {"name": name, "title": title["en"], "description": says["en"], "inputType": "text"}
    return made | {"initialRun": True, "parameters": [asked]}
