"""Kinds of rules about what is supported, excluded, billed, and let through all the same."""

from dataclasses import dataclass
from enum import StrEnum

from policy.facts import Channel
from policy.rule_parts import ALWAYS, Condition
from policy.texts import Translated


class Standing(StrEnum):
    """How support stands towards something that a request may concern."""

    COVERED = "covered"
    BILLED = "billed"
    """Not part of support, and done for a price once the customer says yes."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ConcernRule:
    """One line of the list of what is supported; the first covered one is what is usually meant."""

    clause: str
    concern: str
    title: Translated
    standing: Standing
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class HeldRule:
    """Only products that the account bought (or rented) through the provider, and that it manages."""

    clause: str
    bought: bool
    managed: bool
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """A cause for which a ticket is not taken on; its commitments lapse."""

    clause: str
    exclusion: str
    title: Translated
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ExclusionsRule:
    """A list of exclusions that each desk keeps for itself: data of the desk, not of the policy."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ExcludedCauseRule:
    """What happens once the analysis shows an excluded cause: it is told, and billed work may be offered."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class BilledRule:
    """More help, billed by the hour, which begins only after the customer's yes."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class DiscretionRule:
    """The desk's own people may let through what the policy refuses; `over` bounds it to these clauses."""

    clause: str
    over: tuple[str, ...] = ()
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class SpokenRule:
    """The languages in which some channels are served."""

    clause: str
    channels: tuple[Channel, ...]
    languages: tuple[str, ...]
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementRule:
    """Another document that holds the full conditions, and what it is called."""

    clause: str
    title: Translated
    when: Condition = ALWAYS
    assumed: str | None = None


ScopeRules = (
    ConcernRule
    | HeldRule
    | ExclusionRule
    | ExclusionsRule
    | ExcludedCauseRule
    | BilledRule
    | DiscretionRule
    | SpokenRule
    | AgreementRule
)
