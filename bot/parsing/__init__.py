"""From words or a form's values to a typed command; the only place that knows how commands are written."""

from bot.parsing.forms import read_form
from bot.parsing.legible import legible
from bot.parsing.quoting import read_quoted
from bot.parsing.verbs import Context, Parsed, parse, suggestion, verb_of, writes

__all__ = [
    "Context",
    "Parsed",
    "legible",
    "parse",
    "read_form",
    "read_quoted",
    "suggestion",
    "verb_of",
    "writes",
]
