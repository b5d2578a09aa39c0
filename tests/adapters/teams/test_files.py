"""What Teams tells of a message's files, as the desk is told of it."""

import pytest

from adapters.teams.inbound.files import FILE, attachments
from adapters.teams.inbound.origin import origin
from bot.requests import Attachment
from tests.adapters.teams.office import START

GUID = "0d9dd35c-5d94-4ef8-95ab-0a4d1bbb7ad6"
PLACE = "https://contoso.sharepoint.com/personal/nadia/Documents/Log.txt"
MESSAGE = "https://teams.microsoft.com/l/message/19%3Ahelp%40thread.tacv2/17?tenantId=t&groupId=g&parentMessageId=12"
PICTURE = "https://smba.trafficmanager.net/amer/v3/attachments/0-eus-d1/views/original"


def _told(*held, words="See", kind="channel", service="https://smba.trafficmanager.net/amer/"):
    conversation = "19:help@thread.tacv2;messageid=12" if kind == "channel" else "a:nadia"
    activity = {
        "id": "17",
        "text": words,
        "serviceUrl": service,
        "conversation": {"id": conversation, "conversationType": kind},
        "channelData": {"tenant": {"id": "t"}, "team": {"aadGroupId": "g"}},
        "attachments": list(held),
    }
    return attachments(activity, origin(activity, START))


def _html(content):
    return {"contentType": "text/html", "content": content}


def _file(**more):
    content = {"downloadUrl": f"{PLACE}?tempauth=x", "uniqueId": GUID, "fileType": "txt"}
    return {"contentType": FILE, "name": "Log.txt", "contentUrl": PLACE, "content": content, **more}


def test_in_a_private_chat_a_file_has_its_name_and_its_place_and_never_the_address_that_opens_it():
    marked = _html(f'<p>See</p><attachment id="{GUID}"></attachment>')
    assert _told(_file(), marked, kind="personal") == (Attachment("Log.txt", GUID, PLACE, "text/plain"),)


def test_in_a_channel_there_is_something_and_the_link_leads_to_its_message():
    marked = _html(f'<div><at>Guichet</at> See<attachment id="{GUID}"></attachment></div>')
    assert _told(marked) == (Attachment("", GUID, MESSAGE),)


@pytest.mark.parametrize("content", ["", "<div>&nbsp;</div>"])
def test_html_without_anything_to_read_is_a_file_alone(content):
    assert _told(_html(content), words="") == (Attachment("", "17", MESSAGE),)


def test_words_alone_hold_no_file_though_teams_sends_them_as_html_too():
    assert _told(_html("<p>See</p>")) == ()
    quoted = '<blockquote itemtype="http://schema.skype.com/Reply">x</blockquote><attachment id="1700000"></attachment>'
    assert _told(_html(quoted)) == (), "a message that is quoted is none"


def test_a_link_into_sharepoint_is_a_file_by_its_words_and_any_other_link_is_not():
    said = f'<p><a href="{PLACE}">The log</a> and <a href="{PLACE}2">{PLACE}2</a>'
    assert _told(_html(said + ' or <a href="https://evil.example/x.sharepoint.com">y</a></p>')) == (
        Attachment("The log", PLACE, PLACE),
        Attachment("Log.txt2", f"{PLACE}2", f"{PLACE}2"),
    )


def test_an_inline_picture_has_no_address_that_people_could_open():
    picture = {"contentType": "image/*", "contentUrl": PICTURE}
    assert _told(picture) == (Attachment("", "0-eus-d1", MESSAGE, "image/*"),)
    assert _told(picture, kind="personal") == (Attachment("", "0-eus-d1", "", "image/*"),)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://127.0.0.1:9/x", "http://a.example/x", "//["]
)
def test_what_is_no_address_of_the_web_is_no_link(address):
    [file] = _told(_file(contentUrl=address), kind="personal")
    assert (file.name, file.link) == ("Log.txt", "")


def test_of_a_government_no_link_is_made_up():
    assert _told(_html(""), words="", service="https://smba.infra.gov.teams.microsoft.us/") == ()
