"""What the environment configures, and what is said of a setting that cannot be."""

from pathlib import Path

import pytest

from adapters.cli.installing import wired
from bot.clock import HandClock, SystemClock
from bot.compose import build
from bot.installations import Installed
from bot.sealing import new_key
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


def test_a_directory_of_policies_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(BadSettings, match="GUICHET_POLICIES: there is no directory"):
        Settings(policies=tmp_path / "none", _env_file=None).policy_texts()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('id = "x', r"^mine\.toml: cannot be read as TOML in UTF-8: "),
        ('id = "X Y"', r"(?m)^mine\.toml: id: "),
    ],
)
def test_a_faulty_policy_of_ones_own_is_named_by_its_file(tmp_path: Path, text: str, says: str):
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=says):
        Settings(policies=tmp_path, _env_file=None).policy_texts()


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


def oauth(**given: str) -> Settings:
    whole = {
        "slack_client_id": "1.2",
        "slack_client_secret": "s",
        "slack_signing_secret": "s",
        "keys": "k",
        "url": "https://desk.test",
    }
    return Settings(_env_file=None, **whole | given)


def test_installing_by_oauth_needs_all_of_its_settings_and_no_bot_token():
    assert (oauth().has_slack, oauth().by_oauth, oauth().slack_clash) == (True, True, "")
    assert oauth(keys="", url=" ").missing_for_slack == ("GUICHET_KEYS", "GUICHET_URL")
    assert not oauth(keys="").has_slack
    assert "keep one of them" in oauth(slack_bot_token="xoxb-1").slack_clash
    assert "public address" in oauth(slack_app_token="xapp-1").slack_clash


def test_an_address_without_https_is_refused_and_a_lost_key_says_so(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'desk.db'}"
    house = build(database, SystemClock(), keys=new_key())
    try:
        with pytest.raises(BadSettings, match="public https address"):
            wired(oauth(url="http://desk.test"), house)
        house.installations.install(Installed("slack", "T1", "B", "A", "U", (), "xoxb-1"))
    finally:
        house.close()
    house = build(database, SystemClock(), keys=new_key())
    try:
        with pytest.raises(BadSettings, match="GUICHET_KEYS does not open the token of T1"):
            wired(oauth(), house)
    finally:
        house.close()


def test_what_is_no_key_is_refused_before_anything_runs():
    with pytest.raises(BadSettings, match="key 1 is none"):
        build("sqlite://", SystemClock(), keys="banana")
