"""Which addresses Teams vouches for: what members of the bot's own tenant sign in by."""

import pytest

from adapters.teams.directory import vouched

MEMBER = {
    "name": "Ines",
    "tenantId": "tenant-a",
    "userRole": "user",
    "userPrincipalName": "ines@example.com",
    "email": "sara@example.com",
}


def test_a_members_principal_is_vouched_for_and_never_the_mail_attribute():
    assert vouched(MEMBER, "tenant-a") == "ines@example.com"


@pytest.mark.parametrize(
    "said",
    [
        {"userRole": "guest"},
        {"userRole": "anonymous"},
        {"userPrincipalName": "eve_evil.example#EXT#@example.onmicrosoft.com"},
        {"userPrincipalName": "eve_evil.example#ext#@example.onmicrosoft.com"},
        {"userPrincipalName": ""},
        {"userPrincipalName": "no-address"},
        {"tenantId": "tenant-b"},
        {"tenantId": ""},
    ],
    ids=str,
)
def test_nobody_elses_is(said):
    assert vouched(MEMBER | said, "tenant-a") is None
    assert vouched(MEMBER | said, "") is None
