"""A row of the outbox with all that it is about: what its notice may speak of, and who will read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.files import File
from bot.domain.ids import PersonId, TextId
from bot.domain.people import Desk, Face
from bot.domain.said import Now
from bot.domain.ticket import ThreadRef, Ticket
from bot.outgoing import (
    FairUseProposal,
    Notice,
    Outgoing,
    PrivatelyNotice,
    ReminderNotice,
    RevisedNotice,
    StandingNotice,
    TaskNotice,
    ToReference,
)
from bot.policies import Policies
from bot.ports import Destination
from bot.reminders.naming import named
from bot.results import ClockView, TicketView
from bot.storage import UnitOfWork
from bot.views import person_view, ticket_view
from bot.wording import NoticeContext, Reader, language_for
from policy.documents import PolicyDocument
from policy.facts import Role
from policy.targets import Tell


@dataclass(frozen=True, slots=True)
class About:
    """One row, and the state that it is worded from."""

    uow: UnitOfWork
    row: Outgoing
    policies: Policies
    now: datetime
    desk: Desk
    ticket: Ticket | None
    threads: tuple[ThreadRef, ...]
    clock: ClockView | None
    said: Mapping[TextId, Now]
    """The messages that were edited or deleted since they joined the ticket."""
    again: bool = False

    def reader(self, to: Destination, face: Face | None) -> Reader:
        """Of a shared post: the requester's language on the customer's side, the desk's on its own."""
        language, zone = self.desk.language, None
        if self.ticket is not None:
            document, _ = self.policies.pinned(self.ticket.policy_version, self.ticket.calendar_version)
            zone = document.zone
        reader_id = self._read_by()
        if face is Face.CUSTOMER and reader_id is not None:
            requester = self.uow.people.get(reader_id)
            language = (requester.language if requester else None) or language
        return Reader(
            language_for(language),
            zone,
            platform=to.platform,
            tenant=to.tenant,
            shared=True,
            zones=self._zones(face),
            now=self.now,
        )

    def _zones(self, face: Face | None) -> frozenset[str] | None:
        """The zones of the people who read that face, as far as they are known."""
        if self.ticket is None or face is None:
            return None
        readers = self.uow.people.staff(self.desk.id)
        if face is Face.CUSTOMER:
            readers += self.uow.people.members(self.desk.id, self.ticket.account_id)
        return frozenset(member.person.zone for member in readers if member.person.zone is not None)

    def _read_by(self) -> PersonId | None:
        """Whose language a customer's thread speaks: its ticket's requester's, else the asker's."""
        if self.ticket is not None:
            return self.ticket.requester_id
        match self.row.target:
            case ToReference(place=ref) if ref.thread is not None:
                found = self.uow.tickets.by_thread(ref.platform, ref.tenant, ref.conversation, ref.thread)
                if found is not None:
                    return found[0].requester_id
            case _:
                pass
        return self.row.notice.person if isinstance(self.row.notice, PrivatelyNotice) else None

    def _account(self) -> str | None:
        """The account that a notice without a ticket is about."""
        notice = self.row.notice
        about = notice.account if isinstance(notice, TaskNotice | StandingNotice | FairUseProposal) else None
        found = None if about is None else self.uow.accounts.get(self.desk.id, about)
        return None if found is None else found.name

    def context(self, to: Destination, face: Face | None) -> NoticeContext:
        """All that the notice may speak of."""
        notice, desk, ticket = self.row.notice, self.desk, self.ticket
        people, texts = named(notice)
        view: TicketView | None = None
        if ticket is not None:
            view = ticket_view(
                self.uow, ticket, self.policies, self.now, platform=to.platform, tenant=to.tenant
            )
            people |= {ticket.requester_id} | ({ticket.assignee_id} if ticket.assignee_id else set())
        if isinstance(notice, ReminderNotice) and Tell.LEAD in notice.tell:
            people |= {lead.person.id for lead in self.uow.people.staff(desk.id, (Role.LEAD,))}
        views = {p: person_view(self.uow, p, desk.id, to.platform, to.tenant, self.now) for p in people}
        return NoticeContext(
            ticket=view,
            desk=desk.name,
            account=view.account if view else self._account(),
            people={int(key): value for key, value in views.items() if value is not None},
            texts={int(text): self._text(text) for text in texts},
            files={int(text): files for text, files in self._files(texts).items()},
            edited={int(text): now.at for text, now in self.said.items() if not now.is_deleted},
            deleted={int(text): now.at for text, now in self.said.items() if now.is_deleted},
            clock=self.clock,
            face=face,
            opposite=next((each.platform for each in self.threads if each.face is not face), None),
            now=self.now,
            revision=self._revision(notice),
            again=self.row.id if self.again else None,
        )

    def _files(self, texts: Iterable[TextId]) -> dict[TextId, tuple[File, ...]]:
        """What comes with them now."""
        present = {text: self._present(text) for text in texts}
        held = self.uow.attachments.of(self.desk.id, [now for now in present.values() if now is not None])
        return {text: held[now] for text, now in present.items() if now is not None and now in held}

    def _present(self, text: TextId) -> TextId | None:
        """The text that stands for it now, None once it was deleted."""
        now = self.said.get(text)
        return text if now is None else now.text

    def _text(self, text: TextId) -> str:
        """What it says now."""
        present = self._present(text)
        return "" if present is None else self.uow.texts.get(self.desk.id, present) or ""

    def _revision(self, notice: Notice) -> tuple[PolicyDocument, PolicyDocument] | None:
        if not isinstance(notice, RevisedNotice):
            return None
        before, after = self.policies.document(notice.before), self.policies.document(notice.after)
        return None if before is None or after is None else (before, after)
