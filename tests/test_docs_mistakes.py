"""docs/explanation/common-mistakes.md: the rules that it names catch their mistakes, and the rest is seen by none."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import attrs
import pytest
from docs._ext.statuskit_pages.conformance import FAMILIES
from docs._ext.statuskit_pages.markdown import anchor
from docs._ext.statuskit_pages.places import family_place

import statuskit
from statuskit.conformance import RULES, CheckProfile, Severity, check
from statuskit.messages import Request, Response

DOCS: Final = Path(__file__).parents[1] / "docs"
TEXT: Final = (DOCS / "explanation" / "common-mistakes.md").read_text(encoding="utf-8")
NUMBERS: Final = frozenset(
    re.findall(r"^\| (R\d+) \|", (DOCS / "explanation" / "seed-rules.md").read_text(encoding="utf-8"), re.MULTILINE)
)
_RULE: Final = re.compile(r"\[(SK[\w-]+)\]\(([^)]+)\)(?: in \*(\w+)\*)?")
# What an expression of the page may name: what is public in `statuskit`.
_NAMES: Final = {"__builtins__": {}, **{name: getattr(statuskit, name) for name in statuskit.__all__}}


class Row(NamedTuple):
    """A row of the page: the mistake, what is between, and the numbers of the guides' rules."""

    mistake: str
    cells: tuple[str, ...]
    numbers: tuple[str, ...]

    def __str__(self) -> str:
        return self.mistake


def rows_below(heading: str) -> list[Row]:
    """Read the table below a heading."""
    told = TEXT.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line.removeprefix("|").removesuffix("|") for line in told.splitlines() if line.startswith("| ")][2:]
    cells = [[cell.strip() for cell in line.split(" |")] for line in lines]
    return [Row(first, tuple(middle), tuple(re.findall(r"R\d+", last))) for first, *middle, last in cells]


CAUGHT: Final = [
    row
    for heading in ("A status that says something else", "A field that is missing", "Redirects", "Content")
    for row in rows_below(heading)
]
UNSEEN: Final = rows_below("What no rule can see")
OTHERS: Final = rows_below("What is no response")

# --- what is sent -----------------------------------------------------------------------------------------------------

HOST: Final = "https://shop.example"
JSON: Final = {"Content-Type": "application/json"}
OURS: Final = {"Server": "Werkzeug/3.1.3 Python/3.13.1"}
HTML: Final = {"Content-Type": "text/html; charset=utf-8"}
XML: Final = {"Content-Type": "application/xml; charset=utf-8"}
REFUSED: Final = b'{"code": "REFUSED", "message": "Not like this."}'
NOT_FOUND: Final = b"<html><head><title>404 Not Found</title></head></html>"
NO_LOGIN: Final = b'{"code": "LOGIN", "message": "Authentication credentials were not provided."}'
INVALID: Final = b'{"code": "VALIDATION_ERROR", "message": "Validation failed", "details": [{"field": "age"}]}'
NEGATIVE: Final = b'{"detail": [{"loc": ["body", "age"], "msg": "must be >= 0"}]}'
UNREADABLE: Final = b'{"age": '
TRACE: Final = (
    b"""{"code": "BUG", "message": "Traceback (most recent call last):\\n  File \\"/srv/shop/views.py\\", line 7"}"""
)


def asked(
    method: str = "GET", path: str = "/orders", fields: dict[str, str] | None = None, content: bytes = b""
) -> Request:
    """Return a request of which everything is known."""
    return Request(method, HOST + path, {"Host": "shop.example", **(fields or {})}, content)


GET: Final = asked()
POST: Final = asked("POST", fields=JSON, content=b'{"age": -1}')
CUT: Final = asked("POST", fields=JSON, content=UNREADABLE)
PATCH: Final = asked("PATCH", fields={"Content-Type": "text/plain"}, content=b"age=-1")
LOGIN: Final = asked("POST", "/login", {"Content-Type": "application/x-www-form-urlencoded"}, b"user=ann&password=x")


def said(
    status: int, fields: dict[str, str] | None = None, content: bytes = REFUSED, request: Request = GET
) -> Response:
    """Return a response to a request; its content is JSON if nothing else is said."""
    kind = JSON if content else {}
    return Response(status, {**kind, **(fields or {})}, content, url=request.url, request=request)


def after_redirects(*paths: str) -> Response:
    """Return what came at the end of redirects from one path to the next."""
    steps = pairwise(paths)
    history = tuple(said(302, {"Location": there}, b"", asked(path=here)) for here, there in steps)
    return attrs.evolve(said(200, None, b"[]", asked(path=paths[-1])), history=history)


