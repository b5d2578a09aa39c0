"""What every use case is given: who asks, where, when, and the unit of work in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.commands import PersonWord
from bot.domain.files import File, taken
from bot.domain.ids import PersonId, TicketNumber
from bot.domain.people import Account, Desk, Face, Member, Place
from bot.domain.ticket import Status, Ticket
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.identity import Here
from bot.policies import Policies, Version
from bot.promise_views import promise_views
from bot.requests import BRING, Attachment, Edited, Filled, Mailed, Request, Said, Typed, Via
from bot.results import PersonView, PromiseView, TicketView
from bot.storage import UnitOfWork
from bot.storage.folding import folded
from bot.usecases import meant
from bot.views import contact_of, member_view, person_view, ticket_view
from policy.documents import PolicyDocument
from policy.facts import Asker, Delegate, Money, Terms
from policy.resolving import Calendars
from policy.targets import Promise


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing asked by a member of a desk.

    `at` is when it was received, where clocks start and events are dated; `now` is the desk's present, never
    before it. `writes`: the unit of work may lock and write. No use case commits: the front door does, once.
    """

    uow: UnitOfWork
    policies: Policies
    desk: Desk
    member: Member
    request: Request
    now: datetime
    language: str
    place: Place | None = None
    here: Here | None = None
    writes: bool = True

    @property
    def at(self) -> datetime:
        """When it was received; never later than the present."""
        return min(self.request.received_at, self.now)

    @property
    def me(self) -> PersonId:
        """The person who asks."""
        return self.member.person.id

    @property
    def is_staff(self) -> bool:
        """Whether the desk's own people ask."""
        return self.member.is_staff

    def answers(self, ticket: Ticket) -> bool:
        """Whether what this person writes for all to see is the desk's answer.

        Never on a request of their own: nobody stops the clock of what they are owed themselves.
        """
        return self.is_staff and ticket.requester_id != self.me

    @property
    def platform(self) -> str:
        """The platform that will show the answer."""
        return self.request.actor.platform

    @property
    def tenant(self) -> str:
        """The tenant that will show the answer."""
        return self.request.actor.tenant

    @property
    def files(self) -> tuple[File, ...]:
        """What came with what was asked, in its order, each under a name that can stand in a sentence."""
        match self.request.intent:
            case Said(files=held) | Edited(files=held) | Typed(said=Said(files=held)):
                pass
            case Filled(files=held, brings=brings, fields=fields):
                held = (*held, *brings) if fields.get(BRING) == "yes" else held
            case Mailed(files=names):
                held = tuple(map(Attachment, names))
            case _:
                held = ()
        return tuple(File(taken(each), self.platform, self.tenant) for each in held)

    def ticket(self, number: int | None, verb: str, *, lock: bool = False) -> Ticket:
        """The ticket that is meant, with its history: by its number, or the one of this thread.

        Raises:
            NotUnderstood: no number, and this is no ticket's thread.
            NoSuchThing: there is none of that number, or none that this person may see.
        """
        visible = self.uow.tickets.visible_to(self.member)
        if number is None:
            if self.here is None:
                raise NotUnderstood("error.which_ticket", verb=verb)
            number = self.here.ticket.number
        found = visible.get(TicketNumber(number), lock=lock and self.writes)
        if found is None:
            read = self.place is not None and visible.shown_in(self.place, TicketNumber(number)) is not None
            code = "error.not_your_ticket" if read else "error.no_such_ticket"
            raise NoSuchThing(code, ticket=number)
        return found

    def readable(self, number: int | None, verb: str) -> Ticket:
        """The same, to read only. Raises as `ticket` does.

        A ticket whose card stands in this place of the asker's account is everybody's to read there.
        """
        try:
            return self.ticket(number, verb)
        except NoSuchThing:
            number = number if number is not None else self.here.ticket.number if self.here else None
            if self.place is None or number is None:
                raise
            visible = self.uow.tickets.visible_to(self.member)
            found = visible.shown_in(self.place, TicketNumber(number))
            if found is None:
                raise
            return found

    def live(self, ticket: Ticket) -> Ticket:
        """The ticket, if anything may still be owed on it. NotNow where it is over."""
        if not ticket.status.is_live:
            raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
        return ticket

    def over(self, ticket: Ticket) -> Ticket:
        """The ticket, if it is solved or closed. NotNow where it still runs."""
        if ticket.status not in {Status.SOLVED, Status.CLOSED}:
            raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
        return ticket

    def view(self, ticket: Ticket) -> TicketView:
        """The ticket as it reads now, for whoever asked."""
        return ticket_view(
            self.uow, ticket, self.policies, self.now, platform=self.platform, tenant=self.tenant
        )

    def pinned(self, ticket: Ticket) -> tuple[PolicyDocument, Calendars]:
        """The policy that the ticket keeps."""
        return self.policies.pinned(ticket.policy_version, ticket.calendar_version)

    def version(self, account: Account | None = None) -> Version:
        """The desk's policy that is in force now; with the hours of an account's own."""
        hours = None if account is None else account.hours
        return self.policies.at(self.desk.policy_id, self.now, hours)

    def promised(
        self, promises: tuple[Promise, ...], document: PolicyDocument, calendars: Calendars
    ) -> tuple[PromiseView, ...]:
        """Promises as the asker reads them."""
        return promise_views(promises, document, calendars, self.policies, self.language)

    def terms(self, account: Account) -> Terms:
        """What the account holds now, with its authorized contacts."""
        roster = self.uow.people.roster(self.desk.id, account.id)
        lent = self.uow.delegations.at(self.desk.id, account.id, self.now)
        fee = self.uow.prices.get(self.desk.id, "fee")
        return Terms(
            plan=account.plan,
            employees=account.employees,
            licences=account.licences,
            active=account.active,
            roster=tuple(contact_of(member, self.now) for member in roster),
            roster_limit=account.roster_limit,
            products=self.uow.products.held(self.desk.id, account.id),
            maintenance_until=account.maintenance_until,
            delegates=tuple(Delegate(d.person_id, name, d.by_id, d.until) for d, name in lent),
            fee=None if fee is None else Money(fee.amount, fee.currency),
            channels=account.channels,
            standing=self.uow.standings.now(self.desk.id, account.id),
        )

    def asker(self) -> Asker:
        """Who asks, as the policy sees it."""
        return Asker(self.me, self.member.membership.role, self.member.person.name)

    def person(self, person_id: PersonId) -> PersonView:
        """A person as the asker sees them; only for people of this desk."""
        found = person_view(self.uow, person_id, self.desk.id, self.platform, self.tenant, self.now)
        if found is None:
            raise NoSuchThing("error.no_such_person", person=str(person_id))
        return found

    def shown(self, member: Member) -> PersonView:
        """A member as the asker sees them."""
        return member_view(self.uow, member, self.platform, self.tenant, self.now)

    def named(self, word: PersonWord) -> Member:
        """The member of this desk who is meant. Raises as `bot.usecases.meant.named`."""
        return meant.named(self, word)

    def called(self, text: str) -> str:
        """What was typed; a person whom the platform knows by an id is called by name."""
        return meant.called(self, text)

    def named_or_new(self, word: PersonWord, account: Account | None) -> Member:
        """The same, or somebody whom only the platform knows. Raises as `bot.usecases.meant.named_or_new`."""
        return meant.named_or_new(self, word, account)

    def account(self, named: str | None, verb: str | None = None) -> Account:
        """The account that is meant: one's own; for the desk's people the one named, or this place's.

        Raises:
            NoSuchThing: the desk has none of that name.
            NotUnderstood: the desk's people must say which.
        """
        if not self.is_staff:
            assert self.member.account is not None
            return self.member.account
        accounts = self.uow.accounts.of_desk(self.desk.id)
        if named is not None:
            for account in accounts:
                if folded(account.name) == folded(named):
                    return account
            names = ", ".join(account.name for account in accounts)
            raise NoSuchThing("error.no_such_account", account=named, valid=names).at("account")
        account_id = self.place.account_id if self.place is not None else None
        if self.here is not None:
            account_id = self.here.ticket.account_id
        for account in accounts:
            if account.id == account_id or len(accounts) == 1:
                return account
        if not accounts:
            raise NotNow("error.no_accounts", desk=self.desk.name)
        asked = {} if verb is None else {"verb": verb}
        names = ", ".join(account.name for account in accounts)
        raise NotUnderstood("error.which_account", valid=names, **asked).at("account")

    def said_in(self, ticket: Ticket, face: Face) -> bool:
        """Whether the words were written for all to see in this thread of the ticket already."""
        return (
            self.request.via in {Via.MENTION, Via.MESSAGE, Via.MAIL}
            and self.here is not None
            and self.here.ticket.id == ticket.id
            and self.here.face is face
        )
