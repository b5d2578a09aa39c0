"""What is said within an account: internal requests, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.first_line import RequestNumber, RequestState
from bot.domain.ids import AccountId, PersonId, TextId


@dataclass(frozen=True, slots=True)
class RequestNotice:
    """To a contact, privately: a colleague's request. Suppressed at delivery where it is settled."""

    account: AccountId
    number: RequestNumber
    author: PersonId
    text: TextId
    tag: Literal["request"] = "request"


@dataclass(frozen=True, slots=True)
class RequestSettledNotice:
    """To the other contacts who were told of it, privately: it needs nobody any more."""

    number: RequestNumber
    state: RequestState
    by: PersonId
    text: TextId
    tag: Literal["request_settled"] = "request_settled"


@dataclass(frozen=True, slots=True)
class RequestAnsweredNotice:
    """To the colleague who asked, privately: what a contact answers.

    With `to`, the receipt of a contact who answered that person by a form.
    """

    number: RequestNumber
    by: PersonId
    text: TextId
    answer: TextId
    to: PersonId | None = None
    tag: Literal["request_answered"] = "request_answered"


@dataclass(frozen=True, slots=True)
class DelegatedNotice:
    """To a delegate, privately: what they may do and until when; `until` None: no longer.

    With `to`, the receipt of a contact who delegated to that person by a form, by `clause`.
    """

    by: PersonId
    account: str
    zone: str
    until: datetime | None
    to: PersonId | None = None
    clause: str | None = None
    tag: Literal["delegated"] = "delegated"


@dataclass(frozen=True, slots=True)
class FeeNotice:
    """To the contacts, privately: a colleague accepted a fee, since none of them was available."""

    by: PersonId
    amount: int
    """In minor units."""
    currency: str
    clause: str
    tag: Literal["fee"] = "fee"


@dataclass(frozen=True, slots=True)
class AskedNotice:
    """To the colleague who sent a request by a form, privately: with whom it is, under which number."""

    number: RequestNumber
    contacts: tuple[PersonId, ...]
    text: TextId
    tag: Literal["asked"] = "asked"
