"""The `guichet` command. Each subcommand imports what it needs when it runs: `--help` answers at once."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.cli import policy

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    name="guichet",
    help="A support desk inside Slack and Microsoft Teams that keeps its promises and cites the clause "
    "each time.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(policy.app, name="policy", help="Check, explain and try a policy: hours, plans, deadlines.")
manifest_app = typer.Typer(no_args_is_help=True, help="Write what an admin installs, from the command list.")
app.add_typer(manifest_app, name="manifest")
keys_app = typer.Typer(no_args_is_help=True, help="Keys that seal the tokens of installed workspaces.")
app.add_typer(keys_app, name="keys")


@app.command(
    epilog="Examples:  [b]guichet run[/b]   ·   [b]guichet run --port 9000[/b]   ·   "
    "[b]guichet run --at 2026-06-30T15:00-04:00 --new[/b]"
)
def run(
    port: Annotated[
        int | None,
        typer.Option(
            help="Port of the page, or of Slack's requests; public pages are on the next. Default 8765. "
            "Teams' requests have GUICHET_TEAMS_PORT; the page's Teams is two further."
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help="Desk time that a new workspace starts at: ISO 8601 with offset. Default: now."),
    ] = None,
    *,
    new: Annotated[
        bool, typer.Option("--new", help="Forget the workspace on this machine and start it over.")
    ] = False,
    empty: Annotated[
        bool,
        typer.Option(
            "--empty", help="Start a new workspace with nothing set up, without the lived-in example."
        ),
    ] = False,
    socket: Annotated[
        bool,
        typer.Option("--socket", help="Let the workspace on this machine speak Socket Mode instead of HTTP."),
    ] = False,
) -> None:
    """Start the desk: on Slack, Teams or both where they are configured, else in a workspace on this machine.

    Slack is configured by GUICHET_SLACK_BOT_TOKEN and, over HTTP, GUICHET_SLACK_SIGNING_SECRET, or, in Socket
    Mode, GUICHET_SLACK_APP_TOKEN; Teams by GUICHET_TEAMS_APP_ID, GUICHET_TEAMS_TENANT and
    GUICHET_TEAMS_SECRET (docs/teams.md). The README lists all settings.
    """
    from adapters.cli.not_started import amiss  # noqa: PLC0415

    settings = _settings()
    if said := amiss(settings):
        print(said, file=sys.stderr)
        raise typer.Exit(2)
    from adapters.cli import run as running  # noqa: PLC0415

    if port is not None:
        settings = settings.model_copy(update={"port": port})
    sys.exit(running.run(settings, at=_instant(at), new=new, empty=empty, socket=socket))


def _settings() -> Settings:
    from bot.settings import BadSettings, load  # noqa: PLC0415

    try:
        return load()
    except BadSettings as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None


def _instant(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is not ISO 8601, such as 2026-06-30T15:00-04:00") from None
    if instant.utcoffset() is None:
        raise typer.BadParameter(f"{written!r} has no offset; write {written}-04:00, say, or {written}Z")
    return instant


@app.command(epilog="Example:  [b]guichet rehearse tests/rehearsals/*/*.txt[/b]")
def rehearse(
    files: Annotated[list[Path], typer.Argument(help="Rehearsals: who says what when, and what is heard.")],
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only what differs.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file.")] = False,
    slack: Annotated[
        bool, typer.Option("--slack", help="Through the Slack adapter and a workspace on this machine.")
    ] = False,
    teams: Annotated[
        bool, typer.Option("--teams", help="Through the Teams adapter and a small Teams on this machine.")
    ] = False,
) -> None:
    """Play conversations at simulated time and check what must be heard. Exit status 1 where it differs."""
    if slack and teams:
        print("--slack and --teams are two stages: take one of them", file=sys.stderr)
        raise typer.Exit(2)
    from adapters.cli import rehearsing  # noqa: PLC0415

    sys.exit(rehearsing.rehearse(files, quiet=quiet, as_json=as_json, slack=slack, teams=teams))


@app.command(epilog="Example:  [b]GUICHET_DATABASE=postgresql+psycopg://... guichet migrate[/b]")
def migrate() -> None:
    """Bring the database to this version's shape. `guichet run` does it by itself."""
    from bot import compose  # noqa: PLC0415

    settings = _settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        compose.migrate(settings.database_url)
    except compose.CannotOpen as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    print("The database is up to date.")


