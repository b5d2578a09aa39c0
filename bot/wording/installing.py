"""The app taken out of a workspace, or back in it, in words; and the pages that end an installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.outgoing import BackNotice, RemovedNotice
from bot.replies import Because, Prose, Reply, plain
from bot.wording.lines import sentences, text
from bot.wording.notice_parts import voice_of
from bot.wording.reader import LANGUAGES, NoticeContext, Reader, language_for
from bot.wording.voice import voice


class Outcome(StrEnum):
    """How an installation ended; each is a page."""

    INSTALLED = "installed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NOT_BEGUN_HERE = "not_begun_here"
    USED = "used"
    OUT_OF_REACH = "out_of_reach"
    ORGANISATION = "organisation"
    ROTATION = "rotation"
    MISCONFIGURED = "misconfigured"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class InstallPage:
    """Everything on the page, in one language. All of it is plain text; `button` leads on."""

    language: str
    title: str
    lines: tuple[str, ...]
    steps: tuple[str, ...]
    button: str
    is_good: bool


_SAYS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.CANCELLED: ("install.cancelled.title", "install.cancelled.text"),
    Outcome.EXPIRED: ("install.expired.title", "install.expired.text"),
    Outcome.NOT_BEGUN_HERE: ("install.foreign.title", "install.foreign.text"),
    Outcome.USED: ("install.used.title", "install.used.text"),
    Outcome.OUT_OF_REACH: ("install.unreached.title", "install.unreached.text"),
    Outcome.ORGANISATION: ("install.organisation.title", "install.organisation.text"),
    Outcome.ROTATION: ("install.rotation.title", "install.rotation.text"),
    Outcome.NOT_KEPT: ("install.unkept.title", "install.unkept.text"),
}


def install_page(
    outcome: Outcome,
    locale: str | None,
    *,
    workspace: str = "",
    code: str = "",
    since: datetime | None = None,
    missed: int = 0,
) -> InstallPage:
    """The page. `since` and `missed` are of a workspace in which the app was before; `code` is Slack's."""
    language = language_for(locale)
    say = voice(Reader(language, shared=True), "UTC")
    if outcome is Outcome.INSTALLED:
        lines = [say.text("install.done.text", workspace=workspace)]
        if since is not None:
            lines.insert(0, say.text("install.done.back", since=say.times.named(since)))
            lines.insert(
                1, say.text("install.done.missed", missed) if missed else say.text("install.back_nothing")
            )
        steps = (
            say.text("install.step.invite"),
            say.text("install.step.setup"),
            say.text("install.step.open"),
        )
        title = say.text("install.done.title", workspace=workspace)
        return InstallPage(language, title, tuple(lines), steps, say.text("install.open"), is_good=True)
    again = say.text("install.again")
    if outcome is Outcome.MISCONFIGURED:
        title, text = say.text("install.credentials.title"), say.text("install.credentials.text", code=code)
        return InstallPage(language, title, (text,), (), again, is_good=False)
    title_id, text_id = _SAYS[outcome]
    return InstallPage(language, say.text(title_id), (say.text(text_id),), (), again, is_good=False)


def removed(notice: RemovedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """To an admin, elsewhere."""
    say = voice_of(context, reader)
    head = say.line(
        "install.removed", workspace=notice.workspace, desk=context.desk, at=say.times.on(notice.at)
    )
    kept = say.line("install.removed_kept")
    return Reply(plain(sentences(head, kept)), (Prose(head), Because((kept, say.line("install.removed_do")))))


def back(notice: BackNotice, context: NoticeContext, reader: Reader) -> Reply:
    """To an admin, in the workspace."""
    say = voice_of(context, reader)
    since = (say.times.bare(notice.since, short=False),)
    until = (say.times.bare(notice.until, short=False),)
    head = say.line("install.back", workspace=notice.workspace, since=since, until=until)
    if not notice.missed:
        nothing = sentences(head, say.line("install.back_nothing"))
        return Reply(plain(nothing), (Prose(nothing), Because((say.line("install.back_invite"),))))
    missed = say.line("install.back_missed", notice.missed)
    again = say.line("install.back_again", notice.again) if notice.again else ()
    rest = sentences(say.line("install.back_invite"), say.line("install.back_reminders"))
    blocks = [Prose(head), Prose(sentences(missed, again) if again else missed)]
    more = [rest]
    if notice.tickets:
        named = ", ".join(f"#{number}" for number in notice.tickets)
        others = say.line("install.back_more", notice.more) if notice.more else ()
        seen = say.line("install.back_see", tickets=named, number=notice.tickets[0])
        more.append(sentences(seen, others) if others else seen)
    return Reply(plain(sentences(head, missed)), (*blocks, Because(tuple(more))))


def not_served() -> str:
    """To somebody of a workspace that has no installation, whose language nobody can ask for: in each."""
    return "\n".join(text(language, "install.not_served") for language in LANGUAGES)
