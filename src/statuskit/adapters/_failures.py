"""
What the exceptions of each client library stand for: rows only, which `_outcomes` walks.

Exceptions go by module and name, as their class has them, so that no library is imported. A row claims that a request
was never sent only where the library raises that class before it sends anything; it holds for the class and its
subclasses, unless one of them has a row of its own. What may stand for either is a failure that leaves it open.
"""

from __future__ import annotations

import errno
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ERRORS_OF_NETWORKS", "EXCEPTIONS", "GOAWAY", "REFUSED_STREAM", "RESETS", "SPENT", "STREAM_RESET", "Row"]

_NOTHING: Final[Mapping[Failure, Failure]] = MappingProxyType({})


@attrs.frozen
class Row:
    """
    What an exception stands for; None for what is no failure of an exchange.

    `within` has what it stands for instead where what it wraps says more: from what that stands for alone to what the
    whole does. `texts` are how its message begins, where nothing else tells, and come before all else.
    """

    failure: Failure | None
    within: Mapping[Failure, Failure] = _NOTHING
    texts: tuple[tuple[str, Failure | None], ...] = ()


def _as_they_are(*failures: Failure) -> Mapping[Failure, Failure]:
    return MappingProxyType({failure: failure for failure in failures})


# What is wrapped decides.
_ANY: Final = _as_they_are(*Failure)
# No connection was made yet, so a timeout is one of connecting, whatever the class of what is wrapped.
_CONNECTING: Final[Mapping[Failure, Failure]] = MappingProxyType(
    {
        **_as_they_are(Failure.DNS, Failure.TLS_CERTIFICATE, Failure.CONNECT_TIMEOUT),
        Failure.READ_TIMEOUT: Failure.CONNECT_TIMEOUT,
    }
)
# There may have been a connection, so nothing wrapped makes it one that was never sent.
_EXCHANGING: Final = _as_they_are(
    Failure.TLS_CERTIFICATE,
    Failure.READ_TIMEOUT,
    Failure.RESET,
    Failure.CLOSED,
    Failure.TRUNCATED,
    Failure.PROTOCOL,
)
_STREAMS: Final = _as_they_are(Failure.REFUSED_STREAM, Failure.GOAWAY_UNPROCESSED, Failure.RESET, Failure.CLOSED)

_NO_FAILURE: Final = Row(None)
_ALONE: Final[Mapping[Failure, Row]] = MappingProxyType({failure: Row(failure) for failure in Failure})
_CONNECT: Final = Row(Failure.CONNECT_REFUSED, _CONNECTING)

# --- the standard library ---------------------------------------------------------------------------------------------

_STANDARD: Final[Mapping[str, Row]] = MappingProxyType(
    {
        # Raised by the tunnel of http.client, before the request is sent. What else an OSError is, its number tells.
        "builtins.OSError": Row(None, texts=(("Tunnel connection failed", Failure.CONNECT_REFUSED),)),
        "builtins.ConnectionRefusedError": _ALONE[Failure.CONNECT_REFUSED],
        "builtins.BrokenPipeError": _ALONE[Failure.CLOSED],
        "builtins.ConnectionError": _ALONE[Failure.RESET],  # reset and aborted among them
        "builtins.TimeoutError": _ALONE[Failure.READ_TIMEOUT],  # socket.timeout, too; it does not tell of what
        "asyncio.exceptions.TimeoutError": _ALONE[Failure.READ_TIMEOUT],  # a class of its own on Python 3.10
        "asyncio.exceptions.CancelledError": _ALONE[Failure.CANCELLED],
        "asyncio.exceptions.IncompleteReadError": _ALONE[Failure.CLOSED],
        "concurrent.futures._base.CancelledError": _ALONE[Failure.CANCELLED],
        "trio.Cancelled": _ALONE[Failure.CANCELLED],
        "socket.gaierror": _ALONE[Failure.DNS],
        "socket.herror": _ALONE[Failure.DNS],
        "ssl.SSLCertVerificationError": _ALONE[Failure.TLS_CERTIFICATE],
        "ssl.SSLEOFError": _ALONE[Failure.CLOSED],
        "ssl.SSLZeroReturnError": _ALONE[Failure.CLOSED],
        # An alert may come after the request was sent, since a client of TLS 1.3 need not wait for the server's word on
        # its certificate; the server reads that before the request (RFC 8446, section 4.4.2).
        "ssl.SSLError": Row(
            Failure.RESET,
            texts=(
                ("[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED]", Failure.TLS_CERTIFICATE),
                ("[SSL: TLSV1_ALERT_UNKNOWN_CA]", Failure.TLS_CERTIFICATE),
            ),
        ),
        "http.client.RemoteDisconnected": _ALONE[Failure.CLOSED],
        "http.client.IncompleteRead": _ALONE[Failure.TRUNCATED],
        "http.client.HTTPException": _ALONE[Failure.PROTOCOL],
        "http.client.InvalidURL": _NO_FAILURE,
        "http.client.NotConnected": _NO_FAILURE,
        "http.client.ImproperConnectionState": _NO_FAILURE,
        # urllib wraps all that happens until the request is sent, and says nothing of when.
        "urllib.error.URLError": Row(None, _ANY),
        "urllib.error.ContentTooShortError": _ALONE[Failure.TRUNCATED],
        "urllib.error.HTTPError": _NO_FAILURE,
    }
)

