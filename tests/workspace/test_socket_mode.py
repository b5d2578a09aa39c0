"""Socket Mode as Slack documents it (docs.slack.dev, "Using Socket Mode"): each test names its fact."""

import asyncio
import json

import aiohttp
import pytest

from adapters.workspace.limits import CONNECTIONS

from .conftest import MANIFEST, SECRET, Stage

ADDRESS = "https://example.com/slack/events"
SOCKET = (
    MANIFEST.replace(f'url: "{ADDRESS}", ', "")
    .replace(f"    request_url: {ADDRESS}\n", "")
    .replace(f', request_url: "{ADDRESS}"', "")
    + "  socket_mode_enabled: true\n"
)


class App(Stage):
    """The stage, and in place of its app over HTTP one that opens connections and acknowledges as told."""

    def __init__(self, store):
        self.envelopes = []
        self.sockets = []
        super().__init__(store)

    def made(self, manifest=SOCKET, secret=SECRET):
        self.options = {"event_retries": (0.0,), "patience": 0.4}
        return super().made(manifest, secret)

    async def ask(self, bearer=None, **form):
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        url = self.workspace.api_url + "apps.connections.open"
        async with self.session.post(url, data=form, headers=headers) as answer:
            return await answer.json()

    async def url(self):
        return (await self.ask(self.workspace.app_token))["url"]

    async def dial(self):
        """A connection, and the first thing that is said on it."""
        socket = await self.session.ws_connect(await self.url())
        self.sockets.append(socket)
        return socket, await socket.receive_json(timeout=5)

    async def serve(self, socket, *answers):
        """Hear one envelope for each answer, and acknowledge it with that; None for no payload."""
        for answer in answers:
            envelope = await socket.receive_json(timeout=5)
            self.envelopes.append(envelope)
            payload = {} if answer is None else {"payload": answer}
            await socket.send_json({"envelope_id": envelope["envelope_id"], **payload})


@pytest.fixture
def app(tmp_path):
    return App(tmp_path)


async def test_an_app_in_socket_mode_needs_no_addresses(app):
    manifest = app.workspace.world.manifest
    assert (manifest.socket_mode, manifest.events_url, manifest.command("/ticket").url) == (True, "", "")


async def test_apps_connections_open_takes_an_app_level_token_in_the_header(app):
    """The method's page: pass the token in the Authorization header; as a POST parameter it is an error."""
    token = app.workspace.app_token
    assert token.startswith("xapp-")
    assert (await app.ask())["error"] == "not_authed"
    assert (await app.ask(token=token))["error"] == "invalid_auth"
    assert (await app.ask(token + "x"))["error"] == "invalid_auth"
    assert (await app.ask(app.token))["error"] == "not_allowed_token_type"
    assert (await app.ask(token))["ok"] is True


async def test_an_app_level_token_calls_nothing_else(app):
    answer = await app.api("chat.postMessage", app.workspace.app_token, channel="C_HELP", text="x")
    assert answer == {"ok": False, "error": "not_allowed_token_type"}


async def test_an_app_over_http_opens_no_connections(stage):
    answer = await stage.api("apps.connections.open", stage.workspace.app_token)
    assert answer == {"ok": False, "error": "access_denied"}


async def test_an_address_opens_one_connection(app):
    """ "Generate a temporary Socket Mode WebSocket URL": a second use, a made-up one and an old one fail."""
    url = await app.url()
    first = await app.session.ws_connect(url)
    old = await app.url()
    app.wall.seconds += 60
    for again in (url, url.partition("?")[0], old):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await app.session.ws_connect(again)
    await first.close()


async def test_slack_says_hello_with_the_number_of_connections(app):
    _, first = await app.dial()
    _, second = await app.dial()
    assert first["type"] == second["type"] == "hello"
    assert (first["num_connections"], second["num_connections"]) == (1, 2)
    assert first["connection_info"] == {"app_id": app.workspace.world.app_id}
    assert first["debug_info"]["approximate_connection_time"] == 3600


