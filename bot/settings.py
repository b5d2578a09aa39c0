"""What the environment configures; everything has a default, and the defaults need nothing else."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from `GUICHET_...` in the environment, and from a file `.env` where there is one.

    Slack is served where both its secrets are set; with nothing configured it is the workspace.
    """

    model_config = SettingsConfigDict(env_prefix="GUICHET_", env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default=Path(".guichet"), description="Directory of the database and the workspace")
    database: str = Field(default="", description="Database URL; empty: SQLite in the data directory")
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8765, ge=0, le=65535, description="Port of the page, or of Slack's requests")
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), description="Of the Slack app")
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="Of the Slack app: xoxb-...")
    slack_api: str = Field(default="https://slack.com/api/", description="Slack's Web API")
    log: str = Field(default="info", description="debug, info, warning or error")

    @property
    def database_url(self) -> str:
        """The database, with the default worked out."""
        return self.database or f"sqlite:///{self.data / 'guichet.db'}"

    @property
    def has_slack(self) -> bool:
        """Whether a real Slack workspace is configured."""
        return bool(self.slack_signing_secret.get_secret_value() and self.slack_bot_token.get_secret_value())
