"""The plan of an account, the clauses of a policy, and an account's people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from bot.commands import PeopleAct
from bot.replies import Action, Actions, Because, Block, Item, Items, Line, Link, Prose, Reply, plain
from bot.results import AgreementView, DelegateView, PeopleTold, PersonView, PlanTold, PolicyTold, PromiseView
from bot.wording import durations
from bot.wording.lines import joined, listed, sentences
from bot.wording.moments import HOURS, city_of, times
from bot.wording.products import addresses
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.voice import Voice, voice
from policy.decisions import Decision, Denied, Reason
from policy.documents import Clause
from policy.facts import Role

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONDAY = date(2024, 1, 1)


def plan(result: PlanTold, reader: Reader) -> Reply:
    """Hours, channels, what is promised for each severity, contacts, and the numbers behind them."""
    say = voice(reader, result.zone)
    label = say.known("plan", result.plan)
    title = say.line("plan.title", plan=label, account=result.account, desk=result.desk)
    rows: list[tuple[str, Line]] = []
    if result.hours:
        told = [hours_line(say, result.zone, days, spans) for days, spans in result.hours]
        rows.append((say.text("plan.hours"), joined(told, ", ")))
    allowed = [o.channel for o in result.offers if not isinstance(o.decision, Denied)]
    channels = listed(say.language, [(say.name("channel", channel),) for channel in allowed])
    if channels:
        rows.append((say.text("plan.channels"), channels))
    for promises, alike in groupby(result.targets, key=lambda row: _owed(say, row[1])):
        names = listed(say.language, [(say.name("severity", severity),) for severity, _ in alike])
        rows.append((say.text("plan.targets_label", severity=names), promises))
    where = sentences(*addresses(say, result.products))
    if where:
        rows.append((say.text("plan.addresses"), where))
    rows.append((say.text("plan.contacts"), _contacts(say, result)))
    rows += _delegates(say, result)
    if result.employees is not None:
        rows.append((say.text("plan.employees"), (str(result.employees),)))
    if result.licences is not None:
        rows.append((say.text("plan.licences"), (str(result.licences),)))
    version = say.line(
        "plan.policy_version", policy=result.policy, version=_dated(say, result.policy_version)
    )
    rows.append((say.text("plan.policy"), version))
    refused = [reason_line(say, r, brief=True) for o in result.offers for r in _no(o.decision)]
    blocks: list[Block] = [Prose(title), *_named_by(say, result.clause)]
    blocks += _ended(say, result)
    blocks.extend(_fair_use(say, result))
    blocks.append(say.facts(rows))
    if result.flagged:
        reasons = tuple(reason_line(say, reason, brief=True) for reason in result.flagged)
        blocks.append(Because((*reasons, say.line("plan.flagged"))))
    if refused:
        blocks.append(Because(tuple(refused)))
    agreement = _agreement(say, result.agreement)
    blocks += [Because((line,)) for line in agreement]
    more = (say.button("buttons.when", "when"), say.button("buttons.policy", "policy"))
    blocks.append(Actions(more))
    labelled = (say.text("lists.labelled", label=label, value=value) for label, value in rows)
    summary = f"{'. '.join(each.removesuffix('.') for each in (plain(title), *labelled))}."
    return Reply(" ".join((summary, *map(plain, agreement))), tuple(blocks))


def _named_by(say: Voice, clause: Clause | None) -> Iterator[Block]:
    """What the policy says of the plan itself."""
    if clause is not None:
        yield Because((say.line("policy.clause", id=clause.id, text=clause.text.get(say.language)),))


def _fair_use(say: Voice, result: PlanTold) -> tuple[Prose, ...]:
    """Where the account stands as to fair use, unless all is well."""
    if result.limited_by is not None:
        return (Prose(say.line("fairuse.is.limited", account=result.account, clause=result.limited_by)),)
    if result.warned_by is not None:
        return (Prose(say.line("fairuse.is.watched", account=result.account, clause=result.warned_by)),)
    return ()


def policy(result: PolicyTold, reader: Reader) -> Reply:
    """Every clause in our words, or one with where the source says it."""
    say = voice(reader, reader.zone or "UTC")
    language = say.language
    if result.one:
        clause = result.clauses[0]
        line = say.line("policy.clause", id=clause.id, text=clause.text.get(language))
        source = say.line("policy.reference", reference=clause.reference)
        about = result.agreement if result.agreement and result.agreement.clause == clause.id else None
        return Reply(plain(line), (Prose(line), Because((source, *_agreement(say, about)))))
    since = times(reader, "UTC").dated(result.effective_on)
    head = say.line("policy.head", policy=result.policy, version=result.policy_version, date=since)
    told = say.line("policy.paraphrase")
    items = tuple(
        Item(say.line("policy.clause", id=clause.id, text=clause.text.get(language)))
        for clause in result.clauses
    )
    quiet = (told, *_agreement(say, result.agreement))
    summary = " ".join(plain(each) for each in (head, *quiet))
    return Reply(summary, (Prose(head), Items(items), Because(quiet)))


def agreement_line(say: Voice, agreement: AgreementView) -> Line:
    """The full conditions: where they stand, or that no admin has said so yet; and the clause."""
    title = agreement.title.get(say.language)
    if agreement.link is None:
        return say.line("plan.agreement.unset", title=title, clause=agreement.clause)
    return say.line("plan.agreement", link=Link(title, agreement.link), clause=agreement.clause)


def _agreement(say: Voice, agreement: AgreementView | None) -> tuple[Line, ...]:
    return () if agreement is None else (agreement_line(say, agreement),)


def people(result: PeopleTold, reader: Reader) -> Reply:
    """Who may ask for an account; or what became of one of its people."""
    say = voice(reader, result.zone, result.now)
    named = sum(person.role is Role.AUTHORIZED for person in result.people)
    if result.limit is None:
        bound = say.line("people.no_limit", named)
    else:
        bound = say.line("people.limit", named, limit=result.limit)
    if result.reasons:
        # The count that the yes rested on was before it; its clause holds after it too.
        bound = say.line("lists.paired", what=bound, detail=result.reasons[-1].citation.clause)
    quiet = (bound,)
    if result.act is not PeopleAct.LIST and result.person is not None:
        name, account = result.person.name, result.account
        if result.act is PeopleAct.AUTHORIZE:
            line = say.line("people.authorized", name=name, account=account, desk=result.desk)
        else:
            line = say.line("people.revoked", name=name, account=account)
        return Reply(plain(line), (Prose(line), Because(quiet)))
    title = say.line("people.title", account=result.account)
    if not result.people:
        none = say.line("people.none")
        return Reply(f"{plain(title)}. {plain(none)}", (Prose(title), Prose(none), Because(quiet)))
    items = tuple(
        Item(
            _person(say, person, result),
            None if person.id == reader.person_id else _standing(say, person, result),
        )
        for person in result.people
    )
    told = ", ".join(plain(item.line) for item in items)
    summary = say.text("lists.labelled", label=plain(title), value=told)
    return Reply(f"{summary}.", (Prose(title), Items(items), Because(quiet)))


def _ended(say: Voice, result: PlanTold) -> list[Block]:
    """That the account is not active, or has cancelled."""
    ended = sentences(*(reason_line(say, reason) for reason in result.ended))
    inactive = () if result.active else say.line("plan.inactive")
    return [Prose(line) for line in (inactive, ended) if line]


def _dated(say: Voice, version: str) -> str:
    """A version is a date wherever the publisher gave one."""
    try:
        return say.text("why.version_of", date=say.times.dated(date.fromisoformat(version)))
    except ValueError:
        return version


def _owed(say: Voice, promises: tuple[PromiseView, ...]) -> Line:
    if not promises:
        return say.line("plan.target_none")
    return joined(
        [
            say.line(
                "plan.target",
                kind=say.name("kind", promise.kind),
                milestone=say.name("milestone", promise.milestone),
                target=durations.target(say.language, promise.target),
            )
            for promise in promises
        ],
        ", ",
    )


def _no(decision: Decision) -> tuple[Reason, ...]:
    return decision.reasons if isinstance(decision, Denied) else ()


def hours_line(say: Voice, zone: str, days: str, spans: str) -> Line:
    """Opening hours of days that open alike: "Monday to Friday, 08:00–20:00 (Toronto)"."""
    first, _, last = days.partition("-")
    told = _weekday(say, first)
    if last:
        told = say.text("plan.hours_range", from_day=told, to_day=_weekday(say, last))
    shown = [_span(say, span) for span in spans.split(", ")]
    city = city_of(zone, say.language)
    return say.line("plan.hours_row", days=told, times=", ".join(shown), city=city)


def _weekday(say: Voice, day: str) -> str:
    return say.times.weekday(_MONDAY + timedelta(days=_DAYS.index(day))) if day in _DAYS else day


def _span(say: Voice, span: str) -> str:
    opens, _, closes = span.partition("-")
    if (opens, closes) in {("00:00", "24:00"), ("00:00", "00:00")}:
        return say.text("plan.day_and_night")
    return say.text("plan.times", opens=_hour(say, opens), closes=_hour(say, closes))


def _hour(say: Voice, written: str) -> str:
    hour, _, minute = written.partition(":")
    if not (hour.isdecimal() and minute.isdecimal()):
        return written
    return HOURS[say.language](int(hour), int(minute))


def _contacts(say: Voice, result: PlanTold) -> Line:
    if not result.contacts:
        return say.line("plan.contacts_none")
    names = listed(say.language, [_contact(say, person) for person in result.contacts])
    if result.roster_limit is None:
        return names
    return say.line("plan.contacts_limit", len(result.contacts), names=names, limit=result.roster_limit)


def _contact(say: Voice, person: PersonView) -> Line:
    if person.available:
        return (person.name,)
    if person.back_at is not None:
        return say.line("plan.back", name=person.name, at=say.times.bare(person.back_at, short=False))
    return say.line("plan.away", name=person.name)


def _delegates(say: Voice, result: PlanTold) -> list[tuple[str, Line]]:
    if not result.delegates:
        return []
    told = listed(say.language, [_stands_in(say, each) for each in result.delegates])
    return [(say.text("plan.delegates"), told)]


def _stands_in(say: Voice, held: DelegateView) -> Line:
    until = say.times.bare(held.until, short=False)
    return say.line("plan.delegate", name=held.person.name, by=held.by.name, at=until)


def _person(say: Voice, person: PersonView, result: PeopleTold) -> Line:
    role = say.name("role", person.role or Role.COLLEAGUE)
    held = next((each for each in result.delegates if each.person.id == person.id), None)
    if held is not None:
        until = say.times.bare(held.until, short=False)
        return say.line("people.row_delegate", name=person.name, role=role, by=held.by.name, at=until)
    if not person.available and person.back_at is not None:
        back = say.times.bare(person.back_at, short=False)
        return say.line("people.row_back", name=person.name, role=role, at=back)
    return say.line("people.row" if person.available else "people.row_away", name=person.name, role=role)


def _standing(say: Voice, person: PersonView, result: PeopleTold) -> Action | None:
    """Name a colleague, or unname a contact, with one click; end what was delegated."""
    if say.reader.role is Role.AUTHORIZED and any(d.person.id == person.id for d in result.delegates):
        return say.button("buttons.end_delegation", f"delegate p{person.id} stop", of=person.name)
    option = 'account:"{}"'.format(result.account.replace('"', ""))
    match person.role:
        case Role.COLLEAGUE:
            return say.button("buttons.authorize", f"people authorize p{person.id} {option}", of=person.name)
        case Role.AUTHORIZED:
            return say.button("buttons.revoke", f"people revoke p{person.id} {option}", of=person.name)
        case _:
            return None
