"""Response times and ratings in words: nothing is said of what nobody measured."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton

from bot.replies import Because, Column, Line, Prose, Reply, Strong, plain
from bot.reports.service import Figures
from bot.results import StatsTold
from bot.wording.lines import capitalized, joined
from bot.wording.reader import Reader
from bot.wording.voice import Voice, voice


def stats(result: StatsTold, reader: Reader) -> Reply:
    """All together, then a line a month."""
    say = voice(reader, result.zone, result.now)
    since = say.times.dated(say.times.day(result.since))
    head = say.line("stats.head", desk=result.desk)
    if not result.total.opened:
        none = say.line("stats.empty", since=since)
        return Reply(f"{plain(head)}. {plain(none)}", (Prose((Strong(plain(head)),)), Prose(none)))
    msgid = "stats.public" if result.clause else "stats.own"
    scope = say.line(msgid, clause=result.clause or "", since=since)
    together = row(say, say.text("stats.all"), result.total)
    columns = (
        Column(say.text("stats.month")),
        Column(say.text("stats.opened"), figures=True),
        Column(say.text("stats.first_answer")),
        Column(say.text("stats.in_time"), figures=True),
        Column(say.text("stats.rated"), figures=True),
    )
    months = tuple(
        cells(say, month_name(say.language, month.first), month.figures) for month in result.months
    )
    return Reply(
        f"{plain(head)}. {plain(together)}",
        (
            Prose((Strong(plain(head)),)),
            Prose(together),
            say.table(columns, months, say.text("stats.by_month")),
            Because((scope, say.line("stats.how"))),
        ),
    )


def row(say: Voice, when: str, figures: Figures) -> Line:
    """The figures of one stretch of time in a line."""
    return say.line("stats.row", when=when, parts=joined(parts(say, figures), ", "))


def cells(say: Voice, when: str, figures: Figures) -> tuple[Line, ...]:
    """The same as the cells of a table: empty where nobody measured."""
    answered: Line = ()
    if figures.business is not None and figures.elapsed is not None:
        answered = (say.both(figures.business, figures.elapsed),)
    rated: Line = ()
    if figures.mean is not None:
        rated = say.line("stats.mean", figures.ratings, mean=decimal(say.language, figures.mean))
    in_time: Line = () if figures.share is None else (say.percent(figures.share),)
    return ((when,), (str(figures.opened),), answered, in_time, rated)


def parts(say: Voice, figures: Figures) -> list[Line]:
    """What there is to say of some figures, and only that."""
    told: list[Line] = [say.line("stats.tickets", figures.opened)]
    if figures.business is not None and figures.elapsed is not None:
        told.append(say.line("stats.median", time=say.both(figures.business, figures.elapsed)))
    elif figures.opened:
        told.append(say.line("stats.unanswered"))
    if figures.share is not None:
        told.append(say.line("stats.share", share=say.percent(figures.share)))
    if figures.mean is None:
        told.append(say.line("stats.no_rating"))
    else:
        told.append(say.line("stats.rating", figures.ratings, mean=decimal(say.language, figures.mean)))
    return told


def month_name(language: str, first: date) -> str:
    """The month with its year: "July 2026", "Juillet 2026"."""
    told = format_skeleton("yMMMM", first, locale=language)
    return plain(capitalized((told,)))


def decimal(language: str, value: float) -> str:
    """With one decimal, as the language writes it."""
    told = f"{value:.1f}"
    return told if language == "en" else told.replace(".", ",")
