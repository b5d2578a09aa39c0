"""Say what is owed, exactly once where the platform lets us: claim, look up, word, post, record.

A row is claimed with a lease, posted, then marked. One found claimed after its lease ran out was in
the hands of a process that died: it is looked up by its key before it is posted again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.outgoing import Draft, Outgoing, ToCard, ToPerson, UndeliveredNotice
from bot.policies import Policies
from bot.ports import Messenger, Permanent, Sent, Transient, Uncertain
from bot.reminders.preparing import Prepared, Suppressed, Waiting, prepare
from bot.storage import Database
from policy.facts import Role

log = structlog.get_logger(__name__)

LEASE = 30.0
"""Wall seconds that a claimed row may take; longer than any platform's time-out."""
GRACE = 2.0
"""Wall seconds before an uncertain post is looked up: the platform needs time to show it."""
BATCH = 20
MOST_ATTEMPTS = 8
LONGEST_WAIT = 300.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did."""

    sent: int
    suppressed: int
    failed: int
    put_off: int

    @property
    def total(self) -> int:
        """Rows that were taken up."""
        return self.sent + self.suppressed + self.failed + self.put_off


class Delivery:
    """Works through the outbox. Several may run at once: rows are leased."""

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

    def deliver_due(self) -> Delivered:
        """One batch of what can be said now."""
        with self._database.writing() as uow:
            rows = uow.outbox.claim(self._wall(), LEASE, BATCH)
            uow.commit()
        tally = {"sent": 0, "suppressed": 0, "failed": 0, "put_off": 0}
        for row in rows:
            try:
                tally[self._one(row)] += 1
            except Exception:  # a bug with one row must not hold up the others
                log.exception("delivery.bug", outgoing=row.id, notice=row.notice.tag)
                self._try_again(row, _pause(row.attempts), "bug")
                tally["put_off"] += 1
        return Delivered(**tally)

    def next_due(self) -> float | None:
        """Wall seconds at which something can next be tried."""
        with self._database.reading() as uow:
            return uow.outbox.next_due(self._wall())

    def _one(self, row: Outgoing) -> str:
        with self._database.reading() as uow:
            prepared = prepare(uow, row, self._policies, self._clock.now())
        match prepared:
            case Suppressed(reason=reason):
                with self._database.writing() as uow:
                    uow.outbox.suppressed(row.id, reason)
                    uow.commit()
                return "suppressed"
            case Waiting(seconds=seconds):
                self._try_again(row, seconds, "waiting for its thread")
                return "put_off"
            case Prepared():
                return self._say(row, prepared)

    def _say(self, row: Outgoing, prepared: Prepared) -> str:
        messenger = self._messengers.get(prepared.to.platform)
        if messenger is None:
            return self._fail(row, "no_such_platform")
        try:
            sent = self._post(messenger, row, prepared)
        except Permanent as error:
            return self._fail(row, error.code)
        except Transient as error:
            if row.attempts >= MOST_ATTEMPTS:
                return self._fail(row, error.code)
            self._try_again(row, max(error.retry_after, _pause(row.attempts)), error.code)
            return "put_off"
        except Uncertain as error:
            if row.attempts >= MOST_ATTEMPTS:
                return self._fail(row, error.code)
            self._try_again(row, max(GRACE, _pause(row.attempts)), error.code, uncertain=True)
            return "put_off"
        with self._database.writing() as uow:
            if isinstance(row.target, ToCard) and prepared.thread is not None:
                thread = prepared.thread
                uow.threads.set_ref(thread.ticket_id, thread.face, sent.conversation, sent.ref)
            uow.outbox.sent(row.id, sent.conversation, sent.ref)
            uow.commit()
        return "sent"

    def _post(self, messenger: Messenger, row: Outgoing, prepared: Prepared) -> Sent:
        if prepared.edits is not None:
            messenger.edit(prepared.to, prepared.edits, prepared.reply)
            return Sent(prepared.to.conversation or "", prepared.edits)
        if row.attempted_since is not None:
            # Where a platform stamps messages with desk time, that may lie behind the wall's.
            since = min(row.attempted_since, row.created_at.timestamp())
            found = messenger.find(prepared.to, row.key, since)
            if found is not None:
                return found
        return messenger.post(prepared.to, prepared.reply, row.key)

    def _try_again(self, row: Outgoing, seconds: float, why: str, *, uncertain: bool = False) -> None:
        log.info("delivery.put_off", outgoing=row.id, why=why, seconds=round(seconds, 1))
        with self._database.writing() as uow:
            uow.outbox.retry(row.id, self._wall() + seconds, uncertain=uncertain)
            uow.commit()

    def _fail(self, row: Outgoing, code: str) -> str:
        """For good: kept with its reason, and told to the desk's admins by a private message."""
        log.warning("delivery.undeliverable", outgoing=row.id, notice=row.notice.tag, error=code)
        with self._database.writing() as uow:
            uow.outbox.undeliverable(row.id, code)
            if not isinstance(row.notice, UndeliveredNotice):
                for admin in uow.people.staff(row.desk_id, (Role.ADMIN,)):
                    uow.outbox.add(
                        Draft(
                            row.desk_id,
                            row.ticket_id,
                            ToPerson(admin.person.id),
                            UndeliveredNotice(row.id, code),
                            f"undelivered:{row.id}:{admin.person.id}",
                        ),
                        self._clock.now(),
                    )
            uow.commit()
        return "failed"


def _pause(attempts: int) -> float:
    """1, 2, 4 ... seconds, at most five minutes."""
    return min(math.ldexp(1.0, max(attempts - 1, 0)), LONGEST_WAIT)
