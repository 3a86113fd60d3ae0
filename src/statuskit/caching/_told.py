"""How the decisions of this room tell of themselves: in a line, in full, and in plain JSON types."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from statuskit._plain import members
from statuskit._told import contested, sources, story

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
    def _more(self) -> Iterable[tuple[str, Iterable[object]]]:
        """Return what else there is to tell, as parts of a `story()`."""

    def __str__(self) -> str:
        return f"{self._answer()}: {self.why} ({self.citation})"

    def explain(self) -> str:
        """Return the whole story: the answer, what goes with it, and where it is written."""
        return story(
            str(self),
            *self._more(),
            contested(*self.contested),
            ("To make it differ", [self.would_change]),
            sources(self.citation),
        )

    def to_dict(self) -> dict[str, Plain]:
        """Return the same in plain JSON types."""
        return {**members(self), "would_change": self.would_change}
