"""From a mapping, as TOML gives it, to a policy document; every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policy.documents import PolicyDocument


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a path such as `rules[3].target`."""

    path: str
    says: str


class PolicyFaults(Exception):  # noqa: N818
    """A document that cannot be put in force, with every reason why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{fault.path}: {fault.says}" for fault in faults))
        self.faults = faults


def read(mapping: Mapping[str, Any]) -> PolicyDocument:
    """The document that a mapping holds; raises PolicyFaults with all its faults."""
    raise NotImplementedError
