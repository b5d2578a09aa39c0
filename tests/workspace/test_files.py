"""Files as Slack's documentation has them: uploading in three steps, who sees what, forms, tombstones."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

from adapters.workspace import limits
from tests.workspace.conftest import MANIFEST, Stage

WITH_FILES = MANIFEST.replace('"channels:join"', '"channels:join", "files:read", "files:write"').replace(
    "bot_events: [", "bot_events: [file_deleted, "
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FORM: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "files",
            "optional": True,
            "label": {"type": "plain_text", "text": "Files"},
            "element": {
                "type": "file_input",
                "action_id": "files",
                "max_files": 2,
                "filetypes": ["png", "txt"],
            },
        }
    ],
}


async def _begun(stage: Stage, name: str = "a.txt", content: bytes = b"abc") -> tuple[str, str]:
    given = await stage.api("files.getUploadURLExternal", filename=name, length=len(content))
    return given["file_id"], given["upload_url"]


async def _put(stage: Stage, url: str, content: bytes) -> int:
    async with stage.session.post(url, data=content) as answer:
        return answer.status


async def _fetched(stage: Stage, url: str, token: str | None) -> tuple[str, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with stage.session.get(url, headers=headers) as answer:
        assert answer.status == 200
        return answer.content_type, await answer.read()


async def test_an_upload_takes_three_steps_and_is_shared_with_its_comment_in_a_thread(stage: Stage):
    """files.getUploadURLExternal, POST to `upload_url`, files.completeUploadExternal."""
    await stage.restart(manifest=WITH_FILES)
    root = await stage.nadia.say("#help", "Hello")
    file, url = await _begun(stage)
    assert await _put(stage, url, b"abc") == 200
    assert await _put(stage, url, b"abc") == 404, "the address is good once"
    shared = await stage.api(
        "files.completeUploadExternal",
        files=json.dumps([{"id": file, "title": "The log"}]),
        channel_id="C_HELP",
        thread_ts=root["ts"],
        initial_comment="See",
    )
    assert shared == {"ok": True, "files": [{"id": file, "title": "The log"}]}
    await stage.workspace.settle()
    [reply] = stage.nadia.thread("#help", root["ts"])[1:]
    assert (reply["text"], [f["title"] for f in reply["files"]]) == ("See", ["The log"])
    told = (await stage.api("files.info", file=file))["file"]
    assert told["shares"]["public"]["C_HELP"][0]["thread_ts"] == root["ts"]
    assert (told["size"], told["mode"], told["user"]) == (3, "hosted", stage.bot)


async def test_without_a_channel_the_file_is_private_and_a_second_completion_finds_nothing(stage: Stage):
    """`channel_id`: "If not specified the file will be private"."""
    await stage.restart(manifest=WITH_FILES)
    file, url = await _begun(stage)
    early = await stage.api("files.completeUploadExternal", files=[{"id": file}])
    assert early["error"] == "file_not_found", "nothing was uploaded yet"
    await _put(stage, url, b"abc")
    assert (await stage.api("files.completeUploadExternal", files=[{"id": file}]))["ok"]
    assert (await stage.api("files.completeUploadExternal", files=[{"id": file}]))[
        "error"
    ] == "file_not_found"
    assert (await stage.get(f"/page/file/{file}", user="U_NADIA"))["ok"] is False


async def test_each_refusal_has_slacks_own_word(stage: Stage):
    await stage.restart(manifest=WITH_FILES)
    file, url = await _begun(stage)
    await _put(stage, url, b"abc")
    one = [{"id": file}]
    cases = [
        ("files.getUploadURLExternal", {"filename": "a.txt", "length": 0}, "missing_argument"),
        (
            "files.getUploadURLExternal",
            {"filename": "a", "length": limits.FILE_SIZE + 1},
            "file_upload_size_restricted",
        ),
        (
            "files.getUploadURLExternal",
            {"filename": "a", "length": 1, "alt_txt": "x" * 1001},
            "alt_txt_too_large",
        ),
        ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F0"}]}, "file_not_found"),
        ("files.completeUploadExternal", {"files": one, "channel_id": "C_LOUNGE"}, "not_in_channel"),
        ("files.completeUploadExternal", {"files": one, "channel_id": "G_SECRET"}, "channel_not_found"),
        (
            "files.completeUploadExternal",
            {"files": one, "channel_id": "C_HELP", "thread_ts": "1.0"},
            "thread_not_found",
        ),
        ("files.info", {"file": "F0"}, "file_not_found"),
    ]
    assert [(m, given, (await stage.api(m, **given))["error"]) for m, given, _ in cases] == cases
    mine = stage.nadia.upload("n.txt", b"n")
    assert (await stage.api("files.info", file=mine["id"]))["error"] == "file_not_found"
    await stage.nadia.say("#lounge", "", files=[mine])
    assert (await stage.api("files.info", file=mine["id"]))["error"] == "file_not_found"
    await stage.nadia.say("#help", "", files=[mine])
    assert (await stage.api("files.info", file=mine["id"]))["file"]["name"] == "n.txt"
    assert (await stage.api("files.delete", file=mine["id"]))["error"] == "cant_delete_file"


async def test_a_wrong_length_is_not_taken(stage: Stage):
    await stage.restart(manifest=WITH_FILES)
    file, url = await _begun(stage, content=b"abc")
    assert await _put(stage, url, b"abcd") == 400
    assert (await stage.api("files.completeUploadExternal", files=[{"id": file}]))[
        "error"
    ] == "file_not_found"


async def test_the_scopes_are_asked_for(stage: Stage):
    refused = [
        await stage.api("files.info", file="F0"),
        await stage.api("files.getUploadURLExternal", filename="a", length=1),
    ]
    assert [(r["error"], r["needed"]) for r in refused] == [
        ("missing_scope", "files:read"),
        ("missing_scope", "files:write"),
    ]
    [said] = await _commanded(stage, FORM)
    assert said["error"] == "missing_scope", "the file_input element needs files:read"


async def _commanded(stage: Stage, view: dict[str, Any]) -> list[dict[str, Any]]:
    """What views.open answered to a command's trigger."""
    answers: list[dict[str, Any]] = []

    async def opens(payload: dict[str, Any]) -> None:
        answers.append(await stage.api("views.open", trigger_id=payload["trigger_id"], view=view))

    stage.app.answers["/ticket"] = opens
    await stage.nadia.slash("#help", "/ticket")
    return answers


