"""Where a desk stands: what is set up, and what to do next; and the first step, a new desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.commands import Setup, SetupAct
from bot.domain.people import Face, Membership
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.identity import add_person
from bot.outgoing import Draft, SetUpNotice, ToPerson
from bot.policies import Policies
from bot.requests import Request, Via
from bot.results import PersonView, SetupTold
from bot.storage import UnitOfWork
from bot.usecases.asking import Asking
from policy.decisions import Reason
from policy.documents import PolicyDocument
from policy.facts import Role


def setup_told(
    asking: Asking,
    act: SetupAct,
    detail: Mapping[str, str] | None = None,
    flagged: tuple[Reason, ...] = (),
) -> SetupTold:
    """The desk as it is set up now."""
    uow, desk = asking.uow, asking.desk
    accounts = uow.accounts.of_desk(desk.id)
    names = {account.id: account.name for account in accounts}
    places = uow.places.of_desk(desk.id)
    staff = uow.people.staff(desk.id)
    return SetupTold(
        act=act,
        desk=desk.name,
        policy=desk.policy_id,
        language=desk.language,
        places=tuple(
            (
                place.name or place.conversation,
                place.face,
                None if place.account_id is None else names.get(place.account_id),
            )
            for place in places
        ),
        accounts=tuple((account.name, account.plan) for account in accounts),
        people=tuple(asking.shown(member) for member in staff),
        missing=tuple(_missing(asking)),
        policies=policies_told(asking.policies, asking.language),
        detail=dict(detail or {}),
        flagged=flagged,
        plan=asking.version().document.plans[0],
        exclusions=tuple((each.id, each.title) for each in uow.exclusions.of_desk(desk.id)),
        shut=tuple(place.name or place.conversation for place in places if place.shut is not None),
        unasked=tuple(a.name for a in accounts if not uow.people.roster(desk.id, a.id)),
    )


def new_desk(
    command: Setup, uow: UnitOfWork, policies: Policies, request: Request, language: str
) -> SetupTold:
    """Create a desk; whoever does becomes its first admin."""
    if not command.name:
        raise NotUnderstood("error.missing", verb="setup", what="name")
    values = dict(command.values)
    document = known_policy(policies, values.get("policy"))
    if uow.desks.by_name(command.name) is not None:
        raise NotNow("error.name_taken", what="desk", name=command.name)
    desk = uow.desks.add(command.name, document.id, values.get("language", language))
    at = request.received_at
    uow.announcements.begin(desk.id, policies.at(document.id, at).policy_sha, at)
    person = uow.people.by_actor(request.actor) or add_person(uow, request)
    uow.people.join(Membership(person.id, desk.id, None, Role.ADMIN))
    if request.via is Via.FORM:
        target = ToPerson(person.id, request.actor.platform, request.actor.tenant)
        notice = SetUpNotice(SetupAct.DESK, document.id, desk.language, (("policy", document.id),))
        uow.outbox.add(Draft(desk.id, None, target, notice, f"set_up:{request.key}"), at)
    return SetupTold(
        act=SetupAct.DESK,
        desk=desk.name,
        policy=document.id,
        language=desk.language,
        places=(),
        accounts=(),
        people=(PersonView(person.id, person.name, request.actor, Role.ADMIN),),
        missing=(SetupAct.CHANNEL, SetupAct.ACCOUNT, SetupAct.PEOPLE),
        policies=policies_told(policies, language),
        detail={"policy": document.id},
        plan=document.plans[0],
    )


def no_desk(policies: Policies, language: str) -> SetupTold:
    """What an admin of the tenant is shown before there is a desk."""
    return SetupTold(
        act=SetupAct.SHOW,
        desk="",
        policy="",
        language=language,
        places=(),
        accounts=(),
        people=(),
        missing=(SetupAct.DESK,),
        policies=policies_told(policies, language),
    )


def policies_told(policies: Policies, language: str) -> tuple[tuple[str, str], ...]:
    """The policies there are: id and title."""
    return tuple((document.id, document.title.get(language)) for document in policies.titles())


def known_policy(policies: Policies, policy_id: str | None) -> PolicyDocument:
    """The policy of that id. NoSuchThing lists those there are, as NotUnderstood does where none is named."""
    documents = {document.id: document for document in policies.titles()}
    if not policy_id:
        raise NotUnderstood("error.which_policy", valid=", ".join(documents)).at("policy")
    found = documents.get(policy_id.lower())
    if found is None:
        raise NoSuchThing("error.no_such_policy", policy=policy_id, valid=", ".join(documents))
    return found


def _missing(asking: Asking) -> Iterator[SetupAct]:
    uow, desk_id = asking.uow, asking.desk.id
    if not uow.places.of_desk(desk_id, Face.DESK):
        yield SetupAct.CHANNEL
    if not uow.accounts.of_desk(desk_id):
        yield SetupAct.ACCOUNT
    if not uow.people.staff(desk_id, (Role.AGENT, Role.LEAD, Role.DIRECTOR)):
        yield SetupAct.PEOPLE
