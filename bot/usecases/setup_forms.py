"""Steps of setting up without what they need: their forms."""

from __future__ import annotations

from bot.commands import Setup, SetupAct
from bot.policies import Policies
from bot.requests import Filled, PlaceKind, Request, Via
from bot.results import SetupForm
from bot.usecases.asking import Asking
from bot.usecases.setup_told import policies_told


def step_form(command: Setup, asking: Asking) -> SetupForm | None:
    """The form of a step that was called without what it needs; None where it can be done."""
    if isinstance(asking.request.intent, Filled) or not _lacks(command, asking.request):
        return None
    return SetupForm(
        act=command.act,
        desk=asking.desk.name,
        values=_values(command, asking),
        policies=policies_told(asking.policies, asking.language),
        plans=asking.version().document.plans,
        accounts=tuple(account.name for account in asking.uow.accounts.of_desk(asking.desk.id)),
        language=asking.desk.language,
    )


def desk_form(command: Setup, policies: Policies, request: Request, language: str) -> SetupForm | None:
    """The same for a new desk, which nobody belongs to yet."""
    if isinstance(request.intent, Filled) or command.name or dict(command.values).get("policy"):
        return None
    return SetupForm(SetupAct.DESK, "", {}, policies_told(policies, language), language=language)


def _lacks(command: Setup, request: Request) -> bool:
    values = dict(command.values)
    match command.act:
        case SetupAct.POLICY:
            return not (values.get("policy") or command.name)
        case SetupAct.LANGUAGE:
            return not values.get("language")
        case SetupAct.ACCOUNT:
            return not (command.name or values.get("account"))
        case SetupAct.PEOPLE:
            return command.person is None or "role" not in values
        case SetupAct.CHANNEL:
            here = request.place.kind is PlaceKind.CHANNEL and request.via is not Via.BUTTON
            return not values.get("place") and not here
        case _:
            return False


def _values(command: Setup, asking: Asking) -> dict[str, str]:
    """What was given, and for a place the one where it is asked."""
    values = dict(command.values)
    if command.act is SetupAct.CHANNEL and asking.request.place.kind is PlaceKind.CHANNEL:
        values["place"] = asking.request.place.conversation
        if asking.place is not None:
            values["face"] = asking.place.face
    if command.act is SetupAct.POLICY:
        values["policy"] = asking.desk.policy_id
    if command.act is SetupAct.LANGUAGE:
        values["language"] = asking.desk.language
    return values
