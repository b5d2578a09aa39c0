"""Which addresses Slack vouches for: confirmed ones, of full members of the workspace itself."""

import pytest

from adapters.slack.directory import profile_of

MEMBER = {
    "id": "U1",
    "team_id": "T1",
    "is_email_confirmed": True,
    "profile": {"real_name": "Ines", "email": "ines@example.com"},
}


def test_a_members_confirmed_address_is_vouched_for():
    assert profile_of(MEMBER, "T1").vouched == "ines@example.com"


@pytest.mark.parametrize(
    "said",
    [
        {"is_email_confirmed": False},
        {"is_email_confirmed": None},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_bot": True},
        {"deleted": True},
        {"team_id": "T2"},
        {"team_id": ""},
        {"profile": {"real_name": "Ines"}},
    ],
    ids=str,
)
def test_nobody_elses_is_though_it_may_be_told(said):
    assert profile_of(MEMBER | said, "T1").vouched is None
