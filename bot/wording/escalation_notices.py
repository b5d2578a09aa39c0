"""An escalation, told to both threads and to those who are called."""

from __future__ import annotations

from bot.domain.events import EscalationKind
from bot.domain.people import Face
from bot.outgoing import EscalatedNotice
from bot.replies import Actions, Block, Line, Prose, Reply, Style
from bot.results import TicketView
from bot.wording import buttons
from bot.wording.cards import title_line
from bot.wording.lines import sentences
from bot.wording.notice_parts import person_of, said, ticket_of, voice_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.reminders import late_line, over_line
from bot.wording.tickets import goes_to, standing
from bot.wording.voice import Voice
from policy.facts import Role
from policy.targets import Milestone


def escalated(notice: EscalatedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """Who escalated what to whom, why where it may be read, and what is still due."""
    say = voice_of(context, reader)
    ticket = ticket_of(context)
    told = tuple(context.people[person] for person in notice.told if person in context.people)
    kind = say.name("escalation", notice.kind)
    to = goes_to(say, notice.kind, notice.to, told)
    if notice.actor is not None:
        actor = person_of(say, context, notice.actor)
        across = notice.kind is EscalationKind.FUNCTIONAL and notice.clause is not None
        line = say.line(
            "notices.escalated.person_clause" if across else "notices.escalated.person",
            actor=actor,
            number=ticket.number,
            kind=kind,
            to=to,
            clause=notice.clause or "",
        )
    elif notice.milestone is Milestone.RESOLUTION and notice.clause is not None:
        late = () if notice.late is None else late_line(say, notice.late, ticket)
        task = say.line(
            "notices.escalated.unresolved",
            number=ticket.number,
            kind=kind,
            to=to,
            requester=ticket.requester.name,
            account=ticket.account,
            clause=notice.clause,
        )
        line = sentences(late, task)
    elif notice.clause is not None:
        over = _over(say, notice, context, ticket)
        line = sentences(over, say.line("notices.escalated.policy", kind=kind, to=to, clause=notice.clause))
    else:
        over = _over(say, notice, context, ticket)
        line = sentences(over, say.line("notices.escalated.policy_bare", kind=kind, to=to))
    if notice.kind is EscalationKind.HIERARCHICAL and not standing(notice.to, told):
        line = sentences(line, say.line("forms.escalate.nobody"))
    more: list[Block] = []
    if context.face is not Face.CUSTOMER:
        more.append(Prose((*title_line(say, ticket), f", {ticket.account}")))
    if _shows_reason(notice, context):
        reason = context.texts[notice.reason] if notice.reason is not None else ""
        more.append(Prose(say.line("notices.reason", reason=reason)))
    if context.face is not Face.CUSTOMER:
        language, number = say.language, ticket.number
        answer = buttons.answer(language, number, Style.PRIMARY)
        more.append(Actions((answer, buttons.assign(language, number), buttons.why(language, number))))
    return said(line, *more)


def _over(say: Voice, notice: EscalatedNotice, context: NoticeContext, ticket: TicketView) -> Line:
    """By how much it is over, and how late this is told where it is."""
    late = () if notice.late is None else late_line(say, notice.late, ticket)
    return sentences(late, over_line(say, context.clock, ticket.number))


def _shows_reason(notice: EscalatedNotice, context: NoticeContext) -> bool:
    """An agent's reason stays internal; a customer's own is theirs to see."""
    if notice.reason is None or not context.texts.get(notice.reason):
        return False
    if context.face is not Face.CUSTOMER:
        return True
    return of_customer(notice.actor, context)


def of_customer(person: int | None, context: NoticeContext) -> bool:
    """Whether somebody of the account did it."""
    known = context.people.get(person) if person is not None else None
    return known is not None and known.role in {Role.COLLEAGUE, Role.AUTHORIZED}
