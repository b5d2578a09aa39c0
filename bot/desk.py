"""The front door: a request in, a reply out, everything that it changes committed once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from pydantic import TypeAdapter

from bot.answering import WORDS, Answering, MustWrite, Words, worded
from bot.asked import kind_of, reads_only
from bot.clock import Clock
from bot.crowding import ask_who, in_turn, request_key
from bot.domain.people import Desk as DeskOf
from bot.domain.people import Member
from bot.errors import DeskError
from bot.given import NOTHING, Given
from bot.kept import Kept
from bot.outgoing import Draft, PrivatelyNotice, ToReference
from bot.parsing import legible
from bot.permitted import permitted
from bot.policies import Policies
from bot.replies import Reply
from bot.requests import Actor, Deleted, Edited, Happened, PlaceRef, Request, Said, Via
from bot.storage import Conflict, Database, UnitOfWork
from bot.usecases.addressed import may_be_talk, meant, spot_of
from bot.wording import Reader, busy, language_for, no_chat, word_bug, working

log = structlog.get_logger(__name__)

TRIES = 3
"""A change that met another one is begun anew this often."""
WRITERS = 4
"""Where a database lets several write at once."""
_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)


def _noop() -> None:
    """Nobody waits for what was committed."""


class Desk:
    """All that a platform talks to. Synchronous, and safe to call from several threads."""

    def __init__(
        self,
        database: Database,
        policies: Policies,
        clock: Clock,
        *,
        words: Words = WORDS,
        on_commit: Callable[[], None] = _noop,
    ) -> None:
        """`on_commit` is called after a commit that may owe something to be said: it wakes the delivery."""
        self._database = database
        self._policies = policies
        self._clock = clock
        self._words = words
        self._on_commit = on_commit
        self._kept = Kept(database.stamp)

    @property
    def writers(self) -> int:
        """How many requests that change something may be answered at a time, each in a thread of its own."""
        return 1 if self._database.one_writer else WRITERS

    def answer(self, request: Request) -> Reply:
        """Do what was asked, once, and say so. Raises neither for people's mistakes nor for its own."""
        request = legible(request)
        for turn in range(1, TRIES + 1):
            try:
                return self._answer(request)
            except Conflict as error:
                if turn == TRIES:
                    return self._bug(request, error)
                log.info("met another change", turn=turn)
            except Exception as error:  # noqa: BLE001  a bug: logged with its trace, answered with an apology
                return self._bug(request, error)
        raise AssertionError("unreachable")

    def answer_all(self, requests: Sequence[Request]) -> tuple[Reply, ...]:
        """The same for several that wait to change something, in their order, with one commit for all.

        Nobody is answered before that commit. What fails is undone alone, and done anew by itself.
        """
        if len(requests) == 1:
            return tuple(map(self.answer, requests))
        clean = [legible(request) for request in requests]
        try:
            found = self._together(clean)
        except Exception as error:
            # Nothing was committed; or it was, and the request's key says so.
            log.warning("several at once failed", exc_info=error)
            found = [None] * len(clean)
        return tuple(
            self.answer(request) if given is None else self._told(request, given)
            for request, given in zip(clean, found, strict=True)
        )

    def reads_only(self, request: Request) -> bool:
        """Whether answering changes nothing, as far as the words alone tell: decides the executor."""
        return reads_only(request)

    def kind(self, request: Request) -> str | None:
        """What may be answered `at_once`, by the name of what is asked; None where it may not be tried.

        A database beyond a network lets its caller wait.
        """
        return kind_of(request) if self._database.one_writer else None

    def at_once(self, request: Request) -> Reply | None:
        """The answer, without waiting for whoever writes; None where it is not to be had so.

        Then nothing was done: `answer` does it, and tells of what failed.
        """
        try:
            given = self._shown(legible(request))
        except MustWrite:
            return None
        except Exception as error:  # noqa: BLE001  it is met again, and logged then
            log.info("not answered at once", error=type(error).__name__)
            return None
        return None if given is None or given.tell_thread else given.reply

    def is_mailbox(self, address: str) -> bool:
        """Whether mail to that address is for one of the desks."""
        with self._database.reading() as uow:
            return uow.mails.mailbox(address) is not None

    def subject_of(self, message_id: str) -> str | None:
        """What to write as the subject of an answer to an e-mail: its ticket's number and subject."""
        with self._database.reading() as uow:
            found = uow.mails.subject_of(message_id)
        return None if found is None else f"[#{found[0]}] {found[1]}"

    def working(self, locale: str | None = None) -> Reply:
        """It takes longer than a platform waits; the answer will come by itself."""
        return working(language_for(locale))

    def may(
        self, actors: Sequence[Actor], place: PlaceRef, commands: Sequence[str]
    ) -> Mapping[Actor, frozenset[str]]:
        """The commands that each of them may use there at all: what is shown to whom. Changes nothing."""
        with self._database.reading() as uow:
            return permitted(uow, actors, place, commands)

    def no_chat(self, locale: str | None = None) -> Reply:
        """An answer for one person could not be given in private; says nothing of it."""
        return no_chat(language_for(locale))

    def busy(self, locale: str | None = None) -> Reply:
        """The queue is full: nothing was started."""
        return busy(language_for(locale))

    def _answer(self, request: Request) -> Reply:
        if may_be_talk(request):
            with self._database.reading() as uow:
                request = meant(uow, request)
        if isinstance(request.intent, Said | Edited | Deleted) and not self._concerns(request):
            return NOTHING
        return self._told(request, self._given(request))

    def _told(self, request: Request, given: Given) -> Reply:
        """The reply; a refusal that was asked for in public is told to the thread, in a commit of its own."""
        if given.tell_thread and given.desk is not None and given.member is not None:
            try:
                self._tell_thread(request, given.desk, given.member)
            except Exception:
                # What is answered is committed already, and so is what others wait for beside it.
                log.exception("a thread was not told of a private answer", via=request.via)
        return given.reply

    def _given(self, request: Request) -> Given:
        if reads_only(request):
            try:
                return self._read(request)
            except MustWrite:
                log.info("a question that changes something", via=request.via)
        return self._write(request)

    def _concerns(self, request: Request) -> bool:
        """Whether a message was written in a ticket's thread: most talk is not, and must cost nothing."""
        where = request.place
        if isinstance(request.intent, Said) and request.via is Via.MENTION:
            return True
        spot = spot_of(request)
        if spot is None and where.thread is None:
            return False
        with self._database.reading() as uow:
            if spot is not None and uow.said.get(spot) is not None:
                return True
            if where.thread is None:
                return False
            found = uow.tickets.by_thread(where.platform, where.tenant, where.conversation, where.thread)
            return found is not None

    def _write(self, request: Request) -> Given:
        """Key, reads, decision, writes and one commit. A mistake leaves no trace, and no key."""
        now = self._clock.now()
        with self._database.writing() as uow:
            given, changed = self._done(uow, request, now)
            if changed:
                uow.commit()
        if changed:
            self._on_commit()
        return given

    def _done(self, uow: UnitOfWork, request: Request, now: datetime) -> tuple[Given, bool]:
        """The answer, and whether there is something to commit."""
        key = request_key(request)
        ask_who(uow, (request,))
        earlier = uow.keys.get(key)
        if earlier is not None:
            return Given(_REPLY.validate_json(earlier), None, None), False
        answering = Answering(self._policies, uow, request, now, self._words, writes=True)
        try:
            given = answering.given()
        except DeskError as error:
            return answering.mistaken(error), False
        if not given.reply.refused and not given.reply.unkept and given.reply.form is None:
            body = _REPLY.dump_json(given.reply).decode()
            uow.keys.keep(key, given.desk.id if given.desk else None, body, now)
        return given, True

    def _together(self, requests: Sequence[Request]) -> list[Given | None]:
        """Each in its own part of one unit of work, committed once; None for what has to be done alone.

        Each sees what those before it did, as it would have after their commits. Where others write
        meanwhile, only openings are taken together: what they lock has an order.
        """
        found: list[Given | None] = [None] * len(requests)
        any_changed = False
        with self._database.writing() as uow:
            now = self._clock.now()
            all_of_them = range(len(requests))
            for place in all_of_them if self._database.one_writer else in_turn(uow, requests, now):
                given, changed = self._apart(uow, requests[place], now)
                found[place] = given
                any_changed = any_changed or changed
            if any_changed:
                uow.commit()
        if any_changed:
            self._on_commit()
        return found

    def _apart(self, uow: UnitOfWork, request: Request, now: datetime) -> tuple[Given | None, bool]:
        """One of several; None for what is to be done by itself: talk, mostly nobody's, and bugs."""
        if isinstance(request.intent, Said) or may_be_talk(request):
            return None, False
        try:
            with uow.apart() as part:
                given, changed = self._done(uow, request, now)
                if not changed:
                    part.undo()
        except Exception as error:  # noqa: BLE001  it is undone; by itself it is tried again, or logged
            log.info("to be done by itself", error=type(error).__name__)
            return None, False
        return given, changed

    def _read(self, request: Request) -> Given:
        """Answer from one moment's state. What the request tells of a person is stored first."""
        given = self._shown(request)
        if given is not None:
            return given
        with self._database.writing() as uow:
            Answering(self._policies, uow, request, self._clock.now(), self._words, writes=True)
            uow.commit()
        self._on_commit()
        with self._database.reading() as uow:
            now = self._clock.now()
            return worded(Answering(self._policies, uow, request, now, self._words, writes=False))

    def _shown(self, request: Request) -> Given | None:
        """The answer by reading alone; None where something that the request tells is to be stored first."""
        return self._kept.find(request, lambda: self._looked_up(request))

    def _looked_up(self, request: Request) -> Given | None:
        with self._database.reading() as uow:
            now = self._clock.now()
            answering = Answering(self._policies, uow, request, now, self._words, writes=False)
            return None if answering.has_news else worded(answering)

    def _tell_thread(self, request: Request, desk: DeskOf, member: Member) -> None:
        """A refusal is private, but asked for in public: the thread must not wonder."""
        notice = PrivatelyNotice(member.person.id, member.person.name)
        draft = Draft(desk.id, None, ToReference(request.place), notice, f"privately:{request.key}")
        with self._database.writing() as uow:
            uow.outbox.add(draft, self._clock.now())
            uow.commit()
        self._on_commit()

    def _bug(self, request: Request, error: Exception) -> Reply:
        reference = secrets.token_hex(4)
        intent = type(request.intent).__name__
        log.error("bug", reference=reference, via=request.via, intent=intent, exc_info=error)
        if isinstance(request.intent, Said | Edited | Deleted | Happened):
            return NOTHING
        locale = request.profile.locale if request.profile else None
        return replace(word_bug(reference, Reader(language_for(locale))), refused=True)
