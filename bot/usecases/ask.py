"""Send a colleague's request on to an authorized contact of the same account (PB-b.iii.first-line)."""

from __future__ import annotations

from bot.commands import Ask
from bot.errors import NoSuchThing
from bot.outgoing import Draft, ForwardNotice, ToPerson
from bot.results import Asked
from bot.usecases.asking import Asking
from policy.facts import Role


def ask(command: Ask, asking: Asking) -> Asked:
    """The contact hears of it in a private chat, and can open a ticket from it with one action."""
    contact = asking.named(command.contact)
    membership = contact.membership
    same = membership.account_id == asking.member.membership.account_id
    if not same or membership.role is not Role.AUTHORIZED:
        raise NoSuchThing("error.no_such_person", person=command.contact.text)
    text = asking.uow.texts.add(asking.desk.id, None, command.subject, asking.me)
    target = ToPerson(contact.person.id, asking.platform)
    draft = Draft(asking.desk.id, None, target, ForwardNotice(asking.me, text), f"ask:{text}")
    asking.uow.outbox.add(draft, asking.now)
    return Asked(asking.shown(contact), command.subject)
