"""What the first meeting with an account gathers (SU-kickoff): kept on the account, and its task done."""

from __future__ import annotations

from bot.commands import KickOff
from bot.domain.commerce import Kickoff
from bot.domain.people import Account
from bot.errors import NotNow
from bot.outgoing import Kept, KeptNotice, KickOffNotice
from bot.results import KickOffForm, KickOffKept
from bot.usecases.asking import Asking
from bot.usecases.purchases import kept, to_desk
from policy import subscriptions

LIMIT = 3000


def kickoff(command: KickOff, asking: Asking) -> KickOffForm | KickOffKept:
    """The form, or what it gathered; the customer may write it as well as the desk."""
    account = asking.account(command.account, "kickoff")
    rule = subscriptions.kickoff(asking.version().document, account.plan)
    if rule is None:
        raise NotNow("error.no_kickoff", account=account.name)
    known = asking.uow.parties.kickoff(asking.desk.id, account.id)
    if command.contact is None and command.environment is None:
        return KickOffForm(account.name, rule.clause, known)
    told = Kickoff(
        asking.desk.id,
        account.id,
        (command.contact or "")[:LIMIT],
        (command.environment or "")[:LIMIT],
        asking.at,
        asking.me,
    )
    asking.uow.parties.put_kickoff(told)
    whole = bool(told.contact.strip() and told.environment.strip())
    done = whole and _finished(asking, account)
    if not asking.is_staff:
        notice = KickOffNotice(account.name, asking.me, rule.clause)
        draft = to_desk(asking.uow, asking.desk, notice, f"kickoff:{account.id}:{asking.request.key}")
        if draft is not None:
            asking.uow.outbox.add(draft, asking.now)
    kept(asking, KeptNotice(Kept.KICKOFF, "", account.name, rule.clause, done))
    return KickOffKept(account.name, rule.clause, done)


def _finished(asking: Asking, account: Account) -> bool:
    """The desk's own people finish the task by keeping the facts; a customer's words wait for a look."""
    if not asking.is_staff:
        return False
    tasks = asking.uow.tasks
    open_ = [t for t in tasks.open_of(asking.desk.id) if t.kind == "kickoff" and t.account_id == account.id]
    done = [tasks.done(task, asking.me, asking.at, None) for task in open_]
    return any(done)
