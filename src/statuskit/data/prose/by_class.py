"""What can be said of a number that is not registered: what its class says. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.model import Prose, StatusClass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROSE_OF_CLASS"]

_USE_WHEN: Final = (
    "Do not send it from an application: RFC 9205 allows only registered codes, and a new one needs IETF Review."
)
_CAUSES: Final = (
    "A vendor's own code, sent by a product on the way or read from its log",
    "A service that made up a code of its own",
)

PROSE_OF_CLASS: Final[Mapping[StatusClass, Prose]] = MappingProxyType(
    {
        # RFC 9110, sections 15 and 15.2
        StatusClass.INFORMATIONAL: Prose(
            description="An interim response that is not registered. A final response is still to come.",
            use_when=_USE_WHEN,
            avoid_when="Send a registered interim response, or only the final one.",
            causes=_CAUSES,
            look_first="See which product sends it: the meanings of the number, then Server and Via.",
            client_action="Handle it as 100: read past it and wait for the final response.",
        ),
        # RFC 9110, sections 15 and 15.3
        StatusClass.SUCCESS: Prose(
            description="A success that is not registered. The request was received, understood and accepted.",
            use_when=_USE_WHEN,
            avoid_when="Send 200, 201, 202 or 204, whichever fits.",
            causes=_CAUSES,
            look_first="See which product sends it: the meanings of the number, then Server and Via.",
            client_action="Handle it as 200.",
        ),
        # RFC 9110, sections 15 and 15.4
        StatusClass.REDIRECTION: Prose(
            description="A redirection that is not registered. Something more has to be done to fulfil the request.",
            use_when=_USE_WHEN,
            avoid_when="Send 307 or 308, or 303 to point at an answer.",
            causes=_CAUSES,
            look_first="See whether there is a Location, then which product sends it.",
            client_action="Handle it as 300. A Location may still be followed, though the code itself is unknown.",
        ),
        # RFC 9110, sections 15 and 15.5
        StatusClass.CLIENT_ERROR: Prose(
            description="A client error that is not registered. The server takes the request for a mistake.",
            use_when=_USE_WHEN,
            avoid_when="Send 400, or the registered code that says what is wrong.",
            causes=_CAUSES,
            look_first="See which product sends it: the meanings of the number, then Server and Via, then the content.",
            client_action="Handle it as 400: do not repeat the request as it is.",
        ),
        # RFC 9110, sections 15, 15.6 and 9.2.2
        StatusClass.SERVER_ERROR: Prose(
            description="A server error that is not registered. The server, or one behind it, failed.",
            use_when=_USE_WHEN,
            avoid_when="Send 500, or 502, 503 or 504 where they fit.",
            causes=_CAUSES,
            look_first="See which product sends it: the meanings of the number, then Server, Via and Proxy-Status.",
            client_action="Handle it as 500: repeat an idempotent request after a while, and nothing else by itself.",
        ),
        # RFC 9110, section 15
        StatusClass.INVALID: Prose(
            description="Outside 100 to 599, so no HTTP status code at all, though some servers send such numbers.",
            use_when="Never: the number is outside the range that HTTP defines.",
            avoid_when="Send a registered code from 100 to 599.",
            causes=(
                "A service that made up a code of its own",
                "A number meant for use inside a product that got out",
            ),
            look_first="See which product sends it: the meanings of the number, then Server and Via.",
            client_action="Handle it as a 5xx, that is as 500.",
        ),
    }
)
