"""What is said of linked identities."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.linking import LinkAct, Way
from bot.outgoing import LinkNotice, Notice
from bot.results import (
    CodeFailed,
    CodeTold,
    Failure,
    IdentitiesTold,
    IdentityView,
    LinkDone,
    LinkPreview,
    LinksTold,
    PastLink,
    Proposal,
    Result,
    Standing,
    UnlinkPreview,
)
from policy.facts import Role
from tests.wording.samples import DUE, RECEIVED, TORONTO

ROLES = (Standing(Role.LEAD, "Boréal", None), Standing(Role.AUTHORIZED, "Cormoran", "Hôtel Laurier"))


def results(hostile: str) -> Iterator[Result]:
    known = IdentityView("slack", "U1", hostile, "ines@example.com")
    new = IdentityView("teams", "aad-1", hostile)
    yield CodeTold("ABCD-EFGH-JKMN", DUE, (known, new), RECEIVED, TORONTO)
    yield from (CodeFailed(why, 15) for why in Failure)
    for mine in (True, False):
        for roles in ((), ROLES[:1], ROLES):
            yield LinkPreview((known,), (new, known), hostile, roles, "people link p1 p2 yes", mine)
            yield UnlinkPreview(new, hostile, roles, "unlink yes", mine)
            yield from (LinkDone(act, hostile, new, roles, mine) for act in LinkAct)
    yield IdentitiesTold(7, hostile, (known,))
    yield IdentitiesTold(7, hostile, (known, new))
    proposals = (
        Proposal(7, 8, known, new, "ines@example.com", ROLES),
        Proposal(7, 8, known, new, "ines@example.com", None),
    )
    past = PastLink(RECEIVED, LinkAct.LINKED, Way.CODE, None, 7, hostile, new, undoable=True)
    history = (
        past,
        replace(past, way=Way.ADMIN, by=hostile, undoable=False),
        replace(past, way=Way.ADDRESS),
        replace(past, act=LinkAct.UNLINKED, undoable=False),
        replace(past, act=LinkAct.UNLINKED, way=Way.ADMIN, by="Sara", undoable=False),
    )
    yield LinksTold("Boréal", TORONTO, RECEIVED, (), (), ())
    beliefs = (("example.com", "slack"), ("example.com", "teams"))
    yield LinksTold("Boréal", TORONTO, RECEIVED, proposals, history, beliefs)


def notices(hostile: str) -> Iterator[Notice]:
    for act in LinkAct:
        for way, by in ((Way.CODE, None), (Way.ADMIN, 4), (Way.ADDRESS, None)):
            for mine in (True, False):
                plain = LinkNotice(act, way, 7, hostile, "teams:aad-1", "slack:U1", by, mine)
                yield from (plain, replace(plain, called=hostile))
