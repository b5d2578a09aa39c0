"""Who is whom on several platforms, in words: codes, previews, what was done, and notices of it."""

from __future__ import annotations

from typing import assert_never

from bot.domain.linking import LinkAct
from bot.outgoing import LinkNotice
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    Code,
    Item,
    Items,
    Line,
    Prose,
    Reply,
    Strong,
    Style,
    plain,
)
from bot.results import (
    CodeFailed,
    CodeTold,
    IdentitiesTold,
    IdentityView,
    LinkDone,
    LinkPreview,
    LinksTold,
    PastLink,
    Proposal,
    Standing,
    UnlinkPreview,
)
from bot.wording.lines import joined, listed
from bot.wording.notice_parts import person_of, voice_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.verbs import verb
from bot.wording.voice import Voice, voice

About = CodeTold | CodeFailed | LinkPreview | UnlinkPreview | LinkDone | IdentitiesTold | LinksTold
"""The results of the use cases about linked identities."""


def word(result: About, reader: Reader) -> Reply:
    """One of them, in the reader's language."""
    match result:
        case CodeTold():
            return code(result, reader)
        case CodeFailed():
            say = voice(reader, reader.zone or "UTC")
            line = say.line(f"link.failed.{result.why}", minutes=str(result.minutes))
            return Reply(plain(line), (Prose(line),), refused=True)
        case LinkPreview():
            return preview(result, reader)
        case UnlinkPreview():
            return leaving(result, reader)
        case LinkDone():
            return done(result, reader)
        case IdentitiesTold():
            return identities(result, reader)
        case LinksTold():
            return links(result, reader)
    assert_never(result)


def code(result: CodeTold, reader: Reader) -> Reply:
    """The code, where to give it, and that it is nobody else's."""
    say = voice(reader, result.zone, result.now)
    head = say.line("link.code", code=Code(result.code), until=say.times.until(result.until))
    command = Code(f"{verb(say.language, 'link')} {result.code}")
    how = say.line("link.code_how", command=command)
    alone = say.line("link.code_alone")
    known = say.line("link.known", identities=_all(say, result.identities))
    blocks: tuple[Block, ...] = (Prose(head), Prose(how), Because((alone, known)))
    return Reply(f"{plain(head)} {plain(how)} {plain(alone)}", blocks, unkept=True)


def preview(result: LinkPreview, reader: Reader) -> Reply:
    """Who becomes one, and what that one may do: the button does it."""
    say = voice(reader, reader.zone or "UTC")
    one, other = _all(say, result.one), _all(say, result.other)
    head = say.line("link.preview_mine" if result.mine else "link.preview", one=one, other=other)
    then = _then(say, result.name, result.standings)
    warning = say.line("link.preview_alone" if result.mine else "link.preview_sure")
    button = say.button("buttons.link", result.command, Style.DANGER)
    blocks = (Prose(head), Prose(then), Because((warning,)), Actions((button,)))
    return Reply(f"{plain(head)} {plain(then)} {plain(warning)}", blocks, unkept=True)


def leaving(result: UnlinkPreview, reader: Reader) -> Reply:
    """Which identity goes, and what it will not be any more."""
    say = voice(reader, reader.zone or "UTC")
    identity = _identity(say, result.identity)
    head = say.line(
        "link.leaving_mine" if result.mine else "link.leaving", identity=identity, name=result.name
    )
    stays = _stays(say, result.name, result.standings)
    button = say.button("buttons.unlink", result.command, Style.DANGER)
    return Reply(f"{plain(head)} {plain(stays)}", (Prose(head), Prose(stays), Actions((button,))))


def done(result: LinkDone, reader: Reader) -> Reply:
    """It was done, and everybody concerned was told."""
    say = voice(reader, reader.zone or "UTC")
    identity = _identity(say, result.identity)
    if result.act is LinkAct.LINKED:
        line = say.line("link.linked", name=result.name, identity=identity)
        then = _now(say, result.name, result.standings)
    else:
        line = say.line("link.unlinked", name=result.name, identity=identity)
        then = _stays(say, result.name, result.standings)
    told = say.line("link.told")
    return Reply(f"{plain(line)} {plain(then)}", (Prose(line), Prose(then), Because((told,))), spent=True)


def identities(result: IdentitiesTold, reader: Reader) -> Reply:
    """Each of a person's, with what splits it off; nothing where it is the only one."""
    say = voice(reader, reader.zone or "UTC")
    head = say.line("link.identities", name=result.name)
    several = len(result.identities) > 1
    items = tuple(
        Item(_identity(say, each), _unlink(say, result.person, each) if several else None)
        for each in result.identities
    )
    told = ", ".join(plain(item.line) for item in items)
    return Reply(say.text("lists.labelled", label=plain(head), value=told), (Prose(head), Items(items)))


