"""How the decisions of this room tell of themselves: in a line, in full, and in plain JSON types."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, cast

from statuskit._plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit._plain import Plain
    from statuskit.model import Citation

__all__ = ["Told"]


class Told(ABC):
    """A decision with a reason in words, and the section behind it."""

    __slots__ = ()

    why: str
    citation: Citation
    contested: tuple[Citation, ...]

    @property
    @abstractmethod
    def would_change(self) -> str:
        """What would make the answer differ."""

    @abstractmethod
    def _answer(self) -> str:
        """Return the answer in a word."""

    @abstractmethod
    def _more(self) -> Iterable[str]:
        """Return what else there is to tell, a line each."""

    def __str__(self) -> str:
        return f"{self._answer()}: {self.why} ({self.citation})"

    def explain(self) -> str:
        """Return the whole story: the answer, what goes with it, and where it is written."""
        otherwise = (f"otherwise: {each}: {each.claim}" for each in self.contested)
        lines = (
            *self._more(),
            *otherwise,
            f"what would make it differ: {self.would_change}",
            f"source: {self.citation.url}",
        )
        return "\n- ".join([str(self), *lines])

    def to_dict(self) -> dict[str, Plain]:
        """Return the same in plain JSON types."""
        return {**cast("dict[str, Plain]", plain(self)), "would_change": self.would_change}
