"""Strict reading of one table: each value asked for by its type, each fault noted with its path."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from policy.texts import LANGUAGES, Translated

E = TypeVar("E", bound=StrEnum)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a path such as `rules[3].target`."""

    path: str
    says: str


class Table:
    """A mapping at a path; what is wrong with it goes to `faults`, and a harmless value comes back.

    `close` reports the keys that nobody asked for: a typo must never mean "no limit".
    """

    def __init__(self, mapping: Mapping[str, Any], path: str, faults: list[Fault]) -> None:
        self._mapping = mapping
        self._asked: set[str] = set()
        self.path = path
        self.faults = faults

    def at(self, key: str) -> str:
        """The path of one of its keys."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, says: str) -> None:
        """Note what is wrong with a key, or with the whole table for an empty one."""
        self.faults.append(Fault(self.at(key) if key else self.path, says))

    def has(self, key: str) -> bool:
        """Whether the key is there; asking does not read it."""
        return key in self._mapping

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping)

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        value = self._take(key)
        if isinstance(value, str) and value.strip():
            return value
        self._expected(key, value, "a text")
        return ""

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        return self.text(key) if self.has(key) else None

    def slug(self, key: str) -> str:
        """A short name of lower-case letters, digits and hyphens."""
        value = self.text(key)
        if value and not _SLUG.fullmatch(value):
            self.fault(key, f"{value!r} is not lower-case letters, digits and single hyphens")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one."""
        value = self._take(key)
        if isinstance(value, list) and value and all(isinstance(v, str) and v for v in value):
            if len(set(value)) < len(value):
                self.fault(key, "names something twice")
            return tuple(value)
        self._expected(key, value, "a list of texts")
        return ()

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._take(key) if self.has(key) else default
        if isinstance(value, bool):
            return value
        self._expected(key, value, "true or false")
        return default

    def number(self, key: str, at_least: int = 0) -> int:
        """A whole number that must be there."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= at_least:
            return value
        self._expected(key, value, f"a whole number of at least {at_least}")
        return at_least

    def day(self, key: str) -> date:
        """A date that must be there."""
        value = self._take(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._expected(key, value, "a date such as 2026-03-01")
        return date(1970, 1, 1)

    def choice(self, key: str, choices: type[E]) -> E:
        """One word of a closed set that must be there."""
        value = self._take(key)
        found = self._word(key, value, choices)
        return found if found is not None else next(iter(choices))

    def choices(self, key: str, choices: type[E]) -> tuple[E, ...]:
        """Some words of a closed set."""
        words = (self._word(key, value, choices) for value in self.texts(key))
        return tuple(word for word in words if word is not None)

    def translated(self, key: str) -> Translated:
        """A table that says one text in every language."""
        inner = self.table(key)
        found = inner.languages()
        inner.close()
        return found

    def languages(self) -> Translated:
        """The three languages' keys of this table itself."""
        return Translated(**{language: self.text(language) for language in LANGUAGES})

    def table(self, key: str) -> "Table":
        """A table that must be there; an empty one stands in for it, quietly, after its fault."""
        value = self._take(key)
        if isinstance(value, Mapping):
            return Table(value, self.at(key), self.faults)
        self._expected(key, value, "a table")
        return Table({}, self.at(key), [])

    def optional_table(self, key: str) -> "Table | None":
        """A table, or None where the key is absent."""
        return self.table(key) if self.has(key) else None

    def tables(self, key: str) -> Iterator["Table"]:
        """A list of tables, each at its numbered path; counted from 1, as people count."""
        value = self._take(key)
        if not isinstance(value, list):
            self._expected(key, value, "a list of tables")
            return
        for position, item in enumerate(value, 1):
            path = f"{self.at(key)}[{position}]"
            if isinstance(item, Mapping):
                yield Table(item, path, self.faults)
            else:
                self.faults.append(Fault(path, "must be a table"))

    def zone(self, key: str) -> str:
        """The name of a time zone that this machine knows."""
        name = self.text(key)
        try:
            ZoneInfo(name or "UTC")
        except (KeyError, OSError, ValueError):
            self.fault(key, f"no time zone {name!r}")
        return name

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self._mapping:
            if key not in self._asked:
                near = get_close_matches(key, sorted(self._asked), n=1)
                self.fault(key, "unknown key" + (f", did you mean {near[0]!r}?" if near else ""))

    def _take(self, key: str) -> Any:
        self._asked.add(key)
        return self._mapping.get(key)

    def _word(self, key: str, value: object, choices: type[E]) -> E | None:
        for choice in choices:
            if choice == value:
                return choice
        self._expected(key, value, "one of " + ", ".join(choices))
        return None

    def _expected(self, key: str, value: object, what: str) -> None:
        self.fault(key, f"missing, must be {what}" if value is None else f"must be {what}")
