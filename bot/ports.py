"""What the desk needs of a platform: to post, to edit, and to find what it may already have posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.replies import Reply
from bot.requests import Actor, Shut


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to post: a conversation (and thread), or a person's private chat."""

    platform: str
    tenant: str
    conversation: str | None = None
    thread: str | None = None
    person: Actor | None = None
    urgent: bool = False
    """Where posts wait for one another, this one goes first."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was posted: the conversation it went to and the platform's reference of the message."""

    conversation: str
    ref: str


@dataclass(frozen=True, slots=True)
class Known:
    """A conversation that a platform told of.

    `details` is the adapter's own JSON; `user` whose private chat it is, None where it is nobody's alone;
    `dead`: why nothing can be said there any more, None while it can.
    """

    platform: str
    tenant: str
    conversation: str
    user: str | None
    details: str
    dead: str | None = None


class DeliveryError(Exception):
    """A post that did not go through; classified once, at the platform's client."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Permanent(DeliveryError):
    """Trying again cannot help: archived channel, bot removed, no such conversation, revoked token."""


class Closed(Permanent):
    """The place takes nothing until somebody opens it: invites the desk, or takes it out of the archive."""

    def __init__(self, code: str, why: Shut = Shut.UNINVITED) -> None:
        super().__init__(code)
        self.why = why


class Transient(DeliveryError):
    """Try again after `retry_after` seconds: rate limit, server error before anything was done."""

    def __init__(self, code: str, retry_after: float = 1.0) -> None:
        super().__init__(code)
        self.retry_after = retry_after


class Busy(Transient):
    """Our own pace: nothing was tried, and `retry_after` is the time of a turn. It counts as no attempt."""


class Uncertain(DeliveryError):
    """No answer came: it may have been posted. Look it up before posting again."""


class Messenger(Protocol):
    """One platform's way of posting. Synchronous: called from the delivery's threads.

    `at_once` is how many calls may be under way together: more than one only where they may come from
    several threads.
    """

    platform: str
    at_once: int
    looks: bool
    """Whether `find` knows what became of a post. False: nobody can tell, and what must not be said twice is
    not said again."""

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        """Post once, with `key` travelling along. Raises Permanent, Transient or Uncertain."""
        ...

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace the message `ref`: idempotent. Raises Permanent or Transient."""
        ...

    def find(self, to: Destination, key: str, since: float) -> Sent | None:
        """The message that carries `key`, posted since `since` (wall seconds), if there is one."""
        ...

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Bring the files of a posted reply to where it stands, each once.

        `look`: an earlier attempt may have brought them, so look there first. `last`: what cannot be brought
        now is told of instead. Raises Transient or Uncertain where it is to be tried again.
        """
        ...


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """A payment that a service has told of, verified to come from it.

    `event` is the service's id of the notice; `reference` what the payer was asked to give; `amount` as the
    service writes it ("240.00"); `payment` what the service calls the payment.
    """

    service: str
    event: str
    reference: str
    amount: str
    currency: str
    payment: str
