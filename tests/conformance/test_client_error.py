"""Each rule about what a 4xx carries: what breaks it, and the nearest that is right."""

from __future__ import annotations

import attrs
import pytest
from conformance.cases import (
    HOSTILE,
    TOKEN,
    Faulty,
    Legal,
    asked,
    assert_bounded,
    assert_found,
    assert_left_alone,
    assert_left_out,
    over,
    said,
    unknown,
)

from statuskit.conformance import RULES, check
from statuskit.conformance.rules import client_error

FAMILY = {rule.id: rule for rule in client_error.RULES}

BASIC = {"WWW-Authenticate": 'Basic realm="a, Bearer error=invalid_request"'}


def bearer(error: str) -> dict[str, str]:
    """Return a challenge that names an error."""
    return {"WWW-Authenticate": f'Bearer realm="api", error="{error}"'}


FAULTY = [
    Faulty("SK401-01", said(401), asked(), "401 Unauthorized without WWW-Authenticate"),
    Faulty("SK401-01", said(401, {"WWW-Authenticate": " , "}), None, "401 Unauthorized with an empty WWW-Authenticate"),
    Faulty(
        "SK401-02",
        said(401, bearer("insufficient_scope")),
        asked(fields=TOKEN),
        "401 Unauthorized for the Bearer error insufficient_scope",
        """WWW-Authenticate: 'Bearer realm="api", error="insufficient_scope"'""",
        "Answer 403 Forbidden for insufficient_scope, or name the error that there is.",
    ),
    Faulty(
        "SK401-02",
        said(403, {"WWW-Authenticate": "Negotiate, Basic abc=, BEARER Error = invalid_token, scope=x"}),
        None,
        "403 Forbidden for the Bearer error invalid_token",
        "WWW-Authenticate: 'Negotiate, Basic abc=, BEARER Error = invalid_token, scope=x'",
        "Answer 401 Unauthorized for invalid_token, or name the error that there is.",
    ),
    Faulty(
        "SK401-02",
        said(403, bearer("invalid_request")),
        None,
        "403 Forbidden for the Bearer error invalid_request",
        """WWW-Authenticate: 'Bearer realm="api", error="invalid_request"'""",
        "Answer 400 Bad Request for invalid_request, or name the error that there is.",
    ),
    Faulty(
        "SK401-03",
        said(401, bearer("invalid_token")),
        asked(fields={":authority": "example.com", "User-Agent": "curl"}, url="/users?page=2"),
        "401 Unauthorized names the Bearer error 'invalid_token', and the request has no credentials",
        """WWW-Authenticate: 'Bearer realm="api", error="invalid_token"'""",
    ),
    Faulty("SK402-01", said(402), None, "402 Payment Required is reserved for future use"),
    Faulty("SK405-01", said(405), None, "405 Method Not Allowed without Allow"),
    Faulty("SK405-01", said(405), None, "405 Method Not Allowed without Allow", role="client"),
    Faulty(
        "SK405-02",
        said(405, {"Allow": "GET, PUT"}),
        asked("PUT"),
        "405 Method Not Allowed to 'PUT', and Allow lists it",
        "Allow: 'GET, PUT'",
    ),
    Faulty("SK407-01", said(407), None, "407 Proxy Authentication Required without Proxy-Authenticate", role="proxy"),
    Faulty(
        "SK407-01",
        said(407, {"Proxy-Authenticate": ""}),
        None,
        "407 Proxy Authentication Required with an empty Proxy-Authenticate",
    ),
    Faulty(
        "SK407-01b",
        said(407, {"Proxy-Authenticate": 'Basic realm="proxy"'}),
        None,
        "407 Proxy Authentication Required from an origin server",
    ),
    Faulty("SK409-01", said(409, content=b""), asked("PUT"), "409 Conflict without content"),
    Faulty("SK409-01", said(409, {"Content-Length": "0"}, b""), asked("PUT"), "409 Conflict without content"),
    Faulty("SK421-01", said(421), None, "421 Misdirected Request from a proxy", role="proxy"),
    Faulty("SK426-01", said(426), None, "426 Upgrade Required without Upgrade"),
    Faulty("SK426-01", said(426, {"Upgrade": ""}), asked(), "426 Upgrade Required with an empty Upgrade"),
    Faulty(
        "SK428-01",
        said(428),
        asked("PUT", {"If-Match": 'W/"1", "2"'}),
        "428 Precondition Required, and the request has a precondition",
        """If-Match: 'W/"1", "2"'""",
        "Evaluate If-Match: go on where it is true, and answer 412 Precondition Failed where not.",
    ),
    Faulty("SK428-01", said(428, content=b""), asked("PUT"), "428 Precondition Required without content"),
    Faulty(
        "SK428-02",
        said(428, {"Cache-Control": "public"}),
        None,
        "428 Precondition Required marked as storable",
        "Cache-Control: 'public'",
    ),
    Faulty("SK429-01", said(429), None, "429 Too Many Requests without Retry-After"),
    Faulty(
        "SK429-01",
        said(429, {"X-RateLimit-Remaining": "5", "X-RateLimit-Reset": "30"}),
        None,
        "429 Too Many Requests without Retry-After",
    ),
    Faulty(
        "SK429-02",
        said(429, {"Retry-After": "60", "Cache-Control": "max-age=0, S-MaxAge=60"}),
        None,
        "429 Too Many Requests marked as storable",
        "Cache-Control: 'max-age=0, S-MaxAge=60'",
    ),
    Faulty(
        "SK429-03",
        said(429, {"Retry-After": "60"}),
        None,
        "429 Too Many Requests without a field about the quota",
    ),
    Faulty(
        "SK429-03",
        said(429, {"RateLimit": '"day";r=0;t=9', "X-RateLimit-Remaining": "7"}),
        None,
        "429 Too Many Requests, and X-RateLimit-Remaining says that something remains",
        "X-RateLimit-Remaining: '7'",
        "Let the quota that is used up be told, or send Retry-After for a limit that has no field.",
    ),
    Faulty(
        "SK431-01",
        said(431, {"Cache-Control": 'private, max-age="060"'}),
        None,
        "431 Request Header Fields Too Large marked as storable",
        """Cache-Control: 'private, max-age="060"'""",
    ),
    Faulty("SK451-01", said(451), None, "451 Unavailable For Legal Reasons without Link"),
    Faulty(
        "SK451-01",
        said(451, {"Link": "</law>; rel=help"}),
        None,
        "451 Unavailable For Legal Reasons whose Link has no rel=blocked-by",
        "Link: '</law>; rel=help'",
    ),
    Faulty(
        "SK451-01",
        said(451, {"Link": "<https://isp.example/>; rel=blocked-by"}, b""),
        asked(),
        "451 Unavailable For Legal Reasons without content",
    ),
]
LEGAL = [
    Legal("SK401-01", "a challenge", said(401, BASIC), asked()),
    Legal("SK401-02", "the status of the error", said(403, bearer("insufficient_scope")), asked(fields=TOKEN)),
    Legal("SK401-02", "an error of somebody else", said(401, bearer("insufficient_user_authentication"))),
    Legal("SK401-02", "another scheme's error", said(403, {"WWW-Authenticate": 'DPoP error="invalid_token"'})),
    Legal("SK401-03", "no error", said(401, {"WWW-Authenticate": 'Bearer realm="api"'}), asked()),
    Legal("SK401-03", "a token", said(401, bearer("invalid_token")), asked(fields=TOKEN)),
    Legal("SK401-03", "a cookie", said(401, bearer("invalid_token")), asked(fields={"Cookie": "a=1"})),
    Legal("SK401-03", "a token in the address", said(401, bearer("invalid_token")), asked(url="/?access_token=1")),
    Legal(
        "SK401-03",
        "a form that may have it",
        said(401, bearer("invalid_token")),
        asked("POST", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=1"),
    ),
    Legal("SK401-03", "fields that are not known", said(401, bearer("invalid_token")), unknown()),
    Legal("SK402-01", "used for real", said(402), asked(), aside=True),
    Legal("SK405-01", "an empty Allow", said(405, {"Allow": ""}), asked("PUT")),
    Legal("SK405-01", "a proxy's own", said(405), asked("PUT"), role="proxy"),
    Legal("SK405-02", "a method that differs in case", said(405, {"Allow": "GET, PUT"}), asked("put")),
    Legal("SK407-01", "a challenge", said(407, {"Proxy-Authenticate": "Basic"}), asked(), role="proxy"),
    Legal("SK407-01", "a challenge, the role not told", said(407, {"Proxy-Authenticate": "Basic"}), asked()),
    Legal("SK407-01b", "from a proxy", said(407, {"Proxy-Authenticate": "Basic"}), asked(), role="proxy"),
    Legal("SK409-01", "an explanation", said(409), asked("PUT")),
    Legal("SK409-01", "to HEAD", said(409, content=b""), asked("HEAD")),
    Legal("SK409-01", "content that is not known", said(409, content=None), asked("PUT")),
    Legal("SK421-01", "from an origin", said(421), asked()),
    Legal("SK421-01", "passed on", said(421, {"Via": "1.1 p"}), asked(), role="proxy"),
    Legal("SK426-01", "Upgrade", said(426, {"Upgrade": "websocket", "Connection": "upgrade"}), asked()),
    Legal("SK426-01", "no Upgrade in HTTP/2", said(426), over("HTTP/2")),
    Legal("SK426-01", "a response in HTTP/2", attrs.evolve(said(426), http_version="HTTP/2")),
    Legal("SK426-01", "Upgrade taken out on the way", said(426, {"Via": "1.1 p"}), asked()),
    Legal("SK428-01", "no condition", said(428), asked("PUT")),
    Legal("SK428-01", "a condition that says little", said(428), asked("PUT", {"If-Match": "*"})),
    Legal("SK428-01", "a tag that is weak", said(428), asked("PUT", {"If-Match": 'W/"1"'})),
    Legal("SK428-01", "a condition not looked at", said(428), asked("PUT", {"If-Modified-Since": "then"})),
    Legal("SK428-02", "no-store", said(428, {"Cache-Control": "public, no-store, max-age=60"}), asked("PUT")),
    Legal("SK429-01", "Retry-After", said(429, {"Retry-After": "3600"}), asked()),
    Legal("SK429-01", "seconds in another field", said(429, {"RateLimit": '"day";r=0;t=9'}), asked()),
    Legal("SK429-01", "a moment in another field", said(429, {"X-RateLimit-Reset": "1900000000"}), asked()),
    Legal("SK429-02", "a framework's habit", said(429, {"Retry-After": "1", "Cache-Control": "public, max-age=0"})),
    Legal("SK429-02", "no-cache", said(429, {"Retry-After": "1", "Cache-Control": "no-cache, max-age=9"})),
    Legal("SK429-02", "private alone", said(429, {"Retry-After": "1", "Cache-Control": "private"})),
    Legal("SK429-02", "no lifetime", said(429, {"Retry-After": "1", "Cache-Control": "max-age=soon, s-maxage=²"})),
    Legal("SK429-02", "a directive in quotes", said(429, {"Retry-After": "1", "Cache-Control": 'x="a, public"'})),
    Legal("SK429-03", "nothing remains", said(429, {"X-RateLimit-Remaining": "00", "Retry-After": "1"})),
    Legal(
        "SK429-03",
        "one of two quotas",
        said(
            429,
            {
                "X-RateLimit-Remaining-Requests": "9",
                "X-RateLimit-Remaining-Tokens": "0",
                "X-RateLimit-Reset-Tokens": "1s",
            },
        ),
    ),
    Legal("SK429-03", "a limit without a field", said(429, {"X-RateLimit-Remaining": "9", "Retry-After": "1"})),
    Legal("SK429-03", "a limit, and what remains is not told", said(429, {"RateLimit": '"a";r=0;t=1'})),
    Legal("SK429-03", "no field, and none asked for", said(429, {"Retry-After": "1"}), aside=True),
    Legal("SK431-01", "no Cache-Control", said(431), asked()),
    Legal("SK451-01", "Link", said(451, {"Link": '<https://isp.example/>; rel="x Blocked-By"'}), asked()),
    Legal("SK451-01", "to HEAD", said(451, {"Link": "</>; rel=blocked-by"}, b""), asked("HEAD")),
    Legal("SK451-01", "nobody knows to what", said(451, {"Link": "</>; rel=blocked-by"}, b"")),
]


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_what_breaks_a_rule_is_found(case: Faulty) -> None:
    """A faulty response has the finding of its rule, about this case, and no other of this family."""
    assert_found(case, FAMILY)


@pytest.mark.parametrize("case", LEGAL, ids=str)
def test_what_is_right_is_left_alone(case: Legal) -> None:
    """The nearest response that is right breaks no rule that is on by default, nor its own."""
    assert_left_alone(case)


@pytest.mark.parametrize("table", [FAULTY, LEGAL], ids=["faulty", "legal"])
def test_every_rule_is_in_both_tables(table: list[Faulty] | list[Legal]) -> None:
    """There is a faulty and a legal response for every rule."""
    assert set(FAMILY) == {case.rule for case in table}


@pytest.mark.parametrize("case", [case for case in FAULTY if RULES[case.rule].needs], ids=str)
def test_without_a_request_nothing_is_held_against_it(case: Faulty) -> None:
    """A rule that needs the request is not tried without one, and is said to be left out."""
    assert_left_out(case)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_a_hostile_value_costs_a_moment(value: str) -> None:
    """Long fields, addresses, methods and contents are looked at in time that grows with them, and nothing raises."""
    assert_bounded(FAMILY.values(), value)


@pytest.mark.parametrize(
    ("challenges", "expected"),
    [
        ('Bearer error="invalid_token", Bearer error="insufficient_scope"', ["SK401-02"]),
        ('Bearer realm="a", Bearer error="invalid_token"', ["SK401-02"]),
        ('Bearer error="", Bearer error="invalid_token"', ["SK401-02"]),
        ('Basic error="invalid_token"', []),
        ('Bearer scope="error", DPoP error="invalid_token"', []),
        ('Bearer realm="a" error="invalid_token"', ["SKHDR-08"]),
        ('Bearer error="invalid_token', ["SKHDR-08"]),
    ],
)
def test_the_error_is_that_of_the_first_bearer_challenge(challenges: str, expected: list[str]) -> None:
    """Other schemes have errors of their own, and what cannot be read is told by a rule of its own."""
    found = check(said(403, {"WWW-Authenticate": challenges}))

    assert expected == [finding.rule.id for finding in found]


def test_secrets_of_the_request_are_not_told() -> None:
    """Neither an address nor a token gets into a finding."""
    request = asked("PUT", {**TOKEN, "Cookie": "s3cret"}, url="/?sig=s3cret")
    told = "".join(
        finding.explain()
        for status in range(400, 600)
        for finding in check(said(status, bearer("invalid_request")), request, select="all")
    )

    assert "SK414-01" in told
    assert "s3cret" not in told
