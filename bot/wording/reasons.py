"""The sentence for each reason of a decision, with its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.replies import Line
from bot.wording.commerce_reasons import commerce_reason
from bot.wording.contact_reasons import contact_reason
from bot.wording.ending_reasons import ending_reason
from bot.wording.fairness_reasons import fairness_reason
from bot.wording.intake_reasons import intake_reason
from bot.wording.lines import listed, sentences
from bot.wording.names import heading, words_of
from bot.wording.reason_facts import number, several, word
from bot.wording.scope_reasons import scope_reason
from bot.wording.unit_reasons import unit_reason
from bot.wording.version_reasons import version_reason
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode

_OF_VERSIONS = frozenset(
    {
        ReasonCode.VERSION_SUPPORTED,
        ReasonCode.VERSION_SUPPORTED_UNTIL,
        ReasonCode.VERSION_UNSUPPORTED,
        ReasonCode.VERSION_AT_PRICE,
        ReasonCode.MAINTENANCE_COVERS,
    }
)


def reason_line(  # noqa: C901, PLR0912  one flat case a code
    say: Voice, reason: Reason, *, follows_names: bool = False, brief: bool = False
) -> Line:
    """Why, in a sentence or two.

    `follows_names`: who is available was just said; `brief`: what is offered instead is in sight anyway.
    """
    clause = reason.citation.clause
    code = reason.code
    msgid = f"reasons.{code}"
    match code:
        case ReasonCode.CHANNEL_IN_PLAN:
            return say.line(msgid, by=_by(say, reason), plan=_plan(say, reason), clause=clause)
        case ReasonCode.CHANNEL_CLOSED_NOW | ReasonCode.CHANNEL_CLOSED:
            return _closed(say, reason, msgid)
        case ReasonCode.ROLE_MAY_ASK:
            return say.line(msgid, role=_role(say, reason), action=_action(say, reason), clause=clause)
        case (
            ReasonCode.ON_ROSTER
            | ReasonCode.STAFF_MAY_ACT
            | ReasonCode.NOT_AUTHORIZED
            | ReasonCode.NOBODY_NAMED
            | ReasonCode.NOT_ACTIVE
        ):
            return say.line(msgid, action=_action(say, reason), clause=clause)
        case ReasonCode.LEVEL_IN_PLAN:
            return say.line(msgid, plan=_plan(say, reason), level=_level(say, reason), clause=clause)
        case ReasonCode.PLAN_OPEN_TO_ACCOUNT:
            return say.line(msgid, plan=_plan(say, reason), clause=clause)
        case ReasonCode.ENOUGH_LICENCES | ReasonCode.TOO_FEW_LICENCES:
            needed = number(reason, "needed")
            return say.line(
                msgid, number(reason, "licences"), plan=_plan(say, reason), needed=needed, clause=clause
            )
        case ReasonCode.ROSTER_HAS_ROOM:
            named, limit = number(reason, "named"), number(reason, "limit")
            return say.line(msgid, named=named, limit=limit, clause=clause)
        case ReasonCode.PLAN_NOT_IN_POLICY:
            return say.line(msgid, plan=_plan(say, reason), plans=_plans(say, reason), clause=clause)
        case ReasonCode.ROSTER_FULL:
            return say.line(msgid, limit=number(reason, "limit"), clause=clause)
        case ReasonCode.ROSTER_UNBOUNDED:
            return say.line(msgid, named=number(reason, "named"), clause=clause)
        case ReasonCode.CHANNEL_NOT_IN_PLAN:
            return _not_in_plan(say, reason, brief=brief)
        case ReasonCode.CHANNEL_NOT_HELD:
            return _not_held(say, reason, brief=brief)
        case ReasonCode.ONLY_CONTACTS_ASK:
            bound = reason.facts.get("employees_from")
            if isinstance(bound, int):
                return say.line(msgid, bound, action=_action(say, reason), clause=clause)
            return say.line("reasons.only_contacts_ask.always", action=_action(say, reason), clause=clause)
        case ReasonCode.FEE_IF_NOBODY_AVAILABLE:
            return say.line(
                "reasons.fee_if_nobody_available.follows" if follows_names else msgid, clause=clause
            )
        case ReasonCode.FEE_APPLIES:
            return contact_reason(say, reason)
        case ReasonCode.ROLE_MAY_NOT_ASK:
            return say.line(
                msgid,
                plan=_plan(say, reason),
                role=_role(say, reason),
                action=_action(say, reason),
                clause=clause,
            )
        case ReasonCode.LEVEL_NOT_IN_PLAN:
            plans = _plans(say, reason)
            return sentences(
                say.line(msgid, plan=_plan(say, reason), level=_level(say, reason), clause=clause),
                say.line("reasons.level_not_in_plan.plans", plans=plans) if plans else (),
            )
        case ReasonCode.UNKNOWN_LEVEL:
            levels = words_of(say.language, "level", several(reason, "levels"))
            return say.line(msgid, level=word(reason, "level"), levels=levels, clause=clause)
        case ReasonCode.TOP_OF_LADDER:
            return say.line(msgid, level=_level(say, reason), clause=clause)
        # fairness
        case (
            ReasonCode.FACTS_GIVEN
            | ReasonCode.FACTS_WELCOME
            | ReasonCode.FACTS_MISSING
            | ReasonCode.CONSENT_GIVEN
            | ReasonCode.WAITS_FOR_CONSENT
            | ReasonCode.REMOTE_NEEDS_CONSENT
            | ReasonCode.DOCUMENTATION_CONSULTED
            | ReasonCode.ONE_SUBJECT
        ):
            return intake_reason(say, reason)
        case (
            ReasonCode.IN_SCOPE
            | ReasonCode.PRODUCT_HELD
            | ReasonCode.SPOKEN_IN
            | ReasonCode.BILLED_WORK
            | ReasonCode.EXCLUDED
            | ReasonCode.CAUSE_EXCLUDED
            | ReasonCode.AT_DISCRETION
            | ReasonCode.OUT_OF_SCOPE
            | ReasonCode.EXCLUDED_BY_DESK
            | ReasonCode.PRODUCT_NOT_HELD
            | ReasonCode.MORE_IS_BILLED
            | ReasonCode.MAY_BE_LET_THROUGH
            | ReasonCode.NO_YES_YET
            | ReasonCode.NOT_AT_DISCRETION
            | ReasonCode.BILLED_CONCERN
        ):
            return scope_reason(say, reason)
        # incidents
        case (
            ReasonCode.OUTCOME_GIVEN
            | ReasonCode.OUTCOME_ROLE
            | ReasonCode.NOT_DISCUSSED
            | ReasonCode.REOPEN_FREE
            | ReasonCode.REOPEN_TOO_LATE
            | ReasonCode.LEVEL_IN_TURN
            | ReasonCode.MAY_CROSS
            | ReasonCode.MAY_NOT_CROSS
        ):
            return ending_reason(say, reason)
        # contacts
        case (
            ReasonCode.FEE_NOT_SET
            | ReasonCode.EVERYBODY_MAY_ASK
            | ReasonCode.NO_DELEGATION
            | ReasonCode.SERVED
            | ReasonCode.NOT_SERVED
            | ReasonCode.CONCERN_COVERED
            | ReasonCode.CONCERN_NOT_COVERED
            | ReasonCode.CONCERN_ON_OTHER_TERMS
            | ReasonCode.DELEGATED
            | ReasonCode.MAY_DELEGATE
            | ReasonCode.DELEGATION_TOO_LONG
            | ReasonCode.DELEGATES_ENOUGH
        ):
            return contact_reason(say, reason)
        # products
        case (
            ReasonCode.VERSION_SUPPORTED
            | ReasonCode.MAINTENANCE_COVERS
            | ReasonCode.VERSION_SUPPORTED_UNTIL
            | ReasonCode.VERSION_WITHDRAWN
            | ReasonCode.VERSION_UNAVAILABLE
            | ReasonCode.VERSION_UNSUPPORTED
            | ReasonCode.VERSION_AT_PRICE
        ):
            return version_reason(say, reason)
        # ledger
        case (
            ReasonCode.UNLIMITED
            | ReasonCode.TICKET_RESERVED
            | ReasonCode.MINUTES_LEFT
            | ReasonCode.TRIAL_LEFT
            | ReasonCode.OTHER_SUBJECT
            | ReasonCode.NO_TICKET_LEFT
            | ReasonCode.NO_MINUTES_LEFT
            | ReasonCode.TRIAL_OVER
            | ReasonCode.NOT_SHARED
            | ReasonCode.LAPSED
            | ReasonCode.COVERED
            | ReasonCode.BEYOND_COVER
        ):
            return unit_reason(say, reason)
        case (
            ReasonCode.CANCELLED_FREE
            | ReasonCode.RETURN_LATER
            | ReasonCode.SUBSCRIPTION_CANCELLED
            | ReasonCode.ACCESSIBLE_UNTIL
            | ReasonCode.CLOSED_AFTER_CANCELLING
            | ReasonCode.RETURN_TOO_SOON
            | ReasonCode.RETURN_POSSIBLE
            | ReasonCode.ON_OFFER
            | ReasonCode.ACTIVE_AT_ONCE
            | ReasonCode.ACTIVE_LATER
            | ReasonCode.INVOICE_FOLLOWS
            | ReasonCode.KICKOFF_FOLLOWS
        ):
            return commerce_reason(say, reason)
        case (
            ReasonCode.FAIR_USE_WARNING_FIRST
            | ReasonCode.FAIR_USE_NEEDS_TRAINING
            | ReasonCode.FAIR_USE_DECIDED
            | ReasonCode.AMENDMENT_IN_FAVOUR
            | ReasonCode.AMENDMENT_WORSE
            | ReasonCode.AMENDMENT_NO_PLAN
            | ReasonCode.LANGUAGE_NOT_SPOKEN
        ):
            return fairness_reason(say, reason)
    assert_never(code)


def version_lines(say: Voice, reasons: Sequence[Reason]) -> tuple[Line, ...]:
    """What a yes says of the version that is asked about: how long it is supported, by which clause."""
    return tuple(reason_line(say, reason) for reason in reasons if reason.code in _OF_VERSIONS)


def _closed(say: Voice, reason: Reason, msgid: str) -> Line:
    channel = heading(say.name("channel_the", word(reason, "channel")))
    opens = reason.facts.get("opens_at")
    clause = reason.citation.clause
    if isinstance(opens, datetime):
        return say.line(msgid, channel=channel, opens=say.times.opening(opens), clause=clause)
    if reason.code is ReasonCode.CHANNEL_CLOSED:
        return say.line("reasons.channel_closed.unknown", channel=channel, clause=clause)
    return say.line("reasons.channel_closed_now.unknown", channel=channel, clause=clause)


def _not_held(say: Voice, reason: Reason, *, brief: bool) -> Line:
    clause = reason.citation.clause
    offered = [(say.name("channel_by", channel),) for channel in several(reason, "offered")]
    channels = listed(say.language, offered, "lists.or")
    return sentences(
        say.line("reasons.channel_not_held", by=_by(say, reason), clause=clause),
        say.line("reasons.channel_not_in_plan.offered", channels=channels) if channels and not brief else (),
        () if brief else say.line("reasons.channel_not_held.who"),
    )


def _not_in_plan(say: Voice, reason: Reason, *, brief: bool) -> Line:
    offered = listed(
        say.language,
        [(say.name("channel_by", channel),) for channel in several(reason, "offered")],
        "lists.or",
    )
    plans = _plans(say, reason)
    return sentences(
        say.line(
            "reasons.channel_not_in_plan",
            by=_by(say, reason),
            plan=_plan(say, reason),
            clause=reason.citation.clause,
        ),
        say.line("reasons.channel_not_in_plan.offered", channels=offered) if offered and not brief else (),
        say.line("reasons.channel_not_in_plan.plans", plans=plans) if plans else (),
    )


def _action(say: Voice, reason: Reason) -> str:
    return say.name("action", word(reason, "action"))


def _role(say: Voice, reason: Reason) -> str:
    return say.name("role", word(reason, "role"))


def _level(say: Voice, reason: Reason) -> str:
    return say.known("level", word(reason, "level"))


def _plan(say: Voice, reason: Reason) -> str:
    return say.known("plan", word(reason, "plan"))


def _plans(say: Voice, reason: Reason) -> Line:
    return words_of(say.language, "plan", several(reason, "plans"), "lists.or")


def _by(say: Voice, reason: Reason) -> str:
    return say.name("channel_by", word(reason, "channel"))
