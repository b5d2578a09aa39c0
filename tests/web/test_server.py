"""Health is told to whoever asks, and a port that is taken is named."""

import asyncio

import pytest
from aiohttp import ClientSession

from adapters.web.server import PortTaken, WebServer


def asked(check, path="/health"):
    async def go():
        server = WebServer((), check=check)
        port = await server.start("127.0.0.1", 0)
        try:
            async with ClientSession() as client, client.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.text()
        finally:
            await server.stop()

    return asyncio.run(go())


def test_a_desk_that_works_is_up():
    assert asked(lambda: None) == (200, '{"status": "up"}')


def test_one_that_cannot_is_down_and_says_nothing_of_why():
    def broken():
        raise RuntimeError("password of the database")

    assert asked(broken) == (503, '{"status": "down"}')


def test_nothing_else_is_served():
    assert asked(lambda: None, "/")[0] == 404


def test_a_taken_port_is_named():
    async def go():
        first, second = WebServer((), check=lambda: None), WebServer((), check=lambda: None)
        port = await first.start("127.0.0.1", 0)
        try:
            with pytest.raises(PortTaken) as caught:
                await second.start("127.0.0.1", port)
            assert caught.value.port == port
        finally:
            await first.stop()

    asyncio.run(go())
