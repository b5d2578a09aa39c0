"""What the environment configures; everything has a default, and the defaults need nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from policy.reading import PolicyFaults, read

LAST_PORT = 65535


class BadSettings(ValueError):
    """A setting that cannot be: one line each, naming it."""


def load() -> Settings:
    """The settings of the environment. Raises BadSettings; values are not repeated, since some are secret."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"GUICHET_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise BadSettings("\n".join(lines)) from None


class Settings(BaseSettings):
    """Read from `GUICHET_...` in the environment, and from a file `.env` where there is one.

    Slack is served where its bot token is set, with the signing secret (over HTTP) or the app-level token
    (in Socket Mode); Teams where its app id, tenant and secret are set; with nothing configured it is the
    workspace.
    """

    model_config = SettingsConfigDict(env_prefix="GUICHET_", env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default=Path(".guichet"), description="Directory of the database and the workspace")
    database: str = Field(default="", description="Database URL; empty: SQLite in the data directory")
    policies: Path | None = Field(
        default=None, description="Directory of your own policies (*.toml), served beside the shipped ones"
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8765, ge=0, le=65535, description="Port of the page, or of Slack's requests")
    web_port: int | None = Field(
        default=None, ge=0, le=65535, description="Port of the public pages; left out: the one after `port`"
    )
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), description="Of the Slack app")
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="Of the Slack app: xoxb-...")
    slack_app_token: SecretStr = Field(
        default=SecretStr(""), description="Of the Slack app, for Socket Mode (no public address): xapp-..."
    )
    slack_connections: int = Field(
        default=2,
        ge=1,
        le=10,
        description="Connections that Socket Mode keeps; Slack allows an app ten",
    )
    slack_client_id: str = Field(
        default="", description="Of the Slack app, to install it in several workspaces"
    )
    slack_client_secret: SecretStr = Field(default=SecretStr(""), description="Of the Slack app, likewise")
    keys: SecretStr = Field(
        default=SecretStr(""), description="Keys that encrypt stored tokens, the newest first, comma between"
    )
    slack_files: int = Field(
        default=20, ge=0, description="Largest file, in MB, that is copied between a ticket's threads"
    )
    slack_api: str = Field(default="https://slack.com/api/", description="Slack's Web API")
    teams_app_id: str = Field(default="", description="Of the bot in Azure: Microsoft App ID")
    teams_tenant: str = Field(default="", description="Of the bot: the directory's id (App Tenant ID)")
    teams_secret: SecretStr = Field(default=SecretStr(""), description="Of the bot: a client secret's value")
    teams_admins: str = Field(
        default="",
        description="Who may set up the first desk: ids in the directory or e-mail addresses, comma between",
    )
    teams_port: int = Field(default=3978, ge=0, le=65535, description="Port of Teams' requests")
    teams_login: str = Field(
        default="https://login.microsoftonline.com", description="Another login than the public cloud's"
    )
    teams_openid: str = Field(
        default="https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Where the keys that sign Teams' requests are told",
    )
    teams_hosts: str = Field(
        default="", description="Hosts that Teams posts from; empty: Microsoft's own, comma between"
    )
    teams_slash: bool = Field(
        default=False,
        description="Answer Teams' true slash commands where they are asked, for the asker alone (a preview)",
    )
    teams_development: bool = Field(
        default=False,
        description="Take anybody's word on this machine, to try the bot with Microsoft's Agents Playground",
    )
    mail_in: SecretStr = Field(
        default=SecretStr(""), description="Mailbox: imaps://user:password@host/INBOX, or a Maildir's path"
    )
    mail_out: SecretStr = Field(
        default=SecretStr(""), description="Server that sends: smtps://user:password@host, or smtp://..."
    )
    url: str = Field(
        default="", description="Public https address of the server, for links; empty: http://host:port"
    )
    paypal_webhook_id: str = Field(default="", description="Of the webhook in PayPal's developer dashboard")
    paypal_sandbox: bool = Field(default=False, description="Take the notices of PayPal's sandbox")
    paypal_ca: Path | None = Field(
        default=None, description="PEM file of authorities for PayPal's certificates; the system's if not set"
    )
    log: Literal["debug", "info", "warning", "error"] = Field(default="info", description="From which level")

    @property
    def database_url(self) -> str:
        """The database, with the default worked out."""
        return self.database or f"sqlite:///{self.data / 'guichet.db'}"

    @property
    def has_mail(self) -> bool:
        """Whether a mailbox is configured."""
        return bool(self.mail_in.get_secret_value())

    @property
    def public_port(self) -> int:
        """Where the public pages are served; a free port where `port` is one."""
        if self.web_port is not None:
            return self.web_port
        return self.port + 1 if 0 < self.port < LAST_PORT else 0

    def policy_texts(self) -> tuple[str, ...]:
        """The texts of one's own policies. BadSettings where one is none, with its file and every fault."""
        if self.policies is None:
            return ()
        if not self.policies.is_dir():
            raise BadSettings(f"GUICHET_POLICIES: there is no directory {self.policies}")
        return tuple(_policy_text(path) for path in sorted(self.policies.glob("*.toml")))

    @property
    def missing_for_slack(self) -> tuple[str, ...]:
        """The names of what is missing where some of Slack's settings are set."""
        if self.by_oauth:
            wanted = {
                "GUICHET_SLACK_CLIENT_ID": self.slack_client_id,
                "GUICHET_SLACK_CLIENT_SECRET": self.slack_client_secret.get_secret_value(),
                "GUICHET_SLACK_SIGNING_SECRET": self.slack_signing_secret.get_secret_value(),
                "GUICHET_KEYS": self.keys.get_secret_value(),
                "GUICHET_URL": self.url,
            }
            return tuple(name for name, value in wanted.items() if not value.strip())
        signing = self.slack_signing_secret.get_secret_value().strip()
        bot = self.slack_bot_token.get_secret_value().strip()
        if bot:
            return () if signing or self.in_socket_mode else ("GUICHET_SLACK_SIGNING_SECRET",)
        return ("GUICHET_SLACK_BOT_TOKEN",) if signing or self.in_socket_mode else ()

    @property
    def half_of_slack(self) -> str:
        """What is missing where some of Slack's settings are set; empty where nothing is."""
        missing = self.missing_for_slack
        if not missing:
            return ""
        other = (
            ", or GUICHET_SLACK_APP_TOKEN for Socket Mode," if self.slack_bot_token.get_secret_value() else ""
        )
        other = "" if self.by_oauth else other
        verb = "is" if len(missing) == 1 else "are"
        return f"Slack is half configured: {', '.join(missing)}{other} {verb} missing"

    @property
    def has_slack(self) -> bool:
        """Whether a real Slack workspace is configured."""
        if self.by_oauth:
            return not self.missing_for_slack
        proven = self.in_socket_mode or bool(self.slack_signing_secret.get_secret_value())
        return proven and bool(self.slack_bot_token.get_secret_value())

    @property
    def by_oauth(self) -> bool:
        """Whether the app is installed in several workspaces by OAuth."""
        return bool(self.slack_client_id.strip() or self.slack_client_secret.get_secret_value().strip())

    @property
    def slack_clash(self) -> str:
        """What of Slack's settings does not go together, and what to do; empty where all of it does."""
        if not self.by_oauth:
            return ""
        if self.slack_bot_token.get_secret_value().strip():
            return (
                "GUICHET_SLACK_BOT_TOKEN serves one workspace and GUICHET_SLACK_CLIENT_ID several: "
                "keep one of them"
            )
        if self.in_socket_mode:
            return (
                "GUICHET_SLACK_APP_TOKEN (Socket Mode) and GUICHET_SLACK_CLIENT_ID (several workspaces) do "
                "not go together: installing by OAuth needs a public address anyway"
            )
        return ""

    @property
    def in_socket_mode(self) -> bool:
        """Whether Slack is reached by connections that we open, instead of reaching us over HTTP."""
        return bool(self.slack_app_token.get_secret_value().strip())

    @property
    def missing_for_teams(self) -> tuple[str, ...]:
        """The names of what is missing where some of Teams' settings are set."""
        wanted = {
            "GUICHET_TEAMS_APP_ID": self.teams_app_id,
            "GUICHET_TEAMS_TENANT": self.teams_tenant,
            "GUICHET_TEAMS_SECRET": self.teams_secret.get_secret_value(),
        }
        missing = tuple(name for name, value in wanted.items() if not value.strip())
        if self.teams_development or (len(missing) == len(wanted) and not self.teams_admins.strip()):
            return ()
        return missing

    @property
    def half_of_teams(self) -> str:
        """What is missing of Teams' settings, in a sentence; empty where nothing is."""
        if not (missing := self.missing_for_teams):
            return ""
        *first, last = missing
        named = f"{', '.join(first)} and {last}" if first else last
        return f"Teams is half configured: {named} {'are' if first else 'is'} missing"

    @property
    def has_teams(self) -> bool:
        """Whether Teams is to be served: a bot of a tenant, or one in development."""
        return self.teams_development or (bool(self.teams_app_id.strip()) and not self.missing_for_teams)

    @property
    def teams_clash(self) -> str:
        """Why development cannot be had with what else is configured; empty where it can."""
        if not self.teams_development:
            return ""
        named = {
            "GUICHET_TEAMS_APP_ID": self.teams_app_id,
            "GUICHET_TEAMS_SECRET": self.teams_secret.get_secret_value(),
            "GUICHET_SLACK_BOT_TOKEN": self.slack_bot_token.get_secret_value(),
            "GUICHET_SLACK_CLIENT_ID": self.slack_client_id,
            "GUICHET_DATABASE": self.database,
        }
        real = [name for name, value in named.items() if value.strip()]
        if not real:
            return ""
        return (
            f"GUICHET_TEAMS_DEVELOPMENT takes anybody's word and {real[0]} serves real people: "
            "they do not go together"
        )

    @property
    def teams_admin_names(self) -> frozenset[str]:
        """Who may set up the first desk in Teams."""
        return frozenset(_listed(self.teams_admins))

    @property
    def teams_host_names(self) -> tuple[str, ...]:
        """The hosts that are allowed in place of Microsoft's own; none where nothing is set."""
        return _listed(self.teams_hosts)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part for each in words.split(",") if (part := each.strip()))


def _policy_text(path: Path) -> str:
    """A policy's text. BadSettings where it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        read(tomllib.loads(text))
    except PolicyFaults as error:
        raise BadSettings("\n".join(f"{path.name}: {line}" for line in str(error).splitlines())) from None
    except (OSError, ValueError) as error:
        raise BadSettings(f"{path.name}: cannot be read as TOML in UTF-8: {error}") from None
    return text
