"""
conditional: a table written from the text of RFC 9110, section 13, and all 3,072 combinations of its four conditions.

The expected values of the combinations come from a second, literal transcription of section 13.2.2, which shares
nothing with the package.
"""

from __future__ import annotations

import itertools
import json
import math
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from statuskit import HTTP
from statuskit.conditional import Action, Check, ETag, Outcome, Truth, evaluate_preconditions, settle
from statuskit.exceptions import InvalidMessageError

if TYPE_CHECKING:
    from collections.abc import Mapping

PROCEED, NOT_MODIFIED, FAILED, PARTIAL = Action.PROCEED, Action.NOT_MODIFIED, Action.PRECONDITION_FAILED, Action.PARTIAL

MODIFIED = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT
BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT"
SAME = "Sun, 06 Nov 1994 08:49:37 GMT"
AFTER = "Sun, 06 Nov 1994 08:49:38 GMT"
TAGGED = {"etag": '"1"'}
WEAK = {"etag": 'W/"1"'}
DATED = {"last_modified": MODIFIED}
BOTH = TAGGED | DATED
ABSENT = {"exists": False}
CACHE = {"origin": False}
RANGES = BOTH | {"supports_range": True}
STRONG = RANGES | {"date": MODIFIED + 1}


class Row(NamedTuple):
    """A case: what is asked and known, and what follows."""

    method: str
    headers: Mapping[str, str] | list[tuple[str, str]]
    known: Mapping[str, Any]
    action: Action
    step: int
    field: str | None
    section: str


# --- written from the text, before the code ---------------------------------------------------------------------------

