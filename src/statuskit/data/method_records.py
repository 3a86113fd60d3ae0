"""The rows of `methods` as records by name, for those who ask about a method."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.methods import ROWS
from statuskit.model import Citation, Method

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["METHODS"]

METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {name: Method(name, safe, idempotent, Citation.rfc(rfc, section)) for name, safe, idempotent, rfc, section in ROWS}
)
