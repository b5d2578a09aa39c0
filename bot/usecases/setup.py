"""Set the desk up: its policy, places, accounts, people and language; by an admin, one step a command."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.commands import Setup, SetupAct
from bot.domain.ids import AccountId
from bot.domain.people import Account, Face, Member, Membership
from bot.errors import NoSuchThing, NotNow, NotUnderstood
from bot.outgoing import Draft, SetUpNotice, ToPerson
from bot.reminders.shutting import reopen
from bot.requests import PlaceKind, PlaceRef, Shut, Via
from bot.results import PartyForm, PartyKept, PricesTold, Refused, SetupForm, SetupTold
from bot.storage import Conflict
from bot.storage.folding import folded
from bot.usecases.accounts import set_terms
from bot.usecases.asking import Asking
from bot.usecases.people import authorize
from bot.usecases.prices import selling
from bot.usecases.setup_forms import step_form
from bot.usecases.setup_link import set_link
from bot.usecases.setup_organisation import set_organisation
from bot.usecases.setup_scope import set_agreement, set_exclusion
from bot.usecases.setup_told import known_policy, setup_told
from policy.facts import Role

MOST_REMINDERS = 999


def setup(
    command: Setup, asking: Asking
) -> SetupTold | SetupForm | Refused | PricesTold | PartyForm | PartyKept:
    """Do one step and show where the desk stands; without what it needs, its form."""
    form = step_form(command, asking)
    if form is not None:
        return form
    done = _done(command, asking)
    if isinstance(done, SetupTold) and asking.request.via is Via.FORM:
        notice = SetUpNotice(done.act, done.policy, done.language, tuple(done.detail.items()))
        draft = Draft(asking.desk.id, None, told_to(asking), notice, f"set_up:{asking.request.key}")
        asking.uow.outbox.add(draft, asking.now)
    return done


def told_to(asking: Asking) -> ToPerson:
    """Whoever asks, where they ask from."""
    return ToPerson(asking.me, asking.platform, asking.tenant)


def _done(  # noqa: C901  one flat case an act
    command: Setup, asking: Asking
) -> SetupTold | Refused | PricesTold | PartyForm | PartyKept:
    values = dict(command.values)
    match command.act:
        case SetupAct.SHOW | SetupAct.DESK:
            return setup_told(asking, SetupAct.SHOW)
        case SetupAct.POLICY:
            return _policy(asking, values.get("policy") or command.name)
        case SetupAct.CHANNEL:
            return _channel(asking, values)
        case SetupAct.ACCOUNT:
            return _account(asking, command.name or values.get("account"), values)
        case SetupAct.PEOPLE:
            return _people(asking, command, values)
        case SetupAct.LANGUAGE:
            return _language(asking, values.get("language"))
        case SetupAct.ORGANISATION:
            return set_organisation(command, values, asking)
        case SetupAct.REMINDERS:
            return _reminders(asking, command.name)
        case SetupAct.LINK:
            return set_link(values, asking)
        case SetupAct.EXCLUSION:
            return set_exclusion(command, values, asking)
        case SetupAct.AGREEMENT:
            return set_agreement(command, asking)
        case SetupAct.PRICE | SetupAct.TAX | SetupAct.SELLER | SetupAct.BUYER:
            return selling(command, asking)
    assert_never(command.act)


def _policy(asking: Asking, policy_id: str | None) -> SetupTold:
    """Tickets opened from now on follow it; those there are keep theirs."""
    document = known_policy(asking.policies, policy_id)
    desk = replace(asking.desk, policy_id=document.id)
    asking.uow.desks.update(desk)
    return setup_told(replace(asking, desk=desk), SetupAct.POLICY, {"policy": document.id})


def _language(asking: Asking, language: str | None) -> SetupTold:
    if language is None:
        raise NotUnderstood("error.bad_value", option="language", value="", valid="en, fr, es")
    desk = replace(asking.desk, language=language)
    asking.uow.desks.update(desk)
    return setup_told(replace(asking, desk=desk), SetupAct.LANGUAGE, {"language": language})


def _reminders(asking: Asking, written: str | None) -> SetupTold:
    """So many posts of reminders an hour in the desk's channel; what is more waits for the digest."""
    if written is None or not written.isdecimal() or len(written) > len(str(MOST_REMINDERS)):
        raise NotUnderstood("error.bad_value", option="reminders", value=written or "", valid="5, 20, 60")
    desk = replace(asking.desk, reminders_an_hour=int(written))
    asking.uow.desks.update(desk)
    return setup_told(replace(asking, desk=desk), SetupAct.REMINDERS, {"count": written})


