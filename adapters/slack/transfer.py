"""The bytes of files, out of one workspace and into another: never whole in memory, never from elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import urlsplit

import aiohttp

from adapters.serving.addresses import is_loopback
from adapters.slack.client import SlackClient
from adapters.slack.settings import SlackSettings
from bot.ports import Transient

CHUNK = 65_536
IN_MEMORY = 1_048_576
"""Bytes of a file beyond which it is put on disk on its way."""
HTML = "text/html"


class NotCopied(Exception):
    """A file that cannot be copied, now or later; its code is for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def spool() -> IO[bytes]:
    """Room for one file on its way, gone when it is closed."""
    return SpooledTemporaryFile(max_size=IN_MEMORY)


def is_slacks(address: str, api: str) -> bool:
    """Whether our token may be sent there: to the Web API's own host, or to its host of files, by its scheme.

    An address comes with what Slack tells of a file; it is checked all the same before a secret goes there.
    """
    asked, ours = urlsplit(address), urlsplit(api)
    try:
        port = asked.port
    except ValueError:
        return False
    if asked.username or asked.password or asked.scheme != ours.scheme:
        return False
    if (asked.hostname, port) == (ours.hostname, ours.port):
        return True
    own = not is_loopback(ours.hostname) and asked.hostname == f"files.{ours.hostname}"
    return own and port in (None, 443)


class Transfer:
    """Fetches and sends, within the settings' limits of size and time."""

    def __init__(self, client: SlackClient, settings: SlackSettings) -> None:
        self._client = client
        self._api = settings.api_base_url
        self._most = settings.file_limit
        # Longer than a call of the Web API may take, which the session's own time-out is for.
        self._timeout = aiohttp.ClientTimeout(total=settings.file_patience, sock_read=settings.api_timeout)

    async def fetch(self, team: str, address: str, kind: str, into: IO[bytes]) -> int:
        """The file's bytes into `into`, by the bot of that workspace; how many there were.

        Raises NotCopied, or Transient where trying again may help.
        """
        token = self._client.token(team)
        if token is None or not is_slacks(address, self._api):
            raise NotCopied("foreign_address")
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        try:
            # A redirect would carry the token to wherever it leads.
            async with self._client.session.get(
                address,
                headers=headers,
                allow_redirects=False,
                proxy=self._client.web.proxy,
                timeout=self._timeout,
            ) as answer:
                self._check(answer, kind)
                return await self._read(answer, into)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Transient(f"download_{type(error).__name__}") from error

    def _check(self, answer: aiohttp.ClientResponse, kind: str) -> None:
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Transient(f"download_{answer.status}")
        if answer.status != HTTPStatus.OK:
            raise NotCopied(f"download_{answer.status}")
        if answer.content_type == HTML and kind != HTML:
            # Who may not see a file is shown the way to sign in, with status 200.
            raise NotCopied("sign_in_page")
        if (answer.content_length or 0) > self._most:
            raise NotCopied("too_large")

    async def _read(self, answer: aiohttp.ClientResponse, into: IO[bytes]) -> int:
        held = 0
        async for chunk in answer.content.iter_chunked(CHUNK):
            held += len(chunk)
            if held > self._most:
                raise NotCopied("too_large")
            await asyncio.to_thread(into.write, chunk)
        return held

    async def send(self, address: str, source: IO[bytes], length: int) -> None:
        """Put the bytes where Slack said: nobody sees them before they are shared.

        Raises NotCopied, or Transient where trying again may help.
        """
        if not is_slacks(address, self._api):
            raise NotCopied("foreign_address")
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(length)}
        source.seek(0)
        try:
            async with self._client.session.post(
                address,
                data=_chunks(source),
                headers=headers,
                allow_redirects=False,
                proxy=self._client.web.proxy,
                timeout=self._timeout,
            ) as answer:
                if answer.status != HTTPStatus.OK:
                    raise Transient(f"upload_{answer.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Transient(f"upload_{type(error).__name__}") from error


async def _chunks(source: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := await asyncio.to_thread(source.read, CHUNK):
        yield chunk
