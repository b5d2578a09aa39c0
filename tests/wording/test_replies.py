"""What a reader should not have to read twice, miss, or misread."""

from dataclasses import replace
from datetime import date

from bot.commands import HomePart
from bot.domain.people import Face
from bot.outgoing import Change, ChangeNotice
from bot.replies import ClockMark, Note, plain
from bot.results import AnswerForm, HomeTold, OpenForm, PlanTold, Refused, SeverityForm
from bot.wording import NoticeContext, card, word, word_notice
from policy.decisions import Allowed, Denied, Reason, ReasonCode
from policy.facts import Channel, Role, Severity
from policy.targets import Kind
from policy.texts import Translated
from tests.wording.samples import (
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
    on,
    promise,
    reader,
    ticket,
)

MAY = Allowed((Reason(ReasonCode.ON_ROSTER, cite("PB-1"), {"action": "open"}),))


def notes(form: object) -> list[str]:
    return [plain(field.line).replace("\u00a0", " ") for field in form.fields if isinstance(field, Note)]


def open_form(**changes: object) -> OpenForm:
    plain_form = OpenForm(
        desk="Boréal",
        account="Hôtel Laurier",
        subject="",
        facts="",
        severity=Severity.MEDIUM,
        severities=tuple(Severity),
        channel=Channel.CHAT,
        offers=(),
        decision=MAY,
        promises=(promise("en"),),
        zone=TORONTO,
        next_opening=None,
    )
    return replace(plain_form, **changes)


def test_two_promises_name_the_same_closed_day_once_and_an_assumption_last() -> None:
    goal = promise("en", kind=Kind.GOAL, due_at=on(2, 10), business=2 * HOUR, elapsed=37 * HOUR, assumed=True)
    form = word(open_form(promises=(promise("en", assumed=True), goal)), reader("en")).form
    assert notes(form) == [
        (
            "First response by Thu 2 Jul, 20:00 (Toronto), clause PB-b.ii. 12 h business, 46 h 50 calendar. "
            "Closed Wednesday, Canada Day."
        ),
        (
            "Goal, not a guarantee: first response by Thu 2 Jul, 10:00 (Toronto), clause PB-b.ii. "
            "2 h business, 37 h calendar. "
            "The published policy leaves something open here, and part of this is assumed."
        ),
    ]


def test_several_closed_days_are_listed_with_their_dates_where_they_are_far() -> None:
    closures = ((date(2026, 7, 1), "Canada Day"), (date(2026, 8, 3), "Civic Holiday"))
    form = word(open_form(promises=(promise("en", closures=closures),)), reader("en")).form
    assert notes(form)[0].endswith("Closed Wednesday (Canada Day), Monday 3 Aug (Civic Holiday).")


def test_a_promise_that_got_worse_is_shown_again_and_asked_about() -> None:
    form = word(open_form(worse=True), reader("en")).form
    assert form is not None
    assert notes(form)[0].startswith("The promise has changed since this form was shown.")
    assert form.submit == "Open with this promise"
    assert dict(form.errors) == {}


def test_a_missing_subject_is_said_at_its_field() -> None:
    form = word(open_form(missing_subject=True), reader("en")).form
    assert form is not None
    assert dict(form.errors) == {"subject": "Please give the ticket a subject."}


def test_no_promise_is_said_with_the_clause_that_decided() -> None:
    form = word(open_form(promises=()), reader("en")).form
    assert notes(form) == ["The policy promises no time for this (PB-1)."]


def test_a_severity_says_what_the_policy_means_by_it() -> None:
    means = {Severity.CRITICAL: Translated("Nobody can work", "Plus personne", "Nadie")}
    form = word(open_form(meanings=means), reader("en")).form
    assert form is not None
    severity = next(field for field in form.fields if field.id == "severity")
    assert [option.description for option in severity.options] == [
        "Nobody can work",
        "Hard to use, with no reasonable way around",
        "Annoying, but the work gets done",
        "A question, or a small flaw",
    ]


def test_severities_with_the_same_promise_are_told_together() -> None:
    same, other = (promise("en"),), (promise("en", due_at=on(2, 9), closures=()),)
    rows = ((Severity.CRITICAL, other), (Severity.SEVERE, same), (Severity.MEDIUM, same))
    form = word(SeverityForm(ticket(), rows), reader("en", Role.AGENT)).form
    assert [note.split(":")[0] for note in notes(form)[:2]] == ["Critical", "Severe and medium"]


def test_the_requesters_own_words_do_not_read_as_somebody_resuming() -> None:
    context = NoticeContext("Boréal", RECEIVED, ticket(), people={2: NADIA, 4: INES}, face=Face.DESK)
    by_requester = word_notice(ChangeNotice(Change.RESUMED, 2), context, reader("en"))
    by_agent = word_notice(ChangeNotice(Change.RESUMED, 4), context, reader("en"))
    assert by_requester.summary == "Nadia Roy has answered: the wait is over."
    assert by_agent.summary == "Inès Caron has resumed this ticket: its clocks run again."


def test_a_missed_goal_gives_way_to_the_guarantee_that_still_runs() -> None:
    now = on(2, 14)
    goal = clock(now, kind=Kind.GOAL, due_at=on(2, 10), mark=ClockMark.BREACHED, over=4 * HOUR, left=None)
    view = ticket(now, clocks=(goal, clock(now)))
    assert view.leading is not None
    assert view.leading.kind is Kind.GUARANTEE
    alone = ticket(now, clocks=(goal,))
    assert alone.leading is goal