# By the words of the page: what is sent by mistake, and the nearest thing that is none.
EXCHANGES: Final = {
    "An error inside a 200": (said(200, None, b'{"error": "No such order."}'), said(404)),
    "The page of an error with a 200": (said(200, HTML, NOT_FOUND), said(404, HTML, NOT_FOUND)),
    "An error whose content says another number": (
        said(404, None, b'{"status": 400, "message": "No such order."}'),
        said(404, None, b'{"status": 404, "message": "No such order."}'),
    ),
    "403 to who has not logged in": (
        said(403, None, NO_LOGIN),
        said(401, {"WWW-Authenticate": 'Bearer realm="shop"'}, NO_LOGIN),
    ),
    "500 for a validation error": (said(500, None, INVALID, POST), said(422, None, INVALID, POST)),
    "422 for JSON that cannot be read": (said(422, None, REFUSED, CUT), said(400, None, REFUSED, CUT)),
    "400 for JSON that can": (said(400, None, NEGATIVE, POST), said(422, None, NEGATIVE, POST)),
    "501 to GET, which every server has": (said(501), said(501, request=asked("PROPFIND"))),
    "412 to a request without a precondition": (said(412), said(412, request=asked("PUT", fields={"If-Match": '"1"'}))),
    "304 to a request that did not ask": (
        said(304, {"ETag": '"1"'}, b""),
        said(304, {"ETag": '"1"'}, b"", asked(fields={"If-None-Match": '"1"'})),
    ),
    "304 to a method other than GET and HEAD": (
        said(304, {"ETag": '"1"'}, b"", asked("PUT", fields={"If-None-Match": '"1"'})),
        said(412, {"ETag": '"1"'}, REFUSED, asked("PUT", fields={"If-None-Match": '"1"'})),
    ),
    "207 to a WebDAV request, without a multistatus": (
        said(207, None, b"[]", asked("PROPFIND")),
        said(207, XML, b'<multistatus xmlns="DAV:"/>', asked("PROPFIND")),
    ),
    "418 for anything": (said(418), said(400)),
    "A number that is made up": (said(471), said(400)),
    "A vendor's number from one's own server": (said(520, OURS), said(502, OURS)),
    "401 without a challenge": (said(401), said(401, {"WWW-Authenticate": "Bearer"})),
    "405 that does not say which methods there are": (said(405), said(405, {"Allow": "PUT"})),
    "407 without a challenge": (said(407), said(407, {"Proxy-Authenticate": "Basic realm=proxy"})),
    "426 that does not say to what": (said(426), said(426, {"Upgrade": "TLS/1.2, HTTP/1.1", "Connection": "Upgrade"})),
    "429 that does not say when to come back": (said(429), said(429, {"Retry-After": "30"})),
    "503 that does not say when to come back": (said(503), said(503, {"Retry-After": "120"})),
    "429 that says nothing of the quota": (said(429), said(429, {"X-RateLimit-Remaining": "0"})),
    "201 that does not say where the new thing is": (
        said(201, None, b"{}", POST),
        said(201, {"Location": "/orders/7"}, b"{}", POST),
    ),
    "202 that does not say where to ask again": (
        said(202, None, b"", POST),
        said(202, {"Location": "/jobs/7"}, b"", POST),
    ),
    "206 that does not say which part it is": (
        said(206, None, b"[", asked(fields={"Range": "bytes=0-0"})),
        said(206, {"Content-Range": "bytes 0-0/2"}, b"[", asked(fields={"Range": "bytes=0-0"})),
    ),
    "416 that does not say how long it is": (
        said(416, request=asked(fields={"Range": "bytes=9-"})),
        said(416, {"Content-Range": "bytes */2"}, request=asked(fields={"Range": "bytes=9-"})),
    ),
    "415 to a PATCH that does not say what is taken": (
        said(415, request=PATCH),
        said(415, {"Accept-Patch": "application/merge-patch+json"}, request=PATCH),
    ),
    "451 that does not say who demands it": (
        said(451),
        said(451, {"Link": '<https://court.example>; rel="blocked-by"'}),
    ),
    "A redirect that does not say where to": (said(302), said(302, {"Location": "/orders/7"})),
    "301 or 302 to a POST that is to stay a POST": (
        said(301, {"Location": "/v2/orders"}, request=POST),
        said(308, {"Location": "/v2/orders"}, request=POST),
    ),
    "A redirect that leads back to itself": (said(302, {"Location": "/orders"}), said(302, {"Location": "/orders/"})),
    "A long chain of redirects": (
        after_redirects("/a", "/b", "/c", "/d", "/e", "/f", "/g"),
        after_redirects("/a", "/g"),
    ),
    "A login form that a 307 sends on": (
        said(307, {"Location": "https://other.example/"}, request=LOGIN),
        said(303, {"Location": "https://other.example/"}, request=LOGIN),
    ),
    "A permanent redirect without a lifetime": (
        said(301, {"Location": "/v2/orders"}),
        said(301, {"Location": "/v2/orders", "Cache-Control": "max-age=3600"}),
    ),
    "204 with content": (said(204), said(204, None, b"")),
    "205 with content": (said(205), said(205, {"Content-Length": "0"}, b"")),
    "304 with content": (
        said(304, None, REFUSED, asked(fields={"If-None-Match": '"1"'})),
        said(304, {"ETag": '"1"'}, b"", asked(fields={"If-None-Match": '"1"'})),
    ),
    "A 400 that says nothing": (said(400, None, b"", POST), said(400, None, REFUSED, POST)),
    "A 409 that says nothing": (said(409, None, b"", POST), said(409, None, REFUSED, POST)),
    "An error without a code for programs": (said(404, None, b'{"message": "No such order."}'), said(404)),
    "A 422 that does not name the fields": (said(422, None, REFUSED, POST), said(422, None, INVALID, POST)),
    "A 500 with a stack trace": (said(500, None, TRACE), said(500)),
    "A 500 without an id to find it by": (said(500), said(500, {"X-Request-Id": "7f3a"})),
}

