"""Collects what is wrong with a JSON document, in the words and pointers of Slack's answers."""

from typing import Any

from adapters.workspace.model import Json

PLAIN = ("plain_text",)
EITHER = ("plain_text", "mrkdwn")


class Problems:
    """The faults found so far; each names the place as a JSON pointer."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, problem: str, at: str) -> None:
        """One more fault."""
        self.found.append(f"{problem} [json-pointer:{at}]")

    def string(
        self, parent: Json, key: str, at: str, most: int, *, least: int = 1, needed: bool = False
    ) -> None:
        """`parent[key]` is a text of `least` to `most` characters."""
        value = parent.get(key)
        if value is None:
            if needed:
                self.add(f"missing required field: {key}", at)
            return
        if not isinstance(value, str):
            self.add("must provide a string", f"{at}/{key}")
            return
        self._length(value, f"{at}/{key}", most, least)

    def text(
        self,
        parent: Json,
        key: str,
        at: str,
        most: int,
        *,
        kinds: tuple[str, ...] = PLAIN,
        needed: bool = True,
    ) -> None:
        """`parent[key]` is a text object of one of `kinds`, with 1 to `most` characters."""
        value = parent.get(key)
        if value is None:
            if needed:
                self.add(f"missing required field: {key}", at)
            return
        place = f"{at}/{key}"
        if not isinstance(value, dict):
            self.add("must provide an object", place)
            return
        if value.get("type") not in kinds:
            self.add(f"unsupported type: {value.get('type')}", f"{place}/type")
        elif value["type"] == "mrkdwn" and "emoji" in value:
            self.add("additional property not allowed: emoji", place)
        words = value.get("text")
        if not isinstance(words, str):
            self.add("must provide a string", f"{place}/text")
        else:
            self._length(words, f"{place}/text", most, 1)

    def items(self, parent: Json, key: str, at: str, most: int, *, least: int = 1) -> list[Any]:
        """`parent[key]` is a list of `least` to `most` items, which are returned (none if it is no list)."""
        value = parent.get(key)
        if not isinstance(value, list):
            self.add(f"missing required field: {key}" if value is None else "must provide an array", at)
            return []
        if len(value) > most:
            self.add(f"no more than {most} items allowed", f"{at}/{key}")
        if len(value) < least:
            self.add(f"no fewer than {least} items required", f"{at}/{key}")
        return value

    def one_of(self, parent: Json, key: str, at: str, allowed: tuple[str, ...]) -> None:
        """`parent[key]`, if there, is one of a few words."""
        if key in parent and parent[key] not in allowed:
            self.add(f"must be one of {', '.join(allowed)}", f"{at}/{key}")

    def only(self, parent: Json, at: str, allowed: frozenset[str]) -> None:
        """`parent` has no other properties than these."""
        for key in parent:
            if key not in allowed:
                self.add(f"additional property not allowed: {key}", at)

    def _length(self, value: str, at: str, most: int, least: int) -> None:
        if len(value) > most:
            self.add(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            self.add(f"must be more than {least - 1} characters", at)
