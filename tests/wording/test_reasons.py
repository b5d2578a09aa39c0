"""A sentence for each reason, in each language, that cites its clause."""

import pytest

from bot.replies import plain
from bot.wording.reasons import reason_line
from bot.wording.refusals import denied_lines
from bot.wording.voice import voice
from policy.decisions import Denied, Reason, ReasonCode
from tests.wording import scope_samples
from tests.wording.commerce_samples import ENGLISH as COMMERCE_ENGLISH
from tests.wording.commerce_samples import FACTS as COMMERCE
from tests.wording.samples import RECEIVED, TORONTO, cite, on, reader

LANGUAGES = ("en", "fr", "es")
ACTION = {"action": "escalate", "role": "colleague", "plan": "premium"}
TITLES = {f"titles_{language}": ("Facts", "Item") for language in LANGUAGES}
STOCK = {"product": "Stock", "version": "4.2"}
GONE = {"successor": "5.0", "withdrawn": "2026-03-01", "until": "2026-09-01"}
FACTS = {
    ReasonCode.CHANNEL_IN_PLAN: {"channel": "phone", "plan": "premium"},
    ReasonCode.CHANNEL_CLOSED_NOW: {"channel": "phone", "opens_at": on(2, 8)},
    ReasonCode.ROLE_MAY_ASK: ACTION,
    ReasonCode.ON_ROSTER: ACTION | {"employees": 60},
    ReasonCode.STAFF_MAY_ACT: {"action": "open", "role": "agent"},
    ReasonCode.LEVEL_IN_PLAN: {"level": "senior", "plan": "contract"},
    ReasonCode.PLAN_OPEN_TO_ACCOUNT: {"plan": "premium"},
    ReasonCode.ENOUGH_LICENCES: {"plan": "premium", "licences": 12, "needed": 10},
    ReasonCode.ROSTER_HAS_ROOM: {"named": 2, "limit": 5},
    ReasonCode.ROSTER_UNBOUNDED: {"named": 2},
    ReasonCode.CHANNEL_NOT_IN_PLAN: {
        "channel": "phone",
        "plan": "standard",
        "offered": ("chat", "forum"),
        "plans": ("premium",),
    },
    ReasonCode.CHANNEL_NOT_HELD: {"channel": "phone", "offered": ("chat", "email")},
    ReasonCode.CHANNEL_CLOSED: {"channel": "phone", "opens_at": on(2, 8)},
    ReasonCode.NOT_AUTHORIZED: ACTION | {"contacts": ("Nadia Roy",), "available": ("Nadia Roy",)},
    ReasonCode.ONLY_CONTACTS_ASK: {"action": "open", "employees_from": 50},
    ReasonCode.NOBODY_NAMED: {"action": "open"},
    ReasonCode.FEE_IF_NOBODY_AVAILABLE: {"contacts": ("Nadia Roy",)},
    ReasonCode.FEE_APPLIES: {"contacts": (), "amount": 4500, "currency": "CAD"},
    ReasonCode.FEE_NOT_SET: {"contacts": ()},
    ReasonCode.DELEGATED: {"action": "open", "until": on(6, 9)},
    ReasonCode.MAY_DELEGATE: {"longest": 14, "each": 1},
    ReasonCode.DELEGATION_TOO_LONG: {"longest": 14, "latest": on(16, 9)},
    ReasonCode.DELEGATES_ENOUGH: {"each": 1, "delegates": ("Tom Field",)},
    ReasonCode.NO_DELEGATION: {},
    ReasonCode.EVERYBODY_MAY_ASK: {"action": "open"},
    ReasonCode.SERVED: {},
    ReasonCode.NOT_SERVED: {"contacts": ("Nadia Roy",), "available": ()},
    ReasonCode.CONCERN_COVERED: {},
    ReasonCode.CONCERN_NOT_COVERED: {},
    ReasonCode.CONCERN_ON_OTHER_TERMS: {},
    ReasonCode.NOT_ACTIVE: {"action": "open", "plan": "subscription"},
    ReasonCode.ROLE_MAY_NOT_ASK: ACTION,
    ReasonCode.LEVEL_NOT_IN_PLAN: {"level": "senior", "plan": "other", "plans": ("contract",)},
    ReasonCode.UNKNOWN_LEVEL: {"level": "chief", "levels": ("lead", "director")},
    ReasonCode.TOP_OF_LADDER: {"level": "director"},
    ReasonCode.TOO_FEW_LICENCES: {"plan": "premium", "licences": 0, "needed": 10},
    ReasonCode.ROSTER_FULL: {"named": 5, "limit": 5},
    ReasonCode.PLAN_NOT_IN_POLICY: {"plan": "premium", "plans": ("contract", "other")},
    # fairness
    ReasonCode.FAIR_USE_WARNING_FIRST: {},
    ReasonCode.FAIR_USE_NEEDS_TRAINING: {},
    ReasonCode.FAIR_USE_DECIDED: {},
    ReasonCode.AMENDMENT_IN_FAVOUR: {"version": "2026-06-01"},
    ReasonCode.AMENDMENT_WORSE: {"milestone": "first_response", "due_at": on(2, 8), "would_be_at": on(2, 9)},
    ReasonCode.AMENDMENT_NO_PLAN: {"plan": "premium"},
    ReasonCode.LANGUAGE_NOT_SPOKEN: {"language": "de", "languages": ("fr", "en", "es")},
    # intake
    ReasonCode.FACTS_GIVEN: {"fields": ("facts", "item")} | TITLES,
    ReasonCode.FACTS_WELCOME: {"fields": ("facts", "item")} | TITLES,
    ReasonCode.FACTS_MISSING: {"fields": ("facts", "item")} | TITLES,
    ReasonCode.CONSENT_GIVEN: {},
    ReasonCode.WAITS_FOR_CONSENT: {},
    ReasonCode.REMOTE_NEEDS_CONSENT: {},
    ReasonCode.DOCUMENTATION_CONSULTED: {},
    ReasonCode.ONE_SUBJECT: {"subjects": 2},
    **scope_samples.FACTS,
    # incidents
    ReasonCode.OUTCOME_GIVEN: {"outcome": "defect"},
    ReasonCode.OUTCOME_ROLE: {"outcome": "defect", "who": ("agent", "director")},
    ReasonCode.NOT_DISCUSSED: {"outcome": "defect"},
    ReasonCode.REOPEN_FREE: {"until": on(2, 8)},
    ReasonCode.REOPEN_TOO_LATE: {"until": on(2, 8)},
    ReasonCode.LEVEL_IN_TURN: {"level": "director", "below": "senior"},
    ReasonCode.MAY_CROSS: {"role": "agent"},
    ReasonCode.MAY_NOT_CROSS: {"role": "colleague"},
    # products
    ReasonCode.VERSION_SUPPORTED: STOCK,
    ReasonCode.VERSION_SUPPORTED_UNTIL: STOCK | {"until": "2026-09-01"},
    ReasonCode.MAINTENANCE_COVERS: STOCK,
    ReasonCode.VERSION_UNSUPPORTED: STOCK | {"until": "2026-09-01", "current": "5.0", "after": "XX-2"},
    ReasonCode.VERSION_AT_PRICE: STOCK | {"amount": 45000, "currency": "CAD"},
    ReasonCode.VERSION_WITHDRAWN: STOCK | GONE,
    ReasonCode.VERSION_UNAVAILABLE: STOCK | GONE,
    ReasonCode.UNLIMITED: {"plan": "subscription"},
    ReasonCode.TICKET_RESERVED: {"left": 7},
    ReasonCode.MINUTES_LEFT: {"left": 30},
    ReasonCode.TRIAL_LEFT: {"left": 15, "minutes": 15},
    ReasonCode.OTHER_SUBJECT: {"ticket": 42},
    ReasonCode.NO_TICKET_LEFT: {"sizes": ("1", "10", "20"), "buyers": ("Nadia Roy",)},
    ReasonCode.NO_MINUTES_LEFT: {"sizes": ("60",), "left": 0, "buyers": ("Nadia Roy",)},
    ReasonCode.TRIAL_OVER: {"minutes": 15, "left": 0, "plans": ("subscription", "pack")},
    ReasonCode.NOT_SHARED: {"holders": ("Nadia Roy",), "at_least": 20},
    ReasonCode.LAPSED: {"units": 4, "unit": "ticket"},
    ReasonCode.COVERED: {"worked": 22, "minutes": 30},
    ReasonCode.BEYOND_COVER: {"worked": 22, "minutes": 30, "left": 8},
    **COMMERCE,
}