def _channel(asking: Asking, values: dict[str, str]) -> SetupTold:
    """Make this very place, or the one that is named, the desk's own, or an account's."""
    where = _where(asking, values.get("place"))
    if where.kind is not PlaceKind.CHANNEL:
        raise NotNow("error.not_a_place", name=where.name or "")
    face = Face(values.get("face", Face.DESK))
    account = None
    if face is Face.CUSTOMER:
        if not values.get("account"):
            names = ", ".join(each.name for each in asking.uow.accounts.of_desk(asking.desk.id))
            if not names:
                raise NotNow("error.no_accounts", desk=asking.desk.name)
            raise NotUnderstood("error.which_account", valid=names).at("account")
        account = asking.account(values["account"])
    _check_is_free(asking, where, face, None if account is None else account.id)
    try:
        asking.uow.places.put(
            asking.desk.id,
            where.platform,
            where.tenant,
            where.conversation,
            face,
            None if account is None else account.id,
            where.name,
        )
    except Conflict:
        raise NotNow("error.name_taken", what="place", name=where.name or where.conversation) from None
    detail = {"place": where.name or where.conversation, "face": str(face)}
    place = asking.uow.places.by_ref(where.platform, where.tenant, where.conversation)
    if place is not None and where.joined is not None:
        if where.joined:
            reopen(asking.uow, place)
        else:
            asking.uow.places.shut(place.id, Shut.UNINVITED)
    if where.shared and face is Face.DESK:
        detail["shared"] = "yes"
    return setup_told(asking, SetupAct.CHANNEL, detail | ({"account": account.name} if account else {}))


def _where(asking: Asking, named: str | None) -> PlaceRef:
    """The place that is named, as the platform's id or by the name that the desk knows it by; else this one.

    Raises:
        NoSuchThing: the desk does not see it.
    """
    here = asking.request.place
    if named is None or named == here.conversation:
        return here
    called = named.removeprefix("#")
    said = asking.request.mentioned.get(called)
    if said is not None:
        return PlaceRef(asking.platform, asking.tenant, called, kind=PlaceKind.CHANNEL, name=said.name)
    for place in asking.uow.places.of_desk(asking.desk.id):
        theirs = (place.platform, place.tenant) == (asking.platform, asking.tenant)
        if theirs and folded(called) in {folded(place.name or ""), folded(place.conversation)}:
            kind = PlaceKind.CHANNEL
            return PlaceRef(asking.platform, asking.tenant, place.conversation, kind=kind, name=place.name)
    raise NoSuchThing("error.no_such_channel", channel=called).at("place")


def _check_is_free(asking: Asking, where: PlaceRef, face: Face, account_id: AccountId | None) -> None:
    """A place where tickets live stays what it is: their threads would go on before other eyes."""
    known = asking.uow.places.by_ref(where.platform, where.tenant, where.conversation)
    if known is None or (known.face, known.account_id) == (face, account_id):
        return
    if asking.uow.threads.any_in(where.platform, where.tenant, where.conversation):
        raise NotNow("error.name_taken", what="place", name=where.name or where.conversation)


def _account(asking: Asking, name: str | None, values: dict[str, str]) -> SetupTold | Refused:
    """Add an account, or change its plan and numbers, as far as the policy lets it (DV-licences)."""
    if not name:
        raise NotUnderstood("error.missing", verb="setup", what="account").at("name")
    done = set_terms(asking, name, values)
    if isinstance(done, Refused):
        return done
    account, flagged = done
    return setup_told(asking, SetupAct.ACCOUNT, {"account": name, "plan": account.plan}, flagged)


def _people(asking: Asking, command: Setup, values: dict[str, str]) -> SetupTold | Refused:
    """Give a person a role: at the desk, or with an account."""
    if "role" not in values:
        raise NotUnderstood("error.missing", verb="setup", what="role")
    if command.person is None:
        raise NotUnderstood("error.missing", verb="setup", what="person")
    role = Role(values["role"])
    account = None if role.is_staff else asking.account(values.get("account"))
    person = asking.named_or_new(command.person, account)
    if account is not None and role is Role.AUTHORIZED:
        refused = _authorized(asking, account, person)
        if refused is not None:
            return refused
    else:
        account_id = None if account is None else account.id
        if account is None and role is not Role.ADMIN:
            _not_the_last(asking, person)
        asking.uow.people.join(Membership(person.person.id, asking.desk.id, account_id, role))
    detail = {"person": person.person.name, "role": str(role)}
    return setup_told(asking, SetupAct.PEOPLE, detail | ({"account": account.name} if account else {}))


def _not_the_last(asking: Asking, member: Member) -> None:
    """A desk keeps an admin: nobody else can name one."""
    admins = asking.uow.people.staff(asking.desk.id, (Role.ADMIN,))
    if [each.person.id for each in admins] == [member.person.id]:
        raise NotNow("error.last_admin", who=member.person.name, desk=asking.desk.name)


def _authorized(asking: Asking, account: Account, member: Member) -> Refused | None:
    held = [m for m in asking.uow.people.members(asking.desk.id, account.id) if m.person == member.person]
    plain = Membership(member.person.id, asking.desk.id, account.id, Role.COLLEAGUE)
    joined = held[0] if held else Member(member.person, plain, account)
    told = authorize(asking, account, joined)
    return told if isinstance(told, Refused) else None
