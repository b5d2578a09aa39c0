"""Refusals (S6): what, by which clause, who can, when it becomes possible, and one button onward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.replies import Action, Actions, Because, Block, Line, Prose, Reply, Style, plain
from bot.results import Asked, PersonView, Refused
from bot.wording.articles import beside
from bot.wording.lines import listed, sentences
from bot.wording.names import mention, names_of
from bot.wording.products import addresses
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.unit_reasons import BUYABLE
from bot.wording.verbs import example
from bot.wording.voice import Voice, voice
from policy.decisions import Denied, Reason, ReasonCode
from policy.facts import Role

_LABEL_LIMIT = 24
_SUBJECT_LIMIT = 1500
_HINTS = frozenset(
    {
        ReasonCode.FEE_IF_NOBODY_AVAILABLE,
        ReasonCode.FEE_NOT_SET,
        ReasonCode.CONCERN_ON_OTHER_TERMS,
        ReasonCode.MORE_IS_BILLED,
    }
)
_QUIET = frozenset({ReasonCode.ONLY_CONTACTS_ASK, ReasonCode.MAY_BE_LET_THROUGH})


def refused(result: Refused, reader: Reader) -> Reply:
    """The policy's no, and the way on."""
    say = voice(reader, result.zone)
    lead, told = _lead(say, result)
    decision = result.decision
    whys = [r for r in decision.reasons if r is not told and r.code not in _HINTS | _QUIET]
    who = _who(say, result.instead)
    main = sentences(
        lead,
        *(reason_line(say, reason) for reason in whys),
        who,
        possible(say, decision),
        *(
            reason_line(say, r, follows_names=bool(who) and any(p.available for p in result.instead))
            for r in decision.reasons
            if r.code in _HINTS
        ),
        *_still(say, decision),
    )
    blocks: list[Block] = [Prose(main)]
    quiet = tuple(reason_line(say, r) for r in decision.reasons if r.code in _QUIET)
    if any(reason.code is ReasonCode.CHANNEL_NOT_IN_PLAN for reason in decision.reasons):
        quiet += addresses(say, result.products)
    if quiet:
        blocks.append(Because(quiet))
    blocks += _self_help(say, result)
    onward = tuple(each for each in (_onward(say, result), _exception(say, result)) if each is not None)
    if onward:
        blocks.append(Actions(onward))
    return Reply(plain(main), tuple(blocks), refused=True)


def _still(say: Voice, decision: Denied) -> Iterator[Line]:
    """What is left to do where no reason says it."""
    codes = {reason.code for reason in decision.reasons}
    if codes & (_HINTS | _QUIET):
        return
    if ReasonCode.OUT_OF_SCOPE in codes:
        yield say.line("refusals.other_choice")
    if codes & {ReasonCode.EXCLUDED_BY_DESK, ReasonCode.PRODUCT_NOT_HELD}:
        yield say.line("refusals.list_kept")
    if ReasonCode.TOP_OF_LADDER in codes:
        yield say.line("refusals.its_thread")


def _self_help(say: Voice, result: Refused) -> tuple[Block, ...]:
    """What helps whoever is refused all the same: the articles that match, else that there are some."""
    if result.action != "open":
        return ()
    if answers := beside(say, result.articles, result.self_help):
        return (Prose(answers),)
    if result.self_help is None:
        return ()
    command = example(say.language, "help")
    clause = result.self_help.clause
    return (Because((say.line("articles.open_to_all", clause=clause, command=command),)),)


def denied_lines(say: Voice, decision: Denied) -> tuple[Line, ...]:
    """A refusal's reasons, one a line, and when it becomes possible."""
    lines = tuple(reason_line(say, reason) for reason in decision.reasons)
    when = possible(say, decision)
    return (*lines, when) if when else lines


def possible(say: Voice, decision: Denied) -> Line:
    """When it becomes possible, unless a reason has just said so."""
    if decision.possible_at is None or any(
        decision.possible_at in {reason.facts.get("opens_at"), reason.facts.get("returns_at")}
        for reason in decision.reasons
    ):
        return ()
    return say.line("refusals.possible", at=say.times.on(decision.possible_at))


def asked(result: Asked, reader: Reader) -> Reply:
    """The colleague's request is on its way to a contact."""
    say = voice(reader, result.zone, result.now)
    return replace(sent_to(say, result.contacts, result.subject, result.number), spent=True)


def sent_to(say: Voice, contacts: tuple[PersonView, ...], text: str, number: int) -> Reply:
    """With whom a request is, what they can do with it, and how to take it back."""
    names = listed(say.language, [(mention(each),) for each in contacts])
    line = say.line("refusals.asked", contacts=names, subject=text.partition("\n")[0])
    numbered = say.line("refusals.asked_number", number=number)
    if len(contacts) == 1:
        following = say.line("refusals.asked_next", contacts=contacts[0].name)
    else:
        following = say.line("refusals.asked_any")
    away = () if any(each.available for each in contacts) else _who(say, contacts)
    withdraw = say.button("buttons.withdraw", f"request {number} withdraw")
    blocks: list[Block] = [Prose(line)]
    if away:
        blocks.append(Prose(away))
    blocks += [Because((sentences(numbered, following),)), Actions((withdraw,))]
    told = f"{plain(line)}. {plain(away)}" if away else plain(line)
    return Reply(told, tuple(blocks))


