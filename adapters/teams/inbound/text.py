"""What a person typed, out of Teams' marks: our own mention cut by its entity, people as `@id`."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.teams.wire import Json, mapping, text

_AT = re.compile(r"</?at[^<>]*>")
_SPACES = re.compile(r"[ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words, whether they begin with our mention, and the people whom they mention (`29:...`)."""

    words: str
    to_us: bool
    people: tuple[str, ...]


def spoken(activity: Json, known: Mapping[str, str]) -> Spoken:
    """The text as its author meant it. `known` gives the directory's id for one of Teams'.

    A mention is cut where its entity says that it stands: names hold words that a text may hold as well.
    """
    words = text(activity.get("text"))
    bot = text(mapping(activity.get("recipient")).get("id"))
    people: list[str] = []
    to_us = False
    for mark, who in _mentions(activity):
        at = words.find(mark)
        if at < 0:
            continue
        before, after = words[:at], words[at + len(mark) :]
        if who == bot:
            to_us = to_us or not before.strip()
            words = f"{before.rstrip()} {after.lstrip()}" if before.strip() else after.lstrip()
        else:
            people.append(who)
            words = f"{before}@{known.get(who, who)}{after}"
    told = _SPACES.sub(" ", html.unescape(_AT.sub("", words))).strip()
    return Spoken(told.removeprefix("/").lstrip() if told.startswith("/") else told, to_us, tuple(people))


def _mentions(activity: Json) -> list[tuple[str, str]]:
    """The marks of an activity's mentions, in their order, and whom each names."""
    entities = activity.get("entities")
    held = [mapping(each) for each in entities] if isinstance(entities, list) else []
    return [
        (text(each.get("text")), text(mapping(each.get("mentioned")).get("id")))
        for each in held
        if each.get("type") == "mention" and text(each.get("text"))
    ]
