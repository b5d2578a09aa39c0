"""A small language for conversations: who says what, when, where; what was answered, and what is owed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.console.render import render
from bot.answering import WORDS, Words
from bot.clock import HandClock
from bot.desk import Desk
from bot.domain.people import Account, Face, Membership, Person
from bot.domain.ticket import Ticket
from bot.errors import DeskError
from bot.outgoing import Outgoing
from bot.policies import Policies
from bot.ports import Destination, Sent
from bot.reminders.deliver import Delivery
from bot.reminders.sweep import Sweep
from bot.replies import CheckField, Field, FileField, Note, PersonField, Reply
from bot.requests import (
    Actor,
    Attachment,
    Changed,
    Filled,
    Intent,
    PlaceKind,
    PlaceRef,
    Profile,
    Quoted,
    Request,
    Said,
    Typed,
    Via,
    Visited,
)
from bot.results import Refused, Result
from bot.storage import Database
from policy.facts import Role
from tests.refusing import buttons_of, lacks

TEAM = "T1"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Board:
    """A platform that only remembers: what stands where, in order; edits replace."""

    platform: str = "slack"
    at_once: int = 1
    looks: bool = True
    posts: list[tuple[str, str | None, Reply]] = field(default_factory=list)

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        conversation = to.conversation or f"D-{to.person.user.removeprefix('U-')}"
        self.posts.append((conversation, to.thread, reply))
        return Sent(conversation, f"post-{len(self.posts)}")

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        at = int(ref.removeprefix("post-")) - 1
        self.posts[at] = (*self.posts[at][:2], reply)

    def find(self, to: Destination, key: str, since: float) -> Sent | None:
        return None

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        """Its files go along."""

    def heard(self, conversation: str) -> list[str]:
        """Everything that stands in a conversation, threads flattened, spaces plain."""
        said = [reply.summary for where, _, reply in self.posts if where == conversation]
        return [text.replace("\xa0", " ").replace("\u202f", " ") for text in said]


def attached(name: str) -> Attachment:
    """A file of Slack's."""
    return Attachment(name, f"F-{name}", f"https://boreal.slack.test/files/{name}", "image/jpeg", 1000)


def mentioned(intent: Intent) -> dict[str, Profile]:
    """What the platform says of the people that words mention: they exist, by their ids."""
    match intent:
        case Typed(text=words):
            pass
        case Filled(fields=fields):
            words = " ".join(f"@{value}" for value in fields.values())
        case _:
            words = ""
    people = {user: Profile(user) for user in re.findall(r"@(U-[\w-]+)", words)}
    return people | {place: Profile(place[2:].lower()) for place in re.findall(r"[#@](C-[\w-]+)", words)}


