"""Rules that hold in some versions of HTTP: the request tells which, and the response where the request does not."""

from __future__ import annotations

import attrs
import pytest
from conformance.cases import asked, over, said, unknown

from statuskit.conformance import check
from statuskit.messages import Request, Response

# What each version makes something else of.
EVERYTHING = Response(
    200,
    {"Content-Type": "text/plain", "Upgrade": "h2c", "Connection": "close", "Transfer-Encoding": "chunked"},
    b"12345",
)
SWITCHED = Response(101, {"Connection": "upgrade"})


def found(response: Response, request: Request | None = None) -> list[str]:
    """Return the ids of what is found."""
    return [finding.rule.id for finding in check(response, request)]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (None, []),
        ("HTTP/1.0", ["SKHDR-11"]),
        ("HTTP/1.1", ["SKHDR-09"]),
        ("HTTP/2", ["SKHDR-12"]),
        ("h3", ["SKHDR-12"]),
    ],
)
@pytest.mark.parametrize("request_", [None, unknown()], ids=["no request", "a request of no version"])
def test_the_version_may_be_the_response_s(version: str | None, expected: list[str], request_: Request | None) -> None:
    """The fields of the connection are wrong in each version in a way of its own, and in none that is not known."""
    assert expected == found(attrs.evolve(EVERYTHING, http_version=version), request_)


@pytest.mark.parametrize(
    ("spoken", "expected"), [("HTTP/1.1", ["SKHDR-09"]), ("HTTP/2", ["SKHDR-12"]), ("HTTP/1.0", ["SKHDR-11"])]
)
@pytest.mark.parametrize("answered", ["HTTP/1.0", "HTTP/1.1"])
def test_the_version_of_the_request_counts(spoken: str, answered: str, expected: list[str]) -> None:
    """Servers answer in HTTP/1.0 what came in a later version; what the client can read is told by its own."""
    assert expected == found(attrs.evolve(EVERYTHING, http_version=answered), over(spoken))


@pytest.mark.parametrize(
    ("version", "expected"),
    [(None, ["SK101-01"]), ("HTTP/1.1", ["SK101-01"]), ("HTTP/2", ["SK101-03"]), ("HTTP/3", ["SK101-03"])],
)
def test_a_switch_is_judged_by_the_version(version: str | None, expected: list[str]) -> None:
    """Where there is no Upgrade, it is not missed: it is the status that has no place there."""
    assert expected == found(attrs.evolve(SWITCHED, http_version=version))


@pytest.mark.parametrize(("version", "expected"), [(None, ["SK426-01"]), ("HTTP/1.1", ["SK426-01"]), ("HTTP/2", [])])
def test_an_upgrade_is_missed_where_there_is_one(version: str | None, expected: list[str]) -> None:
    """426 in HTTP/2 cannot name a protocol to switch to."""
    assert expected == found(attrs.evolve(said(426), http_version=version))


@pytest.mark.parametrize(
    ("version", "expected"),
    [(None, []), ("HTTP/1.0", ["SK413-01"]), ("HTTP/1.1", ["SK413-01"]), ("HTTP/2", []), ("spdy", [])],
)
def test_the_framing_of_the_request_is_that_of_the_version(version: str | None, expected: list[str]) -> None:
    """Without a length there is no content in HTTP/1; in HTTP/2 there may be some, and in what is not known."""
    assert expected == found(attrs.evolve(said(413), http_version=version), asked("POST", content=None))