# --- urllib3 and requests ---------------------------------------------------------------------------------------------

_URLLIB3: Final[Mapping[str, Row]] = MappingProxyType(
    {
        f"urllib3.{name}": row
        for name, row in {
            "exceptions.MaxRetryError": Row(None, _ANY),
            "exceptions.NewConnectionError": _CONNECT,
            "exceptions.NameResolutionError": _ALONE[Failure.DNS],
            "exceptions.ConnectTimeoutError": _ALONE[Failure.CONNECT_TIMEOUT],
            "exceptions.EmptyPoolError": _ALONE[Failure.CONNECT_TIMEOUT],
            # It says "unable to connect to proxy" also where the proxy took the request and hung up: a connection that
            # was closed has forgotten that it was made.
            "exceptions.ProxyError": Row(Failure.RESET, _ANY),
            "exceptions.TimeoutError": _ALONE[Failure.READ_TIMEOUT],
            "exceptions.SSLError": Row(
                Failure.RESET,
                _EXCHANGING,
                (("Fingerprints did not match", Failure.TLS_CERTIFICATE),),
            ),
            "util.ssl_match_hostname.CertificateError": _ALONE[Failure.TLS_CERTIFICATE],
            "exceptions.ProtocolError": Row(
                Failure.PROTOCOL, _EXCHANGING, (("Response ended prematurely", Failure.TRUNCATED),)
            ),
            "exceptions.ResponseNotChunked": _NO_FAILURE,
            "exceptions.InvalidChunkLength": _ALONE[Failure.PROTOCOL],
            "exceptions.DecodeError": _ALONE[Failure.PROTOCOL],
            "exceptions.InvalidHeader": _ALONE[Failure.PROTOCOL],  # of the response
        }.items()
    }
)
_REQUESTS: Final[Mapping[str, Row]] = MappingProxyType(
    {
        f"requests.exceptions.{name}": row
        for name, row in {
            "ConnectionError": Row(Failure.RESET, _ANY),
            "SSLError": Row(Failure.RESET, _EXCHANGING),
            "InvalidHeader": Row(None, _as_they_are(Failure.PROTOCOL)),  # of the request, or else of the response
            "ConnectTimeout": _ALONE[Failure.CONNECT_TIMEOUT],
            "Timeout": _ALONE[Failure.READ_TIMEOUT],
            "ChunkedEncodingError": Row(Failure.TRUNCATED, _EXCHANGING),
            "ContentDecodingError": _ALONE[Failure.PROTOCOL],
        }.items()
    }
)

# --- httpx and httpcore -----------------------------------------------------------------------------------------------

# The same names in all four packages.
_HTTPCORE: Final[Mapping[str, Row]] = MappingProxyType(
    {
        "ConnectError": _CONNECT,
        "ProxyError": _CONNECT,  # the answer of a proxy to CONNECT, and of a SOCKS proxy
        "ConnectTimeout": _ALONE[Failure.CONNECT_TIMEOUT],
        "PoolTimeout": _ALONE[Failure.CONNECT_TIMEOUT],
        "TimeoutException": _ALONE[Failure.READ_TIMEOUT],
        "ProtocolError": Row(
            Failure.PROTOCOL,
            _STREAMS,
            (
                ("Server disconnected", Failure.CLOSED),
                ("peer closed connection without sending complete message body", Failure.TRUNCATED),
            ),
        ),
        # A request that cannot be sent; but with HTTP/2 also an answer that cannot be read.
        "LocalProtocolError": Row(None, _as_they_are(Failure.PROTOCOL)),
    }
)
_HTTPX: Final[Mapping[str, Row]] = MappingProxyType(
    {
        **{
            f"{package}.{name}": row
            for package in ("httpcore", "httpcore2", "httpx", "httpx2")
            for name, row in _HTTPCORE.items()
        },
        "httpcore.NetworkError": Row(Failure.RESET, _EXCHANGING),
        "httpcore2.NetworkError": Row(Failure.RESET, _EXCHANGING),
        **{
            f"{package}.{name}": row
            for package in ("httpx", "httpx2")
            for name, row in {
                "TransportError": Row(Failure.RESET, _EXCHANGING),
                "UnsupportedProtocol": _NO_FAILURE,
                "DecodingError": _ALONE[Failure.PROTOCOL],
            }.items()
        },
        # What anyio and trio put between httpcore and the error of TLS or of the system.
        "anyio.BrokenResourceError": Row(Failure.RESET, _EXCHANGING),
        "trio.BrokenResourceError": Row(Failure.RESET, _EXCHANGING),
        "h2.exceptions.ProtocolError": _ALONE[Failure.PROTOCOL],
        # The clients of two services, which wrap what httpx2 or httpx raised.
        "openai.APIConnectionError": Row(Failure.RESET, _ANY),
        "anthropic.APIConnectionError": Row(Failure.RESET, _ANY),
    }
)

