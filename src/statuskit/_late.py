"""Names that a module offers and loads on first use (PEP 562)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["late"]


def late(module: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return a module's `__getattr__`: each name in `homes` comes from the module that it names there."""

    def load(name: str) -> object:
        if name not in homes:
            msg = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(import_module(homes[name]), name)

    return load
