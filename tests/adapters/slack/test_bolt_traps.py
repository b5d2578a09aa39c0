"""What Bolt does by default and must not do here."""

from __future__ import annotations

import asyncio

import pytest

from bot.requests import Request, Typed

from .fake_slack import BOT
from .office import Office


def bolt(office: Office):
    assert office.app._parts is not None
    return office.app._parts.edge._bolt


def test_an_acknowledgement_is_not_polled_for(office, monkeypatch):
    slept: list[float] = []
    sleep = asyncio.sleep

    async def watched(seconds: float) -> None:
        slept.append(seconds)
        await sleep(seconds)

    monkeypatch.setattr(asyncio, "sleep", watched)
    assert office.command("help").status == 200
    assert slept == []


@pytest.mark.parametrize("kind", ["command", "click", "mention"])
def test_whatever_goes_wrong_in_a_listener_is_acknowledged(office, kind, caplog):
    def broken(request: Request) -> bool:
        raise RuntimeError(request.key)

    office.desk.reading = broken
    answered = getattr(office, kind)(f"<@{BOT}> help")
    assert (answered.status, answered.text) == (200, "")
    assert "could not be answered" in caplog.text


def test_there_is_one_listener_a_kind_for_anything(office):
    """Each that does not match costs every request; what none matches, Slack shows as an error."""
    assert len(bolt(office)._async_listeners) == 7
    assert office.command("help", command="/unheard-of").json["text"] == "Understood."
    unknown = office.click_payload("x") | {"actions": [{"type": "hologram", "action_id": "h"}]}
    assert office.interact(unknown).status == 200


def test_what_nothing_answers_is_acknowledged_all_the_same(office):
    assert (
        office.interact({"type": "hologram", "team": {"id": "T0001"}, "user": {"id": "U0001"}}).status == 200
    )


def test_no_listener_is_lazy_and_no_middleware_is_ours(office):
    """A lazy listener's failure reaches no error handler, and middleware does not nest around listeners."""
    listeners = bolt(office)._async_listeners
    assert [each for each in listeners if each.lazy_functions or each.middleware[1:]] == []
    modules = {type(each).__module__.partition(".")[0] for each in bolt(office)._async_middleware_list}
    assert modules == {"slack_bolt"}


def test_a_command_that_holds_the_word_payload_is_a_command(office):
    """Bolt looks for that word anywhere in the body, and takes what it finds for a field of that name."""
    assert office.command("open The payload is lost, payload=1").json["text"] == "Understood."
    assert office.desk.requests[0].intent == Typed("open The payload is lost, payload=1")
