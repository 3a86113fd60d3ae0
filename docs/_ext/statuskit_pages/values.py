"""How a fact's value is shown on a page: one short piece of Markdown, whatever its type."""

from __future__ import annotations

from enum import Enum, Flag
from typing import TYPE_CHECKING, Any, Final

from statuskit.cli._words import CACHING, HEALTH, LABELS, REPEATS, conditions
from statuskit.model import Citation, Status, StatusClass

from .markdown import cited, escaped
from .places import to_class, to_status

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ALWAYS", "NONE", "handling", "shown", "stated", "yes_or_no"]

# What a header rule without a condition says of when it applies.
ALWAYS: Final = "in any case"
NONE: Final = "none"


def yes_or_no(value: object) -> str:
    """Show a truth value."""
    return "yes" if value else "no"


def stated(value: bool | str | None) -> str:  # noqa: FBT001  any value of a fact of the guides
    """Return the value of a fact of the guides as one states it."""
    return "not stated" if value is None else str(value)


def shown(here: str, value: object) -> str:
    """Show the value of a fact on the page `here`."""
    if value is None or value in ((), ""):
        return NONE
    return next((show(here, value) for kind, show in _SHOWN if isinstance(value, kind)), escaped(str(value)))


def _several(here: str, values: tuple[object, ...]) -> str:
    return "; ".join(shown(here, value) for value in values)


# The first that fits: a bool is an int, and a flag is an enum.
_SHOWN: Final[tuple[tuple[type, Callable[[str, Any], str]], ...]] = (
    (bool, lambda _here, value: yes_or_no(value)),
    (Status, to_status),
    (StatusClass, to_class),
    (Citation, lambda _here, value: cited(value)),
    (Flag, lambda _here, value: escaped("; ".join(conditions(value)) or NONE)),
    (Enum, lambda _here, value: escaped(str(value.value))),
    (tuple, _several),
)


def handling(here: str, status: Status) -> tuple[tuple[str, str], ...]:
    """Say what a client does with a number that is not registered: a label and an answer each."""
    return (
        ("A client that does not know it", f"handles it as {to_status(here, status.treat_as)}"),
        ("A cache", escaped(CACHING[status.cacheability])),
        (LABELS["repeat"], escaped(REPEATS[status.repeat])),
        (LABELS["repeat_after"], shown(here, status.repeat_after)),
        (LABELS["health"], escaped(HEALTH[status.health])),
    )
