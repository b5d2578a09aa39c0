"""What an admin's home shows of the desk: its people, places and policy."""

from __future__ import annotations

from bot.replies import Action, Actions, Because, Block, Item, Items, Line, Menu, Prose
from bot.results import HomeTold, MemberView, PlaceView
from bot.wording.deliveries import reason_of
from bot.wording.lines import joined
from bot.wording.voice import Voice
from policy.facts import Role

_DESK = (Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN)
_ACCOUNT = (Role.COLLEAGUE, Role.AUTHORIZED)


def members(say: Voice, result: HomeTold) -> list[Block]:
    """Everybody with what they are, which a choice beside the name changes."""
    rows = tuple(_member(say, each, mine=each.person.id == result.person.id) for each in result.members)
    how = say.line("home.people_how")
    return [Items(rows), Because((how,))] if rows else []


def _member(say: Voice, member: MemberView, *, mine: bool) -> Item:
    role = member.person.role or Role.COLLEAGUE
    parts: list[Line] = [(member.person.name,), (say.name("role", role),)]
    parts += [(member.account,)] if member.account else []
    line = joined(parts, ", ")
    roles = _DESK if role.is_staff else _ACCOUNT
    if mine or role not in roles:  # nobody takes the desk from themselves by a slip
        return Item(line)
    option = "" if member.account is None else ' account:"{}"'.format(member.account.replace('"', ""))
    options = tuple(
        Action(say.heading("role", each), f"setup people {each} p{member.person.id}{option}")
        for each in roles
    )
    label = say.text("home.role_of", name=member.person.name)
    return Item(line, menu=Menu(label, options, roles.index(role)))


def places(say: Voice, result: HomeTold) -> list[Block]:
    """Each channel, whose it is, and what keeps the desk from speaking there."""
    if not result.places:
        return []
    return [Items(tuple(Item(_place(say, each)) for each in result.places))]


def _place(say: Voice, place: PlaceView) -> Line:
    parts: list[Line] = [(f"#{place.name}",), (say.name("face", place.face),)]
    parts += [(place.account,)] if place.account else []
    told = joined(parts, ", ")
    if place.error is None:
        return told
    return say.line("home.place_blocked", place=told, reason=reason_of(say, place.error))


def policy(say: Voice, result: HomeTold) -> list[Block]:
    """The version in force and the next one."""
    told = result.policy
    if told is None:
        return []
    since = say.times.dated(told.since)
    now = say.line("home.policy_now", title=told.title, version=told.version, since=since)
    following = say.line("home.policy_none_next")
    if told.next_version is not None and told.next_on is not None:
        on = say.times.dated(told.next_on)
        following = say.line("home.policy_next", version=told.next_version, on=on)
    read = Actions((say.button("buttons.read_policy", "policy"),))
    return [Prose(now), Prose(following), read]
