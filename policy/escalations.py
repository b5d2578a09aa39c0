"""The ladder of a policy: its levels, the next one up, and where a breach goes by itself."""

from dataclasses import dataclass

from policy.decisions import Denied, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Role, Terms
from policy.rules import BreachRule, LevelRule
from policy.targets import Promise


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the ladder: who stands on it, by which clause, and which plans reach it."""

    name: str
    role: Role
    clause: str
    plans: tuple[str, ...]
    assumed: str | None


def ladder(document: PolicyDocument) -> tuple[Level, ...]:
    """Every level, lowest first."""
    return tuple(
        Level(r.level, r.role, r.clause, r.when.plan or document.plans, r.assumed)
        for r in document.rules
        if isinstance(r, LevelRule)
    )


def next_level(document: PolicyDocument, terms: Terms, current: str | None) -> Level | Denied:
    """The level above the current one that the plan reaches; refused at the top.

    `current` is the level that the ticket has reached, None for none yet. Levels never repeat and
    never go down: only those above it are looked at. Raises ValueError for a level that the ladder
    does not have, which is the caller's mistake.
    """
    levels = ladder(document)
    names = [level.name for level in levels]
    above = levels if current is None else levels[names.index(current) + 1 :]
    for level in above:
        if terms.plan in level.plans:
            return level
    reached = levels[-1] if current is None else levels[names.index(current)]
    facts = {"level": reached.name}
    return Denied((Reason(ReasonCode.TOP_OF_LADDER, document.cite(reached.clause), facts),))


def on_breach(document: PolicyDocument, promise: Promise) -> str | None:
    """The level to which the breach of a promise goes by itself, once, with a task (TT-6.b)."""
    for rule in document.rules:
        if isinstance(rule, BreachRule) and rule.milestone is promise.milestone:
            return rule.level
    return None
