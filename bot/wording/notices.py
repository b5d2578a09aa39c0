"""What the desk owes to say, worded when it is delivered."""

from __future__ import annotations

from typing import assert_never

from bot.domain.events import EscalationKind
from bot.domain.people import Face
from bot.outgoing import (
    AmendedNotice,
    AnotherTicketNotice,
    AnswerNotice,
    AnswerReceipt,
    AskedNotice,
    CardNotice,
    Change,
    ChangeNotice,
    CreditNotice,
    DelegatedNotice,
    DuplicateNotice,
    EndNotice,
    EscalatedNotice,
    ExceptionAskedNotice,
    ExcludedNotice,
    FairUseProposal,
    FeeNotice,
    FixedNotice,
    HeardNotice,
    InternalHeader,
    KeptNotice,
    KickOffNotice,
    NoteNotice,
    Notice,
    OfferAskedNotice,
    OpenedNotice,
    OutageNotice,
    OutcomeNotice,
    OverriddenNotice,
    PassedOnNotice,
    PrivatelyNotice,
    ProposalAnsweredNotice,
    ProposedNotice,
    PurchaseNotice,
    RatedNotice,
    RatingAskedNotice,
    RemedyNotice,
    ReminderNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
    RevisedNotice,
    SilenceNotice,
    StandingNotice,
    SubjectNotice,
    TaskDoneNotice,
    TaskNotice,
    UnclaimedMailNotice,
    UndeliveredNotice,
    WithdrawnNotice,
    WorkedNotice,
)
from bot.replies import Action, Actions, Audience, Because, Block, Line, Prose, Reply, Style, plain
from bot.results import TicketView
from bot.wording import (
    buttons,
    commerce_notices,
    contact_notices,
    fair_use,
    incidents,
    mailing,
    products,
    revising,
    satisfaction,
    tasks,
)
from bot.wording.cards import answered_by, card, confirmation, title_line, told_charges
from bot.wording.ending import announced
from bot.wording.intake_cards import waits_for_consent, with_intake
from bot.wording.lines import sentences
from bot.wording.reader import NoticeContext, Reader
from bot.wording.reminders import late_line, over_line, reminder
from bot.wording.scope_notices import scope_notice
from bot.wording.tickets import goes_to, standing
from bot.wording.unit_forms import ledger_notice
from bot.wording.voice import Voice, voice
from policy.facts import Channel, Role
from policy.targets import Milestone


