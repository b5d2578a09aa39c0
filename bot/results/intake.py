"""What the use cases of facts and consent answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.results.views import PersonView, TicketView
from policy.intake_rules import IntakeRule


@dataclass(frozen=True, slots=True)
class FactsForm:
    """Facts of a ticket: the requester's side fills in those that are `asked`, an agent asks for them.

    An agent's question is worded in the `language` of the requester, and goes to `readers` in `place`.
    """

    ticket: TicketView
    text: str
    asked: tuple[IntakeRule, ...]
    question: bool = False
    readers: tuple[PersonView, ...] = ()
    place: str | None = None
    language: str = "en"
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """Whether the desk may reach the device: the question, with what holds now in the ticket."""

    ticket: TicketView
