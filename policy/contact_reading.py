"""From tables of a policy to the rules about an account's own first line."""

from policy.contact_rules import DelegationRule, SentOnRule, ServedRule
from policy.rule_parts import Action
from policy.tables import Table
from policy.units import CalendarDays, parse
from policy.when_reading import when


def delegation(table: Table) -> DelegationRule:
    """A rule of kind `delegation`."""
    return DelegationRule(
        clause=table.text("clause"),
        actions=table.choices("actions", Action),
        longest=_longest(table),
        each=table.number("each", 1),
        when=when(table, "plan", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def served(table: Table) -> ServedRule:
    """A rule of kind `served`."""
    return ServedRule(
        clause=table.text("clause"),
        when=when(table, "plan", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def sent_on(table: Table) -> SentOnRule:
    """A rule of kind `sent_on`."""
    return SentOnRule(
        clause=table.text("clause"),
        covers=table.texts("covers"),
        otherwise=table.optional_text("otherwise"),
        when=when(table, "plan", "employees_min", "employees_below"),
        assumed=table.optional_text("assumed"),
    )


def _longest(table: Table) -> CalendarDays:
    text = table.text("longest")
    try:
        found = parse(text) if text else CalendarDays(1)
    except ValueError as error:
        table.fault("longest", str(error))
        return CalendarDays(1)
    if not isinstance(found, CalendarDays):
        table.fault("longest", "must be in calendar days, such as '14 calendar days'")
        return CalendarDays(1)
    return found