def word_notice(notice: Notice, context: NoticeContext, reader: Reader) -> Reply:  # noqa: C901, PLR0912  one flat case a notice
    """What the desk owes to say, as it stands when it is delivered."""
    match notice:
        case CardNotice():
            return card(_ticket(context), context.face or Face.CUSTOMER, reader)
        case InternalHeader():
            return _internal(context, reader)
        case OpenedNotice(mailed_by=mailed_by):
            return _opened(_ticket(context), mailed_by, reader)
        case AnswerNotice(text=text, author=author, channel=Channel.PHONE):
            say = _voice(context, reader)
            head = say.line("notices.call", author=_person(say, context, author))
            return _quoted(head, context.texts.get(text, ""))
        case AnswerNotice(text=text, author=author, question=question):
            say = _voice(context, reader)
            head = say.line(
                "notices.question" if question else "notices.answer", author=_person(say, context, author)
            )
            return _quoted(head, context.texts.get(text, ""))
        case AnswerReceipt(text=text, author=author, at=at, channel=channel):
            say = _voice(context, reader)
            msgid = "notices.receipt_call" if channel is Channel.PHONE else "notices.receipt"
            head = say.line(msgid, at=say.times.on(at), author=_person(say, context, author))
            return _quoted(head, context.texts.get(text, ""))
        case HeardNotice(text=text, author=author):
            say = _voice(context, reader)
            who = _person(say, context, author)
            if context.account is None:
                return _quoted(say.line("notices.heard_bare", author=who), context.texts.get(text, ""))
            head = say.line("notices.heard", author=who, account=context.account)
            return _quoted(head, context.texts.get(text, ""))
        case NoteNotice(text=text, author=author):
            say = _voice(context, reader)
            head = say.line("notices.note", author=_person(say, context, author))
            return _quoted(head, context.texts.get(text, ""))
        case ReminderNotice():
            return reminder(notice, context, reader)
        case EscalatedNotice():
            return _escalated(notice, context, reader)
        case ChangeNotice():
            return _changed(notice, context, reader)
        case PrivatelyNotice(name=name):
            return _said(_voice(context, reader).line("notices.privately", name=name))
        case PassedOnNotice(contact=contact):
            return _passed_on(contact, context, reader)
        case UndeliveredNotice(error=error):
            return _undelivered(error, context, reader)
        # ledger
        case WorkedNotice() | AnotherTicketNotice() | SubjectNotice() | CreditNotice() | RemedyNotice():
            return ledger_notice(notice, context, reader)
        # commerce
        case PurchaseNotice():
            return commerce_notices.purchase(notice, context, reader)
        case KickOffNotice():
            return commerce_notices.kickoff(notice, context, reader)
        case KeptNotice():
            return commerce_notices.kept(notice, context, reader)
        case EndNotice():
            return commerce_notices.end(notice, context, reader)
        # intake
        # contacts
        case (
            RequestNotice()
            | RequestSettledNotice()
            | RequestAnsweredNotice()
            | DelegatedNotice()
            | FeeNotice()
            | AskedNotice()
        ):
            return contact_notices.word(notice, context, reader)
        # scope
        case (
            ProposedNotice()
            | ProposalAnsweredNotice()
            | WithdrawnNotice()
            | OfferAskedNotice()
            | ExcludedNotice()
            | DuplicateNotice()
            | ExceptionAskedNotice()
            | OverriddenNotice()
        ):
            return scope_notice(notice, context, reader)
        # incidents
        case TaskNotice():
            return tasks.notice(notice, context, reader)
        case TaskDoneNotice():
            return tasks.finished(notice, context, reader)
        case OutcomeNotice():
            return incidents.notice(notice, context, reader)
        case FixedNotice():
            return incidents.fixed(notice, context, reader)
        case SilenceNotice():
            return satisfaction.silent(notice, context, reader)
        case RatingAskedNotice():
            return satisfaction.asked(notice, context, reader)
        case RatedNotice():
            return satisfaction.rated(notice, context, reader)
        # products
        # mail
        case UnclaimedMailNotice():
            return mailing.unclaimed(notice, context, reader)
        case OutageNotice():
            return products.outage_notice(notice, context, reader)
        # fairness
        case StandingNotice() | FairUseProposal():
            return fair_use.notice(notice, context, reader)
        case RevisedNotice():
            return revising.revised(context, reader)
        case AmendedNotice(before=before, after=after, actor=actor):
            who = _person(_voice(context, reader), context, actor)
            return revising.amended(_ticket(context), before, after, who, reader)
    assert_never(notice)


def _said(line: Line, *more: Block) -> Reply:
    return Reply(plain(line), (Prose(line), *more), Audience.PLACE)


def _quoted(head: Line, text: str) -> Reply:
    """Somebody's words under a line that says whose they are."""
    return Reply(f"{plain(head)} {text}", (Prose(head), Prose((text,))), Audience.PLACE)


def _voice(context: NoticeContext, reader: Reader) -> Voice:
    zone = context.ticket.zone if context.ticket is not None else reader.zone or "UTC"
    return voice(reader, zone, context.now)


def _ticket(context: NoticeContext) -> TicketView:
    if context.ticket is None:
        raise ValueError("this notice is about a ticket")
    return context.ticket


def _person(say: Voice, context: NoticeContext, person: int) -> str:
    known = context.people.get(person)
    return known.name if known is not None else say.text("notices.somebody")


def _opened(ticket: TicketView, mailed_by: str | None, reader: Reader) -> Reply:
    say = voice(reader, ticket.zone, ticket.read_at)
    line = confirmation(say, ticket)
    seen = (buttons.show(say.language, ticket.number), buttons.why(say.language, ticket.number))
    told = told_charges(say, ticket)
    if mailed_by is not None:
        told = (*told, say.line("mail.opened", clause=mailed_by))
    told = (*told, *waits_for_consent(say, ticket))
    quiet = (Because(told),) if told else ()
    below = with_intake(Actions(seen), say, ticket, Face.CUSTOMER)
    return Reply(plain(line), (Prose(line), *quiet, below))


