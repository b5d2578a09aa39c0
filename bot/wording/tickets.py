"""What is answered about tickets: opened, shown, listed, changed, written on, escalated."""

from __future__ import annotations

from typing import assert_never

from bot.domain.events import EscalationKind
from bot.domain.people import Face
from bot.outgoing import Change
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    ClockMark,
    Item,
    Items,
    Line,
    Prose,
    Reply,
    Strong,
    plain,
)
from bot.results import Changed, Escalated, Listed, Message, Opened, PersonView, Sent, Shown, TicketView
from bot.wording import buttons
from bot.wording.articles import beside
from bot.wording.attached import attached, received
from bot.wording.cards import card, confirmation, told_charges
from bot.wording.clocks import row_line
from bot.wording.ending import ending_lines
from bot.wording.intake_cards import with_intake
from bot.wording.lines import joined, listed, sentences
from bot.wording.names import names_of
from bot.wording.promises import channel_clause, promise_lines
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line, version_lines
from bot.wording.scope_reasons import SAID_ON_YES
from bot.wording.unit_reasons import TOLD
from bot.wording.verbs import paged
from bot.wording.voice import Voice, voice
from policy.decisions import ReasonCode
from policy.facts import Role
from policy.targets import Milestone

_TOLD = (
    TOLD
    | SAID_ON_YES
    | {ReasonCode.CHANNEL_CLOSED_NOW, ReasonCode.FACTS_WELCOME, ReasonCode.WAITS_FOR_CONSENT}
)
"""What is worth saying beneath a confirmation."""
_LIVE = {ClockMark.RUNNING, ClockMark.WARNING, ClockMark.BREACHED}


def opened(result: Opened, reader: Reader) -> Reply:
    """S2, and beneath it what was promised and why."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    clause = channel_clause(result.reasons)
    line = confirmation(say, result.ticket, clause)
    quiet: list[Line] = (
        [*promise_lines(say, result.promises, told=Milestone.FIRST_RESPONSE)] if result.promises else []
    )
    quiet += [reason_line(say, reason) for reason in result.reasons if reason.code in _TOLD]
    quiet += version_lines(say, result.reasons)
    quiet += told_charges(say, result.ticket)
    blocks: list[Block] = [Prose(line)]
    answers = beside(say, result.articles, result.self_help)
    if answers:
        blocks.append(Prose(answers))
    if quiet:
        blocks.append(Because(tuple(quiet)))
    why = buttons.why(say.language, result.ticket.number)
    seen = Actions((buttons.show(say.language, result.ticket.number), why))
    own = result.ticket.requester.id == reader.person_id
    blocks.append(with_intake(seen, say, result.ticket, Face.CUSTOMER) if own else seen)
    return Reply(plain(line), tuple(blocks))


def shown(result: Shown, reader: Reader) -> Reply:
    """The card, privately, with the last of the conversation between its facts and its buttons."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    face = card(ticket, result.face, reader)
    said = tuple(
        Item(
            say.line(
                _told_as(message),
                author=message.author,
                at=say.times.bare(message.at),
                text=_says(say, message),
            )
        )
        for message in result.messages
    )
    talk: tuple[Block, ...] = (
        (Prose(say.line("tickets.messages")), Items(said))
        if said
        else (Because((say.line("tickets.no_messages"),)),)
    )
    if result.earlier:
        number = ticket.number
        aloud = say.text("lists.labelled", label=say.text("buttons.whole_talk"), value=f"#{number}")
        whole = Action(say.text("buttons.whole_talk"), f"show {number} full", aloud=aloud)
        talk = (*talk, Because((say.line("tickets.earlier", result.earlier),)), Actions((whole,)))
    *above, below = face.blocks
    return Reply(face.summary, (*above, *talk, below))


def _says(say: Voice, message: Message) -> Line:
    """What it says now, marked where that is not what was written."""
    if message.deleted:
        return say.line("threads.was_deleted")
    edited = say.line("threads.was_edited") if message.edited else ()
    text: Line = (message.text,) if message.text else ()
    return sentences(text, attached(say, message.files, linked=True), edited)


def _told_as(message: Message) -> str:
    if not message.public:
        return "tickets.message_internal"
    return "tickets.message_call" if message.call else "tickets.message"


def listing(result: Listed, reader: Reader) -> Reply:
    """Rows of tickets, ten a page."""
    verb, words = ("queue", result.only.words) if result.queue else ("list", ("closed",) * result.closed)
    title = {
        (True, True): "tickets.queue_mine",
        (True, False): "tickets.queue",
        (False, True): "tickets.list_closed",
        (False, False): "tickets.list",
    }[result.queue, result.mine if result.queue else result.closed]
    say = _list_voice(reader, result.tickets)
    if not result.tickets:
        empty = say.text("tickets.queue_empty" if result.queue else "tickets.list_empty")
        return Reply(empty, (Prose((empty,)),))
    with_account = result.queue or _is_staff(reader)
    rows = tuple(row(reader, ticket, with_account=with_account) for ticket in result.tickets)
    more: Line | None = None
    following: tuple[Block, ...] = ()
    if result.more:
        page = result.page + 1
        more = say.line("tickets.more", command=paged(say.language, verb, page, *words))
        command = " ".join((verb, *words, f"page:{page}"))
        following = (Actions((say.button("buttons.more", command),)),)
    head = say.line(title)
    count = say.text("tickets.count", len(rows))
    first = plain(rows[0].line)
    return Reply(f"{plain(head)}. {count}. {first}", (Prose(head), Items(rows, more), *following))