async def test_a_message_of_files_is_a_file_share_with_whole_file_objects(stage: Stage):
    """https://docs.slack.dev/reference/events/message/file_share"""
    await stage.restart(manifest=WITH_FILES)
    await stage.nadia.say("#help", "Look", files=[stage.nadia.upload("a.png", PNG)])
    event = stage.app.events("message")[-1]
    [file] = event["files"]
    assert (event["subtype"], event["text"], file["name"], file["mimetype"], file["size"]) == (
        "file_share",
        "Look",
        "a.png",
        "image/png",
        len(PNG),
    )
    assert await _fetched(stage, file["url_private_download"], stage.token) == ("image/png", PNG)
    [history] = (await stage.api("conversations.history", channel="C_HELP", limit=1))["messages"]
    assert history["files"] == event["files"]


async def test_a_private_address_shows_the_way_to_sign_in_without_a_token_that_may_see_it(stage: Stage):
    """`url_private` wants `Authorization: Bearer`, of a token with files:read that sees the file."""
    await stage.restart(manifest=WITH_FILES)
    await stage.nadia.say("#help", "", files=[stage.nadia.upload("a.txt", b"abc")])
    address = stage.app.events("message")[-1]["files"][0]["url_private"]
    assert (await _fetched(stage, address, stage.token))[1] == b"abc"
    for token in (None, "xoxb-other"):
        kind, page = await _fetched(stage, address, token)
        assert (kind, b"Sign in" in page, b"abc" in page) == ("text/html", True, False)
    team = stage.workspace.world.teams["T_BOREAL"]
    team.installation = replace(team.installation, scopes=("chat:write",))
    assert (await _fetched(stage, address, stage.token))[0] == "text/html"


