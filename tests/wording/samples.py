"""The story that the sample texts tell: desk Boréal, account Hôtel Laurier, ticket #42 over Canada Day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ticket import Status
from bot.replies import ClockMark
from bot.requests import Actor
from bot.results import ClockView, PersonView, PromiseView, TicketView
from bot.wording import Reader
from policy.clocks import Counted, Explanation
from policy.decisions import Denied, Reason, ReasonCode
from policy.documents import Citation
from policy.facts import Channel, Contact, Role, Severity
from policy.targets import Kind, Milestone

TORONTO = "America/Toronto"
ZONE = ZoneInfo(TORONTO)
RECEIVED = datetime(2026, 6, 30, 21, 10, tzinfo=ZONE)
DUE = datetime(2026, 7, 2, 20, 0, tzinfo=ZONE)
HOLIDAYS = {"en": "Canada Day", "fr": "Fête du Canada", "es": "Día de Canadá"}
HOUR = timedelta(hours=1)

NADIA = PersonView(2, "Nadia Roy", Actor("slack", "T1", "U2"), Role.AUTHORIZED, zone=TORONTO)
TOM = PersonView(3, "Tom Field", Actor("slack", "T1", "U3"), Role.COLLEAGUE, zone=TORONTO)
INES = PersonView(4, "Inès Caron", Actor("slack", "T1", "U4"), Role.AGENT)
MARC = PersonView(5, "Marc Dubé", Actor("slack", "T1", "U5"), Role.LEAD, zone=TORONTO)
ANNE = PersonView(6, "Anne Petit", None, Role.DIRECTOR)


def on(day: int, hour: int, minute: int = 0, month: int = 7) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def reader(language: str, role: Role | None = None, **changes: object) -> Reader:
    plain = Reader(language, TORONTO, 2, role, "slack", "T1")
    return replace(plain, **changes)


def cite(clause: str) -> Citation:
    return Citation("pitney-bowes", "2020-02-11", clause)


def promise(language: str, **changes: object) -> PromiseView:
    return replace(
        PromiseView(
            milestone=Milestone.FIRST_RESPONSE,
            kind=Kind.GUARANTEE,
            target="next opening day",
            due_at=DUE,
            business=12 * HOUR,
            elapsed=timedelta(hours=46, minutes=50),
            clauses=("PB-b.ii",),
            closures=((date(2026, 7, 1), HOLIDAYS[language]),),
        ),
        **changes,
    )


def clock(read_at: datetime = RECEIVED, **changes: object) -> ClockView:
    """The first response, running as it reads at an instant of its last day."""
    left = min(DUE - read_at, 12 * HOUR)
    share = 1 - left / (12 * HOUR)
    return replace(
        ClockView(
            milestone=Milestone.FIRST_RESPONSE,
            kind=Kind.GUARANTEE,
            mark=ClockMark.WARNING if share >= 0.75 else ClockMark.RUNNING,
            target="next opening day",
            starts_at=on(2, 8),
            due_at=DUE,
            read_at=read_at,
            share=share,
            clauses=("PB-b.ii",),
            left=left,
            calendar_left=DUE - read_at,
        ),
        **changes,
    )


def ticket(read_at: datetime = RECEIVED, **changes: object) -> TicketView:
    plain = TicketView(
        number=42,
        subject="Meter blocked",
        status=Status.NEW,
        severity=Severity.MEDIUM,
        channel=Channel.CHAT,
        plan="standard",
        plans=1,
        rank=1,
        rank_clause=None,
        level=None,
        account="Hôtel Laurier",
        desk="Boréal",
        requester=NADIA,
        assignee=INES,
        opened_at=RECEIVED,
        zone=TORONTO,
        clocks=(clock(read_at),),
        policy="pitney-bowes",
        policy_version="2020-02-11",
        read_at=read_at,
    )
    return replace(plain, **changes)


def explanation(language: str, **changes: object) -> Explanation:
    plain = Explanation(
        received_at=RECEIVED,
        open_at_receipt=False,
        starts_at=on(2, 8),
        due_at=DUE,
        windows=(Counted(on(2, 8), DUE, 12 * HOUR),),
        closures=((date(2026, 7, 1), HOLIDAYS[language]),),
        pauses=(),
        business=12 * HOUR,
        elapsed=timedelta(hours=46, minutes=50),
        clauses=("PB-b.i", "PB-b.ii"),
        horizon_exceeded=False,
    )
    return replace(plain, **changes)


def colleague_refused() -> Denied:
    names = ("Nadia Roy",)
    return Denied(
        (
            Reason(
                ReasonCode.NOT_AUTHORIZED,
                cite("PB-b.iii.first-line"),
                {"action": "open", "role": "colleague", "contacts": names, "available": names},
            ),
            Reason(
                ReasonCode.ONLY_CONTACTS_ASK,
                cite("PB-b.iii.roster"),
                {"action": "open", "employees_from": 50},
            ),
            Reason(ReasonCode.FEE_IF_NOBODY_AVAILABLE, cite("PB-b.iii.fee"), {"contacts": names}),
        ),
        (Contact(2, "Nadia Roy", available=True),),
    )
