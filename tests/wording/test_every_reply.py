"""Every result, notice and card, in every language, about people who type hostile text."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any, get_args

import pytest

from bot.commands import COMMANDS, PeopleAct, SetupAct
from bot.domain.articles import Article
from bot.domain.events import EscalationKind
from bot.domain.files import File
from bot.domain.first_line import RequestState
from bot.domain.people import Face
from bot.domain.register import EntryKind
from bot.domain.ticket import Status
from bot.outgoing import (
    AddedNotice,
    AmendedNotice,
    AnswerNotice,
    AnswerReceipt,
    AskedNotice,
    BackNotice,
    CardNotice,
    Change,
    ChangeNotice,
    DelegatedNotice,
    DigestNotice,
    EscalatedNotice,
    FeeNotice,
    FixedNotice,
    HeardNotice,
    InternalHeader,
    NoteNotice,
    Notice,
    OpenedNotice,
    OutageNotice,
    OutcomeNotice,
    PassedOnNotice,
    PrivatelyNotice,
    RatedNotice,
    RatingAskedNotice,
    ReminderNotice,
    RemovedNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
    RevisedNotice,
    SetUpNotice,
    SharedNotice,
    ShutNotice,
    Silence,
    SilenceNotice,
    SnoozedNotice,
    TaskDoneNotice,
    TaskNotice,
    UnclaimedMailNotice,
    UndeliveredNotice,
)
from bot.policy_tools import shipped_text
from bot.replies import Action, Actions, ClockMark, Code, Form, Link, Reply, Strong, TextField
from bot.reports.service import Figures, Month
from bot.requests import Attachment, Shut
from bot.results import (
    AddForm,
    AddTo,
    Amended,
    AmendPreview,
    AnswerForm,
    ArticleForm,
    ArticleList,
    ArticlesTold,
    Asked,
    AskForm,
    AssignForm,
    AvailabilityTold,
    Changed,
    ConsentAsked,
    Delegated,
    DelegateForm,
    DelegateView,
    EndingView,
    EntryForm,
    EntryTold,
    EntryView,
    Escalated,
    EscalationPreview,
    FactsForm,
    Found,
    FoundTicket,
    HelpTold,
    HomeTold,
    Joined,
    LanguageTold,
    Listed,
    MailUnclaimed,
    Message,
    Opened,
    OpenForm,
    OutcomeForm,
    OutcomeTold,
    PeopleForm,
    PeopleTold,
    PlanTold,
    PolicyTold,
    RateForm,
    RatingTold,
    Refused,
    RegisterTold,
    RemoteView,
    RequestForm,
    RequestSettled,
    RequestShown,
    RequestsTold,
    RequestView,
    Result,
    Sent,
    SetupForm,
    SetupTold,
    SeverityForm,
    Shown,
    SnoozeForm,
    SnoozeTold,
    StatsTold,
    TaskDone,
    TaskForm,
    TasksTold,
    TaskView,
    TextForm,
    TicketView,
    WhenTold,
    WhichDesk,
    WhichTicket,
    WhyTold,
)
from bot.wording import (
    DigestView,
    NoticeContext,
    Reader,
    busy,
    card,
    completions,
    word,
    word_notice,
    word_reminders,
    working,
)
from bot.wording.reader import Told
from policy.clocks import Pause
from policy.decisions import Allowed, Denied, NeedsConsent, Reason, ReasonCode
from policy.documents import Clause, PolicyDocument
from policy.entitlements import ChannelOffer
from policy.facts import Channel, Contact, Role, Severity
from policy.incident_rules import Outcome
from policy.intake_rules import IntakeRule
from policy.reading import read
from policy.targets import Kind, Milestone, Tell
from policy.texts import Translated
from tests.wording import (
    fair_samples,
    home_samples,
    ledger_samples,
    link_samples,
    product_samples,
    scope_samples,
)
from tests.wording.commerce_samples import commerce_notices, commerce_results
from tests.wording.samples import (
    ANNE,
    DUE,
    HOUR,
    INES,
    MARC,
    NADIA,
    RECEIVED,
    TOM,
    TORONTO,
    cite,
    clock,
    colleague_refused,
    explanation,
    on,
    promise,
    reader,
    ticket,
)

LANGUAGES = ("en", "fr", "es")
HOSTILE = "<!channel> @here *x* {subject} {0} severity:critical <https://x|y>"

may = Allowed((Reason(ReasonCode.ROLE_MAY_ASK, cite("PB-1"), {"action": "open", "role": "authorized"}),))
elsewhere = Denied(
    (
        Reason(
            ReasonCode.CHANNEL_NOT_IN_PLAN,
            cite("PB-2"),
            {"channel": "forum", "plan": "standard", "offered": ("chat",), "plans": ()},
        ),
    )
)
FEE = {"contacts": (), "amount": 4500, "currency": "CAD", "back_at": DUE}
consent = NeedsConsent((Reason(ReasonCode.FEE_APPLIES, cite("PB-3"), FEE),))
offers = (ChannelOffer(Channel.CHAT, may), ChannelOffer(Channel.FORUM, elsewhere))
DETAIL = {
    "account": "Hôtel Laurier",
    "plan": "standard",
    "person": "Tom",
    "role": "colleague",
    "domain": "boreal.example",
    "platform": "slack",
    "others": "teams",
} | scope_samples.DETAIL
it = ticket(on(2, 14), subject=HOSTILE)
late = clock(on(3, 9), mark=ClockMark.BREACHED, over=HOUR, calendar_over=13 * HOUR, left=None)
paused = clock(on(3, 9), mark=ClockMark.PAUSED, paused_since=on(2, 15), milestone=Milestone.RESOLUTION)
met = clock(on(3, 9), mark=ClockMark.MET, ended_at=on(2, 17), took=9 * HOUR, calendar_took=44 * HOUR)
gone = clock(on(3, 9), mark=ClockMark.CANCELLED, ended_at=on(2, 17), kind=Kind.GOAL)
over = ticket(on(3, 9), clocks=(late,), assignee=None, status=Status.OPEN, level="lead", plans=3)
done = ticket(on(3, 9), clocks=(met, paused, gone), status=Status.SOLVED)
bare = ticket(clocks=())
waits = ticket(remote=RemoteView(allowed=False, clause="PB-4"), asks_facts=True)
allows = ticket(remote=RemoteView(allowed=True, clause="PB-4"), status=Status.OPEN, asks_facts=True)
ARTICLES = (
    Article(1, 1, "Free the *meter*", "https://help.example.com/a", HOSTILE),
    Article(2, 1, "Unlock", "https://help.example.com/b"),
)
INTAKE = (
    IntakeRule("PB-5", "facts", Translated("What", "Quoi", "Qué"), required=True),
    IntakeRule("PB-6", "item", Translated("Item", "Article", "Artículo"), Translated("a", "b", "c")),
)
awaited = ticket(
    on(3, 9),
    clocks=(met,),
    status=Status.SOLVED,
    ending=EndingView(closes_at=on(9, 17), clause="SU-ticket", outcomes=True),
)
ended = ticket(
    on(3, 9),
    clocks=(met,),
    status=Status.CLOSED,
    ending=EndingView(
        reopens_until=on(9, 17),
        clause="SU-ticket",
        outcomes=True,
        outcome=Outcome.DEFECT,
        entry="D7",
        stars=4,
    ),
)
past = replace(ended, ending=replace(ended.ending, reopens_until=on(2, 17), rateable=False))
measured = Figures(3, 2, HOUR, 2 * HOUR, 1, 2, 2, 9)


def open_form(language: str, **changes: Any) -> OpenForm:
    values: dict[str, Any] = {
        "desk": "Boréal",
        "account": "Hôtel Laurier",
        "subject": HOSTILE,
        "facts": HOSTILE,
        "severity": Severity.MEDIUM,
        "severities": tuple(Severity),
        "channel": Channel.CHAT,
        "offers": offers,
        "decision": may,
        "promises": (promise(language), promise(language, kind=Kind.GOAL, assumed=True)),
        "zone": TORONTO,
        "next_opening": None,
    }
    return OpenForm(**(values | changes))


def plan_told(language: str, **changes: Any) -> PlanTold:
    values: dict[str, Any] = {
        "desk": "Boréal",
        "account": "Hôtel Laurier",
        "plan": "premium",
        "active": True,
        "offers": offers,
        "targets": ((Severity.CRITICAL, (promise(language),)), (Severity.MINOR, ())),
        "contacts": (NADIA,),
        "roster_limit": 5,
        "employees": 60,
        "licences": 12,
        "policy": "pitney-bowes",
        "policy_version": "2020-02-11",
        "zone": TORONTO,
        "hours": (("mon-fri", "08:00-12:00, 13:00-20:00"), ("sat", "00:00-24:00")),
    }
    return PlanTold(**(values | changes))


def setup_told(act: SetupAct, **changes: Any) -> SetupTold:
    values: dict[str, Any] = {
        "desk": "Boréal",
        "policy": "pitney-bowes",
        "language": "fr",
        "places": (("support", Face.DESK, None), ("laurier", Face.CUSTOMER, "Hôtel Laurier")),
        "accounts": (("Hôtel Laurier", "standard"),),
        "people": (INES, MARC),
        "missing": tuple(SetupAct),
        "policies": (("pitney-bowes", "Support"),),
        "detail": DETAIL,
    }
    return SetupTold(act, **(values | changes))


def home_told(role: Role, **changes: Any) -> HomeTold:
    person = {Role.COLLEAGUE: TOM, Role.AUTHORIZED: NADIA, Role.LEAD: MARC, Role.DIRECTOR: ANNE}.get(
        role, INES
    )
    values: dict[str, Any] = {
        "person": person,
        "desk": "Boréal",
        "account": None,
        "plan": None,
        "tickets": (it,),
        "unassigned": (over,),
        "escalated": (over,),
        "undelivered": 2,
        "can_open": None,
        "zone": TORONTO,
        "tasks": (TaskView(3, "discuss", Role.AGENT, "TT-6.b", RECEIVED, "Hôtel Laurier", 42, "Nadia Roy"),),
    }
    return HomeTold(**(values | changes))


def results(language: str) -> Iterator[Result]:
    yield from product_samples.results()
    yield from about_opening(language)
    yield from about_tickets(language)
    yield from about_the_desk(language)
    yield from scope_samples.results(it, HOSTILE)
    yield from about_endings()
    yield from about_the_first_line()
    yield from commerce_results(HOSTILE)
    yield from home_samples.results(it)
    yield from link_samples.results(HOSTILE)
    for said in ({"others": ""}, {"state": "off"}):
        yield setup_told(SetupAct.LINK, detail=DETAIL | said)


def about_opening(language: str) -> Iterator[Result]:
    yield open_form(language)
    yield open_form(language, quoted=True, elsewhere=True, place="desk-room")
    yield open_form(language, quoted=True, elsewhere=True)
    yield open_form(language, worse=True, missing_subject=True, requesters=(NADIA, TOM), requester=TOM)
    yield open_form(language, decision=elsewhere, promises=(), severities=(Severity.MEDIUM,))
    yield open_form(language, decision=consent, promises=())
    yield open_form(language, promises=())
    yield open_form(
        language, intake=INTAKE, details=(("item", HOSTILE),), consent=cite("PB-4"), unanswered=True, facts=""
    )
    yield open_form(language, articles=ARTICLES, self_help=cite("PB-a"))
    yield open_form(language, articles=ARTICLES)
    for articles in (ARTICLES, ()):
        for clause in (cite("PB-a"), None):
            yield ArticlesTold(HOSTILE, articles, clause)
            refusal = colleague_refused()
            place = ("Boréal", "Hôtel Laurier", TORONTO, HOSTILE)
            yield Refused("open", refusal, *place, articles=articles, self_help=clause)
        yield ArticleList("Boréal", articles)
        yield ArticleList("Boréal", articles * 15, added=ARTICLES[1])
        yield ArticleList("Boréal", articles, removed=ARTICLES[0])
    yield ArticleForm()
    yield ArticleForm(HOSTILE, HOSTILE, HOSTILE, wrong=True)
    yield open_form(language, intake=INTAKE[1:], consent=cite("PB-4"), remote=True)
    for about in (waits, allows):
        for question in (True, False):
            yield FactsForm(about, HOSTILE, (), question, (NADIA,), "laurier", language)
            yield FactsForm(about, HOSTILE, INTAKE, question, (NADIA,), "laurier", language)
        yield FactsForm(about, "", INTAKE, question=True, readers=(NADIA,), language=language)
        yield ConsentAsked(about)
        yield Opened(about, (promise(language),), may.reasons, ARTICLES, cite("PB-a"))
        yield Opened(about, (promise(language),), may.reasons)
    yield open_form(
        language, concerns=scope_samples.CONCERNS, discretion=elsewhere.reasons[0], agreed=("billed",)
    )
    yield open_form(language, **product_samples.CHOSEN)
    yield open_form(language, decision=consent, fee=4500)
    yield Opened(it, (promise(language),), may.reasons)
    yield Opened(bare, (), may.reasons)
    actions = (
        "open",
        "escalate",
        "authorize",
        "plan",
        "amend",
        "language",
        "fair_use",
        "accept",
        "log",
        "override",
        "outcome",
        "reopen",
        "buy",
        "see",
        "other",
    )
    for action in actions:
        refusal = colleague_refused()
        yield Refused(action, refusal, "Boréal", "Hôtel Laurier", TORONTO, HOSTILE, (NADIA,), 42)
        yield Refused(action, elsewhere, "Boréal", "Hôtel Laurier", TORONTO)
    yield Asked((NADIA,), HOSTILE, 3, TORONTO, RECEIVED)
    yield Asked((replace(NADIA, available=False, back_at=DUE), MARC), HOSTILE, 3, TORONTO, RECEIVED)
    yield AskForm("Boréal", "Hôtel Laurier", (NADIA,), None)
    yield AskForm("Boréal", "Hôtel Laurier", (NADIA,), NADIA, HOSTILE)


FILES = (
    File(Attachment(HOSTILE, "F1", "https://boreal.slack.test/files/F1"), "slack", "T1"),
    File(Attachment("meter.png", "F2"), "slack", "T1"),
    File(Attachment("letter.pdf"), "email", "help@boreal.test"),
    File(Attachment(""), "slack", "T2"),
)


def about_finding() -> Iterator[Result]:
    for whole, desk in product((True, False), (None, HOSTILE)):
        found = tuple(FoundTicket(each, whole, desk) for each in (it, over, done, bare))
        yield Found(found, for_desk=whole)
    yield Found((), for_desk=True)
    yield Found((), for_desk=False, asked=False)


def about_tickets(language: str) -> Iterator[Result]:
    messages = (
        Message(RECEIVED, "Tom", HOSTILE, public=True),
        Message(RECEIVED, "Inès", "x", public=False),
        Message(RECEIVED, "Inès", "y", public=True, call=True),
        Message(RECEIVED, "Tom", HOSTILE, public=True, edited=True),
        Message(RECEIVED, "Tom", "", public=True, deleted=True),
        Message(RECEIVED, "Inès", "", public=True, files=FILES),
    )
    yield Shown(it, messages, Face.DESK)
    yield Shown(done, (), Face.CUSTOMER)
    for queue in (True, False):
        for mine in (True, False):
            yield Listed((it, over, done, bare), 1, more=True, queue=queue, mine=mine, closed=mine)
            yield Listed((), 1, more=False, queue=queue, mine=mine)
    yield from about_finding()
    for change in Change:
        yield Changed(change, it, INES, (promise(language),))
    yield Changed(Change.CLAIMED, done)
    for question in (True, False):
        yield AnswerForm(it, HOSTILE, question, (NADIA, TOM), "laurier")
        yield AnswerForm(it, "", question, (NADIA,), None)
        yield AnswerForm(it, "", question, (), "laurier")
    yield AnswerForm(it, HOSTILE, False, (NADIA,), "laurier", call=True)
    policies = (("pitney-bowes", "Support"),)
    for act in (SetupAct.DESK, SetupAct.POLICY, SetupAct.CHANNEL, SetupAct.ACCOUNT, SetupAct.PEOPLE):
        yield SetupForm(act, "Boréal", {}, policies, ("standard", "premium"), ("Hôtel Laurier", HOSTILE))
    yield SetupForm(SetupAct.CHANNEL, "Boréal", {"place": "C1", "face": "customer"})
    yield SetupForm(SetupAct.LANGUAGE, "Boréal", {}, language="fr")
    for act in (PeopleAct.AUTHORIZE, PeopleAct.REVOKE):
        yield PeopleForm(act, "Boréal", HOSTILE, (HOSTILE, "Hôtel Laurier"))
        yield PeopleForm(act, "Boréal", None, ())
    read = AnswerForm(it, "", False, (NADIA,), "laurier")
    offered = (AddTo(42, HOSTILE, "Hôtel Laurier"), AddTo(7, "Toner", "Hôtel Laurier"))
    for where, public, staff in product((None, "desk-room"), (True, False), (True, False)):
        yield AddForm("Europe/Paris", offered, 42, HOSTILE, read, public, staff, public, where, "42:public")
    yield AddForm("Europe/Paris", (), None, HOSTILE, None, True, False, False, None, "0:public")
    yield AddForm("Europe/Paris", (), 9, "", replace(read, place=None), True, False, True, None, "9:public")
    yield TextForm("note", it, HOSTILE)
    yield TextForm("reopen", it)
    yield AssignForm(it, (INES, MARC))
    meanings = {Severity.MINOR: Translated("a", "b", "c")}
    yield SeverityForm(it, tuple((each, (promise(language),)) for each in Severity), meanings)
    yield from (SnoozeForm(it), SnoozeForm(it, 45, None, HOSTILE), SnoozeForm(it, None, DUE, HOSTILE))
    yield from (SnoozeTold(it, DUE), SnoozeTold(it, None))
    for verb in ("reply", "pending", "note", "facts"):
        yield Sent(verb, it, (NADIA, TOM), FILES)
        yield Sent(verb, it)
    for kind in EscalationKind:
        yield EscalationPreview(it, kind, "senior", (MARC, INES), may.reasons, HOSTILE)
        yield EscalationPreview(bare, kind, "network", (), ())
        yield Escalated(it, kind, "lead", (MARC,))
        yield Escalated(it, kind, "director", ())


def about_the_first_line() -> Iterator[Result]:
    waits = RequestView(3, TOM, HOSTILE, HOSTILE, RECEIVED, RequestState.OPEN)
    named = replace(waits, asked=NADIA)
    yield RequestsTold("Hôtel Laurier", TORONTO, RECEIVED, (waits,), (waits, named))
    yield RequestsTold("Hôtel Laurier", TORONTO, RECEIVED, (), ())
    for state in RequestState:
        over_ = replace(named, state=state, settled_by=NADIA, settled_at=DUE, answer=HOSTILE, ticket=42)
        for mine in (True, False):
            yield RequestShown(waits, "Boréal", TORONTO, DUE, mine)
            yield RequestShown(over_, "Boréal", TORONTO, DUE, mine)
        yield RequestSettled(over_)
    yield RequestForm(waits)
    for person in (NADIA, replace(NADIA, available=False), replace(NADIA, available=False, back_at=DUE)):
        for mine in (True, False):
            yield AvailabilityTold(person, TORONTO, RECEIVED, mine)
    for chosen in (None, TOM):
        yield DelegateForm("Hôtel Laurier", (TOM, NADIA), chosen, 14, 1, "PB-1")
    for until in (None, DUE):
        yield Delegated(TOM, "Hôtel Laurier", "Boréal", TORONTO, RECEIVED, until, "PB-1")
    refused = Reason(ReasonCode.NOT_SERVED, cite("PB-1"), {"contacts": (), "available": ()})
    contacts = (Contact(2, "Nadia Roy", available=True),)
    yield Refused("open", Denied((refused,), contacts), "Boréal", "Hôtel Laurier", TORONTO, HOSTILE, (NADIA,))
    long = Reason(ReasonCode.DELEGATION_TOO_LONG, cite("PB-1"), {"longest": 14, "latest": DUE})
    for subject in (None, "Tom"):
        yield Refused("delegate", Denied((long,)), "Boréal", "Hôtel Laurier", TORONTO, subject)
    yield EscalationPreview(
        it,
        EscalationKind.HIERARCHICAL,
        "lead",
        (MARC,),
        consent.reasons,
        HOSTILE,
        concerns=scope_samples.CONCERNS,
        asks=("fee",),
        unanswered=True,
        fee=4500,
    )


def about_the_desk(language: str) -> Iterator[Result]:
    why = explanation(
        language,
        windows=explanation(language).windows * 9,
        pauses=(
            Pause(on(2, 9), on(2, 11), "requester", 2 * HOUR),
            Pause(on(2, 15), None, "requester", HOUR),
        ),
        horizon_exceeded=True,
    )
    for every in (True, False):
        clocks = ((clock(on(2, 14)), why), (late, explanation(language)), (gone, explanation(language)))
        yield WhyTold(it, clocks, every)
        yield WhyTold(ticket(policy_version="1"), ((clock(kind=Kind.BEST_EFFORT), why),), every)
    yield WhyTold(bare, (), every=False)
    rows = (
        (Severity.CRITICAL, Channel.CHAT, may, (promise(language, kind=Kind.BEST_EFFORT),)),
        (Severity.MINOR, Channel.FORUM, elsewhere, ()),
        (Severity.MEDIUM, Channel.CHAT, may, ()),
    )
    yield WhenTold("Boréal", "premium", TORONTO, RECEIVED, rows, on(2, 8))
    yield plan_told(language)
    yield plan_told(language, active=False, contacts=(), roster_limit=None, employees=None, hours=())
    for agreement in scope_samples.AGREEMENTS:
        yield plan_told(language, agreement=agreement)
        clause = Clause("DV-agreement", Translated("In English.", "En français.", "En español."), "Section 1")
        for one in (True, False):
            yield PolicyTold(
                "Boréal", "pitney-bowes", "1", date(2020, 2, 11), (clause,), one=one, agreement=agreement
            )
    clause = Clause("PB-a", Translated("In English.", "En français.", "En español."), "Section 1")
    yield PolicyTold("Boréal", "pitney-bowes", "1", date(2020, 2, 11), (clause, clause), one=False)
    yield PolicyTold("Boréal", "pitney-bowes", "1", date(2020, 2, 11), (clause,), one=True)
    for act in PeopleAct:
        people = (NADIA, TOM)
        yield PeopleTold(act, "Hôtel Laurier", "Boréal", people, 5, TOM, (colleague_refused().reasons[1],))
        yield PeopleTold(act, "Hôtel Laurier", "Boréal", (), None)
    stand_in = (DelegateView(TOM, NADIA, DUE),)
    away = (replace(NADIA, available=False, back_at=DUE), replace(MARC, available=False), TOM)
    yield PeopleTold(PeopleAct.LIST, "Hôtel Laurier", "Boréal", away, 5, delegates=stand_in, now=RECEIVED)
    yield plan_told(language, contacts=away, delegates=stand_in)
    yield HelpTold(tuple(spec.name for spec in COMMANDS), None, "Boréal")
    yield HelpTold(("open",), None, None)
    yield from (HelpTold((), spec.name, None) for spec in COMMANDS)
    for step in SetupAct:
        yield setup_told(step)
        yield setup_told(step, detail=DETAIL | {"place": "laurier", "shared": "yes"}, shut=("laurier",))
        yield setup_told(
            step,
            exclusions=(("scripts", HOSTILE),),
            missing=(),
            places=(),
            accounts=(),
            people=(),
            detail={"face": "customer"} | DETAIL,
        )
    # mail
    for why in ("unknown", "refused", "automatic"):
        yield MailUnclaimed("Boréal", why, silent=False)
    yield MailUnclaimed("Boréal", "automatic", silent=True)
    # fairness
    moves = ((Milestone.FIRST_RESPONSE, on(2, 20), on(2, 9)), (Milestone.RESOLUTION, None, on(3, 9)))
    yield AmendPreview(it, "2026-06-01", moves)
    yield Amended(it, "2020-02-11", "2026-06-01")
    yield from fair_samples.results()
    yield plan_told(language, limited_by="XX-1")
    yield plan_told(language, warned_by="XX-1")
    for chosen in LANGUAGES:
        yield LanguageTold(chosen, changed=True)
        yield LanguageTold(chosen, changed=False, served=("fr", "en"), clause="XX-1")
    waits = RequestView(3, TOM, HOSTILE, "", RECEIVED, RequestState.OPEN)
    yield home_told(Role.COLLEAGUE, account="Hôtel Laurier", plan="premium", can_open=consent)
    yield home_told(Role.AUTHORIZED, waiting=(waits,), asked=(waits, replace(waits, asked=NADIA)))
    for role in Role:
        yield home_told(role)
        yield home_told(role, tickets=(), unassigned=(), escalated=(), undelivered=0)
    yield home_told(Role.COLLEAGUE, account="Hôtel Laurier", plan="premium", can_open=colleague_refused())
    yield Joined(42)
    yield WhichDesk(("Boréal", 'Aus"tral'))
    yield WhichTicket((AddTo(42, HOSTILE, ""), AddTo(7, "Bac vide", "")), HOSTILE)
    yield WhichTicket((AddTo(42, HOSTILE, ""),), "", has_files=True)
    # ledger
    yield from ledger_samples.results(it, HOSTILE)


def about_endings() -> Iterator[Result]:
    task = TaskView(3, "discuss", Role.DIRECTOR, "TT-6.b", RECEIVED, "Hôtel Laurier", 42, "Nadia Roy")
    finished = replace(task, done_at=on(2, 9), done_by="Anne Petit", result=HOSTILE, due_at=on(3, 9))
    kickoff = TaskView(4, "kickoff", Role.AGENT, "SU-kickoff", RECEIVED, "Hôtel Laurier", due_at=on(3, 9))
    yield TasksTold((task, kickoff), TORONTO, RECEIVED)
    yield TasksTold((), TORONTO, RECEIVED)
    for one in (task, finished, kickoff):
        yield TasksTold((one,), TORONTO, RECEIVED, one=True)
        yield TaskForm(one, TORONTO, missing=True)
        yield TaskDone(one, TORONTO, rating=one is task)
    entries = (("D7", "Totals are rounded twice, and then once more to be quite sure of it"),)
    yield OutcomeForm(
        over, tuple(Outcome), "TT-6.b.outcome", entries, None, None, HOSTILE, HOSTILE, missing=True
    )
    yield OutcomeForm(over, (Outcome.FEATURE,), "TT-6.b.outcome", entries, Outcome.FEATURE)
    for outcome in Outcome:
        yield OutcomeTold(over, outcome, "TT-6.b.outcome", "D7", on(9, 17), "TT-6.b.follow-up")
        yield OutcomeTold(over, outcome, "TT-6.b.outcome", None if outcome is Outcome.NOT_CRITICAL else "W3")
    for kind in EntryKind:
        entry = EntryView("D7", kind, HOSTILE, RECEIVED, "till", tickets=(1, 42))
        done = replace(entry, done_at=on(2, 9), version="2.4", product=None)
        yield RegisterTold((entry, done), TORONTO, RECEIVED)
        yield EntryTold(entry, TORONTO, RECEIVED)
        yield EntryTold(done, TORONTO, RECEIVED, just_done=True)
        yield EntryForm(entry, TORONTO)
    for every in (True, False):
        yield RegisterTold((), TORONTO, RECEIVED, every=every)
    yield RateForm(ended)
    yield RateForm(ended, 4, HOSTILE)
    yield RatingTold(ended, 4, on(3, 9))
    yield Changed(Change.REOPENED, it, reasons=may.reasons)
    yield Changed(Change.CLOSED, ended)
    for figures in (measured, Figures(0, 0, None, None, 0, 0, 0, 0)):
        for clause in ("SU-transparency", None):
            yield StatsTold(
                "Boréal", TORONTO, RECEIVED, DUE, figures, (Month(date(2026, 6, 1), figures),), clause
            )


def mail_samples() -> Iterator[Notice]:
    yield OpenedNotice("XX-1")
    for why in ("unknown", "refused", "automatic"):
        yield UnclaimedMailNotice("a@b.example", "doors@signal.example", HOSTILE, 1, why)


def notices() -> Iterator[Notice]:  # noqa: PLR0915  one line a sample
    yield TaskNotice(3, "discuss", Role.DIRECTOR, "TT-6.b", 1)
    yield TaskNotice(3, "follow_up", Role.AGENT, "TT-6.b.follow-up", 1, on(3, 9))
    yield TaskNotice(3, "something", Role.AGENT, "XX-1")
    for outcome in Outcome:
        yield OutcomeNotice(outcome, "TT-6.b.outcome", 6, "D7", 1, 1)
    yield from (FixedNotice("D7", "2.4"), FixedNotice("W3", "2.4"))
    for what in Silence:
        yield SilenceNotice(what, on(9, 17), "SU-ticket")
    yield RatingAskedNotice("TT-6.b.follow-up")
    yield RatedNotice(4, 2, DUE, 1)
    yield RatedNotice(4, 2, DUE, again=True)
    yield TaskDoneNotice(3, "discuss")
    yield TaskDoneNotice(3, "follow_up", rating=True)
    yield CardNotice()
    yield InternalHeader()
    yield OpenedNotice()
    yield AnswerNotice(1, 4)
    yield AnswerNotice(1, 99, question=True)
    yield OutageNotice("Stock", 4, on(2, 9), None)
    yield OutageNotice("Stock", 99, on(2, 9), on(2, 10), corrected=True)
    yield AnswerNotice(1, 4, channel=Channel.PHONE)
    yield AnswerReceipt(1, 4, on(2, 17, 20), Channel.PHONE)
    yield AnswerReceipt(1, 4, on(2, 17, 20))
    yield HeardNotice(1, 3)
    yield from (NoteNotice(1, 4), *(ShutNotice("laurier", why) for why in Shut), SharedNotice("support"))
    yield from map(AddedNotice, ("note", "reply", "heard"))
    for act in (SetupAct.DESK, SetupAct.CHANNEL, SetupAct.ACCOUNT, SetupAct.PEOPLE, SetupAct.LANGUAGE):
        yield SetUpNotice(act, "pitney-bowes", "fr", tuple(DETAIL.items()))
    for kind in Kind:
        for share in ("0.5", "0.75", "0.9", "1", "1.0", "1.1"):
            tell = (Tell.ASSIGNEE, Tell.LEAD)
            yield ReminderNotice(Milestone.RESOLUTION, kind, 1, share, on(2, 17), DUE, tell)
            yield ReminderNotice(Milestone.NEXT_RESPONSE, kind, 1, share, on(2, 17), DUE, (), 3600)
    for each in EscalationKind:
        yield EscalatedNotice(each, "lead", "lead", (5, 4), 4, 1, "PB-1")
        yield EscalatedNotice(each, "lead", None, (), None, None, None, Milestone.FIRST_RESPONSE)
    for change in Change:
        yield ChangeNotice(change, 4, 5, "severe" if change is Change.SEVERITY else None, 1)
        yield ChangeNotice(change, 99)
    yield PrivatelyNotice(3, "Tom Field")
    yield RequestNotice(1, 3, 3, 1)
    for state in (RequestState.ANSWERED, RequestState.ESCALATED, RequestState.WITHDRAWN):
        yield RequestSettledNotice(3, state, 2, 1)
    yield RequestAnsweredNotice(3, 2, 1, 1)
    yield DelegatedNotice(2, "Hôtel Laurier", TORONTO, DUE)
    yield DelegatedNotice(99, "Hôtel Laurier", TORONTO, None)
    yield RequestAnsweredNotice(3, 2, 1, 1, 3)
    yield DelegatedNotice(2, "Hôtel Laurier", TORONTO, DUE, 3, "PB-1")
    yield AskedNotice(3, (2, 5), 1)
    yield FeeNotice(3, 4500, "CAD", "PB-b.iii.fee")
    yield PassedOnNotice(3)
    yield from mail_samples()
    # fairness
    yield RevisedNotice("before", "after")
    yield from fair_samples.notices()
    yield AmendedNotice("2020-02-11", "2026-06-01", 5)
    yield UndeliveredNotice(7, "channel_not_found")
    yield RemovedNotice(HOSTILE, DUE)
    yield BackNotice(HOSTILE, DUE, DUE, 0, 0, (), 0)
    yield BackNotice(HOSTILE, DUE, DUE, 1, 1, (42,), 1)
    yield BackNotice("Boréal", DUE, DUE, 9, 0, (42, 43), 0)
    yield from (SnoozedNotice(4, DUE, 1), SnoozedNotice(99, None, None), DigestNotice(RECEIVED))
    yield from commerce_notices()
    yield from scope_samples.notices(HOSTILE)
    # ledger
    yield from ledger_samples.notices()
    yield from link_samples.notices(HOSTILE)


@cache
def two_versions() -> tuple[PolicyDocument, PolicyDocument]:
    text = shipped_text("devolutions")
    later = text.replace('version = "2017-11-23"', 'version = "later"')
    for before, after in (
        ('"4 business hours"', '"2 business hours"'),
        ("07:30-18:00", "08:00-18:00"),
        ("at_least = 10", "at_least = 12"),
    ):
        later = later.replace(before, after)
    return read(tomllib.loads(text)), read(tomllib.loads(later))


def held(about: TicketView) -> tuple[Told, ...]:
    """Reminders that a channel was spared: of each kind, one that is late."""
    told = NoticeContext(desk="Boréal", now=about.read_at, ticket=about, face=Face.DESK)
    return tuple(
        (ReminderNotice(Milestone.FIRST_RESPONSE, kind, 1, share, DUE, DUE, (), late), told)
        for kind, share, late in zip(Kind, ("1", "0.9", "1"), (0, 400, 0), strict=True)
    )


def contexts() -> Iterator[NoticeContext]:
    people = {each.id: each for each in (NADIA, TOM, INES, MARC, ANNE)}
    for face in (Face.DESK, Face.CUSTOMER, None):
        for about in (it, over, awaited, ended):
            yield NoticeContext(
                desk="Boréal",
                now=about.read_at,
                ticket=about,
                account="Hôtel Laurier",
                people=people,
                texts={1: HOSTILE},
                files={1: FILES},
                clock=next(iter(about.clocks), None),
                face=face,
                revision=two_versions(),
                digest=DigestView(TORONTO, about.read_at, 3, (42, DUE), 1, 2, 1, held(about)),
            )
    # What was carried is edited, or deleted, where it was written.
    for edited, deleted in (({1: RECEIVED}, {}), ({}, {1: RECEIVED})):
        yield NoticeContext(
            "Boréal",
            it.read_at,
            it,
            "Hôtel Laurier",
            people,
            {1: HOSTILE},
            files={1: FILES},
            edited=edited,
            deleted=deleted,
            face=Face.DESK,
            revision=two_versions(),
            clock=next(iter(it.clocks), None),
            digest=DigestView(TORONTO, it.read_at, 3, (42, DUE), 1, 2, 1, held(it)),
        )


def test_the_samples_hold_every_result_and_every_notice() -> None:
    assert {type(result) for result in results("en")} == set(get_args(Result))
    assert {type(notice) for notice in notices()} == set(get_args(Notice))


def replies(language: str) -> Iterator[Reply]:
    for role in (None, Role.COLLEAGUE, Role.AUTHORIZED, Role.AGENT, Role.ADMIN):
        for result in results(language):
            yield word(result, reader(language, role, zone="Europe/Paris"))
    for context in contexts():
        for notice in notices():
            yield word_notice(notice, context, reader(language, shared=context.face is not None))
    for face in Face:
        for about in (it, over, done, bare, waits, allows, awaited, ended, past):
            yield card(about, face, reader(language, shared=True))
    for few in (2, 3):
        yield word_reminders(held(it)[:few], reader(language, shared=True))
    yield working(language)
    yield busy(language)


@pytest.fixture(scope="module", params=LANGUAGES)
def said(request: pytest.FixtureRequest) -> tuple[Reply, ...]:
    return tuple(replies(request.param))


def within(value: Any, kind: type | tuple[type, ...]) -> Iterator[Any]:
    """Every value of a type inside a reply."""
    if isinstance(value, kind):
        yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from within(getattr(value, each.name), kind)
    elif isinstance(value, tuple):
        for each in value:
            yield from within(each, kind)


def test_every_reply_has_a_summary_that_stands_alone(said: tuple[Reply, ...]) -> None:
    for reply in said:
        assert reply.summary.strip() == reply.summary
        assert reply.summary
        assert "  " not in reply.summary


def test_no_placeholder_is_left_but_what_people_typed(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for text in within(reply, str):
            assert "{" not in text.replace(HOSTILE, ""), text


def test_what_people_typed_is_never_part_of_a_template(said: tuple[Reply, ...]) -> None:
    seen = 0
    for reply in said:
        for line in within(reply.blocks, tuple):
            for span in line:
                if isinstance(span, str | Strong) and "<!channel>" in (
                    span if isinstance(span, str) else span.text
                ):
                    seen += 1
                    assert (span if isinstance(span, str) else span.text) == HOSTILE
        for code in within(reply.blocks, Code):
            assert "<!channel>" not in code.text
        for linked in within(reply.blocks, Link):
            assert "<!channel>" not in linked.url
            assert linked.text == HOSTILE or "<!channel>" not in linked.text, "a file's name, whole"
    assert seen > 100


def test_what_people_typed_fills_form_fields_as_it_is(said: tuple[Reply, ...]) -> None:
    values = {field.value for reply in said for field in within(reply, TextField)}
    # What an agent is about to ask begins with their own words; ours follow on lines of their own.
    assert {"", HOSTILE} < values
    assert {value.partition("\n")[0] for value in values if HOSTILE in value} == {HOSTILE}


def test_labels_fit_the_strictest_platform(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for action in within(reply, Action):
            assert 0 < len(action.label) <= 24, action
        for form in within(reply, Form):
            assert max(len(form.title), len(form.submit), len(form.cancel)) <= 24


def test_there_are_at_most_four_buttons_and_five_more_and_one_of_them_is_first(
    said: tuple[Reply, ...],
) -> None:
    for reply in said:
        for actions in within(reply, Actions):
            assert len(actions.actions) + len(actions.menus) >= 1
            assert len(actions.actions) <= 4
            assert len(actions.overflow) <= 5
            assert sum(action.style == "primary" for action in actions.actions) <= 1
            commands = [action.command for action in (*actions.actions, *actions.overflow)]
            assert len(set(commands)) == len(commands)


def test_every_button_and_form_gives_a_command_that_is_understood(said: tuple[Reply, ...]) -> None:
    from bot.parsing import Context, parse  # noqa: PLC0415

    machine = Context(machine=True)
    commands = {action.command for reply in said for action in within(reply, Action)}
    commands |= {form.command for reply in said for form in within(reply, Form)}
    for command in commands:
        assert parse(command, machine).spec is not None, command


def test_field_ids_of_a_form_are_its_own(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for form in within(reply, Form):
            ids = [field.id for field in form.fields]
            assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_result_is_worded_the_same_each_time(language: str) -> None:
    assert list(replies(language)) == list(replies(language))


def test_a_reply_has_the_same_build_in_every_language() -> None:
    shapes = [
        [tuple(block.tag for block in reply.blocks) for reply in replies(language)] for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1] == shapes[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_completions_follow_the_role(language: str) -> None:
    every = completions(language, None)
    assert len(every) == len(COMMANDS)
    assert all(all(part for part in row) for row in every)
    assert {row[0] for row in completions(language, Role.AGENT)} < {row[0] for row in every}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_help_is_understood_in_its_language(language: str) -> None:
    from bot.parsing import Context, parse  # noqa: PLC0415

    for spec, (_, _, example, _) in zip(COMMANDS, completions(language, None), strict=True):
        understood = parse(example, Context(language=language))
        assert understood.spec is not None
        assert understood.spec.name == spec.name, example


def test_a_private_reply_keeps_the_readers_own_time_and_a_shared_one_does_not() -> None:
    privately = word(Opened(it, (), ()), Reader("en", "Europe/Paris"))
    assert "for you" in privately.summary
    context = next(contexts())
    shared = word_notice(OpenedNotice(), context, Reader("en", "Europe/Paris", shared=True))
    assert "for you" not in shared.summary
