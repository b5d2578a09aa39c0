"""The people and texts that a notice speaks of: looked up before it is worded."""

from __future__ import annotations

from typing import assert_never

from bot.domain.ids import PersonId, TextId
from bot.outgoing import (
    AmendedNotice,
    AnswerNotice,
    AnswerReceipt,
    AskedNotice,
    ChangeNotice,
    CreditNotice,
    DelegatedNotice,
    EscalatedNotice,
    ExceptionAskedNotice,
    ExcludedNotice,
    FeeNotice,
    HeardNotice,
    KickOffNotice,
    LinkNotice,
    NoteNotice,
    Notice,
    OfferAskedNotice,
    OutageNotice,
    OutcomeNotice,
    OverriddenNotice,
    PassedOnNotice,
    PrivatelyNotice,
    ProposalAnsweredNotice,
    ProposedNotice,
    PurchaseNotice,
    RatedNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
    SnoozedNotice,
    StandingNotice,
    SubjectNotice,
    UnclaimedMailNotice,
    WithdrawnNotice,
    WorkedNotice,
)


def named(notice: Notice) -> tuple[set[PersonId], set[TextId]]:  # noqa: C901  one flat case a notice
    """The people and texts that a notice speaks of."""
    match notice:
        case AnswerNotice(text=text, author=author) | AnswerReceipt(text=text, author=author):
            return {author}, {text}
        case HeardNotice(text=text, author=author) | NoteNotice(text=text, author=author):
            return {author}, {text}
        case (
            RequestNotice()
            | RequestSettledNotice()
            | RequestAnsweredNotice()
            | DelegatedNotice()
            | FeeNotice()
            | AskedNotice()
        ):
            return _named_within(notice)
        case AmendedNotice(actor=actor) | OutageNotice(actor=actor) | StandingNotice(actor=actor):
            return {actor}, set()
        case UnclaimedMailNotice(text=text):
            return set(), {text}
        case PassedOnNotice(contact=contact):
            return {contact}, set()
        case EscalatedNotice(told=told, actor=actor, reason=reason):
            return set(told) | ({actor} if actor else set()), {reason} if reason else set()
        case ChangeNotice(actor=actor, subject=subject, reason=reason):
            return {actor} | ({subject} if subject else set()), {reason} if reason else set()
        case OutcomeNotice(actor=actor, discussed=discussed, text=text):
            return {actor}, {each for each in (discussed, text) if each is not None}
        case RatedNotice(author=author, text=text):
            return {author}, {text} if text is not None else set()
        case PrivatelyNotice(person=person):
            return ({person} if person else set()), set()
        case _:
            return _of_scope(notice)


def _of_scope(notice: Notice) -> tuple[set[PersonId], set[TextId]]:
    """The same, of offers, exclusions, exceptions and purchases."""
    match notice:
        case ProposedNotice(proposal=proposal):
            text = proposal.text
            return ({proposal.actor} if proposal.actor else set()), {text} if text else set()
        case OfferAskedNotice(actor=actor, text=text):
            return {actor}, {text} if text else set()
        case ExcludedNotice(actor=actor, reason=reason) | OverriddenNotice(actor=actor, reason=reason):
            return {actor}, {reason} if reason else set()
        case ProposalAnsweredNotice(actor=actor) | WithdrawnNotice(actor=actor):
            return {actor}, set()
        case ExceptionAskedNotice(person=person):
            return {person}, set()
        case PurchaseNotice(buyer=person) | KickOffNotice(author=person):
            return {person}, set()
        case _:
            return _of_units(notice)


def _of_units(notice: Notice) -> tuple[set[PersonId], set[TextId]]:
    """The same, of worked minutes, other subjects and corrections."""
    match notice:
        case WorkedNotice(author=author, text=text):
            return {author}, {text} if text else set()
        case SubjectNotice(author=author, subject=text):
            return {author}, {text}
        case SnoozedNotice(actor=actor, reason=reason):
            return {actor}, {reason} if reason else set()
        case CreditNotice(author=author, text=text, owner=owner):
            return {author} | ({owner} if owner else set()), {text}
        case LinkNotice(by=by):
            return ({by} if by else set()), set()
        case _:
            return set(), set()


def _named_within(
    notice: RequestNotice
    | RequestSettledNotice
    | RequestAnsweredNotice
    | DelegatedNotice
    | FeeNotice
    | AskedNotice,
) -> tuple[set[PersonId], set[TextId]]:
    """The same, of what is said within an account."""
    match notice:
        case RequestNotice(text=text, author=author):
            return {author}, {text}
        case RequestSettledNotice(text=text, by=by):
            return {by}, {text}
        case RequestAnsweredNotice(text=text, by=by, answer=answer, to=to):
            return {by} | ({to} if to else set()), {text, answer}
        case AskedNotice(contacts=contacts, text=text):
            return set(contacts), {text}
        case DelegatedNotice(by=by, to=to):
            return {by} | ({to} if to else set()), set()
        case FeeNotice(by=by):
            return {by}, set()
    assert_never(notice)
