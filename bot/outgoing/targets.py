"""To whom or where something is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import OutgoingId, PersonId, PlaceId
from bot.domain.people import Face
from bot.requests import PlaceRef


@dataclass(frozen=True, slots=True)
class ToCard:
    """The ticket's card on one face: posted the first time, edited ever after."""

    face: Face
    tag: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class ToThread:
    """The ticket's thread on one face; waits until its card has been posted."""

    face: Face
    tag: Literal["thread"] = "thread"


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A place, at the top."""

    place_id: PlaceId
    tag: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class ToPerson:
    """A private chat with a person, on the platform and tenant given (any of theirs where None)."""

    person_id: PersonId
    platform: str | None = None
    tenant: str | None = None
    tag: Literal["person"] = "person"


@dataclass(frozen=True, slots=True)
class ToReference:
    """Exactly where a request was made: a thread that is no ticket's, say."""

    place: PlaceRef
    tag: Literal["reference"] = "reference"


@dataclass(frozen=True, slots=True)
class ToMessage:
    """A message that another row became: its words are said anew in place, once it was said.

    Either `face` or `person_id` tells where that row goes.
    """

    of: OutgoingId
    face: Face | None = None
    person_id: PersonId | None = None
    tag: Literal["message"] = "message"


Target = ToCard | ToThread | ToPlace | ToPerson | ToReference | ToMessage
