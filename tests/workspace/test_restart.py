"""What a workspace remembers when its process ends, however it ends."""

from adapters.workspace.store import Journal


async def test_a_restart_shows_the_same_channels_messages_and_installation(stage):
    parent = await stage.nadia.say("#help", "hello")
    await stage.tom.say("#help", "me too", thread_ts=parent["ts"])
    gone = await stage.tom.say("#help", "oops")
    await stage.tom.delete(gone)
    card = await stage.api("chat.postMessage", channel="C_HELP", text="card", metadata=KEY)
    await stage.api("chat.update", channel="C_HELP", ts=card["ts"], text="card, edited")
    await stage.api("chat.postEphemeral", channel="C_HELP", user="U_TOM", text="psst")
    await stage.nadia.say("@app", "in private")
    await stage.tom.slash("#lounge", "/invite", "@guichet")
    before = snapshot(stage)

    await stage.restart()

    assert snapshot(stage) == before
    assert [m["text"] for m in before["help"]] == ["hello", "card, edited"]
    found = await stage.api("conversations.history", channel="C_HELP", include_all_metadata=True)
    assert found["messages"][0]["metadata"] == KEY


async def test_timestamps_go_on_after_a_restart_even_if_the_clock_went_back(stage):
    first = await stage.nadia.say("#help", "one")
    await stage.restart()
    second = await stage.nadia.say("#help", "two")
    assert second["ts"] > first["ts"]


async def test_a_message_is_on_disk_before_the_app_is_answered(stage):
    await stage.api("chat.postMessage", channel="C_HELP", text="kept")
    records = list(Journal(stage.store).replay())
    assert [value["text"] for kind, value in records if kind == "message"] == ["kept"]


async def test_a_line_torn_by_a_crash_loses_only_itself(stage):
    await stage.nadia.say("#help", "kept")
    await stage.workspace.stop()
    with (stage.store / "workspace.jsonl").open("a", encoding="utf-8") as file:
        file.write('["message", {"team": "T_BOR')
    await stage.restart()
    assert [m["text"] for m in stage.nadia.messages("#help")] == ["kept"]
    await stage.nadia.say("#help", "goes on")
    await stage.restart()
    assert [m["text"] for m in stage.nadia.messages("#help")] == ["kept", "goes on"]


KEY = {"event_type": "outbox", "event_payload": {"key": "k"}}


def snapshot(stage):
    parent = stage.nadia.messages("#help")[0]
    return {
        "help": stage.nadia.messages("#help"),
        "thread": stage.nadia.thread("#help", parent["ts"]),
        "app": stage.nadia.messages("@app"),
        "lounge": stage.tom.messages("#lounge"),
        "private": stage.tom.private("#help"),
        "token": stage.token,
        "members": stage.workspace.world.teams["T_BOREAL"].channels["C_LOUNGE"].members,
    }
