"""A bot of a Teams tenant, served."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack

from rich.console import Console

from adapters.cli.not_started import NotStarted
from adapters.teams.app import TeamsApp
from adapters.teams.auth.refusals import advice
from adapters.teams.settings import SERVICE_HOSTS, TeamsSettings
from adapters.teams.settings import BadSettings as BadTeamsSettings
from bot.clock import Clock, wall
from bot.compose import House
from bot.ports import DeliveryError, Permanent
from bot.settings import BadSettings, Settings

AGAIN = 30.0
"""Seconds after which a login that gave no token is asked again."""


_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class TeamsRefused(NotStarted):
    """Microsoft's login does not take the secret."""


def teams_settings(settings: Settings, writers: int = 1) -> TeamsSettings:
    """What the adapter is told. Raises BadSettings."""
    if odd := _no_id(settings):
        raise BadSettings(f"Teams cannot be served so: {odd}")
    try:
        return TeamsSettings(
            app_id=settings.teams_app_id.strip(),
            tenant=settings.teams_tenant.strip(),
            secret=settings.teams_secret.get_secret_value().strip(),
            service_hosts=settings.teams_host_names or SERVICE_HOSTS,
            login=settings.teams_login.rstrip("/"),
            openid=settings.teams_openid,
            admins=settings.teams_admin_names,
            development=settings.teams_development,
            targeted=settings.teams_slash,
            writers=writers,
        )
    except BadTeamsSettings as error:
        raise BadSettings(f"Teams cannot be served so: {error}") from None


def _no_id(settings: Settings) -> str:
    """Microsoft's login takes a tenant's domain too, and then every request would be of another tenant."""
    if settings.teams_development or not settings.teams_login.startswith("https:"):
        return ""
    given = {"GUICHET_TEAMS_APP_ID": settings.teams_app_id, "GUICHET_TEAMS_TENANT": settings.teams_tenant}
    for name, value in given.items():
        if not _GUID.fullmatch(value.strip()):
            there = "Microsoft App ID" if name.endswith("APP_ID") else "App Tenant ID"
            return (
                f"{name} is {value.strip()!r}, which is no id such as 11111111-2222-3333-4444-555555555555: "
                f"take the {there} of the bot's Configuration in Azure"
            )
    return ""


async def teams_served(
    settings: Settings, house: House, clock: Clock, stack: AsyncExitStack, out: Console
) -> tuple[TeamsApp, str]:
    """Begin to serve it until the stack ends; what is served, for people.

    A secret that the login refuses ends the start; a login out of reach does not. Raises BadSettings too.
    """
    given = teams_settings(settings, house.desk.writers)
    teams = TeamsApp(house.desk, house.conversations, settings=given, clock=clock, wall=wall)
    stack.push_async_callback(teams.stop)
    port = await _listening(teams, settings)
    try:
        await teams.check()
    except Permanent as error:
        raise TeamsRefused(
            f"Microsoft's login refuses the bot's secret ({error.code}): {advice(error.code)}"
        ) from None
    except DeliveryError as error:
        out.print(
            f"Microsoft's login does not answer yet ({error.code}); what is to be posted waits until it does."
        )
    house.connect(teams.messenger)
    stack.callback(asyncio.create_task(_signing_in(teams)).cancel)
    where = f"at [b]http://{settings.host}:{port}{given.path}[/b]"
    if given.development:
        out.print("[b]Teams in development: anybody on this machine can speak for anybody.[/b]")
        return teams, f"Teams in development {where}"
    if not given.admins:
        out.print("Nobody can set up the first desk in Teams: name them in GUICHET_TEAMS_ADMINS.")
    return teams, f"the Teams tenant [b]{given.tenant}[/b] {where}"


async def _listening(teams: TeamsApp, settings: Settings) -> int:
    try:
        return await teams.start(settings.host, settings.teams_port)
    except BadTeamsSettings as error:
        raise BadSettings(f"Teams cannot be served so: {error}") from None
    except OSError as error:
        if "address already in use" not in str(error).lower():
            raise
        words = f"Port {settings.teams_port} is taken; choose another with GUICHET_TEAMS_PORT"
        raise BadSettings(words) from None


async def _signing_in(teams: TeamsApp) -> None:
    """Ask again for a token that was not to be had, so that `/health` tells of now: cancelled at the end."""
    while True:
        await asyncio.sleep(AGAIN)
        is_well, _ = teams.health()
        if not is_well:
            try:
                await teams.check()
            except DeliveryError:
                continue
