"""Who stands at the desk: as whom, at which of several desks, and in which language they are answered."""

from __future__ import annotations

from datetime import datetime

from bot import commands as c
from bot.domain.people import Face
from bot.errors import NoDesk
from bot.identity import identify, language_of, learn, learns
from bot.parsing import Context
from bot.policies import Policies
from bot.requests import Request
from bot.storage import UnitOfWork
from bot.usecases.addresses import join_proven, proven
from bot.usecases.asking import Asking
from bot.wording import Reader, language_for
from policy.facts import Role


class Visitor:
    """Who makes one request, as a unit of work knows them; learns what their platform tells of them."""

    def __init__(
        self, policies: Policies, uow: UnitOfWork, request: Request, now: datetime, *, writes: bool
    ) -> None:
        self.policies = policies
        self.uow = uow
        self.request = request
        self.now = now
        self.writes = writes
        self.chosen: str | None = None
        """Which of several desks the request turned out to mean."""
        self.known = identify(uow, request)
        self._proven = proven(uow, self.known.person, request, now)
        if writes and self._proven is not None:
            join_proven(uow, self._proven, now)
            self.known = identify(uow, request)
        if writes and learns(uow, self.known, request):
            learn(uow, self.known, request)
            self.known = identify(uow, request)

    @property
    def has_news(self) -> bool:
        """Whether the request tells something that a unit of work for reading cannot store."""
        news = self._proven is not None or learns(self.uow, self.known, self.request)
        return news and not self.writes

    def take(self, name: str) -> None:
        """Of several desks this one; what the answer offers next will be of it, too."""
        self.known = identify(self.uow, self.request, name)
        self.chosen = None if self.known.choices else name.replace('"', "")

    def choose(self, command: c.Command) -> None:
        """Of several desks, the only one that has a ticket of this number for this person."""
        number = getattr(command, "ticket", None)
        if number is None:
            return
        chosen = []
        for name in self.known.choices:
            member = identify(self.uow, self.request, name).member
            if member is not None and self.uow.tickets.visible_to(member).get(number) is not None:
                chosen.append(name)
        if len(chosen) == 1:
            self.take(chosen[0])

    @property
    def is_outsider(self) -> bool:
        """Whether the platform says that another organisation is theirs."""
        profile = self.request.profile
        return profile is not None and profile.home_tenant not in {None, self.request.actor.tenant}

    def admins(self) -> str:
        """Who could add this person: of the desk that is meant here, else of those with a place of theirs."""
        desk, actor = self.known.desk, self.request.actor
        ours = () if self.is_outsider else self.uow.places.desks_in(actor.platform, actor.tenant)
        here = (desk.id,) if desk else ours
        admins = [each.person.name for of in here for each in self.uow.people.staff(of, (Role.ADMIN,))]
        return ", ".join(dict.fromkeys(admins))

    def asking(self) -> Asking:
        """What every use case is given. NoDesk where they belong to none."""
        known = self.known
        if known.member is None or known.desk is None:
            raise NoDesk(who=self.admins())
        return Asking(
            uow=self.uow,
            policies=self.policies,
            desk=known.desk,
            member=known.member,
            request=self.request,
            now=self.now,
            language=self.language,
            place=known.place,
            here=known.here,
            writes=self.writes,
        )

    def context(self) -> Context:
        """What the reading of their words depends on."""
        known = self.known
        return Context(
            thread_ticket=known.here.ticket.number if known.here else None,
            role=known.member.membership.role if known.member else None,
            language=self.language,
            several_desks=bool(known.choices),
        )

    @property
    def language(self) -> str:
        """The person's own, else their platform's, else that of the thread's requester, else the desk's.

        A platform tells no locale of people of another organisation.
        """
        person, profile, desk = self.known.person, self.request.profile, self.known.desk
        own = person.language if person else None
        theirs = own or language_of(profile.locale if profile else None)
        if theirs is None and self.known.here is not None and self.known.here.face is Face.CUSTOMER:
            requester = self.uow.people.get(self.known.here.ticket.requester_id)
            theirs = requester.language if requester is not None else None
        return theirs or (desk.language if desk else "en")

    def reader(self) -> Reader:
        """For whom an answer is worded."""
        person, profile, member = self.known.person, self.request.profile, self.known.member
        zone = (person.zone if person else None) or (profile.zone if profile else None)
        return Reader(
            language=language_for(self.language),
            zone=zone,
            person_id=person.id if person else None,
            role=member.membership.role if member else None,
            platform=self.request.actor.platform,
            tenant=self.request.actor.tenant,
            now=self.now,
        )
