"""What the Slack adapter needs to be told, and what it refuses to start with."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from adapters.serving.addresses import is_loopback

SLACK_API = "https://slack.com/api/"

MOST_CONNECTIONS = 10
"""Of one app, over all the processes that serve it."""


class BadSettings(ValueError):
    """The adapter would start in a state that is unsafe or useless."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """One Slack app.

    `bot_token` serves every workspace (an app installed once); `installations` maps a team id (or, for an
    organisation-wide installation, an enterprise id) to its bot token; it may fill while we run. Secrets are
    left out of the representation. Raises BadSettings.
    """

    signing_secret: str = field(default="", repr=False)
    """Signs requests over HTTP; Socket Mode needs none, and then none are taken over HTTP."""
    bot_token: str | None = field(default=None, repr=False)
    installations: Mapping[str, str] | None = field(default=None, repr=False)
    gone: Container[str] = field(default=frozenset(), repr=False)
    """Workspaces that removed the app: no call is made for them. It may fill while we run, too."""
    app_token: str = field(default="", repr=False)
    """App-level token (`xapp-`): the app is in Socket Mode."""
    connections: int = 2
    """How many connections Socket Mode keeps: while one is replaced, the other carries. Slack allows ten."""
    api_base_url: str = SLACK_API
    path: str = "/slack/events"
    app_name: str = "Guichet"
    """Title of a private answer to a button of the home, where there is no form to take one from."""
    readers: int = 4
    """Threads for requests that only read."""
    writers: int = 1
    """Threads for requests that may write (`Desk.writers`): one on SQLite."""
    waiting: int = 64
    """How many requests may wait for either before new ones are refused."""
    body_limit: int = 1_048_576
    """Largest request body, in bytes."""
    paced: bool | None = None
    """Whether Slack's rate limits are kept by ourselves; None where Slack is not on this machine."""
    api_timeout: float = 10.0
    """Seconds for one call of Slack's Web API."""
    file_limit: int = 20_000_000
    """Largest file, in bytes, that is copied between the two threads of a ticket."""
    file_patience: float = 15.0
    """Seconds within which the files of one message must be copied."""
    file_looks: tuple[float, ...] = (1.0, 2.0, 3.0)
    """Seconds before each look for shared files of unknown outcome: Slack shares them some time later."""
    patience: float = 2.0
    """Seconds after which a person is told that the desk is working on it."""
    form_patience: float = 1.5
    """Seconds within which a form must be ready: the trigger that opens it dies after three."""

    def __post_init__(self) -> None:
        if self.app_token and not self.app_token.startswith("xapp-"):
            raise BadSettings("an app-level token begins with xapp-; this is another kind of token")
        if not 1 <= self.connections <= MOST_CONNECTIONS:
            raise BadSettings(f"Socket Mode needs 1 to {MOST_CONNECTIONS} connections")
        if not self.signing_secret.strip() and not self.app_token:
            raise BadSettings("the Slack signing secret is empty: anyone could speak for anyone")
        if not self.bot_token and self.installations is None:
            raise BadSettings("no Slack bot token and no installations")
        if not self.path.startswith("/"):
            raise BadSettings("the path of Slack's requests must start with /")
        address = urlsplit(self.api_base_url)
        if address.scheme != "https" and not is_loopback(address.hostname):
            raise BadSettings("Slack's API is reached by https, or by http on this machine only")

    @property
    def keeps_limits(self) -> bool:
        """Whether calls wait for their turn by Slack's limits: its stand-in on this machine has none."""
        here = is_loopback(urlsplit(self.api_base_url).hostname)
        return not here if self.paced is None else self.paced

    def token(self, team: str | None, enterprise: str | None = None) -> str | None:
        """The bot token that serves this team, or its organisation; None where the app is not installed."""
        if team in self.gone:
            return None
        for tenant in (team, enterprise):
            if tenant and self.installations and (found := self.installations.get(tenant)):
                return found
        return self.bot_token
