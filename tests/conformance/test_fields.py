"""Each rule about fields that any response may have: what breaks it, and the nearest that is right."""

from __future__ import annotations

import time

import pytest
from conformance.cases import HOSTILE, Faulty, Legal, asked, assert_found, assert_left_alone, over, said, unknown

from statuskit.conformance import RULES, Need, check, skipped
from statuskit.conformance.rules import fields
from statuskit.messages import Response

FAMILY = {rule.id: rule for rule in fields.RULES}

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT"
AFTER = "Sun, 06 Nov 1994 08:49:38 GMT"
HTML = {"Content-Type": "text/html; charset=utf-8"}
UMLAUT = "f\xfcr".encode()


def wait(value: str, status: int = 503, **more: str) -> Response:
    """Return a response that asks to wait."""
    return said(status, {"Retry-After": value, **more})


def to(location: str, status: int = 302) -> Response:
    """Return a response that leads elsewhere."""
    return said(status, {"Location": location})


def refused(challenges: str, **more: str) -> Response:
    """Return a response that asks for credentials."""
    return said(401, {"WWW-Authenticate": challenges, **more})


def sized(length: str, content: bytes | None = b"12345", kind: str = "text/plain") -> Response:
    """Return a response that tells the length of its content."""
    return Response(200, {"Content-Type": kind, "Content-Length": length}, content)


def coded(length: str, field: str, coding: str) -> Response:
    """Return a response that tells the length of its content, and a coding."""
    return said(200, {"Content-Length": length, field: coding}, b"12345")