async def test_a_form_hands_in_whole_file_objects_that_the_app_may_read(stage: Stage):
    """https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    await stage.restart(manifest=WITH_FILES)
    await _commanded(stage, FORM)
    photo = stage.nadia.upload("a.png", PNG)
    assert await stage.nadia.submit(fields={"files": [photo]}) is None
    held = stage.app.heard[-1]["view"]["state"]["values"]["files"]["files"]
    assert (held["type"], [f["id"] for f in held["files"]]) == ("file_input", [photo["id"]])
    assert (await stage.api("files.info", file=photo["id"]))["file"]["shares"] == {}
    assert await _fetched(stage, held["files"][0]["url_private"], stage.token) == ("image/png", PNG)


async def test_a_form_keeps_its_files_when_the_app_updates_it(stage: Stage):
    """Inputs keep what they hold where block_id and action_id stay the same (views.update)."""
    await stage.restart(manifest=WITH_FILES)
    await _commanded(stage, FORM)
    view = stage.nadia.modal()
    await stage.nadia.change(view, {"files": [stage.nadia.upload("a.png", PNG)]})
    note = {"type": "section", "text": {"type": "plain_text", "text": "New"}}
    await stage.api("views.update", view_id=view["id"], view=FORM | {"blocks": [note, *FORM["blocks"]]})
    assert await stage.nadia.submit() is None
    held = stage.app.heard[-1]["view"]["state"]["values"]["files"]["files"]
    assert [f["name"] for f in held["files"]] == ["a.png"]


async def test_a_form_takes_as_many_as_large_and_of_such_kinds_as_it_says(stage: Stage):
    """max_files, filetypes; "There is a 10MB file size limit"."""
    await stage.restart(manifest=WITH_FILES)
    await _commanded(stage, FORM)
    small = [stage.nadia.upload(f"{n}.txt", b"x") for n in range(3)]
    large = stage.nadia.upload("large.txt", bytes(limits.FILE_INPUT_SIZE + 1))
    faults = [
        await stage.nadia.submit(fields={"files": given})
        for given in (small, [large], [stage.nadia.upload("a.exe", b"x")])
    ]
    assert faults == [
        {"files": "Choose at most 2 files."},
        {"files": "A file here holds at most 10 MB."},
        {"files": "Choose files of these kinds: png, txt."},
    ]
    theirs = stage.tom.upload("his.txt", b"x")
    assert await stage.nadia.submit(fields={"files": [theirs]}) is None
    assert stage.app.heard[-1]["view"]["state"]["values"]["files"]["files"]["files"] == []


async def test_the_limits_of_the_field_are_checked(stage: Stage):
    await stage.restart(manifest=WITH_FILES)
    element = FORM["blocks"][0]["element"]
    wrong = [{"max_files": 0}, {"max_files": 11}, {"filetypes": "png"}]
    for given in wrong:
        block = FORM["blocks"][0] | {"element": element | given}
        [said] = await _commanded(stage, FORM | {"blocks": [block]})
        assert said["error"] == "invalid_arguments"


async def test_a_deleted_file_leaves_a_tombstone_and_the_app_is_told_its_id(stage: Stage):
    """The file_deleted event holds `file_id`, not a file object."""
    await stage.restart(manifest=WITH_FILES)
    file = stage.nadia.upload("a.txt", b"abc")
    await stage.nadia.say("#help", "Look", files=[file])
    await stage.nadia.delete_file(file)
    [told] = stage.app.events("file_deleted")
    assert (told["file_id"], told["channel_ids"]) == (file["id"], ["C_HELP"])
    [message] = (await stage.api("conversations.history", channel="C_HELP", limit=1))["messages"]
    assert message["files"] == [{"id": file["id"], "mode": "tombstone"}]
    assert (await stage.api("files.info", file=file["id"]))["error"] == "file_deleted"
    assert stage.tom.download(file) is None


async def test_files_outlive_a_restart(stage: Stage):
    await stage.restart(manifest=WITH_FILES)
    kept, gone = stage.nadia.upload("kept.txt", b"kept"), stage.nadia.upload("gone.txt", b"gone")
    await stage.nadia.say("#help", "Look", files=[kept, gone])
    await stage.nadia.delete_file(gone)
    await stage.restart(manifest=WITH_FILES)
    [message] = stage.tom.messages("#help")
    assert [(f["name"], f["deleted"], stage.tom.download(f)) for f in message["files"]] == [
        ("kept.txt", False, b"kept"),
        ("gone.txt", True, None),
    ]
    assert not (stage.store / "files" / gone["id"]).exists()


async def _page(stage: Stage, file: dict[str, Any], user: str) -> tuple[int, dict[str, str], bytes]:
    url = f"{stage.workspace.url}/page/file/{file['id']}"
    async with stage.session.get(url, params={"team": "T_BOREAL", "user": user}) as answer:
        return answer.status, dict(answer.headers), await answer.read()


async def test_a_hostile_file_is_saved_and_never_opened_as_a_page(stage: Stage):
    script = b"<script>alert(1)</script>"
    for name in ("a.html", "a.svg", "fake.png", 'x".html\r\nSet-Cookie: a=b'):
        status, headers, body = await _page(stage, stage.nadia.upload(name, script), "U_NADIA")
        assert (status, body) == (200, script)
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"].startswith("attachment; ")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("sandbox")
        assert "Set-Cookie" not in headers
    _, headers, _ = await _page(stage, stage.nadia.upload("a.png", PNG), "U_NADIA")
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("image/png", "nosniff")


async def test_a_person_reads_what_is_theirs_or_stands_where_they_read(stage: Stage):
    file = stage.tom.upload("a.txt", b"abc")
    assert [(await _page(stage, file, user))[0] for user in ("U_TOM", "U_INES")] == [200, 404]
    await stage.tom.say("#secret", "", files=[file])
    assert (await _page(stage, file, "U_INES"))[0] == 404
    await stage.tom.say("#help", "", files=[file])
    assert (await _page(stage, file, "U_INES"))[0] == 200


async def test_the_page_uploads_bytes_of_no_other_type(stage: Stage):
    url, who = f"{stage.workspace.url}/page/upload", {"team": "T_BOREAL", "user": "U_NADIA", "name": "a.txt"}
    answers = []
    for kind in ("application/octet-stream", "text/plain", "multipart/form-data; boundary=x"):
        async with stage.session.post(url, params=who, data=b"abc", headers={"Content-Type": kind}) as answer:
            answers.append((answer.status, (await answer.json()).get("file", {}).get("size")))
    assert answers == [(200, 3), (415, None), (415, None)]
    large = BytesIO(bytes(limits.FILE_SIZE + 1))
    async with stage.session.post(
        url, params=who, data=large, headers={"Content-Type": "application/octet-stream"}
    ) as answer:
        assert answer.status == 413
    status, said = await stage.post("say", channel="C_HELP", text="", files=["F_NOBODYS"])
    assert (status, said["error"]) == (404, "This file is gone.")
