"""The package itself: the same bytes for the same app."""

from __future__ import annotations

import io
import json
import zipfile

from adapters.teams.package.check import faults_of
from adapters.teams.package.icons import colour, outline
from adapters.teams.package.manifest import LANGUAGES, App, manifest, translation
from adapters.teams.wire import Json

_WHEN = (2026, 1, 1, 0, 0, 0)


class BadApp(ValueError):
    """The package would be refused, or would not work: one fault a line."""


def package(app: App) -> bytes:
    """The zip that an admin uploads. Raises BadApp."""
    made = manifest(app)
    translations = {f"{language}.json": translation(language) for language in LANGUAGES if language != "en"}
    faults = faults_of(made, translations)
    if faults:
        raise BadApp("\n".join(faults))
    held = {
        "manifest.json": _json(made),
        **{name: _json(told) for name, told in translations.items()},
        "color.png": colour(),
        "outline.png": outline(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in held.items():
            zipped.writestr(zipfile.ZipInfo(name, _WHEN), content)
    return out.getvalue()


def _json(held: Json) -> bytes:
    return json.dumps(held, indent=2, ensure_ascii=False).encode() + b"\n"