FAULTY = [
    *(
        Faulty(
            "SKHDR-01",
            wait(value),
            asked(),
            "503 Service Unavailable whose Retry-After is neither seconds nor a date",
            f"Retry-After: {value!r}",
        )
        for value in ("", "soon", "-1", "+5", "1.5", "5.0", "1e3", "5s", "10, 20", "2026-11-21T00:00:00Z", DATE[:-3])
    ),
    Faulty(
        "SKHDR-02",
        wait(BEFORE, Date=DATE),
        None,
        "503 Service Unavailable whose Retry-After is not after its Date",
        f"Retry-After: {BEFORE!r}; Date: {DATE!r}",
    ),
    Faulty(
        "SKHDR-02",
        wait(DATE, 429, Date=DATE),
        None,
        "429 Too Many Requests whose Retry-After is not after its Date",
        f"Retry-After: {DATE!r}; Date: {DATE!r}",
    ),
    Faulty("SKHDR-03", wait("5", 403), asked(), "403 Forbidden with Retry-After", "Retry-After: '5'"),
    Faulty("SKHDR-04", to("/login?next=s3cret", 403), None, "403 Forbidden with Location", "Location: '/login?...'"),
    Faulty("SKHDR-04", to("/new", 500), asked(), "500 Internal Server Error with Location", "Location: '/new'"),
    Faulty(
        "SKHDR-05",
        to("/a b?token=s3cret"),
        None,
        "302 Found whose Location is no URI reference: ' ' is to be percent-encoded",
        "Location: '/a b?...'",
    ),
    Faulty(
        "SKHDR-05",
        to("/f\xfcr", 201),
        asked("POST"),
        "201 Created whose Location is no URI reference: '\xfc' is to be percent-encoded",
        "Location: '/f\xfcr'",
    ),
    Faulty("SKHDR-06", said(404), asked(), "404 Not Found without Date"),
    Faulty("SKHDR-06", said(200), None, "200 OK without Date"),
    Faulty(
        "SKHDR-07",
        Response(200, {"Date": DATE}, b"12345"),
        None,
        "200 OK with content and without Content-Type",
        "5 octets",
    ),
    Faulty(
        "SKHDR-07",
        Response(404, {}, b"?"),
        asked("POST"),
        "404 Not Found with content and without Content-Type",
        "1 octets",
    ),
    *(
        Faulty(
            "SKHDR-08",
            refused(value),
            asked(),
            "401 Unauthorized whose WWW-Authenticate is no list of challenges",
            f"WWW-Authenticate: {value!r}",
        )
        for value in (
            'Bearer realm="api" error="invalid_token"',
            "Basic realm=the api",
            'Basic realm="api',
            "Basic, realm=api",
            'realm="api"',
            "Bearer realm=https://example.com",
            'Digest realm="a", nonce="1", REALM="b"',
        )
    ),
    Faulty(
        "SKHDR-08b",
        said(407, {"Proxy-Authenticate": "Basic realm=the proxy"}),
        None,
        "407 Proxy Authentication Required whose Proxy-Authenticate is no list of challenges",
        "Proxy-Authenticate: 'Basic realm=the proxy'",
    ),
    Faulty(
        "SKHDR-09",
        said(426, {"Upgrade": "websocket"}),
        over("HTTP/1.1"),
        "426 Upgrade Required with Upgrade and without Connection: upgrade",
        "Upgrade: 'websocket'",
    ),
    Faulty(
        "SKHDR-09",
        said(200, {"Upgrade": "h2c", "Connection": "close, upgrades"}),
        over("1.1"),
        "200 OK with Upgrade and without Connection: upgrade",
        "Upgrade: 'h2c'",
    ),
    *(
        Faulty(
            "SKHDR-10",
            sized(length),
            asked(),
            "200 OK with content of 5 octets, and another Content-Length",
            f"Content-Length: {length!r}",
        )
        for length in ("4", "6", "", "five", "5, 6", "-5", "0x5", "\u0665", "50")
    ),
    Faulty(
        "SKHDR-10",
        sized("3", UMLAUT, "application/json"),
        None,
        "200 OK with content of 4 octets, and another Content-Length",
        "Content-Length: '3'",
    ),
    Faulty(
        "SKHDR-10",
        sized("3", UMLAUT, 'text/plain; Charset="UTF-8"'),
        asked(),
        "200 OK with content of 4 octets, and another Content-Length",
        "Content-Length: '3'",
    ),
    Faulty(
        "SKHDR-10",
        sized("9", b"\x89PNG", "image/png"),
        asked(),
        "200 OK with content of 4 octets, and another Content-Length",
        "Content-Length: '9'",
    ),
    Faulty(
        "SKHDR-11",
        Response(204, {"Transfer-Encoding": "chunked"}, b""),
        None,
        "204 No Content with Transfer-Encoding",
        "Transfer-Encoding: 'chunked'",
    ),
    Faulty(
        "SKHDR-11",
        Response(103, {"Transfer-Encoding": "chunked", "Link": "</a>; rel=preload"}),
        over("1.1"),
        "103 Early Hints with Transfer-Encoding",
        "Transfer-Encoding: 'chunked'",
    ),
    Faulty(
        "SKHDR-11",
        said(200, {"Transfer-Encoding": "chunked"}),
        over("HTTP/1.0"),
        "200 OK with Transfer-Encoding in HTTP/1.0",
        "Transfer-Encoding: 'chunked'",
    ),
    Faulty(
        "SKHDR-11",
        said(700, {"Transfer-Encoding": "chunked"}),
        over("HTTP/1.0"),
        "700 with Transfer-Encoding in HTTP/1.0",
        "Transfer-Encoding: 'chunked'",
    ),
    Faulty(
        "SKHDR-12",
        said(200, {"connection": "keep-alive", "Keep-Alive": "timeout=5"}),
        over("HTTP/2"),
        "200 OK with connection and Keep-Alive in HTTP/2",
        "connection: 'keep-alive'; Keep-Alive: 'timeout=5'",
    ),
    Faulty(
        "SKHDR-12",
        said(200, {"transfer-encoding": "chunked", "content-length": "5"}),
        over("3"),
        "200 OK with transfer-encoding in HTTP/3",
        "transfer-encoding: 'chunked'",
    ),
    Faulty(
        "SKHDR-12",
        Response(204, {"Connection": "close"}, http_version="HTTP/2.0"),
        None,
        "204 No Content with Connection in HTTP/2",
        "Connection: 'close'",
    ),
    Faulty(
        "SKHDR-13",
        coded("5", "Transfer-Encoding", "chunked"),
        None,
        "200 OK with Content-Length and Transfer-Encoding",
        "Content-Length: '5'; Transfer-Encoding: 'chunked'",
    ),
    Faulty(
        "SKHDR-13",
        coded("900", "Transfer-Encoding", "gzip, chunked"),
        over("1.1"),
        "200 OK with Content-Length and Transfer-Encoding",
        "Content-Length: '900'; Transfer-Encoding: 'gzip, chunked'",
    ),
]
LEGAL = [
    *(
        Legal("SKHDR-01", f"in a form of its own: {value}", wait(value))
        for value in ("0", "120", " 120\t", "9" * 400, DATE, "Sunday, 06-Nov-94 08:49:37 GMT", "120, 120")
    ),
    Legal("SKHDR-02", "a date in the future", wait(AFTER, Date=DATE)),
    Legal("SKHDR-02", "no Date to compare with", wait(BEFORE)),
    Legal("SKHDR-02", "a Date that cannot be read", wait(BEFORE, Date="now")),
    Legal("SKHDR-02", "no seconds to wait", wait("0", Date=DATE)),
    *(Legal("SKHDR-03", f"with {status}", wait("5", status)) for status in (202, 413, 429, 503)),
    Legal("SKHDR-03", "while redirecting", said(302, {"Location": "/", "Retry-After": "5"})),
    Legal("SKHDR-03", "what services send", wait("5", 403), asked(), aside=True),
    Legal("SKHDR-04", "what was created", to("/users/7", 201), asked("POST")),
    Legal("SKHDR-04", "a monitor", to("/jobs/7", 202)),
    Legal("SKHDR-04", "an upload, as Google has it", to("/upload?id=1", 200)),
    Legal("SKHDR-04", "what the request conflicts with", to("/users/7", 409), asked("POST")),
    Legal("SKHDR-04", "where the upload goes on", Response(104, {"Location": "/upload/7"})),
    *(
        Legal("SKHDR-05", f"a reference: {reference}", to(reference))
        for reference in (
            "/new",
            "new",
            "../new?q=a:b/c?d",
            "?page=2",
            "#top",
            "",
            ".",
            "//example.com/a",
            "a/b:c",
            "https://user:pw@example.com:8080/a;b=(c)!*'$&+,=@~_-.",
            "https://[2001:db8::1]:443/",
            "https://example.com:/",
            "https://example.com?q#f/?g",
            "urn:isbn:0451450523",
            "com.example.app:/in?code=x",
            "mailto:a@example.com",
            "file:///etc",
            "/%C3%BC%20",
            "http:",
        )
    ),
    Legal("SKHDR-06", "a date", said(404, {"Date": DATE}), asked()),
    Legal("SKHDR-06", "5xx", said(500), asked()),
    Legal("SKHDR-06", "what the server is to add", said(200), asked(), aside=True),
    Legal("SKHDR-06", "what a client sees", said(200), asked(), role="client"),
    Legal("SKHDR-07", "no content", Response(200, {}, b""), asked()),
    Legal("SKHDR-07", "content that is not known", Response(200, {}), asked()),
    Legal("SKHDR-07", "a type of its own", Response(200, {"Content-Type": "x/y"}, b"?"), asked()),
    Legal("SKHDR-07", "the other end of a tunnel", Response(200, {}, b"\x16\x03"), asked("CONNECT")),
    *(
        Legal("SKHDR-08", f"challenges: {value[:20]}", refused(value), asked())
        for value in (
            "Negotiate",
            "NTLM TlRMTVNTUAAC==",
            'Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""',
            "Digest qop=auth,auth-int",
            'Basic realm="a, b"',
            'Bearer , realm = "api" , , Negotiate',
            'Basic realm="f\xfcr"',
        )
    ),
    Legal("SKHDR-08", "none, where none is due", said(200, {"WWW-Authenticate": ""}), asked()),
    Legal("SKHDR-08", "beside a success", said(200, {"WWW-Authenticate": "Negotiate oYG2MIGz"}), asked()),
    Legal("SKHDR-08b", "a challenge", said(407, {"Proxy-Authenticate": 'Basic realm="the proxy"'})),
    Legal("SKHDR-09", "listed", said(426, {"Upgrade": "websocket", "Connection": "close, Upgrade"}), over("1.1")),
    Legal("SKHDR-09", "a version that is not known", said(426, {"Upgrade": "websocket"}), unknown()),
    Legal("SKHDR-09", "HTTP/1.0", said(200, {"Upgrade": "h2c"}), over("1.0")),
    *(Legal("SKHDR-10", f"the length: {length}", sized(length), asked()) for length in ("5", " 5", "005", "5, 5")),
    Legal("SKHDR-10", "what GET would have", sized("9999", b""), asked("HEAD")),
    Legal("SKHDR-10", "what GET would have, and the method is not known", sized("9999", b"")),
    Legal("SKHDR-10", "content that was lost", sized("5", None), asked()),
    Legal("SKHDR-10", "what was compressed on the way", coded("3", "Content-Encoding", "gzip"), asked()),
    Legal("SKHDR-10", "an unchanged representation", Response(304, {"Content-Length": "9999"}, b"")),
    Legal("SKHDR-10", "205 with nothing", Response(205, {"Content-Length": "0"}, b""), asked("POST")),
    Legal("SKHDR-10", "text of another charset, which was recorded", sized("3", UMLAUT, "text/plain; charset=latin1")),
    Legal("SKHDR-10", "text of an unknown charset, which was recorded", sized("3", UMLAUT, "text/html")),
    Legal("SKHDR-10", "octets that were replaced", sized("3", "f\ufffdr".encode(), HTML["Content-Type"])),
    Legal("SKHDR-11", "chunks", said(200, {"Transfer-Encoding": "chunked"}), over("1.1")),
    Legal("SKHDR-11", "what GET would have", Response(304, {"Transfer-Encoding": "chunked"}, b"")),
    Legal("SKHDR-11", "a version that is not known", said(200, {"Transfer-Encoding": "chunked"}), unknown()),
    Legal("SKHDR-12", "HTTP/1.1", said(200, {"Connection": "keep-alive", "Keep-Alive": "timeout=5"}), over("1.1")),
    Legal("SKHDR-12", "a version that is not known", said(200, {"Connection": "close"}), unknown()),
    Legal("SKHDR-12", "fields of any version", said(200, {"Trailer": "ETag"}), over("2")),
    Legal("SKHDR-13", "the one", said(200, {"Transfer-Encoding": "chunked"}), asked()),
    Legal("SKHDR-13", "the other", sized("5"), asked()),
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


@pytest.mark.parametrize(
    ("response", "version", "expected"),
    [
        (Response(204, {"Content-Length": "2", "Transfer-Encoding": "chunked"}, b""), "1.1", ["SKHDR-11"]),
        (coded("5", "Transfer-Encoding", "chunked"), "1.0", ["SKHDR-11"]),
        (coded("9", "Transfer-Encoding", "chunked"), "1.1", ["SKHDR-13"]),
        (coded("5", "Transfer-Encoding", "chunked"), "2", ["SKHDR-12"]),
        (Response(101, {"Upgrade": "websocket", "Connection": "upgrade"}, b""), "2", []),
        (Response(204, {}, b"text"), "1.1", []),
        (Response(304, {"Content-Length": "9"}, b"text"), "1.1", []),
    ],
    ids=["204", "HTTP/1.0", "two lengths", "HTTP/2", "101 in HTTP/2", "204 with content", "304 with content"],
)
def test_one_fault_has_one_finding(response: Response, version: str, expected: list[str]) -> None:
    """Where several rules could be about one fault, one of them is; others of their own family have their say."""
    found = [finding.rule.id for finding in check(response, over(version))]

    assert expected == [rule_id for rule_id in found if rule_id in FAMILY]


def test_content_in_the_answer_to_head_is_not_measured() -> None:
    """That there is any is told by a rule of its own; its type and length are not held against it."""
    found = check(Response(200, {"Content-Length": "9"}, b"text"), asked("HEAD"))

    assert ["SK2XX-03"] == [finding.rule.id for finding in found]


def test_what_is_not_known_is_left_out() -> None:
    """What is about the content is not tried where there is none."""
    assert {"SKHDR-07", "SKHDR-10"} <= {rule.id for rule in skipped(Response(200, {"Content-Length": "7"}))}


@pytest.mark.parametrize(
    "value",
    [
        *HOSTILE,
        "%41" * 400_000,
        "a:" * 500_000,
        "//" + "@" * 1_000_000,
        "//[" + ":" * 1_000_000,
        "Basic " + "a," * 50_000,
    ],
    ids=lambda value: ascii(value[:12]),
)
def test_a_hostile_value_costs_a_moment(value: str) -> None:
    """Fields of a megabyte are read in time that grows with them, nothing raises, and evidence is short."""
    names = ("Retry-After", "Date", "Location", "WWW-Authenticate", "Proxy-Authenticate", "Upgrade", "Connection")
    more = ("Content-Length", "Transfer-Encoding", "Content-Type")
    for status in (204, 302, 401):
        for version in ("1.0", "1.1", "2", value[:99]):
            response = Response(status, dict.fromkeys((*names, *more), value), value)
            started = time.process_time()
            found = check(response, over(version), select=list(FAMILY))

            assert time.process_time() - started < 3
            assert all(len(finding.evidence) < 300 for finding in found)


def test_few_rules_are_tried_on_a_plain_response() -> None:
    """Most need a field that plain responses do not have."""
    tried = {rule.id for rule in FAMILY.values() if not rule.on and rule.field is None and rule.default}

    assert {"SKHDR-07", "SKHDR-12"} == tried
    assert ((Need.CONTENT,), ()) == (RULES["SKHDR-07"].needs, RULES["SKHDR-12"].needs)
