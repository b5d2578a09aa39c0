"""Empties the mailboxes: each message is asked of the desk, its answer is sent, and it is put away."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from adapters.email.mailbox import Inbox
from adapters.email.messenger import PLATFORM, EmailMessenger
from adapters.email.reading import Letter, read
from bot.desk import Desk
from bot.ports import DeliveryError, Destination
from bot.replies import Audience
from bot.requests import Actor as Who
from bot.requests import PlaceKind, PlaceRef, Profile, Request, Via

log = structlog.get_logger(__name__)

EVERY = 30.0
"""Seconds between two looks."""


class PostOffice:
    """Looks into one mailbox in a thread of its own; `addresses` are the products' that it receives for."""

    def __init__(
        self,
        desk: Desk,
        inbox: Inbox,
        messenger: EmailMessenger,
        now: Callable[[], datetime],
        is_mailbox: Callable[[str], bool],
    ) -> None:
        self._desk = desk
        self._inbox = inbox
        self._messenger = messenger
        self._now = now
        self._is_mailbox = is_mailbox
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="mail", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End after the message in hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> int:
        """Deal with what is there. Returns how many; what cannot be dealt with now stays for later.

        A bug with one letter does not hold up the others.
        """
        count = 0
        for name, raw in list(self._inbox.new()):
            try:
                self.take(raw)
            except Exception:
                log.exception("mail.failed")
                continue
            self._inbox.done(name)
            count += 1
        return count

    def take(self, raw: bytes) -> None:
        """Ask the desk about one message, and send its answer, unless a program wrote it."""
        letter = read(raw)
        mailbox = next((address for address in letter.to if self._is_mailbox(address)), None)
        if mailbox is None or not letter.sender:
            log.warning("mail for nobody here", to=len(letter.to))
            return
        request = request_of(letter, mailbox, self._now())
        reply = self._desk.answer(request)
        if reply.audience is Audience.NOBODY or letter.mail.automatic:
            return
        to = Destination(PLATFORM, mailbox, letter.sender, letter.mail.message_id)
        try:
            self._messenger.post(to, reply, f"answer:{letter.mail.message_id}")
        except DeliveryError as error:
            log.warning("an answer by mail was not sent", error=error.code)

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                self.look()
            except OSError as error:
                log.warning("the mailbox is out of reach", error=type(error).__name__)
            except Exception:
                log.exception("mail.failed")
            self._stop.wait(EVERY)


def request_of(letter: Letter, mailbox: str, now: datetime) -> Request:
    """The letter as a request. Clocks start when it is taken in: a letter's own date is not to be trusted."""
    return Request(
        actor=Who(PLATFORM, mailbox, letter.sender),
        place=PlaceRef(PLATFORM, mailbox, letter.sender, kind=PlaceKind.PRIVATE),
        intent=letter.mail,
        key=f"mail:{letter.mail.message_id}",
        received_at=now,
        via=Via.MAIL,
        # The name in a letter is whatever its writer likes: nobody is renamed by it.
        profile=Profile("", email=letter.sender),
    )
