"""PayPal's notices, where they are configured."""

from __future__ import annotations

import ssl
from pathlib import Path

from aiohttp import web

from bot.clock import SystemClock
from bot.compose import House
from bot.settings import BadSettings, Settings


def notices(settings: Settings, house: House) -> tuple[web.RouteDef, ...]:
    """The route at which they are taken, if any. Raises BadSettings."""
    if not settings.paypal_webhook_id:
        return ()
    # Loaded here, so that who takes no PayPal starts without cryptography.
    from adapters.paypal.signature import BadAuthorities, trusting  # noqa: PLC0415
    from adapters.paypal.webhook import Webhook  # noqa: PLC0415

    try:
        trust = trusting(_authorities(settings.paypal_ca), sandbox=settings.paypal_sandbox)
    except BadAuthorities:
        raise BadSettings("GUICHET_PAYPAL_CA: no certificates in PEM form") from None
    webhook = Webhook(
        house.payments, webhook_id=settings.paypal_webhook_id, trust=trust, now=SystemClock().now
    )
    return (webhook.route(),)


def _authorities(own: Path | None) -> bytes:
    """The system's authorities, after those of a file: intermediates that PayPal may leave out, say."""
    found = b""
    if own is not None:
        try:
            found = own.read_bytes() + b"\n"
        except OSError as error:
            raise BadSettings(f"GUICHET_PAYPAL_CA: {error.strerror}") from None
    system = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
    try:
        return found + Path(system).read_bytes()
    except OSError:
        if found:
            return found
        raise BadSettings(
            "GUICHET_PAYPAL_CA: this system has no authorities of its own; name a file"
        ) from None