def links(result: LinksTold, reader: Reader) -> Reply:
    """Who may be one person, whose addresses are believed, and the history."""
    say = voice(reader, result.zone, result.now)
    title = say.line("link.proposals" if result.proposals else "link.no_proposals", desk=result.desk)
    blocks: list[Block] = [Prose(title)]
    told = [plain(title)]
    if result.proposals:
        items = tuple(_proposal(say, each) for each in result.proposals)
        blocks.append(Items(items))
        told += [f"{plain(item.line)}." for item in items]
    if result.history:
        past = tuple(_past(say, each) for each in result.history)
        blocks += [Prose(say.line("link.history")), Items(past)]
    domains: dict[str, list[str]] = {}
    for domain, platform in result.beliefs:
        domains.setdefault(domain, []).append(_platform(platform))
    believed = [say.line("link.believed", domain=d, platforms=", ".join(p)) for d, p in domains.items()]
    how = Code(f"{verb(say.language, 'people')} {verb(say.language, 'link')} @ines ines@example.com")
    blocks.append(Because((*believed, say.line("link.how", command=how))))
    return Reply(" ".join(told), tuple(blocks))


def notice(held: LinkNotice, context: NoticeContext, reader: Reader) -> Reply:
    """To the person and to the desk's admins: what became of an identity, how, and what undoes it."""
    say = voice_of(context, reader)
    platform, _, user = held.identity.partition(":")
    kept = _platform(held.kept.partition(":")[0])
    identity = _gone_or_come(say, _platform(platform), user, held)
    whose = "mine" if held.mine else "other"
    name = Strong(held.name)
    head = say.line(f"link.notice.{held.act}_{whose}", name=name, identity=identity, kept=kept)
    why: Line = ()
    if held.act is LinkAct.LINKED or held.by is not None:
        by = "" if held.by is None else person_of(say, context, held.by)
        why = say.line(f"link.way.{held.way}", by=by)
    blocks: list[Block] = [Prose(head), Because(tuple(each for each in (why,) if each))]
    summary = plain(joined([head, why], " "))
    if held.act is LinkAct.LINKED and held.mine:
        undo = say.line("link.notice.undo", command=Code(verb(say.language, "unlink")))
        return Reply(f"{summary} {plain(undo)}", (*blocks, Prose(undo)))
    if held.act is LinkAct.LINKED:
        view = IdentityView(platform, user, held.name)
        blocks.append(Actions((_unlink(say, held.person, view),)))
    return Reply(summary, tuple(blocks))


def _gone_or_come(say: Voice, platform: str, user: str, held: LinkNotice) -> Line:
    """By name, where there is one; to admins with its id, since a name can be anybody's."""
    if not held.called:
        return say.line("link.identity_id", platform=platform, user=user)
    if held.mine:
        return say.line("link.identity", name=held.called, platform=platform)
    return say.line("link.identity_called", name=held.called, user=user, platform=platform)


def _proposal(say: Voice, proposal: Proposal) -> Item:
    first, second = _identity(say, proposal.first), _identity(say, proposal.second)
    if proposal.standings is None:
        line = say.line("link.proposal_clash", first=first, second=second, address=proposal.address)
        return Item(line)
    then = _roles(say, proposal.standings)
    line = say.line("link.proposal", first=first, second=second, address=proposal.address, roles=then)
    command = f"people link p{proposal.one} p{proposal.other} yes"
    return Item(line, say.button("buttons.link", command, of=proposal.address))


def _past(say: Voice, past: PastLink) -> Item:
    identity = say.line(
        "link.identity_id", platform=_platform(past.identity.platform), user=past.identity.user
    )
    what = say.line(
        f"link.past.{past.act}", name=past.name, identity=identity, at=say.times.on(past.at, short=False)
    )
    why = say.line(f"link.way.{past.way}", by=past.by or "")
    tells = past.act is LinkAct.LINKED or past.by is not None
    button = _unlink(say, past.person, past.identity) if past.undoable else None
    return Item(joined([what, why], " ") if tells else what, button)


def _unlink(say: Voice, person: int, identity: IdentityView) -> Action:
    named = identity.named.replace('"', "")
    return say.button("buttons.unlink", f'people unlink p{person} "{named}"', of=named)


def _then(say: Voice, name: str, standings: tuple[Standing, ...]) -> Line:
    if not standings:
        return say.line("link.then_nobody", name=name)
    return say.line("link.then", name=name, roles=_roles(say, standings))


def _now(say: Voice, name: str, standings: tuple[Standing, ...]) -> Line:
    if not standings:
        return say.line("link.then_nobody", name=name)
    return say.line("link.now", name=name, roles=_roles(say, standings))


def _stays(say: Voice, name: str, standings: tuple[Standing, ...]) -> Line:
    if not standings:
        return say.line("link.then_nobody", name=name)
    return say.line("link.stays", name=name, roles=_roles(say, standings))


def _roles(say: Voice, standings: tuple[Standing, ...]) -> Line:
    return listed(say.language, [_role(say, each) for each in standings])


def _role(say: Voice, standing: Standing) -> Line:
    role = say.name("role", standing.role)
    if standing.account is None:
        return say.line("link.role", role=role, desk=standing.desk)
    return say.line("link.role_of", role=role, account=standing.account, desk=standing.desk)


def _all(say: Voice, identities: tuple[IdentityView, ...]) -> Line:
    return listed(say.language, [_identity(say, each) for each in identities])


def _identity(say: Voice, identity: IdentityView) -> Line:
    platform = _platform(identity.platform)
    if identity.address is None:
        return say.line("link.identity", name=identity.name, platform=platform)
    return say.line("link.identity_address", name=identity.name, platform=platform, address=identity.address)


def _platform(platform: str) -> str:
    return platform.title()