# --- aiohttp ----------------------------------------------------------------------------------------------------------

_AIOHTTP: Final[Mapping[str, Row]] = MappingProxyType(
    {
        f"aiohttp.{name}": row
        for name, row in {
            "client_exceptions.ClientConnectorError": _CONNECT,
            "client_exceptions.ClientConnectorDNSError": _ALONE[Failure.DNS],
            "client_exceptions.ClientConnectorCertificateError": _ALONE[Failure.TLS_CERTIFICATE],
            "client_exceptions.ServerFingerprintMismatch": _ALONE[Failure.TLS_CERTIFICATE],
            "client_exceptions.ConnectionTimeoutError": _ALONE[Failure.CONNECT_TIMEOUT],
            "client_exceptions.ServerTimeoutError": _ALONE[Failure.READ_TIMEOUT],
            "client_exceptions.ServerDisconnectedError": _ALONE[Failure.CLOSED],
            "client_exceptions.ClientConnectionError": Row(Failure.RESET, _EXCHANGING),
            "client_exceptions.ClientPayloadError": Row(
                Failure.TRUNCATED, _as_they_are(Failure.PROTOCOL), (("Cannot follow redirect", None),)
            ),
            # A status of 400 that no server sent: aiohttp makes it up where it cannot read what came.
            "client_exceptions.ClientResponseError": Row(None, _as_they_are(Failure.PROTOCOL)),
            "http_exceptions.HttpProcessingError": _ALONE[Failure.PROTOCOL],
            "http_exceptions.ContentLengthError": _ALONE[Failure.TRUNCATED],
            "http_exceptions.TransferEncodingError": _ALONE[Failure.TRUNCATED],
        }.items()
    }
)

EXCEPTIONS: Final[Mapping[str, Row]] = MappingProxyType({**_STANDARD, **_URLLIB3, **_REQUESTS, **_HTTPX, **_AIOHTTP})

# --- what is told by numbers ------------------------------------------------------------------------------------------

# Errors of the system that have no class of their own. They may come long after the request was sent.
ERRORS_OF_NETWORKS: Final = frozenset({errno.ENETDOWN, errno.ENETUNREACH, errno.ENETRESET, errno.EHOSTUNREACH})

# The events of h2 that httpcore puts into its exceptions.
STREAM_RESET: Final = "h2.events.StreamReset"
GOAWAY: Final = "h2.events.ConnectionTerminated"
REFUSED_STREAM: Final = 0x7
# The codes of RFC 9113, section 7, that find fault with what was sent; the others leave it open.
RESETS: Final[Mapping[int, Failure]] = MappingProxyType(
    {
        0x1: Failure.PROTOCOL,  # PROTOCOL_ERROR
        0x3: Failure.PROTOCOL,  # FLOW_CONTROL_ERROR
        0x5: Failure.PROTOCOL,  # STREAM_CLOSED
        0x6: Failure.PROTOCOL,  # FRAME_SIZE_ERROR
        0x9: Failure.PROTOCOL,  # COMPRESSION_ERROR
        0xC: Failure.PROTOCOL,  # INADEQUATE_SECURITY
        0xD: Failure.PROTOCOL,  # HTTP_1_1_REQUIRED
    }
)
# How urllib3 tells of the status that it stopped repeating; the response itself is gone.
SPENT: Final = ("urllib3.exceptions.ResponseError", re.compile(r"too many ([1-9][0-9]{2}) error responses"))
