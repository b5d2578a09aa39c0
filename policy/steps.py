"""Who hears of which share of a promise, where a policy does not say."""

from decimal import Decimal
from typing import assert_never

from policy.rules import Kind, Step, Tell

HALF, THREE_QUARTERS, NEARLY, DUE, OVER = (Decimal(share) for share in ("0.5", "0.75", "0.9", "1.0", "1.1"))

_GUARANTEE = (
    Step(HALF, (Tell.CARD,)),
    Step(THREE_QUARTERS, (Tell.ASSIGNEE,)),
    Step(NEARLY, (Tell.ASSIGNEE, Tell.LEAD)),
    Step(DUE, (Tell.CHANNEL,)),
    Step(OVER, (Tell.NEXT_LEVEL,)),
)
# A goal lies before a guarantee that has reminders of its own: one word to the assignee, no more.
_GOAL = (
    Step(HALF, (Tell.CARD,)),
    Step(THREE_QUARTERS, (Tell.ASSIGNEE,)),
    Step(NEARLY, (Tell.CARD,)),
    Step(DUE, (Tell.CARD,)),
    Step(OVER, (Tell.CARD,)),
)
# Best effort is all that its ticket has, so it is heard like a guarantee; but nothing that was
# promised is broken when it passes, so nobody higher is called.
_BEST_EFFORT = (*_GUARANTEE[:-1], Step(OVER, (Tell.CARD,)))


def default_steps(kind: Kind) -> tuple[Step, ...]:
    """The five shares of a promise of this kind, and who hears of each."""
    match kind:
        case Kind.GUARANTEE:
            return _GUARANTEE
        case Kind.GOAL:
            return _GOAL
        case Kind.BEST_EFFORT:
            return _BEST_EFFORT
    assert_never(kind)
