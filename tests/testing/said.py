"""What a failure of assert_status() says, for the tests of its parts; and the exchanges that fail."""

from __future__ import annotations

from typing import Any

import pytest

from statuskit.messages import Request, Response
from statuskit.testing import assert_status

__all__ = ["ASKED", "JSON", "answer", "failure", "fixes", "hop", "lines"]

JSON = {"Content-Type": "application/json"}
ASKED = {"Host": "h"}


def failure(response: object, expected: Any = "2xx", **options: Any) -> str:
    """Return what a failure says."""
    with pytest.raises(AssertionError) as caught:
        assert_status(response, expected, **options)
    return str(caught.value)


def lines(response: object, expected: Any = "2xx", **options: Any) -> list[str]:
    """Return the same in lines, without their indentation."""
    return [line.strip() for line in failure(response, expected, **options).split("\n")]


def fixes(response: object, expected: Any = "2xx") -> list[str]:
    """Return what is said to mend it, but for the last, which is always the same."""
    said = lines(response, expected)
    start = said.index("likely fix:") + 1
    end = next((place for place in range(start, len(said)) if not said[place].startswith("- ")), len(said))
    assert said[end - 1].startswith("- or expect ")
    return [line.removeprefix("- ") for line in said[start : end - 1]]


def answer(
    status: int, headers: dict[str, str] | None = None, content: bytes | str | None = b"", **rest: Any
) -> Response:
    """Return a response to a request whose fields are known."""
    request = Request(rest.pop("method", "GET"), "http://h/a", {**ASKED, **rest.pop("asked", {})})
    return Response(status, headers or {}, content, url="http://h/a", request=request, **rest)


def hop(status: int, location: str | None = None, url: str | None = None, method: str | None = None) -> Response:
    """Return a response that came before."""
    request = None if method is None else Request(method, url)
    return Response(status, {} if location is None else {"Location": location}, url=url, request=request)
