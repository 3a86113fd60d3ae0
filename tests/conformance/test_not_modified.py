"""Each rule about 304: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import Faulty, Legal, asked, assert_found, assert_left_alone, unknown

from statuskit.conformance.rules import redirection
from statuskit.messages import Response

FAMILY = {rule.id: rule for rule in redirection.RULES if rule.id.startswith("SK304")}

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
IF_NEW = {"If-None-Match": '"1", W/"2"'}

FAULTY = [
    Faulty(
        "SK304-01",
        Response(304, {"ETag": '"1"'}, b""),
        asked(fields={"If-Match": '"1"'}),
        "304 Not Modified, and the request has neither If-None-Match nor If-Modified-Since",
    ),
    Faulty(
        "SK304-01",
        Response(304, content=b""),
        asked("HEAD"),
        "304 Not Modified, and the request has neither If-None-Match nor If-Modified-Since",
    ),
    Faulty("SK304-02", Response(304, {"ETag": '"1"'}, b""), asked("PUT", IF_NEW), "304 Not Modified to PUT"),
    Faulty("SK304-02", Response(304, content=b""), asked("DELETE"), "304 Not Modified to DELETE"),
    Faulty("SK304-02", Response(304, {"ETag": '"3"'}, b""), asked("POST", IF_NEW), "304 Not Modified to POST"),
    Faulty("SK304-02", Response(304, content=b""), unknown("PROPFIND"), "304 Not Modified to PROPFIND"),
    Faulty("SK304-03", Response(304, {"ETag": '"1"'}, b"{}"), None, "304 Not Modified with content", "2 octets"),
    Faulty(
        "SK304-05",
        Response(304, {"ETag": '"1"', "Content-Type": "text/html"}, b""),
        None,
        "304 Not Modified with Content-Type",
        "Content-Type: 'text/html'",
    ),
    Faulty(
        "SK304-05",
        Response(304, {"Content-Encoding": "gzip", "Content-Language": "de"}, b""),
        None,
        "304 Not Modified with Content-Encoding and Content-Language",
        "Content-Encoding: 'gzip'; Content-Language: 'de'",
    ),
    Faulty(
        "SK304-06",
        Response(304, {"ETag": '"3"'}, b""),
        asked(fields=IF_NEW),
        "304 Not Modified whose ETag is none of those in If-None-Match",
        'ETag: \'"3"\'; If-None-Match: \'"1", W/"2"\'',
    ),
]

LEGAL = [
    Legal("SK304-01", "If-None-Match", Response(304, {"ETag": 'W/"1"'}, b""), asked(fields=IF_NEW)),
    Legal(
        "SK304-01",
        "If-Modified-Since",
        Response(304, content=b""),
        asked("HEAD", {"If-Modified-Since": DATE}),
    ),
    Legal("SK304-01", "fields that are not known", Response(304, {"ETag": '"1"'}, b""), unknown()),
    Legal("SK304-02", "to QUERY", Response(304, {"ETag": '"1"'}, b""), asked("QUERY", IF_NEW)),
    Legal(
        "SK304-02", "to a method that IANA does not list", Response(304, {"ETag": '"1"'}, b""), asked("FETCH", IF_NEW)
    ),
    Legal(
        "SK304-03",
        "a length, and no content",
        Response(304, {"ETag": '"1"', "Content-Length": "1234"}, b""),
        asked(fields=IF_NEW),
    ),
    Legal("SK304-03", "content that is not known", Response(304, {"ETag": '"1"'}), asked(fields=IF_NEW)),
    Legal(
        "SK304-05",
        "what a 304 is to have",
        Response(
            304,
            {
                "ETag": '"1"',
                "Vary": "Accept",
                "Cache-Control": "no-cache",
                "Content-Location": "/a.en",
                "Last-Modified": DATE,
            },
            b"",
        ),
        asked(fields=IF_NEW),
    ),
    Legal("SK304-06", "weak and strong", Response(304, {"ETag": '"2"'}, b""), asked(fields=IF_NEW)),
    Legal("SK304-06", "any", Response(304, {"ETag": '"3"'}, b""), asked(fields={"If-None-Match": "*"})),
    Legal(
        "SK304-06",
        "a tag that a lenient server read",
        Response(304, {"ETag": '"3"'}, b""),
        asked(fields={"If-None-Match": "3"}),
    ),
    Legal(
        "SK304-06",
        "one of the tags is malformed",
        Response(304, {"ETag": '"3"'}, b""),
        asked(fields={"If-None-Match": '"1", 3'}),
    ),
    Legal("SK304-06", "a tag that is none", Response(304, {"ETag": "3"}, b""), asked(fields=IF_NEW)),
    Legal(
        "SK304-06",
        "a date",
        Response(304, {"ETag": '"3"'}, b""),
        asked(fields={"If-Modified-Since": DATE}),
    ),
    Legal("SK304-06", "no tag", Response(304, content=b""), asked(fields=IF_NEW)),
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
