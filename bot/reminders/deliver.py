"""Say what is owed, exactly once where the platform lets us: claim, look up, word, post, record.

A row is claimed with a lease, posted, then marked. One found claimed after its lease ran out was in
the hands of a process that died: it is looked up by its key before it is posted again. As many rows are
worked on at once as the platforms say; what they must say in order is claimed one by one.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.outgoing import DeliveryState, DigestNotice, Outgoing, ToCard
from bot.policies import Policies
from bot.ports import Busy, Closed, Messenger, Permanent, Sent, Transient, Uncertain
from bot.reminders import doubting
from bot.reminders.crew import Crew
from bot.reminders.giving_up import BUG, give_up
from bot.reminders.held import Delivered, Held, TakenOver
from bot.reminders.prepared import Lost, Prepared, Suppressed
from bot.reminders.preparing import prepare
from bot.reminders.together import Grouped, group, is_grouped
from bot.requests import Shut
from bot.storage import Database

log = structlog.get_logger(__name__)

LEASE = 45.0
"""Wall seconds that a claimed row may take."""
LONGEST_CALL = 35.0
"""Wall seconds, longer than any call of a messenger: none begins with less of its lease left."""
GRACE = 2.0
"""Wall seconds before an uncertain post is looked up: the platform needs time to show it."""
BATCH = 20
LONGEST_WAIT = 300.0
MOST_ATTEMPTS = 60
"""Over four hours: a platform may be down that long, and its reminders are still worth saying late."""
MOST_FILES = 5
"""Half a minute: then a message goes on without its files, and says where they are."""
MOST_BUGS = 8
"""Two minutes: what our own mistake cannot say must not hold up what comes after it in its thread."""


class Delivery:
    """Works through the outbox. Several may run at once, in several processes: rows are leased."""

    def __init__(
        self,
        database: Database,
        policies: Policies,
        clock: Clock,
        messengers: Mapping[str, Messenger],
        wall: Callable[[], float],
    ) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock
        self._messengers = messengers
        self._wall = wall
        self._turn = threading.Lock()
        self._stopping = threading.Event()
        self._crew: Crew[Held] = Crew()

    def deliver_due(self, *, in_order: bool = False) -> Delivered:
        """What can be said now. Waits for what another thread of this process has in hand.

        `in_order`: one after the other, in the order in which it was owed, however slow that is.
        """
        with self._turn:
            at_once = (messenger.at_once for messenger in self._messengers.values())
            hands = 1 if in_order else max(at_once, default=1)
            rows = self._claimed(BATCH if hands == 1 else hands)
            if hands == 1 or not rows:
                came = [self._guarded(row) for row in rows]
            else:
                came = self._crew.work(hands, rows, self._claimed, self._guarded)
        return Delivered(*(came.count(what) for what in ("sent", "suppressed", "failed", "put_off")))

    def _claimed(self, most: int) -> list[Held]:
        """So many rows, leased; none once it is told to stop."""
        if self._stopping.is_set():
            return []
        now = self._wall()
        with self._database.writing() as uow:
            rows = uow.outbox.claim(now, LEASE, most, self._clock.now())
            uow.commit()
        return [Held(row, now + LEASE) for row in rows]

    def next_due(self) -> float | None:
        """Wall seconds at which something can next be tried."""
        with self._database.reading() as uow:
            return uow.outbox.next_due(self._wall(), self._clock.now())

    def next_gathered(self) -> datetime | None:
        """Desk time at which reminders that wait for one another are said."""
        with self._database.reading() as uow:
            return uow.outbox.next_gathered(self._clock.now())

    def stop(self) -> None:
        """Finish the rows in hand; leave the others to whoever starts next."""
        self._stopping.set()

    def _guarded(self, held: Held) -> str:
        """A bug with one row must not hold up the others. What it did before it failed is looked up first."""
        row = held.row
        try:
            if self._stopping.is_set():
                return self._later(held, 0.0, "stopping", uncertain=row.attempted_since is not None)
            return self._one(held)
        except TakenOver:
            log.warning("delivery.taken_over", outgoing=row.id)
            return "put_off"
        except Exception:
            log.exception("delivery.bug", outgoing=row.id, notice=row.notice.tag)
        try:
            if row.attempts >= MOST_BUGS:
                return self._fail(row, BUG)
            doubt = held.tried or row.attempted_since is not None
            return self._later(held, _pause(row.attempts), BUG, uncertain=doubt)
        except Exception:  # its lease runs out, and then it is looked up
            log.exception("delivery.not_noted", outgoing=row.id)
            return "put_off"

    def _one(self, held: Held, *, again: bool = False) -> str:
        row = held.row
        now = self._clock.now()
        with self._database.reading() as uow:
            look = group if is_grouped(row) else prepare
            prepared = look(uow, row, self._policies, now, again=again)
        match prepared:
            case Suppressed(reason=reason):
                with self._database.writing() as uow:
                    uow.outbox.suppressed(row.id, reason)
                    # They go where it goes: what keeps it from being said keeps them, too.
                    uow.outbox.end_all([each.id for each in row.led], DeliveryState.SUPPRESSED, reason)
                    uow.commit()
                return "suppressed"
            case Lost(reason=reason, is_told=is_told):
                return self._fail(row, reason, is_told=is_told)
            case Prepared() | Grouped():
                return self._say(held, prepared, again=again)

    def _say(self, held: Held, prepared: Prepared | Grouped, *, again: bool) -> str:
        row = held.row
        messenger = self._messengers.get(prepared.to.platform)
        if messenger is None:
            return self._fail(row, "no_such_platform")
        held.looks = messenger.looks or prepared.edits is not None
        if held.is_doubted and not again:
            return self._one(held, again=True) if doubting.may_repeat(row) else self._leave(row)
        found: Sent | None = None
        try:
            if row.attempted_since is not None and prepared.edits is None and messenger.looks:
                try:
                    found = self._found(messenger, held, prepared)
                except (Transient, Uncertain) as error:  # still unknown: never post on that
                    return self._tried(held, error, uncertain=True)
            if found is None and isinstance(prepared, Grouped) and not self._settled(held, prepared):
                return "suppressed"
            sent = found or self._post(messenger, held, prepared)
            self._enclose(messenger, held, prepared, sent, look=found is not None)
            return self._record(held.row, prepared, sent)
        except Closed as error:
            return self._fail(held.row, error.code, why=error.why)
        except Permanent as error:
            return self._fail(held.row, error.code)
        except Transient as error:
            return self._tried(held, error, uncertain=False)
        except Uncertain as error:
            return self._tried(held, error, uncertain=True)

    def _settled(self, held: Held, grouped: Grouped) -> bool:
        """Write down what the post will not say, and which rows it will. False where it says nothing."""
        row, said = held.row, grouped.said
        others = {each.id: each for each in row.led}
        with self._database.writing() as uow:
            for each, state, reason in grouped.ended:
                uow.outbox.end_all((each,), state, reason)
            if said and said[0] != row.id:
                uow.outbox.lead(said[0], said[1:], self._wall(), held.until)
                held.row = replace(others[said[0]], led=tuple(others[each] for each in said[1:]))
            elif said and not row.led:
                uow.outbox.keep_for(row.id, said[1:])
            uow.commit()
        return bool(said)

    def _found(self, messenger: Messenger, held: Held, prepared: Prepared | Grouped) -> Sent | None:
        self._keep(held)
        row = held.row
        # Where a platform stamps messages with desk time, that may lie behind the wall's.
        since = min(row.attempted_since or 0.0, row.created_at.timestamp())
        return messenger.find(prepared.to, row.key, since)

    def _post(self, messenger: Messenger, held: Held, prepared: Prepared | Grouped) -> Sent:
        self._keep(held)
        if prepared.edits is not None:
            messenger.edit(prepared.to, prepared.edits, prepared.reply)
            return Sent(prepared.to.conversation or "", prepared.edits)
        held.tried = True
        urgent = held.row.urgent or any(each.urgent for each in held.row.led)
        return messenger.post(replace(prepared.to, urgent=urgent), prepared.reply, held.row.key)

    def _enclose(
        self, messenger: Messenger, held: Held, prepared: Prepared | Grouped, sent: Sent, *, look: bool
    ) -> None:
        """Bring the files along. The message itself stands, so whatever fails is looked up next time."""
        if not prepared.reply.files or prepared.edits is not None:
            return
        self._keep(held)
        last = held.row.attempts >= MOST_FILES
        try:
            messenger.enclose(prepared.to, sent, prepared.reply, look=look, last=last)
        except Transient as error:
            raise Uncertain(error.code) from error

    def _keep(self, held: Held) -> None:
        """Make sure that the row stays ours for one more call."""
        now = self._wall()
        if held.until - now >= LONGEST_CALL:
            return
        with self._database.writing() as uow:
            is_ours = uow.outbox.extend(held.row.id, held.until, now + LEASE)
            uow.commit()
        if not is_ours:
            raise TakenOver
        held.until = now + LEASE

    def _record(self, row: Outgoing, prepared: Prepared | Grouped, sent: Sent) -> str:
        now = self._clock.now()
        with self._database.writing() as uow:
            if isinstance(row.target, ToCard) and prepared.thread is not None:
                thread = prepared.thread
                uow.threads.set_ref(thread.ticket_id, thread.face, sent.conversation, sent.ref)
            uow.outbox.sent(row.id, sent.conversation, sent.ref, now)
            if isinstance(prepared, Grouped):
                uow.outbox.said_with(row.id, sent.conversation, sent.ref, now)
            uow.commit()
        return "sent"

    def _tried(self, held: Held, error: Transient | Uncertain, *, uncertain: bool) -> str:
        row = held.row
        if isinstance(error, Busy):
            doubt = uncertain or held.is_doubted
            return self._later(held, error.retry_after, error.code, uncertain=doubt, attempted=False)
        if row.attempts >= MOST_ATTEMPTS:
            return self._fail(row, error.code)
        least = error.retry_after if isinstance(error, Transient) else 0.0
        least = max(least, GRACE) if uncertain else least
        if uncertain and not held.looks:
            if not doubting.may_repeat(row):
                return self._leave(row)
            least = doubting.wait(row)
        uncertain = uncertain or held.is_doubted
        return self._later(held, max(least, _pause(row.attempts)), error.code, uncertain=uncertain)

    def _later(self, held: Held, seconds: float, why: str, *, uncertain: bool, attempted: bool = True) -> str:
        row, at = held.row, self._wall() + seconds
        log.info("delivery.put_off", outgoing=row.id, why=why, seconds=round(seconds, 1))
        with self._database.writing() as uow:
            is_ours = uow.outbox.retry(row.id, at, uncertain=uncertain, attempted=attempted)
            if is_ours and is_grouped(row) and not uncertain:
                uow.outbox.set_free(row.id, at)
            uow.commit()
        return "put_off"

    def _leave(self, row: Outgoing) -> str:
        log.warning("delivery.unknown", outgoing=row.id, notice=row.notice.tag)
        with self._database.writing() as uow:
            if isinstance(row.notice, DigestNotice):
                row = replace(row, led=uow.outbox.release(row.desk_id, row.id))
            doubting.leave_unknown(uow, row, self._clock.now())
            uow.commit()
        return "failed"

    def _fail(self, row: Outgoing, code: str, *, is_told: bool = False, why: Shut | None = None) -> str:
        log.warning("delivery.undeliverable", outgoing=row.id, notice=row.notice.tag, error=code)
        with self._database.writing() as uow:
            give_up(uow, row, code, self._clock.now(), is_told=is_told, why=why)
            if isinstance(row.notice, DigestNotice):
                row = replace(row, led=uow.outbox.release(row.desk_id, row.id))
            for each in row.led:  # one post, one trouble: the admins hear of it once
                give_up(uow, each, code, self._clock.now(), is_told=True, why=why)
            uow.commit()
        return "failed"


def _pause(attempts: int) -> float:
    """1, 2, 4 ... seconds, at most five minutes."""
    return min(math.ldexp(1.0, min(max(attempts - 1, 0), 30)), LONGEST_WAIT)
