"""What to do about a login that refuses: by the numbers of Microsoft Entra."""

from __future__ import annotations

_ANEW = (
    "in the bot's app registration, Certificates & secrets, make a client secret and give its Value (not its "
    "Secret ID) as GUICHET_TEAMS_SECRET"
)
_WHERE = "the bot's Configuration in Azure"
_BY_NUMBER = {
    "7000215": f"it is not the secret's value; {_ANEW}",
    "7000222": f"it has expired; {_ANEW}",
    "700016": (
        "that tenant knows no such app; compare GUICHET_TEAMS_APP_ID and GUICHET_TEAMS_TENANT with "
        f"{_WHERE} (Microsoft App ID, App Tenant ID)"
    ),
    "90002": f"there is no such tenant; copy GUICHET_TEAMS_TENANT from {_WHERE} (App Tenant ID)",
    "900023": f"that is no tenant's id; copy GUICHET_TEAMS_TENANT from {_WHERE} (App Tenant ID)",
    "7000112": "the app is disabled in the tenant; have an admin enable it under Enterprise applications",
}


def advice(code: str) -> str:
    """What an admin does about it; `code` is that of the error (`login_invalid_client_7000222`, say)."""
    known = _BY_NUMBER.get(code.rpartition("_")[2])
    return known or f"compare the app id, tenant and secret with the bot's in Azure; {_ANEW}"