ROWS = [
    # 13.1.1, If-Match: "*" asks whether there is a representation, whatever its validators
    Row("PUT", {"If-Match": "*"}, {}, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Match": " *\t"}, TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Match": "*"}, WEAK, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Match": "*"}, ABSENT, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": "*"}, ABSENT | TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    # ... a list: true if any matches, in the strong comparison
    Row("PUT", {"If-Match": '"1"'}, TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Match": '"0", "1"'}, TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", [("If-Match", '"0"'), ("if-match", '"1"')], TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Match": '"0"'}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": 'W/"1"'}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": '"1"'}, WEAK, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": 'W/"1"'}, WEAK, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": '"1"'}, {}, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": '"1"'}, ABSENT | TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    # ... otherwise the condition is false: nothing that could match
    Row("PUT", {"If-Match": "1"}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": ""}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": "*, *"}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("PUT", {"If-Match": '*, "1"'}, TAGGED, PROCEED, 6, None, "13.2.2"),
    # ... with any method that selects or modifies a representation
    Row("GET", {"If-Match": '"0"'}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("FROB", {"If-Match": '"0"'}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    # 13.1.2, If-None-Match: the weak comparison; 304 to GET and HEAD, 412 to the rest
    Row("GET", {"If-None-Match": '"1"'}, TAGGED, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("HEAD", {"If-None-Match": '"1"'}, TAGGED, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-None-Match": 'W/"1"'}, TAGGED, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-None-Match": '"1"'}, WEAK, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-None-Match": '"a,b", "1"'}, {"etag": '"a,b"'}, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-None-Match": '"0"'}, TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-None-Match": "1"}, TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-None-Match": '1, "1", x"'}, TAGGED, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-None-Match": '"1"'}, {}, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-None-Match": "*"}, {}, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("PUT", {"If-None-Match": "*"}, {}, FAILED, 3, "If-None-Match", "13.1.2"),
    Row("PUT", {"If-None-Match": "*"}, ABSENT, PROCEED, 6, None, "13.2.2"),
    Row("POST", {"If-None-Match": '"1"'}, TAGGED, FAILED, 3, "If-None-Match", "13.1.2"),
    Row("get", {"If-None-Match": '"1"'}, TAGGED, FAILED, 3, "If-None-Match", "13.1.2"),
    # 13.1.3, If-Modified-Since: GET and HEAD; ignored beside If-None-Match, when invalid, without a modification date
    Row("GET", {"If-Modified-Since": SAME}, DATED, NOT_MODIFIED, 4, "If-Modified-Since", "13.1.3"),
    Row("HEAD", {"If-Modified-Since": AFTER}, DATED, NOT_MODIFIED, 4, "If-Modified-Since", "13.1.3"),
    Row("GET", {"If-Modified-Since": BEFORE}, DATED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Modified-Since": SAME}, {}, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Modified-Since": SAME}, ABSENT | DATED, PROCEED, 6, None, "13.2.2"),
    Row("POST", {"If-Modified-Since": SAME}, DATED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Modified-Since": "yesterday"}, DATED, PROCEED, 6, None, "13.2.2"),
    Row("GET", [("If-Modified-Since", SAME)] * 2, DATED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Modified-Since": SAME.lower()}, DATED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Modified-Since": SAME, "If-None-Match": '"0"'}, BOTH, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Modified-Since": SAME, "If-None-Match": '"0"'}, DATED, PROCEED, 6, None, "13.2.2"),
    Row(
        "GET",
        {"If-Modified-Since": "Sunday, 06-Nov-94 08:49:37 GMT"},
        DATED,
        NOT_MODIFIED,
        4,
        "If-Modified-Since",
        "13.1.3",
    ),
    Row(
        "GET", {"If-Modified-Since": "Sun Nov  6 08:49:37 1994"}, DATED, NOT_MODIFIED, 4, "If-Modified-Since", "13.1.3"
    ),
    # 13.1.4, If-Unmodified-Since: any method; ignored beside If-Match, when invalid, without a modification date
    Row("PUT", {"If-Unmodified-Since": SAME}, DATED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Unmodified-Since": BEFORE}, DATED, FAILED, 2, "If-Unmodified-Since", "13.1.4"),
    Row("GET", {"If-Unmodified-Since": BEFORE}, DATED, FAILED, 2, "If-Unmodified-Since", "13.1.4"),
    Row("PUT", {"If-Unmodified-Since": BEFORE}, {}, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Unmodified-Since": BEFORE}, ABSENT | DATED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Unmodified-Since": f"{BEFORE}, {BEFORE}"}, DATED, PROCEED, 6, None, "13.2.2"),
    Row("PUT", {"If-Unmodified-Since": BEFORE, "If-Match": '"1"'}, BOTH, PROCEED, 6, None, "13.2.2"),
    # 13.2.2: the order. 412 comes before 304, 304 before 206
    Row("GET", {"If-Match": '"0"', "If-None-Match": '"1"'}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("GET", {"If-Match": '"1"', "If-None-Match": '"1"'}, TAGGED, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row(
        "GET",
        {"If-Unmodified-Since": BEFORE, "If-Modified-Since": SAME},
        DATED,
        FAILED,
        2,
        "If-Unmodified-Since",
        "13.1.4",
    ),
    Row("GET", {"If-None-Match": '"1"', "Range": "bytes=0-1"}, RANGES, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-Match": '"0"', "Range": "bytes=0-1"}, RANGES, FAILED, 1, "If-Match", "13.1.1"),
    # 13.1.5 and 14.2, Range and If-Range: GET only, strong comparison, exact dates, and only what would be a 200
    Row("GET", {"Range": "bytes=0-1"}, RANGES, PARTIAL, 6, "Range", "14.2"),
    Row("GET", {"Range": "bytes=0-1"}, RANGES | {"normal_status": 206}, PARTIAL, 6, "Range", "14.2"),
    Row("GET", {"Range": "bytes=0-1", "If-Match": '"1"'}, RANGES, PARTIAL, 6, "Range", "14.2"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": '"1"'}, RANGES, PARTIAL, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": '"0"'}, RANGES, PROCEED, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": 'W/"1"'}, RANGES, PROCEED, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": '"1"'}, RANGES | WEAK, PROCEED, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": '"0", "1"'}, RANGES, PROCEED, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": ""}, RANGES, PROCEED, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": SAME}, STRONG, PARTIAL, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": AFTER}, STRONG, PROCEED, 5, "If-Range", "13.1.5"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": SAME}, RANGES, PROCEED, 5, "If-Range", "13.1.5"),
    Row(
        "GET",
        {"Range": "bytes=0-1", "If-Range": SAME},
        STRONG | {"date": MODIFIED + 0.9},
        PROCEED,
        5,
        "If-Range",
        "13.1.5",
    ),
    Row(
        "GET",
        {"Range": "bytes=0-1", "If-Range": SAME},
        STRONG | {"last_modified": None},
        PROCEED,
        5,
        "If-Range",
        "13.1.5",
    ),
    Row("GET", {"If-Range": '"0"'}, RANGES, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"Range": "bytes=0-1", "If-Range": '"1"'}, BOTH, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"Range": "bytes=0-1"}, BOTH, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"Range": ""}, RANGES, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"Range": "bytes=0-1"}, RANGES | ABSENT, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"Range": "bytes=0-1"}, RANGES | {"normal_status": 203}, PROCEED, 6, None, "13.2.2"),
    Row("HEAD", {"Range": "bytes=0-1", "If-Range": '"1"'}, RANGES, PROCEED, 6, None, "13.2.2"),
    Row("POST", {"Range": "bytes=0-1"}, RANGES, PROCEED, 6, None, "13.2.2"),
    # 13.2.1: nothing is asked when the plain answer is neither 2xx nor 412
    *(
        Row(
            "GET",
            {"If-None-Match": '"1"', "If-Match": '"0"'},
            TAGGED | {"normal_status": plain},
            PROCEED,
            6,
            None,
            "13.2.1",
        )
        for plain in (101, 301, 304, 401, 404, 409, 411, 413, 500, 600)
    ),
    *(
        Row("GET", {"If-Match": '"0"'}, TAGGED | {"normal_status": plain}, FAILED, 1, "If-Match", "13.1.1")
        for plain in (200, 204, 299, 412, HTTP.OK, HTTP.PRECONDITION_FAILED)
    ),
    # ... or when the method neither selects nor modifies a representation
    *(
        Row(method, {"If-Match": '"0"', "If-None-Match": '"1"'}, TAGGED, PROCEED, 6, None, "13.2.1")
        for method in ("CONNECT", "OPTIONS", "TRACE")
    ),
    # RFC 10008, section 2.6 and 2.8: QUERY is as GET of the equivalent resource
    Row("QUERY", {"If-None-Match": '"1"'}, TAGGED, NOT_MODIFIED, 3, "If-None-Match", "2.6"),
    Row("QUERY", {"If-Modified-Since": SAME}, DATED, NOT_MODIFIED, 4, "If-Modified-Since", "2.6"),
    Row("QUERY", {"If-Match": '"0"'}, TAGGED, FAILED, 1, "If-Match", "13.1.1"),
    Row("QUERY", {"Range": "bytes=0-1"}, RANGES, PARTIAL, 6, "Range", "2.8"),
    Row("QUERY", {"Range": "bytes=0-1", "If-Range": '"1"'}, RANGES, PARTIAL, 5, "If-Range", "2.8"),
    # A cache: RFC 9110, section 13.2.2, steps 1 and 2 are not its own; RFC 9111, section 4.3.2
    Row("GET", {"If-Match": '"0"'}, CACHE | TAGGED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Unmodified-Since": BEFORE}, CACHE | DATED, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Match": '"0"', "If-None-Match": '"1"'}, CACHE | TAGGED, NOT_MODIFIED, 3, "If-None-Match", "13.1.2"),
    Row("GET", {"If-Modified-Since": SAME}, CACHE | DATED, NOT_MODIFIED, 4, "If-Modified-Since", "13.1.3"),
    Row("GET", {"If-Modified-Since": SAME}, CACHE | {"date": MODIFIED}, NOT_MODIFIED, 4, "If-Modified-Since", "13.1.3"),
    Row("GET", {"If-Modified-Since": SAME}, {"date": MODIFIED}, PROCEED, 6, None, "13.2.2"),
    Row("GET", {"If-Range": SAME, "Range": "bytes=0-1"}, CACHE | STRONG, PARTIAL, 5, "If-Range", "13.1.5"),
    Row("PUT", {"If-None-Match": "*"}, CACHE | TAGGED, PROCEED, 6, None, "4.3.2"),
    Row("GET", {"If-None-Match": "*", "Range": "bytes=0-1"}, CACHE | RANGES | ABSENT, PROCEED, 6, None, "4.3.2"),
    # Nothing asked
    Row("GET", {}, RANGES, PROCEED, 6, None, "13.2.2"),
]
STATUSES = {
    PROCEED: None,
    NOT_MODIFIED: HTTP.NOT_MODIFIED,
    FAILED: HTTP.PRECONDITION_FAILED,
    PARTIAL: HTTP.PARTIAL_CONTENT,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.headers} {dict(row.known)}")
