"""
Look for messages that a check does not survive: an atheris target.

    pip install --editable . atheris
    python fuzz/fuzz_check.py -max_total_time=600

Half of what is fed picks the status, the method, the version and which fields there are, the rest is their values and
the content, a line each. What is checked is what is promised: no exception, the same findings for the same response,
none of a rule that is said to be skipped, and nowhere text that is more than a line.
Without atheris `check()` is a plain function of octets, which the tests call.
"""

from __future__ import annotations

import sys
from typing import Final

from statuskit import conformance
from statuskit.conformance import CheckProfile, Role
from statuskit.messages import Request, Response

FIELDS: Final = (
    "Accept-Encoding",
    "Allow",
    "Cache-Control",
    "Connection",
    "Content-Length",
    "Content-Location",
    "Content-Range",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "IM",
    "Last-Modified",
    "Link",
    "Location",
    "Proxy-Authenticate",
    "RateLimit",
    "Retry-After",
    "Server",
    "Transfer-Encoding",
    "Upgrade",
    "Via",
    "WWW-Authenticate",
    "X-RateLimit-Remaining",
)
ASKED: Final = (
    "Accept",
    "Authorization",
    "Content-Length",
    "Content-Type",
    "Expect",
    "Host",
    "If-Match",
    "If-None-Match",
    "If-Modified-Since",
    "If-Range",
    "Origin",
    "Range",
    "TE",
    "Upgrade",
)
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "PATCH", "QUERY", "PROPFIND", "\u212a")
VERSIONS: Final = (None, "HTTP/1.0", "HTTP/1.1", "HTTP/2", "h3", "\u212a")
KINDS: Final = ("application/json", "application/problem+json", "text/html; charset=utf-8", "text/plain", "")
ROLES: Final = tuple(Role)
LONGEST: Final = 600


def check(data: bytes) -> None:
    """Check what these octets make, and hold the findings against what is promised."""
    half = len(data) // 2
    pick = [*data[:half], 0, 0, 0, 0, 0]
    lines = data[half:].split(b"\n")
    values = [line.decode("latin-1") for line in lines[1:]]
    status = 90 + pick[0] * 2 + pick[1] % 2
    kind = KINDS[pick[2] % len(KINDS)]
    given = [(FIELDS[octet % len(FIELDS)], value) for octet, value in zip(pick[5::2], values, strict=False)]
    asked = [(ASKED[octet % len(ASKED)], value) for octet, value in zip(pick[6::2], values[::-1], strict=False)]
    url = values[0] if values else "/"
    request = Request(METHODS[pick[3] % len(METHODS)], url, asked, lines[-1], VERSIONS[pick[4] % len(VERSIONS)])
    response = Response(status, [("Content-Type", kind), *given], lines[0], url=url, request=request)
    role = ROLES[pick[1] % len(ROLES)]

    findings = conformance.check(response, profile=CheckProfile.STRICT, role=role)

    if findings != conformance.check(response, profile=CheckProfile.STRICT, role=role):
        msg = f"other findings for the same response: {findings!r}"
        raise AssertionError(msg)
    if any(
        finding.rule in conformance.skipped(response, profile=CheckProfile.STRICT, role=role) for finding in findings
    ):
        msg = f"a rule that is skipped has found something: {findings!r}"
        raise AssertionError(msg)
    for finding in findings:
        for text in (finding.message, finding.fix, finding.evidence):
            if len(text) > LONGEST or not (text.isprintable() or not text):
                msg = f"text that is no line: {text!r}"
                raise AssertionError(msg)
    conformance.check_pair(response, Response(200, given, lines[-1]), request)


def main() -> None:
    """Fuzz until something is found, or for as long as the options say."""
    import atheris  # type: ignore[import-not-found]

    atheris.instrument_all()
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
