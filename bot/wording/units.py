"""What is answered about tickets and minutes: statements (S9), logged work, corrections."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.commands import CreditAct
from bot.domain.units import CREDIT, RETURNED, TRIAL
from bot.replies import Action, Actions, Because, Block, Column, Item, Items, Line, Prose, Reply, Style, plain
from bot.results import (
    AskedAnother,
    CreditTold,
    CreditView,
    LineView,
    Logged,
    LotView,
    SplitTold,
    UsageTold,
    WorkView,
)
from bot.wording.cards import charge_line
from bot.wording.lines import joined, sentences
from bot.wording.names import heading, names_of
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.voice import Voice, voice
from policy.counting import Counting
from policy.decisions import ReasonCode
from policy.ledgers import Unit

_SILENT = frozenset({ReasonCode.TICKET_RESERVED, ReasonCode.MINUTES_LEFT, ReasonCode.TRIAL_LEFT})
"""What the balances above say already."""


def usage(result: UsageTold, reader: Reader) -> Reply:
    """S9: what is left of each lot, what is being worked, then the entries."""
    say = voice(reader, result.zone, reader.now)
    head = say.line("units.head", account=result.account, plan=say.known("plan", result.plan))
    told: list[Line] = [lot_line(say, lot) for lot in result.lots]
    told += [work_line(say, work) for work in result.works]
    if any(work.covered is not None for work in result.works):
        staff = reader.role is not None and reader.role.is_staff
        told.append(say.line("units.beyond_desk" if staff else "units.beyond"))
    if result.counting is Counting.NOTHING:
        told.append(say.line("units.nothing", plan=say.known("plan", result.plan)))
    because = tuple(reason_line(say, r) for r in result.reasons if not (result.lots and r.code in _SILENT))
    blocks: list[Block] = [Prose(head)]
    if told:
        blocks.append(Prose(sentences(*told)))
    if because:
        blocks.append(Because(because))
    blocks += _entries(say, result)
    blocks += _charges(say, result)
    summary = sentences((f"{plain(head)}.",), *told, *because)
    return Reply(plain(summary), tuple(blocks))


def logged(result: Logged, reader: Reader) -> Reply:
    """What was logged, and what is left for more."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    line = say.line("units.logged", result.minutes, number=result.ticket.number)
    quiet = tuple(reason_line(say, reason) for reason in result.reasons)
    if result.asked:
        quiet = (*quiet, say.line("units.asked_another", number=result.ticket.number))
    summary = sentences(line, *quiet)
    return Reply(plain(summary), (Prose(line), Because(quiet)) if quiet else (Prose(line),))


def asked_another(result: AskedAnother, reader: Reader) -> Reply:
    """The question is on its way."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    line = say.line("units.asked_another", number=result.ticket.number)
    return _because(say, line, result)


def split(result: SplitTold, reader: Reader) -> Reply:
    """The requester is asked for a ticket of its own."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    line = say.line("units.split", number=result.ticket.number, subject=result.subject)
    return _because(say, line, result)


def credit(result: CreditTold, reader: Reader) -> Reply:
    """A correction proposed, confirmed or declined; or those that wait, each with its buttons."""
    say = voice(reader, reader.zone or "UTC")
    if result.act is CreditAct.LIST:
        return _waiting(say, result)
    [view] = result.credits
    amount = _amount(say, view)
    names = names_of(say.language, result.by, "lists.or")
    match result.act:
        case CreditAct.PROPOSE:
            line = say.line(
                "units.credit_proposed",
                number=view.number,
                amount=amount,
                account=view.account,
                names=names,
            )
        case CreditAct.CONFIRM:
            line = say.line("units.credit_confirmed", number=view.number, amount=amount, account=view.account)
        case _:
            line = say.line("units.credit_declined", number=view.number, amount=amount, account=view.account)
    return Reply(plain(line), (Prose(line),), spent=result.act is not CreditAct.PROPOSE)


def signed(say: Voice, unit: Unit, amount: int) -> str:
    """A change of a balance: "+3 tickets", with a true minus where it goes down."""
    msgid = "units.signed_minutes" if unit is Unit.MINUTE else "units.signed_tickets"
    sign = "+" if amount > 0 else "\N{MINUS SIGN}"
    return say.text(msgid, abs(amount), signed=f"{sign}{abs(amount)}")


def decide_buttons(say: Voice, number: int) -> Actions:
    """A yes and a no to a correction."""
    yes = Action(say.text("buttons.confirm"), f"credit confirm {number}", Style.PRIMARY)
    return Actions((yes, Action(say.text("buttons.decline"), f"credit decline {number}")))


def _because(say: Voice, line: Line, result: AskedAnother | SplitTold) -> Reply:
    quiet = tuple(reason_line(say, reason) for reason in result.reasons)
    return Reply(plain(sentences(line, *quiet)), (Prose(line), Because(quiet)))


