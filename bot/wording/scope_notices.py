"""What the desk owes to say of offers, exclusions and exceptions, worded when it is delivered."""

from __future__ import annotations

from bot.domain.people import Face
from bot.outgoing import (
    DuplicateNotice,
    ExceptionAskedNotice,
    ExcludedNotice,
    OfferAskedNotice,
    OverriddenNotice,
    ProposalAnsweredNotice,
    ProposedNotice,
    WithdrawnNotice,
)
from bot.replies import Action, Actions, Audience, Block, Line, Prose, Reply, Style, plain
from bot.wording.lines import sentences
from bot.wording.proposals import proposal_buttons, proposal_line
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice

ScopeNotice = (
    ProposedNotice
    | ProposalAnsweredNotice
    | WithdrawnNotice
    | OfferAskedNotice
    | ExcludedNotice
    | DuplicateNotice
    | ExceptionAskedNotice
    | OverriddenNotice
)


def scope_notice(notice: ScopeNotice, context: NoticeContext, reader: Reader) -> Reply:
    """The notice, as it stands when it is delivered."""
    zone = context.ticket.zone if context.ticket is not None else reader.zone or "UTC"
    say = voice(reader, zone, context.now)
    number = context.ticket.number if context.ticket is not None else 0
    match notice:
        case ProposedNotice():
            return _proposed(say, notice, context, number)
        case ProposalAnsweredNotice(proposal=proposal, actor=actor, yes=yes):
            msgid = "scope.notice.accepted" if yes else "scope.notice.declined"
            head = say.line(msgid, actor=_person(say, context, actor), number=number)
            return _said(sentences(head, proposal_line(say, proposal)))
        case WithdrawnNotice(actor=actor):
            return _said(say.line("scope.notice.withdrawn", actor=_person(say, context, actor)))
        case OfferAskedNotice(actor=actor, text=text, clause=clause):
            head = say.line("scope.notice.offer_asked", actor=_person(say, context, actor), clause=clause)
            offer = Action(say.text("buttons.offer"), f"offer {number}", Style.PRIMARY)
            on = (Actions((offer,)),) if context.face is Face.DESK else ()
            return _said(head, *_quoted(context, text), *on)
        case ExcludedNotice():
            return _excluded(say, notice, context, number)
        case DuplicateNotice(of=of):
            return _said(say.line("scope.notice.duplicate", number=number, of=of))
        case ExceptionAskedNotice():
            return _exception(say, notice, context)
        case OverriddenNotice(clause=clause, over=over, actor=actor, reason=reason):
            who, refused = _person(say, context, actor), ", ".join(over)
            if refused:
                head = say.line("scope.notice.overridden", actor=who, clause=clause, over=refused)
            else:
                head = say.line("scope.notice.let_in", actor=who, clause=clause)
            return _said(head, *(_quoted(context, reason) if context.face is Face.DESK else ()))


def _proposed(say: Voice, notice: ProposedNotice, context: NoticeContext, number: int) -> Reply:
    proposal = notice.proposal
    by = _person(say, context, proposal.actor) if proposal.actor is not None else context.desk
    head = say.line("scope.notice.proposed", actor=by, number=number)
    line = sentences(head, proposal_line(say, proposal))
    more: list[Block] = list(_quoted(context, proposal.text))
    if context.face is not Face.DESK:
        more.append(proposal_buttons(say, number, notice.number))
    return _said(line, *more)


def _excluded(say: Voice, notice: ExcludedNotice, context: NoticeContext, number: int) -> Reply:
    title, clauses = notice.title.get(say.language), ", ".join(notice.clauses)
    head = say.line("scope.notice.excluded", number=number, title=title, clauses=clauses)
    reason = _quoted(context, notice.reason) if context.face is Face.DESK else ()
    return _said(sentences(head, say.line("scope.notice.excluded_effect")), *reason)


def _exception(say: Voice, notice: ExceptionAskedNotice, context: NoticeContext) -> Reply:
    who = _person(say, context, notice.person)
    head = say.line(
        "scope.notice.exception",
        person=who,
        account=notice.account,
        refusal=notice.refusal,
        clauses=", ".join(notice.clauses),
        subject=notice.subject,
    )
    override = Action(say.text("buttons.override"), f"override R{notice.refusal}", Style.PRIMARY)
    return _said(head, Actions((override,)))


def _quoted(context: NoticeContext, text: int | None) -> tuple[Block, ...]:
    told = context.texts.get(text, "") if text is not None else ""
    return (Prose((told,)),) if told else ()


def _person(say: Voice, context: NoticeContext, person: int) -> str:
    known = context.people.get(person)
    return known.name if known is not None else say.text("notices.somebody")


def _said(line: Line, *more: Block) -> Reply:
    quoted = " ".join(plain(block.line) for block in more if isinstance(block, Prose))
    return Reply(f"{plain(line)} {quoted}".rstrip(), (Prose(line), *more), Audience.PLACE)
