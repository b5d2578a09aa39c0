"""Whose word on the addresses at a domain is believed: the organisation's where `setup link` is said."""

from __future__ import annotations

import re

from bot.commands import SetupAct
from bot.errors import NotNow, NotUnderstood
from bot.results import SetupTold
from bot.usecases.asking import Asking
from bot.usecases.setup_told import setup_told

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_PUBLIC = frozenset(
    {
        *("aol.com", "free.fr", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com"),
        *("hotmail.fr", "icloud.com", "laposte.net", "live.com", "mac.com", "mail.com", "me.com", "msn.com"),
        *("orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com", "wanadoo.fr", "yahoo.ca"),
        *("yahoo.com", "yahoo.es", "yahoo.fr", "ymail.com", "zoho.com"),
    }
)
"""Where anybody has an address: no organisation's word on them says who somebody is."""


def set_link(values: dict[str, str], asking: Asking) -> SetupTold:
    """Believe, or no longer: then nobody's word on that domain counts for this desk."""
    domain = values.get("domain", "").casefold().strip().removeprefix("@")
    if not _DOMAIN.fullmatch(domain):
        raise NotUnderstood("error.bad_value", option="domain", value=domain, valid="example.com")
    if values.get("mail") == "off":
        asking.uow.links.disbelieve(asking.desk.id, domain)
        return setup_told(asking, SetupAct.LINK, {"domain": domain, "state": "off"})
    if domain in _PUBLIC:
        raise NotNow("error.link_public", domain=domain)
    profile = asking.request.profile
    if profile is None or profile.home_tenant != asking.tenant:
        raise NotNow("error.link_not_at_home")
    asking.uow.links.believe(asking.desk.id, asking.platform, asking.tenant, domain)
    others = sorted(
        {
            platform
            for platform, _, known in asking.uow.links.beliefs(asking.desk.id)
            if known == domain and platform != asking.platform
        }
    )
    detail = {"domain": domain, "platform": asking.platform, "others": ", ".join(others)}
    return setup_told(asking, SetupAct.LINK, detail)
