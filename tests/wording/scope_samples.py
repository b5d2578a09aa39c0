"""Samples of what is said about scope, billed work and exceptions."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.events import Proposed
from bot.domain.money import Price
from bot.domain.people import Face
from bot.domain.proposals import Waiting
from bot.outgoing import (
    DuplicateNotice,
    ExceptionAskedNotice,
    ExcludedNotice,
    OfferAskedNotice,
    OverriddenNotice,
    ProposalAnsweredNotice,
    ProposedNotice,
    WithdrawnNotice,
)
from bot.results import (
    AgreementView,
    DuplicateForm,
    ExceptionAsked,
    Excluded,
    ExcludeForm,
    LogForm,
    MarkedDuplicate,
    Offered,
    OfferForm,
    OfferRequested,
    Overridden,
    OverrideForm,
    ProposalAnswered,
    ScopeView,
    Shown,
    TicketView,
    WhyTold,
)
from policy.decisions import Reason, ReasonCode
from policy.scope import Concern
from policy.scope import Excluded as Exclusion
from policy.scope_rules import Standing
from policy.texts import Translated
from tests.wording.samples import RECEIVED, cite

TITLE = Translated("Your own scripts", "Vos propres scripts", "Sus propios scripts")
TITLED = {"title_en": TITLE.en, "title_fr": TITLE.fr, "title_es": TITLE.es}
DETAIL = {
    "exclusion": "own-scripts",
    "title": TITLE.en,
    "link": "https://example.com/licence",
    "clause": "DV-agreement",
}
OFFER = Proposed(RECEIVED, 4, "billed_work", "DV-extra", 2, "hour", 24000, "CAD", 1)
ANOTHER = Proposed(RECEIVED, None, "second_ticket", "SU-30-minutes", 1, "ticket")
CONCERNS = (
    Concern("services", TITLE, "PB-b.iii.scope", Standing.COVERED),
    Concern("own", TITLE, "PB-b.extra", Standing.BILLED),
)
PRICE = Price(1, "hour", "Hour", 12000, "CAD")

FACTS: dict[ReasonCode, dict[str, Any]] = {
    ReasonCode.IN_SCOPE: {"concern": "use", **TITLED},
    ReasonCode.PRODUCT_HELD: {"product": "SIA"},
    ReasonCode.SPOKEN_IN: {"channel": "phone", "languages": ("fr", "en"), "asked": "es"},
    ReasonCode.BILLED_WORK: {},
    ReasonCode.EXCLUDED: {"exclusion": "scripts", **TITLED},
    ReasonCode.CAUSE_EXCLUDED: {"exclusion": "scripts", **TITLED},
    ReasonCode.AT_DISCRETION: {"over": ("DV-exclusions",)},
    ReasonCode.OUT_OF_SCOPE: {"concern": "scripts", **TITLED},
    ReasonCode.EXCLUDED_BY_DESK: {"concern": "scripts", **TITLED},
    ReasonCode.PRODUCT_NOT_HELD: {"product": "SIA", "lacks": ("bought", "managed")},
    ReasonCode.MORE_IS_BILLED: {},
    ReasonCode.MAY_BE_LET_THROUGH: {},
    ReasonCode.NO_YES_YET: {"agreed": 60, "worked": 30, "asked": 45},
    ReasonCode.NOT_AT_DISCRETION: {"over": ("TT-4.phone",), "may": ("TT-7.versions",)},
    ReasonCode.BILLED_CONCERN: {"concern": "scripts", **TITLED, "amount": 12000, "currency": "CAD"},
}

ENGLISH = {
    ReasonCode.IN_SCOPE: "Covered: Your own scripts (XX-1).",
    ReasonCode.PRODUCT_HELD: "SIA comes from the desk and is managed by it (XX-1).",
    ReasonCode.SPOKEN_IN: "By phone you are answered in French or English (XX-1).",
    ReasonCode.BILLED_WORK: "More help may be offered, billed by the hour, with your yes first (XX-1).",
    ReasonCode.EXCLUDED: "Not covered by support: Your own scripts (XX-1).",
    ReasonCode.CAUSE_EXCLUDED: "The case is not taken on, since its cause is excluded: Your own scripts "
    "(XX-1).",
    ReasonCode.AT_DISCRETION: "Taken on at the desk’s discretion (XX-1).",
    ReasonCode.OUT_OF_SCOPE: "Support does not cover this: Your own scripts (XX-1).",
    ReasonCode.EXCLUDED_BY_DESK: "The desk’s list leaves this out of support: Your own scripts (XX-1).",
    ReasonCode.PRODUCT_NOT_HELD: "SIA was neither bought through the desk nor is managed by it (XX-1).",
    ReasonCode.MORE_IS_BILLED: "The desk may offer more help, billed by the hour (XX-1).",
    ReasonCode.MAY_BE_LET_THROUGH: "The desk may take it on all the same, at its discretion (XX-1).",
    ReasonCode.NO_YES_YET: "Billed work needs the customer’s yes first: 45 minutes are more than the 60 "
    "agreed to, of which 30 are worked (XX-1).",
    ReasonCode.NOT_AT_DISCRETION: "The desk’s discretion reaches TT-7.versions, and this is refused by "
    "TT-4.phone (XX-1).",
    ReasonCode.BILLED_CONCERN: "Your own scripts: billed at CA$120.00 an hour, and begun only with your yes. "
    "Your yes is for a first hour (XX-1).",
}


def reason(code: ReasonCode, clause: str = "DV-extra") -> Reason:
    return Reason(code, cite(clause), FACTS[code])


SCOPES = (
    ScopeView(TITLE, TITLE, "DV-exclusions", "DV-discretion", ("DV-exclusions",), may_exclude=True),
    ScopeView(waiting=Waiting(7, OFFER), agreed_minutes=120, billed_minutes=30, may_exclude=True),
    ScopeView(let_through_by="DV-discretion", waiting=Waiting(8, ANOTHER)),
)
AGREEMENTS = tuple(AgreementView(TITLE, "DV-agreement", link) for link in (None, "https://example.com/x"))


def results(it: TicketView, hostile: str) -> Iterator[Any]:
    for view in SCOPES:
        yield Shown(replace(it, scope=view), (), Face.DESK)
        yield Shown(replace(it, scope=view), (), Face.CUSTOMER)
        yield WhyTold(replace(it, scope=view, clocks=()), (), every=False)
    for for_desk in (True, False):
        yield OfferForm(it, PRICE, cite("DV-extra"), hostile, for_desk)
        yield OfferForm(it, None, cite("DV-extra"), "", for_desk)
    for proposal in (OFFER, ANOTHER):
        yield Offered(it, proposal)
        for yes in (True, False):
            yield ProposalAnswered(it, proposal, yes)
    yield Offered(it, OFFER, withdrawn=True)
    yield OfferRequested(it, cite("DV-extra"))
    yield LogForm(replace(it, scope=SCOPES[1]), hostile)
    causes = (Exclusion("scripts", TITLE, "DV-exclusions"),)
    yield ExcludeForm(it, causes, PRICE, hostile)
    yield ExcludeForm(it, causes, None)
    reasons = (reason(ReasonCode.EXCLUDED), reason(ReasonCode.CAUSE_EXCLUDED))
    yield Excluded(it, TITLE, reasons, OFFER)
    yield Excluded(it, TITLE, reasons, may_bill=True)
    yield Excluded(it, TITLE, reasons)
    yield DuplicateForm(it)
    yield MarkedDuplicate(it, 41)
    at_discretion = reason(ReasonCode.AT_DISCRETION)
    yield ExceptionAsked(3, "Boréal", at_discretion)
    refused = (reason(ReasonCode.EXCLUDED_BY_DESK),)
    yield OverrideForm("42", hostile, "Hôtel Laurier", "Tom Field", (), at_discretion, ("TT-7.versions",))
    yield Overridden(it, (at_discretion,), opened=False)
    yield OverrideForm("R3", hostile, "Hôtel Laurier", "Tom Field", refused, at_discretion)
    yield Overridden(it, (at_discretion, *refused))


def notices(hostile: str) -> Iterator[Any]:
    yield ProposedNotice(7, OFFER)
    yield ProposedNotice(8, ANOTHER)
    for yes in (True, False):
        yield ProposalAnsweredNotice(OFFER, 2, yes)
    yield WithdrawnNotice("billed_work", 4)
    yield OfferAskedNotice(2, 1, "TT-o.discretion")
    yield OfferAskedNotice(2, None, "TT-o.discretion")
    yield ExcludedNotice(TITLE, ("DV-exclusions", "DV-excluded-cause"), 4, 1)
    yield DuplicateNotice(41, 4)
    yield ExceptionAskedNotice(3, "Hôtel Laurier", hostile, ("DV-exclusions",), 3)
    yield OverriddenNotice("DV-discretion", ("DV-exclusions",), 4, 1)
    yield OverriddenNotice("DV-discretion", (), 4, 1)
