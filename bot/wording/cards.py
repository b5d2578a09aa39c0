"""The countdown card of a ticket, edited in place: what, state, when, because, buttons."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.replies import (
    Actions,
    Audience,
    Because,
    Block,
    ClockMark,
    Countdown,
    Line,
    Prose,
    Reply,
    Strong,
    plain,
)
from bot.results import ClockView, PersonView, TicketView
from bot.wording.buttons import snooze, ticket_buttons
from bot.wording.clocks import countdown
from bot.wording.coinciding import telling
from bot.wording.ending import ending_lines, ends_of
from bot.wording.intake_cards import remote_context, remote_row, with_intake
from bot.wording.lines import joined, sentences
from bot.wording.menus import fitted
from bot.wording.moments import city_of
from bot.wording.money import money
from bot.wording.names import heading
from bot.wording.products import named as product_named
from bot.wording.reader import Reader
from bot.wording.scope_cards import scope_rows, with_scope
from bot.wording.unit_cards import meter_rows, with_log
from bot.wording.voice import Voice, voice
from policy.targets import Milestone


def card(ticket: TicketView, face: Face, reader: Reader) -> Reply:
    """The countdown card, with the buttons of its status and face."""
    say = voice(reader, ticket.zone, ticket.read_at)
    title = title_line(say, ticket)
    clocks = countdowns(say, ticket)
    buttons = ticket_buttons(say.language, ticket.number, ticket.status, face, ends_of(ticket))
    blocks: tuple[Block, ...] = (
        Prose(title),
        say.facts(facts(say, ticket, face)),
        *(clocks or (Prose(say.line("cards.no_clock")),)),
        Because(
            (
                context_line(say, ticket),
                *ending_lines(say, ticket),
                *(snooze_lines(say, ticket) if face is Face.DESK else ()),
            )
        ),
        fitted(_offered(buttons, say, ticket, face)),
    )
    return Reply(summary(say, ticket), blocks, Audience.PLACE)


def _offered(buttons: Actions, say: Voice, ticket: TicketView, face: Face) -> Actions:
    """The buttons of its status, and those of what the policy and the moment allow."""
    more = with_scope(with_intake(buttons, say, ticket, face), say, ticket, face)
    return _with_snooze(with_log(more, say, ticket, face), say, ticket, face)


def _with_snooze(actions: Actions, say: Voice, ticket: TicketView, face: Face) -> Actions:
    """The button that puts reminders off, for the desk, while one is to come."""
    warned = any(clock.mark in {ClockMark.RUNNING, ClockMark.WARNING} for clock in ticket.clocks)
    wanted = face is Face.DESK and warned and ticket.status.is_live
    if not wanted:
        return actions
    return replace(actions, overflow=(*actions.overflow, snooze(say.language, ticket.number)))


def snooze_lines(say: Voice, ticket: TicketView) -> tuple[Line, ...]:
    """That reminders are put off just now, for the desk's own eyes; nothing where they are not."""
    held = ticket.snooze
    if held is None:
        return ()
    return (say.line("snooze.card", until=say.times.until(held.until), who=held.by, reason=held.reason),)


def summary(say: Voice, ticket: TicketView) -> str:
    """The card in a sentence or two: subject, status, and the clock that matters."""
    head = f"{plain(title_line(say, ticket))}, {say.name('status', ticket.status)}."
    leading = ticket.leading
    if leading is None:
        return f"{head} {say.text('cards.no_clock')}"
    return f"{head} {plain(countdown(say, leading).line)}."


def title_line(say: Voice, ticket: TicketView) -> Line:
    """The number and the subject, strong."""
    return say.line("tickets.title", number=ticket.number, subject=Strong(ticket.subject))


def countdowns(say: Voice, ticket: TicketView) -> tuple[Countdown, ...]:
    """Every clock of the ticket, the leading one first."""
    leading = ticket.leading
    ordered: list[ClockView] = [] if leading is None else [leading]
    ordered += [clock for clock in ticket.clocks if clock is not leading]
    return tuple(countdown(say, clock) for clock in telling(ordered))


