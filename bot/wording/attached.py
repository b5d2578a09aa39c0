"""Files in words: named where they came along, told of where they could not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.files import File, taken
from bot.replies import Audience, CheckField, Enclosed, FileField, Line, Link, Prose, Reply, plain
from bot.requests import BRING, Attachment
from bot.wording.lines import joined, sentences, text
from bot.wording.names import heading
from bot.wording.notice_parts import voice_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice

FIELD = "files"
MOST = 10
MAIL = "email"
STEP = 1_000
"""Bytes of a kilobyte, and so on."""
UNITS = (("digital-gigabyte", 3), ("digital-megabyte", 2), ("digital-kilobyte", 1))
FEW = 10
"""Of a unit, below which its tenths are said."""


def file_field(say: Voice) -> FileField:
    """Where a form takes files, or says how else they come in."""
    hint = say.text("files.hint", most=MOST)
    return FileField(FIELD, say.text("files.label"), hint, MOST, instead=say.text("files.no_field"))


def bringing(reply: Reply, brings: Sequence[Attachment], language: str, *, ticked: bool) -> Reply:
    """The form of a reply with a box for the files of the message that it began with."""
    form = reply.form
    if form is None or not brings:
        return reply
    files = tuple(map(taken, brings))
    names = ", ".join(file.name or text(language, "files.unnamed") for file in files)
    words = text(language, "files.bring", names=names)
    box = CheckField(BRING, text(language, "files.of_message"), words, ticked)
    at = next((n for n, f in enumerate(form.fields) if isinstance(f, FileField)), len(form.fields))
    shown = replace(form, fields=(*form.fields[:at], box, *form.fields[at:]), brings=files)
    return replace(reply, blocks=tuple(shown if block is form else block for block in reply.blocks))


def attached(say: Voice, files: Sequence[File], *, linked: bool = False) -> Line:
    """Their names in a row, linked where the reader's platform can show them; empty where there are none."""
    if not files:
        return ()
    reader = say.reader
    names: list[Line] = []
    for file in files:
        name: Line = (_name(say, file),)
        if linked and file.is_seen_on(reader.platform, reader.tenant):
            name = (Link(_name(say, file), file.attachment.link),)
        elif linked and file.host:
            name = (*name, " (", Link(file.host, file.attachment.link), ")")
        names.append(name)
    return say.line("files.attached", len(names), names=joined(names, ", "))


def brought(
    head: Line, text_id: int, context: NoticeContext, reader: Reader, *, of_desk: bool = False
) -> Reply:
    """Somebody's words and files under a line that says whose they are. `of_desk`: an agent's answer."""
    say = voice_of(context, reader)
    said, files = context.texts.get(text_id, ""), context.files.get(text_id, ())
    lines = [head, *([(said,)] if said else []), *([attached(say, files)] if files else [])]
    enclosed = tuple(_enclosed(say, file, of_desk=of_desk) for file in files)
    summary = " ".join(plain(line) for line in lines)
    return Reply(summary, tuple(map(Prose, lines)), Audience.PLACE, files=enclosed)


def received(say: Voice, line: Line, files: Sequence[File]) -> Line:
    """A receipt's sentence, and what went along."""
    return sentences(line, attached(say, files))


def across(files: Sequence[File], context: NoticeContext, say: Voice) -> tuple[Line, ...]:
    """To whoever answered: what the other side of the ticket, on another platform, has of the files."""
    if context.opposite is None:
        return ()
    lines = []
    for file in files:
        if file.platform == context.opposite:
            continue
        name = _at_start(say, file)
        host = Link(file.host, file.attachment.link)
        lines.append(
            say.line("files.receipt_link", name=name, host=host)
            if file.host
            else say.line("files.receipt_name", name=name)
        )
    return tuple(lines)


def _enclosed(say: Voice, file: File, *, of_desk: bool) -> Enclosed:
    return Enclosed(file.attachment, file.platform, file.tenant, _instead(say, file, of_desk=of_desk))


def _instead(say: Voice, file: File, *, of_desk: bool) -> Line:
    """Where the file is for whoever reads of it here."""
    name = _at_start(say, file)
    if file.is_seen_on(say.reader.platform, say.reader.tenant):
        return say.line("files.elsewhere", name=Link(name, file.attachment.link))
    if file.platform == MAIL:
        return say.line("files.mailed", name=name)
    if not file.host:
        return say.line("files.from_desk" if of_desk else "files.with_sender", name=name)
    host = Link(file.host, file.attachment.link)
    if not file.attachment.size:
        return say.line("files.link", name=name, host=host)
    return say.line("files.link_sized", name=name, host=host, size=_size(say, file.attachment.size))


def _at_start(say: Voice, file: File) -> str:
    """What begins a sentence: a name as it is written, else a word for it."""
    return file.attachment.name or heading(_name(say, file))


def _name(say: Voice, file: File) -> str:
    return file.attachment.name or say.text("files.picture" if file.is_picture else "files.unnamed")


def _size(say: Voice, size: int) -> str:
    """So many bytes, in a unit that reads well."""
    from babel.units import format_unit  # noqa: PLC0415  what never speaks of files starts without it

    unit, power = next((u for u in UNITS if size >= STEP ** u[1]), UNITS[-1])
    count = max(size / STEP**power, 0.1)
    return str(
        format_unit(round(count, 1 if count < FEW else 0), unit, "short", "#,##0.#", locale=say.language)
    )
