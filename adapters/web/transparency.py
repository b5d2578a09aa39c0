"""A desk's public figures as a page: `GET /transparency/<desk>`, in the reader's language."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from html import escape

from aiohttp import web

from adapters.web.languages import preferred
from adapters.web.style import STYLE, STYLE_SOURCE
from bot.transparency import Figure, PublicPage

Pages = Callable[[str, str], PublicPage | None]
"""A desk's page by its name in addresses, in a language; None where there is none."""

HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_SOURCE}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language",
}
KEPT = "public, max-age=300"


def routes(pages: Pages) -> list[web.RouteDef]:
    """The page's address, for a server to add. `pages` is called in a thread."""

    async def show(request: web.Request) -> web.Response:
        language = preferred(request.query.get("lang"), request.headers.get("Accept-Language"))
        page = await asyncio.to_thread(pages, request.match_info["desk"], language)
        if page is None:
            return web.Response(status=404, text="Not found", headers=HEADERS)
        return web.Response(
            text=html(page),
            content_type="text/html",
            charset="utf-8",
            headers={**HEADERS, "Content-Language": page.language, "Cache-Control": KEPT},
        )

    return [web.get("/transparency/{desk}", show)]


def html(page: PublicPage) -> str:
    """The whole page. Every text of it is escaped here, whoever wrote it."""
    title = escape(page.title)
    others = "".join(
        f'<a href="?lang={escape(tag)}" hreflang="{escape(tag)}" lang="{escape(tag)}">{escape(name)}</a>'
        for tag, name in page.languages
    )
    body = (
        f'<p class="empty">{escape(page.empty)}</p>'
        if page.empty is not None
        else f'<dl class="cards">{"".join(_card(page, each) for each in page.figures)}</dl>{_table(page)}'
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in page.notes)
    return (
        f'<!doctype html><html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title><style>{STYLE}</style></head>'
        f"<body><nav>{others}</nav><main><h1>{title}</h1><p>{escape(page.lead)}</p>{body}"
        f"<h2>{escape(page.clause_title)}</h2><p>{escape(page.clause)}</p>"
        f"<footer>{notes}</footer></main></body></html>"
    )


def _card(page: PublicPage, figure: Figure) -> str:
    return (
        f"<div><dt>{escape(figure.label)}</dt>"
        f"<dd>{_value(page, figure)}{_bar(figure)}<small>{escape(figure.rests_on)}</small></dd></div>"
    )


def _table(page: PublicPage) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in page.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(month)}</th>'
        + "".join(
            f'<td data-label="{escape(figure.label)}"><span>{_value(page, figure)}'
            f"<small>{escape(figure.rests_on)}</small></span></td>"
            for figure in figures
        )
        + "</tr>"
        for month, figures in page.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _value(page: PublicPage, figure: Figure) -> str:
    if figure.value is None:
        return f'<em class="none">{escape(page.none)}</em>'
    return f"<b>{escape(figure.value)}</b>"


def _bar(figure: Figure) -> str:
    """A bar as wide as the part is; the figure stands in words above it, so it is hidden from readers."""
    if figure.part is None:
        return ""
    width = round(100 * min(max(figure.part, 0.0), 1.0), 1)
    return (
        '<svg class="bar" aria-hidden="true" viewBox="0 0 100 6" preserveAspectRatio="none">'
        f'<rect class="all" width="100" height="6"/><rect class="part" width="{width}" height="6"/></svg>'
    )
