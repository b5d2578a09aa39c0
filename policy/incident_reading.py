"""From one table of a policy to one rule on how a ticket ends."""

from policy.facts import Role
from policy.incident_rules import (
    AcrossRule,
    ClosingRule,
    FollowUpRule,
    Outcome,
    OutcomeRule,
    TransparencyRule,
)
from policy.tables import Table
from policy.units import BusinessDays, Duration, parse
from policy.when_reading import when

_HARMLESS = BusinessDays(1)


def outcome(table: Table) -> OutcomeRule:
    """`outcome`: what a ticket may come to, and who may say so."""
    roles = table.choices("roles", Role)
    if any(not role.is_staff for role in roles):
        table.fault("roles", "only the desk's own people give outcomes")
    return OutcomeRule(
        clause=table.text("clause"),
        outcomes=table.choices("outcomes", Outcome),
        roles=roles,
        discussed=table.flag("discussed", default=True),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def follow_up(table: Table) -> FollowUpRule:
    """`follow_up`: who asks the client how it went, and when."""
    return FollowUpRule(
        clause=table.text("clause"),
        after=_duration(table, "after"),
        calendar=table.text("calendar"),
        role=table.choice("role", Role),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def closing(table: Table) -> ClosingRule:
    """`closing`: the silence after which a solved ticket is closed, and how long it reopens free."""
    return ClosingRule(
        clause=table.text("clause"),
        silence=_duration(table, "silence"),
        calendar=table.text("calendar"),
        remind=_duration(table, "remind") if table.has("remind") else None,
        reopen=_duration(table, "reopen") if table.has("reopen") else None,
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def transparency(table: Table) -> TransparencyRule:
    """`transparency`: the figures of how many past months are public."""
    return TransparencyRule(
        clause=table.text("clause"),
        months=table.number("months", 1),
        assumed=table.optional_text("assumed"),
    )


def across(table: Table) -> AcrossRule:
    """`across`: who may send a ticket to another group."""
    return AcrossRule(
        clause=table.text("clause"),
        when=when(table, "plan", "role"),
        assumed=table.optional_text("assumed"),
    )


def _duration(table: Table, key: str) -> Duration:
    text = table.text(key)
    try:
        return parse(text) if text else _HARMLESS
    except ValueError as error:
        table.fault(key, str(error))
        return _HARMLESS
