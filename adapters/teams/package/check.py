"""What a Teams manifest must hold to work: limits, and the mistakes that its schema lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from adapters.teams.package import extension
from adapters.teams.package.manifest import SHORT_DESCRIPTION, TITLE
from adapters.teams.wire import Json, listed, mapping, text

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_LISTS, _COMMANDS = 3, 12
COMMAND = 32
"""Characters of a command's name that Teams shows."""


def faults_of(manifest: Json, translations: dict[str, Json]) -> list[str]:
    """Every fault, with its path; empty where there is none."""
    return [
        *_ids(manifest),
        *_words("", manifest),
        *_lists(manifest),
        *_extension(manifest),
        *_languages(manifest, translations),
    ]


def _ids(manifest: Json) -> Iterator[str]:
    bots = listed(manifest.get("bots"))
    named = {"id": manifest.get("id"), "bots[0].botId": bots[0].get("botId") if bots else None}
    for path, value in named.items():
        if not _GUID.fullmatch(text(value)):
            yield f"{path}: {text(value)!r} is not a GUID"
    own = text(bots[0].get("botId")) if bots else ""
    for index, each in enumerate(listed(manifest.get("composeExtensions"))):
        if each.get("botId") != own:
            yield f"composeExtensions[{index}].botId: another bot than the app's own"
    if not _VERSION.fullmatch(text(manifest.get("version"))):
        yield f"version: {text(manifest.get('version'))!r} is not like 1.0.0"
    for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"):
        value = text(mapping(manifest.get("developer")).get(name))
        if urlsplit(value).scheme != "https":
            yield f"developer.{name}: {value!r} is not an https address"


def _words(where: str, manifest: Json) -> Iterator[str]:
    checked = (
        ("name.short", text(mapping(manifest.get("name")).get("short")), TITLE),
        ("description.short", text(mapping(manifest.get("description")).get("short")), SHORT_DESCRIPTION),
    )
    for path, words, most in checked:
        if not 1 <= len(words) <= most:
            yield f"{where}{path}: {len(words)} characters, wanted 1 to {most}"


def _lists(manifest: Json) -> Iterator[str]:
    bots = listed(manifest.get("bots"))
    lists = listed(bots[0].get("commandLists")) if bots else []
    if len(lists) > _LISTS:
        yield f"bots[0].commandLists: {len(lists)}, at most {_LISTS}"
    for at, each in enumerate(lists):
        commands = listed(each.get("commands"))
        path = f"bots[0].commandLists[{at}].commands"
        if len(commands) > _COMMANDS:
            yield f"{path}: {len(commands)}, at most {_COMMANDS}"
        titles = [text(command.get("title")) for command in commands]
        yield from (f"{path}: {title!r} stands twice" for title in {t for t in titles if titles.count(t) > 1})
        yield from (f"{path}: {title!r} is longer than {COMMAND}" for title in titles if len(title) > COMMAND)


def _extension(manifest: Json) -> Iterator[str]:
    for at, each in enumerate(listed(manifest.get("composeExtensions"))):
        path, commands = f"composeExtensions[{at}].commands", listed(each.get("commands"))
        if len(commands) > extension.COMMANDS:
            yield f"{path}: {len(commands)}, at most {extension.COMMANDS}"
        ids = [text(command.get("id")) for command in commands]
        yield from (f"{path}: {name!r} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1}))
        for place, command in enumerate(commands):
            for name, most in (("title", extension.TITLE), ("description", extension.DESCRIPTION)):
                length = len(text(command.get(name)))
                if not 1 <= length <= most:
                    yield f"{path}[{place}].{name}: {length} characters, wanted 1 to {most}"


def _languages(manifest: Json, translations: dict[str, Json]) -> Iterator[str]:
    told = listed(mapping(manifest.get("localizationInfo")).get("additionalLanguages"))
    named = {text(each.get("file")) for each in told}
    yield from (f"localizationInfo: {name} is not in the package" for name in named - set(translations))
    for name, held in translations.items():
        limits = {"name.short": TITLE, "description.short": SHORT_DESCRIPTION}
        for path, words in held.items():
            most = limits.get(path)
            if path.endswith(".title"):  # of a command, a dialog or a parameter: all as long
                most = extension.TITLE
            elif path.startswith("composeExtensions") and path.endswith(".description"):
                most = extension.DESCRIPTION
            if most is not None and len(text(words)) > most:
                yield f"{name}: {path}: {len(text(words))} characters, at most {most}"
