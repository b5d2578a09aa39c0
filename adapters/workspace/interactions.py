"""What a person does to the app: commands, clicks, shortcuts, forms; and what its answer does here."""

from adapters.workspace import forms, messages, payloads, uploads
from adapters.workspace.blocks import HOLDS, Values, as_offered, find, merged
from adapters.workspace.dispatch import AppAnswer
from adapters.workspace.errors import AppSilentError, PageError, SlackError
from adapters.workspace.filling import faults_of
from adapters.workspace.modals import View
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.people import inside
from adapters.workspace.validation import check_message_blocks, check_view
from adapters.workspace.world import World

TROUBLE = "We had some trouble connecting. Try again?"


async def command(world: World, team: Team, user: str, channel_id: str, text: str) -> None:
    """A slash command; what the app answers, or that it did not, is shown to the person."""
    channel = inside(team, user, channel_id)
    name, _, rest = text.strip().partition(" ")
    known = world.manifest.command(name)
    if known is None:
        raise PageError(f"{name} is not a command of this workspace.")
    world.install(team)
    fields = payloads.command(world, team, user, channel, (name, rest.strip()))
    answer = await world.link.form(known.url, fields)
    if not answer.ok:
        messages.slackbot(world, channel, user, _failure(name, answer))
        return
    try:
        _say_acknowledgement(world, channel, user, answer)
    except SlackError as error:
        messages.slackbot(world, channel, user, f'{name} failed with the error "{error.code}"')


def _failure(name: str, answer: AppAnswer) -> str:
    if answer.trouble == "operation_timeout":
        return f"{name} failed because the app did not respond (operation_timeout)"
    return f'{name} failed with the error "{answer.trouble}"'


def _say_acknowledgement(world: World, channel: Channel, user: str, answer: AppAnswer) -> None:
    body = answer.json()
    text = str(body.get("text") or "") if body else answer.body.decode(errors="replace").strip()
    if text.startswith(("{", "[")) and not body:
        text = ""
    blocks = body.get("blocks") or []
    if blocks:
        check_message_blocks(blocks)
    if not text and not blocks:
        return
    bot = world.install(world.teams[channel.team]).bot_user_id
    if body.get("response_type") == "in_channel":
        messages.post(world, channel, user=bot, text=text, blocks=blocks)
    else:
        messages.whisper(world, channel, to=user, user=bot, text=text, blocks=blocks)


async def act(world: World, team: Team, user: str, spot: tuple[Channel, Message] | View, given: Json) -> None:
    """A click or choice on an element of a message, a form or a home."""
    blocks = spot.blocks if isinstance(spot, View) else spot[1].blocks
    found = find(blocks, str(given.get("block_id")), str(given.get("action_id")))
    if found is None:
        raise PageError("This button is gone.", 404)
    block, element = found
    before: Values = spot.values if isinstance(spot, View) else {}
    values = merged(blocks, before, given.get("state"))
    held = _held(element, given, values.get(block["block_id"], {}).get(element["action_id"], {}))
    if element["type"] in HOLDS:
        values[block["block_id"]][element["action_id"]] = held
    if isinstance(spot, View):
        spot.values = uploads.in_forms(world, team, spot, values)
    action = payloads.action_of(element, block["block_id"], held, payloads.action_ts(world))
    payload = payloads.block_actions(world, team, user, action, spot, values)
    _need(
        await world.link.interaction(world.manifest.interactivity_url, payload),
        "The app did not respond in time.",
    )


def _held(element: Json, given: Json, current: Json) -> Json:
    """What the element holds after the action."""
    kind = element["type"]
    if kind == "overflow":
        return {"selected_option": as_offered(element, given.get("selected_option"))}
    if kind not in HOLDS:
        return {}
    key = HOLDS[kind][0]
    value = as_offered(element, given[key]) if key in given else current.get(key)
    return {"type": kind, key: value}


async def shortcut(
    world: World, team: Team, user: str, callback_id: str, spot: tuple[Channel, Message] | None
) -> None:
    """A shortcut, on a message or global."""
    known = world.manifest.shortcut(callback_id)
    if known is None or (known.kind == "message") != (spot is not None):
        raise PageError("The app has no such shortcut here.", 404)
    world.install(team)
    if spot is not None:
        payload = payloads.message_shortcut(world, team, user, callback_id, spot)
    else:
        payload = payloads.global_shortcut(world, team, user, callback_id)
    _need(
        await world.link.interaction(world.manifest.interactivity_url, payload),
        "The app did not respond in time.",
    )


async def submit(world: World, team: Team, view: View, state: object) -> dict[str, str]:
    """Send a form off; the faults of its fields, by block id, if the client or the app finds any."""
    if view is not world.modals.top(team.id, view.user):
        raise PageError("This form is not on top.", 409)
    view.values = uploads.in_forms(world, team, view, merged(view.blocks, view.values, state))
    faults = faults_of(view.blocks, view.values)
    if faults:
        return faults
    payload = payloads.submission(world, team, view)
    answer = await world.link.interaction(world.manifest.interactivity_url, payload)
    _need(answer, TROUBLE)
    body = answer.json()
    try:
        match body.get("response_action"):
            case "errors":
                return _errors(view, body.get("errors"))
            case "update":
                check_view(body["view"], "modal")
                forms.updated(world, view, body["view"])
            case "push":
                check_view(body["view"], "modal")
                forms.pushed(world, view, body["view"])
            case "clear":
                forms.cleared(world, team.id, view.user)
            case None:
                forms.closed(world, view)
            case _:
                raise AppSilentError(TROUBLE)
    except (SlackError, KeyError) as error:
        raise AppSilentError(f"{TROUBLE} ({error})") from error
    return {}


def _errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise AppSilentError(f"{TROUBLE} (the app named errors of fields that the form does not have)")
    return {block_id: str(text) for block_id, text in errors.items()}


async def close(world: World, team: Team, view: View, *, everything: bool = False) -> None:
    """Close a form (or all of them), telling the app where it asked to know."""
    gone = forms.cleared(world, team.id, view.user) if everything else [view]
    if not everything:
        forms.closed(world, view)
    for closed in gone:
        if closed.payload.get("notify_on_close"):
            payload = payloads.closing(world, team, closed, cleared=everything)
            await world.link.interaction(world.manifest.interactivity_url, payload)


def _need(answer: AppAnswer, sentence: str) -> None:
    if not answer.ok:
        raise AppSilentError(sentence)
