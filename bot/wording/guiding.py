"""Help, the steps of setting up, and which desk is meant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import assert_never

from bot.commands import COMMANDS, SetupAct
from bot.domain.people import Face
from bot.outgoing import SetUpNotice
from bot.replies import Action, Because, Block, Code, Item, Items, Line, Link, Prose, Reply, plain
from bot.results import HelpTold, SetupTold, WhichDesk
from bot.wording.lines import joined, line, sentences
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.verbs import completions, verb
from bot.wording.voice import Voice, voice
from policy.facts import Role

_FORMS = frozenset(
    {
        SetupAct.DESK,
        SetupAct.POLICY,
        SetupAct.CHANNEL,
        SetupAct.ACCOUNT,
        SetupAct.PEOPLE,
        SetupAct.LANGUAGE,
    }
)
"""Steps that open a form where they are called without what they need."""
MOST_ACCOUNTS = 5
"""Of those without a contact: the rest come up when these are done."""


def help_told(result: HelpTold, reader: Reader) -> Reply:
    """The verbs that this person may use, one line each; or one in detail."""
    if result.one is not None:
        return _one_verb(voice(reader, reader.zone or "UTC"), result.one)
    return _all_verbs(reader.language, result.desk, result.verbs)


@lru_cache(maxsize=256)
def _all_verbs(language: str, desk: str | None, names: tuple[str, ...]) -> Reply:
    """The same words for everybody with these verbs at this desk: made once."""
    shown = dict(zip(_names(), completions(language, None), strict=True))
    rows = tuple(Item((Code(shown[name][1]), f" {shown[name][3]}")) for name in names if name in shown)
    head = line(language, "help.head_plain") if desk is None else line(language, "help.head", desk=desk)
    verbs = ", ".join(shown[name][0] for name in names if name in shown)
    return Reply(f"{plain(head)} {verbs}.", (Prose(head), Items(rows)))


def setup(result: SetupTold, reader: Reader) -> Reply:
    """What was just done, where the desk stands, and the next steps ready to type."""
    say = voice(reader, reader.zone or "UTC")
    done = _done(say, result)
    invited = result.act is SetupAct.CHANNEL and result.detail.get("place") in result.shut
    if invited:
        done = sentences(done, say.line("threads.invite"))
    title = say.line("setup.title", desk=result.desk)
    none = say.line("setup.none")
    places = joined([_place(say, *place) for place in result.places], ", ")
    accounts = joined([_account(say, *each) for each in result.accounts], ", ")
    rows: tuple[tuple[str, Line], ...] = (
        (say.text("setup.policy"), (result.policy,)),
        (say.text("setup.language"), (say.known("language", result.language),)),
        (say.text("setup.places"), places or none),
        (
            say.text("setup.accounts"),
            accounts or none,
        ),
        (
            say.text("setup.people"),
            joined([_person(say, p.name, p.role) for p in result.people], ", ") or none,
        ),
    )
    if result.exclusions:
        left_out = [say.line("lists.paired", what=title, detail=each) for each, title in result.exclusions]
        rows = (*rows, (say.text("setup.exclusions"), joined(left_out, ", ")))
    blocks: list[Block] = [Prose(done)] if done else []
    if result.flagged:
        reasons = tuple(reason_line(say, reason, brief=True) for reason in result.flagged)
        blocks.append(Because((*reasons, say.line("plan.flagged"))))
    if result.desk:
        blocks += [Prose(title), say.facts(rows)]
    else:
        title = say.line("setup.start")
        blocks.append(Prose(title))
    if "shared" in result.detail:
        blocks.append(Because((say.line("threads.shared", place=result.detail.get("place", "")),)))
    if result.shut and not invited:
        blocks.append(Because((say.line("threads.shut", places=", ".join(result.shut)),)))
    if result.policies and (
        result.act is SetupAct.POLICY or {SetupAct.POLICY, SetupAct.DESK} & {*result.missing}
    ):
        known = ", ".join(f"{policy} ({called})" for policy, called in result.policies)
        blocks.append(Because((say.line("lists.labelled", label=say.text("setup.policies"), value=known),)))
    steps = _steps(say, result)
    following = say.line("setup.next") if steps else say.line("setup.complete")
    blocks.append(Prose(following))
    if steps:
        blocks.append(Items(steps))
    head = done or (f"{plain(title).removesuffix('.')}.",)
    told = "" if not steps else ": " + plain(steps[0].line)
    return Reply(f"{plain(head)} {plain(following)}{told}", tuple(blocks), goes_on=bool(steps))


def _steps(say: Voice, result: SetupTold) -> tuple[Item, ...]:
    """What is missing, each step ready to type."""
    steps = [
        say.line(
            "setup.step",
            what=say.text(f"setup.step.{act}"),
            command=Code(_command(say, act, result.plan)),
        )
        for act in result.missing
    ]
    forms = [
        Action(say.text(f"setup.form.{act}"), f"setup {act}") if act in _FORMS else None
        for act in result.missing
    ]
    steps += [
        say.line(
            "setup.step",
            what=say.text("setup.step.contact", account=account),
            command=Code(say.text("setup.command.contact", account=account.replace('"', ""))),
        )
        for account in result.unasked[:MOST_ACCOUNTS]
    ]
    asked = [
        Action(
            say.text("forms.authorize.title"), 'people authorize account:"{}"'.format(name.replace('"', ""))
        )
        for name in result.unasked[:MOST_ACCOUNTS]
    ]
    return tuple(Item(step, form) for step, form in zip(steps, [*forms, *asked], strict=True))


def _command(say: Voice, act: SetupAct, plan: str) -> str:
    if act is SetupAct.ACCOUNT:
        return say.text("setup.command.account", plan=plan)
    return say.text(f"setup.command.{act}")


def set_up(notice: SetUpNotice, desk: str, reader: Reader) -> Reply:
    """What a form of setting up did."""
    say = voice(reader, reader.zone or "UTC")
    told = SetupTold(
        notice.act, desk, notice.policy, notice.language, (), (), (), (), detail=dict(notice.detail)
    )
    line = _done(say, told)
    return Reply(plain(line), (Prose(line),))


def which_desk(result: WhichDesk, reader: Reader) -> Reply:
    """Several desks could be meant: how to say which."""
    say = voice(reader, reader.zone or "UTC")
    options = [say.text("desk.which_option", desk=name.replace('"', "")) for name in result.desks]
    example = (
        Code(f"{verb(say.language, 'open')} {options[0]}") if options else Code(verb(say.language, "open"))
    )
    line = say.line("desk.which", command=example)
    items = Items(tuple(Item((name,)) for name in result.desks))
    names = ", ".join(result.desks)
    return Reply(f"{plain(line)} ({names})", (Prose(line), items), refused=True)


def _one_verb(say: Voice, name: str) -> Reply:
    said = dict(zip(_names(), completions(say.language, None), strict=True))[name]
    rows = (
        (say.text("help.usage"), (Code(said[1]),)),
        (say.text("help.example"), (Code(said[2]),)),
    )
    usage, example = (say.text("lists.labelled", label=label, value=value) for label, value in rows)
    summary = f"{said[3]} {usage}. {example}"
    return Reply(summary, (Prose((said[3],)), say.facts(rows)))


def _names() -> tuple[str, ...]:
    return tuple(spec.name for spec in COMMANDS)


def _done(say: Voice, result: SetupTold) -> Line:  # noqa: C901, PLR0912  one flat case an act
    """What the step did, in a sentence; nothing where one only looks."""
    detail = result.detail
    match result.act:
        case SetupAct.SHOW:
            return ()
        case SetupAct.DESK:
            return say.line("setup.done.desk", name=result.desk, policy=result.policy)
        case SetupAct.POLICY:
            return say.line("setup.done.policy", desk=result.desk, policy=result.policy)
        case SetupAct.CHANNEL if detail.get("face") == Face.CUSTOMER:
            return say.line("setup.done.channel_customer", account=detail.get("account", ""))
        case SetupAct.CHANNEL:
            return say.line("setup.done.channel_desk")
        case SetupAct.ACCOUNT:
            plan = say.known("plan", detail.get("plan", ""))
            return say.line("setup.done.account", name=detail.get("account", ""), plan=plan)
        case SetupAct.PEOPLE:
            at = detail.get("account") or result.desk
            role = say.known("role", detail.get("role", ""))
            return say.line("setup.done.people", name=detail.get("person", ""), role=role, desk=at)
        case SetupAct.LANGUAGE:
            return say.line("setup.done.language", language=say.known("language", result.language))
        case SetupAct.REMINDERS:
            return say.line("setup.done.reminders", count=detail.get("count", ""))
        case SetupAct.LINK:
            return _believed(say, detail)
        case SetupAct.ORGANISATION:
            person, account = detail.get("person", ""), detail.get("account", "")
            return say.line("setup.done.organisation", person=person, account=account)
        case SetupAct.EXCLUSION if detail.get("removed"):
            return say.line("setup.done.exclusion_removed", exclusion=detail.get("exclusion", ""))
        case SetupAct.EXCLUSION:
            title, exclusion = detail.get("title", ""), detail.get("exclusion", "")
            return say.line("setup.done.exclusion", title=title, exclusion=exclusion)
        case SetupAct.AGREEMENT:
            link = Link(detail.get("title", ""), detail.get("link", ""))
            return say.line("setup.done.agreement", link=link, clause=detail.get("clause", ""))
        case SetupAct.PRICE | SetupAct.TAX | SetupAct.SELLER | SetupAct.BUYER:
            return ()  # answered by results of their own
    assert_never(result.act)


def _believed(say: Voice, detail: Mapping[str, str]) -> Line:
    """Whose word on a domain counts: two platforms' before anybody is linked by it."""
    domain, platform = detail.get("domain", ""), detail.get("platform", "").title()
    if detail.get("state") == "off":
        return say.line("setup.done.link_off", domain=domain)
    if not detail.get("others"):
        return say.line("setup.done.link_alone", domain=domain, platform=platform)
    others = detail["others"].title()
    return say.line("setup.done.link", domain=domain, platform=platform, others=others)


def _place(say: Voice, name: str, face: Face, account: str | None) -> Line:
    return say.line("lists.paired", what=name, detail=account or say.name("face", face))


def _account(say: Voice, name: str, plan: str) -> Line:
    return say.line("setup.account_row", name=name, plan=say.known("plan", plan))


def _person(say: Voice, name: str, role: Role | None) -> Line:
    return (name,) if role is None else say.line("lists.paired", what=name, detail=say.name("role", role))
