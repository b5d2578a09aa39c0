"""A token is worked out once; what an activity says is held against it each time, and it ends when it ends."""

from __future__ import annotations

import jwt
import pytest

from adapters.teams.auth import proven
from adapters.teams.auth.keys import AGE, Key
from adapters.teams.auth.proven import Proof, Proven
from adapters.teams.auth.validator import LEEWAY

from .door import Door, Wall, played

KEY = Key(jwt.PyJWK({"kty": "oct", "k": "a2V5"}), frozenset({"msteams"}))


def proof(until: float) -> Proof:
    return Proof("key-0", KEY, {"serviceurl": "https://smba.trafficmanager.net/emea/"}, until)


def test_a_token_that_was_proven_is_not_worked_out_again():
    async def play(door: Door) -> None:
        token = door.microsoft.token()
        assert await door.send(token=token) == 200
        [held] = door.validator._proven._held.values()
        assert await door.send(door.activity(id="2"), token) == 200
        assert [each is held for each in door.validator._proven._held.values()] == [True]
        assert len(door.heard) == 2

    played(play)


@pytest.mark.parametrize(
    "more",
    [
        {"serviceUrl": "http://localhost:1/"},
        {"serviceUrl": "https://smba.trafficmanager.net/emea/"},
        {"channelData": {"tenant": {"id": "another"}}},
        {"channelId": "emulator"},
    ],
)
def test_a_proven_token_lets_in_only_what_it_was_signed_for(more):
    async def play(door: Door) -> None:
        token = door.microsoft.token()
        assert await door.send(token=token) == 200
        assert await door.send(door.activity(id="2", **more), token) == 401
        assert len(door.heard) == 1

    played(play, service_hosts=("127.0.0.1", "localhost", "smba.trafficmanager.net"))


def test_a_token_that_was_refused_is_never_taken_for_proven():
    async def play(door: Door) -> None:
        token = door.microsoft.token(aud="another-app")
        assert [await door.send(token=token) for _ in range(2)] == [401, 401]
        cut = door.microsoft.token()
        assert await door.send(token=cut) == 200
        assert await door.send(door.activity(id="2"), cut[:-4] + "AAAA") == 401

    played(play)


def test_a_proven_token_is_refused_once_its_key_is_withdrawn():
    async def play(door: Door) -> None:
        token = door.microsoft.token()
        assert await door.send(token=token) == 200
        door.microsoft.known = (1,)
        door.wall.seconds += AGE
        assert await door.send(door.activity(id="2"), token) == 401
        assert len(door.heard) == 1

    played(play)


def test_a_proven_token_is_refused_once_its_key_may_not_sign_for_teams():
    async def play(door: Door) -> None:
        token = door.microsoft.token()
        assert await door.send(token=token) == 200
        door.microsoft.endorsements = ("skype",)
        door.wall.seconds += AGE
        assert await door.send(door.activity(id="2"), token) == 401

    played(play)


def test_a_proven_token_is_refused_where_its_name_is_anothers_key_now():
    async def play(door: Door) -> None:
        token = door.microsoft.token(exp=int(door.wall() + 3 * AGE))
        assert await door.send(token=token) == 200
        door.microsoft.renamed = True
        door.wall.seconds += AGE
        assert await door.send(door.activity(id="2"), token) == 401

    played(play)


def test_a_token_is_proven_until_it_ends_and_as_long_as_clocks_may_differ():
    async def play(door: Door) -> None:
        ends = int(door.wall()) + 60
        token = door.microsoft.token(exp=ends)
        assert await door.send(token=token) == 200
        [held] = door.validator._proven._held.values()
        assert held.until == ends + LEEWAY

    played(play)
    wall = Wall()
    tokens = Proven(wall)
    tokens.keep("a", held := proof(wall.seconds + 10))
    wall.seconds += 9.9
    assert tokens.find("a") is held
    wall.seconds += 0.1
    assert tokens.find("a") is None
    assert tokens._held == {}


def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(proven, "MOST", 3)
    wall = Wall()
    tokens = Proven(wall)
    for name in "abcde":
        tokens.keep(name, proof(wall.seconds + 10))
    assert [name for name in "abcde" if tokens.find(name)] == ["c", "d", "e"]
