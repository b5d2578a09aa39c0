"""Calendar specifications as text and back: what is stored beside a ticket so that no date ever moves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from policy.calendars import CalendarSpec, Window


def to_text(specs: Mapping[str, CalendarSpec]) -> str:
    """Canonical JSON: equal calendars are the same text."""
    return json.dumps(
        {name: _plain(spec) for name, spec in specs.items()}, sort_keys=True, ensure_ascii=False, indent=1
    )


def from_text(text: str) -> dict[str, CalendarSpec]:
    """The specifications that `to_text` wrote."""
    return {name: _spec(name, plain) for name, plain in json.loads(text).items()}


def _plain(spec: CalendarSpec) -> dict[str, Any]:
    return {
        "zone": spec.zone,
        "week": [[str(window) for window in day] for day in spec.week],
        "closed": {day.isoformat(): name for day, name in spec.closed.items()},
        "extra": {
            day.isoformat(): [str(window) for window in windows] for day, windows in spec.extra.items()
        },
        "horizon": None if spec.horizon is None else spec.horizon.isoformat(),
    }


def _spec(name: str, plain: Mapping[str, Any]) -> CalendarSpec:
    return CalendarSpec(
        id=name,
        zone=plain["zone"],
        week=tuple(tuple(Window.parse(window) for window in day) for day in plain["week"]),
        closed={date.fromisoformat(day): called for day, called in plain["closed"].items()},
        extra={
            date.fromisoformat(day): tuple(Window.parse(window) for window in windows)
            for day, windows in plain["extra"].items()
        },
        horizon=None if plain["horizon"] is None else date.fromisoformat(plain["horizon"]),
    )
