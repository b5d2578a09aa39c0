"""New versions of a policy, in plain words made from the two documents; and tickets put under one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.replies import Audience, Because, Item, Items, Line, Note, Prose, Reply, plain
from bot.results import TicketView
from bot.results.fairness import Amended, AmendPreview, LanguageTold
from bot.wording import durations
from bot.wording.forms import asked_for
from bot.wording.lines import joined, listed
from bot.wording.plans import hours_line
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice
from policy.documents import PolicyDocument
from policy.facts import Severity
from policy.publishing_rules import RevisionRule
from policy.revisions import (
    ChannelChanged,
    ClauseChanged,
    Difference,
    HoursChanged,
    PlanChanged,
    RulesChanged,
    TargetChanged,
    differences,
)
from policy.rules import PlanRule
from policy.targets import Milestone
from policy.windows import Window, days_alike

MOST = 20
"""Changes told in one post; the rest are counted, and `policy` has them all."""


def revised(context: NoticeContext, reader: Reader) -> Reply:
    """The post in a channel: which version, since when, what is different; open tickets keep theirs."""
    if context.revision is None:
        raise ValueError("this notice is about two versions of a policy")
    before, after = context.revision
    say = voice(reader, after.zone, context.now)
    head = say.line(
        "revisions.head",
        desk=context.desk,
        version=after.version,
        date=say.times.dated(after.effective_on),
    )
    lines = difference_lines(say, before, after)
    kept = say.line("revisions.kept")
    clause = next((rule.clause for rule in after.rules if isinstance(rule, RevisionRule)), None)
    if clause is not None:
        kept = say.line("lists.paired", what=kept, detail=clause)
    told = (*lines[:MOST], say.line("revisions.more", len(lines) - MOST)) if len(lines) > MOST else lines
    items = Items(tuple(Item(line) for line in told))
    return Reply(plain(head), (Prose(head), items, Because((kept,))), Audience.PLACE)


def difference_lines(say: Voice, before: PolicyDocument, after: PolicyDocument) -> tuple[Line, ...]:
    """Each change of the new version in a sentence; a single one says that nothing changed for anybody."""
    found = differences(before, after)
    if not found:
        return (say.line("revisions.nothing"),)
    return tuple(_line(say, each, before, after) for each in found)


def _line(say: Voice, difference: Difference, before: PolicyDocument, after: PolicyDocument) -> Line:
    match difference:
        case PlanChanged(plan=plan, added=added):
            msgid = "revisions.plan_added" if added else "revisions.plan_gone"
            return say.line(msgid, plan=_plans(say, after if added else before, (plan,)))
        case TargetChanged():
            return _target(say, difference, after)
        case ChannelChanged(clause=clause, channel=channel, plans=plans, served=served):
            msgid = "revisions.channel_open" if served else "revisions.channel_gone"
            named = _plans(say, after, plans)
            return say.line(msgid, channel=say.name("channel", channel), plans=named, clause=clause)
        case HoursChanged():
            return _hours(say, difference, after.zone)
        case ClauseChanged(before=None, after=new) if new is not None:
            return say.line("revisions.clause_new", id=new.id, text=new.text.get(say.language))
        case ClauseChanged(before=old, after=None) if old is not None:
            return say.line("revisions.clause_gone", id=old.id, text=old.text.get(say.language))
        case ClauseChanged(before=old, after=new):
            assert old is not None
            assert new is not None
            now, then = new.text.get(say.language), old.text.get(say.language)
            return say.line("revisions.clause", id=new.id, text=now, before=then)
        case RulesChanged(clause=clause):
            return say.line("revisions.rules", id=clause.id, text=clause.text.get(say.language))
    assert_never(difference)


def _target(say: Voice, change: TargetChanged, document: PolicyDocument) -> Line:
    what = say.heading("milestone", change.milestone)
    if len(change.plans) < len(document.plans):
        what = say.text("revisions.for_plans", what=what, plans=_plans(say, document, change.plans))
    if len(change.severities) < len(Severity):
        named = listed(say.language, [(say.name("severity", each),) for each in change.severities])
        what = say.text("revisions.for_severities", what=what, severities=named)
    if len(kinds := say.name("kind", change.kind)) > 0:
        what = say.text("lists.paired", what=what, detail=kinds)
    then, now = (
        None if each is None else durations.target(say.language, str(each))
        for each in (change.before, change.after)
    )
    if then is None:
        return say.line("revisions.target_new", what=what, after=now or "", clause=change.clause)
    if now is None:
        return say.line("revisions.target_gone", what=what, before=then, clause=change.clause)
    return say.line("revisions.target", what=what, after=now, before=then, clause=change.clause)


def _hours(say: Voice, change: HoursChanged, zone: str) -> Line:
    then, now = (None if week is None else _week(say, week, zone) for week in (change.before, change.after))
    if then is None:
        return say.line("revisions.hours_new", after=now or (), clause=change.clause)
    if now is None:
        return say.line("revisions.hours_gone", before=then, clause=change.clause)
    return say.line("revisions.hours", after=now, before=then, clause=change.clause)


def _week(say: Voice, week: tuple[tuple[Window, ...], ...], zone: str) -> Line:
    return joined([hours_line(say, zone, days, spans) for days, spans in days_alike(week)], ", ")


def _plans(say: Voice, document: PolicyDocument, plans: tuple[str, ...]) -> Line:
    titles = {rule.plan: rule.title for rule in document.rules if isinstance(rule, PlanRule)}
    return listed(say.language, [(titles[p].get(say.language) if p in titles else p,) for p in plans])


def amended(ticket: TicketView, before: str, after: str, who: str, reader: Reader) -> Reply:
    """In both threads: the ticket has a later version, and what is due by it."""
    say = voice(reader, ticket.zone, ticket.read_at)
    line = say.line("revisions.amended", number=ticket.number, before=before, after=after, who=who)
    due = _due(say, ticket)
    return Reply(plain(line), (Prose(line), *((Because((due,)),) if due else ())), Audience.PLACE)


def _due(say: Voice, ticket: TicketView) -> Line:
    leading = ticket.leading
    if leading is None or leading.ended_at is not None:
        return ()
    what = say.name("milestone", leading.milestone)
    return say.line("revisions.due", what=what, at=say.times.bare(leading.due_at))


def preview(result: AmendPreview, reader: Reader) -> Reply:
    """What would become due when, before it is confirmed."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    lines = tuple(_move(say, *move) for move in result.moves)
    fields = tuple(Note(f"move_{i}", line) for i, line in enumerate(lines, 1))
    head = Note("head", say.line("revisions.preview", number=ticket.number, version=result.version))
    title = say.text("forms.amend.title")
    return asked_for(say, title, f"amend {ticket.number}", (head, *fields), say.text("buttons.amend"))


def _move(say: Voice, milestone: Milestone, before: datetime | None, after: datetime) -> Line:
    what, at = say.heading("milestone", milestone), say.times.bare(after)
    if before is None:
        return say.line("revisions.new_due", what=what, after=at)
    return say.line("revisions.moves", what=what, before=say.times.bare(before), after=at)


def done(result: Amended, reader: Reader) -> Reply:
    """To whoever did it."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    line = say.line("revisions.done", number=ticket.number, before=result.before, after=result.after)
    due = _due(say, ticket)
    return Reply(plain(line), (Prose(line), *((Because((due,)),) if due else ())))


def language(result: LanguageTold, reader: Reader) -> Reply:
    """In which language the person is spoken to from now on."""
    say = voice(replace(reader, language=result.language), reader.zone or "UTC")
    name = say.name("language", result.language)
    line = say.line("languages.set" if result.changed else "languages.now", language=name)
    quiet = []
    if result.served is not None and result.clause is not None:
        named = listed(say.language, [(say.name("language", each),) for each in result.served])
        quiet.append(say.line("languages.served", languages=named, clause=result.clause))
    return Reply(plain(line), (Prose(line), *((Because(tuple(quiet)),) if quiet else ())))
