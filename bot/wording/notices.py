"""What the desk owes to say, worded when it is delivered."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.domain.people import Face
from bot.outgoing import (
    AddedNotice,
    AmendedNotice,
    AnotherTicketNotice,
    AnswerNotice,
    AnswerReceipt,
    AskedNotice,
    BackNotice,
    CardNotice,
    Change,
    ChangeNotice,
    CreditNotice,
    DelegatedNotice,
    DigestNotice,
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
    LinkNotice,
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
    RemovedNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
    RevisedNotice,
    SetUpNotice,
    SharedNotice,
    ShutNotice,
    SilenceNotice,
    SnoozedNotice,
    StandingNotice,
    SubjectNotice,
    TaskDoneNotice,
    TaskNotice,
    UnclaimedMailNotice,
    UndeliveredNotice,
    WithdrawnNotice,
    WorkedNotice,
)
from bot.replies import Action, Actions, Because, Block, Prose, Reply, Style, plain
from bot.results import TicketView
from bot.wording import (
    adding,
    buttons,
    commerce_notices,
    contact_notices,
    deliveries,
    digests,
    fair_use,
    guiding,
    incidents,
    installing,
    linking,
    mailing,
    products,
    revising,
    satisfaction,
    shutting,
    snoozing,
    tasks,
)
from bot.wording.cards import answered_by, card, confirmation, title_line, told_charges
from bot.wording.ending import announced
from bot.wording.escalation_notices import escalated, of_customer
from bot.wording.intake_cards import waits_for_consent, with_intake
from bot.wording.lines import capitalized, sentences
from bot.wording.notice_parts import marked, person_of, said, ticket_of, voice_of
from bot.wording.overflow import whole_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.reminders import reminder
from bot.wording.scope_notices import scope_notice
from bot.wording.threads import carried
from bot.wording.unit_forms import ledger_notice
from bot.wording.voice import voice


def word_notice(notice: Notice, context: NoticeContext, reader: Reader) -> Reply:
    """What the desk owes to say, as it stands when it is delivered."""
    said = marked(_worded(notice, context, reader), context, reader)
    number = None if context.ticket is None else context.ticket.number
    command = (
        "policy" if isinstance(notice, RevisedNotice) else "" if number is None else f"show {number} full"
    )
    return replace(said, rest=whole_of(reader.language, command))


def _worded(notice: Notice, context: NoticeContext, reader: Reader) -> Reply:  # noqa: C901, PLR0912  one flat case a notice
    match notice:
        case CardNotice():
            return card(ticket_of(context), context.face or Face.CUSTOMER, reader)
        case InternalHeader():
            return _internal(context, reader)
        case OpenedNotice(mailed_by=mailed_by):
            return _opened(ticket_of(context), mailed_by, reader)
        case AnswerNotice() | AnswerReceipt() | HeardNotice() | NoteNotice():
            return carried(notice, context, reader)
        case AddedNotice(how=how):
            return adding.added(ticket_of(context), how, voice_of(context, reader))
        case SetUpNotice():
            return guiding.set_up(notice, context.desk, reader)
        case ReminderNotice():
            return reminder(notice, context, reader)
        case EscalatedNotice():
            return escalated(notice, context, reader)
        case ChangeNotice():
            return _changed(notice, context, reader)
        case PrivatelyNotice(name=name):
            return said(voice_of(context, reader).line("notices.privately", name=name))
        case PassedOnNotice(contact=contact):
            return _passed_on(contact, context, reader)
        case UndeliveredNotice(outgoing_id=number, error=error):
            return _undelivered(number, error, context, reader)
        case ShutNotice():
            return shutting.shut(notice, context, reader)
        case SharedNotice():
            return shutting.shared(notice, context, reader)
        case SnoozedNotice():
            return snoozing.notice(notice, context, reader)
        case LinkNotice():
            return linking.notice(notice, context, reader)
        case DigestNotice():
            return digests.word_digest(context, reader)
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
            who = person_of(voice_of(context, reader), context, actor)
            return revising.amended(ticket_of(context), before, after, who, reader)
        # install
        case RemovedNotice():
            return installing.removed(notice, context, reader)
        case BackNotice():
            return installing.back(notice, context, reader)
    assert_never(notice)


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
    say = voice_of(context, reader)
    ticket = ticket_of(context)
    line = say.line("notices.internal", account=context.account or ticket.account)
    return said(line, Actions((buttons.answer(say.language, ticket.number),)))


def _changed(notice: ChangeNotice, context: NoticeContext, reader: Reader) -> Reply:
    say = voice_of(context, reader)
    actor = person_of(say, context, notice.actor)
    more: tuple[Block, ...] = ()
    match notice.change:
        case Change.ASSIGNED if context.face is None and context.ticket is not None:
            ticket = context.ticket
            line = say.line("notices.change.assigned_you", actor=actor, number=ticket.number)
            answer = buttons.answer(say.language, ticket.number, Style.PRIMARY)
            show = buttons.show(say.language, ticket.number)
            more = (Prose((*title_line(say, ticket), f", {ticket.account}")), Actions((answer, show)))
        case Change.ASSIGNED:
            subject = person_of(say, context, notice.subject or notice.actor)
            line = say.line(f"notices.change.{notice.change}", actor=actor, subject=subject)
        case Change.SEVERITY:
            severity = say.known("severity", notice.detail or ticket_of(context).severity)
            line = say.line(f"notices.change.{notice.change}", actor=actor, severity=severity)
        case Change.SOLVED if context.face is Face.CUSTOMER and context.ticket is not None:
            closes = announced(say, context.ticket, to_requester=True)
            line = sentences(say.line("notices.change.solved_customer", actor=actor), closes)
            number = context.ticket.number
            confirm = Action(say.text("buttons.confirm"), f"close {number}", Style.PRIMARY)
            more = (Actions((confirm, buttons.reopen(say.language, number))),)
        case Change.RESUMED if of_customer(notice.actor, context):
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
    return said(line, *more)


def _passed_on(contact: int, context: NoticeContext, reader: Reader) -> Reply:
    say, ticket = voice_of(context, reader), ticket_of(context)
    name = person_of(say, context, contact)
    head = say.line("notices.passed_on", contact=name, desk=context.desk, number=ticket.number)
    return said(sentences(head, *answered_by(say, ticket)))


def _undelivered(outgoing: int, error: str, context: NoticeContext, reader: Reader) -> Reply:
    say = voice_of(context, reader)
    reason = Because((capitalized(deliveries.reason_of(say, error)),))
    acts = deliveries.acts(say, outgoing)
    if context.ticket is None:
        return said(say.line("notices.undelivered", error=error), reason, Actions(acts))
    number = context.ticket.number
    line = say.line("notices.undelivered_ticket", number=number, error=error)
    return said(line, reason, Actions((*acts, buttons.show(say.language, number))))
