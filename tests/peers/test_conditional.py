"""
The preconditions of Django, Werkzeug and Starlette beside ours: the same requests, every difference listed.

Each difference has the section that decides it. One that is not listed fails, and so does a row that lists nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import django
import django.http
import pytest
import starlette.datastructures
import starlette.responses
import starlette.staticfiles
import werkzeug.exceptions
import werkzeug.http
import werkzeug.test
import werkzeug.wrappers
from django.conf import settings
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from statuskit.conditional import evaluate_preconditions
from statuskit.fields import parse_http_date

if not settings.configured:
    settings.configure()
    django.setup()

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MODIFIED = 784111777  # Sun, 06 Nov 1994 08:49:37 GMT
BEFORE, SAME = "Sun, 06 Nov 1994 08:49:36 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"
NOW = MODIFIED + 3600
CONTENT = b"0123456789"
OWN_TAGS = (None, '"1"', 'W/"1"')
TAGS = (None, "*", '"1"', '"0"', 'W/"1"', '"0", "1"', "1")
DATES = (None, BEFORE, SAME, "now")
FIELDS = ("If-Match", "If-Unmodified-Since", "If-None-Match", "If-Modified-Since", "Range", "If-Range")


class Case(NamedTuple):
    """A request, and the state of what it asks for."""

    method: str
    etag: str | None
    modified: int | None
    im: str | None = None
    ius: str | None = None
    inm: str | None = None
    ims: str | None = None
    range: str | None = None
    if_range: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The fields that are there."""
        return {name: value for name, value in zip(FIELDS, self[3:], strict=True) if value is not None}


class Difference(NamedTuple):
    """In which cases a peer has another answer, why, and the section that decides against it."""

    section: str
    why: str
    when: Callable[[Case], bool]
    answers: str  # ours and theirs


def ours(case: Case, *, ranges: bool = False) -> int:
    """Return our status, 200 for going on."""
    outcome = evaluate_preconditions(
        case.method,
        case.headers,
        etag=case.etag,
        last_modified=case.modified,
        supports_range=ranges,
        date=NOW,
    )
    return int(outcome.status or 200)


def compared(
    cases: Iterable[Case], theirs: Callable[[Case], int], listed: tuple[Difference, ...], *, ranges: bool = False
) -> tuple[int, int]:
    """Compare case by case; return how many there were, and how many differed, each by a row, each row by a case."""
    count, used, unlisted = 0, Counter[Difference](), list[str]()
    for case in cases:
        count += 1
        expected, found = ours(case, ranges=ranges), theirs(case)
        if expected == found:
            continue
        pair = f"{expected}>{found}"
        reason = next((row for row in listed if row.when(case) and pair in row.answers.split()), None)
        if reason is None:
            unlisted.append(f"{expected} here, {found} there: {case}")
        else:
            used[reason] += 1

    assert [] == unlisted[:20]
    assert [] == [row.why for row in listed if row not in used]
    return count, used.total()


def conditions(methods: Iterable[str]) -> Iterator[Case]:
    """Yield every combination of the four conditions and the representation's validators."""
    yield from itertools.starmap(Case, itertools.product(methods, OWN_TAGS, (None, MODIFIED), TAGS, DATES, TAGS, DATES))


# --- Django -----------------------------------------------------------------------------------------------------------

DJANGO = (
    Difference(
        "13.1.1",
        "'*' asks whether there is a representation; Django asks for its entity tag",
        lambda case: case.im == "*" and case.etag is None,
        "304>412 200>412",
    ),
    Difference(
        "13.1.1",
        "an If-Match without a well-formed tag is false; Django leaves it out",
        lambda case: case.im == "1",
        "412>200 412>304",
    ),
    Difference(
        "13.1.2",
        "'*' asks whether there is a representation; Django asks for its entity tag",
        lambda case: case.inm == "*" and case.etag is None,
        "304>200 412>200",
    ),
    Difference(
        "13.1.3",
        "If-Modified-Since is ignored beside an If-None-Match, malformed or not; Django leaves that one out",
        lambda case: case.inm == "1" and case.ims is not None,
        "200>304 200>412",
    ),
    Difference(
        "13.1.4",
        "If-Unmodified-Since is ignored without a modification date; to Django it is false",
        lambda case: case.modified is None and case.ius not in {None, "now"},
        "200>412 304>412",
    ),
)


def django_status(case: Case) -> int:
    """Ask Django's function, which its middleware and its decorators call."""
    request = django.http.HttpRequest()
    request.method = case.method
    request.META |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in case.headers.items()}
    response = django.http.HttpResponse(CONTENT)
    return get_conditional_response(request, etag=case.etag, last_modified=case.modified, response=response).status_code


def test_django(caplog: pytest.LogCaptureFixture) -> None:
    """Django differs in four sentences of the text; it has no ranges."""
    caplog.set_level("CRITICAL", "django.request")
    count, differing = compared(conditions(("GET", "PUT")), django_status, DJANGO)

    assert 2 * 3 * 2 * 7 * 4 * 7 * 4 == count
    assert 0 < differing < count / 2


