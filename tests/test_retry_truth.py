"""
retry_decision against a truth table written from the contract and the RFCs, before there was an engine.

Each row tells in a sentence what happened and states what follows. An optional column that a row leaves out is open.
Without `policy` the default one decides, without `rng` there is no jitter: the own backoff of attempt n is then
min(30, 0.5 * 2 ** (n - 1)) seconds.
"""

from __future__ import annotations

import math
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pytest

from statuskit import lookup
from statuskit.model import Change, Condition, Health
from statuskit.retry import (
    DEFAULT_POLICY,
    Attempt,
    Body,
    Failure,
    Jitter,
    RetryBudget,
    RetryPolicy,
    retry_decision,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import EllipsisType

NOW = 1_000_000_000.0  # Sun, 09 Sep 2001 01:46:40 GMT
IN_A_MINUTE = "Sun, 09 Sep 2001 01:47:40 GMT"
A_MINUTE_AGO = "Sun, 09 Sep 2001 01:45:40 GMT"

NEW_CONNECTION = Condition.NEW_CONNECTION
NOT_EARLY_DATA = Condition.NOT_EARLY_DATA
ONCE = Condition.ONCE
SAME_KEY = Condition.SAME_IDEMPOTENCY_KEY
REWIND_BODY = Condition.REWIND_BODY
UNCOUNTED = Condition.UNCOUNTED
MAYBE_APPLIED = Condition.MAYBE_APPLIED
NOTHING = Condition(0)

SUCCESS, FAILURE, NEUTRAL = Health.SUCCESS, Health.FAILURE, Health.NEUTRAL

HEAD, PUT, DELETE, OPTIONS, QUERY = ({"method": name} for name in ("HEAD", "PUT", "DELETE", "OPTIONS", "QUERY"))
POST, PATCH, LOCK, CONNECT, LOWER = ({"method": name} for name in ("POST", "PATCH", "LOCK", "CONNECT", "get"))

KEY = {"headers": {"Idempotency-Key": '"8e03978e-40d5-43e8-bc93-6894a57f9324"'}}
IF_MATCH = {"headers": {"If-Match": '"v1"'}}
WEAK_IF_MATCH = {"headers": {"If-Match": 'W/"v1"'}}
ONLY_CREATE = {"headers": {"If-None-Match": "*"}}
EARLY_DATA = {"headers": {"Early-Data": "1"}}
SAFE, UNSAFE = {"idempotent": True}, {"idempotent": False}
ONE_SHOT, SEEKABLE = {"body": Body.ONE_SHOT}, {"body": Body.SEEKABLE}
SECOND, THIRD = {"number": 2}, {"number": 3}
AFTER_503 = {"number": 2, "previous": 503}

PROXY = {"role": "proxy"}
CLAMP = {"over_cap": "clamp"}
FIVE, TEN = {"max_attempts": 5}, {"max_attempts": 10}
GITHUB, TWITTER = {"profile": "github"}, {"profile": "twitter"}
EMPTY = {"ratio": 0.0, "min_per_second": 0.0}


class Row(NamedTuple):
    """A case: what came back to which attempt, and what follows."""

    story: str
    outcome: int | Failure
    retry: bool
    attempt: Mapping[str, Any] = MappingProxyType({})
    headers: Mapping[str, str] | tuple[tuple[str, str], ...] = ()
    policy: Mapping[str, Any] = MappingProxyType({})
    delay: float | None = None  # open when None; a "no" has none anyway
    repeat_after: Change | EllipsisType | None = ...  # open when ...
    conditions: Condition = NOTHING  # these are there
    lacks: Condition = NOTHING  # these are not
    health: Health | None = None
    contested: bool | None = None
    now: float | None = NOW
    rng: float | None = None  # what rng() gives, always
    budget: Mapping[str, Any] | None = None
    deposits: tuple[float, ...] = ()  # into the budget, in seconds after `now`
    source: str = "retry.md, 0"


CONNECTION_FAILURES = (
    # never made: not applied, any method, after the own backoff
    Row("a refused connection brought nothing to the server, so GET may go again", Failure.CONNECT_REFUSED, True),
    Row("a refused connection brought nothing to the server, not even a POST", Failure.CONNECT_REFUSED, True, POST),
    Row("a PATCH may go again after a refused connection", Failure.CONNECT_REFUSED, True, PATCH),
    Row("an unknown method may go again after a refused connection", Failure.CONNECT_REFUSED, True, {"method": "FOO"}),
    Row("a refused connection is waited out", Failure.CONNECT_REFUSED, True, delay=0.5),
    Row(
        "a refused connection on the second attempt is waited out longer",
        Failure.CONNECT_REFUSED,
        True,
        SECOND,
        delay=1.0,
    ),
    Row("a refused connection costs an attempt", Failure.CONNECT_REFUSED, True, POST, lacks=UNCOUNTED),
    Row("a refused connection leaves nothing maybe applied", Failure.CONNECT_REFUSED, True, POST, lacks=MAYBE_APPLIED),
    Row(
        "what is not idempotent, says the caller, may still be connected again",
        Failure.CONNECT_REFUSED,
        True,
        POST | UNSAFE,
    ),
    Row("no attempt is left for a refused connection", Failure.CONNECT_REFUSED, False, THIRD),
    Row("a connect timeout happens before the request", Failure.CONNECT_TIMEOUT, True, POST, delay=0.5),
    Row("a connect timeout lets a GET go again", Failure.CONNECT_TIMEOUT, True),
    Row("a name that does not resolve gets no request", Failure.DNS, True, POST, delay=0.5),
    Row("a name that does not resolve lets a GET go again", Failure.DNS, True),
    # made, but the request was not processed: any method, at once
    Row("a refused stream was not processed", Failure.REFUSED_STREAM, True, POST, delay=0.0, conditions=UNCOUNTED),
    Row("a refused stream repeats a GET at once", Failure.REFUSED_STREAM, True, delay=0.0, conditions=UNCOUNTED),
    Row("a refused stream needs no wait on the second attempt", Failure.REFUSED_STREAM, True, SECOND, delay=0.0),
    Row("a refused stream leaves the connection usable", Failure.REFUSED_STREAM, True, lacks=NEW_CONNECTION),
    Row("a rejected request was not processed", Failure.REQUEST_REJECTED, True, POST, delay=0.0, conditions=UNCOUNTED),
    Row("a rejected request repeats a GET at once", Failure.REQUEST_REJECTED, True, delay=0.0, conditions=UNCOUNTED),
    Row("a rejected PATCH was not processed", Failure.REQUEST_REJECTED, True, PATCH, delay=0.0),
    # gRPC A6: what the server may have seen is repeated once without counting
    Row(
        "a stream that is refused twice in a row counts like any other",
        Failure.REFUSED_STREAM,
        True,
        {"method": "POST", "number": 2, "previous": Failure.REFUSED_STREAM},
        lacks=UNCOUNTED,
        delay=0.0,
    ),
    Row(
        "streams are not refused without end",
        Failure.REFUSED_STREAM,
        False,
        {"method": "POST", "number": 3, "previous": Failure.REFUSED_STREAM},
    ),
    Row(
        "a stream refused after another failure does not count",
        Failure.REFUSED_STREAM,
        True,
        {"method": "POST", "number": 3, "previous": Failure.RESET},
        conditions=UNCOUNTED,
    ),
    Row("GOAWAY below the stream: not processed", Failure.GOAWAY_UNPROCESSED, True, POST, delay=0.0),
    Row("GOAWAY asks for another connection", Failure.GOAWAY_UNPROCESSED, True, conditions=NEW_CONNECTION, delay=0.0),
    Row("GOAWAY costs an attempt", Failure.GOAWAY_UNPROCESSED, True, POST, lacks=UNCOUNTED),
    Row("no attempt is left after GOAWAY", Failure.GOAWAY_UNPROCESSED, False, POST | THIRD),
    # made, and the outcome is unknown: idempotent methods, or what makes the repeat safe
    Row("a read timeout leaves open whether a POST was applied", Failure.READ_TIMEOUT, False, POST),
    Row("a read timeout may be repeated for GET", Failure.READ_TIMEOUT, True, delay=0.5, source="RFC 9110, 9.2.2"),
    Row("a read timeout may be repeated for PUT", Failure.READ_TIMEOUT, True, PUT, source="RFC 9110, 9.2.2"),
    Row("a read timeout may be repeated for DELETE", Failure.READ_TIMEOUT, True, DELETE, source="RFC 9110, 9.2.2"),
    Row("a read timeout may not be repeated for PATCH", Failure.READ_TIMEOUT, False, PATCH),
    Row(
        "a read timeout may be repeated for a POST with a key",
        Failure.READ_TIMEOUT,
        True,
        POST | KEY,
        conditions=SAME_KEY,
    ),
    Row("a read timeout may be repeated for a POST that is safe", Failure.READ_TIMEOUT, True, POST | SAFE),
    Row("a read timeout may not be repeated for a GET that is unsafe", Failure.READ_TIMEOUT, False, UNSAFE),
    Row("a read timeout is counted", Failure.READ_TIMEOUT, True, lacks=UNCOUNTED | ONCE),
    Row("a reset leaves open whether a POST was applied", Failure.RESET, False, POST),
    Row("a reset may be repeated for GET", Failure.RESET, True, delay=0.5),
    Row("a reset may be repeated for a POST with a key", Failure.RESET, True, POST | KEY, conditions=SAME_KEY),
    Row("a reset may not be repeated for a method nobody knows", Failure.RESET, False, {"method": "FOO"}),
    Row("a closed connection leaves open whether a POST was applied", Failure.CLOSED, False, POST),
    Row("a closed connection may be repeated for PUT", Failure.CLOSED, True, PUT, delay=0.5, source="RFC 9110, 9.2.2"),
    Row(
        "a closed connection may be repeated for a safe POST",
        Failure.CLOSED,
        True,
        POST | SAFE,
        source="RFC 9110, 9.2.2",
    ),
    # no repeat helps, or none is wanted
    Row("a bad certificate stays bad", Failure.TLS_CERTIFICATE, False),
    Row("a bad certificate stays bad for a POST with a key", Failure.TLS_CERTIFICATE, False, POST | KEY),
    Row("who cancelled wants no repeat", Failure.CANCELLED, False),
    Row("who cancelled wants no repeat of a safe POST either", Failure.CANCELLED, False, POST | SAFE),
    Row("a protocol error repeats itself", Failure.PROTOCOL, False),
    Row("a protocol error repeats itself for PUT", Failure.PROTOCOL, False, PUT),
    Row("a failure to connect asks for no change", Failure.CONNECT_REFUSED, True, repeat_after=None),
    Row("a reset asks for no change", Failure.RESET, True, repeat_after=None),
)

BELOW_400 = (
    Row("100 is no answer yet", 100, False, health=SUCCESS, repeat_after=None),
    Row("103 is no answer yet", 103, False, health=SUCCESS),
    Row("200 is an answer", 200, False, health=SUCCESS, repeat_after=None, contested=False),
    Row("201 was applied, so a POST is not repeated", 201, False, POST, health=SUCCESS),
    Row("202 was accepted, so a POST is not repeated, whatever its key", 202, False, POST | KEY, health=SUCCESS),
    Row("204 is an answer", 204, False, DELETE, health=SUCCESS, contested=False),
    Row("206 is an answer", 206, False, health=SUCCESS, repeat_after=None),
    Row("301 is to be followed, not repeated", 301, False, repeat_after=Change.FOLLOW_LOCATION, health=SUCCESS),
    Row("303 is to be followed, not repeated", 303, False, POST, repeat_after=Change.FOLLOW_LOCATION, health=SUCCESS),
    Row("307 is to be followed, not repeated", 307, False, POST, repeat_after=Change.FOLLOW_LOCATION, health=SUCCESS),
    Row("304 is an answer", 304, False, repeat_after=None, health=SUCCESS),
)

FOUR_XX = (
    Row("400 comes back as long as the request stays", 400, False, repeat_after=None, health=NEUTRAL),
    Row("400 is not cured by a key", 400, False, POST | KEY),
    Row("401 wants new credentials", 401, False, repeat_after=Change.NEW_CREDENTIALS, health=NEUTRAL),
    Row("401 wants new credentials for a POST", 401, False, POST, repeat_after=Change.NEW_CREDENTIALS),
    Row("402 wants no repeat", 402, False, health=NEUTRAL),
    Row("403 wants other credentials", 403, False, repeat_after=Change.NEW_CREDENTIALS, health=NEUTRAL),
    Row("404 will not be found again", 404, False, repeat_after=None, health=NEUTRAL),
    Row("404 is not cured by idempotent=True", 404, False, POST | SAFE),
    Row("405 wants no repeat", 405, False, PUT, repeat_after=None, health=NEUTRAL),
    Row("406 wants no repeat", 406, False, repeat_after=None),
    Row("407 wants credentials for the proxy", 407, False, repeat_after=Change.NEW_PROXY_CREDENTIALS, health=NEUTRAL),
    Row("408 repeats a GET", 408, True, delay=0.5, conditions=NEW_CONNECTION | ONCE, source="RFC 9110, 15.5.9"),
    Row("408 repeats a POST, which did not arrive whole", 408, True, POST, conditions=NEW_CONNECTION),
    Row("408 repeats a PATCH", 408, True, PATCH, delay=0.5),
    Row("408 repeats what the caller calls unsafe, since it was not applied", 408, True, POST | UNSAFE),
    Row("408 counts as a failure", 408, True, health=FAILURE),
    Row("408 leaves nothing maybe applied", 408, True, POST, lacks=MAYBE_APPLIED | UNCOUNTED),
    Row("409 wants somebody to resolve the conflict", 409, False, PUT, repeat_after=Change.USER_ACTION, health=NEUTRAL),
    Row("409 without a key is not repeated for POST", 409, False, POST),
    Row("409 without a key is not repeated for GET", 409, False),
    Row("409 without a key is not repeated, though the POST be safe", 409, False, POST | SAFE),
    Row("409 with an empty key is not repeated", 409, False, POST | {"headers": {"Idempotency-Key": ""}}),
    Row("409 with a key: the first is in progress", 409, True, POST | KEY, delay=0.5, conditions=SAME_KEY),
    Row("409 with a key repeats a PATCH", 409, True, PATCH | KEY, conditions=SAME_KEY, health=NEUTRAL),
    Row("409 with a key repeats a PUT", 409, True, PUT | KEY, conditions=SAME_KEY),
    Row("409 with a condition but no key is not repeated", 409, False, PUT | IF_MATCH),
    Row("410 is gone", 410, False, repeat_after=None, health=NEUTRAL, contested=False),
    Row("411 wants the length", 411, False, POST, repeat_after=Change.ADD_CONTENT_LENGTH, source="RFC 9110, 15.5.12"),
    Row("412 wants a fresh precondition", 412, False, PUT | IF_MATCH, repeat_after=Change.REFRESH_PRECONDITION),
    Row("413 stays too large", 413, False, PUT, health=NEUTRAL),
    Row("413 is not cured by a key", 413, False, POST | KEY),
    Row(
        "413 with Retry-After is temporary",
        413,
        True,
        PUT,
        {"Retry-After": "10"},
        delay=10.0,
        source="RFC 9110, 15.5.14",
    ),
    Row(
        "413 with Retry-After was not applied, so a POST may go again",
        413,
        True,
        POST,
        {"Retry-After": "10"},
        delay=10.0,
    ),
    Row("413 with a dated Retry-After is temporary", 413, True, POST, {"Retry-After": IN_A_MINUTE}, delay=60.0),
    Row("413 with Retry-After 0 is temporary, after the own backoff", 413, True, POST, {"Retry-After": "0"}, delay=0.5),
    Row("413 with a Retry-After that says nothing has none", 413, False, POST, {"Retry-After": "soon"}),
    Row("413 with an empty Retry-After has none", 413, False, PUT, {"Retry-After": ""}),
    Row("413 with a Retry-After over the cap is refused", 413, False, PUT, {"Retry-After": "121"}),
    Row("413 with another's reset field has no Retry-After", 413, False, PUT, {"X-RateLimit-Reset": "10"}),
    Row("414 wants no repeat", 414, False, repeat_after=None),
    Row("415 wants no repeat", 415, False, POST, repeat_after=None),
    Row("416 wants no Range", 416, False, {"headers": {"Range": "bytes=9-"}}, repeat_after=Change.WITHOUT_RANGE),
    Row(
        "417 wants the request without its Expect",
        417,
        False,
        PUT | {"headers": {"Expect": "100-continue"}},
        repeat_after=Change.WITHOUT_EXPECT,
        health=NEUTRAL,
        source="RFC 9110, 10.1.1",
    ),
    Row(
        "417 finds an Expect in any case",
        417,
        False,
        PUT | {"headers": {"expect": "100-Continue"}},
        repeat_after=Change.WITHOUT_EXPECT,
    ),
    Row("417 to a request without Expect offers nothing", 417, False, PUT, repeat_after=None),
    Row("418 wants no repeat", 418, False, repeat_after=None, health=NEUTRAL),
    Row(
        "421 takes another connection",
        421,
        True,
        delay=0.0,
        conditions=NEW_CONNECTION | ONCE,
        source="RFC 9110, 15.5.20",
    ),
    Row("421 takes any method", 421, True, POST, delay=0.0, conditions=NEW_CONNECTION, source="RFC 9110, 15.5.20"),
    Row("421 takes what the caller calls unsafe", 421, True, POST | UNSAFE, delay=0.0),
    Row("421 says nothing of the server's health", 421, True, PATCH, health=NEUTRAL),
    Row("422 stays wrong", 422, False, POST, repeat_after=None, health=NEUTRAL),
    Row("422 stays wrong under a key", 422, False, POST | KEY, source="draft idempotency-key"),
    Row("423 is locked", 423, False, PUT, health=NEUTRAL),
    Row("424 wants no repeat", 424, False, PUT, health=NEUTRAL),
    Row(
        "425 goes again outside early data",
        425,
        True,
        delay=0.0,
        conditions=NOT_EARLY_DATA | ONCE,
        source="RFC 8470, 5.2",
    ),
    Row("425 goes again when it was early", 425, True, {"early_data": True}, delay=0.0, conditions=NOT_EARLY_DATA),
    Row("425 to what was not early would come again", 425, False, {"early_data": False}),
    Row("425 takes any method", 425, True, POST | {"early_data": True}, delay=0.0, conditions=NOT_EARLY_DATA),
    Row("425 to a POST that was not early is not repeated", 425, False, POST | {"early_data": False}),
    Row("425 says nothing of the server's health", 425, True, health=NEUTRAL),
    Row("425 to a user agent's Early-Data goes again", 425, True, EARLY_DATA, conditions=NOT_EARLY_DATA),
    Row("426 wants another protocol", 426, False, repeat_after=Change.UPGRADE_PROTOCOL, health=NEUTRAL),
    Row("428 wants a precondition", 428, False, PUT, repeat_after=Change.ADD_PRECONDITION, source="RFC 6585, 3"),
    Row("429 repeats a GET later", 429, True, delay=0.5, health=FAILURE, contested=True),
    Row("429 repeats a POST, which was refused", 429, True, POST, delay=0.5, source="disagreements.md, 18"),
    Row("429 repeats a PATCH", 429, True, PATCH),
    Row("429 repeats an unknown method", 429, True, {"method": "FOO"}),
    Row("429 repeats what the caller calls unsafe", 429, True, POST | UNSAFE),
    Row("429 may repeat itself", 429, True, {"number": 2, "previous": 429}, delay=1.0),
    Row(
        "429 wants no change, new connection or single repeat",
        429,
        True,
        repeat_after=None,
        lacks=NEW_CONNECTION | ONCE,
    ),
    Row(
        "429 is a failure, contested, when it is not repeated either", 429, False, THIRD, health=FAILURE, contested=True
    ),
    Row("431 wants smaller header fields", 431, False, repeat_after=Change.SMALLER_HEADERS, source="RFC 6585, 5"),
    Row("451 wants no repeat", 451, False, repeat_after=None, health=NEUTRAL),
)

FIVE_XX = (
    Row("500 repeats a GET", 500, True, delay=0.5, health=FAILURE, source="disagreements.md, 14"),
    Row("500 repeats a PUT", 500, True, PUT),
    Row("500 does not repeat a POST", 500, False, POST, health=FAILURE),
    Row("500 does not repeat a PATCH", 500, False, PATCH),
    Row("501 stays unimplemented", 501, False, repeat_after=None, health=FAILURE),
    Row("501 stays unimplemented for PUT with a key", 501, False, PUT | KEY),
    Row("502 repeats a GET", 502, True, delay=0.5, health=FAILURE, source="disagreements.md, 15"),
    Row("502 repeats a DELETE", 502, True, DELETE),
    Row("502 does not repeat a POST", 502, False, POST, health=FAILURE),
    Row("503 repeats a GET", 503, True, delay=0.5, health=FAILURE, repeat_after=None),
    Row("503 repeats a QUERY", 503, True, QUERY, delay=0.5),
    Row("503 does not repeat a POST", 503, False, POST, health=FAILURE, source="disagreements.md, 17"),
    Row("503 sets no condition", 503, True, lacks=NEW_CONNECTION | ONCE | UNCOUNTED | MAYBE_APPLIED | NOT_EARLY_DATA),
    Row("503 may repeat itself", 503, True, AFTER_503, delay=1.0),
    Row("504 repeats a GET", 504, True, delay=0.5, health=FAILURE),
    Row("504 repeats a PUT", 504, True, PUT),
    Row("504 does not repeat a POST: the one behind may have acted", 504, False, POST, source="disagreements.md, 16"),
    Row("505 stays the wrong version", 505, False, repeat_after=None, health=FAILURE),
    Row("506 stays misconfigured", 506, False, repeat_after=None, health=FAILURE),
    Row("507 waits for somebody to make room", 507, False, PUT, repeat_after=Change.USER_ACTION, health=FAILURE),
    Row("507 is not cured by a key", 507, False, POST | KEY, repeat_after=Change.USER_ACTION),
    Row("508 stays a loop", 508, False, {"method": "PROPFIND"}, repeat_after=None, health=FAILURE),
    Row("510 wants an extension", 510, False, repeat_after=None, health=FAILURE),
    Row("511 wants a login to the network", 511, False, repeat_after=Change.NETWORK_LOGIN, health=FAILURE),
    Row("511 wants a login first, whatever its Retry-After", 511, False, {}, {"Retry-After": "5"}),
    Row("a member of the standard library's enum is its number", HTTPStatus.SERVICE_UNAVAILABLE, True, delay=0.5),
    Row("a member of the standard library's enum can be a no", HTTPStatus.NOT_FOUND, False),
    Row("a Status is its number", lookup(503), True, delay=0.5),
    Row("a Status can be a no", lookup(404), False),
)

METHODS = (
    # 503 leaves it open whether the request was applied: the registry's column "idempotent" decides
    Row("GET is idempotent", 503, True, {"method": "GET"}),
    Row("HEAD is idempotent", 503, True, HEAD),
    Row("OPTIONS is idempotent", 503, True, OPTIONS),
    Row("TRACE is idempotent", 503, True, {"method": "TRACE"}),
    Row("PUT is idempotent", 503, True, PUT),
    Row("DELETE is idempotent", 503, True, DELETE),
    Row("QUERY is idempotent", 503, True, QUERY),
    Row("PROPFIND is idempotent", 503, True, {"method": "PROPFIND"}),
    Row("PROPPATCH is idempotent", 503, True, {"method": "PROPPATCH"}),
    Row("MKCOL is idempotent", 503, True, {"method": "MKCOL"}),
    Row("COPY is idempotent", 503, True, {"method": "COPY"}),
    Row("MOVE is idempotent", 503, True, {"method": "MOVE"}),
    Row("UNLOCK is idempotent", 503, True, {"method": "UNLOCK"}),
    Row("REPORT is idempotent", 503, True, {"method": "REPORT"}),
    Row("SEARCH is idempotent", 503, True, {"method": "SEARCH"}),
    Row("ACL is idempotent", 503, True, {"method": "ACL"}),
    Row("BIND is idempotent", 503, True, {"method": "BIND"}),
    Row("UNBIND is idempotent", 503, True, {"method": "UNBIND"}),
    Row("REBIND is idempotent", 503, True, {"method": "REBIND"}),
    Row("CHECKIN is idempotent", 503, True, {"method": "CHECKIN"}),
    Row("CHECKOUT is idempotent", 503, True, {"method": "CHECKOUT"}),
    Row("UNCHECKOUT is idempotent", 503, True, {"method": "UNCHECKOUT"}),
    Row("VERSION-CONTROL is idempotent", 503, True, {"method": "VERSION-CONTROL"}),
    Row("BASELINE-CONTROL is idempotent", 503, True, {"method": "BASELINE-CONTROL"}),
    Row("LABEL is idempotent", 503, True, {"method": "LABEL"}),
    Row("LINK is idempotent", 503, True, {"method": "LINK"}),
    Row("UNLINK is idempotent", 503, True, {"method": "UNLINK"}),
    Row("MERGE is idempotent", 503, True, {"method": "MERGE"}),
    Row("UPDATE is idempotent", 503, True, {"method": "UPDATE"}),
    Row("MKACTIVITY is idempotent", 503, True, {"method": "MKACTIVITY"}),
    Row("MKWORKSPACE is idempotent", 503, True, {"method": "MKWORKSPACE"}),
    Row("MKCALENDAR is idempotent", 503, True, {"method": "MKCALENDAR"}),
    Row("MKREDIRECTREF is idempotent", 503, True, {"method": "MKREDIRECTREF"}),
    Row("UPDATEREDIRECTREF is idempotent", 503, True, {"method": "UPDATEREDIRECTREF"}),
    Row("ORDERPATCH is idempotent", 503, True, {"method": "ORDERPATCH"}),
    Row("POST is not idempotent", 503, False, POST),
    Row("PATCH is not idempotent", 503, False, PATCH, source="RFC 5789, 2"),
    Row("LOCK is not idempotent", 503, False, LOCK),
    Row("CONNECT is not idempotent", 503, False, CONNECT),
    Row("a method that nobody registered is not idempotent", 503, False, {"method": "FOO"}),
    Row("PURGE is not registered", 503, False, {"method": "PURGE"}),
    Row("get is not GET: methods have their case", 503, False, LOWER),
    Row("Put is not PUT", 503, False, {"method": "Put"}),
    Row("query is not QUERY", 503, False, {"method": "query"}),
    Row("get is repeated where nothing was applied", 429, True, LOWER),
    Row("get is repeated where no connection was made", Failure.DNS, True, LOWER),
    Row("get is repeated where the caller knows it for safe", 503, True, LOWER | SAFE),
    Row("QUERY is repeated after a read timeout", Failure.READ_TIMEOUT, True, QUERY),
    Row("PROPFIND is repeated after 502", 502, True, {"method": "PROPFIND"}),
    Row("LOCK is repeated after 408", 408, True, LOCK),
    Row("LOCK is not repeated after a reset", Failure.RESET, False, LOCK),
    Row("CONNECT is repeated after a refused connection", Failure.CONNECT_REFUSED, True, CONNECT),
    Row("the method of an attempt is GET unless told", 500, True, {}),
)

KNOWN_SAFE = (
    # the caller's word
    Row("a POST that is known to be safe goes again after 503", 503, True, POST | SAFE, source="RFC 9110, 9.2.2"),
    Row("a POST that is known to be safe goes again after 500", 500, True, POST | SAFE),
    Row("a PATCH that is known to be safe goes again after 504", 504, True, PATCH | SAFE),
    Row("an unknown method that is known to be safe goes again", 502, True, {"method": "FOO", "idempotent": True}),
    Row("the caller's no wins over GET", 503, False, UNSAFE),
    Row("the caller's no wins over PUT", 500, False, PUT | UNSAFE),
    Row("the caller's no wins over QUERY", 504, False, QUERY | UNSAFE),
    Row("the caller's word makes no permanent refusal good", 501, False, POST | SAFE),
    # Idempotency-Key
    Row("a POST with a key goes again after 503", 503, True, POST | KEY, delay=0.5, conditions=SAME_KEY),
    Row("a POST with a key goes again after 500", 500, True, POST | KEY, conditions=SAME_KEY),
    Row("a POST with a key goes again after 502", 502, True, POST | KEY, conditions=SAME_KEY),
    Row("a PATCH with a key goes again after 504", 504, True, PATCH | KEY, conditions=SAME_KEY),
    Row("a key need not be a quoted string", 503, True, POST | {"headers": {"Idempotency-Key": "8e03978e"}}),
    Row("a key's field is found in any case", 503, True, POST | {"headers": {"idempotency-key": "8e03978e"}}),
    Row("a key's field is found among pairs", 503, True, POST | {"headers": (("A", "b"), ("Idempotency-Key", "8e03"))}),
    Row("an empty key is none", 503, False, POST | {"headers": {"Idempotency-Key": ""}}),
    Row("a blank key is none", 503, False, POST | {"headers": {"Idempotency-Key": "  "}}),
    Row("a field of a similar name is no key", 503, False, POST | {"headers": {"X-Idempotency-Key": "8e03978e"}}),
    Row("a key in the answer is not the request's", 503, False, POST, {"Idempotency-Key": '"8e03978e"'}),
    Row("a key does not hurt where nothing was applied", 429, True, POST | KEY),
    Row("a key does not hurt a GET", 503, True, KEY),
    Row("a key does not make 404 good", 404, False, POST | KEY),
    Row("without a key there is none to keep", 503, True, lacks=SAME_KEY),
    # If-Match and If-None-Match
    Row(
        "a PATCH with a strong If-Match goes again, maybe in vain",
        503,
        True,
        PATCH | IF_MATCH,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "a POST with a strong If-Match goes again, maybe in vain", 500, True, POST | IF_MATCH, conditions=MAYBE_APPLIED
    ),
    Row("a strong If-Match helps after a reset", Failure.RESET, True, PATCH | IF_MATCH, conditions=MAYBE_APPLIED),
    Row("a strong If-Match marks a PUT too", 503, True, PUT | IF_MATCH, conditions=MAYBE_APPLIED),
    Row("a strong If-Match marks a DELETE too", 502, True, DELETE | IF_MATCH, conditions=MAYBE_APPLIED),
    Row(
        "a strong If-Match marks a PUT after a read timeout",
        Failure.READ_TIMEOUT,
        True,
        PUT | IF_MATCH,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "a weak If-Match never matches, so it makes nothing known",
        503,
        False,
        PATCH | WEAK_IF_MATCH,
        source="RFC 9110, 13.1.1",
    ),
    Row("a weak If-Match does not help after a reset", Failure.RESET, False, POST | WEAK_IF_MATCH),
    Row("If-Match: * still matches what a first PATCH left", 503, False, PATCH | {"headers": {"If-Match": "*"}}),
    Row("an If-Match without quotes is no entity tag", 503, False, PATCH | {"headers": {"If-Match": "v1"}}),
    Row("an empty If-Match is no condition", 503, False, PATCH | {"headers": {"If-Match": ""}}),
    Row("a POST that may only create goes again", 503, True, POST | ONLY_CREATE, conditions=MAYBE_APPLIED),
    Row("a PATCH that may only create goes again", Failure.CLOSED, True, PATCH | ONLY_CREATE, conditions=MAYBE_APPLIED),
    Row("a PUT that may only create is marked too", 504, True, PUT | ONLY_CREATE, conditions=MAYBE_APPLIED),
    Row("If-None-Match with a tag is no lock", 503, False, POST | {"headers": {"If-None-Match": '"v1"'}}),
    Row("If-None-Match with a weak tag is no lock", 503, False, POST | {"headers": {"If-None-Match": 'W/"v1"'}}),
    Row("If-Modified-Since makes no POST safe", 503, False, POST | {"headers": {"If-Modified-Since": A_MINUTE_AGO}}),
    Row("a PUT without condition is not marked", 503, True, PUT, lacks=MAYBE_APPLIED),
    Row("a condition makes no permanent refusal good", 501, False, PUT | IF_MATCH),
)

BODIES = (
    Row("no body can be sent again", 503, True, {"body": Body.NONE}, lacks=REWIND_BODY),
    Row("a replayable body can be sent again", 503, True, PUT | {"body": Body.REPLAYABLE}, lacks=REWIND_BODY),
    Row("a body is replayable unless told", 429, True, POST, lacks=REWIND_BODY),
    Row("a seekable body is rewound", 503, True, PUT | SEEKABLE, conditions=REWIND_BODY),
    Row("a seekable body is rewound after 429", 429, True, POST | SEEKABLE, conditions=REWIND_BODY),
    Row("a seekable body is rewound after a reset", Failure.RESET, True, PUT | SEEKABLE, conditions=REWIND_BODY),
    Row(
        "a seekable body is rewound for another connection",
        421,
        True,
        POST | SEEKABLE,
        conditions=REWIND_BODY | NEW_CONNECTION,
    ),
    Row("a seekable body does not make a POST safe", 503, False, POST | SEEKABLE),
    Row("a one-shot body is spent after 503", 503, False, PUT | ONE_SHOT),
    Row("a one-shot body is spent after 500", 500, False, PUT | ONE_SHOT),
    Row("a one-shot body is spent after 429, though nothing was applied", 429, False, POST | ONE_SHOT),
    Row("a one-shot body is spent after 408", 408, False, POST | ONE_SHOT),
    Row("a one-shot body is spent after 421", 421, False, POST | ONE_SHOT),
    Row("a one-shot body is spent after 425", 425, False, PUT | ONE_SHOT | {"early_data": True}),
    Row(
        "a one-shot body is spent after 413, whatever its Retry-After", 413, False, PUT | ONE_SHOT, {"Retry-After": "5"}
    ),
    Row("a one-shot body is spent after 409, whatever its key", 409, False, POST | ONE_SHOT | KEY),
    Row("a one-shot body is spent after 503, whatever its key", 503, False, POST | ONE_SHOT | KEY),
    Row("a one-shot body is spent after 503, though it be safe", 503, False, POST | ONE_SHOT | SAFE),
    Row("a one-shot body is spent after a read timeout", Failure.READ_TIMEOUT, False, PUT | ONE_SHOT),
    Row("a one-shot body is spent after a reset", Failure.RESET, False, PUT | ONE_SHOT),
    Row(
        "a one-shot body is whole after a refused connection",
        Failure.CONNECT_REFUSED,
        True,
        POST | ONE_SHOT,
        lacks=REWIND_BODY,
    ),
    Row("a one-shot body is whole after a connect timeout", Failure.CONNECT_TIMEOUT, True, PUT | ONE_SHOT),
    Row("a one-shot body is whole where the name did not resolve", Failure.DNS, True, POST | ONE_SHOT),
    Row("a one-shot body does not make a bad certificate good", Failure.TLS_CERTIFICATE, False, PUT | ONE_SHOT),
    Row("a spent body says nothing against the server's health", 503, False, PUT | ONE_SHOT, health=FAILURE),
)

ATTEMPTS = (
    # max_attempts counts the first
    Row("the first of three may be followed", 503, True, {"number": 1}, delay=0.5),
    Row("the second of three may be followed", 503, True, SECOND, delay=1.0),
    Row("the third of three was the last", 503, False, THIRD),
    Row("the fourth of three is beyond the last", 503, False, {"number": 4}),
    Row("the third of three was the last for 429 as well", 429, False, THIRD),
    Row("the third of three was the last, whatever Retry-After says", 503, False, THIRD, {"Retry-After": "5"}),
    Row("the third of three was the last for another connection", 421, False, THIRD | {"previous": 503}),
    Row("one attempt is none to repeat", 503, False, policy={"max_attempts": 1}),
    Row(
        "one attempt is none to repeat after a refused connection",
        Failure.CONNECT_REFUSED,
        False,
        policy={"max_attempts": 1},
    ),
    Row("two attempts allow one repeat", 503, True, policy={"max_attempts": 2}),
    Row("two attempts allow no second repeat", 503, False, SECOND, policy={"max_attempts": 2}),
    Row("more attempts turn no POST into a yes", 503, False, POST, policy=TEN),
    # the own backoff
    Row("the third of five waits two seconds", 503, True, THIRD, policy=FIVE, delay=2.0),
    Row("the fourth of five waits four seconds", 503, True, {"number": 4}, policy=FIVE, delay=4.0),
    Row("the fifth of five was the last", 503, False, {"number": 5}, policy=FIVE),
    Row("the sixth of ten waits sixteen seconds", 503, True, {"number": 6}, policy=TEN, delay=16.0),
    Row("the seventh of ten waits no longer than max_delay", 503, True, {"number": 7}, policy=TEN, delay=30.0),
    Row("the ninth of ten waits no longer than max_delay", 503, True, {"number": 9}, policy=TEN, delay=30.0),
    Row("a base of two starts with two seconds", 503, True, policy={"base": 2.0}, delay=2.0),
    Row("a factor of three grows by three", 503, True, SECOND, policy={"factor": 3.0}, delay=1.5),
    Row("a factor of one stays", 503, True, SECOND, policy={"factor": 1.0}, delay=0.5),
    Row("max_delay cuts the first wait too", 503, True, policy={"base": 8.0, "max_delay": 5.0}, delay=5.0),
    Row(
        "the five-thousandth of many waits max_delay",
        503,
        True,
        {"number": 5000},
        policy={"max_attempts": 9999},
        delay=30.0,
    ),
    # deadlines: now + delay must be before
    Row("a deadline after the wait is kept", 503, True, {"deadline": NOW + 0.75}, delay=0.5),
    Row("a deadline in the middle of the wait is missed", 503, False, {"deadline": NOW + 0.25}),
    Row("a deadline at the end of the wait is missed", 503, False, {"deadline": NOW + 0.5}),
    Row("a deadline in the past is missed", 503, False, {"deadline": NOW - 10}),
    Row("a deadline now is missed without a wait", 421, False, {"deadline": NOW}),
    Row("a deadline soon is kept without a wait", 421, True, {"deadline": NOW + 0.25}, delay=0.0),
    Row("a deadline after Retry-After is kept", 503, True, {"deadline": NOW + 10.5}, {"Retry-After": "10"}, delay=10.0),
    Row("a deadline at Retry-After is missed", 503, False, {"deadline": NOW + 10}, {"Retry-After": "10"}),
    Row("a deadline before Retry-After is missed", 429, False, POST | {"deadline": NOW + 5}, {"Retry-After": "10"}),
    Row("a deadline counts for the longer wait of later attempts", 503, False, SECOND | {"deadline": NOW + 0.75}),
    Row(
        "a clamped wait may keep a deadline",
        503,
        True,
        {"deadline": NOW + 121},
        {"Retry-After": "300"},
        CLAMP,
        delay=120.0,
    ),
    Row("a clamped wait may miss a deadline", 503, False, {"deadline": NOW + 120}, {"Retry-After": "300"}, CLAMP),
    Row("a deadline counts after failures", Failure.CONNECT_REFUSED, False, {"deadline": NOW + 0.5}),
    Row("a deadline far away turns no POST into a yes", 503, False, POST | {"deadline": NOW + 9999}),
    # no clock at all
    Row("without a clock there is still the own backoff", 503, True, now=None, delay=0.5),
    Row("without a clock there is still a no", 404, False, now=None),
)

WAITS = (
    # delta-seconds
    Row("Retry-After in seconds", 503, True, {}, {"Retry-After": "20"}, delay=20.0, source="RFC 9110, 10.2.3"),
    Row("Retry-After to a refused POST", 429, True, POST, {"Retry-After": "20"}, delay=20.0),
    Row("Retry-After beside 408", 408, True, {}, {"Retry-After": "5"}, delay=5.0),
    Row("Retry-After is never undercut, though 425 needs no wait", 425, True, {}, {"Retry-After": "5"}, delay=5.0),
    Row("Retry-After is found in any case", 503, True, {}, {"retry-after": "20"}, delay=20.0),
    Row("Retry-After is found among pairs", 503, True, {}, (("Via", "1.1 a"), ("RETRY-AFTER", "20")), delay=20.0),
    Row("Retry-After with blanks around it", 503, True, {}, {"Retry-After": " 20 "}, delay=20.0),
    Row("Retry-After with leading zeros", 503, True, {}, {"Retry-After": "0020"}, delay=20.0),
    Row("Retry-After 0 means the own backoff", 503, True, {}, {"Retry-After": "0"}, delay=0.5),
    Row(
        "Retry-After 0 means the own backoff of the second attempt", 503, True, SECOND, {"Retry-After": "0"}, delay=1.0
    ),
    Row("Retry-After shorter than the own backoff", 503, True, THIRD, {"Retry-After": "1"}, FIVE, delay=2.0),
    Row("Retry-After longer than the own backoff", 503, True, THIRD, {"Retry-After": "3"}, FIVE, delay=3.0),
    Row("Retry-After may exceed max_delay", 503, True, {}, {"Retry-After": "60"}, delay=60.0),
    Row("without Retry-After there is the own backoff", 503, True, {}, {"Server": "x"}, delay=0.5),
    # the three dates
    Row(
        "Retry-After as an IMF date", 503, True, {}, {"Retry-After": IN_A_MINUTE}, delay=60.0, source="RFC 9110, 5.6.7"
    ),
    Row("Retry-After as an RFC 850 date", 503, True, {}, {"Retry-After": "Sunday, 09-Sep-01 01:47:40 GMT"}, delay=60.0),
    Row("Retry-After as an asctime date", 503, True, {}, {"Retry-After": "Sun Sep  9 01:47:40 2001"}, delay=60.0),
    Row("the weekday is not checked", 503, True, {}, {"Retry-After": "Fri, 09 Sep 2001 01:47:40 GMT"}, delay=60.0),
    Row("a past date means the own backoff", 503, True, {}, {"Retry-After": A_MINUTE_AGO}, delay=0.5),
    Row(
        "a date long ago means the own backoff",
        503,
        True,
        SECOND,
        {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"},
        delay=1.0,
    ),
    Row(
        "a date this very second means the own backoff",
        503,
        True,
        {},
        {"Retry-After": "Sun, 09 Sep 2001 01:46:40 GMT"},
        delay=0.5,
    ),
    Row("a date at the cap", 503, True, {}, {"Retry-After": "Sun, 09 Sep 2001 01:48:40 GMT"}, delay=120.0),
    Row("a date beyond the cap", 503, False, {}, {"Retry-After": "Sun, 09 Sep 2001 01:48:41 GMT"}),
    Row("the last date there is", 503, False, {}, {"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}),
    Row(
        "two digits that would be 51 years ahead are the past",
        503,
        True,
        {},
        {"Retry-After": "Monday, 09-Sep-52 01:46:40 GMT"},
        delay=0.5,
    ),
    Row(
        "two digits a day over 50 years ahead are the past",
        503,
        True,
        {},
        {"Retry-After": "Sunday, 10-Sep-51 01:46:40 GMT"},
        delay=0.5,
    ),
    Row(
        "two digits a day short of 50 years ahead are the future",
        503,
        False,
        {},
        {"Retry-After": "Friday, 08-Sep-51 01:46:40 GMT"},
    ),
    Row("two digits of the last century", 503, True, {}, {"Retry-After": "Friday, 31-Dec-99 23:59:59 GMT"}, delay=0.5),
    # against the response's own clock
    Row(
        "the server's clock is slow: its Date counts",
        503,
        True,
        {},
        {"Date": "Sun, 09 Sep 2001 01:00:00 GMT", "Retry-After": "Sun, 09 Sep 2001 01:00:30 GMT"},
        delay=30.0,
    ),
    Row(
        "the server's clock is fast: its Date counts",
        503,
        True,
        {},
        {"Date": "Sun, 09 Sep 2001 02:00:00 GMT", "Retry-After": "Sun, 09 Sep 2001 02:00:45 GMT"},
        delay=45.0,
    ),
    Row(
        "the server's clock is fast: the date is beyond the cap all the same",
        503,
        False,
        {},
        {"Date": "Sun, 09 Sep 2001 02:00:00 GMT", "Retry-After": "Sun, 09 Sep 2001 02:02:01 GMT"},
    ),
    Row(
        "the date has passed by the server's own clock",
        503,
        True,
        {},
        {"Date": "Sun, 09 Sep 2001 02:00:00 GMT", "Retry-After": IN_A_MINUTE},
        delay=0.5,
    ),
    Row(
        "the response's Date may have an old form",
        503,
        True,
        {},
        {"Date": "Sun Sep  9 01:00:00 2001", "Retry-After": "Sun, 09 Sep 2001 01:00:30 GMT"},
        delay=30.0,
    ),
    Row(
        "seconds have nothing to do with the server's clock",
        503,
        True,
        {},
        {"Date": "Sun, 09 Sep 2001 01:00:00 GMT", "Retry-After": "20"},
        delay=20.0,
    ),
    Row(
        "without a clock the response's Date is enough",
        503,
        True,
        {},
        {"Date": "Sun, 09 Sep 2001 01:00:00 GMT", "Retry-After": "Sun, 09 Sep 2001 01:00:30 GMT"},
        delay=30.0,
        now=None,
    ),
    Row(
        "without any clock a date counts for nothing", 503, True, {}, {"Retry-After": IN_A_MINUTE}, delay=0.5, now=None
    ),
    Row("without a clock seconds still count", 503, True, {}, {"Retry-After": "20"}, delay=20.0, now=None),
    # decimals, and what is nothing
    Row("Retry-After with a fraction", 503, True, {}, {"Retry-After": "1.5"}, delay=1.5),
    Row("Retry-After with a fraction below a second", 503, True, {}, {"Retry-After": "0.503"}, delay=0.503),
    Row("Retry-After with a fraction below the own backoff", 503, True, {}, {"Retry-After": "0.25"}, delay=0.5),
    Row("Retry-After 0.0 means the own backoff", 503, True, {}, {"Retry-After": "0.0"}, delay=0.5),
    Row("Retry-After with a fraction below the cap", 503, True, {}, {"Retry-After": "119.5"}, delay=119.5),
    Row("Retry-After with a fraction over the cap", 503, False, {}, {"Retry-After": "120.5"}),
    Row("Retry-After below zero is ignored", 503, True, {}, {"Retry-After": "-5"}, delay=0.5),
    Row("Retry-After with a sign is ignored", 503, True, {}, {"Retry-After": "+10"}, delay=0.5),
    Row("Retry-After with an exponent is ignored", 503, True, {}, {"Retry-After": "1e3"}, delay=0.5),
    Row("Retry-After as a duration is ignored", 503, True, {}, {"Retry-After": "1m0s"}, delay=0.5),
    Row("Retry-After with a unit is ignored", 503, True, {}, {"Retry-After": "20 seconds"}, delay=0.5),
    Row("Retry-After with nothing in it is ignored", 503, True, {}, {"Retry-After": ""}, delay=0.5),
    Row("Retry-After in words is ignored", 503, True, {}, {"Retry-After": "tomorrow"}, delay=0.5),
    Row("Retry-After nan is ignored", 503, True, {}, {"Retry-After": "nan"}, delay=0.5),
    Row("Retry-After inf is ignored", 503, True, {}, {"Retry-After": "inf"}, delay=0.5),
    Row("Retry-After with an underscore is ignored", 503, True, {}, {"Retry-After": "1_0"}, delay=0.5),
    Row("Retry-After in hexadecimal is ignored", 503, True, {}, {"Retry-After": "0x10"}, delay=0.5),
    Row("Retry-After as a list is ignored", 503, True, {}, {"Retry-After": "10, 20"}, delay=0.5),
    Row("Retry-After on two lines is no exception", 503, True, {}, (("Retry-After", "10"), ("Retry-After", "20"))),
    Row("Retry-After in Arabic digits is ignored", 503, True, {}, {"Retry-After": "\u0661\u0662"}, delay=0.5),
    Row("Retry-After with a NUL is ignored", 503, True, {}, {"Retry-After": "20\x00"}, delay=0.5),
    Row("Retry-After of a megabyte is ignored", 503, True, {}, {"Retry-After": "x" * 1_000_000}, delay=0.5),
    Row(
        "Retry-After in the year 99999 is ignored",
        503,
        True,
        {},
        {"Retry-After": "Fri, 31 Dec 99999 23:59:59 GMT"},
        delay=0.5,
    ),
    Row(
        "Retry-After on 30 February is ignored",
        503,
        True,
        {},
        {"Retry-After": "Sat, 30 Feb 2002 00:00:00 GMT"},
        delay=0.5,
    ),
    Row(
        "Retry-After at 25 hours is ignored", 503, True, {}, {"Retry-After": "Sun, 09 Sep 2001 25:47:40 GMT"}, delay=0.5
    ),
    Row(
        "Retry-After without a zone is ignored", 503, True, {}, {"Retry-After": "Sun, 09 Sep 2001 01:47:40"}, delay=0.5
    ),
    Row(
        "Retry-After in another zone is ignored",
        503,
        True,
        {},
        {"Retry-After": "Sat, 08 Sep 2001 20:47:40 EST"},
        delay=0.5,
    ),
    Row("Retry-After in ISO 8601 is ignored", 503, True, {}, {"Retry-After": "2001-09-09T01:47:40Z"}, delay=0.5),
    # the cap
    Row("Retry-After at the cap", 503, True, {}, {"Retry-After": "120"}, delay=120.0),
    Row("Retry-After over the cap is refused", 503, False, {}, {"Retry-After": "121"}),
    Row("Retry-After over the cap is refused for 429", 429, False, POST, {"Retry-After": "3600"}),
    Row("Retry-After as an epoch is seconds, and too many", 503, False, {}, {"Retry-After": "1000000020"}),
    Row("Retry-After of 5,000 digits is too long", 503, False, {}, {"Retry-After": "9" * 5000}),
    Row("Retry-After over the cap is cut", 503, True, {}, {"Retry-After": "121"}, CLAMP, delay=120.0),
    Row("Retry-After of 5,000 digits is cut", 503, True, {}, {"Retry-After": "9" * 5000}, CLAMP, delay=120.0),
    Row(
        "a date over the cap is cut",
        503,
        True,
        {},
        {"Retry-After": "Sun, 09 Sep 2001 03:00:00 GMT"},
        CLAMP,
        delay=120.0,
    ),
    Row("Retry-After below the cap is not cut", 503, True, {}, {"Retry-After": "20"}, CLAMP, delay=20.0),
    Row("a lower cap refuses earlier", 503, False, {}, {"Retry-After": "11"}, {"retry_after_cap": 10.0}),
    Row(
        "a lower cap still allows what it says",
        503,
        True,
        {},
        {"Retry-After": "10"},
        {"retry_after_cap": 10.0},
        delay=10.0,
    ),
    Row(
        "a lower cap cuts to what it says",
        503,
        True,
        {},
        {"Retry-After": "20"},
        CLAMP | {"retry_after_cap": 10.0},
        delay=10.0,
    ),
    Row("a higher cap allows more", 503, True, {}, {"Retry-After": "300"}, {"retry_after_cap": 600.0}, delay=300.0),
    Row("a cut makes no POST safe", 503, False, POST, {"Retry-After": "300"}, CLAMP),
    # it only sets the wait
    Row(
        "Retry-After makes no 503 to POST a yes", 503, False, POST, {"Retry-After": "5"}, source="disagreements.md, 17"
    ),
    Row("Retry-After makes no 500 to POST a yes", 500, False, POST, {"Retry-After": "5"}),
    Row("Retry-After makes no 404 a yes", 404, False, {}, {"Retry-After": "5"}),
    Row("Retry-After makes no 403 a yes", 403, False, {}, {"Retry-After": "5"}),
    Row("Retry-After makes no 409 a yes", 409, False, PUT, {"Retry-After": "5"}),
    Row("Retry-After makes no 501 a yes", 501, False, {}, {"Retry-After": "5"}),
    Row(
        "Retry-After belongs to the redirected request", 301, False, {}, {"Retry-After": "5"}, source="RFC 9110, 10.2.3"
    ),
    Row("Retry-After makes no 202 a yes", 202, False, {}, {"Retry-After": "5"}),
    # milliseconds
    Row("retry-after-ms counts milliseconds", 503, True, {}, {"retry-after-ms": "1500"}, delay=1.5),
    Row("x-ms-retry-after-ms counts milliseconds", 503, True, {}, {"x-ms-retry-after-ms": "3000"}, delay=3.0),
    Row("x-amz-retry-after counts milliseconds", 503, True, {}, {"x-amz-retry-after": "4000"}, delay=4.0),
    Row("milliseconds are found in any case", 503, True, {}, {"Retry-After-Ms": "1500"}, delay=1.5),
    Row("milliseconds below the own backoff", 503, True, {}, {"retry-after-ms": "100"}, delay=0.5),
    Row("no milliseconds mean the own backoff", 503, True, {}, {"retry-after-ms": "0"}, delay=0.5),
    Row("milliseconds below zero are ignored", 503, True, {}, {"retry-after-ms": "-1500"}, delay=0.5),
    Row("milliseconds over the cap are refused", 503, False, {}, {"retry-after-ms": "120001"}),
    Row("milliseconds over the cap are cut", 503, True, {}, {"x-ms-retry-after-ms": "120001"}, CLAMP, delay=120.0),
    Row("milliseconds make no POST safe", 503, False, POST, {"x-amz-retry-after": "1000"}),
    Row("milliseconds make no 404 a yes", 404, False, {}, {"retry-after-ms": "1000"}),
    Row("milliseconds come before seconds", 503, True, {}, {"Retry-After": "10", "retry-after-ms": "9500"}, delay=9.5),
    Row(
        "x-ms-retry-after-ms comes before seconds",
        503,
        True,
        {},
        {"Retry-After": "9", "x-ms-retry-after-ms": "3000"},
        delay=3.0,
    ),
    Row(
        "x-amz-retry-after comes before seconds",
        503,
        True,
        {},
        {"Retry-After": "9", "x-amz-retry-after": "4000"},
        delay=4.0,
    ),
    Row(
        "retry-after-ms comes before Azure's",
        503,
        True,
        {},
        {"x-ms-retry-after-ms": "3000", "retry-after-ms": "2000"},
        delay=2.0,
    ),
    Row(
        "Azure's milliseconds come before Amazon's",
        503,
        True,
        {},
        {"x-amz-retry-after": "4000", "x-ms-retry-after-ms": "3000"},
        delay=3.0,
    ),
    Row(
        "milliseconds that are none leave it to seconds",
        503,
        True,
        {},
        {"retry-after-ms": "x", "Retry-After": "9"},
        delay=9.0,
    ),
    # RateLimit
    Row(
        "RateLimit, exhausted", 429, True, {}, {"RateLimit": '"default";r=0;t=20'}, delay=20.0, source="draft ratelimit"
    ),
    Row("RateLimit, exhausted, for a POST", 429, True, POST, {"ratelimit": '"default";r=0;t=20'}, delay=20.0),
    Row("RateLimit with quota left sets no wait", 429, True, {}, {"RateLimit": '"default";r=5;t=20'}, delay=0.5),
    Row("RateLimit without a time sets no wait", 429, True, {}, {"RateLimit": '"default";r=0'}, delay=0.5),
    Row(
        "RateLimit without its remaining quota sets no wait", 429, True, {}, {"RateLimit": '"default";t=20'}, delay=0.5
    ),
    Row(
        "RateLimit of several policies: the exhausted one",
        429,
        True,
        {},
        {"RateLimit": '"a";r=5;t=50, "b";r=0;t=20'},
        delay=20.0,
    ),
    Row("RateLimit that does not parse sets no wait", 429, True, {}, {"RateLimit": '"default;r=0;t=20'}, delay=0.5),
    Row(
        "RateLimit with a time that is no number sets no wait",
        429,
        True,
        {},
        {"RateLimit": '"default";r=0;t=soon'},
        delay=0.5,
    ),
    Row(
        "RateLimit with a time below zero sets no wait", 429, True, {}, {"RateLimit": '"default";r=0;t=-20'}, delay=0.5
    ),
    Row("RateLimit over the cap is refused", 429, False, {}, {"RateLimit": '"day";r=0;t=36000'}),
    Row("RateLimit over the cap is cut", 429, True, {}, {"RateLimit": '"day";r=0;t=36000'}, CLAMP, delay=120.0),
    Row("RateLimit-Policy sets no wait", 429, True, {}, {"RateLimit-Policy": '"default";q=100;w=60'}, delay=0.5),
    Row("RateLimit makes no 404 a yes", 404, False, {}, {"RateLimit": '"default";r=0;t=20'}),
    Row(
        "RateLimit yields to Retry-After", 429, True, {}, {"RateLimit": '"a";r=0;t=20', "Retry-After": "10"}, delay=10.0
    ),
    Row(
        "RateLimit counts where Retry-After is nothing",
        429,
        True,
        {},
        {"RateLimit": '"a";r=0;t=7', "Retry-After": "x"},
        delay=7.0,
    ),
    Row(
        "RateLimit comes before RateLimit-Reset",
        429,
        True,
        {},
        {"RateLimit-Reset": "40", "RateLimit": '"a";r=0;t=20'},
        delay=20.0,
    ),
    Row("RateLimit-Reset in seconds", 429, True, {}, {"RateLimit-Reset": "15"}, delay=15.0),
    Row("RateLimit-Reset that is no number sets no wait", 429, True, {}, {"RateLimit-Reset": "soon"}, delay=0.5),
    Row(
        "RateLimit-Reset yields to Retry-After", 429, True, {}, {"RateLimit-Reset": "15", "Retry-After": "9"}, delay=9.0
    ),
    Row(
        "RateLimit-Reset comes before X-RateLimit-Reset",
        429,
        True,
        {},
        {"X-RateLimit-Reset": "40", "RateLimit-Reset": "15"},
        delay=15.0,
    ),
    # X-RateLimit-Reset
    Row(
        "X-RateLimit-Reset in seconds",
        429,
        True,
        {},
        {"X-RateLimit-Reset": "15"},
        delay=15.0,
        source="disagreements.md, 36",
    ),
    Row("X-RateLimit-Reset as an epoch", 429, True, {}, {"X-RateLimit-Reset": "1000000020"}, delay=20.0),
    Row("X-RateLimit-Reset as an epoch just past", 429, True, {}, {"X-RateLimit-Reset": "999999990"}, delay=0.5),
    Row("X-RateLimit-Reset as an epoch beyond the cap", 429, False, {}, {"X-RateLimit-Reset": "1000003600"}),
    Row(
        "X-RateLimit-Reset as an epoch beyond the cap is cut",
        429,
        True,
        {},
        {"X-RateLimit-Reset": "1000003600"},
        CLAMP,
        delay=120.0,
    ),
    Row("X-RateLimit-Reset in seconds beyond the cap", 429, False, {}, {"X-RateLimit-Reset": "3600"}),
    Row("X-RateLimit-Reset that is nothing", 429, True, {}, {"X-RateLimit-Reset": "soon"}, delay=0.5),
    Row(
        "X-RateLimit-Reset with nothing left",
        429,
        True,
        {},
        {"X-RateLimit-Reset": "15", "X-RateLimit-Remaining": "0"},
        delay=15.0,
    ),
    Row(
        "X-RateLimit-Reset with quota left",
        429,
        True,
        {},
        {"X-RateLimit-Reset": "15", "X-RateLimit-Remaining": "3"},
        delay=0.5,
    ),
    Row(
        "X-RateLimit-Reset beyond the cap with quota left",
        503,
        True,
        {},
        {"X-RateLimit-Reset": "1000003600", "X-RateLimit-Remaining": "4999"},
        delay=0.5,
    ),
    Row(
        "X-RateLimit-Reset yields to Retry-After",
        429,
        True,
        {},
        {"X-RateLimit-Reset": "15", "Retry-After": "9"},
        delay=9.0,
    ),
    Row("X-RateLimit-Reset makes no POST safe", 503, False, POST, {"X-RateLimit-Reset": "15"}),
    Row("X-Rate-Limit-Reset is the same field", 429, True, {}, {"x-rate-limit-reset": "1000000020"}, delay=20.0),
    Row(
        "X-Rate-Limit-Remaining too",
        429,
        True,
        {},
        {"x-rate-limit-reset": "15", "x-rate-limit-remaining": "3"},
        delay=0.5,
    ),
    # durations
    Row("a duration for requests", 429, True, {}, {"x-ratelimit-reset-requests": "1m0s"}, delay=60.0),
    Row("a duration for tokens", 429, True, {}, {"x-ratelimit-reset-tokens": "1s"}, delay=1.0),
    Row("a duration with a fraction", 429, True, {}, {"x-ratelimit-reset-tokens": "7.66s"}, delay=7.66),
    Row("a duration of milliseconds", 429, True, {}, {"x-ratelimit-reset-requests": "20ms"}, delay=0.5),
    Row("a duration over the cap", 429, False, {}, {"x-ratelimit-reset-requests": "6m0s"}),
    Row("a duration of hours", 429, False, {}, {"x-ratelimit-reset-requests": "1h30m0s"}),
    Row("a duration that is none", 429, True, {}, {"x-ratelimit-reset-requests": "soon"}, delay=0.5),
    Row("a duration in the other spelling", 429, True, {}, {"x-rate-limit-reset-requests": "1m0s"}, delay=60.0),
    Row(
        "a duration yields to X-RateLimit-Reset",
        429,
        True,
        {},
        {"x-ratelimit-reset-tokens": "1m0s", "x-ratelimit-reset": "9"},
        delay=9.0,
    ),
    Row(
        "a duration yields to Retry-After",
        429,
        True,
        {},
        {"x-ratelimit-reset-requests": "1m0s", "Retry-After": "9"},
        delay=9.0,
    ),
    # jitter
    Row("full jitter may take all of the own backoff", 503, True, rng=0.0, delay=0.0),
    Row("full jitter may take half of the own backoff", 503, True, SECOND, rng=0.5, delay=0.5),
    Row("no jitter leaves the own backoff", 503, True, policy={"jitter": Jitter.NONE}, rng=0.0, delay=0.5),
    Row("equal jitter takes half at most", 503, True, policy={"jitter": Jitter.EQUAL}, rng=0.0, delay=0.25),
    Row("jitter never undercuts the server", 503, True, {}, {"Retry-After": "20"}, rng=0.0, delay=20.0),
    Row(
        "jitter never undercuts the server's milliseconds",
        503,
        True,
        {},
        {"retry-after-ms": "1500"},
        rng=0.0,
        delay=1.5,
    ),
    Row("jitter adds nothing to what needs no wait", 421, True, rng=0.75, delay=0.0),
    Row("jitter adds nothing to a longer Retry-After", 503, True, {}, {"Retry-After": "20"}, rng=0.75, delay=20.0),
)

VERDICTS = (
    Row("x-should-retry: false is obeyed for a GET", 503, False, {}, {"x-should-retry": "false"}),
    Row("x-should-retry: false is obeyed for 429", 429, False, POST, {"x-should-retry": "false"}),
    Row("x-should-retry: false is obeyed for 408", 408, False, {}, {"X-Should-Retry": "false"}),
    Row("x-should-retry: false is obeyed for 409 with a key", 409, False, POST | KEY, {"x-should-retry": "false"}),
    Row("x-should-retry: false wins over Retry-After", 503, False, {}, {"x-should-retry": "false", "Retry-After": "5"}),
    Row("x-should-retry: false wins over the caller's word", 500, False, POST | SAFE, {"x-should-retry": "false"}),
    Row("x-should-retry: false changes no 404", 404, False, {}, {"x-should-retry": "false"}),
    Row("x-should-retry: true makes no POST safe", 503, False, POST, {"x-should-retry": "true"}),
    Row("x-should-retry: true makes no 404 a yes", 404, False, {}, {"x-should-retry": "true"}),
    Row("x-should-retry: true makes no 501 a yes", 501, False, {}, {"x-should-retry": "true"}),
    Row("x-should-retry: true makes no 409 a yes", 409, False, POST, {"x-should-retry": "true"}),
    Row("x-should-retry: true buys no attempt", 503, False, THIRD, {"x-should-retry": "true"}),
    Row("x-should-retry: true does not hurt", 503, True, {}, {"x-should-retry": "true"}, delay=0.5),
    Row("stripe-should-retry: false is obeyed", 503, False, {}, {"stripe-should-retry": "false"}),
    Row("stripe-should-retry: false is obeyed for 429", 429, False, POST, {"Stripe-Should-Retry": "false"}),
    Row("stripe-should-retry: true makes no POST safe", 500, False, POST, {"stripe-should-retry": "true"}),
    Row("stripe-should-retry: true does not hurt", 502, True, {}, {"stripe-should-retry": "true"}),
    Row("one no is enough", 503, False, {}, {"x-should-retry": "true", "stripe-should-retry": "false"}),
    Row("a negative pushback is obeyed", 503, False, {}, {"grpc-retry-pushback-ms": "-1"}),
    Row("a negative pushback is obeyed for 429", 429, False, POST, {"grpc-retry-pushback-ms": "-100"}),
    Row("a pushback that is not negative is no refusal", 503, True, {}, {"grpc-retry-pushback-ms": "100"}),
    Row("a pushback that is not negative makes no POST safe", 503, False, POST, {"grpc-retry-pushback-ms": "100"}),
    Row("a verdict in the request is not the server's", 503, True, {"headers": {"x-should-retry": "false"}}),
)

REPEATS = (
    # not twice in a row
    Row("408 twice in a row is enough", 408, False, {"number": 2, "previous": 408}),
    Row("408 twice in a row is enough for POST", 408, False, POST | {"number": 2, "previous": 408}),
    Row(
        "408 twice in a row is enough, however many attempts are left",
        408,
        False,
        {"number": 2, "previous": 408},
        policy=TEN,
    ),
    Row("408 after something else goes again", 408, True, AFTER_503, delay=1.0, conditions=NEW_CONNECTION),
    Row("408 once more, but not in a row", 408, True, {"number": 3, "previous": 503}, policy=FIVE, delay=2.0),
    Row("something else after 408 goes again", 503, True, {"number": 2, "previous": 408}, delay=1.0),
    Row("421 twice is enough", 421, False, {"number": 2, "previous": 421}),
    Row("421 twice is enough for POST", 421, False, POST | {"number": 2, "previous": 421}, policy=TEN),
    Row(
        "421 after something else takes another connection", 421, True, AFTER_503, delay=0.0, conditions=NEW_CONNECTION
    ),
    Row("something else after 421 goes again", 503, True, {"number": 2, "previous": 421}),
    Row("425 twice is enough", 425, False, {"number": 2, "previous": 425}),
    Row("425 twice is enough, early or not", 425, False, {"number": 2, "previous": 425, "early_data": True}),
    Row("425 after something else goes again", 425, True, AFTER_503, delay=0.0, conditions=NOT_EARLY_DATA),
    Row("something else after 425 goes again", 429, True, POST | {"number": 2, "previous": 425}),
    # the same challenge
    Row(
        "401 after 401: the new credentials are refused too",
        401,
        False,
        {"number": 2, "previous": 401},
        repeat_after=None,
    ),
    Row("401 after 401 is the same for POST", 401, False, POST | {"number": 2, "previous": 401}, repeat_after=None),
    Row("401 after 503 is the first challenge", 401, False, AFTER_503, repeat_after=Change.NEW_CREDENTIALS),
    Row(
        "401 after 407 is another challenge",
        401,
        False,
        {"number": 2, "previous": 407},
        repeat_after=Change.NEW_CREDENTIALS,
    ),
    Row(
        "403 after 401 wants other credentials",
        403,
        False,
        {"number": 2, "previous": 401},
        repeat_after=Change.NEW_CREDENTIALS,
    ),
    Row("503 after 401 goes again", 503, True, {"number": 2, "previous": 401}),
    # what a first attempt would explain, had it been applied
    Row("404 to a repeated DELETE may be its own work", 404, False, DELETE | AFTER_503, conditions=MAYBE_APPLIED),
    Row(
        "404 to a DELETE repeated after 504 may be its own work",
        404,
        False,
        DELETE | {"number": 2, "previous": 504},
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "404 to a DELETE repeated for reasons unknown may be its own work",
        404,
        False,
        DELETE | SECOND,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "404 to the third DELETE may be its own work",
        404,
        False,
        DELETE | {"number": 3, "previous": 503},
        conditions=MAYBE_APPLIED,
    ),
    Row("404 to a first DELETE is nobody's work", 404, False, DELETE, lacks=MAYBE_APPLIED),
    Row("404 to a repeated GET says what it says", 404, False, AFTER_503, lacks=MAYBE_APPLIED),
    Row("404 to a repeated PUT says what it says", 404, False, PUT | AFTER_503, lacks=MAYBE_APPLIED),
    Row("403 to a repeated DELETE says what it says", 403, False, DELETE | AFTER_503, lacks=MAYBE_APPLIED),
    Row(
        "412 to a repeated conditional PUT may be its own work",
        412,
        False,
        PUT | IF_MATCH | AFTER_503,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "412 to a repeated conditional PATCH may be its own work",
        412,
        False,
        PATCH | IF_MATCH | AFTER_503,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "412 to a repeated conditional DELETE may be its own work",
        412,
        False,
        DELETE | IF_MATCH | AFTER_503,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "412 to a repeated creation may be its own work",
        412,
        False,
        PUT | ONLY_CREATE | AFTER_503,
        conditions=MAYBE_APPLIED,
    ),
    Row(
        "412 to a repeated PUT with a date may be its own work",
        412,
        False,
        PUT | AFTER_503 | {"headers": {"If-Unmodified-Since": A_MINUTE_AGO}},
        conditions=MAYBE_APPLIED,
    ),
    Row("412 to a first conditional PUT is somebody else's work", 412, False, PUT | IF_MATCH, lacks=MAYBE_APPLIED),
    Row("412 to a repeated GET is somebody else's work", 412, False, IF_MATCH | AFTER_503, lacks=MAYBE_APPLIED),
    Row(
        "409 to a repeated creation may be its own work",
        409,
        False,
        PUT | ONLY_CREATE | AFTER_503,
        conditions=MAYBE_APPLIED,
    ),
    Row("409 to a repeated POST may be its own work", 409, False, POST | SAFE | AFTER_503, conditions=MAYBE_APPLIED),
    Row("409 to a first POST is a conflict", 409, False, POST, lacks=MAYBE_APPLIED),
    Row("409 to a repeated DELETE creates nothing", 409, False, DELETE | AFTER_503, lacks=MAYBE_APPLIED),
    Row("409 to a repeated GET creates nothing", 409, False, AFTER_503, lacks=MAYBE_APPLIED),
)

PROXIES = (
    Row("a proxy repeats a GET", 503, True, policy=PROXY, delay=0.5),
    Row("a proxy repeats a PUT", 502, True, PUT, policy=PROXY),
    Row("a proxy repeats a DELETE after a read timeout", Failure.READ_TIMEOUT, True, DELETE, policy=PROXY),
    Row("a proxy repeats a QUERY", 504, True, QUERY, policy=PROXY),
    Row("a proxy repeats a GET after 429", 429, True, policy=PROXY),
    Row("a proxy repeats a GET after a refused connection", Failure.CONNECT_REFUSED, True, policy=PROXY),
    Row("a proxy repeats a GET on another connection", 421, True, policy=PROXY, delay=0.0, conditions=NEW_CONNECTION),
    Row("a proxy repeats a PUT after 413 with Retry-After", 413, True, PUT, {"Retry-After": "5"}, PROXY, delay=5.0),
    Row("a proxy repeats no 404", 404, False, policy=PROXY),
    Row("a proxy repeats no POST", 503, False, POST, policy=PROXY, source="RFC 9110, 9.2.2"),
    Row("a proxy repeats no POST, whatever its key", 503, False, POST | KEY, policy=PROXY),
    Row("a proxy repeats no POST in progress, whatever its key", 409, False, POST | KEY, policy=PROXY),
    Row("a proxy repeats no PATCH, whatever its condition", 503, False, PATCH | IF_MATCH, policy=PROXY),
    Row("a proxy repeats no POST, whatever it knows", 503, False, POST | SAFE, policy=PROXY),
    Row("a proxy repeats no POST after 429", 429, False, POST, policy=PROXY),
    Row("a proxy repeats no POST after 408", 408, False, POST, policy=PROXY),
    Row("a proxy repeats no POST after 421", 421, False, POST, policy=PROXY),
    Row("a proxy repeats no POST after 425", 425, False, POST | {"early_data": True}, policy=PROXY),
    Row("a proxy repeats no POST after 413 with Retry-After", 413, False, POST, {"Retry-After": "5"}, PROXY),
    Row("a proxy repeats no POST after a refused connection", Failure.CONNECT_REFUSED, False, POST, policy=PROXY),
    Row("a proxy repeats no POST after a refused stream", Failure.REFUSED_STREAM, False, POST, policy=PROXY),
    Row("a proxy repeats no PATCH after GOAWAY", Failure.GOAWAY_UNPROCESSED, False, PATCH, policy=PROXY),
    Row("a proxy does not know an unknown method", 429, False, {"method": "FOO"}, policy=PROXY),
    Row("a proxy does not know get", 503, False, LOWER, policy=PROXY),
    Row("a proxy believes that a GET is unsafe", 503, False, UNSAFE, policy=PROXY),
    Row(
        "a proxy forwards 425 to what came with Early-Data",
        425,
        False,
        EARLY_DATA,
        policy=PROXY,
        source="RFC 8470, 5.2",
    ),
    Row(
        "a proxy forwards it, though it sent early data itself",
        425,
        False,
        EARLY_DATA | {"early_data": True},
        policy=PROXY,
    ),
    Row("a proxy repeats its own early data", 425, True, {"early_data": True}, policy=PROXY, conditions=NOT_EARLY_DATA),
    Row("a proxy forwards 425 to what was not early", 425, False, {"early_data": False}, policy=PROXY),
    Row("a proxy repeats 503 to what came with Early-Data", 503, True, EARLY_DATA, policy=PROXY),
    Row("a user agent by name repeats a POST with a key", 503, True, POST | KEY, policy={"role": "user-agent"}),
    Row("a user agent by name repeats a POST after 429", 429, True, POST, policy={"role": "user-agent"}),
)

PROFILES = (
    Row("GitHub's 403 with nothing left is a rate limit", 403, True, {}, {"X-RateLimit-Remaining": "0"}, GITHUB),
    Row("GitHub's 403 with Retry-After is a rate limit", 403, True, {}, {"Retry-After": "30"}, GITHUB, delay=30.0),
    Row("GitHub's rate limit takes a POST", 403, True, POST, {"Retry-After": "30"}, GITHUB, delay=30.0),
    Row(
        "GitHub says when the quota is back",
        403,
        True,
        POST,
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000000020"},
        GITHUB,
        delay=20.0,
    ),
    Row(
        "GitHub's quota may be back too late",
        403,
        False,
        {},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000003600"},
        GITHUB,
    ),
    Row(
        "GitHub's quota may be back too late, and the wait cut",
        403,
        True,
        {},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000003600"},
        GITHUB | CLAMP,
        delay=120.0,
    ),
    Row("GitHub's 403 with a long Retry-After is refused", 403, False, {}, {"Retry-After": "3600"}, GITHUB),
    Row("GitHub's 403 with quota left is a refusal", 403, False, {}, {"X-RateLimit-Remaining": "59"}, GITHUB),
    Row("GitHub's plain 403 is a refusal", 403, False, {}, {}, GITHUB, repeat_after=Change.NEW_CREDENTIALS),
    Row("GitHub's rate limit costs attempts", 403, False, THIRD, {"Retry-After": "30"}, GITHUB),
    Row("GitHub's 403 obeys a verdict", 403, False, {}, {"Retry-After": "30", "x-should-retry": "false"}, GITHUB),
    Row("GitHub's 429 is a rate limit", 429, True, POST, {"Retry-After": "30"}, GITHUB, delay=30.0),
    Row("GitHub's 401 is no rate limit", 401, False, {}, {"X-RateLimit-Remaining": "0"}, GITHUB),
    Row("GitHub's 404 is no rate limit", 404, False, {}, {"X-RateLimit-Remaining": "0"}, GITHUB),
    Row("GitHub's 503 is anybody's", 503, True, {}, {}, GITHUB, delay=0.5),
    Row("GitHub's 503 to POST is anybody's", 503, False, POST, {}, GITHUB),
    Row("GitHub does not know 420", 420, False, {}, {}, GITHUB),
    Row("403 with nothing left is a refusal elsewhere", 403, False, {}, {"X-RateLimit-Remaining": "0"}),
    Row("Twitter's 420 is a rate limit", 420, True, {}, {}, TWITTER),
    Row("Twitter's 420 takes a POST", 420, True, POST, {}, TWITTER),
    Row(
        "Twitter says when the quota is back", 420, True, {}, {"x-rate-limit-reset": "1000000020"}, TWITTER, delay=20.0
    ),
    Row("Twitter's quota may be back too late", 420, False, {}, {"x-rate-limit-reset": "1000000900"}, TWITTER),
    Row("Twitter's 420 costs attempts", 420, False, THIRD, {}, TWITTER),
    Row("Twitter's 403 is a refusal", 403, False, {}, {"x-rate-limit-remaining": "0"}, TWITTER),
    Row("Twitter's 500 to POST is anybody's", 500, False, POST, {}, TWITTER),
    Row("420 is a client error elsewhere", 420, False, {}, health=NEUTRAL),
    Row("420 is a client error elsewhere, whatever Retry-After says", 420, False, {}, {"Retry-After": "5"}),
)

VENDOR_CODES = (
    Row("449 names what to do first", 449, False, POST, repeat_after=Change.SERVER_NAMED_ACTION, health=NEUTRAL),
    Row("449 is not cured by a key", 449, False, POST | KEY, repeat_after=Change.SERVER_NAMED_ACTION),
    Row("440 wants a new login", 440, False, repeat_after=Change.NEW_CREDENTIALS, health=NEUTRAL),
    Row("561 wants a new login", 561, False, repeat_after=Change.NEW_CREDENTIALS, health=FAILURE),
    Row("520 is as 502: GET", 520, True, delay=0.5, health=FAILURE),
    Row("520 is as 502: POST", 520, False, POST),
    Row("520 is as 502: a POST with a key", 520, True, POST | KEY, conditions=SAME_KEY),
    Row("521 is as 502: GET", 521, True, delay=0.5),
    Row("521 is as 502: POST, though the edge says nobody listened", 521, False, POST),
    Row("522 is as 502: GET", 522, True, health=FAILURE),
    Row("522 is as 502: POST", 522, False, POST),
    Row("523 is as 502: PUT", 523, True, PUT),
    Row("523 is as 502: POST", 523, False, POST),
    Row("524 is as 502: GET", 524, True, delay=0.5),
    Row("524 is as 502: PATCH", 524, False, PATCH),
    Row("525 is a matter of configuration", 525, False, repeat_after=None, health=FAILURE),
    Row("526 is a matter of configuration", 526, False, repeat_after=None, health=FAILURE),
    Row("530 is a matter of configuration", 530, False, repeat_after=None, health=FAILURE),
    Row("530 is a matter of configuration, whatever Retry-After says", 530, False, {}, {"Retry-After": "5"}),
    Row("529 is as 502: GET", 529, True, {}, {"Retry-After": "5"}, delay=5.0),
    Row("529 is as 502: POST", 529, False, POST),
    Row("598 is as 502: GET", 598, True, delay=0.5),
    Row("598 is as 502: POST", 598, False, POST),
    Row("599 is as 502: HEAD", 599, True, HEAD),
    Row("599 is as 502: POST", 599, False, POST),
    Row("444 is for the log", 444, False, repeat_after=None, health=NEUTRAL),
    Row("499 is for the log", 499, False, repeat_after=None, health=NEUTRAL),
    Row("499 is for the log, whatever Retry-After says", 499, False, {}, {"Retry-After": "5"}),
    Row("460 is for the log", 460, False),
    Row("497 is for the log", 497, False),
    Row("an unknown 1xx is as 100", 199, False, health=SUCCESS),
    Row("an unknown 2xx is as 200", 299, False, POST, health=SUCCESS),
    Row("an unknown 3xx is as 300", 399, False, health=SUCCESS),
    Row("an unknown 4xx is as 400", 471, False, repeat_after=None, health=NEUTRAL),
    Row("an unknown 4xx is as 400 for a POST with a key", 471, False, POST | KEY),
    Row("an unknown 5xx is as 500: GET", 555, True, delay=0.5, health=FAILURE, source="RFC 9110, 15"),
    Row("an unknown 5xx is as 500: POST", 555, False, POST),
    Row("an unknown 5xx is as 500: a safe POST", 555, True, POST | SAFE),
    Row("509 is as 500", 509, True, DELETE),
    Row("600 is as 500: GET", 600, True, delay=0.5, health=FAILURE),
    Row("600 is as 500: POST", 600, False, POST, health=FAILURE),
    Row("783 is as 500: PUT", 783, True, PUT),
    Row("783 is as 500: PATCH", 783, False, PATCH),
    Row("999 is as 500: GET", 999, True, {}, {"Retry-After": "5"}, delay=5.0),
    Row("999 is as 500: POST", 999, False, POST),
    Row("0 is no status", 0, False),
    Row("99 is no status", 99, False, POST),
    Row("1000 is no status", 1000, False),
    Row("a number below zero is no status", -503, False),
    Row("a huge number is no status", 10**40, False),
    Row("no status is no status with a key, on the third attempt", 0, False, POST | KEY | THIRD, {"Retry-After": "5"}),
)

TRUNCATED = (
    Row("a truncated 200 is resumed, not repeated", Failure.TRUNCATED, False, repeat_after=Change.RESUME_WITH_RANGE),
    Row(
        "a truncated 200 that could be resumed",
        Failure.TRUNCATED,
        False,
        {},
        {"Accept-Ranges": "bytes", "ETag": '"v1"', "Content-Length": "47022"},
        repeat_after=Change.RESUME_WITH_RANGE,
    ),
    Row(
        "a truncated 206 is resumed, not repeated",
        Failure.TRUNCATED,
        False,
        {"headers": {"Range": "bytes=0-999", "If-Range": '"v1"'}},
        {"Content-Range": "bytes 0-999/47022", "ETag": '"v1"'},
        repeat_after=Change.RESUME_WITH_RANGE,
    ),
    Row(
        "a truncated answer is resumed on a repeat, too",
        Failure.TRUNCATED,
        False,
        SECOND,
        repeat_after=Change.RESUME_WITH_RANGE,
    ),
    Row("a truncated answer to POST is not repeated", Failure.TRUNCATED, False, POST),
    Row("a truncated answer to PUT is not repeated", Failure.TRUNCATED, False, PUT),
    Row("a truncated answer to a POST with a key is not repeated", Failure.TRUNCATED, False, POST | KEY),
    Row("a truncated answer to a safe POST is not repeated", Failure.TRUNCATED, False, POST | SAFE),
    Row("a truncated answer with Retry-After is not repeated", Failure.TRUNCATED, False, {}, {"Retry-After": "5"}),
    Row("a truncated answer is not repeated by a proxy", Failure.TRUNCATED, False, policy=PROXY),
    Row("a truncated answer is not repeated, however many attempts are left", Failure.TRUNCATED, False, policy=TEN),
    Row("a whole 206 wants nothing", 206, False, {"headers": {"Range": "bytes=0-999"}}, repeat_after=None),
    Row("a connection closed before the answer is repeated, not resumed", Failure.CLOSED, True, repeat_after=None),
)

BUDGETS = (
    Row("an empty budget allows nothing", 503, False, budget=EMPTY),
    Row("an empty budget allows no 429", 429, False, POST, {"Retry-After": "5"}, budget=EMPTY),
    Row("an empty budget allows no new connection", Failure.CONNECT_REFUSED, False, budget=EMPTY),
    Row("an empty budget allows no GOAWAY", Failure.GOAWAY_UNPROCESSED, False, POST, budget=EMPTY),
    Row("a refused stream is outside the budget", Failure.REFUSED_STREAM, True, POST, budget=EMPTY, delay=0.0),
    Row("a rejected request is outside the budget", Failure.REQUEST_REJECTED, True, POST, budget=EMPTY, delay=0.0),
    Row("the default budget allows a first repeat", 503, True, budget={}, delay=0.5),
    Row("the default budget makes no POST safe", 503, False, POST, budget={}),
    Row("the floor alone allows a repeat", 503, True, budget={"ratio": 0.0, "min_per_second": 10.0}),
    Row(
        "two requests at one half earn a repeat",
        503,
        True,
        budget={"ratio": 0.5, "min_per_second": 0.0},
        deposits=(-2.0, -1.0),
    ),
    Row(
        "one request at one half earns no repeat",
        503,
        False,
        budget={"ratio": 0.5, "min_per_second": 0.0},
        deposits=(-1.0,),
    ),
    Row(
        "requests before the window earn nothing",
        503,
        False,
        budget={"ratio": 0.5, "min_per_second": 0.0, "window": 10.0},
        deposits=(-30.0, -29.0),
    ),
    Row("an empty ratio earns nothing", 503, False, budget=EMPTY, deposits=(-3.0, -2.0, -1.0)),
)

ROWS = (
    *CONNECTION_FAILURES,
    *BELOW_400,
    *FOUR_XX,
    *FIVE_XX,
    *METHODS,
    *KNOWN_SAFE,
    *BODIES,
    *ATTEMPTS,
    *WAITS,
    *VERDICTS,
    *REPEATS,
    *PROXIES,
    *PROFILES,
    *VENDOR_CODES,
    *TRUNCATED,
    *BUDGETS,
)


def decide(row: Row, budget: RetryBudget | None) -> Any:
    """What the engine says to `row`."""
    policy = RetryPolicy(**row.policy) if row.policy else DEFAULT_POLICY
    given = row.rng
    rng = None if given is None else lambda: given

    return retry_decision(
        row.outcome, Attempt(**row.attempt), row.headers, policy=policy, now=row.now, rng=rng, budget=budget
    )


@pytest.mark.parametrize("row", ROWS, ids=[row.story for row in ROWS])
def test_the_table(row: Row) -> None:
    """Every column that a row states is what retry_decision says."""
    budget = None if row.budget is None else RetryBudget(**row.budget)
    for seconds in row.deposits:
        assert budget is not None
        budget.deposit(NOW + seconds)
    decision = decide(row, budget)

    assert row.retry is decision.retry
    assert row.retry is bool(decision)
    assert row.retry is not (decision.delay is None)
    if row.delay is not None:
        assert pytest.approx(row.delay, abs=1e-6) == decision.delay
    if row.repeat_after is not ...:
        assert row.repeat_after is decision.repeat_after
    assert row.conditions == row.conditions & decision.conditions
    assert NOTHING == row.lacks & decision.conditions
    if row.health is not None:
        assert row.health is decision.health
    if row.contested is not None:
        assert row.contested is bool(decision.contested)


@pytest.mark.parametrize("row", ROWS, ids=[row.story for row in ROWS])
def test_the_wait_is_one_that_the_policy_allows(row: Row) -> None:
    """No wait is negative, endless, or longer than the longer of the policy's two limits."""
    delay = decide(row, None).delay
    policy = RetryPolicy(**row.policy)

    assert delay is None or 0 <= delay <= max(policy.max_delay, policy.retry_after_cap) < math.inf


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.budget is None and row.now is not None], ids=lambda row: row.story
)
def test_a_budget_is_asked_once_and_last(row: Row) -> None:
    """The budget is drawn on once, with the caller's time, when all else says yes and the repeat is counted."""
    budget = mock.create_autospec(RetryBudget, instance=True)
    budget.withdraw.return_value = True
    unseen = row.outcome in {Failure.REFUSED_STREAM, Failure.REQUEST_REJECTED}
    outside = unseen and row.attempt.get("previous") is not row.outcome

    assert row.retry is decide(row, budget).retry
    assert [row.now] * (row.retry and not outside) == [
        value for call in budget.withdraw.call_args_list for value in (*call.args, *call.kwargs.values())
    ]
    assert [] == budget.deposit.call_args_list


@pytest.mark.parametrize("deadline", [0.0, NOW, NOW + 60])
def test_a_deadline_needs_a_clock(deadline: float) -> None:
    """Without `now` nobody can tell whether a deadline is missed: a mistake of the caller, said at once."""
    with pytest.raises(ValueError, match=r"now|deadline"):
        retry_decision(503, Attempt(deadline=deadline))


def test_every_story_is_told_once() -> None:
    """A row is found by its story, and there are enough of them."""
    assert len(ROWS) == len({row.story for row in ROWS})
    assert 320 <= len(ROWS)


def test_no_row_contradicts_itself() -> None:
    """A row with a wait says yes, and asks for no condition that it rules out."""
    assert [] == [row.story for row in ROWS if row.delay is not None and not row.retry]
    assert [] == [row.story for row in ROWS if row.conditions & row.lacks]


@pytest.mark.parametrize("failure", Failure, ids=lambda failure: failure.name)
def test_every_failure_has_a_row(failure: Failure) -> None:
    """A new kind of failure has its case in the table."""
    assert failure in {row.outcome for row in ROWS}
