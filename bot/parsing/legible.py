"""Characters that no database keeps are taken out of what came in, before anything reads it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.requests import (
    Attachment,
    Changed,
    Deleted,
    Edited,
    Filled,
    Happened,
    Intent,
    Mailed,
    Quoted,
    Request,
    Said,
    Sought,
    Typed,
    Visited,
)

_ILLEGIBLE = re.compile("[\x00\ud800-\udfff]")
"""NUL (PostgreSQL refuses it) and halves of characters (they cannot be written as UTF-8)."""


def legible(request: Request) -> Request:
    """The request with nothing in its words that could not be stored."""
    intent = _intent(request.intent)
    profile = request.profile
    if profile is not None and _ILLEGIBLE.search(profile.name):
        profile = replace(profile, name=_clean(profile.name))
    if intent is request.intent and profile is request.profile:
        return request
    return replace(request, intent=intent, profile=profile)


def _said(said: Said) -> Said:
    return replace(said, text=_clean(said.text), files=_legible(said.files))


def _intent(intent: Intent) -> Intent:
    match intent:
        case Typed(text=text, said=said) if said is not None or _ILLEGIBLE.search(text):
            return Typed(_clean(text), None if said is None else _said(said))
        case Said(text=text, files=files) | Edited(text=text, files=files) if any(
            map(_ILLEGIBLE.search, (text, *_words(files)))
        ):
            return replace(intent, text=_clean(text), files=_legible(files))
        case Filled(fields=fields, files=files, brings=brings) if any(
            map(_ILLEGIBLE.search, (*fields.values(), *_words((*files, *brings))))
        ):
            values = {name: _clean(value) for name, value in fields.items()}
            return replace(intent, fields=values, files=_legible(files), brings=_legible(brings))
        case Changed(fields=fields) if any(map(_ILLEGIBLE.search, fields.values())):
            return replace(intent, fields={name: _clean(value) for name, value in fields.items()})
        case Quoted(text=text, files=files) if any(map(_ILLEGIBLE.search, (text, *_words(files)))):
            return replace(intent, text=_clean(text), files=_legible(files))
        case Happened(name=str() as name) if _ILLEGIBLE.search(name):
            return replace(intent, name=_clean(name))
        case Mailed(subject=subject, text=text, files=files) if any(
            map(_ILLEGIBLE.search, (subject, text, *files))
        ):
            clean = tuple(map(_clean, files))
            return replace(intent, subject=_clean(subject), text=_clean(text), files=clean)
        case Typed() | Said() | Edited() | Deleted() | Happened():
            return intent
        case Filled() | Changed() | Quoted() | Mailed() | Visited() | Sought():
            return intent


def _clean(text: str) -> str:
    return _ILLEGIBLE.sub("", text)


def _words(files: tuple[Attachment, ...]) -> tuple[str, ...]:
    """What of files is anybody's words."""
    return tuple(word for file in files for word in (file.name, file.link, file.kind))


def _legible(files: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    return tuple(
        replace(file, name=_clean(file.name), link=_clean(file.link), kind=_clean(file.kind))
        for file in files
    )
