"""Forms (modals, up to three on top of one another) and App Homes, as each person has them open."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.workspace.blocks import Values, first_values, with_ids
from adapters.workspace.errors import SlackError
from adapters.workspace.limits import VIEW_STACK
from adapters.workspace.model import Json

_KEPT = ("type", "title", "submit", "close", "callback_id", "external_id", "private_metadata")


@dataclass(slots=True)
class View:
    """One modal or home as it stands, with what its elements hold."""

    id: str
    team: str
    user: str
    payload: Json
    app_id: str
    bot_id: str
    root_id: str = ""
    previous_id: str | None = None
    hash: str = ""
    values: Values = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks, each with its ids."""
        blocks: list[Json] = self.payload["blocks"]
        return blocks

    def renew(self, payload: Json) -> None:
        """Take a new content; what the same elements held stays, as on Slack."""
        self.payload = payload | {"blocks": with_ids(payload.get("blocks") or [])}
        self.values = first_values(self.blocks, self.values)
        self.hash = f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"

    def wire(self) -> Json:
        """The view as Slack's API and payloads carry it."""
        empty: Json = {"title": None, "submit": None, "close": None}
        texts = {"callback_id": "", "external_id": "", "private_metadata": ""}
        return {
            "id": self.id,
            "team_id": self.team,
            "app_id": self.app_id,
            "bot_id": self.bot_id,
            **(empty | texts | {key: self.payload[key] for key in _KEPT if key in self.payload}),
            "blocks": self.blocks,
            "state": {"values": self.values},
            "hash": self.hash,
            "clear_on_close": bool(self.payload.get("clear_on_close")),
            "notify_on_close": bool(self.payload.get("notify_on_close")),
            "root_view_id": self.root_id or self.id,
            "previous_view_id": self.previous_id,
        }


class Modals:
    """The open views of everyone."""

    def __init__(self) -> None:
        self._stacks: dict[tuple[str, str], list[View]] = {}
        self._homes: dict[tuple[str, str], View] = {}

    def open(self, team: str, user: str, payload: Json, app_id: str, bot_id: str) -> View:
        """A new form, in place of any that was open."""
        self._refuse_used_name(team, payload)
        view = _new(team, user, payload, app_id, bot_id)
        view.root_id = view.id
        self._stacks[(team, user)] = [view]
        return view

    def push(self, below: View, payload: Json) -> View:
        """A new form on top of `below`; a fourth is Slack's push_limit_reached."""
        stack = self.stack(below.team, below.user)
        if not stack or below not in stack:
            raise SlackError("not_found")
        if len(stack) >= VIEW_STACK:
            raise SlackError("push_limit_reached")
        self._refuse_used_name(below.team, payload)
        view = _new(below.team, below.user, payload, below.app_id, below.bot_id)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def stack(self, team: str, user: str) -> list[View]:
        """The forms a person has open, the topmost last."""
        return self._stacks.get((team, user), [])

    def top(self, team: str, user: str) -> View | None:
        """The form a person sees."""
        stack = self.stack(team, user)
        return stack[-1] if stack else None

    def close(self, view: View) -> None:
        """Close one form; those above it go with it."""
        stack = self.stack(view.team, view.user)
        if view in stack:
            del stack[stack.index(view) :]

    def clear(self, team: str, user: str) -> list[View]:
        """Close every form of a person; the closed ones, the topmost first."""
        return list(reversed(self._stacks.pop((team, user), [])))

    def find(self, team: str, view_id: str) -> View | None:
        """An open form or a home by its id."""
        return next((v for v in self._views(team) if v.id == view_id), None)

    def find_external(self, team: str, external_id: str) -> View | None:
        """An open form or a home by the id that the app gave it."""
        return next((v for v in self._views(team) if v.payload.get("external_id") == external_id), None)

    def publish(self, team: str, user: str, payload: Json, app_id: str, bot_id: str) -> View:
        """A person's App Home, new or changed."""
        view = self._homes.get((team, user))
        if view is None:
            view = self._homes[(team, user)] = _new(team, user, payload, app_id, bot_id)
            view.root_id = view.id
        else:
            view.renew(payload)
        return view

    def home(self, team: str, user: str) -> View | None:
        """A person's App Home, once published."""
        return self._homes.get((team, user))

    def homes_of(self, team: str) -> Iterator[tuple[str, Json]]:
        """Each home of a team as `restore_home` takes it."""
        for (home_team, user), view in self._homes.items():
            if home_team == team:
                yield user, view.wire()

    def restore_home(self, team: str, user: str, wire: Json) -> None:
        """Put back a home that an earlier run published."""
        kept = {key: wire[key] for key in (*_KEPT, "blocks") if key in wire}
        view = View(wire["id"], team, user, {}, wire["app_id"], wire["bot_id"], wire["id"])
        view.renew(kept)
        self._homes[(team, user)] = view

    def _views(self, team: str) -> Iterator[View]:
        for (owner, _), stack in self._stacks.items():
            if owner == team:
                yield from stack
        yield from (view for (owner, _), view in self._homes.items() if owner == team)

    def _refuse_used_name(self, team: str, payload: Json) -> None:
        external_id = payload.get("external_id")
        if external_id and self.find_external(team, external_id):
            raise SlackError("duplicate_external_id")


def _new(team: str, user: str, payload: Json, app_id: str, bot_id: str) -> View:
    view = View("V" + secrets.token_hex(5).upper(), team, user, {}, app_id, bot_id)
    view.renew(payload)
    return view
