"""Send a colleague's request on to an authorized contact of the same account (PB-b.iii.first-line)."""

from __future__ import annotations

from bot.commands import Ask, PersonWord
from bot.domain.people import Account, Member
from bot.errors import NoSuchThing
from bot.outgoing import Draft, ForwardNotice, ToPerson
from bot.results import Asked, AskForm
from bot.usecases.asking import Asking


def ask(command: Ask, asking: Asking) -> Asked | AskForm:
    """The contact hears of it in a private chat, and can open a ticket from it with one action."""
    account = asking.account(None)
    contact = None if command.contact is None else _contact(command.contact, account, asking)
    if contact is None or not command.subject:
        return _form(command, account, contact, asking)
    text = asking.uow.texts.add(asking.desk.id, None, command.subject, asking.me)
    target = ToPerson(contact.person.id, asking.platform)
    draft = Draft(asking.desk.id, None, target, ForwardNotice(asking.me, text), f"ask:{text}")
    asking.uow.outbox.add(draft, asking.now)
    return Asked(asking.shown(contact), command.subject)


def _contact(word: PersonWord, account: Account, asking: Asking) -> Member:
    named = asking.named(word)
    for contact in asking.uow.people.roster(asking.desk.id, account.id):
        if contact.person.id == named.person.id:
            return contact
    raise NoSuchThing("error.no_such_person", person=word.text)


def _form(command: Ask, account: Account, contact: Member | None, asking: Asking) -> AskForm:
    roster = asking.uow.people.roster(asking.desk.id, account.id)
    if not roster:
        raise NoSuchThing("error.no_such_person", person="")
    return AskForm(
        asking.desk.name,
        account.name,
        tuple(asking.shown(each) for each in roster),
        None if contact is None else asking.shown(contact),
        command.subject or "",
    )
