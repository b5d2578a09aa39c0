"""What each command means once understood: typed, frozen, no words left."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.adding import Add
from bot.commands.commerce import Buy, Cancel, Invoices, KickOff, Payment
from bot.commands.contacts import Approve, Delegate, InternalRequests, SayAvailable
from bot.commands.desk import People, Setup
from bot.commands.fairness import Amend, FairUse, Language
from bot.commands.home import Deliveries, Home, Queue
from bot.commands.incidents import Defects, GiveOutcome, Rate, Stats, Task
from bot.commands.intake import Articles, Consent, GiveFacts
from bot.commands.ledger import Credit, Log, Split, Usage
from bot.commands.linking import Link, LinkPeople, Unlink, UnlinkPerson
from bot.commands.products import Accounts, DeclareOutage, Products
from bot.commands.reminding import Snooze
from bot.commands.scope import Accept, Decline, Exclude, MarkDuplicate, Offer, Override
from bot.commands.words import PersonWord
from policy.facts import Channel, Severity


@dataclass(frozen=True, slots=True)
class Help:
    """Help on one verb or on all that this person may use; or the articles on a topic."""

    verb: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """Open a ticket. Without a subject, its form.

    `accepted` is the due instant that the form last showed; `draft` the number of the internal request to
    begin the form with; `agreed` the names of what the asker said yes to (a
    fee, say), each asked for by a decision that needs consent. `details` are the facts that the policy asks
    for beside `facts`, by field; `remote` is the answer on remote access, None where there is none yet.
    `concerns` is what the request is about, by its id in the policy's list; `product` and `version` are of
    the desk's own list; `fee` is the amount (minor units) that the form showed beside its box;
    `split` is the text of the subject that somebody was asked to open a ticket for; `quoted` says that the
    form began with a message, which others may have read than those who will read the ticket.
    """

    subject: str | None = None
    severity: Severity | None = None
    channel: Channel | None = None
    facts: str | None = None
    requester: PersonWord | None = None
    accepted: str | None = None
    draft: int | None = None
    agreed: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    remote: bool | None = None
    concerns: str | None = None
    product: str | None = None
    version: str | None = None
    fee: int | None = None
    split: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A colleague's request to the authorized contacts of the same account; without a subject, its form.

    Without a contact it is for whoever of them is there.
    """

    contact: PersonWord | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """One ticket: its card and its latest messages; `full`: all of them."""

    ticket: int | None
    full: bool = False


@dataclass(frozen=True, slots=True)
class ListTickets:
    """The tickets that this person may see; `closed` takes in the closed ones."""

    closed: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """Make it mine."""

    ticket: int | None


@dataclass(frozen=True, slots=True)
class Assign:
    """Give it to an agent."""

    ticket: int | None
    to: PersonWord | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the requester (`reply`): public. Without `sure`, an agent sees the form first.

    `call` is how the text was led in where it says what was said in a call ("by phone:").
    """

    ticket: int | None
    text: str | None = None
    sure: bool = False
    call: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """An internal note."""

    ticket: int | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Pend:
    """Ask the requester something and wait (`pending`): the question is public."""

    ticket: int | None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """The wait is over."""

    ticket: int | None


@dataclass(frozen=True, slots=True)
class SetSeverity:
    """Change how bad it is; the clocks are read again."""

    ticket: int | None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Escalate:
    """Up the ladder, or across to a group with `to`. Without `sure`, a preview with the required reason.

    `concerns`, `agreed` and `fee` as in `Open`.
    """

    ticket: int | None
    to: str | None = None
    reason: str | None = None
    sure: bool = False
    concerns: str | None = None
    agreed: tuple[str, ...] = ()
    fee: int | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """The requester confirms or withdraws; an agent declares it solved."""

    ticket: int | None


@dataclass(frozen=True, slots=True)
class Reopen:
    """It is not over."""

    ticket: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why each deadline is the moment it is; `every` lists every window."""

    ticket: int | None
    every: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """What would be promised now, by severity or channel. Staff name the account."""

    severity: Severity | None = None
    channel: Channel | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The account's plan: channels, targets, contacts. Staff name the account."""

    account: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy in force, or one clause of it."""

    clause: str | None = None


Command = (
    Home
    | Help
    | Open
    | Ask
    | Show
    | ListTickets
    | Queue
    | Claim
    | Assign
    | Answer
    | Add
    | Note
    | Pend
    | Resume
    | SetSeverity
    | Escalate
    | Close
    | Reopen
    | Why
    | When
    | Plan
    | Policy
    | People
    | Setup
    # ledger
    | Log
    | Split
    | Usage
    | Credit
    # commerce
    | Buy
    | Invoices
    | Payment
    | Cancel
    | KickOff
    # intake
    | GiveFacts
    | Consent
    | Articles
    # contacts
    | InternalRequests
    | Approve
    | Delegate
    | SayAvailable
    # scope
    | Offer
    | Accept
    | Decline
    | Exclude
    | MarkDuplicate
    | Override
    # incidents
    | Task
    | GiveOutcome
    | Defects
    | Rate
    | Stats
    # products
    | Products
    | Accounts
    | DeclareOutage
    # fairness
    | Amend
    | Language
    | FairUse
    # home
    | Deliveries
    # delivery
    | Snooze
    # linking
    | Link
    | Unlink
    | LinkPeople
    | UnlinkPerson
)
