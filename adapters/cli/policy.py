"""`guichet policy check|explain|deadline`: questions about a policy, for people and for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.one_line import OneLineCommand, OneLineGroup, leave

app = typer.Typer(
    cls=OneLineGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Check, explain and try a policy: hours, plans, deadlines.",
    epilog="Examples: guichet policy check devolutions; guichet policy explain techtra --year 2026; "
    "guichet policy deadline pitney-bowes --at 2026-06-30T21:10",
)

_JSON = typer.Option("--json", help="Print one JSON object.")
_ID = typer.Argument(metavar="ID", help="A shipped policy, or a policy file.")


@app.callback()
def _policy() -> None:
    """Check, explain and try a policy: hours, plans, deadlines."""


@app.command(
    cls=OneLineCommand,
    epilog="Valid: check FILE|ID [--rehearsals DIR] [--json], for example: guichet policy check devolutions",
)
def check(
    file_or_id: Annotated[str, typer.Argument(metavar="FILE|ID", help="A policy file, or a shipped policy.")],
    *,
    rehearsals: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where each clause must have a rehearsal, named CLAUSE.txt."),
    ] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Report every fault of a policy, the clauses that nothing enforces yet, and what it assumes.

    Exit status 1 where it has faults, or a clause without its rehearsal.
    """
    from adapters.cli import clauses, policy_json, policy_view  # noqa: PLC0415
    from bot import policy_tools  # noqa: PLC0415

    try:
        checked = policy_tools.check(file_or_id)
        asked = rehearsals is not None and not checked.faults
        lacking = clauses.unrehearsed(file_or_id, rehearsals) if asked and rehearsals else ()
    except policy_tools.BadInput as error:
        leave(f"guichet policy check: {error}")
    if as_json:
        _print(policy_json.checked(checked, lacking if asked else None))
    else:
        policy_view.checked(checked, lacking)
    if checked.faults or lacking:
        sys.exit(1)


@app.command(
    cls=OneLineCommand,
    epilog="Valid: diff OLD NEW [--language en|fr|es] [--json], "
    "for example: guichet policy diff devolutions my-devolutions.toml",
)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A shipped policy, or a policy file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The version that follows it.")],
    language: Annotated[str, typer.Option(help="In which it is told: en, fr or es.")] = "en",
    *,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Tell what a new version changes, as the channels will be told when it begins."""
    from dataclasses import asdict  # noqa: PLC0415

    from bot import policy_tools  # noqa: PLC0415

    try:
        told = policy_tools.diff(old, new, language=language)
    except policy_tools.BadInput as error:
        leave(f"guichet policy diff: {error}")
    if as_json:
        _print(asdict(told) | {"effective_on": told.effective_on.isoformat()})
        return
    print(f"{told.policy}, version {told.after} from {told.effective_on}, after version {told.before}")
    for change in told.changes:
        print(f"- {change}")


@app.command(
    cls=OneLineCommand,
    epilog="Valid: explain ID [--year YEAR] [--language en|fr|es] [--json], "
    "for example: guichet policy explain techtra --year 2026",
)
def explain(
    policy_id: Annotated[str, _ID],
    year: Annotated[int | None, typer.Option(help="Whose holidays to list. Default: this year.")] = None,
    language: Annotated[str, typer.Option(help="Of titles, clauses and holidays: en, fr or es.")] = "en",
    *,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Lay a policy out: hours, holidays of the year by name, plans, targets, ladder, clauses, assumptions."""
    from adapters.cli import policy_json, policy_view  # noqa: PLC0415
    from bot import policy_tools  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415

    shown = SystemClock().now().year if year is None else year
    try:
        explained = policy_tools.explain(policy_id, year=shown, language=language)
    except policy_tools.BadInput as error:
        leave(f"guichet policy explain: {error}")
    if as_json:
        _print(policy_json.explained(explained))
    else:
        policy_view.explained(explained)


@app.command(
    cls=OneLineCommand,
    epilog="Valid: deadline ID [--plan NAME] [--severity critical|severe|medium|minor] "
    "[--channel chat|email|phone|forum|remote|web] --at INSTANT [--json], "
    "for example: guichet policy deadline pitney-bowes --at 2026-06-30T21:10",
)
def deadline(
    policy_id: Annotated[str, _ID],
    at: Annotated[
        str,
        typer.Option(
            metavar="INSTANT",
            help="When it is received: ISO 8601; without an offset, in the policy's zone.",
        ),
    ],
    plan: Annotated[
        str | None, typer.Option(metavar="NAME", help="Needed where the policy has several.")
    ] = None,
    severity: Annotated[str, typer.Option(metavar="NAME", help="How bad it is.")] = "medium",
    channel: Annotated[str, typer.Option(metavar="NAME", help="By which way it is asked.")] = "chat",
    *,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Say what a ticket received at an instant would be owed, by when, and by which clauses."""
    from adapters.cli import policy_json, policy_view  # noqa: PLC0415
    from bot import policy_tools  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415

    try:
        answer = policy_tools.deadline(
            policy_id, at, plan=plan, severity=severity, channel=channel, now=SystemClock().now()
        )
    except policy_tools.BadInput as error:
        leave(f"guichet policy deadline: {error}")
    if as_json:
        _print(policy_json.deadline(answer))
    else:
        policy_view.deadline(answer)


@app.command(
    cls=OneLineCommand,
    epilog="Valid: conformance [--write|--check], for example: guichet policy conformance --write",
)
def conformance(
    *,
    write: Annotated[bool, typer.Option("--write", help="Write docs/conformance.md.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Fail where docs/conformance.md is not what would be written.")
    ] = False,
) -> None:
    """Say of each clause of the shipped policies what it asks, what the desk does, and what shows it."""
    from adapters.cli import conformance as page  # noqa: PLC0415

    sys.exit(page.run(write=write, check=check))


def _print(plain: dict[str, object]) -> None:
    """One object, whole in any encoding: where the terminal or pipe lacks a letter, it is escaped."""
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(plain, indent=2)
    print(text)


if __name__ == "__main__":
    app()
