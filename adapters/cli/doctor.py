"""`guichet doctor`: looks at everything that an installation rests on, and says what to do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape

from adapters.cli.doctor_slack import slack_findings
from adapters.cli.doctor_teams import teams_findings
from bot.checkup import Finding, Health
from bot.clock import SystemClock
from bot.compose import CannotOpen, House, PolicyFaults, VersionChanged, build, look
from bot.settings import BadSettings, Settings

EMPTY = "nothing there yet"
MONTHS = 18
"""Less than so many months of known holidays are worth a word: a contract may promise further."""
_MARKS = {Health.OK: "[green]✓[/]", Health.WARNING: "[yellow]![/]", Health.FAILING: "[red]✗[/]"}


def doctor(settings: Settings, *, as_json: bool) -> int:
    """Print what was found. Returns the exit status: 1 where something fails."""
    found = list(_all(settings))
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
    else:
        _show(found)
    return 1 if any(each.health is Health.FAILING for each in found) else 0


def _show(found: list[Finding]) -> None:
    out = Console(highlight=False, soft_wrap=True)
    width = max(len(each.what) for each in found)
    for each in found:
        # The word beside the mark: neither colour nor sign alone says how it is.
        word = "" if each.health is Health.OK else f"{each.health.value}: "
        out.print(f"{_MARKS[each.health]} {escape(each.what):<{width}}  {word}{escape(each.says)}")
        if each.do:
            out.print(f"  {'':<{width}}  → {escape(each.do)}")
    counts = {health: sum(each.health is health for each in found) for health in Health}
    out.print(f"{counts[Health.OK]} ok, {counts[Health.WARNING]} warnings, {counts[Health.FAILING]} failing")


def _all(settings: Settings) -> Iterator[Finding]:
    yield _settings(settings)
    database = _database(settings)
    yield database
    url = settings.database_url
    if database.says == EMPTY:
        url = "sqlite://"  # nothing is stored yet: what can be asked without is asked all the same
    elif database.health is not Health.OK:
        do = "see above; then ask again"
        yield Finding(Health.WARNING, "the rest", "not looked at without a database that is up to date", do)
        return
    try:
        house = build(
            url,
            SystemClock(),
            more_policies=settings.policy_texts(),
            keys=settings.keys.get_secret_value(),
        )
    except (BadSettings, PolicyFaults, VersionChanged, CannotOpen, OSError) as error:
        what = "keys" if "GUICHET_KEYS" in str(error) else "policies"
        yield Finding(Health.FAILING, what, str(error), "see docs/slack-install.md" if what == "keys" else "")
        return
    try:
        yield from asyncio.run(slack_findings(settings, house))
        yield from asyncio.run(teams_findings(settings, house))
        yield from _desks(house)
    finally:
        house.close()


def _settings(settings: Settings) -> Finding:
    if settings.slack_clash:
        return Finding(Health.FAILING, "settings", settings.slack_clash, "remove one of the two")
    if settings.half_of_slack:
        return Finding(Health.FAILING, "settings", settings.half_of_slack, "see docs/slack-install.md")
    if clash := settings.teams_clash:
        return Finding(Health.FAILING, "settings", clash, "remove one of the two")
    if half := settings.half_of_teams:
        return Finding(Health.FAILING, "settings", half, "see docs/teams.md")
    if not settings.has_slack and settings.has_teams:
        return Finding(Health.OK, "settings", _teams(settings))
    if not settings.has_slack:
        says = "neither Slack nor Teams is configured: `guichet run` serves a workspace on this machine"
        return Finding(Health.OK, "settings", says)
    way = "several workspaces, by OAuth" if settings.by_oauth else "one workspace, by its bot token"
    reach = "Socket Mode" if settings.in_socket_mode else "HTTP"
    beside = f"; {_teams(settings)}" if settings.has_teams else ""
    return Finding(Health.OK, "settings", f"Slack: {way}, over {reach}{beside}")


def _teams(settings: Settings) -> str:
    if settings.teams_development:
        return "Teams: in development, for clients on this machine"
    return f"Teams: one tenant ({settings.teams_tenant.strip()}), by the bot's secret"


def _database(settings: Settings) -> Finding:
    try:
        seen = look(settings.database_url)
    except CannotOpen as error:
        return Finding(Health.FAILING, "database", str(error), "see GUICHET_DATABASE and GUICHET_DATA")
    if seen.revision is None:
        return Finding(Health.WARNING, "database", EMPTY, "`guichet run` makes it, or `guichet migrate`")
    if seen.is_current:
        return Finding(Health.OK, "database", f"reached, at revision {seen.revision}")
    says = f"at revision {seen.revision}, this Guichet works with {seen.wanted}"
    if seen.revision > seen.wanted:
        return Finding(Health.FAILING, "database", says, "run the later Guichet that migrated it")
    return Finding(
        Health.WARNING, "database", says, "`guichet migrate` brings it up; `guichet run` does, too"
    )


def _desks(house: House) -> Iterator[Finding]:
    desks = house.checkup.desks()
    if not desks:
        yield Finding(
            Health.OK, "desks", "none is set up yet: /ticket setup in Slack, @Guichet setup in Teams"
        )
    today = house.now().date()
    for desk in desks:
        total = sum(desk.undelivered.values())
        if total:
            reasons = ", ".join(
                f"{count} × {reason or 'unknown'}" for reason, count in desk.undelivered.items()
            )
            do = "`guichet undelivered` lists them; invite the app where it is missing, correct the places"
            yield Finding(Health.WARNING, f"messages of {desk.name}", f"{total} not delivered: {reasons}", do)
        else:
            yield Finding(Health.OK, f"messages of {desk.name}", "none undelivered")
        if desk.holidays_until is None:
            continue
        what, says = f"holidays of {desk.name}", f"known until {desk.holidays_until.isoformat()}"
        months = (desk.holidays_until.year - today.year) * 12 + desk.holidays_until.month - today.month
        if months < MONTHS:
            yield Finding(Health.WARNING, what, says, "update Guichet, or its package `holidays`")
        else:
            yield Finding(Health.OK, what, says)
