"""What a ticket's history says of its facts and of remote access: pure, one reading for all who ask."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.events import ConsentGiven, ConsentWithdrawn, Event, FactsAsked, FactsGiven, Opened
from policy.intake import REMOTE


def remote_allowed(history: Sequence[Event]) -> bool:
    """Whether the desk may reach the device: the last yes or no of the requester's side."""
    allowed = False
    for event in history:
        match event:
            case Opened(agreed=agreed):
                allowed = REMOTE in agreed
            case ConsentGiven():
                allowed = True
            case ConsentWithdrawn():
                allowed = False
            case _:
                pass
    return allowed


def given_fields(history: Sequence[Event]) -> frozenset[str]:
    """The fields of the policy whose facts were given so far."""
    found: set[str] = set()
    for event in history:
        match event:
            case Opened(given=fields) | FactsGiven(fields=fields):
                found.update(fields)
            case _:
                pass
    return frozenset(found)


def asked_fields(history: Sequence[Event]) -> tuple[str, ...]:
    """The fields that an agent last asked for and that were not given since."""
    asked: tuple[str, ...] = ()
    for event in history:
        match event:
            case FactsAsked(fields=fields):
                asked = fields
            case FactsGiven(fields=fields):
                asked = tuple(field for field in asked if field not in fields)
            case _:
                pass
    return asked
