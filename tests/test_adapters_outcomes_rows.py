"""The rows of failures: each is of a class that there is, says what its base does not, and holds by itself."""

from __future__ import annotations

import errno
import importlib
import sys
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Final

import pytest

from statuskit.adapters import _failures, _outcomes
from statuskit.adapters._failures import ERRORS_OF_NETWORKS, EXCEPTIONS, RESETS
from statuskit.adapters._outcomes import failure_of
from statuskit.retry import Failure

# What each class stands for when nothing is known but the class.
_OF_HTTPCORE: Final[dict[str, Failure | None]] = {
    "ConnectError": Failure.CONNECT_REFUSED,
    "ProxyError": Failure.CONNECT_REFUSED,
    "ConnectTimeout": Failure.CONNECT_TIMEOUT,
    "PoolTimeout": Failure.CONNECT_TIMEOUT,
    "TimeoutException": Failure.READ_TIMEOUT,
    "ProtocolError": Failure.PROTOCOL,
    "LocalProtocolError": None,
}
_OF_HTTPX: Final[dict[str, Failure | None]] = {
    **_OF_HTTPCORE,
    "TransportError": Failure.RESET,
    "UnsupportedProtocol": None,
    "DecodingError": Failure.PROTOCOL,
}
ALONE: Final[dict[str, Failure | None]] = {
    "builtins.OSError": None,
    "builtins.ConnectionRefusedError": Failure.CONNECT_REFUSED,
    "builtins.BrokenPipeError": Failure.CLOSED,
    "builtins.ConnectionError": Failure.RESET,
    "builtins.TimeoutError": Failure.READ_TIMEOUT,
    "asyncio.exceptions.TimeoutError": Failure.READ_TIMEOUT,
    "asyncio.exceptions.CancelledError": Failure.CANCELLED,
    "asyncio.exceptions.IncompleteReadError": Failure.CLOSED,
    "concurrent.futures._base.CancelledError": Failure.CANCELLED,
    "trio.Cancelled": Failure.CANCELLED,
    "socket.gaierror": Failure.DNS,
    "socket.herror": Failure.DNS,
    "ssl.SSLCertVerificationError": Failure.TLS_CERTIFICATE,
    "ssl.SSLEOFError": Failure.CLOSED,
    "ssl.SSLZeroReturnError": Failure.CLOSED,
    "ssl.SSLError": Failure.RESET,
    "http.client.RemoteDisconnected": Failure.CLOSED,
    "http.client.IncompleteRead": Failure.TRUNCATED,
    "http.client.HTTPException": Failure.PROTOCOL,
    "http.client.InvalidURL": None,
    "http.client.NotConnected": None,
    "http.client.ImproperConnectionState": None,
    "urllib.error.URLError": None,
    "urllib.error.ContentTooShortError": Failure.TRUNCATED,
    "urllib.error.HTTPError": None,
    "urllib3.exceptions.MaxRetryError": None,
    "urllib3.exceptions.NewConnectionError": Failure.CONNECT_REFUSED,
    "urllib3.exceptions.NameResolutionError": Failure.DNS,
    "urllib3.exceptions.ConnectTimeoutError": Failure.CONNECT_TIMEOUT,
    "urllib3.exceptions.EmptyPoolError": Failure.CONNECT_TIMEOUT,
    "urllib3.exceptions.ProxyError": Failure.RESET,
    "urllib3.exceptions.TimeoutError": Failure.READ_TIMEOUT,
    "urllib3.exceptions.SSLError": Failure.RESET,
    "urllib3.util.ssl_match_hostname.CertificateError": Failure.TLS_CERTIFICATE,
    "urllib3.exceptions.ProtocolError": Failure.PROTOCOL,
    "urllib3.exceptions.ResponseNotChunked": None,
    "urllib3.exceptions.InvalidChunkLength": Failure.PROTOCOL,
    "urllib3.exceptions.DecodeError": Failure.PROTOCOL,
    "urllib3.exceptions.InvalidHeader": Failure.PROTOCOL,
    "requests.exceptions.ConnectionError": Failure.RESET,
    "requests.exceptions.SSLError": Failure.RESET,
    "requests.exceptions.InvalidHeader": None,
    "requests.exceptions.ConnectTimeout": Failure.CONNECT_TIMEOUT,
    "requests.exceptions.Timeout": Failure.READ_TIMEOUT,
    "requests.exceptions.ChunkedEncodingError": Failure.TRUNCATED,
    "requests.exceptions.ContentDecodingError": Failure.PROTOCOL,
    "httpcore.NetworkError": Failure.RESET,
    "httpcore2.NetworkError": Failure.RESET,
    **{f"{package}.{name}": failure for package in ("httpcore", "httpcore2") for name, failure in _OF_HTTPCORE.items()},
    **{f"{package}.{name}": failure for package in ("httpx", "httpx2") for name, failure in _OF_HTTPX.items()},
    "anyio.BrokenResourceError": Failure.RESET,
    "trio.BrokenResourceError": Failure.RESET,
    "h2.exceptions.ProtocolError": Failure.PROTOCOL,
    "openai.APIConnectionError": Failure.RESET,
    "anthropic.APIConnectionError": Failure.RESET,
    "aiohttp.client_exceptions.ClientConnectorError": Failure.CONNECT_REFUSED,
    "aiohttp.client_exceptions.ClientConnectorDNSError": Failure.DNS,
    "aiohttp.client_exceptions.ClientConnectorCertificateError": Failure.TLS_CERTIFICATE,
    "aiohttp.client_exceptions.ServerFingerprintMismatch": Failure.TLS_CERTIFICATE,
    "aiohttp.client_exceptions.ConnectionTimeoutError": Failure.CONNECT_TIMEOUT,
    "aiohttp.client_exceptions.ServerTimeoutError": Failure.READ_TIMEOUT,
    "aiohttp.client_exceptions.ServerDisconnectedError": Failure.CLOSED,
    "aiohttp.client_exceptions.ClientConnectionError": Failure.RESET,
    "aiohttp.client_exceptions.ClientPayloadError": Failure.TRUNCATED,
    "aiohttp.client_exceptions.ClientResponseError": None,
    "aiohttp.http_exceptions.HttpProcessingError": Failure.PROTOCOL,
    "aiohttp.http_exceptions.ContentLengthError": Failure.TRUNCATED,
    "aiohttp.http_exceptions.TransferEncodingError": Failure.TRUNCATED,
}
# Not for this Python, and not installed for the tests.
ABSENT: Final = {
    "anthropic.APIConnectionError",
    *(["asyncio.exceptions.TimeoutError"] if sys.version_info >= (3, 11) else []),
}


