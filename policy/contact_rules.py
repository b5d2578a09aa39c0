"""Rules about an account's own first line: who stands in for a contact, who is served, what goes on."""

from dataclasses import dataclass

from policy.rule_parts import ALWAYS, Action, Condition
from policy.units import CalendarDays


@dataclass(frozen=True, slots=True)
class DelegationRule:
    """An authorized contact may let colleagues do some of what only contacts may, for a time.

    `longest` bounds the time, `each` how many colleagues one contact may let do so at once. A delegate takes
    no place among the authorized contacts.
    """

    clause: str
    actions: tuple[Action, ...]
    longest: CalendarDays
    each: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ServedRule:
    """Technical work is for those who may ask themselves: nobody files it for a colleague who may not."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class SentOnRule:
    """What an account's people send on to the desk must concern one of these lines of what is supported.

    `otherwise` is the clause by which the rest may still be had, on other terms.
    """

    clause: str
    covers: tuple[str, ...]
    otherwise: str | None = None
    when: Condition = ALWAYS
    assumed: str | None = None
