"""What `guichet doctor` says of Slack: keys, installations, tokens, and whether Slack reaches us."""

from __future__ import annotations

from collections.abc import AsyncIterator

from adapters.slack.doctor import SlackDoctor, reached, visits
from adapters.slack.manifest import INSTALL, REDIRECT
from adapters.slack.settings import BadSettings as BadSlackSettings
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import PLATFORM
from bot.checkup import Finding, Health
from bot.clock import wall
from bot.compose import House
from bot.installations import Installation, NoKey
from bot.settings import Settings


async def slack_findings(settings: Settings, house: House) -> list[Finding]:
    """Everything about Slack, in the order in which one thing rests on another."""
    return [finding async for finding in _findings(settings, house)]


async def _findings(settings: Settings, house: House) -> AsyncIterator[Finding]:
    rows = [each for each in house.installations.all() if each.platform == PLATFORM]
    for row in rows:
        if not row.is_active:
            yield _ended(row)
    if not settings.has_slack:
        return
    tokens: dict[str, str] = {}
    if settings.by_oauth:
        try:
            tokens = dict(house.installations.tokens(PLATFORM))
        except NoKey as error:
            yield Finding(Health.FAILING, "keys", str(error), "set GUICHET_KEYS as it was, the newest first")
            return
        yield _keys(settings, house, len(tokens))
    install_at = settings.url.rstrip("/") + INSTALL if settings.by_oauth else ""
    try:
        asked = SlackSettings(
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            bot_token=settings.slack_bot_token.get_secret_value() or None,
            installations=tokens if settings.by_oauth else None,
            app_token=settings.slack_app_token.get_secret_value().strip(),
            api_base_url=settings.slack_api,
        )
    except BadSlackSettings as error:
        yield Finding(Health.FAILING, "settings", str(error), "correct it")
        return
    slack = SlackDoctor(asked, wall, install_at)
    try:
        async for finding in _asked(settings, slack, tokens, {row.tenant: row.name for row in rows}):
            yield finding
    finally:
        await slack.close()
    yield await reached(f"http://{settings.host}:{settings.public_port}/health")


async def _asked(
    settings: Settings, slack: SlackDoctor, tokens: dict[str, str], names: dict[str, str]
) -> AsyncIterator[Finding]:
    if settings.by_oauth:
        redirect = settings.url.rstrip("/") + REDIRECT
        secret = settings.slack_client_secret.get_secret_value().strip()
        yield await slack.credentials(settings.slack_client_id.strip(), secret, redirect)
        if not tokens:
            do = f"install it: {settings.url.rstrip('/')}{INSTALL}"
            yield Finding(Health.WARNING, "installations", "none yet", do)
        for token, name in visits(tokens, names):
            for finding in await slack.token(token, name):
                yield finding
    else:
        for finding in await slack.token(settings.slack_bot_token.get_secret_value().strip(), ""):
            yield finding
    if tokens or not settings.by_oauth:
        yield slack.clock()
    if settings.in_socket_mode:
        yield await slack.app_token()
    elif settings.url:
        yield await slack.endpoint(settings.url)
    else:
        do = "set GUICHET_URL to the address that Slack calls, and ask again"
        yield Finding(Health.WARNING, "endpoint", "not tried: the public address is not known here", do)


def _ended(row: Installation) -> Finding:
    at = f"{row.ended_at:%Y-%m-%d %H:%M} UTC" if row.ended_at else "some time ago"
    says = f"{row.state.value} on {at}: nothing is said there"
    return Finding(
        Health.WARNING, f"workspace {row.name}", says, "install the app there again, or leave it so"
    )


def _keys(settings: Settings, house: House, count: int) -> Finding:
    """Whether the newest key opens everything: an older one may go then."""
    keys = [key for key in settings.keys.get_secret_value().split(",") if key.strip()]
    older = house.installations.sealed_by_older(PLATFORM) if len(keys) > 1 else 0
    if older:
        says = f"{older} of {count} tokens are sealed with an older key"
        return Finding(Health.WARNING, "keys", says, "`guichet keys rotate` seals them with the newest")
    unused = "; the older keys may go" if len(keys) > 1 else ""
    return Finding(Health.OK, "keys", f"the newest opens all tokens ({count}){unused}")