# What looks like the right thing, although it may be the mistake.
BLIND: Final = {
    "200 to a POST that made something": said(200, None, b'{"id": 7}', POST),
    "302 for a move that is permanent": said(302, {"Location": "/v2/orders"}),
    "404 for what was deleted for good": said(404),
    "403 where the existence is a secret": said(403),
    "422 for a duplicate": said(422, None, INVALID, POST),
    "409 where a precondition failed": said(409, request=asked("PUT", fields={"If-Match": '"1"'})),
    "404 for a search without hits": said(404, request=asked(path="/orders?q=tea")),
    "502 for an upstream that was too slow": said(502, {"Via": "1.1 gate"}),
    "500 where the server is overloaded": said(500),
    "405 for a method that the server does not have at all": said(405, {"Allow": "GET"}, request=asked("PROPFIND")),
    "500 for a job that failed, where one asks for its state": said(500, request=asked(path="/jobs/7")),
}


def ids(response: Response, profile: CheckProfile) -> set[str]:
    """Return the ids of the rules that a response breaks."""
    return {finding.rule.id for finding in check(response, profile=profile)}


# --- the page ---------------------------------------------------------------------------------------------------------


def test_each_mistake_is_there_once() -> None:
    """The tables have the mistakes that are tried here, and no others."""
    words = [row.mistake for row in (*CAUGHT, *UNSEEN, *OTHERS)]

    assert list(EXCHANGES) == [row.mistake for row in CAUGHT]
    assert list(BLIND) == [row.mistake for row in UNSEEN]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("row", CAUGHT, ids=str)
def test_a_rule_catches_its_mistake(row: Row) -> None:
    """By default, or in the profile that the page names; what is mended is not found any more."""
    ((rule_id, _, profile),) = _RULE.findall(row.cells[0])
    wrong, mended = EXCHANGES[row.mistake]
    chosen = CheckProfile(profile or "rfc")

    assert (not profile) is RULES[rule_id].default
    assert rule_id in ids(wrong, chosen)
    assert rule_id not in ids(mended, chosen)
    assert not profile or rule_id not in ids(wrong, CheckProfile.RFC)


@pytest.mark.parametrize("row", CAUGHT, ids=str)
def test_what_is_mended_breaks_no_other_rule(row: Row) -> None:
    """The way out of one mistake is not another: of the rules that are on, none finds an error there."""
    assert [] == [str(finding) for finding in check(EXCHANGES[row.mistake][1]) if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("row", CAUGHT, ids=str)
def test_a_rule_is_linked(row: Row) -> None:
    """The link leads to the heading of the rule, on the page of its family."""
    ((rule_id, address, _),) = _RULE.findall(row.cells[0])
    (family,) = [family for family in FAMILIES if RULES[rule_id] in family.rules]

    assert f"../{family_place(family.name)}.md#{anchor(rule_id)}" == address


@pytest.mark.parametrize("row", UNSEEN, ids=str)
def test_what_no_rule_can_see_is_not_seen(row: Row) -> None:
    """The response of the mistake is that of the right case as well, so nothing may be found."""
    why, _ = row.cells

    assert why
    assert [] == check(BLIND[row.mistake])


@pytest.mark.parametrize("row", [*UNSEEN, *OTHERS], ids=str)
def test_what_helps_instead_does(row: Row) -> None:
    """The expression beside the mistake is true, and no less than True."""
    expression = row.cells[-1].strip("`")

    # The page is our own, and the expression sees no more than the names above.
    assert True is eval(expression, dict(_NAMES))  # noqa: S307


@pytest.mark.parametrize("row", [*CAUGHT, *UNSEEN, *OTHERS], ids=str)
def test_numbers_of_guides_are_known(row: Row) -> None:
    """Each number is one of the 231."""
    assert set(row.numbers) <= NUMBERS
