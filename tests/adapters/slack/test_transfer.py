"""The bytes of files on their way: only between Slack and us, never more than the limit, never a page instead."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import TypeVar

import pytest
from aiohttp import web

from adapters.slack.client import SlackClient
from adapters.slack.settings import SlackSettings
from adapters.slack.transfer import NotCopied, Transfer, is_slacks
from bot.ports import Transient

T = TypeVar("T")
SLACK = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.png", True),
        ("https://files.slack.com/upload/v1/key", True),
        ("https://slack.com/files/a", True),
        ("https://files.slack.com:443/a", True),
        ("http://files.slack.com/a", False),
        ("https://files.slack.com.evil.example/a", False),
        ("https://evil.example/files.slack.com", False),
        ("https://files.slack.com@evil.example/a", False),
        ("https://u:p@files.slack.com/a", False),
        ("https://files.slack.com:8443/a", False),
        ("https://127.0.0.1/a", False),
        ("https://169.254.169.254/latest/meta-data", False),
        ("https://docs.google.com/a", False),
        ("https://files.slack.com:x/a", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_the_token_goes_to_slacks_own_hosts_alone(address: str, ours: bool):
    assert is_slacks(address, SLACK) is ours


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("http://127.0.0.1:5000/files-pri/T1-F1/a", True),
        ("http://127.0.0.1:5001/files-pri/T1-F1/a", False),
        ("http://localhost:5000/a", False),
        ("https://files.slack.com/a", False),
    ],
)
def test_a_workspace_of_this_machine_is_its_own_host_and_no_other(address: str, ours: bool):
    assert is_slacks(address, "http://127.0.0.1:5000/api/") is ours


class Host:
    """Serves bytes and remembers who asked for them with which token."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.taken: list[bytes] = []
        self.status = 200

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.tokens.append(request.headers.get("Authorization", ""))
        match request.path:
            case "/page":
                return web.Response(text="<h1>Sign in</h1>", content_type="text/html")
            case "/moved":
                return web.Response(status=302, headers={"Location": "/elsewhere"})
            case "/endless":
                endless = web.StreamResponse()
                await endless.prepare(request)
                while True:
                    await endless.write(bytes(10_000))
            case "/busy":
                return web.Response(status=503)
            case "/none":
                return web.Response(status=404)
            case "/upload":
                self.taken.append(await request.read())
                return web.Response(status=self.status)
            case _:
                return web.Response(body=b"the bytes", content_type="text/plain")


def hosted(play: Callable[[Host, Transfer, str], Awaitable[T]]) -> T:
    async def whole() -> T:
        host, app = Host(), web.Application()
        app.router.add_route("*", "/{path:.*}", host.serve)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        settings = SlackSettings(
            "shhh", bot_token="xoxb-1", api_base_url=f"{base}/api/", file_limit=50_000, file_patience=5.0
        )
        client = SlackClient(settings)
        try:
            return await play(host, Transfer(client, settings), base)
        finally:
            await client.close()
            await runner.cleanup()

    return asyncio.run(whole())


def test_a_file_is_fetched_with_the_token():
    async def play(host: Host, transfer: Transfer, base: str) -> tuple[int, bytes, list[str]]:
        into = BytesIO()
        length = await transfer.fetch("T1", f"{base}/a.txt", "text/plain", into)
        return length, into.getvalue(), host.tokens

    assert hosted(play) == (9, b"the bytes", ["Bearer xoxb-1"])


@pytest.mark.parametrize(
    ("path", "kind", "code"),
    [
        ("/page", "image/png", "sign_in_page"),
        ("/moved", "text/plain", "download_302"),
        ("/none", "text/plain", "download_404"),
        ("/endless", "text/plain", "too_large"),
    ],
)
def test_what_is_not_the_file_is_not_taken_for_it(path: str, kind: str, code: str):
    async def play(host: Host, transfer: Transfer, base: str) -> tuple[str, int, int]:
        into = BytesIO()
        with pytest.raises(NotCopied) as refused:
            await transfer.fetch("T1", base + path, kind, into)
        return refused.value.code, len(host.tokens), len(into.getvalue())

    said, asked, held = hosted(play)
    assert (said, asked) == (code, 1), "a redirect is not followed: it would take the token along"
    assert held <= 50_000


def test_a_page_that_was_sent_as_a_file_is_one():
    async def play(_: Host, transfer: Transfer, base: str) -> int:
        return await transfer.fetch("T1", f"{base}/page", "text/html", BytesIO())

    assert hosted(play) == len("<h1>Sign in</h1>")


def test_a_host_that_is_busy_is_asked_again_later():
    async def play(host: Host, transfer: Transfer, base: str) -> None:
        with pytest.raises(Transient):
            await transfer.fetch("T1", f"{base}/busy", "text/plain", BytesIO())
        host.status = 500
        with pytest.raises(Transient):
            await transfer.send(f"{base}/upload", BytesIO(b"x"), 1)

    hosted(play)


def test_a_foreign_address_is_never_asked():
    async def play(host: Host, transfer: Transfer, base: str) -> list[str]:
        elsewhere = base.replace("127.0.0.1", "localhost")
        for asking in (
            transfer.fetch("T1", f"{elsewhere}/a.txt", "text/plain", BytesIO()),
            transfer.send(f"{elsewhere}/upload", BytesIO(b"x"), 1),
        ):
            with pytest.raises(NotCopied, match="foreign_address"):
                await asking
        return host.tokens

    assert hosted(play) == []


def test_an_upload_is_the_bytes_without_the_token():
    async def play(host: Host, transfer: Transfer, base: str) -> tuple[list[bytes], list[str]]:
        source = BytesIO(bytes(200_000))
        await transfer.send(f"{base}/upload", source, 200_000)
        return host.taken, host.tokens

    assert hosted(play) == ([bytes(200_000)], [""])