def class_of(name: str) -> type[BaseException]:
    """Return the class of that name, or one called so where there is none here."""
    module, _, own = name.rpartition(".")
    if name not in ABSENT:
        found: type[BaseException] = getattr(importlib.import_module(module), own)
        return found
    return type(own, (Exception,), {"__module__": module})


def bare(kind: type[BaseException]) -> BaseException:
    """Make one that says nothing but what it is."""
    return kind.__new__(kind)


def test_every_row_is_expected() -> None:
    """No row is added without a test, or lost."""
    assert set(ALONE) == set(EXCEPTIONS)


@pytest.mark.parametrize("name", ALONE, ids=str)
def test_a_row_is_of_a_class_that_there_is(name: str) -> None:
    """The name is that of the class itself, not one under which it can be imported."""
    kind = class_of(name)

    assert name == f"{kind.__module__}.{kind.__qualname__}"


@pytest.mark.parametrize(("name", "failure"), ALONE.items(), ids=ALONE)
def test_an_exception_alone(name: str, failure: Failure | None) -> None:
    """The class alone tells what it stands for, and so does any subclass."""
    kind = class_of(name)
    with suppress(TypeError):  # trio's cannot be subclassed
        assert failure is failure_of(bare(type("Sub", (kind,), {})))

    assert failure is failure_of(bare(kind))


