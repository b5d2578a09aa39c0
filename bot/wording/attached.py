"""Files in words: named where they came along, told of where they could not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.files import File, named
from bot.replies import Audience, CheckField, Enclosed, FileField, Line, Link, Prose, Reply, Span, plain
from bot.requests import BRING, Attachment
from bot.wording.lines import joined, sentences, text
from bot.wording.notice_parts import voice_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice

FIELD = "files"
MOST = 10
MAIL = "email"


def file_field(say: Voice) -> FileField:
    """Where a form takes files, or says how else they come in."""
    hint = say.text("files.hint", most=MOST)
    return FileField(FIELD, say.text("files.label"), hint, MOST, instead=say.text("files.no_field"))


def bringing(reply: Reply, brings: Sequence[Attachment], language: str, *, ticked: bool) -> Reply:
    """The form of a reply with a box for the files of the message that it began with."""
    form = reply.form
    if form is None or not brings:
        return reply
    files = tuple(map(named, brings))
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
        name: Span = _name(say, file)
        if linked and file.is_seen_on(reader.platform, reader.tenant):
            name = Link(_name(say, file), file.attachment.link)
        names.append((name,))
    return say.line("files.attached", len(names), names=joined(names, ", "))


def brought(head: Line, text_id: int, context: NoticeContext, reader: Reader) -> Reply:
    """Somebody's words and files under a line that says whose they are."""
    say = voice_of(context, reader)
    said, files = context.texts.get(text_id, ""), context.files.get(text_id, ())
    lines = [head, *([(said,)] if said else []), *([attached(say, files)] if files else [])]
    enclosed = tuple(_enclosed(say, file) for file in files)
    summary = " ".join(plain(line) for line in lines)
    return Reply(summary, tuple(map(Prose, lines)), Audience.PLACE, files=enclosed)


def received(say: Voice, line: Line, files: Sequence[File]) -> Line:
    """A receipt's sentence, and what went along."""
    return sentences(line, attached(say, files))


def _enclosed(say: Voice, file: File) -> Enclosed:
    return Enclosed(file.attachment, file.platform, file.tenant, _instead(say, file))


def _instead(say: Voice, file: File) -> Line:
    """Where the file is for whoever reads of it here."""
    name = _name(say, file)
    if file.is_seen_on(say.reader.platform, say.reader.tenant):
        return say.line("files.elsewhere", name=Link(name, file.attachment.link))
    if file.platform == MAIL:
        return say.line("files.mailed", name=name)
    return say.line("files.elsewhere" if file.attachment.link else "files.with_sender", name=name)


def _name(say: Voice, file: File) -> str:
    return file.attachment.name or say.text("files.unnamed")
