"""What `guichet doctor` says of Teams: the bot's secret, keys, address, clock, and where it can write."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from adapters.cli.teams_served import teams_settings
from adapters.teams.doctor import TeamsDoctor, reached
from adapters.teams.wire import PLATFORM
from bot.checkup import Finding, Health
from bot.clock import wall
from bot.compose import House
from bot.settings import BadSettings, Settings


async def teams_findings(settings: Settings, house: House) -> list[Finding]:
    """Everything about Teams, in the order in which one thing rests on another; none where it is not set."""
    return [finding async for finding in _findings(settings, house)] if settings.has_teams else []


async def _findings(settings: Settings, house: House) -> AsyncIterator[Finding]:
    try:
        given = teams_settings(settings)
    except BadSettings as error:
        yield Finding(Health.FAILING, "Teams", str(error), "correct it")
        return
    if given.development:
        says = "in development: nobody signs in, and anybody on this machine can speak for anybody"
        yield Finding(
            Health.WARNING, "Teams", says, "take GUICHET_TEAMS_DEVELOPMENT out when you have tried it"
        )
    else:
        yield _admins(len(given.admins))
        teams = TeamsDoctor(given, wall)
        try:
            yield await teams.token()
            yield await teams.keys()
            yield teams.clock()
            yield await teams.endpoint(settings.url)
        finally:
            await teams.close()
    if given.targeted:
        says = "answered where they were asked, for the asker alone, where the app's package offers them"
        yield Finding(Health.OK, "Teams slash commands", says)
    yield _conversations(house.checkup.conversations(PLATFORM))
    yield await reached(f"http://{settings.host}:{settings.public_port}/health")


def _admins(count: int) -> Finding:
    what = "Teams admins"
    if count:
        return Finding(Health.OK, what, f"{count} may set up the first desk")
    do = "name them in GUICHET_TEAMS_ADMINS: e-mail addresses, or object ids in the directory"
    return Finding(Health.WARNING, what, "nobody can set up the first desk: Teams tells a bot no roles", do)


def _conversations(counts: Mapping[str | None, int]) -> Finding:
    what, total = "Teams conversations", sum(counts.values())
    if not total:
        do = "install the app for people and in the desk's teams, and write to it once: @Guichet help"
        return Finding(Health.WARNING, what, "none known yet: nothing can be posted", do)
    dead = ", ".join(f"{count} × {why}" for why, count in sorted(counts.items(), key=str) if why is not None)
    if not dead:
        return Finding(Health.OK, what, f"{total} known, all alive")
    do = "install the app there again where it is wanted; `guichet undelivered` lists what was not said"
    return Finding(Health.WARNING, what, f"{total} known; closed to us: {dead}", do)