def said(language: str, code: ReasonCode, facts: dict[str, object] | None = None) -> str:
    say = voice(reader(language), TORONTO, RECEIVED)
    reason = Reason(code, cite("XX-1"), FACTS[code] if facts is None else facts)
    return plain(reason_line(say, reason)).replace("\u00a0", " ")


def test_every_code_has_its_facts_in_this_table() -> None:
    assert set(FACTS) == set(ReasonCode)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_cites_its_clause_in_a_whole_sentence(language: str, code: ReasonCode) -> None:
    told = said(language, code)
    assert told.count("(XX-1)") == 1
    assert told.endswith(".")
    assert told[0].isupper() or told[0].isdecimal()
    assert "{" not in told
    assert "  " not in told


ENGLISH = {
    ReasonCode.CHANNEL_IN_PLAN: "Plan premium includes support by phone (XX-1).",
    ReasonCode.CHANNEL_CLOSED_NOW: "Phone opens Thursday 08:00 (XX-1).",
    ReasonCode.ROLE_MAY_ASK: "Your role (colleague) lets you escalate (XX-1).",
    ReasonCode.ON_ROSTER: "You are among the authorized contacts who may escalate (XX-1).",
    ReasonCode.STAFF_MAY_ACT: "The desk’s own staff may open a ticket (XX-1).",
    ReasonCode.LEVEL_IN_PLAN: "Plan support contract reaches the level senior staff (XX-1).",
    ReasonCode.PLAN_OPEN_TO_ACCOUNT: "Plan premium is open to this account (XX-1).",
    ReasonCode.ENOUGH_LICENCES: "12 licences: plan premium asks for at least 10 (XX-1).",
    ReasonCode.ROSTER_HAS_ROOM: "Authorized contacts named: 2 of 5 (XX-1).",
    ReasonCode.ROSTER_UNBOUNDED: "Authorized contacts named: 2, without limit (XX-1).",
    ReasonCode.CHANNEL_NOT_IN_PLAN: "Plan standard does not include support by phone (XX-1). "
    "You can ask by chat or on the forum. It comes with: premium.",
    ReasonCode.CHANNEL_NOT_HELD: "Your account does not include support by phone (XX-1). "
    "You can ask by chat or by e-mail. The desk’s administrators can add it.",
    ReasonCode.CHANNEL_CLOSED: "Phone is closed and opens Thursday 08:00 (XX-1).",
    ReasonCode.NOT_AUTHORIZED: "Only authorized contacts may escalate (XX-1).",
    ReasonCode.ONLY_CONTACTS_ASK: "From 50 employees, a company names the people who may open a ticket "
    "(XX-1).",
    ReasonCode.NOBODY_NAMED: "No authorized contact is named yet: the company names one with the desk, and "
    "that person may then open a ticket (XX-1).",
    ReasonCode.FEE_IF_NOBODY_AVAILABLE: "If no contact is available, you may escalate by accepting the fee "
    "(XX-1).",
    ReasonCode.FEE_APPLIES: "No contact is available now: you may go on by accepting a fee of CA$45.00 "
    "(XX-1).",
    ReasonCode.FEE_NOT_SET: "No contact is available now. A fee would let you go on (XX-1), but the desk has "
    "not set its price: its administrators can.",
    ReasonCode.DELEGATED: "Until Mon 6 Jul, 09:00, a contact of yours lets you open a ticket (XX-1).",
    ReasonCode.MAY_DELEGATE: "A contact may let 1 colleague at a time ask, for 14 days at most (XX-1).",
    ReasonCode.DELEGATION_TOO_LONG: "A contact may delegate for 14 days at most, now until Thu 16 Jul, 09:00 "
    "(XX-1).",
    ReasonCode.DELEGATES_ENOUGH: "You have delegated to Tom Field already, and a contact may do so for "
    "1 colleague at a time (XX-1). You can end that first.",
    ReasonCode.NO_DELEGATION: "Only authorized contacts may ask, and this policy does not let them delegate "
    "(XX-1). The person can be named a contact instead.",
    ReasonCode.EVERYBODY_MAY_ASK: "Everybody of the account may open a ticket, so there is nothing to "
    "delegate (XX-1).",
    ReasonCode.SERVED: "The requester is among those who are given technical support (XX-1).",
    ReasonCode.NOT_SERVED: "Technical support is given to the authorized contacts only: one of them must be "
    "the requester (XX-1).",
    ReasonCode.CONCERN_COVERED: "It concerns the services provided (XX-1).",
    ReasonCode.CONCERN_NOT_COVERED: "What concerns your own environment, hardware or software is not sent on "
    "to the desk (XX-1).",
    ReasonCode.CONCERN_ON_OTHER_TERMS: "The desk may offer it as extra support, on other terms and for a fee "
    "(XX-1).",
    ReasonCode.NOT_ACTIVE: "To open a ticket, the account needs an active subscription: the desk can renew "
    "it (XX-1).",
    ReasonCode.ROLE_MAY_NOT_ASK: "On plan premium, your role (colleague) does not let you escalate (XX-1).",
    ReasonCode.LEVEL_NOT_IN_PLAN: "Plan other does not reach the level senior staff (XX-1). "
    "It comes with: support contract.",
    ReasonCode.UNKNOWN_LEVEL: "There is no level chief. There are: lead and director (XX-1).",
    ReasonCode.TOP_OF_LADDER: "It has reached the highest level, director, which keeps it until it is solved "
    "(XX-1).",
    ReasonCode.TOO_FEW_LICENCES: "Plan premium asks for at least 10 licences, and the account has 0 (XX-1).",
    ReasonCode.ROSTER_FULL: "All 5 authorized contacts are named: one can be named once another is revoked "
    "(XX-1).",
    # fairness
    ReasonCode.PLAN_NOT_IN_POLICY: "The policy has no plan premium, only support contract or other (XX-1): an admin of the desk gives the account one of them.",
    ReasonCode.FAIR_USE_WARNING_FIRST: "A warning comes before a limit (XX-1): warn the account first.",
    ReasonCode.FAIR_USE_NEEDS_TRAINING: "Normal support comes back once training is recorded (XX-1): /ticket fairuse training.",
    ReasonCode.FAIR_USE_DECIDED: "Somebody of the desk decides on fair use (XX-1).",
    ReasonCode.AMENDMENT_IN_FAVOUR: "Nothing promised comes later under version 2026-06-01 (XX-1).",
    ReasonCode.AMENDMENT_WORSE: "The first response due Thu 2 Jul, 08:00 would come later, Thu 2 Jul, 09:00 (XX-1).",
    ReasonCode.AMENDMENT_NO_PLAN: "The new version has no plan premium (XX-1).",
    ReasonCode.LANGUAGE_NOT_SPOKEN: "Support is given in French, English and Spanish (XX-1): choose one of them.",
    # intake
    ReasonCode.FACTS_GIVEN: "The facts asked for came with it: “Facts” and “Item” (XX-1).",
    ReasonCode.FACTS_WELCOME: "Still welcome, though not required: “Facts” and “Item” (XX-1).",
    ReasonCode.FACTS_MISSING: "Still missing, and needed to open the ticket: “Facts” and “Item” (XX-1).",
    ReasonCode.CONSENT_GIVEN: "The desk may reach the device for this ticket (XX-1).",
    ReasonCode.WAITS_FOR_CONSENT: "No remote session yet: the ticket waits for consent to reach the device, "
    "with articles and written answers meanwhile (XX-1). What is promised runs all the same.",
    ReasonCode.REMOTE_NEEDS_CONSENT: "A remote session needs access to your device, which you refuse here "
    "(XX-1). Allow it, or choose another channel.",
    ReasonCode.DOCUMENTATION_CONSULTED: "A ticket is for what the documentation and its examples do not "
    "answer (XX-1).",
    ReasonCode.ONE_SUBJECT: "A ticket holds a single question or request (XX-1), and this subject reads as "
    "2: open one ticket for each.",
    **scope_samples.ENGLISH,
    # incidents
    ReasonCode.OUTCOME_GIVEN: "The outcome is: defect (XX-1).",
    ReasonCode.OUTCOME_ROLE: "An outcome is put on record by agents and directors (XX-1).",
    ReasonCode.NOT_DISCUSSED: "It is discussed with the client first (XX-1). Discuss it, then say when and how "
    'in the form, or with discussed:"…".',
    ReasonCode.REOPEN_FREE: "Reopening it costs nothing until Thu 2 Jul, 08:00 (XX-1).",
    ReasonCode.REOPEN_TOO_LATE: "It reopened free of charge until Thu 2 Jul, 08:00 (XX-1). For what comes "
    "after, please open a new ticket.",
    ReasonCode.LEVEL_IN_TURN: "The level director comes after senior staff (XX-1). Escalate to senior staff "
    "first.",
    ReasonCode.MAY_CROSS: "A ticket goes to another group when it needs to (XX-1).",
    ReasonCode.MAY_NOT_CROSS: "Sending a ticket to another group is not open to the role colleague (XX-1).",
    # products
    ReasonCode.VERSION_SUPPORTED: "Stock 4.2 is supported (XX-1).",
    ReasonCode.VERSION_SUPPORTED_UNTIL: "Stock 4.2 is supported until the end of 1 Sep 2026 (XX-1).",
    ReasonCode.MAINTENANCE_COVERS: "Your maintenance gives you Stock 4.2 with its support (XX-1).",
    ReasonCode.VERSION_UNSUPPORTED: "Support of Stock 4.2 ended on 1 Sep 2026 (XX-1). Fixes for it are at the "
    "provider’s discretion, and you can ask professional services for help at any time (XX-2). The current "
    "version is 5.0.",
    ReasonCode.VERSION_AT_PRICE: "Stock 4.2 is newer than the version you have: without maintenance, it costs "
    "CA$450.00 with its support (XX-1).",
    ReasonCode.VERSION_WITHDRAWN: "Stock 4.2 was withdrawn on 1 Mar 2026, when 5.0 appeared: until 1 Sep 2026, "
    "only accounts with maintenance can have it (XX-1). You can ask about the version you have, or about 5.0.",
    ReasonCode.VERSION_UNAVAILABLE: "Stock 4.2 was withdrawn on 1 Mar 2026, when 5.0 appeared, and has been "
    "unavailable since the end of 1 Sep 2026 (XX-1). You can ask about the version you have, or about 5.0.",
    # ledger
    ReasonCode.UNLIMITED: "Plan subscription: as many tickets as you need, and none is counted (XX-1).",
    ReasonCode.TICKET_RESERVED: "Uses 1 of 7 tickets (XX-1).",
    ReasonCode.MINUTES_LEFT: "30 minutes are left of the hourly blocks (XX-1).",
    ReasonCode.TRIAL_LEFT: "15 of 15 free minutes are left to try the service (XX-1).",
    ReasonCode.OTHER_SUBJECT: "A ticket has one subject: another one than that of #42 takes a ticket of its own "
    "(XX-1).",
    ReasonCode.NO_TICKET_LEFT: "No ticket is left for this request (XX-1). Tickets are sold singly and in "
    "packs of 10 or 20. Nadia Roy can buy.",
    ReasonCode.NO_MINUTES_LEFT: "No minute is left of the hourly blocks (XX-1). A block has 60 minutes. Nadia "
    "Roy can buy.",
    ReasonCode.TRIAL_OVER: "The 15 free minutes are used (XX-1). To go on, choose an offer: subscription or "
    "pack of tickets.",
    ReasonCode.NOT_SHARED: "The tickets that are left belong to Nadia Roy: a pack is shared from 20 tickets on "
    "(XX-1).",
    ReasonCode.LAPSED: "4 expired tickets come back with the next package that is bought (XX-1).",
    ReasonCode.COVERED: "22 of 30 worked minutes are used (XX-1).",
    ReasonCode.BEYOND_COVER: "22 of 30 worked minutes are used, 8 are left. Beyond that, another ticket is "
    "used, once the requester says yes (XX-1).",
    **COMMERCE_ENGLISH,
}


