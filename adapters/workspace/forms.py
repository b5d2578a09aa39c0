"""Opening, stacking, changing and publishing views: the open pages see each change."""

from adapters.workspace.modals import View
from adapters.workspace.model import Json, Team
from adapters.workspace.world import World


def opened(world: World, team: Team, user: str, payload: Json) -> View:
    """A new form in front of a person."""
    who = world.install(team)
    for gone in world.modals.clear(team.id, user):
        _tell(world, gone, {"type": "view_closed", "view_id": gone.id})
    view = world.modals.open(team.id, user, payload, who.app_id, who.bot_id)
    _tell(world, view, {"type": "view_opened", "view": view.wire()})
    return view


def pushed(world: World, below: View, payload: Json) -> View:
    """A new form on top of another."""
    view = world.modals.push(below, payload)
    _tell(world, view, {"type": "view_opened", "view": view.wire()})
    return view


def updated(world: World, view: View, payload: Json) -> None:
    """A form (or home) with a new content."""
    view.renew(payload)
    if view.payload["type"] == "home":
        _home_changed(world, view)
    else:
        _tell(world, view, {"type": "view_updated", "view": view.wire()})


def closed(world: World, view: View) -> None:
    """A form goes away; the one below it shows again."""
    world.modals.close(view)
    _tell(world, view, {"type": "view_closed", "view_id": view.id})


def cleared(world: World, team: str, user: str) -> list[View]:
    """All forms of a person go away."""
    gone = world.modals.clear(team, user)
    for view in gone:
        _tell(world, view, {"type": "view_closed", "view_id": view.id})
    return gone


def published(world: World, team: Team, user: str, payload: Json) -> View:
    """A person's home, new or changed."""
    who = world.install(team)
    view = world.modals.publish(team.id, user, payload, who.app_id, who.bot_id)
    _home_changed(world, view)
    return view


def _home_changed(world: World, view: View) -> None:
    world.save_home(world.teams[view.team], view.user, view.wire())
    _tell(world, view, {"type": "home", "view": view.wire()})


def _tell(world: World, view: View, event: Json) -> None:
    world.hub.tell(view.team, view.user, event)
