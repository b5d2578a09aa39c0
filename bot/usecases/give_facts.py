"""Facts of a ticket (`facts`): an agent sends it back for them in one step, its requester adds them."""

from __future__ import annotations

from bot import commands as c
from bot.domain.events import FactsAsked, FactsGiven
from bot.domain.intake import asked_fields, given_fields
from bot.domain.people import Face
from bot.domain.ticket import Status, Ticket
from bot.errors import NotNow
from bot.requests import Via
from bot.results import FactsForm, Sent
from bot.usecases.asking import Asking
from bot.usecases.conversing import answered, heard
from bot.usecases.intake import told
from bot.usecases.reply import answer_form, readers
from policy import intake
from policy.intake_rules import THE_FACTS, IntakeRule


def give_facts(command: c.GiveFacts, asking: Asking) -> Sent | FactsForm:
    """Ask for what is missing and wait, or add it; each through its form where words are missing.

    Raises:
        NotNow: the ticket is over, or waits for its requester already.
    """
    ticket = asking.live(asking.ticket(command.ticket, "facts", lock=True))
    rules = intake.fields(asking.pinned(ticket)[0], ticket.terms.plan)
    if asking.answers(ticket):
        return _ask(command, asking, ticket, rules)
    asked = tuple(rule for rule in rules if rule.field in asked_fields(ticket.history))
    text = told(command.text, command.details, rules, asking.language)
    if text is None or not asking.writes:
        return FactsForm(asking.view(ticket), command.text or "", asked, details=command.details)
    fields = tuple(field for field, _ in command.details)
    if command.text:
        fields = (*fields, THE_FACTS)
    ticket = heard(asking, ticket, text, FactsGiven(asking.at, asking.me, fields))
    return Sent("facts", asking.view(ticket), files=asking.files)


def _ask(
    command: c.GiveFacts, asking: Asking, ticket: Ticket, rules: tuple[IntakeRule, ...]
) -> Sent | FactsForm:
    """Nothing goes out before the agent saw who will read it."""
    if ticket.status is Status.PENDING:
        raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
    given = given_fields(ticket.history)
    missing = tuple(rule for rule in rules if rule.field not in given)
    was_shown = asking.request.via is Via.FORM or asking.said_in(ticket, Face.CUSTOMER)
    if not command.text or not was_shown:
        seen = answer_form(asking, ticket, command.text or "", question=True)
        requester = asking.uow.people.get(ticket.requester_id)
        return FactsForm(
            seen.ticket,
            command.text or "",
            missing,
            question=True,
            readers=seen.readers,
            place=seen.place,
            language=(requester.language if requester else None) or asking.desk.language,
        )
    asked = FactsAsked(asking.at, asking.me, tuple(rule.field for rule in missing))
    ticket = answered(asking, ticket, command.text, question=True, more=(asked,))
    return Sent("pending", asking.view(ticket), readers(asking, ticket), asking.files)
