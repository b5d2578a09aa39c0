"""From one table of a policy to one rule about products."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from policy.product_rules import ExtendedRule, MaintenanceRule, RetiredRule, UptimeRule, VersionsRule
from policy.tables import Table
from policy.units import Duration, Months, Years, parse
from policy.when_reading import when

_HARMLESS = Months(1)
_WHOLE = 100


def _versions(table: Table) -> VersionsRule:
    return VersionsRule(
        clause=table.text("clause"),
        supported=_span(table, "supported"),
        after=table.text("after"),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _retired(table: Table) -> RetiredRule:
    return RetiredRule(
        clause=table.text("clause"),
        available=_span(table, "available"),
        assumed=table.optional_text("assumed"),
    )


def _maintenance(table: Table) -> MaintenanceRule:
    return MaintenanceRule(
        clause=table.text("clause"),
        price=table.slug("price"),
        plans=table.texts("plans") if table.has("plans") else (),
        assumed=table.optional_text("assumed"),
    )


def _extended(table: Table) -> ExtendedRule:
    return ExtendedRule(
        clause=table.text("clause"),
        calendar=table.text("calendar"),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _uptime(table: Table) -> UptimeRule:
    text = table.text("percent")
    try:
        percent = Decimal(text or "100")
    except InvalidOperation:
        percent = Decimal(-1)
    if not 0 <= percent <= _WHOLE:
        table.fault("percent", 'must be a text such as "99.99", from 0 to 100')
    return UptimeRule(
        clause=table.text("clause"),
        percent=percent,
        year=table.number("year", 1),
        assumed=table.optional_text("assumed"),
    )


def _span(table: Table, key: str) -> Duration:
    """A duration that runs to the end of a day: months or years."""
    text = table.text(key)
    try:
        found = parse(text) if text else _HARMLESS
    except ValueError as error:
        table.fault(key, str(error))
        return _HARMLESS
    if not isinstance(found, Months | Years):
        table.fault(key, f"{text!r} must be months or years, such as '6 months'")
        return _HARMLESS
    return found


ProductRule = VersionsRule | RetiredRule | MaintenanceRule | ExtendedRule | UptimeRule

READERS: Mapping[str, Callable[[Table], ProductRule]] = {
    "versions": _versions,
    "retired": _retired,
    "maintenance": _maintenance,
    "extended": _extended,
    "uptime": _uptime,
}
"""By kind."""
