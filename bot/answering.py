"""One request inside one unit of work: who asks, what was meant, may they, and what the answer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot import commands as c
from bot.commands import CommandSpec
from bot.dispatching import dispatch
from bot.domain.people import Desk, Face, Member
from bot.errors import DeskError, NoDesk, NotYours
from bot.field_mistakes import field_of, with_each
from bot.identity import Here, identify, identify_sender, language_of, learn, learns
from bot.parsing import Context, Parsed, in_parts, parse, read_form, read_quoted, verb_of, writes
from bot.policies import Policies
from bot.replies import Audience, FileField, Form, Reply, Rest
from bot.requests import (
    BRING,
    Changed,
    Deleted,
    Edited,
    Filled,
    Happened,
    Mailed,
    PlaceKind,
    Quoted,
    Request,
    Said,
    Sought,
    Typed,
    Via,
    Visited,
)
from bot.results import Found, HomeTold, Joined, Refused, Result, WhichDesk
from bot.storage import UnitOfWork
from bot.usecases.addressed import said_privately, spot_of
from bot.usecases.addresses import join_proven, proven
from bot.usecases.asking import Asking
from bot.usecases.cancelling import barred, barred_from_talk
from bot.usecases.changed import changed
from bot.usecases.happening import happened
from bot.usecases.link import link, unlink
from bot.usecases.mailed import mailed
from bot.usecases.open_ticket import open_form
from bot.usecases.said import said
from bot.usecases.seeking import Sighting, page, seek
from bot.usecases.setup_forms import desk_form
from bot.usecases.setup_told import new_desk, no_desk
from bot.wording import (
    Reader,
    bringing,
    incomplete,
    language_for,
    naming_desk,
    parts_of,
    word,
    word_error,
)
from policy.facts import Role

LONGEST = 1_900
"""Characters of a command that any platform's button holds."""
NOTHING = Reply("", audience=Audience.NOBODY)


class MustWrite(Exception):
    """A question changes something after all: its thread or its desk gave the words another sense."""


@dataclass(frozen=True, slots=True)
class Words:
    """How results and mistakes become replies."""

    result: Callable[[Result, Reader], Reply]
    error: Callable[[DeskError, Reader], Reply]


