"""
Whether to repeat, as four peers decide it beside ours: every difference listed with its reason, and no row idle.

The peers look at the method, the status and whether there is a Retry-After, so that is what varies. Each is asked with
its own defaults, and for a first attempt whose content can be sent again. openai's rule has no method: its client sends
POST mostly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import httpx
import pytest
import tenacity
from urllib3.exceptions import (
    ConnectTimeoutError,
    LocationParseError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util.retry import Retry

from statuskit import HTTP, Attempt, retry_decision
from statuskit.data.methods import IDEMPOTENT_METHODS
from statuskit.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

METHODS: Final = ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "POST", "PATCH", "QUERY", "PROPFIND", "FOO")
OLD_IDEMPOTENT: Final = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}
STATUSES: Final = (*(int(status) for status in HTTP), 420, 444, 499, 520, 525, 529, 530, 598, 599)
TRANSIENT: Final = {500, 502, 503, 504}


class Case(NamedTuple):
    """What the peers look at."""

    method: str
    status: int
    has_retry_after: bool


class Difference(NamedTuple):
    """Cases with another answer from a peer, and why that is wanted."""

    why: str
    ours: bool
    among: Callable[[Case], bool]


def _ours(case: Case) -> bool:
    fields = {"Retry-After": "1"} if case.has_retry_after else {}
    return retry_decision(case.status, Attempt(case.method), fields).retry


def _urllib3(case: Case) -> bool:
    return Retry(3).is_retry(case.method, case.status, has_retry_after=case.has_retry_after)


def _httpx_retries(case: Case) -> bool:
    # What its transport asks; its is_retry() is asked by nobody, and says no where there is a Retry-After.
    peer = pytest.importorskip("httpx_retries").Retry(3)
    return bool(peer.is_retryable_method(case.method) and peer.is_retryable_status_code(case.status))


def _openai(case: Case) -> bool:
    peer = pytest.importorskip("openai")
    httpx2 = pytest.importorskip("httpx2")
    client = peer.OpenAI(api_key="none", http_client=httpx2.Client(transport=httpx2.MockTransport(lambda _: None)))
    fields = {"retry-after": "1"} if case.has_retry_after else {}
    return bool(client._should_retry(httpx2.Response(case.status, headers=fields)))


_ANY_METHOD_SAFE = "the request was not applied (RFC 9110 §9.2.2), so the method does not matter"
_REGISTRY = "idempotent methods are those of IANA's registry, and not six names"

DIFFERENCES: Final = {
    _urllib3: (
        Difference("408 MAY be repeated on a new connection (§15.5.9)", True, lambda case: case.status == 408),
        Difference(
            "421 MAY be repeated on another connection, by any method (§15.5.20)", True, lambda c: c.status == 421
        ),
        Difference("425 is to be repeated after the handshake (RFC 8470 §5.2)", True, lambda c: c.status == 425),
        Difference(
            "urllib3 has no statuses of its own; 413, 429 and 503 count with a Retry-After",
            True,
            lambda c: (
                (c.status in TRANSIENT | {429} or c.status in {520, 529, 598, 599})
                and not (c.has_retry_after and c.status in {429, 503} and c.method in OLD_IDEMPOTENT)
                and (c.status == 429 or c.method in OLD_IDEMPOTENT)
            ),
        ),
        Difference(
            f"{_ANY_METHOD_SAFE}: 413 with Retry-After",
            True,
            lambda c: c.status == 413 and c.has_retry_after and c.method not in OLD_IDEMPOTENT,
        ),
        Difference(
            _REGISTRY,
            True,
            lambda c: (
                c.method in IDEMPOTENT_METHODS - OLD_IDEMPOTENT
                and (c.status in TRANSIENT or c.status in {520, 529, 598, 599})
            ),
        ),
    ),
    _httpx_retries: (
        Difference("408 MAY be repeated on a new connection (§15.5.9)", True, lambda case: case.status == 408),
        Difference(
            "421 MAY be repeated on another connection, by any method (§15.5.20)", True, lambda c: c.status == 421
        ),
        Difference("425 is to be repeated after the handshake (RFC 8470 §5.2)", True, lambda c: c.status == 425),
        Difference("413 with Retry-After MAY be tried again (§15.5.14)", True, lambda c: c.status == 413),
        Difference(
            "500 and the vendors' like are transient, and the method is safe to repeat",
            True,
            lambda c: c.status in {500, 520, 529, 598, 599} and c.method in IDEMPOTENT_METHODS,
        ),
        Difference(
            f"{_ANY_METHOD_SAFE}: 429",
            True,
            lambda c: c.status == 429 and c.method not in OLD_IDEMPOTENT,
        ),
        Difference(
            _REGISTRY,
            True,
            lambda c: c.status in TRANSIENT - {500} and c.method in IDEMPOTENT_METHODS - OLD_IDEMPOTENT,
        ),
    ),
    _openai: (
        Difference(
            "421 MAY be repeated on another connection, by any method (§15.5.20)", True, lambda c: c.status == 421
        ),
        Difference("425 is to be repeated after the handshake (RFC 8470 §5.2)", True, lambda c: c.status == 425),
        Difference("413 with Retry-After MAY be tried again (§15.5.14)", True, lambda c: c.status == 413),
        Difference(
            "409 without an Idempotency-Key is for somebody to resolve (§15.5.10)", False, lambda c: c.status == 409
        ),
        Difference(
            "a POST may have been applied, and the service is not known to be one where that does no harm (§9.2.2)",
            False,
            lambda c: c.status >= 500 and c.method not in IDEMPOTENT_METHODS,
        ),
        Difference(
            "what the server cannot do now it cannot do in a second: a protocol, a loop, a configuration, a log-in",
            False,
            lambda c: c.status in {501, 505, 506, 507, 508, 510, 511, 525, 530} and c.method in IDEMPOTENT_METHODS,
        ),
    ),
}


@pytest.mark.parametrize("peer", DIFFERENCES, ids=lambda peer: peer.__name__.strip("_"))
def test_a_peer_decides_as_we_do_but_for_what_is_listed(peer: Any) -> None:
    """Every case is decided alike, or one row of the list, and no more, says why not."""
    used: set[str] = set()
    for case in (Case(m, s, has) for m in METHODS for s in STATUSES for has in (False, True)):
        ours, theirs = _ours(case), peer(case)
        rows = [row for row in DIFFERENCES[peer] if row.ours is ours and row.among(case)] if ours != theirs else []
        used.update(row.why for row in rows)
        assert (ours != theirs) == (len(rows) == 1), (case, ours, theirs, [row.why for row in rows])

    assert {row.why for row in DIFFERENCES[peer]} == used


# --- failures ---------------------------------------------------------------------------------------------------------


FAILED: Final = (
    (Failure.CONNECT_REFUSED, NewConnectionError(None, "refused"), httpx.ConnectError("refused")),  # type: ignore[arg-type]
    (Failure.CONNECT_TIMEOUT, ConnectTimeoutError(None, "late"), httpx.ConnectTimeout("late")),
    (Failure.READ_TIMEOUT, ReadTimeoutError(None, "/", "late"), httpx.ReadTimeout("late")),  # type: ignore[arg-type]
    (Failure.RESET, ProtocolError("reset", ConnectionResetError()), httpx.ReadError("reset")),
)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("failure, error, _", FAILED, ids=lambda value: getattr(value, "name", None))
def test_urllib3_and_failures(failure: Failure, error: Exception, _: object, method: str) -> None:
    """What was never sent is repeated by any method; of what was sent only the list of methods differs."""
    given_up: list[Exception] = []
    try:
        Retry(3).increment(method, "/", error=error)
    except (type(error), MaxRetryError) as raised:
        given_up.append(raised)
    theirs = not given_up
    ours = retry_decision(failure, Attempt(method)).retry
    wanted = method in IDEMPOTENT_METHODS - OLD_IDEMPOTENT and failure in {Failure.READ_TIMEOUT, Failure.RESET}
    assert (ours, wanted) == (theirs or wanted, ours != theirs)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("failure, _, error", FAILED, ids=lambda value: getattr(value, "name", None))
def test_httpx_retries_and_failures(failure: Failure, _: object, error: Exception, method: str) -> None:
    """It takes the method for a failure as well, so it gives up on a POST that was never sent."""
    peer = pytest.importorskip("httpx_retries").Retry(3)
    theirs = peer.is_retryable_method(method) and peer.is_retryable_exception(error)
    ours = retry_decision(failure, Attempt(method)).retry
    never_sent = failure in {Failure.CONNECT_REFUSED, Failure.CONNECT_TIMEOUT}
    wanted = method not in OLD_IDEMPOTENT and (never_sent or method in IDEMPOTENT_METHODS)
    assert (True if wanted else theirs, wanted) == (ours, ours != theirs)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("failure, _, error", FAILED, ids=lambda value: getattr(value, "name", None))
def test_tenacity_and_failures(failure: Failure, _: object, error: Exception, method: str) -> None:
    """Its default repeats whatever raised: it knows no methods, so it sends a POST twice that was perhaps applied."""
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})  # type: ignore[arg-type]
    state.set_exception((type(error), error, None))
    theirs = tenacity.retry_if_exception_type()(state)
    ours = retry_decision(failure, Attempt(method)).retry
    sent_perhaps = failure in {Failure.READ_TIMEOUT, Failure.RESET}
    assert (True, sent_perhaps and method not in IDEMPOTENT_METHODS) == (theirs, not ours)


def test_what_is_no_failure_of_an_exchange_is_not_ours() -> None:
    """A certificate and a malformed URL are repeated by tenacity; the one is a no here, the other no failure at all."""
    for error in (SSLError("certificate verify failed"), LocationParseError("::")):
        state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})  # type: ignore[arg-type]
        state.set_exception((type(error), error, None))
        assert tenacity.retry_if_exception_type()(state)
    assert not retry_decision(Failure.TLS_CERTIFICATE)
