"""What a stranger may try at the door: each is refused, none is an error, and nothing of it reaches the desk."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from typing import Any

import jwt
import pytest

from .door import Door, played
from .fake_microsoft import APP, ISSUER, TENANT, public_pem


def _part(held: str) -> str:
    return base64.urlsafe_b64encode(held.encode()).rstrip(b"=").decode()


def _headed(header: str) -> str:
    return f"{_part(header)}.{_part('{}')}.{_part('x')}"


def _claims(door: Door) -> dict[str, Any]:
    now = int(door.wall())
    return {"iss": ISSUER, "aud": APP, "nbf": now, "exp": now + 3600, "serviceurl": door.microsoft.origin}


@pytest.mark.parametrize(
    "header",
    [
        "[" * 4000,
        '{"alg":"RS256","kid":' + "[" * 3000,
        '{"alg":"RS256","kid":' + "9" * 5000 + "}",
        "[]",
        "7",
        '{"alg":"RS256"}',
        '{"alg":"RS256","kid":null}',
        '{"alg":"RS256","kid":7}',
        '{"alg":"RS256","kid":["key-0"]}',
        '{"alg":"RS256","kid":"../../../../etc/passwd"}',
        '{"alg":"RS256","kid":"key-0\' OR 1=1"}',
        '{"alg":"RS256","kid":"key-0"}',
        '{"alg":["RS256"],"kid":"key-0"}',
        '{"alg":"RS256","kid":"key-0","crit":["b64"],"b64":false}',
        '{"alg":"RS256","kid":"key-1","jwk":{"kty":"oct","k":"eA"}}',
        '{"alg":"RS256","kid":"key-1","jku":"https://evil.example/keys"}',
    ],
    ids=lambda header: header[:60],
)
def test_a_header_of_a_token_is_read_without_trust(header):
    async def play(door: Door) -> None:
        assert await door.send(token=_headed(header)) == 401
        assert door.heard == []

    played(play)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_names_a_weaker_algorithm_is_refused(algorithm):
    """`none` needs no key, and HS256 would take the public key, which all know, for a secret."""

    async def play(door: Door) -> None:
        header = _part(json.dumps({"alg": algorithm, "typ": "JWT", "kid": "key-0"}))
        payload = _part(json.dumps(_claims(door)))
        signed = b""
        if algorithm == "HS256":
            signer = jwt.get_algorithm_by_name("HS256")
            signed = signer.sign(f"{header}.{payload}".encode(), public_pem())
        end = base64.urlsafe_b64encode(signed).rstrip(b"=").decode()
        assert await door.send(token=f"{header}.{payload}.{end}") == 401
        assert door.heard == []

    played(play)


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"exp": -240}, 200),
        ({"exp": -360}, 401),
        ({"nbf": 240}, 200),
        ({"nbf": 360}, 401),
    ],
    ids=str,
)
def test_clocks_may_differ_by_five_minutes_and_no_more(claims, status):
    async def play(door: Door) -> None:
        now = int(door.wall())
        moved = {name: now + seconds for name, seconds in claims.items()}
        assert await door.send(token=door.microsoft.token(**moved)) == status

    played(play)


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "serviceurl"])
def test_a_claim_that_is_missing_or_of_another_kind_is_refused(name):
    async def play(door: Door) -> None:
        for value in (None, [], {}, [[]], ""):
            assert await door.send(token=door.microsoft.token(**{name: value})) == 401, value
        assert door.heard == []

    played(play)


def test_a_token_serves_for_no_other_address():
    """It binds no body: played again with another address to answer at, it is refused."""

    async def play(door: Door) -> None:
        token = door.microsoft.token()
        for elsewhere in (f"{door.microsoft.origin}/other", "http://127.0.0.1:1"):
            assert await door.send(door.activity(serviceUrl=elsewhere), token) == 401
        assert door.heard == []

    played(play)


@pytest.mark.parametrize(
    "address",
    [
        "https://[evil.example/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:pass@smba.trafficmanager.net/emea/",
        "https://evil.example\\@smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net/emea/?to=",
        "https://smba.trafficmanager.net/emea/#",
        "https://smba.trafficmanager.net:99999/",
        "https://smba.trafficmanager.net /emea/",
        "https://smba.trafficmanager.net\t.evil.example/",
        "https://smba.trafficmanager.net./emea/",
        "https://smba.trafficmanager.net\u3002evil.example/",
        "http://smba.trafficmanager.net/emea/",
        "//smba.trafficmanager.net/emea/",
    ],
)
def test_an_address_that_only_looks_like_teams_is_refused(address):
    async def play(door: Door) -> None:
        token = door.microsoft.token(serviceurl=address)
        assert await door.send(door.activity(serviceUrl=address), token) == 401
        assert door.heard == []

    played(play, service_hosts=("smba.trafficmanager.net",))


def test_two_authorizations_are_none():
    """A proxy and we might each believe another of them."""

    async def play(door: Door) -> None:
        good, bad = (f"Bearer {door.microsoft.token(aud=each)}" for each in (APP, "another-app"))
        for pair in ((good, bad), (bad, good), (good, good)):
            headers = [("Authorization", each) for each in pair]
            async with door.session.post(door.url, json=door.activity(), headers=headers) as answer:
                assert answer.status in {400, 401}
        assert door.heard == []

    played(play)


@pytest.mark.parametrize(
    "body",
    [
        b'{"type":"message","text":' + b"9" * 5000 + b"}",
        b'{"type":"message","text":' + b"[" * 100_000,
        b'{"type":"message","text":' + b'{"a":' * 100_000,
        b'{"type":"message","value":' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"type":"message","value":' + b'{"a":[' * 400 + b"]}" * 400 + b"}",
        b'\xef\xbb\xbf{"type":"message"}',
        '{"type":"message"}'.encode("utf-16"),
        b'{"type":"message","text":"\xff"}',
        b'{"type":"message"}{"type":"message"}',
        b'{"type":["message"]}',
        b'{"type":""}',
        b"",
    ],
    ids=lambda body: repr(body[:40]),
)
def test_a_body_that_is_no_activity_is_refused(body):
    async def play(door: Door) -> None:
        async with door.session.post(door.url, data=body) as answer:
            assert answer.status == 400
        assert door.heard == []

    played(play)


@pytest.mark.parametrize(
    "more",
    [
        {"conversation": {"id": "a:1", "tenantId": "another"}},
        {
            "channelData": {"tenant": {"id": "another"}},
            "conversation": {"id": "a:1", "tenantId": "tenant-0001"},
        },
        {"channelData": {"tenant": {"id": ["tenant-0001"]}}},
        {"channelData": {"tenant": {"id": "TENANT-0001 "}}},
        {"channelData": {"tenant": "tenant-0001"}},
        {"channelId": "webchat"},
        {"channelId": "emulator"},
        {"channelId": "directline"},
        {"channelId": "MSTEAMS"},
        {"channelId": None},
    ],
    ids=str,
)
def test_what_is_not_wholly_of_our_tenant_and_of_teams_is_refused(more):
    async def play(door: Door) -> None:
        assert await door.send(door.activity(**more)) == 401
        assert door.heard == []

    played(play)


def test_an_activity_of_two_tenants_is_refused():
    """Both may speak to this bot, and still it is of one of them."""

    async def play(door: Door) -> None:
        two = {
            "channelData": {"tenant": {"id": TENANT}},
            "conversation": {"id": "a:1", "tenantId": "another"},
        }
        assert await door.send(door.activity(**two)) == 401
        assert door.heard == []

    played(play, tenants=frozenset({TENANT, "another"}))


def test_messages_without_an_id_are_not_taken_for_one_another():
    async def play(door: Door) -> None:
        for _ in range(2):
            assert await door.send(door.activity(id="")) == 200
        assert len(door.heard) == 2

    played(play)


def test_a_refusal_says_nothing_of_what_was_sent(caplog):
    caplog.set_level(logging.DEBUG)

    async def play(door: Door) -> None:
        for token in (_headed("[" * 4000), "a.b.c", door.microsoft.token(aud="x")):
            await door.send(door.activity(text="the safe 1234"), token)
        assert "1234" not in caplog.text

    played(play)


@pytest.mark.parametrize("header", [b"Bearer \xff.\xfe.x", b"Bearer a.\xe9.c", b"\xff"])
def test_an_authorization_that_is_no_text_is_refused(header):
    async def play(door: Door) -> None:
        body = json.dumps(door.activity()).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", int(door.url.split(":")[2].split("/")[0]))
        lines = [
            b"POST /api/messages HTTP/1.1",
            b"Host: here",
            b"Connection: close",
            b"Authorization: " + header,
        ]
        lines += [f"Content-Length: {len(body)}".encode(), b"", body]
        writer.write(b"\r\n".join(lines))
        told = await reader.read()
        writer.close()
        assert told.split(b" ")[1] in {b"400", b"401"}
        assert door.heard == []

    played(play)
