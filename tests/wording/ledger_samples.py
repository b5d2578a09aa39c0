"""What is answered and told about tickets and minutes, for every reply's test."""

from collections.abc import Iterator
from typing import Any

from bot.commands import CreditAct
from bot.outgoing import (
    AnotherTicketNotice,
    CreditNotice,
    Notice,
    RemedyNotice,
    SubjectNotice,
    WorkedNotice,
)
from bot.results import (
    AskedAnother,
    ChargedView,
    CreditTold,
    CreditView,
    LineView,
    LogForm,
    Logged,
    LotView,
    Result,
    SplitForm,
    SplitTold,
    TicketView,
    UsageTold,
    WorkView,
)
from policy.counting import Counting
from policy.decisions import Reason, ReasonCode
from policy.ledgers import EntryKind, Unit
from policy.targets import Milestone
from tests.wording.samples import ANNE, MARC, TORONTO, cite, on

BEYOND = Reason(ReasonCode.BEYOND_COVER, cite("SU-30-minutes"), {"worked": 28, "minutes": 30, "left": 2})
RESERVED = Reason(ReasonCode.TICKET_RESERVED, cite("SU-pack"), {"left": 7})
PACK = LotView("pack20", Unit.TICKET, 20, 12, 1, 7, 0, on(31, 23))


def usage(**changes: Any) -> UsageTold:
    values: dict[str, Any] = {
        "account": "Hôtel Laurier",
        "plan": "pack",
        "zone": TORONTO,
        "counting": Counting.TICKETS,
        "lots": (PACK,),
        "works": (WorkView(58, 22, 30),),
        "entries": (),
        "reasons": (RESERVED,),
        "full": False,
        "page": 1,
        "more": False,
    }
    return UsageTold(**values | changes)


def credit(text: str, **changes: Any) -> CreditView:
    values: dict[str, Any] = {
        "number": 5,
        "account": "Hôtel Laurier",
        "unit": Unit.TICKET,
        "amount": 3,
        "reason": text,
        "proposed_by": MARC,
    }
    return CreditView(**values | changes)


def results(ticket: TicketView, text: str) -> Iterator[Result]:
    yield LogForm(ticket)
    yield LogForm(ticket, text)
    yield Logged(ticket, 12, 28, (BEYOND,), asked=True)
    yield Logged(ticket, 1, 1, ())
    yield AskedAnother(ticket, (BEYOND,))
    yield SplitForm(ticket)
    yield SplitTold(ticket, text, (Reason(ReasonCode.OTHER_SUBJECT, cite("SU-indivisible"), {"ticket": 42}),))
    lots = tuple(
        LotView(code, unit, size, 0, 0, left, 3 - left, on(3, 9), owner)
        for code, unit, size, owner in (
            ("ticket", Unit.TICKET, 1, None),
            ("pack10", Unit.TICKET, 10, "Tom Field"),
            ("block", Unit.MINUTE, 60, None),
            ("trial", Unit.MINUTE, 15, None),
            ("credit", Unit.TICKET, 3, None),
            ("returned", Unit.MINUTE, 3, None),
        )
        for left in (0, 3)
    )
    entries = tuple(
        LineView(on(2, 14), kind, unit, change, minutes, 42, "Tom Field", text)
        for kind in EntryKind
        for unit in Unit
        for change, minutes in ((-1, 0), (3, 0), (0, 12))
    )
    yield usage()
    yield usage(lots=lots, entries=entries, more=True, works=(WorkView(58, 1),))
    yield usage(full=True, page=2, more=True, entries=entries[:1])
    yield usage(counting=Counting.NOTHING, lots=(), works=(), reasons=())
    charges = (
        ChargedView(on(2, 9), "fee", 4500, "CAD", "PB-b.iii.fee", "Tom", 42),
        ChargedView(on(2, 9), "hour", 12000, "EUR", "DV-extra", "Tom", None),
    )
    yield usage(charges=charges)
    for act in CreditAct:
        waiting = (credit(text), credit(text, amount=-1, unit=Unit.MINUTE, owner="Tom Field"))
        yield CreditTold(act, waiting if act is CreditAct.LIST else waiting[:1], (MARC, ANNE), ANNE.id)
    yield CreditTold(CreditAct.LIST, ())


def notices() -> Iterator[Notice]:
    yield WorkedNotice(4, 12, 22, 30, 1)
    yield WorkedNotice(4, 1, 1, None, None)
    yield AnotherTicketNotice(7, 28, 30, "SU-30-minutes")
    yield SubjectNotice(4, 1, "SU-indivisible")
    yield CreditNotice(5, "Hôtel Laurier", Unit.TICKET, 3, 1, 5)
    yield RemedyNotice(Milestone.FIRST_RESPONSE, "1.3")
    yield CreditNotice(6, "Hôtel Laurier", Unit.MINUTE, -1, 1, 5, 3)
