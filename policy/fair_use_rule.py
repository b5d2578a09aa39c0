"""The rule on fair use, and how it is read."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from policy.rule_parts import ALWAYS, Condition
from policy.tables import Table

_HARMLESS = Decimal(1)


@dataclass(frozen=True, slots=True)
class FairUseRule:
    """When an account's requests count as excessive and as showing low understanding (DV-fair-use).

    Counted over the last `days`; below `at_least` tickets nothing is. `tickets_per_licence`, and the
    shares of them that documentation answered or that were reopened, count from these values on.
    """

    clause: str
    days: int
    at_least: int
    tickets_per_licence: Decimal
    documented: Decimal
    reopened: Decimal
    when: Condition = ALWAYS
    assumed: str | None = None


def read_fair_use(table: Table) -> FairUseRule:
    """A rule of kind `fair_use`."""
    return FairUseRule(
        clause=table.text("clause"),
        days=table.number("days", 1),
        at_least=table.number("at_least", 1),
        tickets_per_licence=_positive(table, "tickets_per_licence"),
        documented=_share(table, "documented"),
        reopened=_share(table, "reopened"),
        assumed=table.optional_text("assumed"),
    )


def _positive(table: Table, key: str) -> Decimal:
    text = table.text(key)
    try:
        found = Decimal(text or "1")
    except InvalidOperation:
        found = Decimal(0)
    if not found.is_finite() or found <= 0:
        table.fault(key, 'must be a text such as "0.5", above 0')
        return _HARMLESS
    return found


def _share(table: Table, key: str) -> Decimal:
    found = _positive(table, key)
    if found > 1:
        table.fault(key, 'must be a text such as "0.5", above 0 and at most 1')
    return found
