"""Who a person of Teams is: what the activity says, and their e-mail address, asked for once in a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adapters.serving.later import Later
from adapters.teams.connector import Connector
from adapters.teams.inbound.origin import Origin, whole
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json, text
from bot.ports import DeliveryError
from bot.requests import Profile

AGE = 3600.0
"""Seconds after which a person's e-mail address is asked for again."""
PATIENCE = 1.5
"""Seconds that a person waits for what Teams says of them; then they are answered without it."""
OUTSIDE = frozenset({"guest", "anonymous"})
"""What Teams calls those whom a tenant let in from elsewhere."""
MOST = 20_000
MOST_MENTIONED = 5


@dataclass(frozen=True, slots=True)
class Member:
    """What the conversation's member list says of somebody."""

    at: float
    user: str
    name: str
    email: str | None
    tenant: str = ""
    """The tenant that they are of, where Teams tells: in a shared channel it can be another."""
    role: str = ""
    vouched: str | None = None
    """What they sign in by, under a domain of the tenant's."""

    def proves(self, tenant: str) -> bool:
        """Whether their address was given to them by that tenant: guests and others bring theirs along."""
        return self.tenant in {"", tenant} and self.role not in OUTSIDE


class Directory:
    """Members by tenant and account (`29:...`). Used from one event loop."""

    def __init__(
        self, connector: Connector, later: Later, settings: TeamsSettings, wall: Callable[[], float]
    ) -> None:
        self._connector = connector
        self._later = later
        self._settings = settings
        self._wall = wall
        self._members: dict[tuple[str, str], Member] = {}

    async def profile(self, origin: Origin) -> Profile:
        """The person who acts."""
        member = await self._member(origin, origin.account)
        email = member.email if member else None
        admins = {each.casefold() for each in self._settings.admins}
        own = email if member and member.proves(origin.tenant) else None
        return Profile(
            name=(member.name if member else "") or origin.user,
            locale=origin.locale,
            zone=origin.zone,
            email=email,
            home_tenant=(member.tenant if member else "") or origin.tenant,
            vouched=member.vouched if member else None,
            is_admin=bool({origin.user.casefold(), (own or "").casefold()} & admins),
        )

    async def members(self, origin: Origin, accounts: Iterable[str]) -> dict[str, Member]:
        """The people whom words mention by Teams' own ids, as far as Teams tells soon enough."""
        asked = list(dict.fromkeys(accounts))[:MOST_MENTIONED]
        found = await asyncio.gather(*(self._member(origin, account) for account in asked))
        return {account: member for account, member in zip(asked, found, strict=True) if member}

    async def _member(self, origin: Origin, account: str) -> Member | None:
        key = (origin.tenant, account)
        held = self._members.get(key)
        if not account or (held is not None and self._wall() - held.at < AGE):
            return held
        asking = self._later.start(self._fetch(origin, account))
        await asyncio.wait({asking}, timeout=PATIENCE)
        return asking.result() if asking.done() else held

    async def _fetch(self, origin: Origin, account: str) -> Member | None:
        held = self._members.get((origin.tenant, account))
        conversation = whole(origin.conversation, origin.thread)
        try:
            told = await self._connector.member(origin.service_url, conversation, account)
        except DeliveryError:
            return held
        user = text(told.get("aadObjectId")) or text(told.get("objectId")) or account
        email = text(told.get("email")) or text(told.get("userPrincipalName")) or None
        if len(self._members) >= MOST:
            self._members.pop(next(iter(self._members)))
        own = self._settings.tenant if origin.tenant == self._settings.tenant else ""
        home, role = text(told.get("tenantId")), text(told.get("userRole")).lower()
        member = Member(
            self._wall(),
            user,
            text(told.get("name")),
            email,
            home,
            role,
            vouched(told, own),
        )
        self._members[origin.tenant, account] = member
        return member


def vouched(told: Json, tenant: str) -> str | None:
    """The userPrincipalName of a member of our own tenant: a domain that the tenant proved to Microsoft.

    The e-mail attribute proves nothing, it may say anything; a guest's principal has "#EXT#" in it.
    """
    principal = text(told.get("userPrincipalName"))
    is_member = text(told.get("userRole")).lower() in {"", "user"} and "#EXT#" not in principal.upper()
    return (
        principal
        if "@" in principal and is_member and tenant and text(told.get("tenantId")) == tenant
        else None
    )