async def test_up_to_ten_connections_may_be_open_at_the_same_time(app):
    for _ in range(CONNECTIONS):
        await app.dial()
    _, told = await app.dial()
    assert (told["type"], told["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_slash_command_comes_in_an_envelope_and_is_answered_in_its_acknowledgement(app):
    socket, _ = await app.dial()
    _, said = await asyncio.gather(
        app.serve(socket, {"text": "Here you are."}), app.nadia.slash("#help", "/ticket", "show 1")
    )
    [envelope] = app.envelopes
    assert set(envelope) == {"envelope_id", "payload", "type", "accepts_response_payload"}
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert (envelope["payload"]["command"], envelope["payload"]["text"]) == ("/ticket", "show 1")
    assert [message["text"] for message in said] == ["Here you are."]


async def test_interactions_are_interactive_and_events_take_no_payload(app):
    socket, _ = await app.dial()
    serving = asyncio.ensure_future(app.serve(socket, None, {"text": "ignored"}))
    await app.nadia.shortcut("new_ticket")
    await app.nadia.say("#help", "It burns")
    await serving
    kinds = [(e["type"], e["payload"]["type"], e["accepts_response_payload"]) for e in app.envelopes]
    assert kinds == [("interactive", "shortcut", True), ("events_api", "event_callback", False)]
    assert (app.envelopes[1]["retry_attempt"], app.envelopes[1]["retry_reason"]) == (0, "")
    assert len(app.nadia.messages("#help")) == 1


async def test_an_event_without_acknowledgement_is_sent_again_with_its_attempt_and_reason(app):
    socket, _ = await app.dial()
    talking = asyncio.ensure_future(app.nadia.say("#help", "It burns"))
    first = await socket.receive_json(timeout=5)
    await app.serve(socket, None)
    await talking
    assert (first["retry_attempt"], app.envelopes[0]["retry_attempt"]) == (0, 1)
    assert app.envelopes[0]["retry_reason"] == "timeout"
    assert first["payload"]["event_id"] == app.envelopes[0]["payload"]["event_id"]


async def test_a_command_without_acknowledgement_times_out(app):
    await app.dial()
    [told] = await app.nadia.slash("#help", "/ticket", "show 1")
    assert told["text"] == "/ticket failed because the app did not respond (operation_timeout)"


async def test_a_command_while_nothing_is_connected_fails_to_be_dispatched(app):
    [told] = await app.nadia.slash("#help", "/ticket", "show 1")
    assert told["text"] == '/ticket failed with the error "dispatch_failed"'


async def test_each_payload_may_go_to_any_of_the_connections(app):
    sockets = [(await app.dial())[0] for _ in range(2)]
    for number in range(4):
        serving = app.serve(sockets[number % 2], None)
        await asyncio.gather(serving, app.nadia.slash("#help", "/ticket", str(number)))
    assert [envelope["payload"]["text"] for envelope in app.envelopes] == ["0", "1", "2", "3"]


async def test_where_a_connection_dies_before_it_acknowledged_another_gets_the_same_envelope(app):
    (first, _), (second, _) = await app.dial(), await app.dial()
    typing = asyncio.ensure_future(app.nadia.slash("#help", "/ticket", "show 1"))
    envelope = await first.receive_json(timeout=5)
    await first.close()
    await app.serve(second, {"text": "Here you are."})
    assert [message["text"] for message in await typing] == ["Here you are."]
    assert app.envelopes == [envelope]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_a_disconnect_says_why_and_then_the_connection_closes(app, reason):
    socket, _ = await app.dial()
    await app.workspace.sockets.disconnect(reason, close=False)
    said = await socket.receive_json(timeout=5)
    assert said == {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-workspace"}}
    closing = asyncio.ensure_future(app.workspace.sockets.disconnect(reason, close=True))
    await socket.receive(timeout=5)
    assert (await socket.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE
    await closing


async def test_what_an_app_sends_that_is_no_acknowledgement_is_passed_over(app):
    socket, _ = await app.dial()
    for said in ("", "{", "[]", json.dumps({"envelope_id": 7})):
        await socket.send_str(said)
    await asyncio.gather(app.serve(socket, None), app.nadia.slash("#help", "/ticket", "show 1"))
    assert app.workspace.sockets.heard[:3] == ["", "{", []]
