"""The registered codes, a module a class, and their rows by name, by number and for a class."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.data.registered.client_error import ClientError4xx
from statuskit.data.registered.informational import Informational1xx
from statuskit.data.registered.redirection import Redirection3xx
from statuskit.data.registered.server_error import ServerError5xx
from statuskit.data.registered.success import Success2xx
from statuskit.model import Status, StatusClass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "BY_NAME",
    "STATUSES",
    "TREAT_AS",
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

STATUSES: Final[Mapping[int, Status]] = MappingProxyType({status.code: status for status in BY_NAME.values()})

# RFC 9110, section 15: a code that a client does not know is the x00 of its class, and what lies outside 100 to 599 is
# treated as a 5xx.
TREAT_AS: Final[Mapping[StatusClass, Status]] = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: Informational1xx.CONTINUE,
        StatusClass.SUCCESS: Success2xx.OK,
        StatusClass.REDIRECTION: Redirection3xx.MULTIPLE_CHOICES,
        StatusClass.CLIENT_ERROR: ClientError4xx.BAD_REQUEST,
        StatusClass.SERVER_ERROR: ServerError5xx.INTERNAL_SERVER_ERROR,
        StatusClass.INVALID: ServerError5xx.INTERNAL_SERVER_ERROR,
    }
)
