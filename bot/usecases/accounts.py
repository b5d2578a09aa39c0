"""An account's terms (`account`): an admin reads and changes them, as far as the policy lets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.commands import Accounts
from bot.domain.people import Account
from bot.errors import NotUnderstood
from bot.parsing.words import ALL, CHANNELS, NONE, YES_OR_NO, plain
from bot.results import AccountsTold, AccountTold, Refused
from bot.usecases.about_product import product_named, released
from bot.usecases.asking import Asking
from bot.usecases.plan import roster_limit
from bot.usecases.products import day_written
from policy import entitlements, subscriptions
from policy.decisions import Denied, Reason
from policy.documents import PolicyDocument
from policy.extending import read_hours
from policy.facts import Channel, ProductHeld, Terms
from policy.rules import ExtendedRule

DIGITS = 7
"""Of a number of employees or licences."""


def accounts(command: Accounts, asking: Asking) -> AccountsTold | Refused:
    """Show them all, or one; or change what is named, and add the account where there is none."""
    values = dict(command.values)
    if command.name is None:
        if values:
            raise NotUnderstood("error.missing", verb="account", what="account")
        return _told(asking, None)
    if not values:
        return _told(asking, asking.account(command.name, "account"))
    done = set_terms(asking, command.name, values)
    if isinstance(done, Refused):
        return done
    account, flagged = done
    account = _own(asking, account, values)
    asking.uow.accounts.update(account)
    _product(asking, account, values)
    return replace(_told(asking, account), changed=True, flagged=flagged)


def set_terms(
    asking: Asking, name: str, values: Mapping[str, str]
) -> tuple[Account, tuple[Reason, ...]] | Refused:
    """The account with its plan and numbers; added where there is none of that name (DV-licences, SU-return).

    With why it no longer meets what its plan asks: a count that later falls below it takes nothing away.
    """
    document = asking.version().document
    known = asking.uow.accounts.by_name(asking.desk.id, name)
    plan = values.get("plan") or (known.plan if known else None)
    if plan is None and len(document.plans) == 1:
        plan = document.plans[0]
    if plan not in document.plans:
        raise NotUnderstood(
            "error.bad_value", option="plan", value=plan or "", valid=", ".join(document.plans)
        )
    employees = _number(values, "employees", known.employees if known else None)
    licences = _number(values, "licences", known.licences if known else None)
    decision = entitlements.may_hold_plan(document, Terms(plan, employees, licences))
    keeps = known is not None and known.plan == plan
    if isinstance(decision, Denied) and not keeps:
        return Refused("plan", decision, asking.desk.name, name, document.zone, subject=plan)
    if known is not None and not keeps:
        too_soon = _subscribes_again(asking, known, plan, document)
        if too_soon is not None:
            return Refused("plan", too_soon, asking.desk.name, name, document.zone, subject=plan)
    if known is None:
        known = asking.uow.accounts.add(asking.desk.id, name, plan, employees, licences)
    else:
        known = replace(known, plan=plan, employees=employees, licences=licences)
        asking.uow.accounts.update(known)
    return known, decision.reasons if isinstance(decision, Denied) else ()


def _subscribes_again(asking: Asking, account: Account, plan: str, document: PolicyDocument) -> Denied | None:
    """No plan again before its time that was cancelled (SU-return); from then on the cancellation is over."""
    ended = asking.uow.cancellations.latest(asking.desk.id, account.id)
    if ended is None or ended.cancellation.plan != plan:
        return None
    too_soon = subscriptions.may_hold_again(document, ended.cancellation, plan, asking.now)
    if too_soon is None and not ended.over:
        asking.uow.cancellations.save(replace(ended, over=True))
    return too_soon


def _own(asking: Asking, account: Account, values: Mapping[str, str]) -> Account:
    """The account with what it has of its own: hours, maintenance, contacts, channels, a subscription."""
    if "hours" in values:
        account = replace(account, hours=_hours(asking, values["hours"]))
    if "maintenance" in values:
        account = replace(account, maintenance_until=_date(values["maintenance"], asking))
    if "contacts" in values:
        none = plain(values["contacts"]) in NONE
        account = replace(account, roster_limit=None if none else _number(values, "contacts", None))
    if "channels" in values:
        account = replace(account, channels=_channels(values["channels"]))
    return replace(account, active=_yes(values, "active", account.active))


def _channels(written: str) -> tuple[Channel, ...] | None:
    """The account's own, fewer than its plan has (PB-b.channels); None for all that the plan has."""
    named = written.replace(",", " ").split()
    if plain(written) in ALL or not named:
        return None
    found = [CHANNELS.get(plain(name)) for name in named]
    if None in found:
        raise NotUnderstood(
            "error.bad_value",
            option="channel",
            value=named[found.index(None)],
            valid=", ".join(each.value for each in Channel),
        )
    return tuple(dict.fromkeys(Channel(each) for each in found if each))


