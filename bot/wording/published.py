"""A desk's public figures, worded: what a page shows, whatever draws it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies import plain
from bot.reports.service import Figures
from bot.results import StatsTold
from bot.wording.moments import city_of
from bot.wording.reader import LANGUAGES, Reader
from bot.wording.stats import decimal, month_name
from bot.wording.voice import Voice, voice
from policy.documents import PolicyDocument

BEST = 5
"""The highest rating."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, its value (None where nothing was measured), and what it rests on."""

    label: str
    value: str | None
    rests_on: str = ""
    part: float | None = None
    """From 0 to 1, for a bar."""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Everything on the page, in one language. All of it is plain text."""

    language: str
    title: str
    lead: str
    figures: tuple[Figure, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    """A month and its figures, the latest first."""
    none: str
    """What stands where nothing was measured."""
    empty: str | None
    """Said in place of figures where no ticket was opened."""
    notes: tuple[str, ...]
    clause_title: str
    clause: str
    languages: tuple[tuple[str, str], ...]
    """The others in which it can be read: tag and name, in themselves."""


def published_page(told: StatsTold, document: PolicyDocument, language: str) -> PublicPage:
    """The page of a desk whose policy publishes its figures."""
    say = voice(Reader(language, None, shared=True, now=told.now), told.zone, told.now)
    since = say.times.dated(say.times.day(told.since))
    measured = told.total.opened > 0
    clause = told.clause or ""
    text = document.clause(clause).text.get(language)
    policy = say.text(
        "transparency.policy",
        title=document.title.get(language),
        version=document.version,
        city=city_of(told.zone, language),
    )
    return PublicPage(
        language=language,
        title=say.text("transparency.title", desk=told.desk),
        lead=say.text("transparency.lead", since=since),
        figures=_figures(say, told.total) if measured else (),
        columns=(
            say.text("transparency.month"),
            say.text("transparency.tickets"),
            say.text("transparency.median"),
            say.text("transparency.within"),
            say.text("transparency.rating"),
        ),
        rows=tuple(
            (month_name(language, month.first), _figures(say, month.figures)) for month in told.months
        ),
        none=say.text("transparency.none"),
        empty=None if measured else plain(say.line("stats.empty", since=since)),
        notes=(
            say.text("stats.how"),
            f"{policy} {say.text('transparency.read', day=say.times.dated(say.times.day(told.now)))}",
        ),
        clause_title=say.text("transparency.clause"),
        clause=say.text("transparency.clause_text", clause=clause, text=text),
        languages=tuple((tag, _own_name(tag)) for tag in LANGUAGES if tag != language),
    )


def _figures(say: Voice, figures: Figures) -> tuple[Figure, ...]:
    median = None
    if figures.business is not None:
        median = say.both(figures.business, figures.elapsed)
    share = figures.share
    return (
        Figure(say.text("transparency.tickets"), str(figures.opened)),
        Figure(
            say.text("transparency.median"),
            median,
            say.text("transparency.answered", figures.answered) if figures.answered else "",
        ),
        Figure(
            say.text("transparency.within"),
            None if share is None else say.percent(share),
            say.text("transparency.judged", figures.judged, within=figures.within) if figures.judged else "",
            share,
        ),
        _rating(say, figures),
    )


def _rating(say: Voice, figures: Figures) -> Figure:
    label, mean = say.text("transparency.rating"), figures.mean
    if mean is None:
        return Figure(label, None)
    value = say.text("rating.value", stars=decimal(say.language, mean))
    return Figure(label, value, say.text("transparency.ratings", figures.ratings), mean / BEST)


def _own_name(tag: str) -> str:
    return {"en": "English", "fr": "Français", "es": "Español"}[tag]
