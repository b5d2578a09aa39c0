"""A goal that falls at the very instant of its guarantee adds nothing: the guarantee is said alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from policy.targets import Kind, Milestone


class Due(Protocol):
    """Whatever is due: a promise, or the clock of one."""

    @property
    def milestone(self) -> Milestone:
        """What is due."""

    @property
    def kind(self) -> Kind:
        """How firmly."""

    @property
    def due_at(self) -> datetime:
        """When."""


Each = TypeVar("Each", bound=Due)


def telling(dues: Sequence[Each]) -> tuple[Each, ...]:
    """Those that say something of their own, in their order."""
    firm = {(due.milestone, due.due_at) for due in dues if due.kind is Kind.GUARANTEE}
    return tuple(due for due in dues if due.kind is Kind.GUARANTEE or (due.milestone, due.due_at) not in firm)
