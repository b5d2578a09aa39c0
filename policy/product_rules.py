"""Rules about products: versions and their support, maintenance, hours of one's own, and uptime."""

from dataclasses import dataclass
from decimal import Decimal

from policy.rule_parts import ALWAYS, Condition
from policy.units import Duration


@dataclass(frozen=True, slots=True)
class VersionsRule:
    """How long a version is supported after its successor appears, to the end of that local day.

    `after` is the clause that holds from then on.
    """

    clause: str
    supported: Duration
    after: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class RetiredRule:
    """A version is withdrawn when its successor appears; how long it can still be had by whom it is owed."""

    clause: str
    available: Duration
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class MaintenanceRule:
    """Maintenance gives new versions with their support; without it they are at the price of `price`.

    `plans` are maintenance in themselves; the other accounts have theirs until a date.
    """

    clause: str
    price: str
    plans: tuple[str, ...] = ()
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ExtendedRule:
    """An account may have hours of its own beside those of a calendar."""

    clause: str
    calendar: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class UptimeRule:
    """A published share of time that was up, in percent, and of which year: a reference, not a promise."""

    clause: str
    percent: Decimal
    year: int
    when: Condition = ALWAYS
    assumed: str | None = None
