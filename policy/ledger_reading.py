"""From one table of a policy to a rule on tickets and minutes."""

from collections.abc import Callable, Mapping

from policy.ledger_rules import (
    BlockRule,
    CoverRule,
    IndivisibleRule,
    LedgerRule,
    PackRule,
    RemedyRule,
    SharedRule,
    TrialRule,
    UnlimitedRule,
    ValidityRule,
)
from policy.rule_parts import Milestone
from policy.tables import Table
from policy.units import Duration, EndOfMonth, Months, Years, parse
from policy.when_reading import when

_HARMLESS = Months(6)


def _trial(table: Table) -> TrialRule:
    return TrialRule(
        clause=table.text("clause"),
        minutes=table.number("minutes", 1),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _unlimited(table: Table) -> UnlimitedRule:
    return UnlimitedRule(
        clause=table.text("clause"), when=when(table, "plan"), assumed=table.optional_text("assumed")
    )


def _pack(table: Table) -> PackRule:
    return PackRule(
        clause=table.text("clause"),
        code=table.slug("code"),
        size=table.number("size", 1),
        title=table.translated("title"),
        validity=_validity(table) if table.has("validity") else None,
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _block(table: Table) -> BlockRule:
    minutes, whole = table.number("minutes", 1), table.number("whole")
    if whole > minutes:
        table.fault("whole", f"cannot be more than the block's {minutes} minutes")
    return BlockRule(
        clause=table.text("clause"),
        code=table.slug("code"),
        minutes=minutes,
        whole=whole,
        title=table.translated("title"),
        validity=_validity(table) if table.has("validity") else None,
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _shared(table: Table) -> SharedRule:
    return SharedRule(
        clause=table.text("clause"),
        at_least=table.number("at_least", 1),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _valid(table: Table) -> ValidityRule:
    return ValidityRule(
        clause=table.text("clause"),
        validity=_validity(table),
        returns=table.flag("returns", default=False),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _cover(table: Table) -> CoverRule:
    minutes, warn_at = table.number("minutes", 1), table.number("warn_at", 1)
    if warn_at >= minutes:
        table.fault("warn_at", f"comes too late: the limit is {minutes} minutes")
    return CoverRule(
        clause=table.text("clause"),
        minutes=minutes,
        warn_at=warn_at,
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _indivisible(table: Table) -> IndivisibleRule:
    return IndivisibleRule(
        clause=table.text("clause"), when=when(table, "plan"), assumed=table.optional_text("assumed")
    )


def _remedy(table: Table) -> RemedyRule:
    return RemedyRule(
        clause=table.text("clause"),
        milestone=table.choice("milestone", Milestone),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _validity(table: Table) -> Duration:
    """Months or years to the end of a day, never hours: nobody reads a validity from a stopwatch."""
    text = table.text("validity")
    try:
        found = parse(text) if text else _HARMLESS
    except ValueError as error:
        table.fault("validity", str(error))
        return _HARMLESS
    if not isinstance(found, Months | Years | EndOfMonth):
        table.fault("validity", "must run to the end of a day, such as '6 months' or '1 year'")
        return _HARMLESS
    return found


READERS: Mapping[str, Callable[[Table], LedgerRule]] = {
    "trial": _trial,
    "unlimited": _unlimited,
    "pack": _pack,
    "block": _block,
    "shared": _shared,
    "validity": _valid,
    "cover": _cover,
    "indivisible": _indivisible,
    "remedy": _remedy,
}
"""By kind."""
