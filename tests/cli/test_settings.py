"""What the environment configures, and what is said of a setting that cannot be."""

from pathlib import Path

import pytest

from bot.clock import HandClock, SystemClock
from bot.compose import build
from bot.settings import BadSettings, Settings, load

SHIPPED = Path(__file__).parents[2] / "policy" / "catalog" / "sign-in-app.toml"


def test_a_setting_that_cannot_be_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GUICHET_LOG", "banana")
    monkeypatch.setenv("GUICHET_PORT", "99999")
    with pytest.raises(BadSettings) as caught:
        load()
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "GUICHET_PORT",
        "GUICHET_LOG",
    ]
    assert "banana" not in str(caught.value).partition("Input")[0]


def test_ones_own_policies_are_served_beside_the_shipped_ones(tmp_path: Path):
    text = SHIPPED.read_text(encoding="utf-8").replace('id = "sign-in-app"', 'id = "mine"', 1)
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no policy", encoding="utf-8")
    settings = Settings(policies=tmp_path, _env_file=None)
    house = build("sqlite://", HandClock(SystemClock().now()), more_policies=settings.policy_texts())
    try:
        assert [document.id for document in house.policies.titles()] == [
            "devolutions",
            "mine",
            "pitney-bowes",
            "sign-in-app",
            "support-utilisateur",
            "techtra",
        ]
    finally:
        house.close()


def test_half_of_slacks_secrets_is_missing_the_other():
    assert Settings(_env_file=None).missing_for_slack == ()
    assert Settings(slack_bot_token="x", _env_file=None).missing_for_slack == (
        "GUICHET_SLACK_SIGNING_SECRET",
    )
    assert Settings(slack_signing_secret="s", _env_file=None).missing_for_slack == (
        "GUICHET_SLACK_BOT_TOKEN",
    )
    assert Settings(slack_app_token="xapp-1", _env_file=None).missing_for_slack == (
        "GUICHET_SLACK_BOT_TOKEN",
    )


def test_socket_mode_needs_no_signing_secret():
    settings = Settings(slack_app_token="xapp-1", slack_bot_token="xoxb-1", _env_file=None)
    assert (settings.missing_for_slack, settings.has_slack, settings.in_socket_mode) == ((), True, True)
