"""Long text, loaded on first use: what a status means, when to send it, why one sees it, what to do. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.prose.by_class import PROSE_OF_CLASS
from statuskit.data.prose.client_error import PROSE as _CLIENT_ERROR
from statuskit.data.prose.informational import PROSE as _INFORMATIONAL
from statuskit.data.prose.redirection import PROSE as _REDIRECTION
from statuskit.data.prose.server_error import PROSE as _SERVER_ERROR
from statuskit.data.prose.success import PROSE as _SUCCESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Prose

__all__ = ["PROSE", "PROSE_OF_CLASS"]

PROSE: Final[Mapping[int, Prose]] = MappingProxyType(
    {**_INFORMATIONAL, **_SUCCESS, **_REDIRECTION, **_CLIENT_ERROR, **_SERVER_ERROR}
)
