"""Links to invoices: signed, short-lived, and for one person.

The secret is made by the database's first user and kept in it, so that every replica signs alike; the address
is what the server is reached by (`serve_links`). A link says whose it is; whoever follows it gets the invoice
of that person's own purchase or nothing, also when the person has left the account meanwhile.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

from bot.domain.commerce import Invoice, InvoiceId
from bot.domain.ids import PersonId
from bot.storage import UnitOfWork

LASTS = timedelta(minutes=30)
"""How long a link leads anywhere, in desk time."""
SECRET, ADDRESS = "links.secret", "links.address"
_TOKEN = re.compile(r"(\d{1,12})-(\d{1,12})-(\d{1,12})-([A-Za-z0-9_-]{43})")


def serve_links(uow: UnitOfWork, address: str) -> None:
    """Say where links lead, and make the secret where there is none yet."""
    uow.settings.set(ADDRESS, address.rstrip("/"))
    if uow.settings.get(SECRET) is None:
        uow.settings.set(SECRET, secrets.token_urlsafe(32))


def invoice_link(uow: UnitOfWork, invoice: Invoice, person: PersonId, now: datetime) -> str | None:
    """Where a person fetches an invoice; None where nothing serves links."""
    address, secret = uow.settings.get(ADDRESS), uow.settings.get(SECRET)
    if not address or not secret:
        return None
    until = int((now + LASTS).timestamp())
    claim = f"{invoice.id}-{person}-{until}"
    return f"{address}/invoices/{claim}-{_signed(secret, claim)}"


def opened(uow: UnitOfWork, token: str, now: datetime) -> tuple[InvoiceId, PersonId] | None:
    """Which invoice a token opens, for whom; None where it is none of ours, or too old."""
    secret = uow.settings.get(SECRET)
    found = _TOKEN.fullmatch(token)
    if not secret or found is None:
        return None
    claim = "-".join(found.groups()[:3])
    if not hmac.compare_digest(_signed(secret, claim), found[4]):
        return None
    if datetime.fromtimestamp(int(found[3]), UTC) < now:
        return None
    return InvoiceId(int(found[1])), PersonId(int(found[2]))


def _signed(secret: str, claim: str) -> str:
    mac = hmac.new(secret.encode(), f"invoice:{claim}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")
