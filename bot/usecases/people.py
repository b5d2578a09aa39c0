"""An account's people: who may ask; naming and unnaming authorized contacts within the policy's bounds."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import People, PeopleAct, PersonWord, SetupAct
from bot.domain.ids import PersonId
from bot.domain.people import Account, Member, Membership
from bot.errors import NoSuchThing, NotUnderstood, NotYours
from bot.outgoing import Draft, SetUpNotice, ToPerson
from bot.requests import Filled, Via
from bot.results import PeopleForm, PeopleTold, Refused
from bot.usecases.asking import Asking
from bot.usecases.first_line import delegates
from bot.usecases.plan import roster_limit
from policy import entitlements
from policy.decisions import Denied, Reason
from policy.facts import Role


def people(command: People, asking: Asking) -> PeopleTold | PeopleForm | Refused:
    """List them, or change what one of them is to the account."""
    if command.act is PeopleAct.LIST:
        return _told(asking, asking.account(command.account, "people"), PeopleAct.LIST)
    if command.person is None and not isinstance(asking.request.intent, Filled):
        return _form(command, asking)
    if command.person is None:
        raise NotUnderstood("error.missing", verb="people", what="person")
    done = _changed(command, command.person, asking)
    if asking.request.via is Via.FORM and isinstance(done, PeopleTold) and done.person is not None:
        role = Role.AUTHORIZED if command.act is PeopleAct.AUTHORIZE else Role.COLLEAGUE
        detail = (("person", done.person.name), ("role", str(role)), ("account", done.account))
        notice = SetUpNotice(SetupAct.PEOPLE, asking.desk.policy_id, asking.language, detail)
        target = ToPerson(asking.me, asking.platform, asking.tenant)
        draft = Draft(asking.desk.id, None, target, notice, f"set_up:{asking.request.key}")
        asking.uow.outbox.add(draft, asking.now)
    return done


def _form(command: People, asking: Asking) -> PeopleForm:
    accounts = asking.uow.accounts.of_desk(asking.desk.id) if asking.is_staff else ()
    here = asking.place.account_id if asking.place is not None else None
    chosen = next((each.name for each in accounts if each.id == here), None)
    names = tuple(account.name for account in accounts)
    return PeopleForm(command.act, asking.desk.name, command.account or chosen, names)


def _changed(command: People, person: PersonWord, asking: Asking) -> PeopleTold | Refused:
    new = command.act is PeopleAct.AUTHORIZE
    member = _member(person, command.account, asking, new=new)
    account = member.account
    assert account is not None
    if command.act is PeopleAct.AUTHORIZE:
        return authorize(asking, account, member)
    if member.person.id == asking.me and not asking.is_staff:
        raise NotYours("error.oneself")
    if member.membership.role is Role.AUTHORIZED:
        asking.uow.people.join(replace(member.membership, role=Role.COLLEAGUE))
    return _told(asking, account, PeopleAct.REVOKE, member)


def _member(word: PersonWord, named: str | None, asking: Asking, *, new: bool) -> Member:
    """Who is meant, as a member of an account that the asker speaks for; `new`: or somebody to add to it."""
    known = asking.named_or_new(word, None) if new else asking.named(word)
    memberships = [m for m in asking.uow.people.members(asking.desk.id) if m.person.id == known.person.id]
    held = [m for m in memberships if m.account is not None]
    if len(held) == 1 and named is None and asking.is_staff:
        return held[0]
    account = asking.account(named)
    held = [m for m in held if m.account == account]
    if held:
        return held[0]
    if memberships or not new:
        raise NoSuchThing("error.no_such_person", person=asking.called(word.text))
    added = Membership(known.person.id, asking.desk.id, account.id, Role.COLLEAGUE)
    return Member(known.person, added, account)


def authorize(asking: Asking, account: Account, member: Member) -> PeopleTold | Refused:
    """Name an authorized contact, as far as the policy lets the account (PB-b.iii.roster, SU-users)."""
    if member.membership.role is Role.AUTHORIZED:
        return _told(asking, account, PeopleAct.AUTHORIZE, member)
    asking.uow.accounts.lock(account)
    document = asking.version().document
    decision = entitlements.may_authorize(document, asking.terms(account))
    if isinstance(decision, Denied):
        return Refused(
            action="authorize",
            decision=decision,
            desk=asking.desk.name,
            account=account.name,
            zone=document.zone,
            subject=member.person.name,
            instead=tuple(asking.person(PersonId(contact.id)) for contact in decision.instead),
        )
    asking.uow.people.join(replace(member.membership, role=Role.AUTHORIZED))
    return _told(asking, account, PeopleAct.AUTHORIZE, member, decision.reasons)


def _told(
    asking: Asking,
    account: Account,
    act: PeopleAct,
    member: Member | None = None,
    reasons: tuple[Reason, ...] = (),
) -> PeopleTold:
    members = asking.uow.people.members(asking.desk.id, account.id)
    return PeopleTold(
        act=act,
        account=account.name,
        desk=asking.desk.name,
        people=tuple(asking.shown(each) for each in members),
        limit=roster_limit(asking.version().document, asking.terms(account)),
        person=None if member is None else asking.person(member.person.id),
        reasons=reasons,
        delegates=delegates(asking, asking.terms(account)),
        zone=asking.version().document.zone,
        now=asking.now,
    )
