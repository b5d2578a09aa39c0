"""Pages of a list that stays in its place: which one is shown, and the buttons to the ones beside it."""

from __future__ import annotations

from bot.replies import Actions, Block
from bot.wording.voice import Voice


def heading_of(say: Voice, title: str, page: int) -> str:
    """The list's name; from the second page on with the page's number."""
    return title if page == 1 else say.text("home.page", title=title, page=page)


def pages(say: Voice, command: str, page: int, *, more: bool) -> list[Block]:
    """The pages before and after, where there are such; `command` is the list's, without a page."""
    before = f"{command} page:{page - 1}" if page > 2 else command  # noqa: PLR2004  the first needs no number
    back = (say.button("buttons.previous", before),) if page > 1 else ()
    on = (say.button("buttons.more", f"{command} page:{page + 1}"),) if more else ()
    return [Actions((*back, *on))] if back or on else []