# --- Werkzeug ---------------------------------------------------------------------------------------------------------

WERKZEUG = (
    Difference(
        "13.1.1",
        "If-Match is about the representation, tag or no tag; Werkzeug leaves it out where there is none",
        lambda case: case.im is not None and case.etag is None,
        "412>200 412>304",
    ),
    Difference(
        "13.1.1",
        "'*' is true where there is a representation; to Werkzeug it is a 412",
        lambda case: case.im == "*",
        "200>412 304>412",
    ),
    Difference(
        "13.1.1",
        "a malformed tag matches nothing; Werkzeug takes one without quotes",
        lambda case: case.im == "1",
        "412>200",
    ),
    Difference(
        "13.1.1",
        "the strong comparison never matches a weak tag; Werkzeug forgets that its own is weak",
        lambda case: case.im is not None and (case.etag or "").startswith("W/"),
        "412>200",
    ),
    Difference(
        "13.2.2",
        "a true If-Match goes on to step 3; in Werkzeug it overrules If-None-Match and If-Modified-Since",
        lambda case: case.im is not None and (case.inm is not None or case.ims is not None),
        "304>200",
    ),
    Difference(
        "13.1.4",
        "If-Unmodified-Since can fail; Werkzeug does not read it",
        lambda case: case.ius == BEFORE and case.modified is not None and case.im is None,
        "412>200 412>304",
    ),
    Difference(
        "13.1.2",
        "a malformed tag matches nothing; Werkzeug takes one without quotes",
        lambda case: case.inm == "1" and case.etag is not None,
        "200>304",
    ),
    Difference(
        "13.1.2",
        "'*' asks whether there is a representation; Werkzeug asks for its entity tag",
        lambda case: case.inm == "*" and case.etag is None,
        "304>200",
    ),
    Difference(
        "13.1.3",
        "If-Modified-Since is ignored beside If-None-Match; Werkzeug reads it where there is no tag to compare",
        lambda case: case.inm is not None and case.etag is None,
        "200>304",
    ),
)
WERKZEUG_RANGES = (
    Difference(
        "14.2",
        "only a GET has ranges; Werkzeug gives HEAD a 206, too",
        lambda case: case.method == "HEAD" and case.range is not None,
        "200>206 304>206",
    ),
    Difference(
        "14.2",
        "Range comes after the preconditions; Werkzeug takes it first, and a 304 becomes a 206",
        lambda case: case.range is not None and case.inm is not None,
        "304>206",
    ),
    Difference(
        "13.1.5",
        "an If-Range of neither a tag nor a date is false; Werkzeug takes text without quotes for a tag",
        lambda case: case.if_range == "1",
        "200>206",
    ),
    Difference(
        "13.1.5",
        "If-Range takes the strong comparison; Werkzeug forgets that its own tag is weak",
        lambda case: case.if_range is not None and (case.etag or "").startswith("W/"),
        "200>206",
    ),
    Difference(
        "13.1.5",
        "If-Range takes the strong comparison; Werkzeug forgets that the asked one is weak",
        lambda case: (case.if_range or "").startswith("W/"),
        "200>206",
    ),
    Difference(
        "13.1.5",
        "If-Range takes a date that is exactly the same; to Werkzeug a later one will do",
        lambda case: case.if_range == "Sun, 06 Nov 1994 08:49:38 GMT",
        "200>206",
    ),
    Difference(
        "13.1.5",
        "a date in If-Range is compared with the date alone; Werkzeug asks If-None-Match as well, and drops the Range",
        lambda case: case.if_range == SAME and case.inm is not None,
        "206>200",
    ),
)


def werkzeug_status(case: Case, *, ranges: bool = False) -> int:
    """Ask Werkzeug's make_conditional(), which is is_resource_modified() with a status."""
    environ = werkzeug.test.EnvironBuilder(method=case.method, headers=case.headers).get_environ()
    response = werkzeug.wrappers.Response(CONTENT)
    if case.etag is not None:
        response.headers["ETag"] = case.etag
    if case.modified is not None:
        response.headers["Last-Modified"] = werkzeug.http.http_date(case.modified)
    response.headers["Date"] = werkzeug.http.http_date(NOW)
    try:
        return response.make_conditional(environ, accept_ranges=ranges, complete_length=len(CONTENT)).status_code
    except werkzeug.exceptions.RequestedRangeNotSatisfiable as problem:
        return problem.code


def test_werkzeug() -> None:
    """Werkzeug differs wherever If-Match meets anything, and has no If-Unmodified-Since."""
    count, differing = compared(conditions(("GET", "HEAD")), werkzeug_status, WERKZEUG)

    assert 2 * 3 * 2 * 7 * 4 * 7 * 4 == count
    assert 0 < differing < count