def test_the_text(row: Row) -> None:
    """Each sentence of section 13 that decides something decides it, in the step and for the field that it names."""
    outcome = evaluate_preconditions(row.method, row.headers, **row.known)

    assert (row.action, STATUSES[row.action]) == (outcome.action, outcome.status)
    assert (row.step, row.field, row.section) == (outcome.step, outcome.field, outcome.citation.section)


# --- all 3,072 combinations -------------------------------------------------------------------------------------------

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
STATES = ("absent", "true", "false", "invalid")
VALUES = {
    "If-Match": {"true": '"1"', "false": '"0"', "invalid": "1"},
    "If-None-Match": {"true": '"0"', "false": '"1"', "invalid": "1"},
    "If-Modified-Since": {"true": BEFORE, "false": SAME, "invalid": "now"},
    "If-Unmodified-Since": {"true": SAME, "false": BEFORE, "invalid": "now"},
}
COMBINATIONS = list(itertools.product(METHODS, (True, False), STATES, STATES, STATES, STATES))
# The plain answer of a server that creates by PUT and POST, where there is nothing yet.
WITHOUT_IT = {"GET": 404, "HEAD": 404, "POST": 201, "PUT": 201, "PATCH": 404, "DELETE": 404}


def transcribed(method: str, *, exists: bool, im: str, inm: str, ims: str, ius: str, plain: int) -> int | None:
    """Say what sections 13.1.1 to 13.2.2 say, sentence by sentence; None stands for performing the method."""
    # 13.2.1: MUST ignore all received preconditions if ... other than a 2xx (Successful) or 412
    if not (200 <= plain <= 299 or plain == 412):
        return None
    # 13.1.3, 13.1.4: MUST ignore ... if the resource does not have a modification date available
    has_modification_date = exists
    # 13.1.1: true if any of the listed tags match the entity tag of the selected representation; otherwise false
    if_match = exists and im == "true"
    # 13.1.2: false if one of the listed tags matches the entity tag of the selected representation; otherwise true
    if_none_match = not (exists and inm == "false")
    # 1. When recipient is the origin server and If-Match is present
    if im != "absent":
        if not if_match:
            return 412
    # 2. ... If-Match is not present, and If-Unmodified-Since is present; not a valid HTTP-date: MUST ignore
    elif ius in {"true", "false"} and has_modification_date and ius == "false":
        return 412
    # 3. When If-None-Match is present
    if inm != "absent":
        if not if_none_match:
            return 304 if method in {"GET", "HEAD"} else 412
    # 4. When the method is GET or HEAD, If-None-Match is not present, and If-Modified-Since is present
    elif method in {"GET", "HEAD"} and ims in {"true", "false"} and has_modification_date and ims == "false":
        return 304
    # 5. needs Range. 6. Otherwise, perform the requested method
    return None


