"""A colleague's request goes to the authorized contacts of the same account (PB-b.iii.first-line)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.commands import Ask
from bot.domain.ids import PersonId
from bot.domain.people import Account
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.outgoing import AskedNotice, RequestNotice
from bot.parsing.words import ALL, plain
from bot.requests import Via
from bot.results import Asked, AskForm, PersonView
from bot.storage.folding import folded
from bot.usecases import first_line
from bot.usecases.asking import Asking

_ID = re.compile(r"@.*|p\d{1,9}")


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom it is for (None for whoever is there), and what it says."""

    contact: PersonView | None
    subject: str | None


def ask(command: Ask, asking: Asking) -> Asked | AskForm:
    """Each contact asked hears of it in a private chat, and can answer it or send it on with one action."""
    account = asking.account(None)
    there = first_line.who(asking, asking.terms(account))
    if not there:
        raise NotNow("error.nobody_named", account=account.name)
    meant = _meant(command, there)
    if meant.subject is None:
        return AskForm(asking.desk.name, account.name, there, meant.contact, "")
    told = (meant.contact,) if meant.contact is not None else _available(there)
    number = _kept(meant, told, account, asking)
    zone = asking.version().document.zone
    return Asked(told, meant.subject, number, zone, asking.now)


def _meant(command: Ask, there: tuple[PersonView, ...]) -> _Meant:
    """The contact named, else whoever is there: what does not name one is how the request begins."""
    if command.contact is None:
        return _Meant(None, command.subject)
    word = command.contact.text.strip()
    if plain(word) in ALL:
        return _Meant(None, command.subject)
    found = [each for each in there if _is_named(each, word)]
    if len(found) == 1:
        return _Meant(found[0], _after_name(found[0], word, command.subject))
    if found:
        names = ", ".join(each.name for each in found)
        raise NotUnderstood("error.which_person", person=word, valid=names)
    if _ID.fullmatch(word):
        raise NoSuchThing("error.no_such_person", person=word)
    return _Meant(None, f"{word} {command.subject or ''}".strip())


def _is_named(person: PersonView, word: str) -> bool:
    if _ID.fullmatch(word):
        return word == f"p{person.id}" or (
            person.actor is not None and word.removeprefix("@") == person.actor.user
        )
    name = folded(person.name)
    return folded(word) == name or folded(word) in name.split()


def _after_name(person: PersonView, word: str, subject: str | None) -> str | None:
    """What follows the whole name, where it was written without quotes."""
    rest = folded(person.name).removeprefix(folded(word)).strip()
    if not subject or not rest or not folded(subject).startswith(rest):
        return subject
    words = subject.split()[len(rest.split()) :]
    return " ".join(words) or None


def _available(there: tuple[PersonView, ...]) -> tuple[PersonView, ...]:
    """Those who can be reached; all of them where nobody can, to find it when they are back."""
    return tuple(each for each in there if each.available) or there


def _kept(meant: _Meant, told: tuple[PersonView, ...], account: Account, asking: Asking) -> int:
    assert meant.subject is not None
    asking.uow.accounts.lock(account)
    text = asking.uow.texts.add(asking.desk.id, None, meant.subject, asking.me)
    asked = None if meant.contact is None else PersonId(meant.contact.id)
    request = asking.uow.internal_requests.add(asking.desk.id, account.id, asking.me, text, asking.at, asked)
    notice = RequestNotice(account.id, request.number, asking.me, text)
    for each in told:
        first_line.tell(asking, request, PersonId(each.id), notice, f"told:{each.id}")
    if asking.request.via is Via.FORM:
        sent = AskedNotice(request.number, tuple(PersonId(each.id) for each in told), text)
        first_line.tell(asking, request, asking.me, sent, "asked")
    return request.number
