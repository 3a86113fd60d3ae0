"""The contract between Status and the rooms above it: what `registry` hands over. Types only, for type checkers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from statuskit.model import Citation, Confusion, Meaning, Prose, Status

__all__ = ["Above"]


class Above(Protocol):
    """What a Status asks of the rooms above this one."""

    def restore(self, code: int) -> Status:
        """Return the one Status of `code`."""
        ...

    def treat_as(self, status: Status) -> Status:
        """Return the Status that a client which does not know `status` handles it as."""
        ...

    def meanings(self, code: int) -> tuple[Meaning, ...]:
        """Return what vendors mean by `code`."""
        ...

    def confused_with(self, status: Status) -> tuple[Confusion, ...]:
        """Return the statuses that people mix up with `status`."""
        ...

    def prose(self, status: Status) -> Prose:
        """Return the long text of `status`."""
        ...

    def cite(self, status: Status, fact: str) -> Citation:
        """Return the source of `fact`; LookupError for a name that is no fact."""
        ...
