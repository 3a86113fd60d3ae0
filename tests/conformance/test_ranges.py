"""Each rule about 206: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import Faulty, Legal, asked, assert_found, assert_left_alone, unknown

from statuskit.conformance import check
from statuskit.conformance.rules import ranges
from statuskit.messages import Request, Response

FAMILY = {rule.id: rule for rule in ranges.RULES}

TEXT = {"Content-Type": "text/plain"}
ONE = {"Content-Type": "text/plain", "Content-Range": "bytes 0-4/10"}
PARTS = {"Content-Type": "multipart/byteranges; boundary=x"}
RANGED = asked(fields={"Range": "bytes=0-4"})
TWO = asked(fields={"Range": "bytes=0-1, 8-9"})

FAULTY = [
    Faulty("SK206-01", Response(206, TEXT, b"01234"), None, "206 Partial Content without Content-Range"),
    Faulty("SK206-01", Response(206, TEXT, b"01234"), RANGED, "206 Partial Content without Content-Range"),
    Faulty("SK206-02", Response(206, ONE, b"01234"), asked(), "206 Partial Content, and the request has no Range"),
    Faulty(
        "SK206-02", Response(206, ONE, b"01234"), asked("QUERY"), "206 Partial Content, and the request has no Range"
    ),
    Faulty(
        "SK206-03",
        Response(206, {**PARTS, "Content-Range": "bytes 0-9/10"}),
        None,
        "206 Partial Content in several parts with Content-Range",
        "Content-Range: 'bytes 0-9/10'",
    ),
    Faulty(
        "SK206-04",
        Response(206, PARTS),
        RANGED,
        "206 Partial Content as multipart/byteranges to a request for one range",
        "Range: 'bytes=0-4'",
    ),
    Faulty(
        "SK206-04",
        Response(206, {"Content-Type": 'Multipart/X-Byteranges;boundary="x"'}),
        asked(fields={"Range": "bytes=0-4 ,"}),
        "206 Partial Content as multipart/byteranges to a request for one range",
        "Range: 'bytes=0-4 ,'",
    ),
    Faulty(
        "SK206-05",
        Response(206, ONE, b""),
        asked("HEAD", {"Range": "bytes=0-4"}),
        "206 Partial Content to HEAD, for which there are no ranges",
    ),
    Faulty(
        "SK206-05",
        Response(206, ONE, b"01234"),
        asked("POST"),
        "206 Partial Content to POST, for which there are no ranges",
    ),
    *(
        Faulty(
            "SK206-06",
            Response(206, {**TEXT, "Content-Range": said, **more}, content),
            RANGED,
            f"206 Partial Content whose Content-Range {problem}",
            f"Content-Range: {said!r}",
        )
        for said, problem, content, more in (
            ("bytes=0-4/10", "has no unit and range, such as bytes 0-499/1234", b"01234", {}),
            ("0-14/100", "has no unit and range, such as bytes 0-499/1234", None, {}),
            ("bytes */10", "says that no range is enclosed", b"", {}),
            ("items */10", "says that no range is enclosed", None, {}),
            ("bytes a-b/c", "is no byte range", None, {}),
            ("bytes 0-4/10, bytes 8-9/10", "is no byte range", None, {}),
            ("bytes 4-0/10", "ends before it begins", None, {}),
            ("bytes 0-10/10", "ends after the representation", None, {}),
            ("Bytes 0-4/10", "has 5 octets, and its content 6", b"012345", {}),
            ("bytes 0-4/*", "has 5 octets, and its content 4", b"0123", {}),
            ("bytes 5-5/10", "has 1 octets, and its content 0", None, {"Content-Length": "0"}),
            (
                "bytes 0-9/20",
                "has 10 octets, and its content 20",
                None,
                {"Content-Encoding": "gzip", "Content-Length": "20"},
            ),
        )
    ),
]

LEGAL = [
    Legal("SK206-01", "one part", Response(206, ONE, b"01234"), RANGED),
    Legal("SK206-01", "several parts", Response(206, PARTS), TWO),
    Legal("SK206-02", "fields that are not known", Response(206, ONE, b"01234"), unknown()),
    Legal(
        "SK206-03",
        "a part of a message in several parts",
        Response(206, {"Content-Type": "multipart/mixed; boundary=x", "Content-Range": "bytes 0-4/10"}, b"01234"),
        RANGED,
    ),
    Legal("SK206-04", "two ranges", Response(206, PARTS), TWO),
    Legal(
        "SK206-04",
        "ranges on two lines",
        Response(206, PARTS),
        Request("GET", "/", [("Range", "bytes=0-1"), ("Range", "bytes=8-9")]),
    ),
    Legal("SK206-04", "one part for two ranges", Response(206, ONE, b"01234"), TWO),
    Legal("SK206-05", "to QUERY", Response(206, ONE, b"01234"), asked("QUERY", {"Range": "bytes=0-4"})),
    Legal(
        "SK206-05",
        "to a method that IANA does not list",
        Response(206, ONE, b"01234"),
        asked("FETCH", {"Range": "bytes=0-4"}),
    ),
    Legal(
        "SK206-06",
        "one octet",
        Response(206, {**TEXT, "Content-Range": "bytes 9-9/10", "Content-Length": "1"}, b"9"),
        RANGED,
    ),
    Legal("SK206-06", "a length that is not known", Response(206, {**TEXT, "Content-Range": "bytes 0-4/*"}), RANGED),
    Legal(
        "SK206-06",
        "another unit",
        Response(206, {**TEXT, "Content-Range": "exampleunit 1.2-4.3/25"}, b"x"),
        asked(fields={"Range": "exampleunit=1.2-4.3"}),
    ),
    Legal(
        "SK206-06",
        "content that was decoded",
        Response(206, {**ONE, "Content-Encoding": "gzip"}, b"0123456789"),
        RANGED,
    ),
    Legal("SK206-06", "spaces around it", Response(206, {**TEXT, "Content-Range": " bytes 0-4/5\t"}, b"01234"), RANGED),
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


@pytest.mark.parametrize("said", ["bytes 0-" + "9" * 50 + "/*", "bytes " + "9" * 100_000 + "-1/2"])
def test_a_number_that_is_no_position_is_none(said: str) -> None:
    """Digits without end are not read as a number, which would take its time."""
    (found,) = check(Response(206, {**TEXT, "Content-Range": said}), select="SK206-06")

    assert "206 Partial Content whose Content-Range is no byte range" == found.message


@pytest.mark.parametrize("length", ["9" * 100_000, "5, 5", "five", "\u0665"])
def test_a_length_that_is_none_is_not_compared(length: str) -> None:
    """What Content-Length is to be is not for this rule to say; the content itself is counted then."""
    short = Response(206, {**ONE, "Content-Length": length}, b"0123")
    right = Response(206, {**ONE, "Content-Length": length}, b"01234")

    assert ["SK206-06"] == [finding.rule.id for finding in check(short, select="SK206-06")]
    assert [] == check(right, select="SK206-06")
