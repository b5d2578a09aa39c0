"""Rules on people: who may ask for what, who is authorized to, and what it costs without."""

from dataclasses import dataclass

from policy.rule_parts import ALWAYS, Action, Condition


@dataclass(frozen=True, slots=True)
class PermitRule:
    """Who may ask for what."""

    clause: str
    actions: tuple[Action, ...]
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ForbidRule:
    """Who may not ask for what, whatever permits it; `instead_roster` names those who may."""

    clause: str
    actions: tuple[Action, ...]
    instead_roster: bool = False
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class RosterRule:
    """The authorized contacts of an account: whether some must be named, and how many may be.

    `limit` None is without bound; an account's own limit goes before the policy's.
    """

    clause: str
    required: bool
    limit: int | None
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class FeeRule:
    """A fee for those who ask without authority while nobody who has it is available.

    They may ask once they accept it; the amount is the desk's own.
    """

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """What needs an active subscription."""

    clause: str
    actions: tuple[Action, ...]
    when: Condition = ALWAYS
    assumed: str | None = None
