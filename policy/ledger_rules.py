"""Rules on tickets and minutes that are counted: trials, packs, blocks, and what a ticket covers."""

from dataclasses import dataclass

from policy.rule_parts import ALWAYS, Condition, Milestone
from policy.texts import Translated
from policy.units import Duration


@dataclass(frozen=True, slots=True)
class TrialRule:
    """Worked minutes that an account may try for free, once; then an offer is asked for."""

    clause: str
    minutes: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class UnlimitedRule:
    """Plans under which nothing is counted and nothing debited."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class PackRule:
    """Tickets bought together, by `code` in the price list. Its own validity goes before the rule on it."""

    clause: str
    code: str
    size: int
    title: Translated
    validity: Duration | None = None
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class BlockRule:
    """Minutes bought together. The first `whole` are charged at once, to the ticket that begins the block."""

    clause: str
    code: str
    minutes: int
    whole: int
    title: Translated
    validity: Duration | None = None
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class SharedRule:
    """From how many tickets a pack is a pot for everybody; a smaller one belongs to its buyer."""

    clause: str
    at_least: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """How long what was bought is valid where its own rule does not say.

    It counts from the purchase, or from the payment where that is later. `returns`: what was left unused
    comes back with the next package.
    """

    clause: str
    validity: Duration
    returns: bool
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class CoverRule:
    """How many worked minutes one ticket covers, and from how many on both sides are warned."""

    clause: str
    minutes: int
    warn_at: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class IndivisibleRule:
    """A ticket serves one subject: another subject takes another ticket."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class RemedyRule:
    """A breach of the milestone's guarantee gives the ticket's units back."""

    clause: str
    milestone: Milestone
    when: Condition = ALWAYS
    assumed: str | None = None


LedgerRule = (
    TrialRule
    | UnlimitedRule
    | PackRule
    | BlockRule
    | SharedRule
    | ValidityRule
    | CoverRule
    | IndivisibleRule
    | RemedyRule
)
