"""Each rule about 4xx that is held against the request: what breaks it, and the nearest that is right."""

from __future__ import annotations

import attrs
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
    over,
    said,
    unknown,
)

from statuskit.conformance import RULES
from statuskit.conformance.rules import client_error_request

FAMILY = {rule.id: rule for rule in client_error_request.RULES}


FAULTY = [
    Faulty(
        "SK406-01",
        said(406),
        asked(fields={"Accept": "*/*", "Accept-Encoding": "gzip, br", "Accept-Language": "*"}),
        "406 Not Acceptable, and the request takes anything",
        "Accept: '*/*'",
    ),
    Faulty("SK406-01", said(406), asked(), "406 Not Acceptable, and the request takes anything"),
    Faulty(
        "SK406-01",
        said(406, content=b""),
        asked(fields={"Accept": "text/csv"}),
        "406 Not Acceptable without content",
        fix="List in the content what there is, such as application/json and text/html, and where.",
    ),
    Faulty(
        "SK411-01",
        said(411),
        asked("POST", {"Content-Length": "12"}),
        "411 Length Required, and the request has Content-Length",
        "Content-Length: '12'",
    ),
    Faulty("SK412-01", said(412), asked("PUT"), "412 Precondition Failed, and the request has no precondition"),
    Faulty(
        "SK412-02",
        said(412),
        asked("HEAD", {"If-None-Match": '"1"', "If-Modified-Since": "Sat, 29 Oct 1994 19:43:31 GMT"}),
        "412 Precondition Failed to HEAD, whose only precondition is If-None-Match",
        """If-None-Match: '"1"'""",
    ),
    Faulty(
        "SK412-02",
        said(412),
        asked("QUERY", {"if-none-match": "*"}),
        "412 Precondition Failed to QUERY, whose only precondition is If-None-Match",
        "If-None-Match: '*'",
    ),
    Faulty("SK413-01", said(413), asked("POST"), "413 Content Too Large, and the request has no content"),
    Faulty(
        "SK413-01",
        attrs.evolve(said(413), http_version="HTTP/1.0"),
        asked("POST", content=None),
        "413 Content Too Large, and the request has no content",
    ),
    Faulty(
        "SK413-01",
        said(413),
        asked("POST", {"Content-Length": " 0"}, None),
        "413 Content Too Large, and the request has no content",
    ),
    Faulty(
        "SK413-01",
        said(413),
        over("HTTP/1.1"),
        "413 Content Too Large, and the request has no content",
    ),
    Faulty(
        "SK413-01",
        said(413, content=b"Uploads are limited temporarily."),
        asked("POST", content=b"..."),
        "413 Content Too Large that will pass, without Retry-After",
        "temporarily",
        "Send Retry-After with the seconds until it can be tried again, such as Retry-After: 120.",
    ),
    Faulty("SK414-01", said(414), asked(url="/" * 7999), "414 URI Too Long to an address of 7999 octets"),
    Faulty("SK414-01", said(414), asked(url="é" * 3999), "414 URI Too Long to an address of 7998 octets"),
    Faulty("SK414-01", said(414), asked(), "414 URI Too Long to an address of 1 octets"),
    Faulty("SK414-01", said(414), asked(url="\udcff"), "414 URI Too Long to an address of 3 octets"),
    Faulty(
        "SK415-01",
        said(415),
        asked("POST"),
        "415 Unsupported Media Type, and the request has neither content nor Content-Type",
    ),
    Faulty(
        "SK415-01b",
        said(415),
        asked("POST", {"Content-Type": "text/csv"}, b"1"),
        "415 Unsupported Media Type without a field that says what is supported",
    ),
    Faulty(
        "SK415-02",
        said(415),
        asked("PATCH", {"Content-Type": "text/csv"}, b"1"),
        "415 Unsupported Media Type without Accept-Patch",
    ),
    Faulty(
        "SK415-03",
        said(415, {"Accept-Encoding": "gzip"}),
        asked("POST", {"Content-Type": "text/csv"}, b"1"),
        "415 Unsupported Media Type with Accept-Encoding, and the request has no content coding",
        "Accept-Encoding: 'gzip'",
    ),
    Faulty(
        "SK416-01",
        said(416),
        asked(fields={"Range": "bytes=9-"}),
        "416 Range Not Satisfiable without Content-Range",
        "Range: 'bytes=9-'",
    ),
    Faulty(
        "SK416-01",
        said(416, {"Content-Range": "bytes 0-4/5"}),
        asked(fields={"Range": "Bytes=9-"}),
        "416 Range Not Satisfiable whose Content-Range is not bytes */N",
        "Content-Range: 'bytes 0-4/5'",
    ),
    Faulty(
        "SK416-01",
        said(416, {"Content-Range": "bytes */*"}),
        asked(fields={"Range": "bytes=9-"}),
        "416 Range Not Satisfiable whose Content-Range is not bytes */N",
        "Content-Range: 'bytes */*'",
    ),
    Faulty("SK416-02", said(416), asked(url="/?page=9"), "416 Range Not Satisfiable, and the request has no Range"),
    Faulty("SK417-01", said(417), asked("POST"), "417 Expectation Failed, and the request has no Expect"),
    Faulty("SK425-01", said(425), asked(), "425 Too Early, and the request has no Early-Data: 1"),
    Faulty(
        "SK425-01", said(425), asked(fields={"Early-Data": "0"}), "425 Too Early, and the request has no Early-Data: 1"
    ),
]
LEGAL = [
    Legal("SK406-01", "a type", said(406), asked(fields={"Accept": "text/csv"})),
    Legal("SK406-01", "anything, but of one version", said(406), asked(fields={"Accept": "*/*;v=2"})),
    Legal("SK406-01", "a version", said(406), asked(fields={"Api-Version": "2"})),
    Legal("SK406-01", "not unencoded", said(406), asked(fields={"Accept-Encoding": "br, identity;Q=0"})),
    Legal("SK406-01", "a language, to HEAD", said(406, content=b""), asked("HEAD", {"Accept-Language": "de"})),
    Legal(
        "SK406-01", "content that was lost", said(406, {"Content-Length": "9"}, None), asked(fields={"Accept": "a/b"})
    ),
    Legal("SK406-01", "fields that are not known", said(406), unknown()),
    Legal("SK411-01", "no length", said(411), asked("POST", {"Transfer-Encoding": "chunked"}, b"1")),
    Legal("SK411-01", "no length that can be read", said(411), asked("POST", {"Content-Length": "²"}, b"1")),
    Legal(
        "SK411-01",
        "a length that does not count",
        said(411),
        asked("PUT", {"Content-Length": "1", "Transfer-Encoding": "x"}, b"1"),
    ),
    Legal("SK412-01", "If-Match", said(412), asked("PUT", {"If-Match": '"1"'})),
    Legal("SK412-01", "WebDAV's If", said(412), asked("LOCK", {"If": "(<urn:x>)"})),
    Legal("SK412-01", "WebDAV's Overwrite", said(412), asked("MOVE", {"Overwrite": "F"})),
    Legal("SK412-01", "another version of tus", said(412), asked("POST", {"Tus-Resumable": "0.2"})),
    Legal("SK412-01", "a condition of a service's own", said(412), asked("PUT", {"x-goog-if-generation-match": "1"})),
    Legal("SK412-01", "a condition that nobody knows", said(412), asked("PUT", {"If-Sold": "0"})),
    Legal("SK412-01", "a condition in the address", said(412), asked("PUT", url="/?ifGenerationMatch=1")),
    Legal("SK412-01", "fields that are not known", said(412), unknown("PUT")),
    Legal("SK412-02", "another method", said(412), asked("PUT", {"If-None-Match": "*"})),
    Legal("SK412-02", "another condition beside", said(412), asked(fields={"If-None-Match": '"1"', "If-Match": '"2"'})),
    Legal("SK412-02", "another condition alone", said(412), asked(fields={"If-Unmodified-Since": "then"})),
    Legal("SK413-01", "content", said(413), asked("POST", content=b"...")),
    Legal("SK413-01", "content that is not known", said(413), asked("POST", {"Content-Length": "9"}, None)),
    Legal("SK413-01", "content in pieces", said(413), asked("POST", {"Transfer-Encoding": "chunked"})),
    Legal("SK413-01", "HTTP/2, which needs no length", said(413), over("HTTP/2", "POST")),
    Legal("SK413-01", "fields that are not known", said(413), unknown("POST", "HTTP/1.1")),
    Legal(
        "SK413-01",
        "told when",
        said(413, {"Retry-After": "60"}, b"Please try again later."),
        asked("POST", content=b"..."),
    ),
    Legal("SK414-01", "8000 octets", said(414), asked(url="/" * 8000)),
    Legal("SK414-01", "an address that is not known", said(414), asked(url=None)),
    Legal("SK415-01", "a Content-Type alone", said(415), asked("POST", {"Content-Type": "text/csv"})),
    Legal("SK415-01", "a coding alone", said(415), asked("POST", {"Content-Encoding": "br"})),
    Legal("SK415-01", "content", said(415), asked("POST", content=b"1")),
    Legal("SK415-01b", "Accept", said(415, {"Accept": "text/csv"}), asked("POST", content=b"1")),
    Legal("SK415-01b", "Accept-Post", said(415, {"Accept-Post": "text/csv"}), asked("POST", content=b"1")),
    Legal("SK415-02", "Accept-Patch", said(415, {"Accept-Patch": "text/csv"}), asked("PATCH", content=b"1")),
    Legal("SK415-02", "another method", said(415), asked("PUT", content=b"1")),
    Legal(
        "SK415-02",
        "a coding",
        said(415, {"Accept-Encoding": "gzip"}),
        asked("PATCH", {"Content-Encoding": "br"}, b"1"),
    ),
    Legal("SK415-02", "a coding, not told", said(415), asked("PATCH", {"Content-Encoding": "br"}, b"1")),
    Legal(
        "SK415-03",
        "about a coding",
        said(415, {"Accept-Encoding": ""}),
        asked("POST", {"Content-Encoding": "br"}, b"1"),
    ),
    Legal("SK415-03", "fields that are not known", said(415, {"Accept-Encoding": "gzip"}), unknown("POST")),
    Legal("SK416-01", "the length", said(416, {"Content-Range": "bytes */5"}), asked(fields={"Range": "bytes=9-"})),
    Legal("SK416-01", "another unit", said(416), asked(fields={"Range": "items=9-"})),
    Legal("SK416-02", "a part of an upload", said(416), asked("PATCH", {"Content-Range": "bytes 5-9/10"}, b"12345")),
    Legal("SK416-02", "a field of a service's own", said(416), asked(fields={"x-ms-range": "bytes=9-"})),
    Legal("SK416-02", "fields that are not known", said(416), unknown()),
    Legal("SK417-01", "Expect", said(417), asked("PUT", {"Expect": "100-continue"})),
    Legal("SK425-01", "Early-Data", said(425), asked(fields={"Early-Data": "1"})),
    Legal("SK425-01", "fields that are not known", said(425), unknown()),
    Legal("SK425-01", "early data of which there is no sign", said(425), asked(), aside=True),
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