def test_a_private_card_adds_the_readers_own_time_and_a_shared_one_does_not() -> None:
    about = ticket(on(2, 14))
    privately = card(about, Face.CUSTOMER, reader("en", zone="Europe/Paris"))
    shared = card(about, Face.CUSTOMER, reader("en", zone="Europe/Paris", shared=True))
    assert "due Thu 2 Jul, 20:00 (Toronto, Fri 3 Jul, 02:00 for you);" in privately.summary
    assert "due Thu 2 Jul, 20:00;" in shared.summary


def test_an_answer_form_names_who_will_read_it() -> None:
    form = word(AnswerForm(ticket(), "", False, (NADIA, TOM), "laurier"), reader("en", Role.AGENT)).form
    assert form is not None
    assert notes(form) == ["Nadia Roy and Tom Field will read it, in laurier."]
    assert (form.submit, form.command) == ("Send to requester", "reply 42")


def test_a_requester_who_adds_to_a_ticket_is_not_told_about_the_requester() -> None:
    form = word(AnswerForm(ticket(), "", False, (NADIA,), "laurier"), reader("en", Role.AUTHORIZED)).form
    assert form is not None
    assert (form.title, form.submit, notes(form)) == ("Add to the ticket", "Send to the desk", [])


def test_a_refusal_without_anybody_to_turn_to_offers_no_button() -> None:
    inactive = Denied((Reason(ReasonCode.NOT_ACTIVE, cite("PB-0"), {"action": "open", "plan": "standard"}),))
    said = word(Refused("open", inactive, "Boréal", "Hôtel Laurier", TORONTO, "x"), reader("en"))
    assert [block.tag for block in said.blocks] == ["prose"]
    assert said.summary == (
        "I can’t open this ticket with Boréal. "
        "To open a ticket, the account needs an active subscription: the desk can renew it (PB-0)."
    )


def test_a_refusal_when_every_contact_is_away_says_so_and_still_sends_it_on() -> None:
    away = replace(NADIA, available=False)
    refused = Refused("open", colleague_refused(), "Boréal", "Hôtel Laurier", TORONTO, "x", (away,))
    said = word(refused, reader("en"))
    assert "Nadia Roy may do it, but is not available now." in said.summary
    assert "If no contact is available, you may escalate by accepting the fee" in said.summary
    assert said.blocks[-1].tag == "actions"


def test_a_long_first_name_is_cut_to_fit_its_button() -> None:
    long = replace(NADIA, name="Maximilian-Alexander-Konstantin Roy")
    refused = Refused("open", colleague_refused(), "Boréal", "Hôtel Laurier", TORONTO, "x", (long,))
    (action,) = word(refused, reader("en")).blocks[-1].actions
    assert (action.label, len(action.label)) == ("Send to Maximilian-Alex…", 24)


def plan_told(**changes: object) -> PlanTold:
    told = PlanTold(
        desk="Boréal",
        account="Hôtel Laurier",
        plan="contract",
        active=True,
        offers=(),
        targets=(
            (
                Severity.MEDIUM,
                (
                    promise("en", target="same business day"),
                    promise("en", target="2 business hours", kind=Kind.GOAL),
                ),
            ),
        ),
        contacts=(NADIA,),
        roster_limit=None,
        employees=None,
        licences=None,
        policy="techtra",
        policy_version="1",
        zone=TORONTO,
        hours=(("mon-fri", "09:00-17:00"), ("sat", "00:00-24:00")),
    )
    return replace(told, **changes)


def test_a_plan_tells_hours_targets_and_contacts() -> None:
    said = word(plan_told(), reader("en"))
    assert said.summary == (
        "Plan support contract of Hôtel Laurier with Boréal. "
        "Hours: Monday to Friday, 09:00–17:00 (Toronto), Saturday, day and night (Toronto). "
        "Severity medium: first response: the same business day (guarantee), "
        "first response: 2 business hours (goal). "
        "Authorized contacts: Nadia Roy. Policy: techtra, version 1."
    )


def test_an_agents_home_is_a_queue_and_a_leads_adds_what_went_wrong() -> None:
    late = ticket(
        on(3, 9), clocks=(clock(on(3, 9), mark=ClockMark.BREACHED, left=None, over=HOUR, calendar_over=HOUR),)
    )
    home = HomeTold(INES, "Boréal", None, None, (late,), (), (late,), 0, None, TORONTO)
    agent = word(home, reader("en", Role.AGENT))
    lead = word(replace(home, person=MARC, breached=(late,)), reader("en", Role.LEAD))

    def titles(reply: object) -> list[str]:
        return [plain(block.line) for block in reply.blocks if block.tag == "prose"][1:]

    assert titles(agent) == ["My queue", "Unassigned"]
    assert titles(lead) == ["Breached", "My queue", "Unassigned"]
    escalated = replace(late, number=43, clocks=())
    new = replace(late, number=44, clocks=())
    lead = word(
        replace(home, person=MARC, breached=(late,), unassigned=(late, new), escalated=(late, escalated)),
        reader("en", Role.LEAD),
    )
    assert titles(lead) == ["Breached", "Escalated", "My queue", "Unassigned"]
    rows = [[plain(item.line)[:3] for item in block.items] for block in lead.blocks if block.tag == "items"]
    assert rows == [["#42"], ["#43"], ["#42"], ["#44"]]
    overview = replace(home, person=MARC, part=HomePart.OVERVIEW, breached=(late,), escalated=(late,))
    assert titles(word(overview, reader("en", Role.LEAD))) == ["Breached"]
    calm = replace(overview, breached=(), escalated=())
    assert titles(word(calm, reader("en", Role.LEAD))) == ["Breached", "Escalated"]