def ranged(methods: Iterable[str], own_tags: Iterable[str | None], if_ranges: Iterable[str | None]) -> Iterator[Case]:
    """Yield combinations of If-Match, If-None-Match, Range and If-Range."""
    tags = (None, '"1"', '"0"')
    for method, etag, im, inm, asked, if_range in itertools.product(
        methods, own_tags, tags, tags, (None, "bytes=0-1"), if_ranges
    ):
        yield Case(method, etag, MODIFIED, im=im, inm=inm, range=asked, if_range=if_range)


def test_werkzeug_ranges() -> None:
    """With ranges, Werkzeug has its own order as well; what it makes of If-Match is above."""
    cases = ranged(("GET", "HEAD"), OWN_TAGS, (*TAGS, BEFORE, SAME, "Sun, 06 Nov 1994 08:49:38 GMT"))
    count, differing = compared(
        (case for case in cases if case.im is None),
        lambda case: werkzeug_status(case, ranges=True),
        WERKZEUG_RANGES,
        ranges=True,
    )

    assert 0 < differing < count


# --- Starlette --------------------------------------------------------------------------------------------------------

STARLETTE = (
    Difference(
        "13.1.1",
        "If-Match can fail; Starlette does not read it",
        lambda case: case.im is not None,
        "412>200 412>304",
    ),
    Difference(
        "13.1.4",
        "If-Unmodified-Since can fail; Starlette does not read it",
        lambda case: case.ius == BEFORE and case.im is None,
        "412>200 412>304",
    ),
    Difference(
        "13.1.2",
        "the weak comparison takes no notice of W/; Starlette takes it from the asked tag, and not from its own",
        lambda case: case.inm is not None and (case.etag or "").startswith("W/"),
        "304>200",
    ),
)
STARLETTE_RANGES = (
    Difference(
        "14.2",
        "only a GET has ranges; Starlette gives HEAD a 206, too",
        lambda case: case.method == "HEAD" and case.range is not None,
        "200>206",
    ),
)


def served(response: Any, case: Case) -> int:
    """Send a response for a request, in ASGI, and return its status."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    lines = [(name.lower().encode(), value.encode()) for name, value in case.headers.items()]
    scope = {"type": "http", "method": case.method, "headers": lines, "extensions": {}, "asgi": {"spec_version": "2.4"}}
    asyncio.run(response(scope, receive, send))
    return sent[0]["status"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file of ten octets, of long ago."""
    path = tmp_path / "page.txt"
    path.write_bytes(CONTENT)
    os.utime(path, (MODIFIED, MODIFIED))
    return path


def test_starlette(page: Path) -> None:
    """What StaticFiles asks of every request: it knows no 412, and weak tags of its own match nothing."""
    files = starlette.staticfiles.StaticFiles(directory=page.parent)

    def status(case: Case) -> int:
        own = starlette.datastructures.Headers({"etag": str(case.etag), "last-modified": SAME})
        return 304 if files.is_not_modified(own, starlette.datastructures.Headers(case.headers)) else 200

    cases = (case for case in conditions(("GET", "HEAD")) if case.etag is not None and case.modified is not None)
    count, differing = compared(cases, status, STARLETTE)

    assert 2 * 2 * 7 * 4 * 7 * 4 == count
    assert 0 < differing < count


def test_starlette_ranges(page: Path) -> None:
    """What FileResponse answers, over ASGI: with a tag of its own it is right about If-Range, but not about HEAD."""

    def status(case: Case) -> int:
        return served(starlette.responses.FileResponse(page, headers={"etag": str(case.etag)}), case)

    cases = ranged(("GET", "HEAD"), ('"1"',), ('"1"', '"0"', 'W/"1"', BEFORE, SAME, "1", None))
    unconditional = (case for case in cases if case.im is None and case.inm is None)
    count, differing = compared(unconditional, status, STARLETTE_RANGES, ranges=True)

    assert 2 * 2 * 7 == count
    assert 0 < differing < count


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 06 Nov 1994 08:49:37", "Sun, 6 Nov 1994 08:49:37 GMT"]
)
def test_werkzeug_dates(text: str) -> None:
    """Werkzeug takes dates that section 5.6.7 does not have, and that section 13.1.3 therefore tells to ignore."""
    case = Case("GET", None, MODIFIED - 7200, ims=text)

    assert (200, 304) == (ours(case), werkzeug_status(case))


def test_starlette_dates(page: Path) -> None:
    """Starlette reads a date without its zone, so that one of two hours before is taken for the same."""
    files = starlette.staticfiles.StaticFiles(directory=page.parent)
    asked = {"if-modified-since": "Sun, 06 Nov 1994 08:49:37 +0200"}
    own = starlette.datastructures.Headers({"last-modified": SAME})

    assert files.is_not_modified(own, starlette.datastructures.Headers(asked))
    assert evaluate_preconditions("GET", asked, last_modified=MODIFIED).status is None


def test_django_dates() -> None:
    """Django has no leap second, so a date in one is none to it."""
    asked = "Sat, 31 Dec 2016 23:59:60 GMT"

    assert parse_http_date_safe(asked) is None
    assert parse_http_date_safe("Sat, 31 Dec 2016 23:59:59 GMT") == parse_http_date(asked)
