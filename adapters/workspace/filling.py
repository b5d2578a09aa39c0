"""What Slack's client checks before a form is sent: needed fields, lengths, numbers, addresses."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from adapters.workspace import limits
from adapters.workspace.blocks import HOLDS, Values
from adapters.workspace.model import Json

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")


def faults_of(blocks: list[Json], values: Values) -> dict[str, str]:
    """A sentence for each input block, by its id, that may not be sent as it is."""
    faults: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        key = HOLDS[element["type"]][0]
        held = values[block["block_id"]][element["action_id"]].get(key)
        fault = _fault(element, held, optional=bool(block.get("optional")))
        if fault:
            faults[block["block_id"]] = fault
    return faults


def _fault(element: Json, held: Any, *, optional: bool) -> str:
    if held in (None, "", []):
        return "" if optional else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, str(held))
        case "email_text_input":
            return "" if _EMAIL.fullmatch(str(held)) else "Enter a valid email address."
        case "url_text_input":
            return "" if _URL.fullmatch(str(held)) else "Enter a valid URL."
        case "number_input":
            return _number(element, str(held))
        case "file_input":
            return _files(element, held)
        case _:
            return ""


def _files(element: Json, held: list[Json]) -> str:
    most, kinds = element.get("max_files", limits.FILE_INPUT_FILES), element.get("filetypes")
    if len(held) > most:
        return f"Choose at most {most} files."
    if any(file["size"] > limits.FILE_INPUT_SIZE for file in held):
        return f"A file here holds at most {limits.FILE_INPUT_SIZE // 1_000_000} MB."
    if kinds and any(file["filetype"] not in kinds for file in held):
        return f"Choose files of these kinds: {', '.join(kinds)}."
    return ""


def _length(element: Json, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) > most:
        return f"Enter at most {most} characters."
    return f"Enter at least {least} characters." if len(text) < least else ""


def _number(element: Json, text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "Enter a number."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Enter a number from {element['min_value']} up."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Enter a number up to {element['max_value']}."
    return ""
