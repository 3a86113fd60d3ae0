"""One way from records to plain JSON types, for every `to_dict()`. It knows no record by name."""

from __future__ import annotations

import math
from enum import Enum, Flag
from typing import TYPE_CHECKING, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import TypeAlias

    Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"

__all__ = ["members", "plain"]


def plain(value: object) -> Plain:
    """Return `value` as None, bool, int, float, str, list and dict: what `json.dumps` takes without help."""
    # Enums first: some are numbers or text as well.
    if isinstance(value, Flag):
        return [member.name.lower().replace("_", " ") for member in type(value) if member in value and member.name]
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, float) and not math.isfinite(value):
        value = None  # JSON has no infinity
    if value is None or isinstance(value, (bool, float, str)):
        return value
    if isinstance(value, int):
        return int(value)  # a Status inside another record is its number
    kind = type(value)
    if attrs.has(kind):
        return members(value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in cast("Sequence[object]", value)]
    msg = f"no plain form for {type(value).__name__}"
    raise TypeError(msg)


def members(record: object, *, without: Container[str] = ()) -> dict[str, Plain]:
    """Return the fields of a record by their names, as `plain()` has them; those in `without` are left out."""
    names = [field.name for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(record)))]
    return {name: plain(getattr(record, name)) for name in names if name not in without}
