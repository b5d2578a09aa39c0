"""Whether a condition holds, overlaps another, or lies within it."""

from dataclasses import fields
from typing import Any

from policy.facts import Case, Role, Terms
from policy.rules import Condition

_LISTS = ("plan", "severity", "channel", "role", "product")


def holds_for_case(condition: Condition, case: Case, *, open_at_receipt: bool) -> bool:
    """Whether a condition on what is asked for holds; what it says of people is not looked at."""
    return (
        case.plan in (condition.plan or (case.plan,))
        and case.severity in (condition.severity or (case.severity,))
        and case.channel in (condition.channel or (case.channel,))
        and case.product in (condition.product or (case.product,))
        and condition.open_at_receipt in (None, open_at_receipt)
    )


def holds_for_account(condition: Condition, terms: Terms, role: Role | None = None) -> bool:
    """Whether a condition on an account and, where given, on a role holds."""
    employees = terms.employees
    return (
        terms.plan in (condition.plan or (terms.plan,))
        and (role is None or role in (condition.role or (role,)))
        and (
            condition.employees_min is None
            or (employees is not None and employees >= condition.employees_min)
        )
        and (condition.employees_below is None or employees is None or employees < condition.employees_below)
    )


def overlap(one: Condition, other: Condition) -> bool:
    """Whether some case meets both."""
    lists = all(_meet(getattr(one, name), getattr(other, name)) for name in _LISTS)
    openness = None in (one.open_at_receipt, other.open_at_receipt)
    lowest = max(one.employees_min or 0, other.employees_min or 0)
    bounds = [b for b in (one.employees_below, other.employees_below) if b is not None]
    return (
        lists
        and (openness or one.open_at_receipt is other.open_at_receipt)
        and all(lowest < bound for bound in bounds)
    )


def within(inner: Condition, outer: Condition) -> bool:
    """Whether every case that meets the inner one meets the outer one too."""
    lists = all(_inside(getattr(inner, name), getattr(outer, name)) for name in _LISTS)
    scalars = all(
        getattr(outer, field.name) in (None, getattr(inner, field.name))
        for field in fields(Condition)
        if field.name not in _LISTS
    )
    return lists and scalars


def _meet(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _inside(inner: tuple[Any, ...], outer: tuple[Any, ...]) -> bool:
    return not outer or (bool(inner) and set(inner) <= set(outer))