@pytest.mark.parametrize("name", ALONE, ids=str)
def test_no_row_says_what_its_base_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row makes a difference: without it, something that its class may wrap or say stands for something else."""
    kind = class_of(name)
    row = EXCEPTIONS[name]
    others = {other: each for other, each in EXCEPTIONS.items() if other != name}

    def all_of_it() -> list[Failure | None]:
        said = ["", *(start for start, _ in row.texts)]
        wrapped = [None, *(bare(class_of(each)) for each in ("socket.gaierror", "http.client.HTTPException"))]
        found = []
        for text in said:
            for inner in wrapped:
                error: Any = bare(kind)
                error.args = (text,)
                error.__cause__ = inner
                found.append(failure_of(error))
        return found

    with_row = all_of_it()
    monkeypatch.setattr(_outcomes, "EXCEPTIONS", MappingProxyType(others))

    assert with_row != all_of_it()


# --- what is wrapped --------------------------------------------------------------------------------------------------

NEVER_SENT: Final = {Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT, Failure.DNS}
# A bare class for each failure that the standard library tells by a class.
STANDARD: Final[dict[Failure, str]] = {
    Failure.CONNECT_REFUSED: "builtins.ConnectionRefusedError",
    Failure.DNS: "socket.gaierror",
    Failure.TLS_CERTIFICATE: "ssl.SSLCertVerificationError",
    Failure.READ_TIMEOUT: "builtins.TimeoutError",
    Failure.RESET: "builtins.ConnectionError",
    Failure.CLOSED: "builtins.BrokenPipeError",
    Failure.TRUNCATED: "http.client.IncompleteRead",
    Failure.PROTOCOL: "http.client.HTTPException",
    Failure.CANCELLED: "asyncio.exceptions.CancelledError",
}
# For each kind of wrapper, what it makes of each of these.
CONNECTING: Final = {
    **dict.fromkeys(STANDARD, Failure.CONNECT_REFUSED),
    Failure.DNS: Failure.DNS,
    Failure.TLS_CERTIFICATE: Failure.TLS_CERTIFICATE,
    Failure.READ_TIMEOUT: Failure.CONNECT_TIMEOUT,
}
AS_THEY_ARE: Final = {failure: failure for failure in STANDARD}
_HIDDEN: Final = (Failure.CONNECT_REFUSED, Failure.DNS, Failure.CANCELLED)
_EXCHANGING: Final = {failure: failure for failure in STANDARD if failure not in _HIDDEN}


def _exchanging(base: Failure | None) -> dict[Failure, Failure | None]:
    return {**dict.fromkeys(STANDARD, base), **_EXCHANGING}


WRAPPERS: Final[dict[str, dict[Failure, Any]]] = {
    "httpx.ConnectError": CONNECTING,
    "httpcore2.ConnectError": CONNECTING,
    "httpx.ProxyError": CONNECTING,
    "urllib3.exceptions.NewConnectionError": CONNECTING,
    "aiohttp.client_exceptions.ClientConnectorError": CONNECTING,
    "urllib.error.URLError": AS_THEY_ARE,
    "urllib3.exceptions.MaxRetryError": AS_THEY_ARE,
    "urllib3.exceptions.ProxyError": AS_THEY_ARE,
    "requests.exceptions.ConnectionError": AS_THEY_ARE,
    "openai.APIConnectionError": AS_THEY_ARE,
    "anthropic.APIConnectionError": AS_THEY_ARE,
    "httpx.ReadError": _exchanging(Failure.RESET),
    "httpx.TransportError": _exchanging(Failure.RESET),
    "trio.BrokenResourceError": _exchanging(Failure.RESET),
    "anyio.BrokenResourceError": _exchanging(Failure.RESET),
    "urllib3.exceptions.SSLError": _exchanging(Failure.RESET),
    "requests.exceptions.SSLError": _exchanging(Failure.RESET),
    "urllib3.exceptions.ProtocolError": _exchanging(Failure.PROTOCOL),
    "requests.exceptions.ChunkedEncodingError": _exchanging(Failure.TRUNCATED),
    "aiohttp.client_exceptions.ClientOSError": _exchanging(Failure.RESET),
    "requests.exceptions.InvalidHeader": {**dict.fromkeys(STANDARD), Failure.PROTOCOL: Failure.PROTOCOL},
    "httpx.LocalProtocolError": {**dict.fromkeys(STANDARD), Failure.PROTOCOL: Failure.PROTOCOL},
    "aiohttp.client_exceptions.ClientResponseError": {
        **dict.fromkeys(STANDARD),
        Failure.PROTOCOL: Failure.PROTOCOL,
    },
    "aiohttp.client_exceptions.ClientPayloadError": {
        **dict.fromkeys(STANDARD, Failure.TRUNCATED),
        Failure.PROTOCOL: Failure.PROTOCOL,
    },
    "httpx.ConnectTimeout": dict.fromkeys(STANDARD, Failure.CONNECT_TIMEOUT),
    "httpx.ReadTimeout": dict.fromkeys(STANDARD, Failure.READ_TIMEOUT),
    "httpcore.ReadError": _exchanging(Failure.RESET),
    "httpcore2.WriteError": _exchanging(Failure.RESET),
    "builtins.ConnectionResetError": dict.fromkeys(STANDARD, Failure.RESET),
}


@pytest.mark.parametrize("place", ["cause", "argument", "second argument", "reason"])
@pytest.mark.parametrize("wrapper", WRAPPERS, ids=str)
def test_what_is_wrapped(wrapper: str, place: str) -> None:
    """What is wrapped says more, but never that a request was not sent where the wrapper cannot know."""
    found = {}
    for failure, name in STANDARD.items():
        error: Any = bare(type("Sub", (class_of(wrapper),), {}))
        inner = bare(class_of(name))
        error.args = {"argument": (inner,), "second argument": ("said", inner)}.get(place, ())
        if place == "cause":
            error.__cause__ = inner
        if place == "reason":
            error.reason = inner
        found[failure] = failure_of(error)

    assert WRAPPERS[wrapper] == found


@pytest.mark.parametrize(
    "kind", [ValueError, KeyError, RuntimeError, KeyboardInterrupt, SystemExit, EOFError, Exception]
)
def test_what_is_unknown_is_not_looked_into(kind: type[BaseException]) -> None:
    """An error of the program's stays one, even if a failure led to it."""
    error = kind(ConnectionRefusedError())
    error.__cause__ = ConnectionRefusedError()

    assert failure_of(error) is None


