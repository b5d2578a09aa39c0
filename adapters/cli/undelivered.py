"""`guichet undelivered`: what could not be said, for whoever runs the desk."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from bot.clock import SystemClock
from bot.compose import CannotOpen, PolicyFaults, VersionChanged, build
from bot.settings import BadSettings, Settings


def undelivered(settings: Settings, desk: str | None, *, as_json: bool) -> int:
    """Print the list. Returns the exit status."""
    try:
        house = build(settings.database_url, SystemClock(), more_policies=settings.policy_texts())
    except (CannotOpen, BadSettings, PolicyFaults, VersionChanged) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        rows = house.checkup.unsaid(desk)
    finally:
        house.close()
    if as_json:
        print(json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False, indent=2))
        return 0
    if not rows:
        print("Everything was delivered.")
    for row in rows:
        ticket = "" if row.ticket is None else f"#{row.ticket}"
        told = f"{row.notice} to {row.target}"
        print(f"{row.at:%Y-%m-%d %H:%M}Z  {row.desk}  {ticket:<6} {told:<28} {row.reason}")
    return 0
