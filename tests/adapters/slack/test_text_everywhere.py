"""By whatever way something is said, it carries `text`: what notifications and screen readers read."""

from __future__ import annotations

import pytest

from bot.ports import Destination
from bot.replies import Audience, Prose, Reply

from .fake_slack import BOT

SAID = Reply("#42 is due at 20:00.", (Prose(("#42 is due at ", "20:00.")),))


def by_acknowledgement(office):
    return office.command("why 42").json["text"]


def by_response_url(office):
    office.click("why 42")
    office.until(lambda: office.slack.responses)
    return office.slack.responses[0]["text"]


def by_ephemeral(office):
    office.mention(f"<@{BOT}> why 42")
    office.until(lambda: office.slack.of("chat.postEphemeral"))
    return office.slack.of("chat.postEphemeral")[0]["text"]


def by_post_in_answer(office):
    office.desk.says = Reply(SAID.summary, SAID.blocks, audience=Audience.PLACE)
    office.mention(f"<@{BOT}> why 42")
    office.until(lambda: office.slack.of("chat.postMessage"))
    return office.slack.of("chat.postMessage")[0]["text"]


def by_post_of_the_outbox(office):
    office.messenger.post(Destination("slack", "T0001", "C0001"), SAID, "key")
    return office.slack.of("chat.postMessage")[0]["text"]


def by_update(office):
    sent = office.messenger.post(Destination("slack", "T0001", "C0001"), SAID, "key")
    office.messenger.edit(Destination("slack", "T0001", "C0001"), sent.ref, SAID)
    return office.slack.of("chat.update")[0]["text"]


@pytest.mark.parametrize(
    "way",
    [
        by_acknowledgement,
        by_response_url,
        by_ephemeral,
        by_post_in_answer,
        by_post_of_the_outbox,
        by_update,
    ],
    ids=lambda way: way.__name__,
)
def test_what_is_said_has_text(office, way):
    office.desk.says = SAID
    assert way(office) == "#42 is due at 20:00."