@manifest_app.command(
    "slack",
    epilog="Examples:  [b]guichet manifest slack --url https://desk.example.com[/b]   ·   "
    "[b]guichet manifest slack --socket[/b]",
)
def slack_manifest(
    url: Annotated[str | None, typer.Option(help="Public https address of this server.")] = None,
    *,
    socket: Annotated[
        bool, typer.Option("--socket", help="For Socket Mode, which needs no public address.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the files in manifest/.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Fail where the files in manifest/ are not what would be written.")
    ] = False,
) -> None:
    """Print the Slack app manifest: paste it at api.slack.com/apps, "Create New App", "From a manifest"."""
    from adapters.cli import manifests  # noqa: PLC0415

    sys.exit(manifests.slack(url, socket=socket, write=write, check=check))


@manifest_app.command(
    "teams",
    epilog="Example:  [b]guichet manifest teams --bot 11111111-2222-3333-4444-555555555555 "
    "--website https://desk.example.com[/b]",
)
def teams_manifest(
    bot: Annotated[str, typer.Option(help="App (client) id of the bot's registration: a GUID.")],
    website: Annotated[
        str, typer.Option(help="Your https address, shown with the app; /privacy and /terms beneath it.")
    ] = "https://guichet.example.com",
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("guichet-teams.zip"),
    app_id: Annotated[
        str | None, typer.Option("--app", help="Id of the app: a GUID. Default: follows from the bot's.")
    ] = None,
    version: Annotated[str, typer.Option(help="Raise it to update an installed app.")] = "1.0.0",
    *,
    slash: Annotated[
        bool, typer.Option("--slash", help="Offer true slash commands, in Teams still a preview.")
    ] = False,
    hear: Annotated[
        bool,
        typer.Option("--hear", help="Ask to hear every message of its channels: talk then joins a ticket."),
    ] = False,
) -> None:
    """Write the Teams app package (zip): manifest, icons, French and Spanish. Upload it in Teams."""
    from adapters.cli import teams_package  # noqa: PLC0415

    sys.exit(teams_package.write(bot, website, out, app_id=app_id, version=version, slash=slash, hear=hear))


@app.command(
    epilog="Examples:  [b]guichet doctor[/b]   ·   "
    "[b]guichet doctor --json | jq '.[] | select(.health != \"ok\")'[/b]"
)
def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array: health, what, says, do.")] = False,
) -> None:
    """Look at settings, database, keys, what Slack and Teams take of us, addresses, clocks, what was unsaid.

    Each line is ok, a warning, or failing, with what to do. Exit status 1 where something fails. It asks
    Slack and Microsoft with what is configured or stored, writes nothing there, and never prints a secret.
    """
    from adapters.cli import doctor as doctoring  # noqa: PLC0415

    sys.exit(doctoring.doctor(_settings(), as_json=as_json))


@app.command(
    epilog="Examples:  [b]guichet undelivered[/b]   ·   [b]guichet undelivered --desk Boréal --json[/b]"
)
def undelivered(
    desk: Annotated[str | None, typer.Option(help="Of this desk only, by its name.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> None:
    """List the messages that could not be delivered: from when, about which ticket, and why."""
    from adapters.cli import undelivered as listing  # noqa: PLC0415

    sys.exit(listing.undelivered(_settings(), desk, as_json=as_json))


@keys_app.command(
    "new",
    epilog="Give what it prints as [b]GUICHET_KEYS[/b] at every start: another key opens no stored token.",
)
def keys_new() -> None:
    """Print a fresh key for GUICHET_KEYS. Keep it as you keep passwords: it is not stored anywhere."""
    from adapters.cli import keys  # noqa: PLC0415

    sys.exit(keys.new())


@keys_app.command("rotate", epilog="Example:  [b]GUICHET_KEYS=NEW,OLD guichet keys rotate[/b]")
def keys_rotate() -> None:
    """Seal every stored token with the first key of GUICHET_KEYS; the others may go afterwards.

    A running desk goes on meanwhile. Start it with the new key in front before you rotate, or it cannot
    open what was sealed anew.
    """
    from adapters.cli import keys  # noqa: PLC0415

    sys.exit(keys.rotate(_settings()))


def main() -> None:
    """Entry point."""
    app()


if __name__ == "__main__":
    main()
