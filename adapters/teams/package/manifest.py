"""The Teams app manifest (schema 1.29), made from the command list, and its translations."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.teams.package.extension import extension
from adapters.teams.package.extension import told as told_of_extension
from adapters.teams.wire import Json
from bot.words import completions

SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json"
VERSION = "1.29"
LANGUAGES = ("en", "fr", "es")
COMMANDS = (
    "open",
    "list",
    "show",
    "reply",
    "escalate",
    "why",
    "when",
    "plan",
    "usage",
    "queue",
    "close",
    "help",
)
"""What Teams offers as one types: twelve at most; every verb is understood."""
SCOPES = ("personal", "team", "groupChat")
TITLE, SHORT_DESCRIPTION, COMMAND_DESCRIPTION = 30, 80, 4000

_NAME = {"en": "Guichet", "fr": "Guichet", "es": "Guichet"}
_SHORT = {
    "en": "A support desk that keeps its promises and cites the clause.",
    "fr": "Un guichet d’assistance qui tient ses engagements et cite la clause.",
    "es": "Una mesa de ayuda que cumple sus compromisos y cita la cláusula.",
}
_FULL = {
    "en": (
        "Open, follow and escalate support tickets without leaving Teams. Before you send a "
        "request, the desk says by when it will be answered, in business and calendar hours, and "
        "which clause of the support policy promises it. A countdown card keeps that promise in "
        "view, reminders reach the people who can keep it, and every refusal names the clause "
        "behind it and who can help instead."
    ),
    "fr": (
        "Ouvrez, suivez et escaladez vos tickets d’assistance sans quitter Teams. Avant l’envoi, "
        "le guichet dit quand une réponse vous est due, en heures ouvrées et calendaires, et "
        "quelle clause le promet. Une carte garde cet engagement sous les yeux, des rappels "
        "parviennent à ceux qui peuvent le tenir, et chaque refus nomme sa clause et la personne "
        "qui peut aider."
    ),
    "es": (
        "Abra, siga y escale sus tickets de asistencia sin salir de Teams. Antes de enviar, la "
        "mesa de ayuda dice cuándo se le responderá, en horas hábiles y naturales, y qué cláusula "
        "lo promete. Una tarjeta mantiene ese compromiso a la vista, los recordatorios llegan a "
        "quien puede cumplirlo y cada rechazo nombra su cláusula y quién puede ayudar."
    ),
}


@dataclass(frozen=True, slots=True)
class App:
    """What differs from one installation to another.

    `id` is the app's own (a GUID), `bot` the bot registration's; `website` an https address of the provider;
    `slash` offers true slash commands, which Teams still calls a preview.
    """

    id: str
    bot: str
    website: str = "https://guichet.example.com"
    developer: str = "Guichet"
    version: str = "1.0.0"
    slash: bool = False
    hears_channels: bool = False
    """Asks to hear every message of its channels, so that talk in a ticket's thread joins it."""


def manifest(app: App) -> Json:
    """The manifest in English, with the names of its translations."""
    website = app.website.rstrip("/")
    made: Json = {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": app.version,
        "id": app.id,
        "developer": {
            "name": app.developer,
            "websiteUrl": website,
            "privacyUrl": f"{website}/privacy",
            "termsOfUseUrl": f"{website}/terms",
        },
        "name": {"short": _NAME["en"], "full": _NAME["en"]},
        "description": {"short": _SHORT["en"], "full": _FULL["en"]},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#0B57C2",
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [
                {"languageTag": language, "file": f"{language}.json"}
                for language in LANGUAGES
                if language != "en"
            ],
        },
        "bots": [_bot(app)],
        "composeExtensions": [extension(app.bot)],
        "supportsChannelFeatures": "tier1",
    }
    if app.hears_channels:
        heard = ("ChannelMessage.Read.Group", "ChatMessage.Read.Chat")
        asked = [{"name": name, "type": "Application"} for name in heard]
        made["webApplicationInfo"] = {"id": app.bot, "resource": f"api://{app.bot}"}
        made["authorization"] = {"permissions": {"resourceSpecific": asked}}
    return made


def translation(language: str) -> Json:
    """The words of one language, by the paths that they stand at."""
    told: Json = {
        "$schema": SCHEMA.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema"),
        "name.short": _NAME[language],
        "name.full": _NAME[language],
        "description.short": _SHORT[language],
        "description.full": _FULL[language],
        **told_of_extension(language),
    }
    for place in range(len(SCOPES)):
        for at, (title, says) in enumerate(_verbs(language)):
            path = f"bots[0].commandLists[{place}].commands[{at}]"
            told |= {f"{path}.title": title, f"{path}.description": says}
    return told


def _bot(app: App) -> Json:
    commands = [{"title": title, "description": says} for title, says in _verbs("en")]
    lists: list[Json] = [{"scopes": [scope], "commands": commands} for scope in SCOPES]
    made: Json = {
        "botId": app.bot,
        "scopes": list(SCOPES),
        "supportsFiles": False,
        "isNotificationOnly": False,
        "commandLists": lists,
    }
    if app.slash:
        made["supportsTargetedMessages"] = True
        made["commandLists"] = [each | {"triggers": ["mention", "slash"]} for each in lists]
    return made


def _verbs(language: str) -> list[tuple[str, str]]:
    """The verbs that are offered, with what each is for, in that language."""
    english = {verb: at for at, (verb, *_) in enumerate(completions("en"))}
    told = completions(language)
    found = [told[english[name]] for name in COMMANDS]
    return [(verb, summary[:COMMAND_DESCRIPTION]) for verb, _, _, summary in found]
