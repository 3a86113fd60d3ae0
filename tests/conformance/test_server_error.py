"""Each rule about 5xx: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import (
    HOSTILE,
    Faulty,
    Legal,
    asked,
    assert_bounded,
    assert_found,
    assert_left_alone,
    assert_left_out,
    said,
    unknown,
)

from statuskit.conformance import RULES
from statuskit.conformance.rules import server_error

FAMILY = {rule.id: rule for rule in server_error.RULES}

HTML = {"Content-Type": "text/html; charset=utf-8"}
FORM = b"<form><input name=p TYPE = 'password'></form>"

FAULTY = [
    Faulty("SK501-01", said(501), asked("HEAD"), "501 Not Implemented to HEAD"),
    Faulty("SK501-01", said(501), unknown(), "501 Not Implemented to GET"),
    Faulty(
        "SK502-01",
        said(502, {"Server": "gunicorn"}),
        None,
        "502 Bad Gateway, and nothing shows that a gateway sent it",
        "Server: 'gunicorn'",
    ),
    Faulty("SK502-01", said(504), asked(), "504 Gateway Timeout, and nothing shows that a gateway sent it"),
    Faulty("SK503-01", said(503), None, "503 Service Unavailable without Retry-After"),
    Faulty("SK503-01", said(503, {"RateLimit-Reset": "soon"}), asked(), "503 Service Unavailable without Retry-After"),
    Faulty("SK505-01", said(505, content=b""), unknown(), "505 HTTP Version Not Supported without content"),
    Faulty(
        "SK506-01",
        said(506),
        asked(),
        "506 Variant Also Negotiates to a request that does not negotiate",
    ),
    Faulty("SK508-01", said(508), asked("POST"), "508 Loop Detected to POST, which has no depth"),
    Faulty("SK510-01", said(510), asked(), "510 Not Extended to a request without an extension"),
    Faulty(
        "SK511-01",
        said(511, {"Cache-Control": "s-maxage=1"}),
        None,
        "511 Network Authentication Required marked as storable",
        "Cache-Control: 's-maxage=1'",
    ),
    Faulty(
        "SK511-02",
        said(511, {"WWW-Authenticate": 'Basic realm="wifi"'}),
        None,
        "511 Network Authentication Required with a challenge",
        """WWW-Authenticate: 'Basic realm="wifi"'""",
    ),
    Faulty(
        "SK511-02",
        said(511, {"Proxy-Authenticate": "Negotiate"}),
        asked(),
        "511 Network Authentication Required with a challenge",
        "Proxy-Authenticate: 'Negotiate'",
        role="proxy",
    ),
    Faulty(
        "SK511-02",
        said(511, HTML, FORM),
        asked(),
        "511 Network Authentication Required with a login form",
        '''"TYPE = 'password"''',
    ),
    Faulty("SK511-02b", said(511), None, "511 Network Authentication Required from an origin server"),
]
LEGAL = [
    Legal("SK501-01", "a method that nobody has to support", said(501), asked("PATCH")),
    Legal("SK501-01", "something that GET needs", said(501), asked(), aside=True),
    Legal("SK502-01", "a gateway that says so", said(502, {"Via": "1.1 p"}), asked()),
    Legal("SK502-01", "a gateway by its name", said(504, {"Server": "nginx/1.27"})),
    Legal("SK502-01", "a CDN by its fields", said(502, {"CF-RAY": "8a1b2c3d4e5f-FRA"})),
    Legal("SK502-01", "a gateway that keeps quiet", said(502), asked(), aside=True),
    Legal("SK503-01", "Retry-After", said(503, {"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}), asked()),
    Legal("SK503-01", "another field that says when", said(503, {"X-RateLimit-Reset": "30"}), asked()),
    Legal("SK505-01", "an explanation", said(505), asked()),
    Legal("SK505-01", "to HEAD", said(505, content=b""), asked("HEAD")),
    Legal("SK505-01", "content that was lost", said(505, {"Content-Length": "7"}, None), asked()),
    Legal("SK506-01", "transparent negotiation", said(506), asked(fields={"Negotiate": "trans"})),
    Legal("SK506-01", "negotiation", said(506), asked(fields={"Accept-Language": "de"})),
    Legal("SK506-01", "a server that negotiates", said(506, {"TCN": "list"}), asked()),
    Legal("SK506-01", "fields that are not known", said(506), unknown()),
    Legal("SK508-01", "a method of WebDAV", said(508), asked("PROPFIND")),
    Legal("SK508-01", "Depth", said(508), asked("DELETE", {"Depth": "infinity"})),
    Legal("SK508-01", "a server of WebDAV", said(508, {"DAV": "1, bind"}), asked()),
    Legal("SK508-01", "a vendor's own", said(508, {"X-Vercel-Error": "INFINITE_LOOP_DETECTED"}), asked()),
    Legal("SK508-01", "fields that are not known", said(508), unknown()),
    Legal("SK510-01", "an extension that is a must", said(510), asked("M-GET")),
    Legal("SK510-01", "an extension", said(510), asked(fields={"Opt": '"http://example.com/"; ns=11'})),
    Legal("SK510-01", "fields that are not known", said(510), unknown()),
    Legal("SK511-01", "no-store", said(511, {"Cache-Control": "no-store"}), asked()),
    Legal("SK511-02", "a link", said(511, HTML, b'<a href="https://login.example.net/">log in</a>'), asked()),
    Legal("SK511-02", "text about a form", said(511, content=FORM), asked()),
    Legal("SK511-02", "content that is not known", said(511, HTML, None), asked()),
    Legal("SK511-02b", "from a proxy", said(511), asked(), role="proxy"),
    Legal("SK511-02b", "from a proxy, and the role is not told", said(511), asked(), aside=True),
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