def _hours(asking: Asking, written: str) -> str | None:
    """As typed, once it can be read; only under a policy that lets accounts have hours of their own."""
    if plain(written) in NONE:
        return None
    document = asking.version().document
    if not any(isinstance(rule, ExtendedRule) for rule in document.rules):
        raise NotUnderstood("error.no_own_hours", policy=document.id)
    try:
        read_hours(written)
    except ValueError:
        raise NotUnderstood("error.bad_hours", value=written, example="mon-fri 07:00-21:00") from None
    return " ".join(written.split())


def _date(written: str, asking: Asking) -> date | None:
    return None if plain(written) in NONE else day_written(written, asking)


def _product(asking: Asking, account: Account, values: Mapping[str, str]) -> None:
    """What the account has of a product; what is not named stays as it was."""
    named = values.get("product")
    if named is None:
        if {"version", "bought", "managed"} & values.keys():
            raise NotUnderstood("error.missing", verb="account", what="product")
        return
    product = product_named(asking, named)
    before = asking.uow.products.held(asking.desk.id, account.id)
    held = next((each for each in before if each.id == product.id), ProductHeld(product.id))
    if "version" in values:
        version = None if plain(values["version"]) in NONE else values["version"]
        known = [release.version for release in released(asking, product)]
        if version is not None and version not in known:
            raise NotUnderstood("error.bad_value", option="version", value=version, valid=", ".join(known))
        held = replace(held, version=version)
    held = replace(held, bought=_yes(values, "bought", held.bought))
    held = replace(held, managed=_yes(values, "managed", held.managed))
    asking.uow.products.hold(asking.desk.id, account.id, held)


def _yes(values: Mapping[str, str], option: str, known: bool) -> bool:  # noqa: FBT001
    if option not in values:
        return known
    found = YES_OR_NO.get(plain(values[option]))
    if found is None:
        raise NotUnderstood("error.bad_value", option=option, value=values[option], valid="yes, no")
    return found == "yes"


def _number(values: Mapping[str, str], option: str, known: int | None) -> int | None:
    written = values.get(option)
    if not written:
        return known
    if not written.isdecimal() or len(written) > DIGITS:
        raise NotUnderstood("error.bad_number", value=written, example="50")
    return int(written)


def _told(asking: Asking, account: Account | None) -> AccountsTold:
    document = asking.version().document
    everyone = asking.uow.accounts.of_desk(asking.desk.id)
    hours = next((rule.clause for rule in document.of(ExtendedRule)), None)
    return AccountsTold(
        desk=asking.desk.name,
        zone=document.zone,
        accounts=tuple((each.name, each.plan) for each in everyone),
        account=None if account is None else _terms(asking, account),
        hours_clause=hours,
    )


def _terms(asking: Asking, account: Account) -> AccountTold:
    terms = asking.terms(account)
    names = {product.id: product.name for product in asking.uow.products.of_desk(asking.desk.id)}
    return AccountTold(
        name=account.name,
        plan=account.plan,
        employees=account.employees,
        licences=account.licences,
        active=account.active,
        channels=account.channels,
        hours=account.hours,
        maintenance_until=account.maintenance_until,
        limit=roster_limit(asking.version().document, terms),
        named=len(terms.roster),
        products=tuple((names.get(held.id, held.id), held) for held in terms.products),
    )
