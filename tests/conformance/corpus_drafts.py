"""The responses that the drafts show which are followed here: QUERY, RateLimit and Idempotency-Key."""

from __future__ import annotations

from typing import Final

from conformance.corpus_case import Case, asked, case

_QUERY: Final = asked(
    "QUERY /contacts\nHost: example.org\nContent-Type: application/x-www-form-urlencoded\nAccept: application/json",
    b"select=surname&limit=10",
)
_ITEM: Final = "GET /items/123\nHost: api.example"
_JSON: Final = "Content-Type: application/json"
_PROBLEM: Final = "Content-Type: application/problem+json"
_POST: Final = asked("POST /orders\nHost: api.example\nContent-Type: application/json\nAccept: application/json", b"{}")
_HELP: Final = 'Link: <https://developer.example.com/idempotency>; rel="describedby"; type="text/html"'
_RESULT: Final = b'[{"surname": "Smith"}, {"surname": "Jones"}]'
_AT: Final = "http-problem-types#"


def _problem(kind: str, *policies: str) -> bytes:
    listed = ", ".join(f'"{policy}"' for policy in policies)
    return f'{{"type": "https://iana.org/assignments/{kind}", "violated-policies": [{listed}]}}'.encode()


QUERY: Final[list[Case]] = [
    case("QUERY A.1", 200, _JSON, _RESULT, _QUERY),
    case("QUERY A.2", 200, "Allow: GET, QUERY, OPTIONS, HEAD", b"", "OPTIONS /contacts\nHost: example.org"),
    case(
        "QUERY A.3 HEAD",
        200,
        "Content-Type: application/xhtml\nAccept-Query: application/x-www-form-urlencoded, application/sql",
        b"",
        "HEAD /contacts\nHost: example.org",
    ),
    case(
        "QUERY A.3 415",
        415,
        "Content-Type: application/xhtml\nAccept: application/x-www-form-urlencoded, application/sql",
        b"<html/>",
        _QUERY,
    ),
    case(
        "QUERY A.4",
        200,
        f"""
        {_JSON}
        Content-Location: /contacts/stored-results/17
        Location: /contacts/stored-queries/42
        Last-Modified: Sat, 25 Aug 2012 23:34:45 GMT
        Date: Sun, 17 Nov 2024, 16:10:24 GMT
        """,
        _RESULT,
        _QUERY,
    ),
    case(
        "QUERY A.4.1",
        200,
        "Last-Modified: Sat, 25 Aug 2012 23:34:45 GMT\nDate: Sun, 17 Nov 2024, 16:10:25 GMT",
        _RESULT,
        "GET /contacts/stored-results/17\nHost: example.org\nAccept: application/json",
    ),
    case(
        "QUERY A.4.3",
        303,
        """
        Content-Type: text/plain
        Date: Sun, 17 Nov 2024, 16:13:17 GMT
        Location: /contacts/stored-queries/42
        """,
        b"There.",
        _QUERY,
    ),
    case(
        "QUERY A.5",
        304,
        """
        Date: Mon, 8 Sep 2025, 11:00:00 GMT
        Content-Type: text/csv
        Location: /stored-queries/4815162342
        Accept-Query: "application/sql", "application/xslt+xml"
        Last-Modified: Sun, 31 Aug 2025, 08:44:00 GMT
        Vary: Accept-Query, Content-Type
        """,
        b"",
        asked(
            """
            QUERY /rfc-index.xml
            Host: example.org
            Content-Type: application/sql
            Accept: text/csv
            If-Modified-Since: Sun, 31 Aug 2025, 08:44:00 GMT
            """,
            b"SELECT 1",
        ),
    ),
]
RATELIMIT: Final[list[Case]] = [
    case("RateLimit 5.1", 429, _PROBLEM, _problem(f"{_AT}quota-exceeded", "daily", "bandwidth"), None),
    case("RateLimit 5.2", 503, _PROBLEM, _problem(f"{_AT}temporary-reduced-capacity", "hourly"), None),
    case("RateLimit 5.3", 429, _PROBLEM, _problem(f"{_AT}abnormal-usage-detected", "hourly"), None),
    case("RateLimit 6", 301, 'Location: /foo/123\nRateLimit: "problemPolicy";r=0;t=10', None, None),
    case("RateLimit B.1.1", 200, f'{_JSON}\nRateLimit: "default";r=0;t=48', b'{"still": "served"}', _ITEM),
    case(
        "RateLimit B.1.4",
        429,
        f"""
        {_PROBLEM}
        Date: Mon, 05 Aug 2019 09:27:00 GMT
        Retry-After: Mon, 05 Aug 2019 09:27:05 GMT
        RateLimit: "default";r=0;t=5
        """,
        # There is no comma behind the first member in the text, either.
        b'{"type": "https://iana.org/assignments/http-problem-types#quota-exceeded"\n"status": 429}',
        _ITEM,
    ),
    case(
        "RateLimit B.2.2",
        200,
        f'{_JSON}\nRateLimit-Policy: "dynamic";q=100;w=60\nRateLimit: "dynamic";r=9;t=50',
        b'{"status": 200, "detail": "slower"}',
        _ITEM,
    ),
    case(
        "RateLimit B.2.3",
        429,
        f'{_JSON}\nRateLimit-Policy: "dynamic";q=15;w=20\nRateLimit: "dynamic";r=0;t=20',
        b'{"status": 429, "detail": "20 seconds"}',
        _ITEM,
    ),
    case(
        "RateLimit B.3",
        429,
        f'{_JSON}\nRetry-After: 20\nRateLimit-Policy: "dynamic";q=100;w=60\nRateLimit: "dynamic";r=15;t=40',
        b'{"status": 429, "detail": "20 seconds"}',
        _ITEM,
    ),
]
IDEMPOTENCY: Final[list[Case]] = [
    case(
        f"Idempotency-Key 2.7 {code} problem",
        code,
        f"{_PROBLEM}\nContent-Language: en",
        b'{"type": "https://developer.example.com/idempotency", "title": "An example"}',
        _POST,
    )
    for code in (400, 409, 422)
] + [case(f"Idempotency-Key 2.7 {code} link", code, _HELP, None, _POST) for code in (400, 409, 422)]

CORPUS: Final[list[Case]] = [*QUERY, *RATELIMIT, *IDEMPOTENCY]
