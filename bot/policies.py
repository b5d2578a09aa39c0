"""Policy documents and their calendars: those in force, and those that a ticket keeps, frozen in storage."""

from __future__ import annotations

import hashlib
import json
import threading
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bot.calendar_text import from_text, to_text
from bot.policy_tools import shipped_ids, shipped_text
from bot.storage import Database, UnitOfWork
from policy.calendars import BusinessCalendar
from policy.documents import PolicyDocument, in_force
from policy.extending import shared, with_own
from policy.reading import read
from policy.resolving import Calendars, build, calendar_specs
from policy.revisions import begins_at

AHEAD = 3
"""Holidays are resolved this many years past the one in hand; later deadlines say that they lack them."""
_MOST = 1024
"""Versions that are kept at hand for the dates on which they are in force."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document and its calendars, each with the sha256 by which a ticket pins it.

    `hours` are those of an account's own that the calendars hold beside the policy's.
    """

    document: PolicyDocument
    calendars: Calendars
    policy_sha: str
    calendar_sha: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """A document with the text it was read from, and the form that is hashed (comments do not count)."""

    document: PolicyDocument
    text: str
    canonical: str
    sha: str


class Policies:
    """Every version that this desk was started with or has ever pinned. Safe to share between threads."""

    def __init__(self, database: Database, texts: Iterable[str] | None = None) -> None:
        """Read `texts` (TOML; the shipped catalog where not given) and keep them.

        Raises:
            PolicyFaults: a text that is no policy.
            VersionChanged: a text that differs from what is kept under the same policy and version.
        """
        self._database = database
        self._lock = threading.Lock()
        self._sources = {s.sha: s for s in map(_source, shipped() if texts is None else texts)}
        self._resolved: dict[tuple[str, int, str], tuple[Calendars, str, str]] = {}
        self._pinned: dict[tuple[str, str], tuple[PolicyDocument, Calendars]] = {}
        self._current: dict[tuple[str, date, str, int], Version] = {}
        self._names: dict[tuple[str, str, int], Mapping[str, Mapping[date, str]]] = {}
        with database.writing() as uow:
            for source in self._sources.values():
                self._keep_policy(uow, source)
            uow.commit()

    def titles(self) -> tuple[PolicyDocument, ...]:
        """One document a policy, for lists; the newest of each."""
        newest: dict[str, PolicyDocument] = {}
        for source in self._sources.values():
            known = newest.get(source.document.id)
            if known is None or known.effective_on < source.document.effective_on:
                newest[source.document.id] = source.document
        return tuple(newest[policy_id] for policy_id in sorted(newest))

    def current(
        self, policy_id: str, on: date, hours: str | None = None, *, year: int | None = None
    ) -> Version:
        """The version in force on a date; before the first one, the first. KeyError: no such policy.

        Holidays are resolved around `year`, the date's own where it is not given. With `hours` of an
        account's own, for the tickets of that account.
        """
        year = on.year if year is None else year
        asked = policy_id, on, hours or "", year
        known = self._current.get(asked)
        if known is not None:
            return known
        sources = [s for s in self._sources.values() if s.document.id == policy_id]
        if not sources:
            raise KeyError(policy_id)
        documents = [source.document for source in sources]
        document = in_force(documents, policy_id, on) or min(documents, key=lambda d: d.effective_on)
        source = next(s for s in sources if s.document is document)
        calendars, sha, _ = self._calendars(source, year, hours or "")
        self._pinned[source.sha, sha] = (document, calendars)
        if len(self._current) >= _MOST:
            self._current.clear()
        found = Version(document, calendars, source.sha, sha, hours or "")
        self._current[asked] = found
        return found

    def at(self, policy_id: str, now: datetime, hours: str | None = None) -> Version:
        """The version in force at an instant: one begins at midnight of its date, in its own zone.

        With `hours` of an account's own, as `current`.
        """
        begun = [d for d in self._versions(policy_id) if begins_at(d) <= now]
        newest = max(begun, key=lambda document: document.effective_on, default=None)
        on = now.date() if newest is None else newest.effective_on
        return self.current(policy_id, on, hours, year=now.year)

    def revisions(self, policy_id: str) -> tuple[PolicyDocument, ...]:
        """The versions that replace another, in the order of their dates."""
        return tuple(sorted(self._versions(policy_id), key=lambda document: document.effective_on)[1:])

    def announced_at(self, document: PolicyDocument) -> datetime:
        """When a version is told of: at its first opening, so that no channel speaks at night."""
        begins = begins_at(document)
        calendars = self.current(document.id, document.effective_on).calendars
        if any(each.is_open(begins) for each in calendars.values()):
            return begins
        return min(each.next_opening(begins) for each in calendars.values())

    def document(self, sha: str) -> PolicyDocument | None:
        """The document of that sha256, where it was ever kept."""
        source = self._sources.get(sha)
        if source is not None:
            return source.document
        with self._database.reading() as uow:
            kept = uow.versions.get_policy(sha)
        return None if kept is None else read(tomllib.loads(kept.source))

    def _versions(self, policy_id: str) -> list[PolicyDocument]:
        found = [s.document for s in self._sources.values() if s.document.id == policy_id]
        if not found:
            raise KeyError(policy_id)
        return found

    def keep(self, uow: UnitOfWork, version: Version, on: date) -> None:
        """Store the calendars of a version that a ticket is about to pin; its text is stored already."""
        _, sha, body = self._calendars(self._sources[version.policy_sha], on.year, version.hours)
        uow.versions.put_calendar(sha, body, version.document.id)

    def pinned(self, policy_sha: str, calendar_sha: str) -> tuple[PolicyDocument, Calendars]:
        """The versions that a ticket was opened under. KeyError for what was never kept."""
        known = self._pinned.get((policy_sha, calendar_sha))
        if known is None:
            with self._database.reading() as uow:
                policy = uow.versions.get_policy(policy_sha)
                calendar = uow.versions.get_calendar(calendar_sha)
            if policy is None or calendar is None:
                raise KeyError((policy_sha, calendar_sha))
            known = read(tomllib.loads(policy.source)), build(from_text(calendar.body))
            self._pinned[policy_sha, calendar_sha] = known
        return known

    def closure_name(
        self, document: PolicyDocument, calendar: str, day: date, named: str, language: str
    ) -> str:
        """What a closure is called in a language; as it is `named` where the language has no name for it."""
        if language == "en":
            return named
        key, calendar = (document.id, language, day.year), shared(calendar)
        with self._lock:
            if key not in self._names:
                try:
                    specs = calendar_specs(document, language, first_year=day.year, last_year=day.year)
                except ValueError:
                    specs = {}
                self._names[key] = {name: spec.closed for name, spec in specs.items()}
            return self._names[key].get(calendar, {}).get(day, named)

    def _calendars(self, source: _Source, year: int, hours: str) -> tuple[Calendars, str, str]:
        with self._lock:
            key = (source.sha, year, hours)
            if key not in self._resolved:
                specs = calendar_specs(source.document, first_year=year - 1, last_year=year + AHEAD)
                if hours:
                    specs = with_own(source.document, specs, hours)
                body = to_text(specs)
                self._resolved[key] = (build(specs), hashlib.sha256(body.encode()).hexdigest(), body)
            return self._resolved[key]

    @staticmethod
    def _keep_policy(uow: UnitOfWork, source: _Source) -> None:
        document = source.document
        uow.versions.put_policy(
            source.sha, document.id, _named(document), source.text, source.canonical, document.effective_on
        )


def main_calendar(calendars: Sequence[BusinessCalendar]) -> BusinessCalendar:
    """The one that opens and closes: the desk's hours, where another never closes."""
    return next((c for c in calendars if not _never_closes(c)), calendars[0])


def _never_closes(calendar: BusinessCalendar) -> bool:
    return all(sum(w.closes - w.opens for w in day) >= 24 * 60 for day in calendar.spec.week) and not (
        calendar.spec.closed
    )


def shipped() -> tuple[str, ...]:
    """The texts of the shipped policies."""
    return tuple(shipped_text(policy_id) for policy_id in shipped_ids())


def _named(document: PolicyDocument) -> str:
    """By what a text is known: the source's version, and which reading of it where it was read anew."""
    return document.version if document.reading == 1 else f"{document.version}, reading {document.reading}"


@lru_cache(maxsize=64)
def _source(text: str) -> _Source:
    mapping: dict[str, Any] = tomllib.loads(text)
    canonical = json.dumps(mapping, sort_keys=True, ensure_ascii=False, default=str)
    return _Source(read(mapping), text, canonical, hashlib.sha256(canonical.encode()).hexdigest())
