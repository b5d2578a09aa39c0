"""All that one running workspace holds, handed to whatever works on it."""

import asyncio
import hashlib
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta

from adapters.workspace.clock import WorkspaceClock
from adapters.workspace.dispatch import AppLink
from adapters.workspace.errors import SetupError
from adapters.workspace.faults import Faults
from adapters.workspace.files import Files
from adapters.workspace.grants import Grants, client_id_of
from adapters.workspace.hub import Hub
from adapters.workspace.limits import EVENT_RETRY_SECONDS
from adapters.workspace.manifest import AppManifest
from adapters.workspace.modals import Modals
from adapters.workspace.model import SLACKBOT, Channel, Json, Message, Team
from adapters.workspace.rates import Rates
from adapters.workspace.specs import THE_APP, Beside, Completion, Installation, TeamSpec, UserSpec
from adapters.workspace.store import Journal
from adapters.workspace.switchboard import Switchboard
from adapters.workspace.tasks import Tasks
from adapters.workspace.triggers import Hooks, Triggers

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class World:
    """The state and the means of one workspace server."""

    manifest: AppManifest
    clock: WorkspaceClock
    wall: Callable[[], float]
    completions: Callable[[str], list[Completion]]
    teams: dict[str, Team]
    journal: Journal
    link: AppLink
    triggers: Triggers
    hooks: Hooks
    modals: Modals
    faults: Faults
    rates: Rates
    hub: Hub
    tasks: Tasks
    files: Files
    switchboard: Switchboard
    base_url: str = ""
    beside: Beside | None = None
    """Another face of the desk."""
    last_micros: int = 0
    moving: asyncio.Lock = field(default_factory=asyncio.Lock)
    event_retries: tuple[float, ...] = EVENT_RETRY_SECONDS
    uploading: dict[str, str] = field(default_factory=dict)
    """The file that each open upload address is for."""
    share_seconds: float = 0.0
    """Wall seconds until a completed upload stands in its conversation."""
    grants: Grants = field(init=False)
    install_url: str = ""
    """Where the app takes installations: what the page's Install leads to."""
    dead_tokens: set[str] = field(default_factory=set)
    sent_events: deque[Json] = field(default_factory=lambda: deque(maxlen=1000))

    def __post_init__(self) -> None:
        self.grants = Grants(self.wall, client_id_of(self.app_id))

    @property
    def app_id(self) -> str:
        """The app's id, the same for the same manifest name."""
        return "A" + hashlib.sha256(self.manifest.name.encode()).hexdigest()[:9].upper()

    @property
    def app_token(self) -> str:
        """The app-level token, which opens connections in Socket Mode and nothing else."""
        return f"xapp-1-{self.app_id}-{self.switchboard.secret}"

    def next_ts(self) -> str:
        """A message timestamp at desk time, greater than every one before."""
        micros = (self.clock.now() - EPOCH) // timedelta(microseconds=1)
        self.last_micros = max(self.last_micros + 1, micros)
        return f"{self.last_micros // 1_000_000}.{self.last_micros % 1_000_000:06d}"

    def team_of_token(self, token: str) -> Team | None:
        """The team whose installation that bot token opens."""
        for team in self.teams.values():
            if team.installation and secrets.compare_digest(team.installation.bot_token, token):
                return team
        return None

    def install(self, team: Team, scopes: tuple[str, ...] | None = None) -> Installation:
        """Install the app in a team and create its bot user.

        Again gives the same token, with what is granted now (all that the manifest asks where not said)
        beside what was granted: nothing takes scopes from a token.
        """
        granted = self.manifest.scopes if scopes is None else scopes
        known = team.installation
        if known is not None and not set(granted) <= set(known.scopes):
            both = tuple(scope for scope in self.manifest.scopes if scope in {*known.scopes, *granted})
            team.installation = replace(known, scopes=both)
            self.journal.record("installation", asdict(team.installation))
        if team.installation is None:
            stem = hashlib.sha256(f"{team.id}/{self.app_id}".encode()).hexdigest().upper()
            installation = Installation(
                team_id=team.id,
                bot_token=f"xoxb-{team.id}-{secrets.token_hex(12)}",
                bot_user_id="U" + stem[:10],
                bot_id="B" + stem[10:20],
                app_id=self.app_id,
                scopes=tuple(granted),
            )
            self.journal.record("installation", asdict(installation))
            self.seat(team, installation)
        assert team.installation is not None
        return team.installation

    def seat(self, team: Team, installation: Installation) -> None:
        """Give the app its place and its bot user in a team."""
        team.installation = installation
        team.users[installation.bot_user_id] = UserSpec(
            id=installation.bot_user_id,
            name=self.manifest.bot_name.lower().replace(" ", "_"),
            real_name=self.manifest.bot_name,
            title="App",
            is_bot=True,
        )
        for channel in team.channels.values():
            channel.members = [installation.bot_user_id if m == THE_APP else m for m in channel.members]

    def save_channel(self, channel: Channel) -> None:
        """Write a channel's own facts (not its messages) to the journal."""
        channel.changed = True
        self.journal.record("channel", channel_facts(channel))

    def save_message(self, channel: Channel, message: Message) -> None:
        """Take a new or changed message in and write it to the journal."""
        channel.keep(message)
        if self.journal.keeps:
            self.journal.record("message", {"team": channel.team, **asdict(message)})

    def drop_message(self, channel: Channel, message: Message) -> None:
        """Delete a message and write that to the journal."""
        channel.drop(message)
        self.journal.record("drop", {"team": channel.team, "channel": channel.id, "ts": message.ts})

    def mark_read(self, team: Team, user: str, channel: str, ts: str) -> None:
        """This person has seen the channel up to `ts`."""
        team.read[(user, channel)] = ts
        self.journal.record("read", {"team": team.id, "user": user, "channel": channel, "ts": ts})

    def save_home(self, team: Team, user: str, view: Json) -> None:
        """Write a published App Home to the journal."""
        self.journal.record("home", {"team": team.id, "user": user, "view": view})


CHANNEL_FACTS = [
    f.name for f in fields(Channel) if f.name not in ("messages", "threads", "ephemerals", "team", "changed")
]


def channel_facts(channel: Channel) -> Json:
    """What the journal keeps of a channel beside its messages."""
    return {"team": channel.team} | {name: getattr(channel, name) for name in CHANNEL_FACTS}


def found_team(spec: TeamSpec) -> Team:
    """A team as its spec describes it, before anything happened there."""
    team = Team(spec.id, spec.name, spec.domain or spec.id.lower().replace("_", "-"))
    team.users = {user.id: user for user in spec.users}
    team.users[SLACKBOT] = UserSpec(SLACKBOT, "slackbot", "Slackbot", is_bot=True)
    for channel in spec.channels:
        strangers = [m for m in channel.members if m not in team.users and m != THE_APP]
        if strangers:
            raise SetupError(f"channel {channel.name} has members that {spec.name} does not: {strangers}")
        team.channels[channel.id] = Channel(
            channel.id,
            spec.id,
            channel.name,
            private=channel.private,
            members=list(channel.members),
            purpose=channel.purpose,
        )
    return team
