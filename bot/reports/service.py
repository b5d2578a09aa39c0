"""Response times and ratings, by month: what is published where the policy says so (SU-transparency)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median


@dataclass(frozen=True, slots=True)
class Seen:
    """One ticket, as far as figures need it. No person and no subject.

    `business` is the open time from receipt to the first answer; `within` says whether that came in the time
    aimed for: None where none was, or while it still runs.
    """

    opened_at: datetime
    answered_at: datetime | None = None
    business: timedelta | None = None
    within: bool | None = None
    rated_at: datetime | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of some tickets. A median or a mean of nothing is None, never zero."""

    opened: int
    answered: int
    business: timedelta | None
    """The median open time to the first answer."""
    elapsed: timedelta | None
    """The median of all time to it."""
    within: int
    judged: int
    """How many had a time aimed for that is over or met."""
    ratings: int
    stars: int
    """The sum of all ratings."""

    @property
    def share(self) -> float | None:
        """Answered within the time aimed for, as a share of those judged."""
        return self.within / self.judged if self.judged else None

    @property
    def mean(self) -> float | None:
        """The mean rating."""
        return self.stars / self.ratings if self.ratings else None


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of a calendar month in the contract's zone; `first` is its first day."""

    first: date
    figures: Figures


def overall(seen: Iterable[Seen]) -> Figures:
    """All of them together."""
    tickets = tuple(seen)
    answered = [t for t in tickets if t.answered_at is not None]
    elapsed = [t.answered_at - t.opened_at for t in answered if t.answered_at is not None]
    business = [t.business for t in answered if t.business is not None]
    rated = [t.stars for t in tickets if t.stars is not None]
    return Figures(
        opened=len(tickets),
        answered=len(answered),
        business=_median(business),
        elapsed=_median(elapsed),
        within=sum(t.within is True for t in tickets),
        judged=sum(t.within is not None for t in tickets),
        ratings=len(rated),
        stars=sum(rated),
    )


def by_month(seen: Iterable[Seen], zone: tzinfo) -> tuple[Month, ...]:
    """The months in which something happened, the latest first.

    A ticket counts in the month in which it was opened, its rating in the month in which it was given.
    """
    opened: dict[date, list[Seen]] = defaultdict(list)
    rated: dict[date, list[int]] = defaultdict(list)
    for ticket in seen:
        opened[_month(ticket.opened_at, zone)].append(ticket)
        if ticket.rated_at is not None and ticket.stars is not None:
            rated[_month(ticket.rated_at, zone)].append(ticket.stars)
    return tuple(
        Month(first, _with_ratings(overall(opened[first]), rated[first]))
        for first in sorted({*opened, *rated}, reverse=True)
    )


def _with_ratings(figures: Figures, stars: list[int]) -> Figures:
    return Figures(
        figures.opened,
        figures.answered,
        figures.business,
        figures.elapsed,
        figures.within,
        figures.judged,
        len(stars),
        sum(stars),
    )


def _median(spans: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None


def _month(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date().replace(day=1)
