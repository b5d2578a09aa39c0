"""One request inside one unit of work: who asks, what was meant, may they, and what the answer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot import commands as c
from bot.along import going_on, reopening, rest_of
from bot.commands import CommandSpec
from bot.dispatching import dispatch
from bot.domain.people import Face
from bot.errors import DeskError, NoDesk, NotYours
from bot.field_mistakes import field_of, with_each
from bot.given import NOTHING, Given
from bot.identity import Here, identify, identify_sender
from bot.parsing import Parsed, writes
from bot.policies import Policies
from bot.replies import Reply
from bot.requests import (
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
    Via,
    Visited,
)
from bot.results import Found, HomeTold, Joined, Refused, Result, WhichDesk
from bot.storage import UnitOfWork
from bot.understanding import understand
from bot.usecases.addressed import said_privately, spot_of
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
from bot.visitor import Visitor
from bot.wording import (
    Reader,
    incomplete,
    naming_desk,
    word,
    word_error,
)
from policy.facts import Role


class MustWrite(Exception):
    """A question changes something after all: its thread or its desk gave the words another sense."""


@dataclass(frozen=True, slots=True)
class Words:
    """How results and mistakes become replies."""

    result: Callable[[Result, Reader], Reply]
    error: Callable[[DeskError, Reader], Reply]


WORDS = Words(word, word_error)


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
        self._visitor = Visitor(policies, uow, request, now, writes=writes)
        self._words = words
        self._desks: tuple[str, ...] = ()
        self._parsed: Parsed | None = None

    @property
    def has_news(self) -> bool:
        """Whether the request tells something that a unit of work for reading cannot store."""
        return self._visitor.has_news

    def given(self) -> Given:
        """The answer, with what the front door has to know of it.

        Raises:
            DeskError: a person's mistake; nothing may be committed. See `mistaken`.
            MustWrite: it would change something, in a unit of work for reading.
        """
        result = self._result()
        if isinstance(result, Joined) or result is None:
            return self._given(NOTHING)
        reply = self._words.result(result, self._visitor.reader())
        if self._parsed is not None and reply.rest is None and reply.home is None:
            reply = replace(reply, rest=rest_of(self._visitor, self._parsed))
        reply = reopening(reply, self._visitor.request, self._parsed)
        if self._visitor.chosen is not None:
            reply = naming_desk(reply, self._visitor.chosen)
        if isinstance(self._visitor.request.intent, Filled):
            reply = incomplete(reply, self._visitor.request.intent.fields, self._visitor.language)
        if isinstance(result, Refused):
            return self._given(replace(reply, refused=True), tell_thread=True)
        return self._given(going_on(reply, self._visitor))

    def mistaken(self, error: DeskError) -> Given:
        """The mistake in words; where several people could be meant, with what asks the same of each."""
        error = with_each(error, self._visitor.request)
        reply = replace(
            self._words.error(error, self._visitor.reader()),
            refused=True,
            mistake=field_of(error, self._visitor.request),
        )
        return self._given(reply, tell_thread=isinstance(error, NotYours))

    def _given(self, reply: Reply, *, tell_thread: bool = False) -> Given:
        request = self._visitor.request
        in_public = request.via is Via.MENTION and request.place.kind is PlaceKind.CHANNEL
        return Given(reply, self._visitor.known.desk, self._visitor.known.member, tell_thread and in_public)

    def _result(self) -> Result | None:  # noqa: C901  each step may end it
        """What the use case answers; None for what is nobody's business."""
        intent = self._visitor.request.intent
        if isinstance(intent, Said | Edited | Deleted | Happened | Mailed | Sought):
            return self._told(intent)
        self._desks = self._visitor.known.choices
        if isinstance(intent, Visited) and self._visitor.known.choices:
            self._visitor.take(self._visitor.known.choices[0])
        if isinstance(intent, Visited):
            parsed = Parsed(c.Home(), None)
        else:
            parsed = understand(self._visitor.request, self._visitor.context())
        self._parsed = parsed
        if not self._visitor.writes and writes(parsed.command) and not self._is_shown(parsed.command):
            return None
        if parsed.desk is not None:
            self._visitor.take(parsed.desk)
        first = self._first_step(parsed.command)
        if first is not None:
            return first
        if self._visitor.known.choices:
            self._visitor.choose(parsed.command)
        if self._visitor.known.choices:
            return WhichDesk(self._visitor.known.choices)
        asking = self._visitor.asking()
        _check_role(parsed.spec, asking)
        refusal = barred(asking, parsed.command, parsed.spec)
        if refusal is not None:
            return refusal
        if isinstance(intent, Changed | Quoted) and isinstance(parsed.command, c.Open):
            return open_form(parsed.command, asking)
        result = dispatch(parsed.command, asking)
        if isinstance(result, HomeTold):
            return replace(result, desks=self._desks, chosen=self._visitor.chosen)
        return result

    def _sought(self, sought: Sought) -> Result:
        """Tickets of the desk that is meant here; of each of theirs where the place says none."""
        sighted: list[Sighting] = []
        refusal: Result | None = None
        for name in self._visitor.known.choices or (None,):
            if name is not None:
                self._visitor.known = identify(self._visitor.uow, self._visitor.request, name)
            refused = barred_from_talk(self._visitor.asking())
            refusal = refusal or refused
            if refused is None:
                sighted += seek(sought, self._visitor.asking(), name)
        if refusal is not None and not sighted:
            return refusal
        return Found(page(sought, sighted), self._visitor.asking().is_staff, asked=bool(sought.words.strip()))

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
                happened(intent, self._visitor.uow, self._visitor.request, self._visitor.now)
                return None
        assert_never(intent)

    def _is_shown(self, command: c.Command) -> bool:
        """Whether a form that is still open shows this; MustWrite where it was no form."""
        if not isinstance(self._visitor.request.intent, Changed | Quoted):
            raise MustWrite
        return isinstance(command, c.Open | c.Answer | c.Add)

    def _said(self, message: Said) -> Result | None:
        """A message counts where it was written in a ticket's thread by somebody of its desk or account."""
        if self._visitor.request.via is Via.MENTION and self._visitor.known.member is not None:
            asking = self._visitor.asking()
            return barred_from_talk(asking) or said_privately(message, asking)
        if (
            self._visitor.known.here is None
            or self._visitor.known.member is None
            or not (message.text or message.files)
        ):
            return None
        asking = self._visitor.asking()
        return barred_from_talk(asking) or said(message, asking)

    def _changed(self, message: Edited | Deleted) -> Joined | None:
        """A change of a message counts where the message did, whatever its author may still ask for."""
        if self._visitor.known.member is None:
            return None
        asking = self._visitor.asking()
        spot = spot_of(self._visitor.request)
        held = None if spot is None else self._visitor.uow.said.get(spot)
        if held is not None and asking.here is None:
            # Written in a private chat: it joined a ticket whose thread may be elsewhere.
            ticket = self._visitor.uow.tickets.load(asking.desk.id, held.ticket)
            asking = replace(asking, here=Here(ticket, Face.CUSTOMER))
        return None if asking.here is None else changed(message, asking)

    def _mailed(self, message: Mailed) -> Result | None:
        """An e-mail, once; NoDesk where its mailbox is nobody's."""
        uow, request = self._visitor.uow, self._visitor.request
        mailbox = uow.mails.mailbox(request.actor.tenant)
        if mailbox is None:
            raise NoDesk(who="")
        if uow.mails.is_known(message.message_id):
            return None
        self._visitor.known = identify_sender(uow, request, mailbox.desk_id)
        asking = None if self._visitor.known.member is None else self._visitor.asking()
        return mailed(message, mailbox, asking, uow, request, self._visitor.now)

    def _first_step(self, command: c.Command) -> Result | None:
        """A new desk, for an admin: of the platform's tenant, or of another desk."""
        member, profile = self._visitor.known.member, self._visitor.request.profile
        # An admin of somewhere else (a guest by Slack Connect) sets nothing up here.
        of_tenant = profile is not None and profile.is_admin and not self._visitor.is_outsider
        of_desk = member is not None and member.membership.role is Role.ADMIN
        if isinstance(command, c.Setup) and command.act is c.SetupAct.DESK and (of_tenant or of_desk):
            form = desk_form(command, self._visitor.policies, self._visitor.request, self._visitor.language)
            return form or new_desk(
                command,
                self._visitor.uow,
                self._visitor.policies,
                self._visitor.request,
                self._visitor.language,
            )
        if isinstance(command, c.Link | c.Unlink):
            return self._linked(command)
        nowhere = member is None and not self._visitor.known.choices
        if nowhere and of_tenant and isinstance(command, c.Setup | c.Home | c.Help):
            return no_desk(self._visitor.policies, self._visitor.language)
        return None

    def _linked(self, command: c.Link | c.Unlink) -> Result:
        """By one's own proof one is the same everywhere: no desk is asked, nor need one have any."""
        if isinstance(command, c.Unlink):
            return unlink(command, self._visitor.uow, self._visitor.request, self._visitor.now)
        told = link(command, self._visitor.uow, self._visitor.request, self._visitor.now)
        if told is None:
            raise NoDesk(who=self._visitor.admins())
        return told


def _check_role(spec: CommandSpec | None, asking: Asking) -> None:
    """Whether this role may use the verb at all; what it may do with it is for the policy to say."""
    role = asking.member.membership.role
    if spec is not None and role not in spec.roles:
        raise NotYours(verb=spec.name, who=", ".join(role for role in Role if role in spec.roles))


def worded(answering: Answering) -> Given:
    """The answer, or the person's mistake in words."""
    try:
        return answering.given()
    except DeskError as error:
        return answering.mistaken(error)
