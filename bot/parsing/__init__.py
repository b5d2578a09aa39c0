"""From words or a form's values to a typed command; the only place that knows how commands are written."""

from bot.parsing.forms import read_form
from bot.parsing.instants import day_of, instant_of, past_instant
from bot.parsing.legible import legible
from bot.parsing.numbers import whole
from bot.parsing.quoting import read_quoted
from bot.parsing.verbs import Context, Parsed, in_parts, parse, suggestion, verb_of, writes

__all__ = [
    "Context",
    "Parsed",
    "day_of",
    "in_parts",
    "instant_of",
    "legible",
    "parse",
    "past_instant",
    "read_form",
    "read_quoted",
    "suggestion",
    "verb_of",
    "whole",
    "writes",
]
