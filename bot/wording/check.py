"""Holds the catalogs to their rules: complete, alike, used, short enough, well typeset.

`python -m bot.wording.check` names each fault and exits with status 1 where there is any.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.wording.messages import CATALOGS, PLURALS, placeholders, read
from bot.wording.names import FAMILIES, OPEN_FAMILIES
from bot.wording.reader import LANGUAGES

LABEL_LIMIT = 24
"""Characters of a button or of a form's title: what the strictest platform shows whole."""

Forms = tuple[str, ...]
Catalog = Mapping[str, Forms]

_BOT = Path(__file__).parents[1]
_ID = re.compile(r"[a-z]+(\.[a-z0-9_-]+)+")
_SHORT = re.compile(r"buttons\..*|forms\.\w+\.title|setup\.form\..*")
_SAID_ELSEWHERE = re.compile(r"\b(?:error|bar)\.[a-z_]+")
"""What others of the bot may name: their mistakes, also where these are listed, and the clock bar."""
_TYPED = re.compile(r"help\..*\.(usage|example)|setup\.command\..*|desk\.which_option")
"""Words to type: their colons and quotes are the grammar's."""
_SAME_MOMENT = {"by": "at"}
"""One instant in two phrases: "by 20:00" in one language, "at 20:00" in another."""

_RULES: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": ((re.compile(r"'"), "a straight apostrophe: use ’"),),
    "fr": (
        (re.compile(r"'"), "a straight apostrophe: use ’"),
        (re.compile(r"[;!?]"), "one of ; ! ?, which are spaced differently in France and Québec"),
        (re.compile(r"(?<!\u00a0):(?=\s|$)"), "a colon without a non-breaking space before it"),
        (re.compile(r"(?<!\u00a0)%"), "a percent sign without a non-breaking space before it"),
        (re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"), "a guillemet without its non-breaking space"),
        (re.compile(r"\d h\b|\} (h|min)\b"), "a plain space inside a moment or a duration"),
        (re.compile(r"\b(tu|ton|ta|tes|toi|te|t’\w+)\b", re.IGNORECASE), "a familiar form: use vous"),
    ),
    "es": (
        (re.compile(r"'"), "a straight apostrophe"),
        (re.compile(r"(?<!\u00a0)%"), "a percent sign without a non-breaking space before it"),
        (re.compile(r"^[^¿]*\?|^[^¡]*!"), "a question or exclamation without its opening mark"),
        (
            re.compile(r"\b(tú|tus?|te|ti|contigo|vosotros|vos)\b", re.IGNORECASE),
            "a familiar form: use usted",
        ),
    ),
}


def faults() -> list[str]:
    """Every fault of the catalogs, each named with its language and id."""
    catalogs = {language: catalog(language) for language in LANGUAGES}
    found = [*_incomplete(catalogs), *_usage(catalogs["en"])]
    for language, messages in catalogs.items():
        for msgid, forms in messages.items():
            found += [f"{language} {msgid}: {fault}" for fault in _of_message(language, msgid, forms)]
            if msgid in catalogs["en"]:
                found += [f"{language} {msgid}: {fault}" for fault in _unlike(forms, catalogs["en"][msgid])]
    return found


def catalog(language: str) -> Catalog:
    """Every message of a language by its id, with its forms."""
    found: dict[str, Forms] = {}
    for file in sorted((CATALOGS / language).glob("*.po")):
        for message in read(language, file.stem):
            msgid = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string or ""
            if msgid:
                found[msgid] = (string,) if isinstance(string, str) else tuple(string)
    return found


def used_ids(folder: Path = _BOT) -> frozenset[str]:
    """Every id that the code names in full: any topic's in the wording, elsewhere those that it may say."""
    topics = {file.stem for file in (CATALOGS / "en").glob("*.po")}
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        for text in _strings(file):
            if file.parent != Path(__file__).parent:
                found.update(_SAID_ELSEWHERE.findall(text))
            elif _ID.fullmatch(text) and text.partition(".")[0] in topics:
                found.add(text)
    return frozenset(found)


def family_ids() -> frozenset[str]:
    """Every id that the code makes from a value of a closed set."""
    return frozenset(f"{family}.{value}" for family, values in FAMILIES.items() for value in values)


def _incomplete(catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    every = {msgid for messages in catalogs.values() for msgid in messages}
    for language, messages in catalogs.items():
        yield from (f"{language} {msgid}: missing" for msgid in sorted(every - messages.keys()))


def _usage(messages: Catalog) -> Iterator[str]:
    used, made = used_ids(), family_ids()
    families = {*FAMILIES, *OPEN_FAMILIES}
    for msgid in sorted((used - families - messages.keys()) | (made - messages.keys())):
        yield f"{msgid}: said by the code and in no catalog"
    for msgid in sorted(messages.keys() - used - made):
        if not msgid.startswith(tuple(f"{family}." for family in OPEN_FAMILIES)):
            yield f"{msgid}: in the catalogs and never said"


def _of_message(language: str, msgid: str, forms: Forms) -> Iterator[str]:
    if len(forms) > 1 and len(forms) != 1 + max(PLURALS[language](n) for n in range(10)):
        yield f"{len(forms)} plural forms"
    for form in forms:
        if not form.strip():
            yield "empty"
        if form != form.strip():
            yield "a space at its beginning or end"
        bare = re.sub(r"\{[a-z_]+\}", "", form)
        if "{" in bare or "}" in bare:
            yield "a broken placeholder"
        if _SHORT.fullmatch(msgid) and len(bare) > LABEL_LIMIT:
            yield f"{len(bare)} characters, and a label has at most {LABEL_LIMIT}"
        if not _TYPED.fullmatch(msgid):
            yield from (fault for pattern, fault in _RULES[language] if pattern.search(form))


def _unlike(forms: Forms, english: Forms) -> Iterator[str]:
    if len(forms) != len(english):
        yield "counts something in one language and not in the other"
        return
    ours, theirs = _names(forms), _names(english)
    if ours != theirs:
        yield f"placeholders {sorted(ours)}, and in English {sorted(theirs)}"


def _names(forms: Iterable[str]) -> frozenset[str]:
    found = {name for form in forms for name in placeholders(form)}
    return frozenset(_SAME_MOMENT.get(name, name) for name in found)


def _strings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def main() -> int:
    """Print the faults; 1 where there are any."""
    found = faults()
    for fault in found:
        sys.stderr.write(f"{fault}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
