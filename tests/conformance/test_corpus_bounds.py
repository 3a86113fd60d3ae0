"""What check() costs at most, and what it survives: any octets, and content and fields without end."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any, Final

import pytest
from conformance.corpus_case import HTML
from hypothesis import example, given, settings
from hypothesis import strategies as st
from work import seconds

from statuskit.conformance import CheckProfile, Finding, Role, check, check_pair, skipped
from statuskit.exceptions import InvalidMessageError
from statuskit.messages import Request, Response
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable

LOOKED_AT: Final = 1 << 16
KINDS: Final = (
    "application/json",
    "application/problem+json",
    "text/html",
    "text/html; charset=utf-16",
    "text/plain; charset=shift_jis",
    "application/octet-stream",
)
GET: Final = Request("GET", "/", {"Host": "example.com"}, b"", "HTTP/1.1")


def everything(response: Response, request: Request | None = GET) -> list[Finding]:
    """Return what all rules find, in all roles."""
    return [finding for role in Role for finding in check(response, request, profile=CheckProfile.STRICT, role=role)]


# --- content ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long() -> bytes:
    """Give 100 MB."""
    return b"7" * 100_000_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [103, 200, 204, 206, 300, 304, 400, 403, 422, 500, 511])
def test_100_mb_cost_no_more_than_64_kib(long: bytes, kind: str, status: int) -> None:
    """Neither time nor memory goes with the length of the content."""
    fields = {"Content-Type": kind, "Content-Length": str(len(long)), "Content-Range": "bytes 0-99999999/100000001"}
    response = Response(status, fields, long)
    everything(response)  # what is loaded on first use
    tracemalloc.start()
    spent = seconds(lambda: everything(response))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert 2_000_000 > peak
    assert 2 > spent


_STARTS: Final = (b'{"error": {"code": 404}}', HTML, b"<title>500 Internal Server Error</title>", b"\xff\xfe")
_TAILS: Final = (
    b"Traceback (most recent call last):",
    b"<title>404 Not Found</title>",
    b"</title>",
    b'"status": 500}',
    b"Authentication credentials were not provided.",
    b'<input type="password">',
)


@settings(max_examples=150)
@given(
    st.sampled_from([int(status) for status in HTTP]),
    st.sampled_from(KINDS),
    st.sampled_from(_STARTS) | st.binary(max_size=20),
    st.sampled_from(_TAILS) | st.binary(max_size=40),
)
def test_nothing_behind_64_kib_is_looked_at(status: int, kind: str, start: bytes, tail: bytes) -> None:
    """Two responses that differ behind it alone have the same findings."""
    head = start.ljust(LOOKED_AT)
    one, other = (everything(Response(status, {"Content-Type": kind}, head + end)) for end in (b" " * len(tail), tail))

    assert one == other


# --- fields -----------------------------------------------------------------------------------------------------------

_LINES: Final = 40_000
_VALUES: Final = {
    "X-Any": "value",
    "Allow": "GET",
    "Cache-Control": "max-age=60",
    "Connection": "close",
    "Content-Length": "2",
    "Content-Range": "bytes 0-1/2",
    "Content-Type": "application/json",
    "Link": '<https://example.org/>; rel="blocked-by"',
    "Location": "/there",
    "RateLimit": '"a";r=1;t=1',
    "Retry-After": "7",
    "Transfer-Encoding": "chunked",
    "Upgrade": "HTTP/3.0",
    "Via": "1.1 a",
    "WWW-Authenticate": 'Basic realm="a"',
}


def least(act: Callable[[], object]) -> float:
    """Return the time of the faster of two tries."""
    return min(seconds(act), seconds(act))


def lines(name: str, count: int) -> list[tuple[str, str]]:
    """Return as many field lines: of one name, or of distinct ones."""
    if name == "distinct":
        return [(f"X-{number}", "value") for number in range(count)]
    return [(name, _VALUES[name])] * count


def checking(fields: Any) -> Callable[[], object]:
    """Return what checks responses with these fields."""
    responses = [Response(status, fields, b"{}") for status in (200, 206, 302, 304, 401, 429, 451)]
    return lambda: [check(response, GET, profile=CheckProfile.STRICT) for response in responses]


@pytest.mark.parametrize("name", ["distinct", *_VALUES])
def test_lines_take_linear_time(name: str) -> None:
    """Four times as many lines of a field, or fields, take no more than some four times as long."""
    quarter, whole = (least(checking(lines(name, count))) for count in (_LINES // 4, _LINES))

    assert 10 * max(quarter, 0.02) > whole


@pytest.mark.parametrize("name", ["distinct", "Allow"])
def test_a_million_lines_are_refused_at_once(name: str) -> None:
    """No server sends as many, and no check begins: the one error that is promised for what is no response."""
    million = lines(name, 1_000_000)
    for told in ((200, million, b""), {"status": 200, "headers": million}):

        def refused(told: object = told) -> None:
            with pytest.raises(InvalidMessageError, match="more than 100000 field lines"):
                check(told)

        assert 2 > seconds(refused)


@pytest.mark.parametrize("name", [name for name in _VALUES if name != "X-Any"])
def test_long_values_take_linear_time(name: str) -> None:
    """Whatever a value repeats, four times as much of it takes some four times as long."""
    for value in (_VALUES[name] + ", ", "a", '"', "\\", "=", "(", "<", " ", "\t,", ",", "/", "1", "\xe9"):
        quarter, whole = (least(checking({name: value * (size // len(value))})) for size in (50_000, 200_000))

        assert 10 * max(quarter, 0.02) > whole


# --- octets -----------------------------------------------------------------------------------------------------------

_ANY_TEXT: Final = st.text(max_size=20) | st.binary(max_size=20).map(lambda octets: octets.decode("latin-1"))
_NAMES: Final = st.sampled_from([*_VALUES, "Date", "ETag", "Range", "Accept", "Host", "Expect"]) | _ANY_TEXT
_FIELDS: Final = st.lists(st.tuples(_NAMES, _ANY_TEXT), max_size=6)
_OCTETS: Final = st.none() | st.binary(max_size=60)
_REQUESTS: Final = st.none() | st.builds(Request, _ANY_TEXT, st.none() | _ANY_TEXT, _FIELDS, _OCTETS, _ANY_TEXT)


@settings(max_examples=400)
@given(st.integers() | st.integers(100, 599), _FIELDS, _OCTETS, st.none() | _ANY_TEXT, st.none() | _ANY_TEXT, _REQUESTS)
@example(10**30, [("\ud800", "\udfff")], b"\x00", "\udc80", "//[", Request("", "//[", [("", "")], b"\xff", ""))
def test_nothing_makes_a_check_raise(
    status: int,
    fields: list[tuple[str, str]],
    content: bytes | None,
    reason: str | None,
    url: str | None,
    request: Request | None,
) -> None:
    """Any status, fields, content, reason and request are checked, and what is found can be told."""
    response = Response(status, fields, content, reason, url, request=request)
    found = everything(response, None)

    assert found == everything(response, None)
    assert not {finding.rule.id for finding in check(response, select="all")} & {
        rule.id for rule in skipped(response, select="all")
    }
    for finding in [*found, *check_pair(response, Response(200, fields, content), request)]:
        assert finding.explain().startswith(f"{finding.rule.id} {finding.severity.value}: ")
        assert finding.to_dict()["status"] == status or finding.rule.id.startswith(("SKSEQ", "SK206", "SK304"))