def _internal(context: NoticeContext, reader: Reader) -> Reply:
    say = _voice(context, reader)
    ticket = _ticket(context)
    line = say.line("notices.internal", account=context.account or ticket.account)
    return _said(line, Actions((buttons.answer(say.language, ticket.number),)))


def _changed(notice: ChangeNotice, context: NoticeContext, reader: Reader) -> Reply:
    say = _voice(context, reader)
    actor = _person(say, context, notice.actor)
    more: tuple[Block, ...] = ()
    match notice.change:
        case Change.ASSIGNED if context.face is None and context.ticket is not None:
            ticket = context.ticket
            line = say.line("notices.change.assigned_you", actor=actor, number=ticket.number)
            answer = buttons.answer(say.language, ticket.number, Style.PRIMARY)
            show = buttons.show(say.language, ticket.number)
            more = (Prose((*title_line(say, ticket), f", {ticket.account}")), Actions((answer, show)))
        case Change.ASSIGNED:
            subject = _person(say, context, notice.subject or notice.actor)
            line = say.line(f"notices.change.{notice.change}", actor=actor, subject=subject)
        case Change.SEVERITY:
            severity = say.known("severity", notice.detail or _ticket(context).severity)
            line = say.line(f"notices.change.{notice.change}", actor=actor, severity=severity)
        case Change.SOLVED if context.face is Face.CUSTOMER and context.ticket is not None:
            closes = announced(say, context.ticket, to_requester=True)
            line = sentences(say.line("notices.change.solved_customer", actor=actor), closes)
            number = context.ticket.number
            confirm = Action(say.text("buttons.confirm"), f"close {number}", Style.PRIMARY)
            more = (Actions((confirm, buttons.reopen(say.language, number))),)
        case Change.RESUMED if _of_customer(notice.actor, context):
            line = say.line("notices.change.resumed_customer", actor=actor)
        case (
            Change.CLAIMED
            | Change.RESUMED
            | Change.SOLVED
            | Change.CLOSED
            | Change.REOPENED
            | Change.CONSENT_GIVEN
            | Change.CONSENT_WITHDRAWN
        ):
            line = say.line(f"notices.change.{notice.change}", actor=actor)
        case _:
            assert_never(notice.change)
    reason = context.texts.get(notice.reason) if notice.reason is not None else None
    if reason:
        more = (Prose(say.line("notices.reason", reason=reason)), *more)
    return _said(line, *more)


def _escalated(notice: EscalatedNotice, context: NoticeContext, reader: Reader) -> Reply:
    say = _voice(context, reader)
    ticket = _ticket(context)
    told = tuple(context.people[person] for person in notice.told if person in context.people)
    kind = say.name("escalation", notice.kind)
    to = goes_to(say, notice.kind, notice.to, told)
    if notice.actor is not None:
        actor = _person(say, context, notice.actor)
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
    return _said(line, *more)


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
    return _of_customer(notice.actor, context)


def _of_customer(person: int | None, context: NoticeContext) -> bool:
    known = context.people.get(person) if person is not None else None
    return known is not None and known.role in {Role.COLLEAGUE, Role.AUTHORIZED}


def _passed_on(contact: int, context: NoticeContext, reader: Reader) -> Reply:
    say, ticket = _voice(context, reader), _ticket(context)
    name = _person(say, context, contact)
    head = say.line("notices.passed_on", contact=name, desk=context.desk, number=ticket.number)
    return _said(sentences(head, *answered_by(say, ticket)))


def _undelivered(error: str, context: NoticeContext, reader: Reader) -> Reply:
    say = _voice(context, reader)
    if context.ticket is None:
        return _said(say.line("notices.undelivered", error=error))
    number = context.ticket.number
    line = say.line("notices.undelivered_ticket", number=number, error=error)
    return _said(line, Actions((buttons.show(say.language, number),)))
