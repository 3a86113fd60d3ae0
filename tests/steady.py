"""Ids of parametrized tests that are the same in each process: pytest-xdist shares out what all of them have found."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["steady"]

# Where an object is, is by chance: `<object object at 0x7f0c2422b2e0>`, `<MagicMock id='139689886959248'>`.
_PLACE: Final = re.compile(r" at 0x[0-9a-f]+| id='\d+'", re.IGNORECASE)
_LONGEST: Final = 80


def steady(value: object) -> str:
    """Return how a value is written, without where it is, and with the items of a set in order."""
    if isinstance(value, (set, frozenset)):
        return f"{{{', '.join(sorted(map(steady, value)))}}}"
    return _PLACE.sub("", repr(value))[:_LONGEST]