# --- what is told by words and numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, args, failure",
    [
        ("builtins.OSError", ("Tunnel connection failed: 403 Forbidden",), Failure.CONNECT_REFUSED),
        ("ssl.SSLError", (1, "[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca"), Failure.TLS_CERTIFICATE),
        ("ssl.SSLError", (1, "[SSL: DECRYPTION_FAILED_OR_BAD_RECORD_MAC]"), Failure.RESET),
        ("urllib3.exceptions.ProtocolError", ("Response ended prematurely",), Failure.TRUNCATED),
        ("urllib3.exceptions.SSLError", ("Fingerprints did not match.",), Failure.TLS_CERTIFICATE),
        ("httpcore.RemoteProtocolError", ("Server disconnected",), Failure.CLOSED),
        ("httpx.RemoteProtocolError", ("illegal status line",), Failure.PROTOCOL),
    ],
    ids=str,
)
def test_what_is_told_by_words(name: str, args: tuple[Any, ...], failure: Failure) -> None:
    """Where the class says too little, the beginning of the message tells; after the number that some have first."""
    error = bare(class_of(name))
    error.args = args

    assert failure is failure_of(error)


@pytest.mark.parametrize("number", sorted(errno.errorcode), ids=lambda number: errno.errorcode[number])
def test_errors_of_the_system(number: int) -> None:
    """Of errors that have no class of their own, those of the network leave open what was sent; others are none."""
    kind = type(OSError(number, "said"))
    expected = failure_of(bare(kind)) if kind is not OSError else None

    assert (Failure.RESET if number in ERRORS_OF_NETWORKS else expected) is failure_of(OSError(number, "said"))


def test_which_errors_of_the_system_are_of_the_network() -> None:
    """There is no way, the net is down, or it went: RFC 9110 has nothing on these."""
    assert {errno.ENETDOWN, errno.ENETUNREACH, errno.ENETRESET, errno.EHOSTUNREACH} == ERRORS_OF_NETWORKS


def test_the_codes_of_resets_are_those_of_h2() -> None:
    """The codes that find fault with what was sent, by the names that they have."""
    codes = importlib.import_module("h2.errors").ErrorCodes
    names = (
        "PROTOCOL_ERROR FLOW_CONTROL_ERROR STREAM_CLOSED FRAME_SIZE_ERROR COMPRESSION_ERROR INADEQUATE_SECURITY"
        " HTTP_1_1_REQUIRED"
    )

    assert {int(codes[name]) for name in names.split()} == set(RESETS)
    assert codes.REFUSED_STREAM == _failures.REFUSED_STREAM


@pytest.mark.parametrize(
    "name, facts, failure",
    [
        ("StreamReset", {"error_code": 7}, Failure.REFUSED_STREAM),
        ("StreamReset", {"error_code": 7, "remote_reset": False}, Failure.RESET),
        ("StreamReset", {"error_code": "7"}, Failure.RESET),
        ("ConnectionTerminated", {"last_stream_id": 0}, Failure.GOAWAY_UNPROCESSED),
        ("ConnectionTerminated", {"last_stream_id": None}, Failure.CLOSED),
    ],
    ids=str,
)
def test_events_of_h2(name: str, facts: dict[str, Any], failure: Failure) -> None:
    """A stream that was refused is one only by the other side's word, and all streams are above 0."""
    kind = getattr(importlib.import_module("h2.events"), name)
    event = kind(**({"stream_id": 1} if name == "StreamReset" else {}))
    for fact, value in facts.items():
        setattr(event, fact, value)
    error = bare(class_of("httpcore.ProtocolError"))
    error.args = (event,)

    assert failure is failure_of(error)
