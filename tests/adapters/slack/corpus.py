"""Replies as the desk words them, one for each thing it says; the story of desk Boréal and Hôtel Laurier."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.replies import (
    Action,
    Actions,
    Because,
    ChoiceField,
    ClockMark,
    Code,
    Countdown,
    Facts,
    Form,
    Item,
    Items,
    Link,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    PlaceField,
    Prose,
    Reply,
    Strong,
    Style,
    TextField,
)
from bot.requests import Actor

DUE = datetime(2026, 7, 3, 0, 0, tzinfo=UTC)
INES = Mention("Inès Caron", Actor("slack", "T0001", "U0INES"))
TOM = Mention("Tom Hébert")

PROMISE = (
    "First response by ",
    Moment(DUE, "Thu 2 Jul, 20:00 (Toronto)", shared=True, strong=True),
    ", clause PB-b.ii. 12 h business, 46 h 50 calendar.",
)

CARD = Reply(
    "#42 Meter blocked: first response due Thu 2 Jul, 20:00",
    (
        Prose((Strong("#42 Meter blocked"),)),
        Facts(
            (
                ("Status", ("open",)),
                ("Assignee", (INES,)),
                ("Severity", ("severe",)),
                ("Account", ("Hôtel Laurier",)),
            )
        ),
        Countdown(
            ClockMark.RUNNING,
            (
                "Running, first response due ",
                Strong("Thu 2 Jul, 20:00"),
                "; 6 h business, 6 h calendar left (50 % used)",
            ),
            DUE,
        ),
        Because((("Nadia Roy, standard plan, chat",),)),
        Actions(
            (
                Action("Claim", "claim 42", Style.PRIMARY),
                Action("Answer requester", "reply 42"),
                Action("Escalate", "escalate 42"),
                Action("Why", "why 42"),
            ),
            (Action("Assign", "assign 42"), Action("Severity", "severity 42"), Action("Snooze", "snooze 42")),
        ),
    ),
)

REFUSAL = Reply(
    "I can’t open this ticket with Boréal for you.",
    (
        Prose(("I can’t open this ticket with Boréal for you: at Hôtel Laurier, authorized contacts do.",)),
        Because((("PB-b.iii.first-line: ", Link("support policy", "https://boreal.test/policy")),)),
        Actions((Action("Send to Nadia", "ask p7 Meter blocked", Style.PRIMARY),)),
    ),
    refused=True,
)

QUEUE = Reply(
    "3 tickets wait.",
    (
        Prose(("3 tickets wait.",)),
        Items(
            (
                Item(
                    (Strong("#42 Meter blocked"), ", Hôtel Laurier, due 20:00, 3 h business"),
                    Action("Show", "show 42"),
                ),
                Item(("#43 Ink, ", TOM), Action("Claim", "claim 43")),
                Item(("#44 Paper",)),
            ),
            ("and 12 more: ", Code("/ticket queue page:2")),
        ),
    ),
)

WHY = Reply(
    "#42, first response due Thu 2 Jul, 20:00.",
    (
        Prose((Strong("#42"), ", first response due ", Strong("Thu 2 Jul, 20:00"), ".")),
        Items(
            (
                Item(("Received Tue 21:10, closed",)),
                Item(("Wed: Canada Day",)),
                Item(("Thu 08:00 to 20:00: 12 h counted",)),
            )
        ),
        Because((("PB-b.i, PB-b.ii",), ("version 11 Feb 2020",))),
        Actions((Action("Every window", "why 42 windows"),)),
    ),
)

REMINDER = Reply(
    "@Inès Caron, #42 needs a first response by 20:00. 3 h business, 3 h calendar left.",
    (
        Prose(
            (
                INES,
                ", #42 needs a first response by ",
                Moment(DUE, "20:00"),
                ". 3 h business, 3 h calendar left.",
            )
        ),
        Actions((Action("Answer requester", "reply 42"), Action("Why", "why 42"))),
    ),
)

BREACH = Reply(
    "Breached: #42 had no first response by Thu 2 Jul, 20:00 (PB-b.ii).",
    (
        Countdown(
            ClockMark.BREACHED, ("Breached: #42 had no first response by Thu 2 Jul, 20:00 (PB-b.ii).",), DUE
        ),
    ),
)

MET = Reply(
    "Met Thu 17:20", (Countdown(ClockMark.MET, ("Met Thu 17:20, 9 h 20 business, 44 h 10 calendar",), DUE),)
)

PLAIN = Reply("#42 is yours. The first-response clock still runs.")

REPLIES = {
    "card": CARD,
    "refusal": REFUSAL,
    "queue": QUEUE,
    "why": WHY,
    "reminder": REMINDER,
    "breach": BREACH,
    "met": MET,
    "plain": PLAIN,
    "promise": Reply("First response by Thu 2 Jul, 20:00", (Prose(PROMISE), Because((PROMISE,)))),
}

OPEN = Form(
    "Open a ticket",
    "open",
    (
        TextField("subject", "Subject", hint="What happens, in a few words", limit=150),
        TextField("facts", "Facts", multiline=True, required=False, value="It says E4."),
        ChoiceField(
            "severity",
            "Severity",
            (Option("severe", "Severe", "Work has stopped"), Option("medium", "Medium", "Work is slowed")),
            value="medium",
            live=True,
        ),
        Note("promise", PROMISE),
        Note("who", ("Hôtel Laurier reads this.",), quiet=True),
        PersonField("requester", "Requester", Actor("slack", "T0001", "U0TOM"), required=False),
        PlaceField("place", "Place", "C0001", required=False),
    ),
    "Open ticket",
    "Cancel",
)
