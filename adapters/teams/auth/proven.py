"""Tokens whose signature and claims hold: Teams sends the same one for as long as it is good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from adapters.teams.auth.keys import Key
from adapters.teams.wire import Json

MOST = 1_000
"""Tokens that are remembered; then the oldest is forgotten."""


@dataclass(frozen=True, slots=True)
class Proof:
    """By which key it was proven, and what."""

    kid: str
    key: Key
    claims: Json
    until: float
    """Wall seconds at which it is over, leeway included."""


class Proven:
    """By the token's hash: no token is held here. `wall` is wall seconds."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._held: dict[bytes, Proof] = {}

    def find(self, token: str) -> Proof | None:
        """What was proven of it, while it is not over; whether the key still stands, the caller looks."""
        name = _name(token)
        proof = self._held.get(name)
        if proof is not None and self._wall() >= proof.until:
            del self._held[name]
            return None
        return proof

    def keep(self, token: str, proof: Proof) -> None:
        """It was checked just now."""
        while len(self._held) >= MOST:
            del self._held[next(iter(self._held))]
        self._held[_name(token)] = proof


def _name(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogateescape")).digest()
