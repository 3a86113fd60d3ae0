"""Each rule about 1xx: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import Faulty, Legal, asked, assert_found, assert_left_alone, unknown

from statuskit.conformance import check, skipped
from statuskit.conformance.rules import informational
from statuskit.messages import Request, Response

FAMILY = {rule.id: rule for rule in informational.RULES}

WEBSOCKET = {"Connection": "Upgrade", "Upgrade": "websocket"}
SWITCHED = Response(101, WEBSOCKET, b"")


def over(version: str, fields: dict[str, str] | None = None) -> Request:
    """Return a request in a version of HTTP."""
    return Request("GET", "/", {"Host": "example.com", **(fields or {})}, b"", version)


FAULTY = [
    Faulty("SK1XX-01", Response(100, content=b"go on"), None, "100 Continue with content", "5 octets"),
    Faulty("SK1XX-01", Response(199, content=b"{}"), None, "199 with content", "2 octets"),
    Faulty(
        "SK1XX-02",
        Response(103, {"Link": "</a.css>; rel=preload", "content-length": "0"}, b""),
        None,
        "103 Early Hints with Content-Length",
        "Content-Length: '0'",
    ),
    Faulty(
        "SK1XX-02",
        Response(102, {"Content-Length": "7"}),
        None,
        "102 Processing with Content-Length",
        "Content-Length: '7'",
    ),
    Faulty(
        "SK1XX-03",
        Response(100),
        over("HTTP/1.0", {"Expect": "100-continue"}),
        "100 Continue to an HTTP/1.0 request",
    ),
    Faulty(
        "SK1XX-03",
        Response(103, {"Link": "</a.css>; rel=preload"}),
        over("1.0"),
        "103 Early Hints to an HTTP/1.0 request",
    ),
    Faulty("SK1XX-04", Response(102), None, "102 Processing as the final response"),
    Faulty(
        "SK1XX-04",
        Response(103, {"Link": "</a.css>; rel=preload"}),
        None,
        "103 Early Hints as the final response",
        role="proxy",
    ),
    Faulty("SK100-01", Response(100), asked("PUT"), "100 Continue, and the request has no Expect"),
    Faulty("SK101-01", Response(101, {"Connection": "Upgrade"}), None, "101 Switching Protocols without Upgrade"),
    Faulty(
        "SK101-01",
        Response(101, {"Connection": "Upgrade"}),
        asked(fields=WEBSOCKET),
        "101 Switching Protocols without Upgrade",
    ),
    Faulty("SK101-02", SWITCHED, asked(), "101 Switching Protocols, and the request has no Upgrade"),
    Faulty(
        "SK101-02",
        Response(101, {"Connection": "Upgrade", "Upgrade": "h2c"}),
        asked(fields={"Connection": "Upgrade", "Upgrade": "websocket, IRC/6.9"}),
        "101 Switching Protocols to a protocol that the request does not offer",
        "Upgrade: 'h2c'; offered: Upgrade: 'websocket, IRC/6.9'",
    ),
    Faulty("SK101-03", Response(101, content=b""), over("HTTP/2"), "101 Switching Protocols in HTTP/2"),
    Faulty("SK101-03", Response(101, content=b""), over("h3"), "101 Switching Protocols in HTTP/3"),
    Faulty("SK101-03", Response(101, http_version="HTTP/2"), None, "101 Switching Protocols in HTTP/2"),
    Faulty("SK103-01", Response(103), None, "103 Early Hints without Link"),
]

LEGAL = [
    Legal("SK1XX-01", "no content", Response(100, content=b"")),
    Legal("SK1XX-01", "content that is not known", Response(102)),
    Legal("SK1XX-01", "what the other protocol says", Response(101, WEBSOCKET, b"\x81\x05hello")),
    Legal(
        "SK1XX-02",
        "a field of the final response",
        Response(103, {"Link": "</a>; rel=preload", "Content-Type": "text/html"}),
    ),
    Legal("SK1XX-03", "HTTP/1.1", Response(100), over("HTTP/1.1", {"Expect": "100-continue"})),
    Legal("SK1XX-03", "HTTP/2", Response(103, {"Link": "</a>; rel=preload"}), over("HTTP/2.0")),
    Legal("SK1XX-03", "a version that is not known", Response(102), unknown()),
    Legal("SK1XX-03", "a server that answers in HTTP/1.0", Response(102, http_version="HTTP/1.0"), unknown()),
    Legal("SK1XX-04", "an interim response", Response(102), aside=True),
    Legal("SK1XX-04", "the last response in HTTP", SWITCHED, asked(fields=WEBSOCKET)),
    Legal("SK1XX-04", "what a client sees", Response(102), role="client"),
    Legal("SK100-01", "to Expect", Response(100), asked("PUT", {"Expect": "100-continue"})),
    Legal("SK100-01", "fields that are not known", Response(100), unknown("PUT")),
    Legal("SK101-01", "Upgrade", SWITCHED),
    Legal("SK101-02", "in another case", Response(101, {**WEBSOCKET, "Upgrade": "WebSocket"}), asked(fields=WEBSOCKET)),
    Legal(
        "SK101-02",
        "the version aside",
        Response(101, {**WEBSOCKET, "Upgrade": "irc/7"}),
        asked(fields={"Upgrade": "foo/1, IRC/6.9"}),
    ),
    Legal(
        "SK101-02",
        "one layer was offered",
        Response(101, {**WEBSOCKET, "Upgrade": "TLS/1.0, HTTP/1.1"}),
        asked("OPTIONS", {"Upgrade": "TLS/1.0", "Connection": "Upgrade"}),
    ),
    Legal("SK101-02", "fields that are not known", SWITCHED, unknown()),
    Legal("SK101-03", "HTTP/1.1", SWITCHED, over("1.1", WEBSOCKET)),
    Legal("SK101-03", "HTTP/1.1, the request not known", Response(101, WEBSOCKET, http_version="HTTP/1.1")),
    Legal("SK103-01", "Link", Response(103, {"link": "</style.css>; rel=preload; as=style"}), asked()),
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


def test_without_a_request_only_the_response_is_judged() -> None:
    """What is about the request is left out, and said to be."""
    assert [] == check(SWITCHED)
    assert ["SK1XX-03", "SK101-02"] == [rule.id for rule in skipped(SWITCHED) if rule.id in FAMILY]


def test_an_upgrade_that_names_nothing_is_not_compared() -> None:
    """Empty lists of protocols are malformed, which is not for these rules to say."""
    empty = Response(101, {"Connection": "Upgrade", "Upgrade": " , "})

    assert [] == check(empty, asked(fields=WEBSOCKET), select="SK1")
