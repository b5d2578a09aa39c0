"""Slack's rules for the elements inside blocks: buttons, selects, inputs."""

import re
from typing import Any

from adapters.workspace import limits
from adapters.workspace.blocks import options_of
from adapters.workspace.checking import EITHER, Problems
from adapters.workspace.model import Json

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SELECTS = frozenset(
    {"static_select", "users_select", "conversations_select", "channels_select", "external_select"}
)
_MULTI = frozenset(f"multi_{name}" for name in _SELECTS)
_PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
_CHOICES = frozenset({"checkboxes", "radio_buttons"})
_TEXTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})

ACTION_ELEMENTS = frozenset({"button", "overflow", "workflow_button"}) | _SELECTS | _PICKERS | _CHOICES
SECTION_ELEMENTS = ACTION_ELEMENTS | _MULTI | {"image"}
INPUT_ELEMENTS = _SELECTS | _MULTI | _PICKERS | _CHOICES | _TEXTS | {"rich_text_input", "file_input"}


def check_element(problems: Problems, element: Any, at: str, allowed: frozenset[str]) -> None:
    """One element where only `allowed` ones may be."""
    if not isinstance(element, dict):
        problems.add("must provide an object", at)
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        problems.add(f"unsupported type: {kind}", f"{at}/type")
        return
    if kind == "image":
        check_image(problems, element, at)
        return
    problems.string(element, "action_id", at, limits.ID)
    problems.text(element, "placeholder", at, limits.PLACEHOLDER, needed=False)
    _confirm(problems, element, at)
    if kind == "button":
        _button(problems, element, at)
    elif kind == "overflow":
        _options(problems, element, at, limits.OVERFLOW_OPTIONS)
    elif kind in _CHOICES:
        _options(problems, element, at, limits.CHOICE_OPTIONS, kinds=EITHER)
        _initial(problems, element, at)
    elif kind in ("static_select", "multi_static_select"):
        _static(problems, element, at)
    elif kind in _TEXTS:
        _text_input(problems, element, at)
    elif kind == "file_input":
        _file_input(problems, element, at)


def check_image(problems: Problems, image: Json, at: str) -> None:
    """An image, as a block or an element: where it is and what it shows in words."""
    if not image.get("image_url") and not image.get("slack_file"):
        problems.add("missing required field: image_url", at)
    problems.string(image, "image_url", at, limits.IMAGE_URL)
    problems.string(image, "alt_text", at, limits.IMAGE_ALT, needed=True)


def _button(problems: Problems, button: Json, at: str) -> None:
    problems.text(button, "text", at, limits.BUTTON_TEXT)
    problems.string(button, "value", at, limits.BUTTON_VALUE)
    problems.string(button, "url", at, limits.BUTTON_URL)
    problems.string(button, "accessibility_label", at, limits.BUTTON_ACCESSIBILITY)
    problems.one_of(button, "style", at, ("primary", "danger"))


def _static(problems: Problems, select: Json, at: str) -> None:
    if "option_groups" not in select:
        _options(problems, select, at, limits.SELECT_OPTIONS)
    else:
        for index, group in enumerate(problems.items(select, "option_groups", at, limits.OPTION_GROUPS)):
            place = f"{at}/option_groups/{index}"
            if not isinstance(group, dict):
                problems.add("must provide an object", place)
                continue
            problems.text(group, "label", place, limits.OPTION_GROUP_LABEL)
            _options(problems, group, place, limits.SELECT_OPTIONS)
    _initial(problems, select, at)


def _options(
    problems: Problems, parent: Json, at: str, most: int, kinds: tuple[str, ...] = ("plain_text",)
) -> None:
    for index, option in enumerate(problems.items(parent, "options", at, most)):
        place = f"{at}/options/{index}"
        if not isinstance(option, dict):
            problems.add("must provide an object", place)
            continue
        problems.text(option, "text", place, limits.OPTION_TEXT, kinds=kinds)
        problems.string(option, "value", place, limits.OPTION_VALUE, needed=True)
        problems.text(option, "description", place, limits.OPTION_DESCRIPTION, kinds=kinds, needed=False)


def _initial(problems: Problems, element: Json, at: str) -> None:
    """What is chosen at first is among the options, exactly as written there."""
    if problems.found:
        return  # what is offered may be malformed itself
    key = "initial_option" if "initial_option" in element else "initial_options"
    chosen = [element[key]] if key == "initial_option" else element.get(key, [])
    if key in element and not (isinstance(chosen, list) and chosen):
        problems.add("no fewer than 1 items required", f"{at}/{key}")
    elif any(option not in options_of(element) for option in chosen):
        problems.add("must match one of the provided options", f"{at}/{key}")


def _text_input(problems: Problems, element: Json, at: str) -> None:
    for key in ("min_length", "max_length"):
        value = element.get(key, 0)
        if not (isinstance(value, int) and 0 <= value <= limits.INPUT_LENGTH):
            problems.add(f"must be between 0 and {limits.INPUT_LENGTH}", f"{at}/{key}")
            return
    problems.string(element, "initial_value", at, element.get("max_length", limits.INPUT_LENGTH), least=0)
    if element["type"] == "number_input":
        _number_input(problems, element, at)


def _file_input(problems: Problems, element: Json, at: str) -> None:
    most = element.get("max_files", limits.FILE_INPUT_FILES)
    if not (isinstance(most, int) and 1 <= most <= limits.FILE_INPUT_FILES):
        problems.add(f"must be between 1 and {limits.FILE_INPUT_FILES}", f"{at}/max_files")
    kinds = element.get("filetypes", [])
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        problems.add("must provide an array of strings", f"{at}/filetypes")


def _number_input(problems: Problems, element: Json, at: str) -> None:
    if "is_decimal_allowed" not in element:
        problems.add("missing required field: is_decimal_allowed", at)
    for key in ("min_value", "max_value", "initial_value"):
        if key in element and not _NUMBER.fullmatch(str(element[key])):
            problems.add("must be a number", f"{at}/{key}")


def _confirm(problems: Problems, element: Json, at: str) -> None:
    confirm = element.get("confirm")
    if confirm is None:
        return
    place = f"{at}/confirm"
    if not isinstance(confirm, dict):
        problems.add("must provide an object", place)
        return
    problems.text(confirm, "title", place, limits.CONFIRM_TITLE)
    problems.text(confirm, "text", place, limits.CONFIRM_TEXT, kinds=EITHER)
    problems.text(confirm, "confirm", place, limits.CONFIRM_BUTTON)
    problems.text(confirm, "deny", place, limits.CONFIRM_BUTTON)
