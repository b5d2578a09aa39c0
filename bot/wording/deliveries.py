"""What could not be delivered, in words: what it was, for whom, since when, and what to do about it."""

from __future__ import annotations

from bot.commands import DeliveryAct
from bot.replies import Action, Actions, Because, Block, Line, Prose, Reply, plain
from bot.results import DeliveriesTold, DeliveryView, HealthView
from bot.wording.lines import joined, sentences
from bot.wording.messages import has
from bot.wording.names import heading
from bot.wording.paging import heading_of, pages
from bot.wording.reader import Reader
from bot.wording.voice import Voice, voice


def told(result: DeliveriesTold, reader: Reader) -> Reply:
    """A page of them, each with what can be done; or what became of one."""
    say = voice(reader, result.zone, result.now)
    match result.act:
        case DeliveryAct.RETRY:
            line = say.line("deliveries.again", what=_what(say, result.rows[0]))
            return Reply(plain(line), (Prose(line),), spent=True)
        case DeliveryAct.DONE:
            line = say.line("deliveries.settled", what=_what(say, result.rows[0]))
            return Reply(plain(line), (Prose(line),), spent=True)
        case _:
            pass
    health = health_lines(say, result.health)
    if not result.rows:
        return Reply(plain(sentences(*health)), (Prose(sentences(*health)),))
    title = heading_of(say, say.text("home.deliveries"), result.page)
    blocks: list[Block] = [Prose((title,)), Prose(sentences(*health)), *rows_of(say, result.rows)]
    blocks += pages(say, "deliveries", result.page, more=result.more)
    blocks.append(Because((say.line("deliveries.how"),)))
    first = plain(_line(say, result.rows[0]))
    return Reply(f"{title}. {plain(sentences(*health))} {first}", tuple(blocks))


def health_lines(say: Voice, health: HealthView) -> tuple[Line, ...]:
    """How many could not be delivered, and how many still wait, since when."""
    lines = [
        say.line("home.undelivered", health.undelivered)
        if health.undelivered
        else say.line("deliveries.none")
    ]
    if health.waiting and health.oldest is not None:
        since = say.times.since(health.oldest)
        lines.append(say.line("deliveries.waiting", health.waiting, since=since))
    return tuple(lines)


def rows_of(say: Voice, rows: tuple[DeliveryView, ...]) -> list[Block]:
    """Each with what can be done about it."""
    return [block for each in rows for block in (Prose(_line(say, each)), Actions(acts(say, each.number)))]


def reason_of(say: Voice, error: str) -> Line:
    """Why it could not be said, and the way out; the platform's own word where we have none."""
    # What a shut place did not take says so before the code, and of which workspace after it.
    msgid = f"deliveries.reason.{error.removeprefix('shut:').partition(':')[0]}"
    return say.line(msgid) if has(say.language, msgid) else say.line("deliveries.reason_other", error=error)


def _line(say: Voice, row: DeliveryView) -> Line:
    return say.line(
        "deliveries.row",
        number=row.number,
        what=_what(say, row),
        since=say.times.since(row.since),
        reason=reason_of(say, row.error),
    )


def acts(say: Voice, number: int) -> tuple[Action, Action]:
    """What can be done about the message of that number."""
    return _button(say, "buttons.retry", "retry", number), _button(say, "buttons.done", "done", number)


def _button(say: Voice, msgid: str, act: str, number: int) -> Action:
    label = say.text(msgid)
    aloud = say.text("deliveries.aloud", label=label, number=number)
    return Action(label, f"deliveries {act} {number}", aloud=aloud)


def _what(say: Voice, row: DeliveryView) -> Line:
    """What it was and where it belongs: "Reminder, #42, in laurier"."""
    kind = f"deliveries.what.{row.what}"
    parts: list[Line] = [
        (heading(say.text(kind) if has(say.language, kind) else say.text("deliveries.what_other")),)
    ]
    parts += [(f"#{row.ticket}",)] if row.ticket is not None else []
    if row.person:
        parts.append(say.line("deliveries.to_person", name=row.person))
    if row.place:
        parts.append(say.line("deliveries.in_place", place=row.place))
    return joined(parts, ", ")
