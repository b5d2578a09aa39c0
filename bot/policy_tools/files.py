"""Policy files: those that ship, by id, and those that a person points at."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.policy_tools.answers import Assumed, BadInput
from policy.documents import PolicyDocument
from policy.reading import Fault, PolicyFaults, read


def shipped_ids() -> tuple[str, ...]:
    """The ids of the shipped policies."""
    names = (entry.name for entry in (files("policy") / "catalog").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def shipped_text(policy_id: str) -> str:
    """The text of a shipped policy; BadInput where there is none of that id."""
    if policy_id not in shipped_ids():
        raise BadInput(f"no policy {policy_id!r}, must be one of {', '.join(shipped_ids())}")
    return (files("policy") / "catalog" / f"{policy_id}.toml").read_text(encoding="utf-8")


def text_of(file_or_id: str) -> str:
    """The text of a shipped policy, or of a file that a person points at (`./techtra` is never an id)."""
    if file_or_id in shipped_ids():
        return shipped_text(file_or_id)
    path, wanted = Path(file_or_id), f"must be a file or one of {', '.join(shipped_ids())}"
    try:
        if not path.exists():
            raise BadInput(f"no file and no policy {file_or_id!r}, {wanted}")
        if not (path.is_file() or path.is_fifo()):
            raise BadInput(f"{file_or_id!r} is no file, {wanted}")
        # Editors on Windows begin a file with a mark that TOML does not know.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise BadInput(f"{file_or_id!r} cannot be read as text in UTF-8") from cause
    except OSError as cause:
        raise BadInput(f"{file_or_id!r} cannot be read ({cause.strerror}), {wanted}") from cause


def parse(text: str) -> dict[str, Any]:
    """TOML as a mapping; PolicyFaults where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise PolicyFaults((Fault("file", f"not TOML: {cause}"),)) from cause
    except RecursionError as cause:
        raise PolicyFaults((Fault("file", "lists or tables within one another, too many deep"),)) from cause


def document_of(file_or_id: str) -> PolicyDocument:
    """A policy that is in order; BadInput where it is not, with how many faults."""
    try:
        return read(parse(text_of(file_or_id)))
    except PolicyFaults as cause:
        first, *others = cause.faults
        many = f"{len(cause.faults)} faults, the first" if others else "a fault,"
        raise BadInput(
            f"{file_or_id!r} has {many} {first.path}: {first.says}; see guichet policy check {file_or_id}"
        ) from cause


def assumptions_of(document: PolicyDocument) -> tuple[Assumed, ...]:
    """Every assumption, once where several rules share it."""
    found = dict.fromkeys((each.clause, each.why) for each in document.assumptions)
    return tuple(Assumed(clause, why) for clause, why in found)
