"""What the use cases of a ticket answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.commands import WHOLE_QUEUE, Queue
from bot.domain.articles import Article
from bot.domain.events import EscalationKind
from bot.domain.files import File
from bot.domain.people import Face
from bot.outgoing import Change
from bot.results.views import PersonView, ProductView, PromiseView, TicketView
from policy.decisions import Decision, Denied, Reason
from policy.documents import Citation
from policy.entitlements import ChannelOffer
from policy.facts import Channel, Severity
from policy.intake_rules import IntakeRule
from policy.scope import Concern
from policy.texts import Translated


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The open form with its live promise. `worse` says that the promise got worse since it was shown."""

    desk: str
    account: str
    subject: str
    facts: str
    severity: Severity
    severities: tuple[Severity, ...]
    channel: Channel
    offers: tuple[ChannelOffer, ...]
    decision: Decision
    promises: tuple[PromiseView, ...]
    zone: str
    next_opening: datetime | None
    worse: bool = False
    missing_subject: bool = False
    requester: PersonView | None = None
    requesters: tuple[PersonView, ...] = ()
    """For staff: on whose behalf; empty for the account's own people."""
    meanings: Mapping[Severity, Translated] = field(default_factory=dict)
    """What each severity means under this policy."""
    draft: int | None = None
    """The colleague's request that it began with."""
    agreed: tuple[str, ...] = ()
    """What the asker has said yes to so far, by the names that the decision asks for."""
    unanswered: bool = False
    """It was sent without a yes, or a fact, that it needs."""
    intake: tuple[IntakeRule, ...] = ()
    """The facts that the policy asks for."""
    details: tuple[tuple[str, str], ...] = ()
    """Those given so far beside what happens, by field."""
    consent: Citation | None = None
    """The clause by which this person is asked whether the desk may reach their device."""
    remote: bool | None = None
    articles: tuple[Article, ...] = ()
    """Those that match the subject so far."""
    self_help: Citation | None = None
    """The clause by which articles are there for everybody."""
    lacking: Denied | None = None
    """The facts without which no ticket is filed and that did not come, by the clause that asks for them."""
    concerns: tuple[Concern, ...] = ()
    """What the request may concern, where the policy has a list."""
    concern: str | None = None
    discretion: Reason | None = None
    """By which clause the desk may be asked to let through what is refused."""
    """It was sent without a yes that it needs."""
    products: tuple[ProductView, ...] = ()
    product: str | None = None
    """The id of the one it is about."""
    versions: tuple[str, ...] = ()
    """Those of the product that have appeared, newest first."""
    product_version: str | None = None
    about_version: tuple[Reason, ...] = ()
    """How long it is supported, and by which clause it is the account's, where it may be asked about."""
    fee: int | None = None
    """The amount (minor units) that its box names, where a fee is asked."""
    unserved: Denied | None = None
    """Why the requester who was sent with it is not served."""
    quoted: bool = False
    """It began with a message."""
    elsewhere: bool = False
    """That message stands where the account does not read."""
    place: str | None = None
    """The name of where it stands."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket is open."""

    ticket: TicketView
    promises: tuple[PromiseView, ...]
    reasons: tuple[Reason, ...]
    articles: tuple[Article, ...] = ()
    """What its requester may help themselves with while it waits for consent."""
    self_help: Citation | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The policy says no. `instead` holds who can, in words' order; `subject` is what was asked, kept."""

    action: str
    decision: Denied
    desk: str
    account: str
    zone: str
    subject: str | None = None
    instead: tuple[PersonView, ...] = ()
    ticket: int | None = None
    refusal: int | None = None
    """Its number, where the desk may be asked to let it through."""
    products: tuple[ProductView, ...] = ()
    """Where a channel is refused: the addresses at which support is asked for instead."""
    articles: tuple[Article, ...] = ()
    self_help: Citation | None = None
    """The clause by which articles are there for whoever is refused, too."""


@dataclass(frozen=True, slots=True)
class AskForm:
    """To whom a colleague's request goes, and what it says."""

    desk: str
    account: str
    contacts: tuple[PersonView, ...]
    """Those who may be asked; a choice of all of them stands first."""
    contact: PersonView | None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The colleague's request is with these contacts, under a number of its own."""

    contacts: tuple[PersonView, ...]
    subject: str
    number: int
    zone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a ticket's conversation, oldest first."""

    at: datetime
    author: str
    text: str
    public: bool
    call: bool = False
    edited: bool = False
    deleted: bool = False
    """Taken away where it was written: there is no text any more."""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A ticket with the last of its conversation, as far as this person may read it."""

    ticket: TicketView
    messages: tuple[Message, ...]
    face: Face
    earlier: int = 0
    """How many messages came before those."""


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """One that was sought. `whole`: everybody in the place where it is sought reads its card already."""

    ticket: TicketView
    whole: bool
    desk: str | None = None
    """Its desk's name, where several were searched."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was sought by its number or words, newest first."""

    tickets: tuple[FoundTicket, ...]
    for_desk: bool
    asked: bool = True
    """Something was typed; else one's own tickets are offered."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Tickets; `queue` for the agents' order."""

    tickets: tuple[TicketView, ...]
    page: int
    more: bool
    queue: bool = False
    mine: bool = False
    closed: bool = False
    only: Queue = WHOLE_QUEUE
    """What narrows the queue, as it was asked."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The ticket changed: claimed, assigned, resumed, solved, closed, reopened, another severity."""

    change: Change
    ticket: TicketView
    subject: PersonView | None = None
    promises: tuple[PromiseView, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A text of this person went on its way: an answer, a question (the ticket now waits), or a note."""

    verb: str
    ticket: TicketView
    readers: tuple[PersonView, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class EscalationPreview:
    """Who will be told, in which local hour, before it is confirmed."""

    ticket: TicketView
    kind: EscalationKind
    to: str
    told: tuple[PersonView, ...]
    reasons: tuple[Reason, ...]
    text: str = ""
    concerns: tuple[Concern, ...] = ()
    """What it may concern, where the account's own people must say so."""
    concern: str | None = None
    asks: tuple[str, ...] = ()
    """What must be agreed to, by name."""
    agreed: tuple[str, ...] = ()
    unanswered: bool = False
    """It was sent without what it asks."""
    fee: int | None = None


@dataclass(frozen=True, slots=True)
class Escalated:
    """It went up or across."""

    ticket: TicketView
    kind: EscalationKind
    to: str
    told: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A message joined its ticket: nothing is said, its copy goes by the outbox."""

    ticket: int
