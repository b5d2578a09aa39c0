"""The server of public pages: `/health` for whoever watches over it, and what the desks publish."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping

from aiohttp import web

log = logging.getLogger(__name__)
CLOSING_S = 2.0

Parts = Mapping[str, Callable[[], tuple[bool, Mapping[str, object]]]]
"""What `/health` tells beside the desk itself: by name, whether it is well, and its state."""


class PortTaken(OSError):
    """Somebody else listens there."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is taken")
        self.port = port


class WebServer:
    """Serves routes beside `/health`. `check` raises where the desk cannot work; it is called in a thread."""

    def __init__(
        self, routes: Iterable[web.RouteDef], *, check: Callable[[], None], parts: Parts | None = None
    ) -> None:
        self._routes = tuple(routes)
        self._check = check
        self._parts = parts or {}
        self._runner: web.AppRunner | None = None

    def application(self) -> web.Application:
        """An aiohttp application, to serve alone or to mount."""
        app = web.Application()
        app.add_routes((web.get("/health", self._health), *self._routes))
        return app

    async def start(self, host: str, port: int) -> int:
        """Serve; returns the port (a free one where 0 was asked for). PortTaken where it is."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=CLOSING_S)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.stop()
            if "address already in use" in str(error).lower():
                raise PortTaken(port) from None
            raise
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Take nothing new, and close."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        try:
            await asyncio.to_thread(self._check)
        except Exception:
            log.exception("the desk cannot work")
            return web.json_response({"status": "down"}, status=503)
        told = {name: tell() for name, tell in self._parts.items()}
        well = all(is_well for is_well, _ in told.values())
        states = {name: state for name, (_, state) in told.items()}
        return web.json_response({"status": "up" if well else "down", **states}, status=200 if well else 503)
