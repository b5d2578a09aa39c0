"""What a desk's support leaves out, and where its full conditions stand: set by an admin."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.commands import Setup, SetupAct
from bot.domain.refusals import DeskExclusion
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.results import SetupTold
from bot.usecases.asking import Asking
from bot.usecases.setup_told import setup_told
from policy import scope

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LINK = re.compile(r"https://[^\s<>|\"]{3,500}")
LONGEST = 75
"""Characters of an exclusion's title: what a choice of a form shows whole."""


def set_exclusion(command: Setup, values: Mapping[str, str], asking: Asking) -> SetupTold:
    """Add to the desk's own list, change a title, or take one off it (DV-exclusions).

    Raises:
        NotNow: the policy lets a desk keep no such list.
        NotUnderstood: no id, no title, or one that is too long.
        NoSuchThing: none of that id to take off.
    """
    document = asking.version().document
    if scope.own_list(document) is None:
        raise NotNow("error.no_own_exclusions", policy=document.title.get(asking.language))
    exclusion = values.get("exclusion", "")
    known = asking.uow.exclusions.of_desk(asking.desk.id)
    if not _ID.fullmatch(exclusion):
        raise NotUnderstood("error.exclusion_id", value=exclusion)
    detail = {"exclusion": exclusion, "title": command.name or ""}
    if values.get("remove"):
        if not asking.uow.exclusions.remove(asking.desk.id, exclusion):
            valid = ", ".join(each.id for each in known)
            raise NoSuchThing("error.no_such_exclusion", exclusion=exclusion, valid=valid)
        return setup_told(asking, SetupAct.EXCLUSION, detail | {"removed": "yes"})
    if not command.name:
        raise NotUnderstood("error.missing", verb="setup", what="title")
    if len(command.name) > LONGEST:
        raise NotUnderstood("error.too_long", what="title", limit=LONGEST)
    asking.uow.exclusions.put(DeskExclusion(asking.desk.id, exclusion, command.name))
    return setup_told(asking, SetupAct.EXCLUSION, detail)


def set_agreement(command: Setup, asking: Asking) -> SetupTold:
    """Where the document stands that holds the full conditions (DV-agreement).

    Raises:
        NotNow: the policy refers to no such document.
        NotUnderstood: no address that begins with https.
    """
    document = asking.version().document
    rule = scope.agreement(document)
    if rule is None:
        raise NotNow("error.no_agreement", policy=document.title.get(asking.language))
    link = (command.name or "").strip("<>")
    if not _LINK.fullmatch(link):
        raise NotUnderstood("error.bad_link", value=link)
    asking.uow.agreements.put(asking.desk.id, link)
    detail = {"title": rule.title.get(asking.language), "link": link, "clause": rule.clause}
    return setup_told(asking, SetupAct.AGREEMENT, detail)
