"""What the Teams adapter needs to be told, and what it refuses to start with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from adapters.serving.addresses import is_loopback

LOGIN = "https://login.microsoftonline.com"
OPENID = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
SERVICE_HOSTS = (
    "smba.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
    "smba.infra.gov.teams.microsoft.us",
    "smba.infra.dod.teams.microsoft.us",
)
"""The hosts that Teams posts from, and takes answers at: the public cloud, and those of governments."""


_PLAIN = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:[1-9]\d{0,4})?(/[\w./~-]*)?", re.ASCII)
"""An address of scheme, host, port and path alone: of anything else two libraries may read two hosts."""


class BadSettings(ValueError):
    """The adapter would start in a state that is unsafe or useless."""


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """One bot registration of one tenant, with a secret. Secrets are left out of the representation.

    `tenants` may speak to it: the bot's own where none is named. Raises BadSettings.
    """

    app_id: str
    tenant: str = ""
    secret: str = field(default="", repr=False)
    tenants: frozenset[str] = frozenset()
    service_hosts: tuple[str, ...] = SERVICE_HOSTS
    login: str = LOGIN
    openid: str = OPENID
    issuer: str = ISSUER
    admins: frozenset[str] = frozenset()
    """Who may set up the first desk: ids in the directory, or e-mail addresses. Teams does not tell a bot."""
    app_name: str = "Guichet"
    """Title of a dialog that has none of its own."""
    development: bool = False
    """Without any authentication, for a client on this machine: on loopback only, and never by default."""
    paced: bool | None = None
    """Whether Teams' limits are kept by ourselves; None: unless the login is on this machine."""
    path: str = "/api/messages"
    readers: int = 4
    """Threads for requests that only read."""
    writers: int = 1
    """Threads for requests that may write: one on SQLite."""
    waiting: int = 64
    """How many requests may wait for either before new ones are refused."""
    body_limit: int = 1_048_576
    """Largest request body, in bytes."""
    timeout: float = 10.0
    """Seconds for one call of the connector."""
    targeted: bool = False
    """Answer in the channel, for the asker's eyes alone, what came in so: a preview of Teams'."""
    patience: float = 8.0
    """Seconds after which a person is told that the desk is working on it: Teams waits for fifteen."""

    def __post_init__(self) -> None:
        if not self.path.startswith("/"):
            raise BadSettings("the path of Teams' activities must start with /")
        for address in (self.login, self.openid):
            parts = urlsplit(address)
            if parts.scheme != "https" and not is_loopback(parts.hostname):
                raise BadSettings(f"{address} is neither https nor on this machine")
        if self.development:
            return
        if not self.app_id.strip():
            raise BadSettings("the bot's app id is empty: anyone could speak for anyone")
        if not self.tenant.strip():
            raise BadSettings("the bot's tenant is missing: new bots belong to one tenant")
        if not self.secret.strip():
            raise BadSettings("the bot's secret is empty: it could not answer")
        if not self.service_hosts:
            raise BadSettings("no host of Teams is allowed: the bot could not answer")

    @property
    def keeps_limits(self) -> bool:
        """Whether our own calls are paced: a Teams on this machine has no limits of its own."""
        here = self.development or is_loopback(urlsplit(self.login).hostname)
        return not here if self.paced is None else self.paced

    @property
    def allowed_tenants(self) -> frozenset[str]:
        """Whose people may speak to the bot."""
        return self.tenants or frozenset({self.tenant})

    def may_post_to(self, service_url: str) -> bool:
        """Whether that address is one of Teams' own (on this machine, where the bot is in development)."""
        if not _PLAIN.fullmatch(service_url):
            return False
        parts = urlsplit(service_url)
        if self.development or is_loopback(parts.hostname):
            # A host on this machine is allowed by name only, as tests and the workspace do.
            return is_loopback(parts.hostname) and (self.development or parts.hostname in self.service_hosts)
        return parts.scheme == "https" and parts.netloc.lower() in self.service_hosts
