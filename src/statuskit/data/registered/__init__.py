"""The registered codes, a module a class, and their rows by name and by number."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.registered.client_error import ClientError4xx
from statuskit.data.registered.informational import Informational1xx
from statuskit.data.registered.redirection import Redirection3xx
from statuskit.data.registered.server_error import ServerError5xx
from statuskit.data.registered.success import Success2xx
from statuskit.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BY_CODE",
    "BY_NAME",
    "ClientError4xx",
    "Informational1xx",
    "Redirection3xx",
    "ServerError5xx",
    "Success2xx",
]

_CLASSES: Final = (Informational1xx, Success2xx, Redirection3xx, ClientError4xx, ServerError5xx)

BY_NAME: Final[Mapping[str, Status]] = MappingProxyType(
    {name: row for rows in _CLASSES for name, row in vars(rows).items() if isinstance(row, Status)}
)
"""Every name, old ones included."""

BY_CODE: Final[Mapping[int, Status]] = MappingProxyType({status.code: status for status in BY_NAME.values()})