def facts(say: Voice, ticket: TicketView, face: Face) -> tuple[tuple[str, Line], ...]:
    """Status and assignee; for the desk also account, severity, rank and level."""
    rows: list[tuple[str, Line]] = [
        (say.text("cards.status"), (heading(say.name("status", ticket.status)),)),
        (say.text("cards.assignee"), (assignee(say, ticket.assignee),)),
    ]
    if ticket.product is not None:
        rows.append((say.text("cards.product"), product_named(say, ticket.product)))
    if face is Face.DESK:
        rows += [
            (say.text("cards.account"), (ticket.account,)),
            (say.text("cards.severity"), (say.heading("severity", ticket.severity),)),
        ]
        if ticket.rank is not None:
            cited = f" ({ticket.rank_clause})" if ticket.rank_clause else ""
            rows.append((say.text("cards.rank"), (f"{ticket.rank}{cited}",)))
        if ticket.level is not None and ticket.status is not Status.CLOSED:
            rows.append((say.text("cards.level"), (heading(say.known("level", ticket.level)),)))
        rows += meter_rows(say, ticket)
    rows += remote_row(say, ticket)
    if ticket.ending.outcome is not None:
        named = heading(say.name("outcome", ticket.ending.outcome))
        entry = f", {ticket.ending.entry}" if ticket.ending.entry else ""
        rows.append((say.text("cards.outcome"), (f"{named}{entry}",)))
    if face is Face.DESK and ticket.ending.stars is not None:
        rows.append((say.text("cards.rating"), say.line("rating.value", stars=ticket.ending.stars)))
    rows += scope_rows(say, ticket, face)
    if face is Face.DESK and ticket.charges:
        rows.append((say.text("cards.charged"), charged(say, ticket)))
    return tuple(rows)


def charged(say: Voice, ticket: TicketView) -> Line:
    """What is billed for it beside its plan, each with its clause."""
    told = [charge_line(say, each.code, each.amount, each.currency, each.clause) for each in ticket.charges]
    return joined(told, ", ")


def told_charges(say: Voice, ticket: TicketView) -> tuple[Line, ...]:
    """The same as a sentence, where there are any: to whoever has just accepted them."""
    if not ticket.charges:
        return ()
    return (say.line("tickets.opened.charged", charges=charged(say, ticket)),)


def charge_line(say: Voice, code: str, amount: int, currency: str, clause: str) -> Line:
    """One charge: "fee, CA$45.00 (PB-b.iii.fee)"."""
    told = money(say.language, amount, currency)
    return say.line("cards.charge", what=say.known("charge", code), amount=told, clause=clause)


def context_line(say: Voice, ticket: TicketView) -> Line:
    """Requester, plan where there are several, channel, and whose wall clock the times are read on."""
    parts: list[Line] = [(ticket.requester.name,)]
    if ticket.plans > 1:
        parts.append(say.line("cards.plan", plan=say.known("plan", ticket.plan)))
    parts.append((say.name("channel_by", ticket.channel),))
    parts += remote_context(say, ticket)
    parts.append(say.line("cards.zone", city=city_of(ticket.zone, say.language)))
    if ticket.limited_by is not None:
        parts.append(say.line("cards.limited", clause=ticket.limited_by))
    return joined(parts, ", ")


def assignee(say: Voice, person: PersonView | None) -> str:
    """By name, or that nobody has it yet."""
    return person.name if person is not None else heading(say.text("cards.nobody"))


def confirmation(say: Voice, ticket: TicketView, clause: str | None = None) -> Line:
    """S2: the ticket is open, when a person answers, and what its thread is for."""
    opened = say.line("tickets.opened", number=ticket.number)
    return sentences(opened, *answered_by(say, ticket, clause), say.line("tickets.opened.thread"))


def answered_by(say: Voice, ticket: TicketView, clause: str | None = None) -> tuple[Line, ...]:
    """When a person answers a ticket just opened, or that the policy promises no time, by which `clause`."""
    first = [clock for clock in telling(ticket.clocks) if clock.milestone is Milestone.FIRST_RESPONSE]
    told = tuple(
        say.line(f"tickets.opened.{clock.kind}", by=say.times.promise(clock.due_at))
        for clock in sorted(first, key=lambda clock: clock.kind != "guarantee")
    )
    if told:
        return told
    none = say.line("tickets.opened.none")
    return (say.line("tickets.opened.none_clause", clause=clause) if clause else none,)
