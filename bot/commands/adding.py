"""A message added to a ticket from wherever it stands, once understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Add:
    """Add a message to a ticket (`add`). Without a text, or from a form that shows another, its form.

    What the desk's own people add is a note, unless it is `public`. `shown` is what the form showed last:
    the ticket's number, and "public" or "internal".
    """

    ticket: int | None
    text: str | None = None
    public: bool = False
    shown: str | None = None
