"""The ladder of a policy: its levels, the next one up, and where a breach goes by itself."""

from dataclasses import dataclass

from policy.conditions import holds_for_account
from policy.decisions import Allowed, Denied, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Role, Terms
from policy.rules import AcrossRule, BreachRule, Duty, LevelRule
from policy.targets import Promise


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the ladder: who stands on it, by which clause, and which plans reach it."""

    name: str
    role: Role
    clause: str
    plans: tuple[str, ...]
    assumed: str | None
    in_turn: bool = False


def ladder(document: PolicyDocument) -> tuple[Level, ...]:
    """Every level, lowest first."""
    return tuple(
        Level(r.level, r.role, r.clause, r.when.plan or document.plans, r.assumed, r.in_turn)
        for r in document.of(LevelRule)
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
    rule = _breach(document, promise)
    return None if rule is None else rule.level


@dataclass(frozen=True, slots=True)
class BreachTask:
    """What the breach of a promise gives somebody to do: the kind of task, for whom, by which clause."""

    kind: Duty
    role: Role
    clause: str


def task_of_breach(document: PolicyDocument, promise: Promise) -> BreachTask | None:
    """What somebody has to do once a promise is breached, whatever level the ticket is on (TT-6.b)."""
    rule = _breach(document, promise)
    if rule is None or rule.task is None:
        return None
    level = next(level for level in ladder(document) if level.name == rule.level)
    return BreachTask(rule.task, level.role, rule.clause)


def in_turn(document: PolicyDocument, terms: Terms, level: Level, current: str | None) -> Denied | None:
    """Refused where the level is reached only from the one below, and that one was not reached yet."""
    if not level.in_turn:
        return None
    below = next_level(document, terms, current)
    if isinstance(below, Denied) or below.name == level.name:
        return None
    names = [rung.name for rung in ladder(document)]
    if names.index(below.name) > names.index(level.name):
        return None
    facts = {"level": level.name, "below": below.name}
    return Denied((Reason(ReasonCode.LEVEL_IN_TURN, document.cite(level.clause), facts),))


def may_cross(document: PolicyDocument, terms: Terms, role: Role) -> Allowed | Denied | None:
    """May somebody escalate across, to another group (TT-3.complex); None where no rule says who."""
    rules = list(document.of(AcrossRule))
    mine = [rule for rule in rules if holds_for_account(rule.when, terms)]
    if not mine:
        return None
    held = next((rule for rule in mine if holds_for_account(rule.when, terms, role)), None)
    if held is None:
        facts = {"role": role.value}
        return Denied((Reason(ReasonCode.MAY_NOT_CROSS, document.cite(mine[0].clause), facts),))
    return Allowed((Reason(ReasonCode.MAY_CROSS, document.cite(held.clause), {"role": role.value}),))


def _breach(document: PolicyDocument, promise: Promise) -> BreachRule | None:
    for rule in document.of(BreachRule):
        if rule.milestone is promise.milestone:
            return rule
    return None
