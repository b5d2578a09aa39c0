"""The two commands with commands inside: `people` and `setup`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.commands import LinkPeople, People, PeopleAct, PersonWord, Setup, SetupAct, UnlinkPerson
from bot.errors import NotUnderstood
from bot.parsing import linking
from bot.parsing.options import check_is_name, first_word
from bot.parsing.words import (
    FACES,
    LANGUAGES,
    ON_OR_OFF,
    PEOPLE_ACTS,
    REMOVED,
    ROLES,
    SETUP_ACTS,
    joined,
    one_of,
    plain,
)

_CHANNEL = re.compile(r"(?<!\S)#([^\s#\"]{1,80})(?!\S)")


def people(text: str, options: Mapping[str, str]) -> People | LinkPeople | UnlinkPerson:
    """`people`, `people authorize @U1`, `people revoke Nadia account:"Hôtel Laurier"`."""
    linked = linking.of_people(text)
    if linked is not None:
        return linked
    word, rest = first_word(text)
    act = PEOPLE_ACTS.get(plain(word))
    account = options.get("account")
    if act is None or act == PeopleAct.LIST:
        named = text.strip('"') if act is None else rest.strip('"')
        return People(PeopleAct.LIST, None, account or named or None)
    person = rest.strip('"')
    return People(PeopleAct(act), PersonWord(person) if person else None, account)


def setup(  # noqa: C901, PLR0912, PLR0915  one flat case an act
    text: str, options: Mapping[str, str]
) -> Setup:
    """`setup`, `setup desk Boréal policy:pitney-bowes`, `setup people lead @U1`, and so on."""
    word, rest = first_word(text)
    if not word:
        return Setup(values=_values(options))
    found = SETUP_ACTS.get(plain(word))
    if found is None:
        raise NotUnderstood("error.bad_value", option="setup", value=word, valid=joined(one_of(SETUP_ACTS)))
    act = SetupAct(found)
    values = dict(options)
    person: str | None = None
    match act:
        case SetupAct.PEOPLE:
            role, rest = _leading(rest, ROLES, "role")
            person, rest = rest, ""
            values |= {"role": role} if role else {}
        case SetupAct.CHANNEL:
            place, rest = _place(rest)
            values |= {"place": place} if place else {}
            face, rest = _leading(rest, FACES, "channel") if rest and "account" not in options else ("", rest)
            values |= {"face": face or ("customer" if "account" in options or rest else "desk")}
            if rest and "account" not in options:
                values["account"] = rest.strip('"')
            rest = ""
        case SetupAct.ORGANISATION:
            person, rest = first_word(rest)
            values |= {"account": rest.strip('"')} if rest and "account" not in options else {}
            rest = ""
        case SetupAct.LANGUAGE:
            language, rest = _leading(rest or options.get("language", ""), LANGUAGES, "language")
            values |= {"language": language} if language else {}
        case SetupAct.POLICY:
            values |= {"policy": rest} if rest else {}
            rest = ""
        case SetupAct.EXCLUSION:
            exclusion, rest = first_word(rest)
            values |= {"exclusion": exclusion}
            if plain(rest) in REMOVED:
                values, rest = values | {"remove": "yes"}, ""
        case SetupAct.PRICE | SetupAct.TAX:
            called, rest = first_word(rest)
            values |= {"rest": rest} if rest else {}
            rest = called
        case SetupAct.BUYER:
            values |= {"account": rest.strip('"')} if rest and "account" not in options else {}
            rest = ""
        case SetupAct.LINK:
            for word in rest.split():
                values["mail" if plain(word) in ON_OR_OFF else "domain"] = word
            written = values.get("mail", "on")
            values["mail"], rest = _leading(written, ON_OR_OFF, "mail")
        case SetupAct.ACCOUNT:
            check_is_name(rest, "setup", ("plan", "employees", "licences"))
        case SetupAct.DESK:
            check_is_name(rest, "setup", ("policy", "language"))
        case SetupAct.SHOW | SetupAct.SELLER | SetupAct.AGREEMENT | SetupAct.REMINDERS:
            pass
    if "language" in values:
        values["language"] = _leading(values["language"], LANGUAGES, "language")[0]
    if "role" in values:
        values["role"] = _leading(values["role"], ROLES, "role")[0]
    name = rest.strip().strip('"') or None
    written = (person or "").strip().strip('"')
    return Setup(act, name, PersonWord(written) if written else None, _values(values))


def _place(text: str) -> tuple[str, str]:
    """A channel that the text names, as "#C123" or "#laurier", and the text without it."""
    found = _CHANNEL.search(text)
    if found is None:
        return "", text
    return found[1], " ".join((text[: found.start()] + text[found.end() :]).split())


def _leading(text: str, index: Mapping[str, str], option: str) -> tuple[str, str]:
    """The value that leads, if any does, and the rest; a word that is no value is a mistake."""
    word, rest = first_word(text)
    if not word:
        return "", ""
    found = index.get(plain(word))
    if found is None:
        raise NotUnderstood("error.bad_value", option=option, value=word, valid=joined(one_of(index)))
    return found, rest


def _values(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.items()))
