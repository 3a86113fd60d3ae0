"""The shape of a status's long text. No rows."""

from __future__ import annotations

import attrs

__all__ = ["Prose"]


@attrs.frozen(kw_only=True)
class Prose:
    """The long text of one status, in words of this project's own."""

    description: str
    use_when: str
    avoid_when: str
    causes: tuple[str, ...]
    look_first: str
    client_action: str
