"""Accounts' terms in words."""

from __future__ import annotations

from bot.replies import Because, Block, Item, Items, Line, Prose, Reply, plain
from bot.results import AccountsTold, AccountTold
from bot.wording.lines import listed
from bot.wording.products import held_line
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.verbs import example
from bot.wording.voice import Voice, voice


def accounts(result: AccountsTold, reader: Reader) -> Reply:
    """The list, or one account's terms."""
    say = voice(reader, result.zone)
    if result.account is None:
        return _list(say, result)
    account = result.account
    key = "account.changed" if result.changed else "account.title"
    lead = say.line(key, account=account.name, desk=result.desk)
    rows = _rows(say, account, result.hours_clause)
    blocks: list[Block] = [Prose(lead), say.facts(rows)]
    if result.flagged:
        blocks.append(Because(tuple(reason_line(say, reason, brief=True) for reason in result.flagged)))
    told = " ".join(
        (plain(lead), *(f"{say.text('lists.labelled', label=label, value=value)}." for label, value in rows))
    )
    return Reply(told, tuple(blocks))


def _list(say: Voice, result: AccountsTold) -> Reply:
    how = say.line("account.how", command=example(say.language, "account"))
    if not result.accounts:
        none = say.line("account.none", desk=result.desk)
        return Reply(f"{plain(none)} {plain(how)}", (Prose(none), Because((how,))))
    title = say.line("account.list", desk=result.desk)
    items = tuple(
        Item(say.line("lists.paired", what=name, detail=say.known("plan", plan)))
        for name, plan in result.accounts
    )
    told = ", ".join(plain(item.line) for item in items)
    return Reply(f"{plain(title)} {told}. {plain(how)}", (Prose(title), Items(items), Because((how,))))


def _rows(say: Voice, account: AccountTold, hours_clause: str | None) -> tuple[tuple[str, Line], ...]:
    rows: list[tuple[str, Line]] = [(say.text("account.plan"), (say.known("plan", account.plan),))]
    if not account.active:
        rows.append((say.text("account.subscription"), say.line("account.inactive")))
    if account.employees is not None:
        rows.append((say.text("plan.employees"), (str(account.employees),)))
    if account.licences is not None:
        rows.append((say.text("plan.licences"), (str(account.licences),)))
    limit = say.line("account.limit", account.named, limit=account.limit or 0)
    rows.append(
        (say.text("plan.contacts"), limit if account.limit else say.line("account.unbounded", account.named))
    )
    if account.channels is not None:
        named = [(say.name("channel", channel),) for channel in account.channels]
        rows.append((say.text("plan.channels"), listed(say.language, named)))
    if account.hours:
        rows.append(
            (
                say.text("account.hours"),
                say.line("account.own", hours=account.hours, clause=hours_clause or ""),
            )
        )
    if account.maintenance_until is not None:
        until = say.times.dated(account.maintenance_until)
        rows.append((say.text("account.maintenance"), say.line("account.until", until=until)))
    for name, held in account.products:
        rows.append((name, held_line(say, held)))
    return tuple(rows)