def lot_line(say: Voice, lot: LotView) -> Line:
    """One lot: "Pack of 20 tickets, valid until 31 Mar 2027: 12 used, 1 reserved, 7 left."."""
    what: Line = (_what(say, lot),)
    if lot.owner is not None:
        what = say.line("units.owned", what=what, owner=lot.owner)
    if lot.valid_until is not None:
        last = (lot.valid_until.astimezone(ZoneInfo(say.times.zone)) - timedelta(seconds=1)).date()
        many = lot.size if lot.code in {CREDIT, RETURNED, TRIAL} else 1
        what = say.line("units.valid", many, what=what, day=say.times.dated(last))
    state = [(say.text("units.used", lot.used),)] if lot.used else []
    state += [(say.text("units.reserved", lot.reserved),)] if lot.reserved else []
    if lot.left or not lot.lapsed:
        state.append((say.text("units.left", lot.left),))
    if lot.lapsed:
        state.append((say.text("units.lapsed", lot.lapsed),))
    return say.line("units.lot", what=what, state=joined(state, ", "))


def _what(say: Voice, lot: LotView) -> str:
    amount = say.text("units.minutes" if lot.unit is Unit.MINUTE else "units.tickets", lot.size)
    match lot.code:
        case code if code == TRIAL:
            return say.text("units.trial", lot.size)
        case code if code == CREDIT:
            return say.text("units.credit", amount=amount)
        case code if code == RETURNED:
            return say.text("units.returned", amount=amount)
        case _:
            return say.text("units.block" if lot.unit is Unit.MINUTE else "units.pack", lot.size)


def work_line(say: Voice, work: WorkView) -> Line:
    """What was worked on one ticket, of what it covers."""
    if work.covered is None:
        return say.line("units.work_unlimited", work.worked, number=work.ticket)
    return say.line("units.work", number=work.ticket, worked=work.worked, covered=work.covered)


def _entries(say: Voice, result: UsageTold) -> list[Block]:
    if not result.entries:
        return [Because((say.line("units.no_entries"),))] if result.counting is not Counting.NOTHING else []
    page = result.page
    title = say.line("units.statement", page=page) if result.full else say.line("units.latest")
    columns = (
        Column(say.text("units.column.date")),
        Column(say.text("units.column.entry")),
        Column(say.text("units.column.change"), figures=True),
        Column(say.text("units.column.ticket"), figures=True),
        Column(say.text("units.column.who")),
        Column(say.text("units.column.reason")),
    )
    rows = tuple(_entry(say, entry) for entry in result.entries)
    blocks: list[Block] = [say.table(columns, rows, plain(title))]
    if result.more:
        account = 'account:"{}"'.format(result.account.replace('"', ""))
        command = f"usage all {account} page:{page + 1}" if result.full else f"usage all {account}"
        label = "buttons.more" if result.full else "buttons.statement"
        blocks.append(Actions((say.button(label, command),)))
    return blocks


def _charges(say: Voice, result: UsageTold) -> list[Block]:
    """What was accepted to be paid beside the plan: "30 Jun 2026, fee, CA$45.00 (PB-b.iii.fee), #1, Tom"."""
    if not result.charges:
        return []
    rows = []
    for charge in result.charges:
        what = charge_line(say, charge.code, charge.amount, charge.currency, charge.clause)
        ticket: Line = () if charge.ticket is None else (f"#{charge.ticket}",)
        parts: list[Line] = [(say.times.dated(say.times.day(charge.at)),), what, ticket, (charge.by,)]
        rows.append(Item(joined([part for part in parts if part], ", ")))
    return [Prose(say.line("units.charged")), Items(tuple(rows))]


def _entry(say: Voice, entry: LineView) -> tuple[Line, ...]:
    """One entry: 3 Mar 2026, corrected, +1 ticket, no ticket, Léa Blanc, sorry for the delay."""
    what = say.text("units.worked_minutes", entry.minutes) if entry.minutes else say.name("entry", entry.kind)
    return (
        (say.times.dated(say.times.day(entry.at)),),
        (what,),
        (signed(say, entry.unit, entry.change),) if entry.change else (),
        (f"#{entry.ticket}",) if entry.ticket is not None else (),
        (entry.actor,) if entry.actor is not None else (),
        (entry.reason,) if entry.reason else (),
    )


def _amount(say: Voice, view: CreditView) -> Line:
    amount: Line = (signed(say, view.unit, view.amount),)
    return amount if view.owner is None else say.line("units.owned", what=amount, owner=view.owner)


def _waiting(say: Voice, result: CreditTold) -> Reply:
    if not result.credits:
        line = say.line("units.credit_none")
        return Reply(plain(line), (Prose(line),))
    title = say.line("units.credit_waiting")
    rows = tuple(
        Item(
            say.line(
                "units.credit_row",
                number=view.number,
                amount=_amount(say, view),
                account=view.account,
                name=view.proposed_by.name,
                reason=view.reason,
            ),
            None
            if view.proposed_by.id == result.me
            else say.button("buttons.confirm", f"credit confirm {view.number}", of=str(view.number)),
        )
        for view in result.credits
    )
    return Reply(f"{heading(plain(title))}. {plain(rows[0].line)}", (Prose(title), Items(rows)))
