"""What falls due on an account, whatever its tickets do: its tickets close to it, it may come back.

An errand reads what is stored and says when it is due next and what is done then. `wake_at` of the account is
an index over them, rebuilt whenever something that they read changes (`plan_account`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.domain.commerce import Ended
from bot.domain.people import Account, Face
from bot.outgoing import Draft, EndNotice, EndStage, ToPerson, ToPlace
from bot.policies import Policies, Version
from bot.storage import UnitOfWork
from policy import subscriptions

CLOSED, POSSIBLE = 1, 2


class AccountErrand(Protocol):
    """One kind of thing that falls due on accounts. Once dealt with, `due_at` is later or None."""

    def due_at(self, uow: UnitOfWork, account: Account, policies: Policies) -> datetime | None:
        """When it falls due next; None where it does not."""

    def deal(self, uow: UnitOfWork, account: Account, policies: Policies, now: datetime) -> Sequence[Draft]:
        """Do it, and say what is to be told."""


class SubscriptionEnds:
    """A cancelled subscription: its tickets close to its people (SU-cancel), later it may begin again."""

    def due_at(self, uow: UnitOfWork, account: Account, policies: Policies) -> datetime | None:
        """After the end of the month, then after the waiting time: told while the desk is open."""
        ended = uow.cancellations.latest(account.desk_id, account.id)
        if ended is None or ended.over or ended.told >= POSSIBLE:
            return None
        dates = ended.cancellation
        version = _version(uow, account, policies, dates.closes_at)
        calendar = next(iter(version.calendars.values()))
        return calendar.next_opening(dates.closes_at if ended.told < CLOSED else dates.returns_at)

    def deal(self, uow: UnitOfWork, account: Account, policies: Policies, now: datetime) -> Sequence[Draft]:
        """Tell its contacts and the desk; after a long silence only what matters now."""
        ended = uow.cancellations.latest(account.desk_id, account.id)
        if ended is None:
            return ()
        back = ended.cancellation.returns_at <= now
        uow.cancellations.save(replace(ended, told=POSSIBLE if back else CLOSED))
        document = _version(uow, account, policies, now).document
        reasons = subscriptions.why_cancelled(document, ended.cancellation)
        if not reasons:
            return ()  # the policy in force ends nothing so any more
        stage = EndStage.POSSIBLE if back else EndStage.CLOSED
        clause = reasons[-1 if back else 0].citation.clause
        return _told(uow, account, ended, stage, document.zone, clause)


def _told(
    uow: UnitOfWork, account: Account, ended: Ended, stage: EndStage, zone: str, clause: str
) -> tuple[Draft, ...]:
    """The same to each authorized contact and to the desk."""
    desk_id, dates = account.desk_id, ended.cancellation
    running = uow.tickets.running(desk_id, account.id)
    notice = EndNotice(
        stage, account.name, dates.plan, dates.closes_at, dates.returns_at, clause, running, zone=zone
    )
    key = f"cancellation:{ended.id}:{stage}"
    people = (
        Draft(desk_id, None, ToPerson(each.person.id), notice, f"{key}:{each.person.id}")
        for each in uow.people.roster(desk_id, account.id)
    )
    places = (
        Draft(desk_id, None, ToPlace(place.id), notice, f"{key}:desk")
        for place in uow.places.of_desk(desk_id, Face.DESK)[:1]
    )
    return (*people, *places)


ACCOUNT_ERRANDS: tuple[AccountErrand, ...] = (
    # ledger
    # commerce
    SubscriptionEnds(),
)


def plan_account(uow: UnitOfWork, account: Account, policies: Policies) -> None:
    """Set the account's next waking from what is stored now."""
    moments = (errand.due_at(uow, account, policies) for errand in ACCOUNT_ERRANDS)
    uow.accounts.wake(account, min((at for at in moments if at is not None), default=None))


def sweep_account(uow: UnitOfWork, account: Account, policies: Policies, now: datetime) -> None:
    """Deal with everything that is due on an account by now, and set its next waking."""
    for errand in ACCOUNT_ERRANDS:
        at = errand.due_at(uow, account, policies)
        if at is None or at > now:
            continue
        for draft in errand.deal(uow, account, policies, now):
            uow.outbox.add(draft, now)
    plan_account(uow, account, policies)


def _version(uow: UnitOfWork, account: Account, policies: Policies, at: datetime) -> Version:
    desk = uow.desks.get(account.desk_id)
    assert desk is not None
    return policies.current(desk.policy_id, at.date())
