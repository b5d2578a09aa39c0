"""Where the app is installed, for the adapters: tokens sealed at rest, and what follows from come and go.

A workspace's row is its whole memory: who installed it, when, and since when we may not speak there. All of
it stays when the app is removed, but for the token, which is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.domain.installations import Installation, InstallationState
from bot.settings import BadSettings
from bot.storage import Database, UnitOfWork
from bot.usecases.installing import tell_back, tell_removed

__all__ = ["Again", "Installation", "InstallationState", "Installations", "Installed", "NoKey", "Sealing"]

log = structlog.get_logger(__name__)


class NoKey(BadSettings):
    """Tokens are to be kept, or are kept, and GUICHET_KEYS does not open them. Says what to do."""


class Sealing(Protocol):
    """`bot.sealing.Sealing`."""

    def seal(self, owner: str, secret: str) -> str:
        """The secret, for whoever keeps it."""
        ...

    def open(self, owner: str, sealed: str) -> str:
        """The secret of that owner."""
        ...

    def anew(self, sealed: str) -> str:
        """The same, sealed with the newest key."""
        ...

    def is_newest(self, sealed: str) -> bool:
        """Whether the newest key opens it."""
        ...


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation brings. `token` is None where it stands in the environment."""

    platform: str
    tenant: str
    name: str
    app: str
    bot: str
    scopes: tuple[str, ...]
    token: str | None = field(default=None, repr=False)
    installed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The app is back where it was removed: since when it was not there, and how much was not said."""

    since: datetime
    missed: int


class Installations:
    """The front for adapters. Synchronous; safe to call from several threads."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        on_commit: Callable[[], None],
        sealing: Sealing | None,
        wrong_key: tuple[type[Exception], ...] = (),
    ) -> None:
        """`sealing` is None where no keys are configured; `wrong_key` is what it raises for another's."""
        self._database = database
        self._clock = clock
        self._on_commit = on_commit
        self._sealing = sealing
        self._wrong_key = wrong_key

    def install(self, installed: Installed) -> Again | None:
        """Keep an installation, in place of an earlier one. What was missed meanwhile is told to the admins.

        Raises:
            NoKey: there is a token, and no key to keep it with.
        """
        sealed = None
        if installed.token is not None:
            owner = _owner(installed.platform, installed.tenant)
            sealed = self._sealer().seal(owner, installed.token)
        with self._database.writing() as uow:
            again = self._kept(uow, installed, sealed)
            uow.commit()
        self._on_commit()
        if installed.token is not None:
            log.info("installation.kept", platform=installed.platform, tenant=installed.tenant)
        return again

    def _kept(self, uow: UnitOfWork, installed: Installed, sealed: str | None) -> Again | None:
        now = self._clock.now()
        before = uow.installations.get(installed.platform, installed.tenant)
        stays = installed.token is None and before is not None and before.is_active
        row = Installation(
            platform=installed.platform,
            tenant=installed.tenant,
            name=installed.name,
            app=installed.app,
            bot=installed.bot,
            scopes=installed.scopes,
            installed_by=installed.installed_by,
            # A token in the environment is met at every start: that is no new installation.
            installed_at=before.installed_at if stays and before else now,
            ended_at=before.ended_at if before else None,
        )
        uow.installations.put(row, sealed)
        if before is None or before.is_active or before.ended_at is None:
            return None
        return Again(before.ended_at, tell_back(uow, row, before.ended_at, now))

    def end(
        self,
        platform: str,
        tenant: str,
        state: InstallationState,
        happened_at: datetime | None = None,
        token: str | None = None,
    ) -> bool:
        """The app was removed there, or its token revoked: erase the token, keep all else, tell the admins.

        `token` is the one that was refused, where nobody said when it died. False where nothing was to do:
        never installed, over already, or installed anew since it happened or with another token (news that
        come late must not end a later installation).
        """
        with self._database.writing() as uow:
            if token is not None and not self._is_held(uow, platform, tenant, token):
                return False
            known = uow.installations.get(platform, tenant)
            if known is None or (not known.is_active and known.state is not InstallationState.REVOKED):
                return False
            if known.state is state or (
                happened_at is not None and happened_at < _second(known.installed_at)
            ):
                return False
            ended_at = self._clock.now() if known.is_active else known.ended_at
            assert ended_at is not None
            uow.installations.end(platform, tenant, state, ended_at)
            ended = uow.installations.get(platform, tenant)
            if known.is_active and ended is not None:
                tell_removed(uow, ended, ended_at)
            uow.commit()
        self._on_commit()
        log.warning("installation.ended", platform=platform, tenant=tenant, state=state)
        return True

    def tokens(self, platform: str, *, strict: bool = True) -> Mapping[str, str]:
        """The tokens of a platform by workspace, opened.

        Raises NoKey where one cannot be; without `strict` that one is left out, and the others are served.
        """
        with self._database.reading() as uow:
            sealed = uow.installations.sealed(platform)
        found = {}
        for tenant, text in sealed.items():
            try:
                found[tenant] = self._opened(platform, tenant, text)
            except NoKey:
                if strict:
                    raise
                log.error("installation.sealed_with_another_key", platform=platform, tenant=tenant)  # noqa: TRY400 - it is said above why
        return found

    def gone(self, platform: str) -> frozenset[str]:
        """The workspaces of a platform in which we may not speak any more."""
        with self._database.reading() as uow:
            return uow.installations.gone(platform)

    def all(self) -> tuple[Installation, ...]:
        """Every workspace that was ever installed, without its token."""
        with self._database.reading() as uow:
            return uow.installations.all()

    def sealed_by_older(self, platform: str) -> int:
        """How many tokens of a platform are not sealed with the newest key. Raises NoKey."""
        with self._database.reading() as uow:
            sealed = uow.installations.sealed(platform)
        return sum(not self._sealer().is_newest(text) for text in sealed.values())

    def seal_anew(self, platform: str) -> int:
        """Seal every token of a platform with the newest key; how many there are. Raises NoKey.

        What is replaced meanwhile by somebody else is newer than this, and left alone.
        """
        with self._database.reading() as uow:
            sealed = uow.installations.sealed(platform)
        for tenant, text in sealed.items():
            self._opened(platform, tenant, text)  # all of them can be, or none is touched
        with self._database.writing() as uow:
            for tenant, text in sealed.items():
                uow.installations.reseal(platform, tenant, text, self._sealer().anew(text))
            uow.commit()
        return len(sealed)

    def _is_held(self, uow: UnitOfWork, platform: str, tenant: str, token: str) -> bool:
        """Whether that very token is the workspace's; not where a key that we have not sealed it anew."""
        sealed = uow.installations.sealed(platform).get(tenant)
        try:
            return sealed is not None and self._opened(platform, tenant, sealed) == token
        except NoKey:
            return False

    def _opened(self, platform: str, tenant: str, sealed: str) -> str:
        try:
            return self._sealer().open(_owner(platform, tenant), sealed)
        except self._wrong_key:
            raise NoKey(
                f"GUICHET_KEYS does not open the token of {tenant}: add the key that it was sealed with "
                "(behind the newest, a comma between), or install the app there again"
            ) from None

    def _sealer(self) -> Sealing:
        if self._sealing is None:
            raise NoKey("GUICHET_KEYS is not set, and stored tokens need it: `guichet keys new` makes a key")
        return self._sealing


def _owner(platform: str, tenant: str) -> str:
    return f"{platform}:{tenant}"


def _second(at: datetime) -> datetime:
    """Platforms date events in whole seconds."""
    return at.replace(microsecond=0)