def test_a_price_that_the_desk_has_not_set_is_said_so() -> None:
    assert said("en", ReasonCode.VERSION_AT_PRICE, STOCK) == (
        "Stock 4.2 is newer than the version you have: without maintenance, it and its support are at a price. "
        "The desk has not set it yet and charges nothing before you accept it (XX-1)."
    )


@pytest.mark.parametrize("code", ReasonCode)
def test_each_reason_in_english(code: ReasonCode) -> None:
    assert said("en", code) == ENGLISH[code]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (ReasonCode.CHANNEL_CLOSED, "La messagerie n’est pas disponible, et la prochaine ouverture"),
        (ReasonCode.CHANNEL_CLOSED_NOW, "La messagerie n’ouvre pas pour l’instant, et la prochaine"),
    ],
)
def test_an_opening_beyond_the_known_holidays_is_not_promised(code: ReasonCode, expected: str) -> None:
    assert said("fr", code, {"channel": "chat"}).startswith(expected)


def test_a_bound_that_the_rule_does_not_have_is_not_invented() -> None:
    told = said("en", ReasonCode.ONLY_CONTACTS_ASK, {"action": "open"})
    assert told == "The company names the people who may open a ticket (XX-1)."


def test_a_plan_that_a_policy_names_and_we_do_not_know_is_said_as_it_is() -> None:
    told = said("fr", ReasonCode.PLAN_OPEN_TO_ACCOUNT, {"plan": "diamond"})
    assert told == "Le forfait diamond est ouvert à ce compte (XX-1)."


def test_a_refusal_says_when_it_becomes_possible_once() -> None:
    say = voice(reader("en"), TORONTO, RECEIVED)
    closed = Reason(ReasonCode.CHANNEL_CLOSED, cite("PB-b.i"), {"channel": "phone", "opens_at": on(2, 8)})
    lines = denied_lines(say, Denied((closed,), possible_at=on(2, 8)))
    assert [plain(line) for line in lines] == ["Phone is closed and opens Thursday 08:00 (PB-b.i)."]
    inactive = Reason(ReasonCode.NOT_ACTIVE, cite("SU-return"), {"action": "open", "plan": "subscription"})
    lines = denied_lines(say, Denied((inactive,), possible_at=on(1, 0, month=10)))
    assert [plain(line) for line in lines] == [
        "To open a ticket, the account needs an active subscription: the desk can renew it (SU-return).",
        "It becomes possible on Thu 1 Oct, 00:00.",
    ]