def row(reader: Reader, ticket: TicketView, *, with_account: bool) -> Item:
    """One ticket: "#42 Meter blocked, Hôtel Laurier, due 20:00, 3 h business, 3 h calendar, Inès"."""
    say = voice(reader, ticket.zone, ticket.read_at)
    parts: list[Line] = [say.line("tickets.title", number=ticket.number, subject=Strong(ticket.subject))]
    parts.append((ticket.account,) if with_account else (say.name("status", ticket.status),))
    parts.append(row_line(say, ticket))
    parts.append((ticket.assignee.name if ticket.assignee else say.text("tickets.unassigned"),))
    taken = ticket.assignee is not None or not with_account
    make = buttons.show if taken else buttons.claim
    return Item(joined(parts, ", "), make(say.language, ticket.number))


def changed(result: Changed, reader: Reader) -> Reply:
    """One line: what it is now."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    number = ticket.number
    match result.change:
        case Change.CLAIMED:
            line = _claimed(say, ticket)
        case Change.ASSIGNED:
            name = (result.subject or ticket.requester).name
            line = say.line("tickets.assigned", number=number, name=name)
        case Change.RESUMED:
            line = say.line("tickets.resumed", number=number)
        case Change.SEVERITY:
            line = say.line("tickets.severity", number=number, severity=say.name("severity", ticket.severity))
        case Change.SOLVED:
            line = say.line("tickets.solved", number=number)
        case Change.CLOSED:
            line = say.line("tickets.closed", number=number)
        case Change.REOPENED:
            line = say.line("tickets.reopened", number=number)
        case Change.CONSENT_GIVEN:
            line = say.line("intake.consent_given", number=number)
        case Change.CONSENT_WITHDRAWN:
            line = say.line("intake.consent_withdrawn", number=number)
        case _:
            assert_never(result.change)
    return _with_ending(say, result, line, reader)


def _with_ending(say: Voice, result: Changed, line: Line, reader: Reader) -> Reply:
    """The line, what is promised now, how it ends, and the rating that one may give."""
    ticket = result.ticket
    quiet = promise_lines(say, result.promises) if result.promises else ()
    quiet += tuple(reason_line(say, reason) for reason in result.reasons) + ending_lines(say, ticket)
    blocks: tuple[Block, ...] = (Prose(line), Because(quiet)) if quiet else (Prose(line),)
    if result.change is Change.CLOSED and ticket.ending.rateable and not _is_staff(reader):
        blocks = (*blocks, Actions((buttons.rate(say.language, ticket.number),)))
    return Reply(plain(line), blocks)


def sent(result: Sent, reader: Reader) -> Reply:
    """A text of this person went on its way."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    number = result.ticket.number
    readers = names_of(say.language, result.readers or (result.ticket.requester,))
    match result.verb:
        case "pending":
            line = say.line("tickets.sent.pending", number=number, readers=readers)
        case "note":
            line = say.line("tickets.sent.note", number=number)
        case "facts":
            line = say.line("intake.sent", number=number)
        case _ if result.readers:
            line = say.line("tickets.sent.reply", number=number, readers=readers)
        case _:
            line = say.line("tickets.sent.reply_desk", number=number)
    line = received(say, line, result.files)
    return Reply(plain(line), (Prose(line),))


def escalated(result: Escalated, reader: Reader) -> Reply:
    """The receipt of whoever escalated."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    kind = say.name("escalation", result.kind)
    to = goes_to(say, result.kind, result.to, result.told)
    number = result.ticket.number
    if result.told:
        told = names_of(say.language, result.told)
        line = say.line("tickets.escalated", number=number, kind=kind, to=to, told=told)
    else:
        line = say.line("tickets.escalated_nobody", number=number, kind=kind, to=to)
    return Reply(plain(line), (Prose(line),))


def goes_to(say: Voice, kind: EscalationKind, to: str, told: tuple[PersonView, ...]) -> Line:
    """Who stands on the level ("Marc Dubé, lead") on the way up; the group's name on the way across."""
    match kind:
        case EscalationKind.FUNCTIONAL:
            return (say.known("group", to),)
        case EscalationKind.HIERARCHICAL:
            level = say.known("level", to)
            people = standing(to, told)
            if not people:
                return say.line("tickets.level", level=level)
            return (*listed(say.language, [(person.name,) for person in people]), f", {level}")
    assert_never(kind)


def standing(level: str, told: tuple[PersonView, ...]) -> tuple[PersonView, ...]:
    """Those among the told who stand on the level: by their role, else whoever leads."""
    on_it = tuple(person for person in told if person.role is not None and person.role.value == level)
    return on_it or tuple(person for person in told if person.role in {Role.LEAD, Role.DIRECTOR})


def _claimed(say: Voice, ticket: TicketView) -> Line:
    first = [c for c in ticket.clocks if c.milestone is Milestone.FIRST_RESPONSE and c.mark in _LIVE]
    if not any(clock.ended_at is None for clock in first):
        return say.line("tickets.claimed", number=ticket.number)
    milestone = say.name("milestone_clock", Milestone.FIRST_RESPONSE)
    return say.line("tickets.claimed.runs", number=ticket.number, milestone=milestone)


def _list_voice(reader: Reader, tickets: tuple[TicketView, ...]) -> Voice:
    zone = tickets[0].zone if tickets else reader.zone or "UTC"
    return voice(reader, zone, tickets[0].read_at if tickets else None)


def _is_staff(reader: Reader) -> bool:
    return reader.role is not None and reader.role.is_staff
