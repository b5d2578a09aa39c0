"""The figures that a desk's policy publishes (SU-transparency), for whoever asks for its page."""

from __future__ import annotations

import re
from threading import Lock
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.people import Desk
from bot.policies import Policies
from bot.reports.service import by_month, overall
from bot.results import StatsTold
from bot.storage import Database
from bot.storage.folding import folded
from bot.usecases.measures import months_back, seen_since
from bot.wording.published import Figure, PublicPage, published_page
from policy.satisfaction import published

__all__ = ["Figure", "PublicPage", "Transparency", "slug"]

KEPT_S = 300
"""A page is made anew after so many seconds of desk time: anybody may ask for it, as often as they like."""
MOST = 256
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """A desk's name as it stands in an address: "Aide Île-de-France" is "aide-ile-de-france"."""
    return _NO_LETTERS.sub("-", folded(name)).strip("-")


class Transparency:
    """Makes the public pages, and keeps each for a while. Safe to use from several threads."""

    def __init__(self, database: Database, policies: Policies, clock: Clock) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock
        self._kept: dict[tuple[str, str, int], PublicPage] = {}
        self._lock = Lock()

    def page(self, desk_slug: str, language: str) -> PublicPage | None:
        """The page of a desk, in a language; None where there is no such desk, or it publishes nothing."""
        turn = int(self._clock.now().timestamp()) // KEPT_S
        key = (desk_slug, language, turn)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        made = self._made(desk_slug, language)
        if made is None:  # costs little, and whoever makes names up must not push real pages out
            return None
        with self._lock:
            if len(self._kept) >= MOST or any(kept[2] != turn for kept in self._kept):
                self._kept.clear()
            self._kept[key] = made
        return made

    def _made(self, desk_slug: str, language: str) -> PublicPage | None:
        now = self._clock.now()
        with self._database.reading() as uow:
            desk = _named(uow.desks.all(), desk_slug)
            if desk is None:
                return None
            document = self._policies.at(desk.policy_id, now).document
            rule = published(document)
            if rule is None:
                return None
            since = months_back(now, document.zone, rule.months)
            seen = tuple(seen_since(uow, self._policies, desk.id, since, now))
        told = StatsTold(
            desk=desk.name,
            zone=document.zone,
            since=since,
            now=now,
            total=overall(seen),
            months=by_month(seen, ZoneInfo(document.zone)),
            clause=rule.clause,
        )
        return published_page(told, document, language)


def _named(desks: tuple[Desk, ...], desk_slug: str) -> Desk | None:
    return next((desk for desk in desks if slug(desk.name) == desk_slug), None)
