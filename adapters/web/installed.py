"""The page that ends an installation, in the reader's language: what happened, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from aiohttp import web

from adapters.web.languages import preferred
from adapters.web.style import STYLE, STYLE_SOURCE
from bot.words import InstallPage

HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_SOURCE}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # The address of this page holds a code; it goes no further.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept-Language",
}


def show(request: web.Request, make: Callable[[str], InstallPage], link: str, status: int) -> web.Response:
    """The page in the language that the browser asks for; its button leads to `link`."""
    page = make(preferred(None, request.headers.get("Accept-Language")))
    return web.Response(
        text=html(page, link),
        status=status,
        content_type="text/html",
        charset="utf-8",
        headers={**HEADERS, "Content-Language": page.language},
    )


def html(page: InstallPage, link: str) -> str:
    """The whole page. Every text of it is escaped here, whoever wrote it."""
    title = escape(page.title)
    lines = "".join(f"<p>{escape(line)}</p>" for line in page.lines)
    steps = "".join(f"<li>{escape(step)}</li>" for step in page.steps)
    return (
        f'<!doctype html><html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title><style>{STYLE}</style></head>'
        f'<body><main class="one"><p class="mark" aria-hidden="true">{"✓" if page.is_good else "–"}</p>'
        f"<h1>{title}</h1>{lines}{f'<ol>{steps}</ol>' if steps else ''}"
        f'<p><a class="button" href="{escape(link)}">{escape(page.button)}</a></p></main></body></html>'
    )