def asked(im: str, inm: str, ims: str, ius: str) -> dict[str, str]:
    """Return the fields of a combination, those that are absent left out."""
    states = zip(VALUES.items(), (im, inm, ims, ius), strict=True)
    return {name: values[state] for (name, values), state in states if state != "absent"}


@pytest.mark.parametrize("plain", ["as it is", "always 2xx"])
def test_all_combinations(plain: str) -> None:
    """All 3,072 combinations of method, existence and conditions come out as the literal transcription says."""
    expected, found = {}, {}
    for method, exists, im, inm, ims, ius in COMBINATIONS:
        normal = 200 if exists or plain == "always 2xx" else WITHOUT_IT[method]
        key = (method, exists, im, inm, ims, ius)
        expected[key] = transcribed(method, exists=exists, im=im, inm=inm, ims=ims, ius=ius, plain=normal)
        found[key] = evaluate_preconditions(
            method, asked(im, inm, ims, ius), exists=exists, normal_status=normal, **BOTH
        ).status

    assert 3072 == len(expected)
    assert expected == found


@pytest.mark.parametrize("method", METHODS)
def test_settle_agrees(method: str) -> None:
    """The truths of the conditions alone, as recommend() has them, give what the fields themselves give."""
    for im, inm, ims, ius in itertools.product(STATES, repeat=4):
        readings = {name: Truth(state) for name, state in zip(VALUES, (im, inm, ims, ius), strict=True)}
        expected = evaluate_preconditions(method, asked(im, inm, ims, ius), **BOTH)
        outcome = settle(method, readings)

        assert (expected.action, expected.step, expected.field) == (outcome.action, outcome.step, outcome.field)


