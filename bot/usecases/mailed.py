"""An e-mail to a product's address (SI-6.email): it opens a ticket or joins its own, once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.commands import Open
from bot.domain.files import File, taken
from bot.domain.ids import TicketId, TicketNumber
from bot.domain.mail import Mail, Mailbox
from bot.domain.people import Face
from bot.domain.ticket import ThreadRef, Ticket
from bot.identity import Here
from bot.outgoing import Draft, OpenedNotice, ToPlace, ToThread, UnclaimedMailNotice
from bot.requests import Attachment, Mailed, Request, Said
from bot.results import Joined, MailUnclaimed, Refused
from bot.storage import UnitOfWork
from bot.usecases.asking import Asking
from bot.usecases.cancelling import barred_from_talk
from bot.usecases.filing import opened
from bot.usecases.intake import lacking
from bot.usecases.prospect import prospect_of, refused
from bot.usecases.recording import owe
from bot.usecases.said import said
from policy.decisions import Allowed, Denied
from policy.facts import Channel
from policy.mailboxes import mailbox_rule

Why = Literal["unknown", "refused", "automatic"]

_AGAIN = re.compile(r"^(?:\s*(?:re|fwd?|tr|rv)\s*:|\s*\[#\d{1,9}\])+\s*", re.IGNORECASE)
"""What mail programs put before a subject."""
_NUMBER = re.compile(r"\[#(\d{1,9})\]")


def mailed(
    message: Mailed, mailbox: Mailbox, asking: Asking | None, uow: UnitOfWork, request: Request, now: datetime
) -> Joined | Refused | MailUnclaimed:
    """Join the ticket that it answers, else open one; what can be neither is shown to the desk, whole."""
    if message.automatic:
        return _unclaimed(message, mailbox, uow, request, now, "automatic")
    if asking is None:
        return _unclaimed(message, mailbox, uow, request, now, "unknown")
    ticket = _answered(message, mailbox, asking)
    if ticket is not None and (closed := barred_from_talk(asking)) is not None:
        _unclaimed(message, mailbox, uow, request, now, "refused")
        return closed
    if ticket is not None:
        joined = said(Said(message.text, message.message_id), _in_thread(asking, ticket))
        _dealt(message, mailbox, uow, request, now, ticket.id)
        return joined
    return _opened(message, mailbox, asking, now)


def _opened(
    message: Mailed, mailbox: Mailbox, asking: Asking, now: datetime
) -> Joined | Refused | MailUnclaimed:
    uow, request = asking.uow, asking.request
    command = Open(
        subject=_AGAIN.sub("", message.subject) or _first_words(message.text),
        facts=message.text.strip() or None,
        channel=Channel.EMAIL,
        product=mailbox.product,
    )
    document = asking.version().document
    prospect = prospect_of(command, asking)
    if isinstance(prospect.decision, Denied):
        _unclaimed(message, mailbox, uow, request, now, "refused")
        return refused(command, asking, prospect, prospect.decision)
    asked = not isinstance(prospect.decision, Allowed) or lacking(command, document, prospect.case.plan)
    rule = mailbox_rule(document)
    if rule is None or prospect.requester is None or asked:
        return _unclaimed(message, mailbox, uow, request, now, "refused")
    ticket = opened(command, asking, prospect, prospect.requester)
    thread = ThreadRef(
        ticket.id,
        Face.CUSTOMER,
        request.actor.platform,
        mailbox.address,
        request.actor.user,
        message.message_id,
    )
    uow.threads.put(thread)
    owe(asking, ticket, ToThread(Face.CUSTOMER), OpenedNotice(rule.clause), "opened")
    _dealt(message, mailbox, uow, request, now, ticket.id)
    return Joined(ticket.number)


def _answered(message: Mailed, mailbox: Mailbox, asking: Asking) -> Ticket | None:
    """The ticket that it answers, by what it refers to, else by the number in its subject."""
    uow, visible = asking.uow, asking.uow.tickets.visible_to(asking.member)
    referred = uow.mails.ticket_of(mailbox.desk_id, message.references)
    if referred is not None:
        number = uow.tickets.load(mailbox.desk_id, referred).number
        return visible.get(number)
    found = _NUMBER.search(message.subject)
    return None if found is None else visible.get(TicketNumber(int(found[1])))


def _in_thread(asking: Asking, ticket: Ticket) -> Asking:
    return replace(asking, here=Here(ticket, Face.CUSTOMER))


def _first_words(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "...")


def _dealt(
    message: Mailed,
    mailbox: Mailbox,
    uow: UnitOfWork,
    request: Request,
    now: datetime,
    ticket: TicketId | None,
) -> None:
    sender, known = request.actor.user, message.message_id
    at = min(request.received_at, now)
    mail = Mail(known, mailbox.desk_id, mailbox.address, sender, ticket, None, message.automatic, at)
    uow.mails.add(mail)


def _unclaimed(
    message: Mailed, mailbox: Mailbox, uow: UnitOfWork, request: Request, now: datetime, why: Why
) -> MailUnclaimed:
    """Show it to the desk, whole; answer whoever wrote it, unless a program did."""
    desk = uow.desks.get(mailbox.desk_id)
    assert desk is not None
    text = uow.texts.add(desk.id, None, message.text)
    actor = request.actor
    files = tuple(File(taken(Attachment(name)), actor.platform, actor.tenant) for name in message.files)
    uow.attachments.add(desk.id, None, text, files)
    notice = UnclaimedMailNotice(request.actor.user, mailbox.address, message.subject, text, why)
    for place in uow.places.of_desk(desk.id, Face.DESK):
        key = f"mail:{message.message_id}:{place.id}"
        uow.outbox.add(Draft(desk.id, None, ToPlace(place.id), notice, key), now)
    _dealt(message, mailbox, uow, request, now, None)
    return MailUnclaimed(desk.name, why, silent=message.automatic)
