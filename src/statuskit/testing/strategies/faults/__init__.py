"""What breaks a rule, and that rule alone: rows by the family of the rule, for every rule that `check()` tries."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.testing.strategies.faults import (
    any_response,
    client_error,
    contents,
    pairs,
    redirection,
    server_error,
    success,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.testing.strategies._shape import Shape
    from statuskit.testing.strategies.faults.pairs import Pair

__all__ = ["FAULTS", "PAIRS"]

FAULTS: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        **any_response.SHAPES,
        **contents.SHAPES,
        **success.SHAPES,
        **redirection.SHAPES,
        **client_error.SHAPES,
        **server_error.SHAPES,
    }
)
PAIRS: Final[Mapping[str, tuple[Pair, ...]]] = pairs.PAIRS
