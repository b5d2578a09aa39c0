"""End a subscription at any time, free (SU-cancel), and what that means for its tickets from then on."""

from __future__ import annotations

from datetime import datetime

from bot.commands import Cancel, Command, CommandSpec, ListTickets
from bot.domain.commerce import Ended
from bot.domain.people import Account
from bot.errors import NotNow
from bot.outgoing import Draft, EndNotice, EndStage, ToPerson
from bot.reminders.accounts import plan_account
from bot.requests import Via
from bot.results import CancelPreview, CancelTold, Refused
from bot.usecases.about import About
from bot.usecases.asking import Asking
from bot.usecases.purchases import to_desk
from policy import subscriptions
from policy.decisions import Decision, Denied, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.subscriptions import Cancellation


def cancel(command: Cancel, asking: Asking) -> CancelPreview | CancelTold:
    """Show what follows, then do it. Cancelling twice tells the dates of the first time."""
    account = asking.account(None, "cancel")
    document = asking.version().document
    desk, name, zone = asking.desk.name, account.name, document.zone
    if asking.writes and command.sure:
        asking.uow.accounts.lock(account)
    ended = live_end(asking, account)
    if ended is not None:
        reasons = subscriptions.why_cancelled(document, ended.cancellation)
        return CancelTold(desk, name, zone, ended.cancellation, reasons, before=True)
    would = subscriptions.cancelled(document, asking.terms(account), asking.at)
    if would is None:
        raise NotNow("error.nothing_to_cancel", account=name)
    reasons = subscriptions.why_cancelled(document, would)
    running = asking.uow.tickets.running(asking.desk.id, account.id)
    if not command.sure:
        return CancelPreview(desk, name, zone, would, reasons, running)
    kept = asking.uow.cancellations.add(account, would, asking.me)
    plan_account(asking.uow, account, asking.policies)
    notice = EndNotice(
        EndStage.CANCELLED,
        name,
        would.plan,
        would.closes_at,
        would.returns_at,
        reasons[0].citation.clause,
        running,
        reasons[-1].citation.clause if len(reasons) > 1 else "",
        zone,
    )
    for contact in asking.uow.people.roster(asking.desk.id, account.id):
        person = contact.person.id
        if person == asking.me and asking.request.via is not Via.FORM:
            continue  # has just been answered
        key = f"cancellation:{kept.id}:cancelled:{person}"
        asking.uow.outbox.add(Draft(asking.desk.id, None, ToPerson(person), notice, key), asking.now)
    draft = to_desk(asking.uow, asking.desk, notice, f"cancellation:{kept.id}:cancelled")
    if draft is not None:
        asking.uow.outbox.add(draft, asking.now)
    return CancelTold(desk, name, zone, would, reasons, before=False)


def live_end(asking: Asking, account: Account) -> Ended | None:
    """The account's cancellation, where it still says what may be done with its plan."""
    ended = asking.uow.cancellations.latest(asking.desk.id, account.id)
    if ended is None or ended.over or ended.cancellation.plan != account.plan:
        return None
    return ended


def ending(document: PolicyDocument, ended: Cancellation, now: datetime) -> tuple[Reason, ...]:
    """No new tickets, until when those there are stay accessible, and from when one may subscribe again."""
    opens, sees = subscriptions.may_open(document, ended), subscriptions.may_see(document, ended, now)
    found = [reason for decision in (opens, sees) if decision is not None for reason in decision.reasons]
    each = {reason.code: reason for reason in found}.values()
    return tuple(sorted(each, key=lambda reason: reason.code is ReasonCode.RETURN_LATER))


def cancelled_check(about: About) -> Decision | None:
    """No new tickets on a subscription from its cancellation on (SU-cancel)."""
    ended = live_end(about.asking, about.account)
    return None if ended is None else subscriptions.may_open(about.version.document, ended.cancellation)


def closed_to(asking: Asking) -> Denied | None:
    """Why the account's people no longer see its tickets; None where they do, and for the desk's own."""
    account = asking.member.account
    if account is None or asking.is_staff:
        return None
    ended = live_end(asking, account)
    if ended is None:
        return None
    decision = subscriptions.may_see(asking.version().document, ended.cancellation, asking.now)
    return decision if isinstance(decision, Denied) else None


def barred(asking: Asking, command: Command, spec: CommandSpec | None) -> Refused | None:
    """The refusal of whatever would show or change a ticket that is closed to whoever asks."""
    if isinstance(command, ListTickets) or (spec is not None and spec.takes_ticket):
        return barred_from_talk(asking)
    return None


def barred_from_talk(asking: Asking) -> Refused | None:
    """The refusal of anything about the account's tickets, once they are closed to its people."""
    decision = closed_to(asking)
    account = asking.member.account
    if decision is None or account is None:
        return None
    return Refused("see", decision, asking.desk.name, account.name, asking.version().document.zone)
