"""Answer the requester (`reply`): an agent's answer is public and stops the first response.

So does a call, once the agent says on the ticket what was said in it (SI-8.response).
"""

from __future__ import annotations

from bot.commands import Answer
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.results import AnswerForm, PersonView, Sent
from bot.usecases.asking import Asking
from bot.usecases.conversing import answered, heard
from policy.facts import Channel


def reply(command: Answer, asking: Asking) -> Sent | AnswerForm:
    """Send it. The desk's own people see first who will read it; the requester's side just writes."""
    ticket = asking.ticket(command.ticket, "reply", lock=True)
    answers = asking.answers(ticket)
    unsure = not command.sure and (answers or not asking.writes)
    call = command.call is not None and answers
    # The requester's side logs no call: words that begin so are a message like any other.
    text = command.text if call or command.call is None else f"{command.call} {command.text or ''}".strip()
    if not text or unsure:
        return answer_form(asking, ticket, text or "", question=False, call=call)
    if answers:
        ticket = answered(asking, ticket, text, channel=Channel.PHONE if call else None)
        return Sent("reply", asking.view(ticket), readers(asking, ticket), asking.files)
    ticket = heard(asking, ticket, text)
    return Sent("reply", asking.view(ticket), files=asking.files)


def answer_form(
    asking: Asking, ticket: Ticket, text: str, *, question: bool, call: bool = False
) -> AnswerForm:
    """The form that names who will read the answer, and where."""
    thread = next((t for t in asking.uow.threads.of_ticket(ticket.id) if t.face is Face.CUSTOMER), None)
    place = None
    if thread is not None:
        place = asking.uow.places.by_ref(thread.platform, thread.tenant, thread.conversation)
    name = place.name if place is not None else None
    by_mail = thread is not None and thread.ref is not None and asking.uow.mails.is_known(thread.ref)
    return AnswerForm(asking.view(ticket), text, question, readers(asking, ticket), name, by_mail, call)


def readers(asking: Asking, ticket: Ticket) -> tuple[PersonView, ...]:
    """Who will read a public answer by name: the requester, and whoever sent the request."""
    mine = {m.person.id for m in asking.uow.people.members(asking.desk.id, ticket.account_id)}
    people = dict.fromkeys((ticket.requester_id, ticket.submitter_id))
    return tuple(asking.person(each) for each in people if each in mine or each == ticket.requester_id)