WORDS = Words(word, word_error)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and what the front door has to know of it: whose desk, and whether a thread should hear."""

    reply: Reply
    desk: Desk | None
    member: Member | None
    tell_thread: bool = False
    """A refusal that was asked for in public: the thread gets one line."""


def understand(request: Request, context: Context = Context()) -> Parsed:  # noqa: B008  frozen
    """The words or the form as a command. Raises NotUnderstood."""
    match request.intent:
        case Typed(text=text):
            if request.via is Via.BUTTON:
                context = replace(context, machine=True, thread_ticket=None)
                text, _ = in_parts(text)
            return parse(text, context)
        case Filled(command=command, fields=fields):
            return read_form(command, fields, context)
        case Changed(command=command, fields=fields):
            # A form that is still open is only ever shown again: only what it shows is read from it.
            verb = command.split(maxsplit=1)[0] if command else ""
            shown = fields if verb in {"open", "reply", "escalate", "add"} else {}
            return read_form(command, shown, context, sure=False)
        case Quoted():
            return read_quoted(request.intent, context)
        case Said() | Edited() | Deleted() | Happened() | Mailed() | Visited() | Sought():
            return Parsed(c.Home(), None)


class Answering:
    """Answers one request within a unit of work, which is for the caller to commit."""

    def __init__(
        self,
        policies: Policies,
        uow: UnitOfWork,
        request: Request,
        now: datetime,
        words: Words = WORDS,
        *,
        writes: bool,
    ) -> None:
        self._policies = policies
        self._uow = uow
        self._request = request
        self._now = now
        self._words = words
        self._writes = writes
        self._chosen: str | None = None
        self._desks: tuple[str, ...] = ()
        self._parsed: Parsed | None = None
        self._known = identify(uow, request)
        self._proven = proven(uow, self._known.person, request, now)
        if writes and self._proven is not None:
            join_proven(uow, self._proven, now)
            self._known = identify(uow, request)
        if writes and learns(uow, self._known, request):
            learn(uow, self._known, request)
            self._known = identify(uow, request)

    @property
    def has_news(self) -> bool:
        """Whether the request tells something that a unit of work for reading cannot store."""
        news = self._proven is not None or learns(self._uow, self._known, self._request)
        return news and not self._writes

    def given(self) -> Given:
        """The answer, with what the front door has to know of it.

        Raises:
            DeskError: a person's mistake; nothing may be committed. See `mistaken`.
            MustWrite: it would change something, in a unit of work for reading.
        """
        result = self._result()
        if isinstance(result, Joined) or result is None:
            return self._given(NOTHING)
        reply = self._words.result(result, self._reader())
        if self._parsed is not None and reply.rest is None and reply.home is None:
            reply = replace(reply, rest=self._rest(self._parsed))
        reply = self._reopening(reply)
        if self._chosen is not None:
            reply = naming_desk(reply, self._chosen)
        if isinstance(self._request.intent, Filled):
            reply = incomplete(reply, self._request.intent.fields, self._language)
        if isinstance(result, Refused):
            return self._given(replace(reply, refused=True), tell_thread=True)
        return self._given(self._bringing(reply))

    def _reopening(self, reply: Reply) -> Reply:
        """A ticket's form that words asked for may open by a button: then it begins with what was typed."""
        intent, parsed = self._request.intent, self._parsed
        typed = self._request.via in {Via.MENTION, Via.COMMAND}
        if not isinstance(intent, Typed) or not typed or parsed is None:
            return reply
        if not isinstance(parsed.command, c.Open) or len(intent.text) > LONGEST:
            return reply
        blocks = tuple(
            replace(block, again=intent.text) if isinstance(block, Form) and block.again is None else block
            for block in reply.blocks
        )
        return replace(reply, blocks=blocks)

    def _bringing(self, reply: Reply) -> Reply:
        """A form that began with a message goes on offering its files: the desk's own with an empty box."""
        match self._request.intent:
            case Quoted(files=files):
                place = self._known.place
                ticked = place is not None and place.face is Face.CUSTOMER
            case Changed(brings=files, fields=fields) | Filled(brings=files, fields=fields):
                ticked = fields.get(BRING) == "yes"
            case Typed(said=Said(files=files)) if _takes_files(reply.form):
                ticked = True
            case _:
                return reply
        return bringing(reply, files, self._language, ticked=ticked)

    def mistaken(self, error: DeskError) -> Given:
        """The mistake in words; where several people could be meant, with what asks the same of each."""
        error = with_each(error, self._request)
        reply = replace(
            self._words.error(error, self._reader()), refused=True, mistake=field_of(error, self._request)
        )
        return self._given(reply, tell_thread=isinstance(error, NotYours))

    def _given(self, reply: Reply, *, tell_thread: bool = False) -> Given:
        request = self._request
        in_public = request.via is Via.MENTION and request.place.kind is PlaceKind.CHANNEL
        return Given(reply, self._known.desk, self._known.member, tell_thread and in_public)

    def _result(self) -> Result | None:  # noqa: C901  each step may end it
        """What the use case answers; None for what is nobody's business."""
        intent = self._request.intent
        if isinstance(intent, Said | Edited | Deleted | Happened | Mailed | Sought):
            return self._told(intent)
        self._desks = self._known.choices
        if isinstance(intent, Visited) and self._known.choices:
            self._take(self._known.choices[0])
        if isinstance(intent, Visited):
            parsed = Parsed(c.Home(), None)
        else:
            parsed = understand(self._request, self._context())
        self._parsed = parsed
        if not self._writes and writes(parsed.command) and not self._is_shown(parsed.command):
            return None
        if parsed.desk is not None:
            self._take(parsed.desk)
        first = self._first_step(parsed.command)
        if first is not None:
            return first
        if self._known.choices:
            self._choose(parsed.command)
        if self._known.choices:
            return WhichDesk(self._known.choices)
        asking = self._asking()
        _check_role(parsed.spec, asking)
        refusal = barred(asking, parsed.command, parsed.spec)
        if refusal is not None:
            return refusal
        if isinstance(intent, Changed | Quoted) and isinstance(parsed.command, c.Open):
            return open_form(parsed.command, asking)
        result = dispatch(parsed.command, asking)
        if isinstance(result, HomeTold):
            return replace(result, desks=self._desks, chosen=self._chosen)
        return result

    def _sought(self, sought: Sought) -> Result:
        """Tickets of the desk that is meant here; of each of theirs where the place says none."""
        sighted: list[Sighting] = []
        refusal: Result | None = None
        for name in self._known.choices or (None,):
            if name is not None:
                self._known = identify(self._uow, self._request, name)
            refused = barred_from_talk(self._asking())
            refusal = refusal or refused
            if refused is None:
                sighted += seek(sought, self._asking(), name)
        if refusal is not None and not sighted:
            return refusal
        return Found(page(sought, sighted), self._asking().is_staff, asked=bool(sought.words.strip()))

    def _rest(self, parsed: Parsed) -> Rest | None:
        """By which command a long answer goes on; None for what changed something, or has no words."""
        intent = self._request.intent
        if not isinstance(intent, Typed) or parsed.spec is None or writes(parsed.command):
            return None
        text, part = in_parts(intent.text) if self._request.via is Via.BUTTON else (intent.text, 1)
        found = verb_of(text)
        if found is None:
            return None
        spec, _, after = found
        here = self._known.here
        if spec.takes_ticket and here is not None and getattr(parsed.command, "ticket", None) is None:
            # A button knows no thread: it must say which ticket.
            after = f"{here.ticket.number} {after}"
        command = f"{spec.name} {after}".strip()
        return parts_of(self._reader().language, command, part)

    def _told(self, intent: Said | Edited | Deleted | Happened | Mailed | Sought) -> Result | None:
        """What is no command: it joins a ticket, or it is nobody's business."""
        match intent:
            case Said():
                return self._said(intent)
            case Edited() | Deleted():
                return self._changed(intent)
            case Mailed():
                return self._mailed(intent)
            case Sought():
                return self._sought(intent)
            case Happened():
                happened(intent, self._uow, self._request, self._now)
                return None
        assert_never(intent)

    def _is_shown(self, command: c.Command) -> bool:
        """Whether a form that is still open shows this; MustWrite where it was no form."""
        if not isinstance(self._request.intent, Changed | Quoted):
            raise MustWrite
        return isinstance(command, c.Open | c.Answer | c.Add)

    def _take(self, name: str) -> None:
        """Of several desks this one; what the answer offers next will be of it, too."""
        self._known = identify(self._uow, self._request, name)
        self._chosen = None if self._known.choices else name.replace('"', "")

    def _said(self, message: Said) -> Result | None:
        """A message counts where it was written in a ticket's thread by somebody of its desk or account."""
        if self._request.via is Via.MENTION and self._known.member is not None:
            asking = self._asking()
            return barred_from_talk(asking) or said_privately(message, asking)
        if self._known.here is None or self._known.member is None or not (message.text or message.files):
            return None
        asking = self._asking()
        return barred_from_talk(asking) or said(message, asking)

    def _changed(self, message: Edited | Deleted) -> Joined | None:
        """A change of a message counts where the message did, whatever its author may still ask for."""
        if self._known.member is None:
            return None
        asking = self._asking()
        spot = spot_of(self._request)
        held = None if spot is None else self._uow.said.get(spot)
        if held is not None and asking.here is None:
            # Written in a private chat: it joined a ticket whose thread may be elsewhere.
            ticket = self._uow.tickets.load(asking.desk.id, held.ticket)
            asking = replace(asking, here=Here(ticket, Face.CUSTOMER))
        return None if asking.here is None else changed(message, asking)

    def _mailed(self, message: Mailed) -> Result | None:
        """An e-mail, once; NoDesk where its mailbox is nobody's."""
        uow, request = self._uow, self._request
        mailbox = uow.mails.mailbox(request.actor.tenant)
        if mailbox is None:
            raise NoDesk(who="")
        if uow.mails.is_known(message.message_id):
            return None
        self._known = identify_sender(uow, request, mailbox.desk_id)
        asking = None if self._known.member is None else self._asking()
        return mailed(message, mailbox, asking, uow, request, self._now)

    def _choose(self, command: c.Command) -> None:
        """Of several desks, the only one that has a ticket of this number for this person."""
        number = getattr(command, "ticket", None)
        if number is None:
            return
        chosen = []
        for name in self._known.choices:
            member = identify(self._uow, self._request, name).member
            if member is not None and self._uow.tickets.visible_to(member).get(number) is not None:
                chosen.append(name)
        if len(chosen) == 1:
            self._take(chosen[0])

    def _first_step(self, command: c.Command) -> Result | None:
        """A new desk, for an admin: of the platform's tenant, or of another desk."""
        member, profile = self._known.member, self._request.profile
        # An admin of somewhere else (a guest by Slack Connect) sets nothing up here.
        of_tenant = profile is not None and profile.is_admin and not self._is_outsider
        of_desk = member is not None and member.membership.role is Role.ADMIN
        if isinstance(command, c.Setup) and command.act is c.SetupAct.DESK and (of_tenant or of_desk):
            form = desk_form(command, self._policies, self._request, self._language)
            return form or new_desk(command, self._uow, self._policies, self._request, self._language)
        if isinstance(command, c.Link | c.Unlink):
            return self._linked(command)
        nowhere = member is None and not self._known.choices
        if nowhere and of_tenant and isinstance(command, c.Setup | c.Home | c.Help):
            return no_desk(self._policies, self._language)
        return None

    def _linked(self, command: c.Link | c.Unlink) -> Result:
        """By one's own proof one is the same everywhere: no desk is asked, nor need one have any."""
        if isinstance(command, c.Unlink):
            return unlink(command, self._uow, self._request, self._now)
        told = link(command, self._uow, self._request, self._now)
        if told is None:
            raise NoDesk(who=self._admins())
        return told

    def _admins(self) -> str:
        """Who could add this person: of the desk that is meant here, else of those with a place of theirs."""
        desk, actor = self._known.desk, self._request.actor
        ours = () if self._is_outsider else self._uow.places.desks_in(actor.platform, actor.tenant)
        here = (desk.id,) if desk else ours
        admins = [each.person.name for of in here for each in self._uow.people.staff(of, (Role.ADMIN,))]
        return ", ".join(dict.fromkeys(admins))

    @property
    def _is_outsider(self) -> bool:
        """Whether the platform says that another organisation is theirs."""
        profile = self._request.profile
        return profile is not None and profile.home_tenant not in {None, self._request.actor.tenant}

    def _asking(self) -> Asking:
        known = self._known
        if known.member is None or known.desk is None:
            raise NoDesk(who=self._admins())
        return Asking(
            uow=self._uow,
            policies=self._policies,
            desk=known.desk,
            member=known.member,
            request=self._request,
            now=self._now,
            language=self._language,
            place=known.place,
            here=known.here,
            writes=self._writes,
        )

    def _context(self) -> Context:
        known = self._known
        return Context(
            thread_ticket=known.here.ticket.number if known.here else None,
            role=known.member.membership.role if known.member else None,
            language=self._language,
            several_desks=bool(known.choices),
        )

    @property
    def _language(self) -> str:
        """The person's own, else their platform's, else that of the thread's requester, else the desk's.

        A platform tells no locale of people of another organisation.
        """
        person, profile, desk = self._known.person, self._request.profile, self._known.desk
        own = person.language if person else None
        theirs = own or language_of(profile.locale if profile else None)
        if theirs is None and self._known.here is not None and self._known.here.face is Face.CUSTOMER:
            requester = self._uow.people.get(self._known.here.ticket.requester_id)
            theirs = requester.language if requester is not None else None
        return theirs or (desk.language if desk else "en")

    def _reader(self) -> Reader:
        person, profile, member = self._known.person, self._request.profile, self._known.member
        zone = (person.zone if person else None) or (profile.zone if profile else None)
        return Reader(
            language=language_for(self._language),
            zone=zone,
            person_id=person.id if person else None,
            role=member.membership.role if member else None,
            platform=self._request.actor.platform,
            tenant=self._request.actor.tenant,
            now=self._now,
        )


def _check_role(spec: CommandSpec | None, asking: Asking) -> None:
    """Whether this role may use the verb at all; what it may do with it is for the policy to say."""
    role = asking.member.membership.role
    if spec is not None and role not in spec.roles:
        raise NotYours(verb=spec.name, who=", ".join(role for role in Role if role in spec.roles))


def _takes_files(form: Form | None) -> bool:
    return form is not None and any(isinstance(field, FileField) for field in form.fields)


def worded(answering: Answering) -> Given:
    """The answer, or the person's mistake in words."""
    try:
        return answering.given()
    except DeskError as error:
        return answering.mistaken(error)