def test_settle_takes_what_is_usual() -> None:
    """Unless said otherwise, there is a representation and no support for ranges; the reason is what was stated."""
    asked_for_part = {"Range": Truth.TRUE}
    outcome = settle("PUT", {"If-None-Match": Truth.FALSE})

    assert PROCEED is settle("GET", asked_for_part).action
    assert PARTIAL is settle("GET", asked_for_part, supports_range=True).action
    assert PROCEED is settle("GET", asked_for_part, supports_range=True, exists=False).action
    assert "412 Precondition Failed: If-None-Match is false, as stated (RFC 9110 §13.1.2)" == str(outcome)


# --- what goes in -----------------------------------------------------------------------------------------------------

UTC_TIME = datetime(1994, 11, 6, 8, 49, 37, tzinfo=timezone.utc)
ELSEWHERE = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    "moment",
    [
        MODIFIED,
        float(MODIFIED),
        MODIFIED + 0.999,
        UTC_TIME,
        UTC_TIME.replace(microsecond=999_999),
        UTC_TIME.astimezone(ELSEWHERE),
    ],
    ids=str,
)
def test_times(moment: float | datetime) -> None:
    """A modification time counts by its second, as Last-Modified shows it: a fraction makes nothing newer."""
    outcome = evaluate_preconditions("GET", {"If-Modified-Since": SAME}, last_modified=moment)

    assert NOT_MODIFIED is outcome.action


def test_time_before_the_epoch() -> None:
    """Below zero, too, a fraction is cut towards the past."""
    headers = {"If-Modified-Since": "Wed, 31 Dec 1969 23:59:59 GMT"}

    assert NOT_MODIFIED is evaluate_preconditions("GET", headers, last_modified=-0.5).action
    assert PROCEED is evaluate_preconditions("GET", headers, last_modified=0).action


@pytest.mark.parametrize("name", ["last_modified", "date"])
@pytest.mark.parametrize("moment", [UTC_TIME.replace(tzinfo=None), math.nan, math.inf], ids=str)
def test_no_times(name: str, moment: Any) -> None:
    """A naive datetime is no moment, and neither is what is not finite; it is refused whatever the request asks."""
    with pytest.raises(ValueError, match="accepted: finite"):
        evaluate_preconditions("GET", {}, **{name: moment})


def test_no_headers() -> None:
    """What is no header list is the one documented error of messages."""
    with pytest.raises(InvalidMessageError):
        evaluate_preconditions("GET", 7)  # type: ignore[arg-type]


@pytest.mark.parametrize("tag", [ETag("1"), '"1"', ' "1" '], ids=repr)
def test_own_tag(tag: ETag | str) -> None:
    """The server's own tag is an ETag, or the text of its field."""
    assert NOT_MODIFIED is evaluate_preconditions("GET", {"If-None-Match": '"1"'}, etag=tag).action


@pytest.mark.parametrize("tag", ["1", "", 'w/"1"', '"a b"'])
def test_own_tag_malformed(tag: str) -> None:
    """A server's own tag that is none matches nothing, and the outcome says so instead of raising."""
    outcome = evaluate_preconditions("PUT", {"If-Match": '"1"'}, etag=tag)

    assert FAILED is outcome.action
    assert f"If-Match is false, the representation's own tag {tag!r} is malformed" == outcome.why


def test_obsolete_year_by_date() -> None:
    """Two digits of a year are read as seen from `date`: 50 years and a second ahead is the past."""
    headers = {"If-Modified-Since": "Sunday, 06-Nov-44 08:49:37 GMT"}

    assert NOT_MODIFIED is evaluate_preconditions("GET", headers, last_modified=MODIFIED, date=MODIFIED).action
    assert PROCEED is evaluate_preconditions("GET", headers, last_modified=MODIFIED, date=MODIFIED - 1).action


def test_obsolete_year_of_if_range() -> None:
    """The date of If-Range is read in the same way: 94 is 2094 as seen from that year, and 1994 as seen from today."""
    modified = int(datetime(2094, 11, 6, 8, 49, 37, tzinfo=timezone.utc).timestamp())
    headers = {"Range": "bytes=0-1", "If-Range": "Saturday, 06-Nov-94 08:49:37 GMT"}
    outcome = evaluate_preconditions(
        "GET", headers, last_modified=modified, date=modified + 1, supports_range=True, etag='"1"'
    )

    assert PARTIAL is outcome.action


