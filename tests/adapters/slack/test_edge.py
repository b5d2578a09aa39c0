"""What reaches the edge unasked, broken or twice: answered with a plain refusal, never an error."""

from __future__ import annotations

import logging

import pytest

from adapters.slack.signing import is_from_slack, signature
from bot.clock import wall

from .office import SECRET, Office

NOT_SIGNED, NOT_READABLE, TOO_LARGE = 401, 400, 413


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "99999999999999999999"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Signature": ""},
    ],
)
def test_what_slack_did_not_sign_is_refused(office, headers):
    body = office.command_body("open x")
    given = office.signed(body) | headers if headers else {}
    assert office.run(office.post(body, given)).status == NOT_SIGNED
    assert office.desk.requests == []


def test_a_changed_body_is_refused(office):
    body = office.command_body("open x")
    assert office.run(office.post(body + b"y", office.signed(body))).status == NOT_SIGNED


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_signature_is_good_for_five_minutes(office, seconds):
    body = office.command_body("open x")
    assert office.run(office.post(body, office.signed(body, at=wall() + seconds))).status == NOT_SIGNED


@pytest.mark.parametrize(
    "body",
    [
        b"{broken",
        b"[1, 2]",
        b'{"type": "event_callback", "event": ' + b"[" * 5000,
        b"",
        b"\xff\xfe{}",
        b'{"a": "\xff"}',
        b"payload=%7Bbroken",
        b"payload=%5B1%5D",
        b"payload=12",
        b'{"type": "event_callback", "event": [1]}',
        b'{"type": "event_callback", "authorizations": {"a": 1}, "event": 3}',
    ],
)
def test_a_signed_request_that_cannot_be_read_is_refused(office, body):
    assert office.send(body).status in (NOT_READABLE, NOT_SIGNED)
    assert office.desk.requests == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"type": "event_callback", "event": {}}',
        b'{"type": "event_callback", "team_id": "T0001", "event": {"type": 7}}',
        b'{"type": "no_such_thing", "team_id": "T0001"}',
        b'payload={"type":"block_actions","team":{"id":"T0001"},"actions":[]}',
        b'payload={"type":"block_actions","team":{"id":"T0001"},"user":{"id":"U1"},"actions":[{}]}',
        b'payload={"type":"view_submission","team":{"id":"T0001"},"user":{"id":"U1"},"view":{}}',
        b'payload={"type":"interactive_message","team":{"id":"T0001"},"callback_id":"x","actions":[{}]}',
        b'payload={"type":"view_closed","team":{"id":"T0001"},"user":{"id":"U1"},"view":{"callback_id":"x"}}',
        b'payload={"type":"block_suggestion","team":{"id":"T0001"},"action_id":"a","user":{"id":"U1"}}',
        b"command=%2Fother&team_id=T0001&user_id=U1&channel_id=C1",
        b"a=b",
    ],
)
def test_a_strange_but_signed_request_never_shows_an_error(office, body):
    assert office.send(body).status < 500


def test_a_body_beyond_the_limit_is_refused_before_it_is_held():
    with Office(body_limit=1000) as office:
        assert office.send(b"text=" + b"x" * 1000).status == TOO_LARGE


def test_a_command_cannot_be_replayed(office):
    body = office.command_body("open x")
    headers = office.signed(body)
    first, second = (office.run(office.post(body, headers)).status for _ in range(2))
    assert (first, second, len(office.desk.requests)) == (200, NOT_SIGNED, 1)


def test_a_refused_request_is_not_written_to_the_log(office, caplog):
    caplog.set_level(logging.DEBUG)
    body = office.command_body("open the safe 1234")
    office.run(office.post(body, office.signed(body) | {"X-Slack-Signature": "v0=0"}))
    assert "1234" not in caplog.text
    assert SECRET not in caplog.text


def test_slack_can_verify_the_address(office):
    answer = office.send(b'{"type": "url_verification", "challenge": "abc", "token": "t"}')
    assert (answer.status, answer.json) == (200, {"challenge": "abc"})


def test_a_signature_is_over_the_bytes_as_they_came():
    body = "text=été".encode()
    given = signature("secret", "1780000000", body)
    assert is_from_slack("secret", "1780000000", given, body, 1_780_000_299.0)
    assert not is_from_slack("other", "1780000000", given, body, 1_780_000_000.0)
    assert not is_from_slack("secret", "1780000000", given, body, 1_780_000_301.0)
