"""The address to which PayPal posts its notices: verified, read, and taken in once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import aiohttp
import structlog
from aiohttp import web

from adapters.paypal.signature import NotPayPals, Signed, Trust, check
from bot.ports import PaymentNotice

log = structlog.get_logger(__name__)

PATH = "/paypal/notices"
BODY_LIMIT = 262_144
CERTIFICATE_LIMIT = 65_536
KEPT = 8
"""Certificates remembered: PayPal has one or two in use."""
TIMEOUT = aiohttp.ClientTimeout(total=10)


class TakesIn(Protocol):
    """Takes a verified notice of payment in."""

    def take(self, notice: PaymentNotice) -> str:
        """What became of it."""
        ...


class CannotFetch(Exception):
    """PayPal's certificate is out of reach just now: the notice comes again."""


Fetch = Callable[[str], Awaitable[bytes]]


class Webhook:
    """One webhook of a PayPal app. `now` is wall time: certificates end by it."""

    def __init__(
        self,
        payments: TakesIn,
        *,
        webhook_id: str,
        trust: Trust,
        now: Callable[[], datetime],
        fetch: Fetch | None = None,
    ) -> None:
        self._payments = payments
        self._webhook_id = webhook_id
        self._trust = trust
        self._now = now
        self._fetch = fetch or fetched
        self._certificates: dict[str, bytes] = {}

    def route(self) -> web.RouteDef:
        """The route, for a server."""
        return web.post(PATH, self.handle)

    async def handle(self, request: web.Request) -> web.Response:
        """200 once it is dealt with; 400 for what is not PayPal's; 503 where it should come again."""
        if (request.content_length or 0) > BODY_LIMIT:
            return web.Response(status=413)
        body = await request.read()
        try:
            await self._verify(request.headers, body)
            event = _event(body)
        except NotPayPals as error:
            log.warning("paypal.refused", why=str(error))
            return web.Response(status=400)
        except CannotFetch:
            log.warning("paypal.certificate_out_of_reach")
            return web.Response(status=503)
        notice = _payment(event)
        if notice is None:
            return web.Response(text="ignored")
        return web.Response(text=str(await asyncio.to_thread(self._payments.take, notice)))

    async def _verify(self, headers: Mapping[str, str], body: bytes) -> None:
        signed = Signed.of(headers)
        self._trust.check_address(signed.certificate_url)
        pem = self._certificates.get(signed.certificate_url)
        if pem is None:
            pem = await self._fetch(signed.certificate_url)
        check(signed, body, self._webhook_id, self._trust.key_of(pem, self._now()))
        if len(self._certificates) >= KEPT:
            self._certificates.clear()
        self._certificates[signed.certificate_url] = pem


async def fetched(url: str) -> bytes:
    """A certificate, by https with a verified host and no redirect. Raises CannotFetch."""
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            if answer.status != web.HTTPOk.status_code:
                raise CannotFetch(str(answer.status))
            return await answer.content.read(CERTIFICATE_LIMIT)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CannotFetch(type(error).__name__) from None


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except ValueError:
        raise NotPayPals("no JSON") from None
    if not isinstance(event, dict) or not isinstance(event.get("id"), str):
        raise NotPayPals("no event")
    return event


def _payment(event: dict[str, Any]) -> PaymentNotice | None:
    """A payment that is complete; None for every other event. Amounts are PayPal's own words."""
    resource, amount = event.get("resource"), None
    if isinstance(resource, dict):
        amount = resource.get("amount")
    if not isinstance(resource, dict) or not isinstance(amount, dict):
        return None
    match event.get("event_type"):
        case "PAYMENT.CAPTURE.COMPLETED":
            reference = resource.get("custom_id") or resource.get("invoice_id")
            value, currency = amount.get("value"), amount.get("currency_code")
        case "PAYMENT.SALE.COMPLETED":
            reference = resource.get("custom") or resource.get("invoice_number")
            value, currency = amount.get("total"), amount.get("currency")
        case _:
            return None
    told = [
        str(each) if each is not None else "" for each in (reference, value, currency, resource.get("id"))
    ]
    return PaymentNotice("paypal", event["id"], *told)
