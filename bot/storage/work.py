"""One unit of work: everything in it is committed together, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.storage.accounts import Accounts
from bot.storage.announcements import Announcements
from bot.storage.articles import Articles
from bot.storage.attachments import Attachments
from bot.storage.conversations import Conversations
from bot.storage.credits import Credits
from bot.storage.delegations import Delegations
from bot.storage.desks import Desks
from bot.storage.digests import Digests
from bot.storage.errors import StorageError
from bot.storage.figures import OpenedSince
from bot.storage.handle import Handle
from bot.storage.installations import Installations
from bot.storage.internal_requests import InternalRequests
from bot.storage.keys import Keys
from bot.storage.linking import Links
from bot.storage.mails import Mails
from bot.storage.money import Charges, Prices
from bot.storage.organisations import Organisations
from bot.storage.outbox import Outbox
from bot.storage.parties import Cancellations, Parties
from bot.storage.people import People
from bot.storage.places import Places
from bot.storage.prepared import Plans
from bot.storage.products import Products
from bot.storage.purchases import Invoices, Purchases
from bot.storage.register import Register
from bot.storage.said import SaidMessages
from bot.storage.scope import Agreements, Exclusions, Refusals
from bot.storage.settings import Settings
from bot.storage.standings import Standings
from bot.storage.tasks import Tasks
from bot.storage.texts import Texts
from bot.storage.threads import Threads
from bot.storage.tickets import Tickets
from bot.storage.undelivered import Undelivered
from bot.storage.units import Units
from bot.storage.versions import Versions


@dataclass(slots=True)
class Part:
    """A part of a unit of work that may be undone alone."""

    undone: bool = False

    def undo(self) -> None:
        """At its end, what it did is undone."""
        self.undone = True


class UnitOfWork:
    """The repositories over one transaction. Rolled back unless `commit` was called."""

    def __init__(self, connection: Connection, *, writes: bool, plans: Plans | None = None) -> None:
        handle = Handle(connection, plans or Plans(connection.dialect))
        self._connection = connection
        self._handle = handle
        self._writes = writes
        self.desks = Desks(handle)
        self.accounts = Accounts(handle)
        self.people = People(handle)
        self.places = Places(handle)
        self.tickets = Tickets(handle)
        self.texts = Texts(handle)
        self.outbox = Outbox(handle)
        self.undelivered = Undelivered(handle)
        self.keys = Keys(handle)
        self.versions = Versions(handle)
        self.threads = Threads(handle)
        self.settings = Settings(handle)
        self.said = SaidMessages(handle)
        self.organisations = Organisations(handle)
        # ledger
        self.units = Units(handle)
        self.credits = Credits(handle)
        # commerce
        self.prices = Prices(handle)
        self.charges = Charges(handle)
        self.purchases = Purchases(handle)
        self.invoices = Invoices(handle)
        self.parties = Parties(handle)
        self.cancellations = Cancellations(handle)
        # intake
        self.articles = Articles(handle)
        # contacts
        self.internal_requests = InternalRequests(handle)
        self.delegations = Delegations(handle)
        # scope
        self.exclusions = Exclusions(handle)
        self.agreements = Agreements(handle)
        self.refusals = Refusals(handle)
        # incidents
        self.tasks = Tasks(handle)
        self.register = Register(handle)
        self.opened = OpenedSince(handle)
        # products
        self.products = Products(handle)
        # fairness
        self.announcements = Announcements(handle)
        self.conversations = Conversations(handle)
        self.standings = Standings(handle)
        # mail
        self.mails = Mails(handle)
        # install
        self.installations = Installations(handle)
        # files
        self.attachments = Attachments(handle)
        # linking
        self.links = Links(handle)
        # delivery
        self.digests = Digests(handle)

    def ahead(self, *questions: Callable[[], object]) -> None:
        """Read in one go what is about to be asked; each question is a call that only reads.

        It changes nothing but the number of times that a distant database is waited for.
        """
        self._handle.ahead(*questions)

    @contextmanager
    def apart(self) -> Iterator[Part]:
        """A part that is undone alone, where it says so or fails: what came before it stays."""
        part, handle = Part(), self._handle
        if handle.over:
            raise StorageError("this unit of work is over already")
        handle.begin_part()
        done = False
        try:
            yield part
            done = not part.undone
        finally:
            try:
                if not done:
                    handle.undo_part()
                handle.end_part()
            except Exception:
                # A full disk makes SQLite undo everything by itself: what came before is gone, too.
                handle.over = True
                raise

    def commit(self) -> None:
        """Make it so, durably; the unit of work is over.

        Raises:
            StorageError: it was opened for reading, or is over already.
        """
        if not self._writes:
            raise StorageError("a unit of work that was opened for reading never commits")
        if self._handle.over:
            raise StorageError("this unit of work is over already")
        self._handle.store()
        self._handle.speak()
        self._handle.over = True
        self._connection.commit()

    def end(self) -> None:
        """Forget whatever was not committed. Called by the database, not by whoever uses it."""
        self._handle.over = True
        self._handle.forget()
        self._connection.rollback()
