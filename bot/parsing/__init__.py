"""From words or a form's values to a typed command; the only place that knows how commands are written."""

from bot.parsing.forms import read_form
from bot.parsing.legible import legible
from bot.parsing.verbs import Context, Parsed, in_parts, parse, suggestion, verb_of, writes

__all__ = [
    "Context",
    "Parsed",
    "in_parts",
    "legible",
    "parse",
    "read_form",
    "suggestion",
    "verb_of",
    "writes",
]