def _lead(  # noqa: C901, PLR0912  one flat case an action
    say: Voice, result: Refused
) -> tuple[Line, Reason | None]:
    """What is refused, and the reason that the sentence already gives."""
    reason = next((r for r in result.decision.reasons if r.code is ReasonCode.NOT_AUTHORIZED), None)
    clause = "" if reason is None else reason.citation.clause
    desk, account, number = result.desk, result.account, result.ticket or 0
    match result.action, reason:
        case "open", None:
            return say.line("refusals.open", desk=desk), None
        case "open", _:
            return say.line("refusals.open_not_authorized", desk=desk, account=account, clause=clause), reason
        case "escalate", None:
            return say.line("refusals.escalate", number=number, desk=desk), None
        case "escalate", _:
            told = say.line(
                "refusals.escalate_not_authorized",
                number=number,
                desk=desk,
                account=account,
                clause=clause,
            )
            return told, reason
        case "log", _:
            return say.line("refusals.log", number=number), None
        case "another", _:
            return say.line("refusals.another", number=number), None
        case "authorize", _ if result.subject:
            return say.line("refusals.authorize", name=result.subject, account=account), None
        case "delegate", _:
            msgid = "refusals.delegate" if result.subject else "refusals.delegate_anybody"
            return say.line(msgid, name=result.subject or "", account=account), None
        case "plan", _ if result.subject:
            plan = say.known("plan", result.subject)
            return say.line("refusals.plan", account=account, plan=plan), None
        case "fair_use", _:
            return say.line("refusals.fair_use", account=account), None
        case "amend", _:
            return say.line("refusals.amend", number=number), None
        case "language", _:
            return say.line("refusals.language", desk=desk), None
        case "accept" | "decline", _:
            return say.line("refusals.accept", number=number, account=account), None
        case "override", _:
            return say.line("refusals.override", desk=desk), None
        case "outcome" | "reopen", _:
            return say.line(f"refusals.{result.action}", number=number), None
        case "fix", _ if result.subject:
            return say.line("refusals.fix", name=result.subject), None
        case "buy", _:
            return say.line("refusals.buy", desk=desk, account=account), None
        case "see", _:
            return say.line("refusals.see", desk=desk, account=account), None
        case _:
            return say.line("refusals.other", desk=desk), None


def _who(say: Voice, people: tuple[PersonView, ...]) -> Line:
    here = [person for person in people if person.available]
    if here:
        return say.line("refusals.available", len(here), names=names_of(say.language, here))
    back = [person.back_at for person in people if person.back_at is not None]
    if back:
        names, at = names_of(say.language, people), say.times.on(min(back), short=False)
        return say.line("refusals.unavailable_back", len(people), names=names, at=at)
    if people:
        return say.line("refusals.unavailable", len(people), names=names_of(say.language, people))
    return ()


def _onward(say: Voice, result: Refused) -> Action | None:
    """Send it to the first who can, in the colleague's own words."""
    codes = {reason.code for reason in result.decision.reasons}
    if ReasonCode.REOPEN_TOO_LATE in codes:
        return say.button("buttons.open", "open", Style.PRIMARY)
    if result.action == "fix":
        return say.button("buttons.give_reason", f"override {result.ticket}", Style.PRIMARY)
    if codes == {ReasonCode.NOT_DISCUSSED}:
        return say.button("buttons.record_outcome", f"outcome {result.ticket}", Style.PRIMARY)
    codes = {reason.code for reason in result.decision.reasons}
    if codes & BUYABLE and say.reader.role is Role.AUTHORIZED:
        return Action(say.text("buttons.buy"), "buy", Style.PRIMARY)
    if ReasonCode.BEYOND_COVER in codes:
        return Action(say.text("buttons.ask_another"), f"log {result.ticket} another", Style.PRIMARY)
    if result.action != "open" or not result.instead:
        return None
    to = min(result.instead, key=_soonest)
    if not any(reason.code is ReasonCode.NOT_AUTHORIZED for reason in result.decision.reasons):
        label = say.text("buttons.open_for", name=to.name.split(" ")[0])
        return Action(_fitted(label), f"open requester:p{to.id}", Style.PRIMARY)
    command = f"ask p{to.id} {(result.subject or '')[:_SUBJECT_LIMIT]}".rstrip()
    return Action(_fitted(say.text("buttons.send_to", name=to.name.split(" ")[0])), command, Style.PRIMARY)


def _exception(say: Voice, result: Refused) -> Action | None:
    """Ask the desk to let it through, where the policy leaves it that."""
    if result.refusal is None:
        return None
    return Action(say.text("buttons.ask_exception"), f"override R{result.refusal}")


def _soonest(person: PersonView) -> tuple[bool, bool, float]:
    """Who is there, then who will be back first, then the others, by name."""
    back = person.back_at
    return (not person.available, back is None, 0.0 if back is None else back.timestamp())


def _fitted(label: str) -> str:
    return label if len(label) <= _LABEL_LIMIT else f"{label[: _LABEL_LIMIT - 1]}…"
