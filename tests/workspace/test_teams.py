"""Several teams in one server, and guests from another workspace (Slack Connect)."""

from dataclasses import replace

from adapters.workspace.driver import Driver
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec

OTHER = TeamSpec(
    id="T_LAURIER",
    name="Hôtel Laurier",
    users=(UserSpec("U_LEA", "lea", "Léa Roy"),),
    channels=(ChannelSpec("C_LOBBY", "lobby", members=("U_LEA", THE_APP)),),
)


async def test_each_team_has_its_own_token_people_and_channels(stage):
    await stage.restart(team=(stage.team, OTHER))
    token = stage.workspace.install("T_LAURIER").bot_token
    assert token != stage.token
    assert (await stage.api("auth.test", token=token))["team_id"] == "T_LAURIER"
    assert (await stage.api("chat.postMessage", token=token, channel="C_HELP", text="x"))[
        "error"
    ] == "channel_not_found"
    assert (await stage.api("users.info", token=token, user="U_NADIA"))["error"] == "user_not_found"

    lea = Driver(stage.workspace, "U_LEA", team="T_LAURIER")
    await lea.say("#lobby", "hello")
    assert [(h["team_id"], h["event"]["text"]) for h in stage.app.heard] == [("T_LAURIER", "hello")]
    state = await stage.get("/page/state", team="T_LAURIER")
    assert ([t["id"] for t in state["teams"]], state["me"]["id"]) == (["T_BOREAL", "T_LAURIER"], "U_LEA")
    assert stage.nadia.messages("#help") == []


async def test_a_trigger_of_one_team_opens_nothing_in_another(stage):
    await stage.restart(team=(stage.team, OTHER))
    await stage.nadia.slash("#help", "/ticket", "open")
    trigger = stage.app.heard[0]["trigger_id"]
    token = stage.workspace.install("T_LAURIER").bot_token
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
    assert (await stage.api("views.open", token=token, trigger_id=trigger, view=view))[
        "error"
    ] == "invalid_trigger_id"


async def test_a_guest_shows_their_home_team_and_hides_their_locale(stage):
    guest = UserSpec("U_GUEST", "guest", "Guest", home_team="T_ELSEWHERE", locale="fr-FR")
    help_, *others = stage.team.channels
    shared = replace(help_, members=(*help_.members, "U_GUEST"))
    await stage.restart(
        team=replace(stage.team, users=(*stage.team.users, guest), channels=(shared, *others))
    )

    user = (await stage.api("users.info", user="U_GUEST", include_locale=True))["user"]
    assert (user["team_id"], user["is_stranger"], "locale" in user) == ("T_ELSEWHERE", True, False)
    assert (await stage.api("conversations.info", channel="C_HELP"))["channel"]["is_ext_shared"] is True
    await Driver(stage.workspace, "U_GUEST").say("#help", "hello")
    assert stage.app.events("message")[0]["user_team"] == "T_ELSEWHERE"
