"""What the tests of `statuskit check` share: transcripts, and what is told of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli.driver import one_line, run

if TYPE_CHECKING:
    from statuskit.conformance import Finding

REFUSED = "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno"
ALLOWED = REFUSED.replace("Content-Type", "Allow: GET\r\nContent-Type")
CREATED = "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
ASKED = "PUT /users/1?token=s3cret HTTP/1.1\r\nHost: example.com\r\nContent-Length: 0\r\n\r\n"
BAD = "HTTP/1.1 405 Method Not Allowed\r\nno field\r\n\r\n"


def told(text: str, *argv: str) -> str:
    """Return the page for a transcript as one line, so that it does not matter where it is wrapped."""
    ran = run("check", *argv, stdin=text)

    assert ran.status in {0, 1}
    assert "" == ran.err
    return one_line(ran.out)


def found(text: str, *argv: str) -> list[dict[str, Any]]:  # Any: whatever JSON has
    """Return what is found in a transcript, in JSON."""
    ran = run("check", "--json", *argv, stdin=text)

    assert ran.status in {0, 1}
    return json.loads(ran.out, parse_constant=pytest.fail)  # type: ignore[no-any-return]


def ids(text: str, *argv: str) -> list[str]:
    """Return the ids of the rules that the last response of a transcript breaks."""
    return [finding["rule"]["id"] for finding in found(text, *argv)[-1]["findings"]]


def plain(findings: list[Finding]) -> Any:  # Any: whatever JSON has
    """Return findings as JSON has them."""
    return json.loads(json.dumps([finding.to_dict() for finding in findings]))