# --- what comes out ---------------------------------------------------------------------------------------------------


def test_str() -> None:
    """An outcome is one line: what to do, why, and where that is written."""
    failed = evaluate_preconditions("PUT", {"If-Match": '"0"'}, etag='"1"')
    free = evaluate_preconditions("GET", {})
    partial = evaluate_preconditions("GET", {"Range": "bytes=0-1"}, supports_range=True)
    whole = evaluate_preconditions("GET", {"Range": "bytes=0-1", "If-Range": '"0"'}, supports_range=True, etag='"1"')

    assert '412 Precondition Failed: If-Match is false, no listed tag strongly matches "1" (RFC 9110 §13.1.1)' == str(
        failed
    )
    assert "proceed: no precondition stands in the way (RFC 9110 §13.2.2)" == str(free)
    assert "206 Partial Content: Range applies, the preconditions let it through (RFC 9110 §14.2)" == str(partial)
    assert 'proceed: If-Range is false, it does not strongly match "1" (RFC 9110 §13.1.5)' == str(whole)


def test_explain() -> None:
    """The whole story has the outcome, what every field came to, with its section, and where each section is."""
    headers = {"If-Match": "*", "If-Unmodified-Since": BEFORE, "If-None-Match": '"0"', "If-Modified-Since": SAME}
    outcome = evaluate_preconditions("GET", headers | {"Range": "bytes=0-1", "If-Range": '"1"'}, **BOTH)
    # The order of evaluation, then the sections in the order of the fields, each once.
    sections = ("13.2.2", "13.1.1", "13.1.4", "13.1.2", "13.1.3", "14.2", "13.1.5")

    expected = """\
proceed: no precondition stands in the way (RFC 9110 §13.2.2)
Fields:
- If-Match: true, there is a current representation (RFC 9110 §13.1.1)
- If-Unmodified-Since: ignored, If-Match is there (RFC 9110 §13.1.4)
- If-None-Match: true, no listed tag weakly matches "1" (RFC 9110 §13.1.2)
- If-Modified-Since: ignored, If-None-Match is there (RFC 9110 §13.1.3)
- Range: ignored, ranges are not supported here (RFC 9110 §14.2)
- If-Range: ignored, no Range is in force (RFC 9110 §13.1.5)
Sources:"""
    url = "https://www.rfc-editor.org/rfc/rfc9110.html#section-"
    assert [expected, *(f"- RFC 9110 §{section}: {url}{section}" for section in sections)] == [
        outcome.explain()[: len(expected)],
        *outcome.explain()[len(expected) + 1 :].split("\n"),
    ]


@pytest.mark.parametrize(
    ("method", "headers", "known", "why"),
    [
        ("PUT", {"If-Unmodified-Since": BEFORE}, {}, "ignored, the resource has no modification date"),
        ("PUT", {"If-Unmodified-Since": "x"}, DATED, "ignored, 'x' is no HTTP-date"),
        ("PUT", {"If-Unmodified-Since": SAME}, DATED, "true, the modification date is not later"),
        ("PUT", {"If-Unmodified-Since": BEFORE}, DATED, "false, the modification date is later"),
        ("GET", {"If-Modified-Since": BEFORE}, DATED, "true, the modification date is later"),
        ("PUT", {"If-Modified-Since": BEFORE}, DATED, "ignored, it is not defined for PUT"),
        ("GET", {"If-Match": '"0"'}, CACHE, "ignored, it is for the origin server alone"),
        ("PUT", {"If-Match": '"0"'}, ABSENT, "false, there is no current representation"),
        ("PUT", {"If-None-Match": '"0"'}, ABSENT, "true, there is no current representation"),
        ("PUT", {"If-Match": '"0"'}, {}, "false, the representation has no entity tag"),
        ("PUT", {"If-Match": "x"}, TAGGED, "false, it lists no entity tag"),
        ("PUT", {"If-None-Match": "x"}, TAGGED, "true, it lists no entity tag"),
        (
            "PUT",
            {"If-Match": '"1", x'},
            TAGGED,
            "true, a listed tag strongly matches \"1\"; malformed, so not counted: 'x'",
        ),
        (
            "GET",
            {"Range": "bytes=0-1"},
            {"supports_range": True, "normal_status": 204},
            "ignored, only a 200 is sent in parts",
        ),
        ("GET", {"Range": ""}, {"supports_range": True}, "ignored, it is empty"),
        ("GET", {"Range": "bytes=0-1"}, {"supports_range": True}, "true, it applies"),
        ("HEAD", {"Range": "x"}, {"supports_range": True}, "ignored, it is not defined for HEAD"),
        ("GET", {"Range": "x"}, RANGES | ABSENT, "ignored, there is no current representation"),
        ("GET", {"Range": "x", "If-Range": SAME}, RANGES, "false, the date is no strong validator (section 8.8.2.2)"),
        ("GET", {"Range": "x", "If-Range": BEFORE}, STRONG, "false, it is not exactly the modification date"),
        ("GET", {"Range": "x", "If-Range": SAME}, STRONG, "true, it is exactly the modification date"),
        (
            "GET",
            {"Range": "x", "If-Range": SAME},
            {"supports_range": True},
            "false, the resource has no modification date",
        ),
        ("GET", {"Range": "x", "If-Range": "x"}, RANGES, "false, 'x' is neither an entity tag nor an HTTP-date"),
        ("GET", {"Range": "x", "If-Range": '"1"'}, RANGES, 'true, it strongly matches "1"'),
    ],
)
def test_reasons(method: str, headers: dict[str, str], known: dict[str, Any], why: str) -> None:
    """Every way in which a field can come out has its own words."""
    assert f": {why} (" in evaluate_preconditions(method, headers, **known).explain()


