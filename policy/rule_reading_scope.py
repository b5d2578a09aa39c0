"""From one table of a policy to a rule about what is supported, excluded, billed or let through."""

from collections.abc import Callable, Mapping

from policy.facts import Channel
from policy.scope_rules import (
    AgreementRule,
    BilledRule,
    ConcernRule,
    DiscretionRule,
    ExcludedCauseRule,
    ExclusionRule,
    ExclusionsRule,
    HeldRule,
    ScopeRules,
    SpokenRule,
    Standing,
)
from policy.tables import Table
from policy.texts import LANGUAGES
from policy.when_reading import when


def _concern(table: Table) -> ConcernRule:
    return ConcernRule(
        clause=table.text("clause"),
        concern=table.slug("concern"),
        title=table.translated("title"),
        standing=table.choice("standing", Standing),
        when=when(table, "plan", "channel"),
        assumed=table.optional_text("assumed"),
    )


def _held(table: Table) -> HeldRule:
    bought, managed = table.flag("bought", default=False), table.flag("managed", default=False)
    if not (bought or managed):
        table.fault("bought", "missing, since bought, managed or both are asked for")
    return HeldRule(
        clause=table.text("clause"),
        bought=bought,
        managed=managed,
        when=when(table, "plan", "channel"),
        assumed=table.optional_text("assumed"),
    )


def _exclusion(table: Table) -> ExclusionRule:
    return ExclusionRule(
        clause=table.text("clause"),
        exclusion=table.slug("exclusion"),
        title=table.translated("title"),
        assumed=table.optional_text("assumed"),
    )


def _exclusions(table: Table) -> ExclusionsRule:
    return ExclusionsRule(clause=table.text("clause"), assumed=table.optional_text("assumed"))


def _excluded_cause(table: Table) -> ExcludedCauseRule:
    return ExcludedCauseRule(clause=table.text("clause"), assumed=table.optional_text("assumed"))


def _billed(table: Table) -> BilledRule:
    return BilledRule(
        clause=table.text("clause"), when=when(table, "plan"), assumed=table.optional_text("assumed")
    )


def _discretion(table: Table) -> DiscretionRule:
    return DiscretionRule(
        clause=table.text("clause"),
        over=table.texts("over") if table.has("over") else (),
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _spoken(table: Table) -> SpokenRule:
    languages = table.texts("languages")
    for language in languages:
        if language not in LANGUAGES:
            table.fault("languages", f"{language!r} is not one of {', '.join(LANGUAGES)}")
    return SpokenRule(
        clause=table.text("clause"),
        channels=table.choices("channels", Channel),
        languages=languages,
        when=when(table, "plan"),
        assumed=table.optional_text("assumed"),
    )


def _agreement(table: Table) -> AgreementRule:
    return AgreementRule(
        clause=table.text("clause"),
        title=table.translated("title"),
        assumed=table.optional_text("assumed"),
    )


READERS: Mapping[str, Callable[[Table], ScopeRules]] = {
    "concern": _concern,
    "held": _held,
    "exclusion": _exclusion,
    "exclusions": _exclusions,
    "excluded_cause": _excluded_cause,
    "billed": _billed,
    "discretion": _discretion,
    "spoken": _spoken,
    "agreement": _agreement,
}
"""By kind."""
