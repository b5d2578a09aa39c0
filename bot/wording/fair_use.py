"""Fair use of support in words: figures, proposals, decisions, and what they change for those affected."""

from __future__ import annotations

from decimal import Decimal

from bot.outgoing import FairUseProposal, StandingNotice
from bot.replies import Action, Actions, Audience, Because, Block, Line, Prose, Reply, Style, TextField, plain
from bot.results import FairUseForm, FairUseTold
from bot.wording.forms import TEXT_LIMIT, asked_for
from bot.wording.lines import sentences
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice
from policy.facts import Standing
from policy.fair_use import Measures

_HUNDRED = 100
_NEXT = {
    Standing.NORMAL: (Standing.WATCHED,),
    Standing.WATCHED: (Standing.LIMITED, Standing.NORMAL),
    Standing.LIMITED: (),
}


def result(about: FairUseTold | FairUseForm, reader: Reader) -> Reply:
    """What somebody of the desk who looks at an account, or decides on it, is shown."""
    return told(about, reader) if isinstance(about, FairUseTold) else form(about, reader)


def told(result: FairUseTold, reader: Reader) -> Reply:
    """Where the account stands, its figures beside the policy's, what they suggest, and the buttons."""
    say = voice(reader, result.zone)
    head = say.line(f"fairuse.is.{result.standing}", account=result.account, clause=result.rule.clause)
    if result.changed:
        head = sentences(head, say.line("fairuse.told"))
    rule = result.rule
    figures = say.line(
        "fairuse.figures",
        rule.days,
        tickets=result.measures.tickets,
        licence=_number(say, result.measures.per_licence),
        licence_from=_number(say, rule.tickets_per_licence),
        documented=_percent(say, result.measures, result.measures.documented),
        documented_from=say.percent(float(rule.documented)),
        reopened=_percent(say, result.measures, result.measures.reopened),
        reopened_from=say.percent(float(rule.reopened)),
        least=rule.at_least,
    )
    blocks: list[Block] = [Prose(head), Prose(figures)]
    if result.proposal is not None and not result.changed:
        blocks.append(Prose(say.line(f"fairuse.suggests.{result.proposal}", clause=rule.clause)))
    if result.since is not None and result.by is not None:
        since = say.line(
            "fairuse.since", at=say.times.on(result.since), by=result.by, reason=result.reason or ""
        )
        blocks.append(Because((since,)))
    actions = _actions(say, result)
    if actions:
        blocks.append(Actions(actions))
    return Reply(f"{plain(head)} {plain(figures)}", tuple(blocks))


def _actions(say: Voice, result: FairUseTold) -> tuple[Action, ...]:
    account = f'account:"{result.account.replace(chr(34), "")}"'
    if result.standing is Standing.LIMITED:
        return (say.button("buttons.fair_use.training", f"fairuse training {account}", Style.PRIMARY),)
    return tuple(
        say.button(
            f"buttons.fair_use.{to}",
            f"fairuse {to} {account}",
            Style.PRIMARY if to is result.proposal else Style.DEFAULT,
        )
        for to in _NEXT[result.standing]
    )


def form(result: FairUseForm, reader: Reader) -> Reply:
    """The reason of a decision, or what the training was."""
    say = voice(reader, result.zone)
    what = "training" if result.to is None else result.to.value
    label = say.text("forms.fair_use.training" if result.to is None else "forms.fair_use.reason")
    field = TextField("reason", label, multiline=True, limit=TEXT_LIMIT)
    command = f'fairuse {what} account:"{result.account.replace(chr(34), "")}"'
    return asked_for(say, say.text("forms.fair_use.title"), command, (field,), say.text("buttons.save"))


def notice(about: StandingNotice | FairUseProposal, context: NoticeContext, reader: Reader) -> Reply:
    """What the desk and those affected are told."""
    if isinstance(about, StandingNotice):
        return standing(about, context, reader)
    return proposal(about, context, reader)


def standing(notice: StandingNotice, context: NoticeContext, reader: Reader) -> Reply:
    """To those affected: what changes and how it ends. On the desk's side, who decided and why."""
    say = voice(reader, reader.zone or "UTC", context.now)
    account = context.account or ""
    msgid = "trained" if notice.trained else notice.standing.value
    if notice.internal:
        known = context.people.get(notice.actor)
        who = known.name if known is not None else say.text("notices.somebody")
        line = say.line(f"fairuse.is.{notice.standing}", account=account, clause=notice.clause)
        why = say.line("fairuse.decided", by=who, reason=notice.reason)
        return Reply(plain(line), (Prose(line), Because((why,))), Audience.PLACE)
    line = say.line(f"fairuse.customer.{msgid}", desk=context.desk, account=account, clause=notice.clause)
    return Reply(plain(line), (Prose(line),), Audience.PLACE)


def proposal(notice: FairUseProposal, context: NoticeContext, reader: Reader) -> Reply:
    """To the desk: the figures, and the button by which somebody decides."""
    say = voice(reader, reader.zone or "UTC", context.now)
    account = context.account or ""
    measures = Measures(notice.tickets, notice.licences, notice.documented, notice.reopened)
    line = say.line(
        "fairuse.proposal",
        notice.days,
        account=account,
        tickets=notice.tickets,
        licence=_number(say, measures.per_licence),
        documented=_percent(say, measures, notice.documented),
        reopened=_percent(say, measures, notice.reopened),
        clause=notice.clause,
    )
    suggests = say.line(f"fairuse.suggests.{notice.to}", clause=notice.clause)
    named = f'account:"{account.replace(chr(34), "")}"'
    actions = (
        say.button(f"buttons.fair_use.{notice.to}", f"fairuse {notice.to} {named}", Style.PRIMARY),
        say.button("buttons.fair_use.figures", f"fairuse {named}"),
    )
    told: tuple[Line, ...] = (line, suggests)
    return Reply(plain(line), (*(Prose(each) for each in told), Actions(actions)), Audience.PLACE)


def _percent(say: Voice, measures: Measures, of: int) -> str:
    return say.percent(float(measures.share(of)))


def _number(say: Voice, value: Decimal) -> str:
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return shown if say.language == "en" else shown.replace(".", ",")
