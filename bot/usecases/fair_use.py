"""Fair use of support: figures for the desk, a decision by somebody of it, and word to those affected."""

from __future__ import annotations

from bot.commands import FairUse
from bot.domain.fairness import Decided
from bot.domain.people import Account, Face
from bot.errors import NotNow
from bot.outgoing import Draft, StandingNotice, Target, ToPerson, ToPlace
from bot.results import FairUseForm, FairUseTold, Refused
from bot.usecases.asking import Asking
from bot.usecases.measuring import measured
from policy import fair_use as rules
from policy.decisions import Denied
from policy.facts import Standing
from policy.fair_use_rule import FairUseRule


def fair_use(command: FairUse, asking: Asking) -> FairUseTold | FairUseForm | Refused:
    """Show where an account stands; with a decision and its reason, put it there and tell it."""
    document = asking.version().document
    rule = rules.rule_of(document)
    if rule is None:
        raise NotNow("error.no_fair_use", policy=document.id)
    account = asking.account(command.account, "fairuse")
    if command.to is None and not command.training:
        return _told(asking, account, rule, changed=False)
    if asking.writes:
        asking.uow.accounts.lock(account)
    standing = asking.uow.standings.now(asking.desk.id, account.id)
    to = Standing.NORMAL if command.training else command.to
    assert to is not None
    if to is standing and not command.training:
        raise NotNow("error.same_standing", account=account.name, standing=to)
    decision = rules.may_become(document, rule, standing, to, trained=command.training)
    if isinstance(decision, Denied):
        return Refused("fair_use", decision, asking.desk.name, account.name, document.zone)
    if command.reason is None:
        return FairUseForm(account.name, document.zone, None if command.training else to)
    training = command.reason if command.training else None
    decided = Decided(asking.desk.id, account.id, to, asking.at, asking.me, command.reason, training)
    asking.uow.standings.decide(decided)
    _tell(asking, account, decided, rule.clause)
    return _told(asking, account, rule, changed=True)


def _told(asking: Asking, account: Account, rule: FairUseRule, *, changed: bool) -> FairUseTold:
    decisions = asking.uow.standings.of_account(asking.desk.id, account.id)
    last = decisions[0] if decisions else None
    standing = Standing.NORMAL if last is None else last.standing
    measures = measured(asking, account.id, account.licences, rule, asking.now)
    return FairUseTold(
        account=account.name,
        zone=asking.version().document.zone,
        standing=standing,
        measures=measures,
        rule=rule,
        proposal=rules.proposed(rule, standing, measures),
        since=None if last is None else last.at,
        by=None if last is None else asking.person(last.decided_by).name,
        reason=None if last is None else last.reason,
        changed=changed,
    )


def _tell(asking: Asking, account: Account, decided: Decided, clause: str) -> None:
    """In the desk's places with who decided and why; in the customer's, else to its contacts, without."""
    uow, desk = asking.uow, asking.desk
    customers: list[Target] = [
        ToPlace(place.id) for place in uow.places.of_desk(desk.id, Face.CUSTOMER, account.id)
    ]
    if not customers:
        customers = [ToPerson(member.person.id) for member in uow.people.roster(desk.id, account.id)]
    desks: list[Target] = [ToPlace(place.id) for place in uow.places.of_desk(desk.id, Face.DESK)]
    count = len(uow.standings.of_account(desk.id, account.id))
    for internal, targets in ((True, desks), (False, customers)):
        notice = StandingNotice(
            account.id,
            decided.standing,
            clause,
            asking.me,
            decided.reason if internal else "",
            internal,
            decided.training is not None,
        )
        for n, target in enumerate(targets):
            key = f"standing:{account.id}:{count}:{internal}:{n}"
            uow.outbox.add(Draft(desk.id, None, target, notice, key), asking.now)