@pytest.mark.parametrize(
    ("method", "known", "why"),
    [
        ("GET", {"normal_status": 404}, "the plain answer would be 404, neither 2xx nor 412 (RFC 9110 §13.2.1)"),
        ("OPTIONS", {}, "OPTIONS neither selects nor modifies a representation (RFC 9110 §13.2.1)"),
        ("PUT", CACHE, "a cache does not answer PUT from what it has stored (RFC 9111 §4.3.2)"),
        ("GET", CACHE | ABSENT, "the cache has nothing stored for this (RFC 9111 §4.3.2)"),
    ],
)
def test_nothing_is_asked(method: str, known: dict[str, Any], why: str) -> None:
    """Where the preconditions are ignored altogether, the outcome says why and by what, and lists none of them."""
    outcome = evaluate_preconditions(method, {"If-None-Match": "*"}, **known)

    assert f"proceed: the preconditions are not evaluated, {why}" == str(outcome)
    assert () == outcome.checks


@pytest.mark.parametrize(
    ("headers", "section"),
    [({"If-None-Match": "*"}, "RFC 10008 §2.6"), ({"Range": "bytes=0-1"}, "RFC 10008 §2.8")],
    ids=str,
)
def test_query_has_sections_of_its_own(headers: dict[str, str], section: str) -> None:
    """That QUERY is answered 304 or in parts is not said by RFC 9110, but by the RFC that defines it."""
    assert section == str(evaluate_preconditions("QUERY", headers, supports_range=True).citation)


def test_bool() -> None:
    """An outcome is neither true nor false."""
    with pytest.raises(TypeError, match=r"^an Outcome is neither true nor false; look at \.action$"):
        bool(evaluate_preconditions("GET", {}))


def test_to_dict() -> None:
    """An outcome is plain JSON types, its status a number."""
    outcome = evaluate_preconditions("GET", {"If-None-Match": "*"})
    found = outcome.to_dict()

    assert ["action", "status", "step", "field", "citation", "why", "checks"] == list(found)
    assert ("not modified", 304, 3, "If-None-Match") == tuple(found.values())[:4]
    assert found == json.loads(json.dumps(found))
    assert type(found["status"]) is int
    assert [{"field", "truth", "why", "citation"}] == [set(check) for check in found["checks"]]  # type: ignore[union-attr, arg-type]


def test_records() -> None:
    """Outcomes are frozen, compare by value, and can be kept in a set."""
    first, second = (evaluate_preconditions("GET", {"If-None-Match": "*"}) for _ in range(2))

    assert {first} == {first, second}
    assert isinstance(first, Outcome)
    assert all(isinstance(check, Check) for check in first.checks)
    with pytest.raises(AttributeError):
        first.step = 2  # type: ignore[misc]