@dataclass
class Talk:
    """Everything that happens at the desks of one database, by name and by the wall clock of `zone`."""

    database: Database
    policies: Policies
    clock: HandClock
    zone: ZoneInfo
    result: Result | None = None
    mistake: DeskError | None = None
    reply: Reply | None = None
    commits: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    board: Board | None = None
    """Set to deliver for real; otherwise cards are taken for posted and nothing is said."""
    untold: list[str] = field(default_factory=list)
    """What the last refusal did not tell, though each must (`tests.refusing`)."""
    _asked: int = 0
    _asked_in: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = Words(self._result, self._error)
        self.desk = Desk(self.database, self.policies, self.clock, words=words, on_commit=self._committed)

    # Setting the scene

    def has_desk(self, name: str, policy: str, language: str = "en") -> None:
        with self.database.writing() as uow:
            uow.desks.add(name, policy, language)
            uow.commit()

    def has_account(self, desk: str, name: str, plan: str = "standard", **terms: int) -> None:
        with self.database.writing() as uow:
            uow.accounts.add(uow.desks.by_name(desk).id, name, plan, **terms)
            uow.commit()

    def has(self, name: str, role: Role, desk: str, account: str | None = None, **person: str) -> None:
        with self.database.writing() as uow:
            desk_id = uow.desks.by_name(desk).id
            of = None if account is None else uow.accounts.by_name(desk_id, account).id
            actor = self.actor(name)
            known = uow.people.by_actor(actor) or uow.people.add(name.title(), **person)
            uow.people.link(known.id, actor)
            uow.people.join(Membership(known.id, desk_id, of, role))
            self.people[name] = known
            uow.commit()

    def has_place(self, name: str, desk: str, account: str | None = None) -> None:
        with self.database.writing() as uow:
            desk_id = uow.desks.by_name(desk).id
            of = None if account is None else uow.accounts.by_name(desk_id, account).id
            face = Face.DESK if account is None else Face.CUSTOMER
            uow.places.put(desk_id, "slack", TEAM, name, face, of, name)
            uow.commit()

    def furnish(self, name: str, policy: str, plan: str = "standard", prefix: str = "") -> None:
        """A desk with its people: nadia and noor (contacts), tom (colleague), and those who work there."""
        self.has_desk(name, policy)
        account = f"{prefix}Hôtel Laurier"
        self.has_account(name, account, plan, employees=80, licences=12)
        for who, role in (("nadia", Role.AUTHORIZED), ("noor", Role.AUTHORIZED), ("tom", Role.COLLEAGUE)):
            self.has(prefix + who, role, name, account)
        for who, role in (
            ("ines", Role.AGENT),
            ("ivo", Role.AGENT),
            ("marc", Role.LEAD),
            ("anne", Role.DIRECTOR),
            ("sara", Role.ADMIN),
        ):
            self.has(prefix + who, role, name)
        self.has_place(f"{prefix}desk-room", name)
        self.has_place(f"{prefix}laurier", name, account)

    # What people do

    def at(self, when: str) -> "Talk":
        """Move the clock ahead to a wall time of the zone."""
        self.clock.set(datetime.fromisoformat(when).replace(tzinfo=self.zone))
        return self

    def passes(self, when: str) -> "Talk":
        """Let time pass until then, with every reminder on the way."""
        until = self.moment(when)
        sweep = Sweep(self.database, self.policies, self.clock)
        while (wake := sweep.next_wake()) is not None and wake <= until:
            self.clock.set(max(wake, self.clock.now()))
            sweep.be_alive(self.clock.now())
            sweep.sweep_due()
            self._deliver()
        self.clock.set(until)
        return self

    def says(self, who: str, text: str, **how: object) -> "Talk":
        return self.asks(who, Typed(text), **how)

    def presses(self, who: str, command: str, **how: object) -> "Talk":
        return self.asks(who, Typed(command), **{"via": Via.BUTTON, **how})

    def fills(self, who: str, command: str, files: tuple[str, ...] = (), **fields: str) -> "Talk":
        return self.asks(who, Filled(command, fields, tuple(map(attached, files))), via=Via.FORM)

    def changes(self, who: str, command: str, **fields: str) -> "Talk":
        return self.asks(who, Changed(command, fields), via=Via.FORM)

    def visits(self, who: str) -> "Talk":
        return self.asks(who, Visited(), via=Via.HOME)

    def writes(self, who: str, text: str, thread: str, **how: object) -> "Talk":
        """A plain message in a thread such as "#1 customer" (a card's), or "elsewhere"."""
        self._asked += 1
        said = Said(text, f"m{self._asked}", tuple(map(attached, how.pop("files", ()))))
        return self.asks(who, said, thread=thread, via=Via.MESSAGE, **how)

    def quotes(self, who: str, command: str, text: str, *, of: str | None = None, **how: object) -> "Talk":
        """Act upon a message of `of`'s that stands in a place or thread, by a shortcut on it."""
        author = None if of is None else self.actor(of)
        quoted = Quoted(command, text, author, str(how.pop("link", "https://chat.example/p1")))
        return self.asks(who, quoted, **{"via": Via.BUTTON, **how})

    def submits(self, who: str, **fields: str) -> "Talk":
        """Send off the form that is open, its fields as they stand but for those that are given."""
        return self.asks(who, Filled(*self._filled(fields)), via=Via.FORM, **self._asked_in)

    def alters(self, who: str, **fields: str) -> "Talk":
        """Change fields of the form that is open, which follows."""
        return self.asks(who, Changed(*self._filled(fields)), via=Via.FORM, **self._asked_in)

    def mentions(self, who: str, text: str, thread: str | None = None, **how: object) -> "Talk":
        return self.asks(who, Typed(text), thread=thread, **{"via": Via.MENTION, **how})

    def asks(
        self,
        who: str,
        intent: Intent,
        *,
        via: Via = Via.COMMAND,
        where: str | None = None,
        thread: str | None = None,
        key: str | None = None,
        profile: Profile | None = None,
        tenant: str = TEAM,
        kind: PlaceKind | None = None,
    ) -> "Talk":
        self._asked += 1
        ref = None
        if thread is not None:
            where, ref = self._thread(thread)
        kind = kind or (PlaceKind.CHANNEL if where else PlaceKind.PRIVATE)
        place = PlaceRef("slack", TEAM, where or f"D-{who}", ref, kind, where)
        self._asked_in = {"where": where} if thread is None else {"thread": thread}
        actor = Actor("slack", tenant, f"U-{who}")
        key = key or f"key-{self._asked}"
        self.result = self.mistake = None
        request = Request(actor, place, intent, key, self.clock.now(), via, profile, mentioned(intent))
        self.reads_only = self.desk.reads_only(request)
        self.untold = []
        self.reply = self.desk.answer(request)
        assert self.untold == [], f"a refusal must tell {self.untold}: {self.reply.summary}"
        self._deliver()
        return self

    # What came of it

    def ticket(self, number: int = 1, desk: str = "Boréal") -> Ticket:
        with self.database.reading() as uow:
            desk_id = uow.desks.by_name(desk).id
            found = uow.tickets.visible_to(self._staff(uow, desk_id)).get(number)
            assert found is not None
            return found

    def history(self, number: int = 1, desk: str = "Boréal") -> list[str]:
        """The tags of the ticket's events."""
        return [event.tag for event in self.ticket(number, desk).history]

    def tickets(self, desk: str = "Boréal") -> int:
        with self.database.reading() as uow:
            desk_id = uow.desks.by_name(desk).id
            return len(uow.tickets.visible_to(self._staff(uow, desk_id)).list(limit=1000))

    def owed(self, number: int = 1, desk: str = "Boréal") -> list[str]:
        """What is owed to be said on a ticket, as "notice > target", oldest first."""
        ticket = self.ticket(number, desk)
        with self.database.reading() as uow:
            return [self._described(row) for row in uow.outbox.of_ticket(ticket.desk_id, ticket.id)]

    def owed_since(self, before: list[str], number: int = 1) -> list[str]:
        return self.owed(number)[len(before) :]

    def text(self, text_id: int, desk: str = "Boréal") -> str | None:
        with self.database.reading() as uow:
            return uow.texts.get(uow.desks.by_name(desk).id, text_id)

    def rows(self, desk: str = "Boréal") -> list[Outgoing]:
        with self.database.reading() as uow:
            return list(reversed(uow.outbox.by_desk(uow.desks.by_name(desk).id, limit=1000)))

    def account(self, name: str, desk: str = "Boréal") -> Account:
        with self.database.reading() as uow:
            return uow.accounts.by_name(uow.desks.by_name(desk).id, name)

    def role(self, who: str, desk: str = "Boréal") -> Role | None:
        with self.database.reading() as uow:
            desk_id = uow.desks.by_name(desk).id
            person = uow.people.by_actor(self.actor(who))
            held = [] if person is None else uow.people.memberships(person.id)
            return next((m.role for m in held if m.desk_id == desk_id), None)

    def moment(self, wall: str) -> datetime:
        return datetime.fromisoformat(wall).replace(tzinfo=self.zone)

    def actor(self, who: str) -> Actor:
        return Actor("slack", TEAM, f"U-{who}")

    # Inside

    def _filled(self, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
        form = self.reply.form
        held = {field.id: _held(field) for field in form.fields if not isinstance(field, Note)}
        return form.command, {**held, **fields}

    def _described(self, row: Outgoing) -> str:
        target = row.target
        match target.tag:
            case "card" | "thread":
                to = f"{target.tag} {target.face}"
            case "person":
                names = {person.id: name for name, person in self.people.items()}
                to = names.get(target.person_id, str(target.person_id))
            case "place":
                to = f"place {target.place_id}"
            case _:
                to = f"{target.place.conversation} {target.place.thread}"
        change = getattr(row.notice, "change", None)
        return f"{change or row.notice.tag} > {to}"

    def _staff(self, uow, desk_id):
        return uow.people.staff(desk_id)[0]

    def _thread(self, thread: str) -> tuple[str, str]:
        if not thread.startswith("#"):
            return thread, "1700000000.000001"
        number, _, face = thread[1:].partition(" ")
        ticket = self.ticket(int(number))
        with self.database.reading() as uow:
            ref = next(t for t in uow.threads.of_ticket(ticket.id) if t.face == face)
        return ref.conversation, ref.ref

    def _deliver(self) -> None:
        if self.board is None:
            self._post_cards()
            return
        boards = {"slack": self.board}
        delivery = Delivery(self.database, self.policies, self.clock, boards, lambda: 0.0)
        while delivery.deliver_due().total:
            pass

    def _post_cards(self) -> None:
        """Stand in for the delivery: every card has been posted."""
        with self.database.writing() as uow:
            for desk in uow.desks.all():
                staff = uow.people.staff(desk.id)
                for ticket in uow.tickets.visible_to(staff[0]).list(limit=1000) if staff else ():
                    for ref in uow.threads.of_ticket(ticket.id):
                        if ref.ref is None:
                            root = f"card-{desk.id}-{ticket.number}-{ref.face}"
                            uow.threads.set_ref(ticket.id, ref.face, ref.conversation, root)
            uow.commit()

    def _committed(self) -> None:
        self.commits += 1

    def _result(self, result, reader):
        self.result, self.mistake = result, None
        reply = WORDS.result(result, reader)
        if isinstance(result, Refused):
            cited = [reason.citation.clause for reason in result.decision.reasons]
            # Said once the desk is done with it: what is raised in here would be the desk's apology.
            self.untold = lacks(render(reply), cited, buttons_of(reply))
        return reply

    def _error(self, error, reader):
        self.result, self.mistake = None, error
        return WORDS.error(error, reader)


def _held(field_: Field) -> str:
    """What a field of a form holds as it opens."""
    match field_:
        case CheckField(checked=checked):
            return "yes" if checked else ""
        case PersonField(value=value):
            return value.user if value else ""
        case FileField():
            return ""
        case _:
            return field_.value or ""


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database.open("sqlite://")
    yield database
    database.close()


@pytest.fixture
def policies(database: Database) -> Policies:
    return Policies(database)


@pytest.fixture
def nobody(database: Database, policies: Policies) -> Talk:
    """A database without any desk."""
    return Talk(database, policies, HandClock(START), ZoneInfo("UTC"))


@pytest.fixture
def talk(database: Database, policies: Policies) -> Talk:
    """The desk Boréal under sign-in-app, Monday 2 March 2026, 09:00 in London."""
    talk = Talk(database, policies, HandClock(START), ZoneInfo("Europe/London"))
    talk.furnish("Boréal", "sign-in-app")
    return talk


@pytest.fixture
def toronto(database: Database, policies: Policies) -> Talk:
    """The desk Boréal under pitney-bowes, Monday 2 March 2026, 09:00 in Toronto."""
    talk = Talk(database, policies, HandClock(START), ZoneInfo("America/Toronto"))
    talk.furnish("Boréal", "pitney-bowes")
    return talk.at("2026-03-02T09:00")


@pytest.fixture
def desk_of(database: Database, policies: Policies):
    """The desk Boréal under any policy and plan, Monday 2 March 2026, 09:00 there."""

    def furnished(policy: str, plan: str = "standard", known: Policies = policies) -> Talk:
        zone = ZoneInfo(known.current(policy, START.date()).document.zone)
        talk = Talk(database, known, HandClock(START - timedelta(hours=3)), zone)
        talk.furnish("Boréal", policy, plan)
        return talk.at("2026-03-02T09:00")

    return furnished


@pytest.fixture
def board() -> Board:
    return Board()
