"""One reader's language, zone and present, carried through the making of a reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.replies import Action, Column, Facts, Line, Style, Table, plain
from bot.wording import durations
from bot.wording.lines import Value, line, text
from bot.wording.moments import Times, times
from bot.wording.names import heading, known_name, name
from bot.wording.reader import Reader


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things to one reader about one contract."""

    reader: Reader
    times: Times

    @property
    def language(self) -> str:
        """The reader's."""
        return self.reader.language

    def line(self, msgid: str, /, n: int | None = None, **values: Value) -> Line:
        """A sentence with its values."""
        return line(self.language, msgid, n, **values)

    def text(self, msgid: str, /, n: int | None = None, **values: Value) -> str:
        """The same, unformatted."""
        return text(self.language, msgid, n, **values)

    def name(self, family: str, value: str) -> str:
        """The word for a value of a closed set."""
        return name(self.language, family, value)

    def heading(self, family: str, value: str) -> str:
        """The same, as it begins a line."""
        return heading(name(self.language, family, value))

    def known(self, family: str, value: str) -> str:
        """The word for a value that a policy gives, where we have one."""
        return known_name(self.language, family, value)

    def both(self, business: timedelta, calendar: timedelta | None) -> str:
        """Business and calendar time side by side."""
        if calendar is None:
            return durations.business(self.language, business)
        return durations.both(self.language, business, calendar)

    def business(self, span: timedelta) -> str:
        """Business time, labelled."""
        return durations.business(self.language, span)

    def calendar(self, span: timedelta) -> str:
        """Calendar time, labelled."""
        return durations.calendar(self.language, span)

    def percent(self, share: float) -> str:
        """A share as a percentage, rounded down: 0.999 is not yet due."""
        return self.text("moments.percent", int(share * 100 + 1e-9))

    def facts(self, rows: Iterable[tuple[str, Line]]) -> Facts:
        """Labels and values, with the colon that the language sets between them."""
        return Facts(tuple(rows), self.text("lists.labelled", label="", value=""))

    def table(
        self,
        columns: Iterable[Column],
        rows: Iterable[tuple[Line, ...]],
        caption: str,
        more: Line | None = None,
    ) -> Table:
        """A table without the columns in which no row says anything."""
        heads, lines = tuple(columns), tuple(rows)
        kept = [at for at in range(len(heads)) if at == 0 or any(plain(row[at]).strip() for row in lines)]
        cells = tuple(tuple(row[at] for at in kept) for row in lines)
        between = self.text("lists.labelled", label="", value="")
        return Table(tuple(heads[at] for at in kept), cells, caption, more, between)

    def button(self, msgid: str, command: str, style: Style = Style.DEFAULT, of: str | None = None) -> Action:
        """A button that gives a command; `of` says to the ear of what, where the label alone does not."""
        label = self.text(msgid)
        aloud = None if of is None else self.text("lists.labelled", label=label, value=of)
        return Action(label, command, style, aloud)


def voice(reader: Reader, zone: str, now: datetime | None = None) -> Voice:
    """The voice for a reader, about a contract of a zone, at an instant."""
    return Voice(reader, times(reader, zone, now))
