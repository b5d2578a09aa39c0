"""Whether a document answers every question that can be asked of it, so that each no has a clause."""

from collections.abc import Iterator
from itertools import product

from policy.conditions import holds_for_account, holds_for_case
from policy.documents import PolicyDocument
from policy.facts import Case, Channel, Role, Severity, Terms
from policy.rules import (
    Action,
    ForbidRule,
    LevelRule,
    PermitRule,
    RankRule,
    RefuseRule,
    ServeRule,
)
from policy.tables import Fault


def uncovered(document: PolicyDocument) -> Iterator[Fault]:
    """Each question that no rule answers, once."""
    yield from _channels(document)
    yield from _people(document)
    levels = list(document.of(LevelRule))
    ranks = list(document.of(RankRule))
    for plan in document.plans:
        if not any(plan in (rule.when.plan or (plan,)) for rule in levels):
            yield Fault("rules", f"no level of the ladder is within reach of plan {plan!r}")
        ranked = [rule for rule in ranks if plan in (rule.when.plan or (plan,))]
        bare = [s for s in Severity if not any(s in (rule.when.severity or (s,)) for rule in ranked)]
        if ranks and bare:
            which = "" if len(bare) == len(Severity) else f" for {', '.join(bare)}"
            yield Fault("rules", f"plan {plan!r} has no rank{which}, and others have")


def _channels(document: PolicyDocument) -> Iterator[Fault]:
    rules = [rule for rule in document.rules if isinstance(rule, ServeRule | RefuseRule)]
    for plan, channel in product(document.plans, Channel):
        for severity in Severity:
            case = Case(plan, severity, channel)
            if not any(
                (rule.channels is None or channel in rule.channels)
                and holds_for_case(rule.when, case, open_at_receipt=True)
                for rule in rules
            ):
                yield Fault("rules", f"nothing says whether plan {plan!r} has {channel}")
                break


def _people(document: PolicyDocument) -> Iterator[Fault]:
    rules = [rule for rule in document.rules if isinstance(rule, PermitRule | ForbidRule)]
    for action, role in product(Action, Role):
        for terms in _accounts(document):
            if not any(
                action in rule.actions and holds_for_account(rule.when, terms, role) for rule in rules
            ):
                yield Fault("rules", f"nothing says whether {_described(role, terms)} may {action}")
                break


def _accounts(document: PolicyDocument) -> Iterator[Terms]:
    """An account of every plan on each side of every bound that a rule sets on employees."""
    bounds = {rule.when.employees_min for rule in document.rules}
    bounds |= {rule.when.employees_below for rule in document.rules}
    sizes = {n for bound in bounds if bound is not None for n in (bound - 1, bound)}
    for plan in document.plans:
        yield Terms(plan)
        for size in sorted(sizes):
            yield Terms(plan, employees=size)


def _described(role: Role, terms: Terms) -> str:
    size = "" if terms.employees is None else f" and {terms.employees} employees"
    return f"a person of role {role} of an account of plan {terms.plan!r}{size}"
