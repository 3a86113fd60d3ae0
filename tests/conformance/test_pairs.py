"""Each rule about two responses: what breaks it, and the nearest that is right."""

from __future__ import annotations

import attrs
import pytest
from conformance.cases import asked, unknown

from statuskit.conformance import RULES, Finding, check, check_pair, skipped
from statuskit.conformance.rules import pairs
from statuskit.exceptions import InvalidMessageError
from statuskit.messages import Request, Response

FAMILY = {rule.id: rule for rule in pairs.RULES}

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
TEXT = {"Content-Type": "text/plain"}
WHOLE = {**TEXT, "Date": DATE, "ETag": '"1"', "Vary": "Accept", "Cache-Control": "no-cache"}
KEPT = {"Date": DATE, "ETag": '"1"', "Vary": "Accept", "Cache-Control": "no-cache"}
PART = {**TEXT, "Content-Range": "bytes 0-1/5"}
IF_NEW = {"If-None-Match": '"1"'}


def to(request: Request, status: int, fields: dict[str, str], content: bytes | None = b"") -> Response:
    """Return a response that knows its request."""
    return Response(status, fields, content, request=request)


def of(method: str, fields: dict[str, str], content: bytes | None = b"", **asking: str) -> Response:
    """Return a response to HEAD or GET."""
    return to(asked(method, {name.replace("_", "-"): value for name, value in asking.items()}), 200, fields, content)


def _ids(found: list[Finding]) -> list[str]:
    return [finding.rule.id for finding in found]


@attrs.frozen
class Pair:
    """Two responses, and what is found; nothing where they are right, or no pair."""

    rule: str
    why: str
    one: Response
    other: Response
    message: str = ""
    evidence: str = ""
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {self.why}"


FAULTY = [
    Pair(
        "SK304-04",
        "one field",
        Response(304),
        Response(200, {**TEXT, "ETag": '"1"'}, b"hello"),
        "304 Not Modified without the ETag that the 200 has",
        "ETag: '\"1\"'",
        "Send ETag with the 304 as with the 200.",
    ),
    Pair(
        "SK304-04",
        "several fields",
        to(asked(fields=IF_NEW), 304, {"ETag": '"1"'}),
        to(asked(), 200, WHOLE, b"hello"),
        "304 Not Modified without the Date, Vary and Cache-Control that the 200 has",
        f"Date: {DATE!r}; Vary: 'Accept'; Cache-Control: 'no-cache'",
        "Send Date, Vary and Cache-Control with the 304 as with the 200.",
    ),
    Pair(
        "SK304-04",
        "the 200 to HEAD",
        to(asked("HEAD", IF_NEW), 304, {"ETag": '"1"'}),
        to(asked("HEAD"), 200, {"ETag": '"1"', "Expires": DATE}),
        "304 Not Modified without the Expires that the 200 has",
        f"Expires: {DATE!r}",
        "Send Expires with the 304 as with the 200.",
    ),
    Pair(
        "SK206-07",
        "two fields",
        Response(206, {**PART, "ETag": '"1"'}, b"he"),
        Response(200, {**TEXT, "ETag": '"1"', "Content-Location": "/a.en", "Vary": "Accept"}, b"hello"),
        "206 Partial Content without the Content-Location and Vary that the 200 has",
        "Content-Location: '/a.en'; Vary: 'Accept'",
        "Send Content-Location and Vary with the 206 as with the 200.",
    ),
    Pair(
        "SKSEQ-03",
        "a length that is not that of the content",
        of("HEAD", {**TEXT, "Content-Length": "0"}),
        of("GET", TEXT, b"hello"),
        "200 OK to HEAD with Content-Length 0, and GET gets 5 octets",
        "Content-Length: '0'",
        "Send the length of the content that GET gets, or leave Content-Length out.",
    ),
    Pair(
        "SKSEQ-03",
        "a length that is not that of the field",
        of("HEAD", {**TEXT, "Content-Length": "12", "ETag": '"1"'}),
        of("GET", {**TEXT, "Content-Length": "5", "Content-Encoding": "gzip", "ETag": '"1"'}, b"hello, hello"),
        "200 OK to HEAD with Content-Length 12, and GET gets 5 octets",
        "Content-Length: '12'",
        "Send the length of the content that GET gets, or leave Content-Length out.",
    ),
    Pair(
        "SKSEQ-03",
        "another type",
        to(asked("HEAD"), 404, {"Content-Type": "text/html"}),
        to(asked("GET"), 404, {"Content-Type": "application/json"}, b"{}"),
        "404 Not Found to HEAD with another Content-Type than GET gets",
        "HEAD: Content-Type: 'text/html'; GET: Content-Type: 'application/json'",
    ),
    *(
        Pair(
            "SKSEQ-03",
            f"another {name}",
            of("HEAD", {**TEXT, name: "a"}),
            of("GET", {**TEXT, name: "b"}, b"hello"),
            f"200 OK to HEAD with another {name} than GET gets",
            f"HEAD: {name}: 'a'; GET: {name}: 'b'",
        )
        for name in ("Content-Encoding", "Content-Language", "Content-Location")
    ),
    Pair(
        "SK304-04",
        "fields of one request that are not known",
        to(asked(fields={**IF_NEW, "Accept": "text/plain"}), 304, {}),
        to(unknown("QUERY"), 200, {**TEXT, "ETag": '"1"'}, b"hello"),
        "304 Not Modified without the ETag that the 200 has",
        "ETag: '\"1\"'",
        "Send ETag with the 304 as with the 200.",
    ),
    Pair(
        "SK304-04",
        "fields of the other that are not known",
        to(unknown(), 304, {}),
        to(asked(fields={"Accept": "text/plain"}), 200, {**TEXT, "ETag": '"1"'}, b"hello"),
        "304 Not Modified without the ETag that the 200 has",
        "ETag: '\"1\"'",
        "Send ETag with the 304 as with the 200.",
    ),
    Pair(
        "SK304-07",
        "the length of no content",
        to(asked(fields=IF_NEW), 304, {**KEPT, "Content-Length": "0"}),
        to(asked(), 200, WHOLE, b"hello"),
        "304 Not Modified with Content-Length 0, and the 200 has 5 octets",
        "Content-Length: '0'",
    ),
    Pair(
        "SK304-07",
        "another length than the field has",
        Response(304, {**KEPT, "Content-Length": "12"}),
        Response(200, {**WHOLE, "Content-Length": "5", "Content-Encoding": "gzip"}, b"hello, hello"),
        "304 Not Modified with Content-Length 12, and the 200 has 5 octets",
        "Content-Length: '12'",
    ),
    Pair(
        "SK304-07",
        "a length beside that which HEAD gets",
        to(asked("HEAD", IF_NEW), 304, {"Content-Length": "4", "Last-Modified": DATE}),
        to(asked("HEAD"), 200, {"Content-Length": "5", "Last-Modified": DATE}),
        "304 Not Modified with Content-Length 4, and the 200 has 5 octets",
        "Content-Length: '4'",
    ),
]

LEGAL = [
    Pair("SK304-04", "all of them", to(asked(fields=IF_NEW), 304, KEPT), to(asked(), 200, WHOLE, b"hello")),
    Pair(
        "SK304-04",
        "the rest, which may be left out",
        Response(304),
        Response(200, {**TEXT, "Content-Length": "5", "Last-Modified": DATE}, b"hello"),
    ),
    Pair(
        "SK304-04",
        "what is made anew each time",
        Response(304),
        Response(200, {**TEXT, "Set-Cookie": "a=1", "Age": "7", "X-Request-ID": "1"}, b"hello"),
    ),
    Pair(
        "SK304-04",
        "other values",
        Response(304, {**KEPT, "Date": "Mon, 07 Nov 1994 08:49:37 GMT"}),
        Response(200, WHOLE, b"hello"),
    ),
    Pair("SK304-04", "no 200", Response(304), Response(404, WHOLE, b"hello")),
    Pair("SK304-04", "two of them", Response(304), Response(304, KEPT)),
    Pair(
        "SK304-04",
        "what a change gets",
        to(asked("PUT"), 200, WHOLE, b"hello"),
        to(asked(fields=IF_NEW), 304, {"ETag": '"1"'}),
    ),
    Pair("SK304-04", "to a change", to(asked("PUT", IF_NEW), 304, {}), to(asked(), 200, WHOLE, b"hello")),
    Pair(
        "SK304-04",
        "for another language",
        to(asked(fields={**IF_NEW, "Accept-Language": "de"}), 304, {}),
        to(asked(fields={"Accept-Language": "en"}), 200, WHOLE, b"hello"),
    ),
    Pair(
        "SK304-07",
        "the same length",
        to(asked(fields=IF_NEW), 304, {**KEPT, "Content-Length": "05"}),
        to(asked(), 200, WHOLE, b"hello"),
    ),
    *(
        Pair(
            "SK304-07",
            f"a length, and another {name}",
            Response(304, {name: '"2"', "Content-Length": "4"}),
            Response(200, {**TEXT, name: '"1"'}, b"hello"),
        )
        for name in ("ETag", "Last-Modified")
    ),
    *(
        Pair(
            "SK304-07",
            f"a length, and a weak tag of the {which}",
            Response(304, {"ETag": tag, "Content-Length": "4"}),
            Response(200, {**TEXT, **has}, b"hello"),
        )
        for which, tag, has in (("304", 'W/"1"', {}), ("200", 'W/"1"', {"ETag": 'W/"1"'}))
    ),
    Pair(
        "SK304-07",
        "the length of another coding",
        to(asked(fields={**IF_NEW, "Accept-Encoding": "gzip"}), 304, {"ETag": '"1"', "Content-Length": "4"}),
        to(asked(fields={"Accept-Encoding": "identity"}), 200, {**TEXT, "ETag": '"1"'}, b"hello"),
    ),
    Pair(
        "SK304-07",
        "a length, and content that is not known",
        Response(304, {"Content-Length": "4"}),
        Response(200, TEXT, None),
    ),
    Pair(
        "SK304-07",
        "a length, and what else the response varies on",
        to(asked(fields={"Cookie": "a=1"}), 304, {"Content-Length": "4", "Vary": "Cookie"}),
        to(asked(fields={"Cookie": "a=2"}), 200, {**TEXT, "Vary": "Cookie"}, b"hello"),
    ),
    Pair(
        "SK304-07",
        "a length, and content that HEAD may have asked for",
        Response(200, {"ETag": '"1"'}, b""),
        Response(304, {"ETag": '"1"', "Content-Length": "4"}),
    ),
    Pair(
        "SK304-07",
        "a length that Transfer-Encoding overrides",
        Response(304, {"Content-Length": "5"}),
        Response(200, {**TEXT, "Transfer-Encoding": "chunked", "Content-Length": "10"}, b"hello"),
    ),
    Pair("SK304-07", "a length that is none", Response(304, {"Content-Length": "4, 4"}), Response(200, TEXT, b"hello")),
    Pair("SK304-07", "a length, and no 200", Response(304, {"Content-Length": "0"}), Response(404, TEXT, b"hello")),
    Pair(
        "SK304-07",
        "a length, and what a change gets",
        to(asked(fields=IF_NEW), 304, {"Content-Length": "0"}),
        to(asked("PUT"), 200, TEXT, b"hello"),
    ),
    Pair("SK206-07", "all of them", Response(206, {**PART, **KEPT}, b"he"), Response(200, WHOLE, b"hello")),
    Pair(
        "SK206-07",
        "the rest, after If-Range",
        Response(206, PART, b"he"),
        Response(200, {**TEXT, "Last-Modified": DATE, "Content-Language": "en"}, b"hello"),
    ),
    Pair(
        "SK206-07",
        "a type, which is not among them",
        Response(206, {"Content-Range": "bytes 0-1/5"}, b"he"),
        Response(200, TEXT, b"hello"),
    ),
    *(
        Pair(
            "SK206-07",
            f"another {name}",
            to(asked(fields={"Range": "bytes=0-1", name: "x"}), 206, PART, b"he"),
            to(asked(fields={name: "y"}), 200, WHOLE, b"hello"),
        )
        for name in ("Accept", "Accept-Encoding", "Accept-Language")
    ),
    Pair(
        "SKSEQ-03",
        "a later change",
        of("HEAD", {**TEXT, "Content-Length": "5", "Last-Modified": DATE}),
        of("GET", {**TEXT, "Content-Length": "6", "Last-Modified": "x"}, b"hello!"),
    ),
    Pair(
        "SKSEQ-03",
        "another status, and another length",
        to(asked("HEAD"), 404, {"Content-Length": "0"}),
        of("GET", TEXT, b"hello"),
    ),
    Pair(
        "SKSEQ-03",
        "spaces around the length",
        of("HEAD", {"Content-Length": " 5 "}),
        of("GET", {**TEXT, "Content-Length": "5\t"}, b"hello"),
    ),
    Pair("SKSEQ-03", "digits of another script", of("HEAD", {"Content-Length": "\u0665"}), of("GET", TEXT, b"hello")),
    Pair(
        "SK206-07",
        "to another user",
        to(asked(fields={"Range": "bytes=0-1", "Authorization": "Basic eA=="}), 206, PART, b"he"),
        to(asked(), 200, WHOLE, b"hello"),
    ),
    Pair(
        "SKSEQ-03",
        "the same",
        of("HEAD", {**WHOLE, "Content-Length": "5"}),
        of("GET", {**WHOLE, "Content-Length": "05"}, b"hello"),
    ),
    Pair("SKSEQ-03", "fields that are left out", of("HEAD", {}), of("GET", {**WHOLE, "Content-Length": "5"}, b"hello")),
    Pair(
        "SKSEQ-03",
        "another spelling",
        of("HEAD", {"Content-Type": "text/plain; charset=UTF-8"}),
        of("GET", {"Content-Type": "text/plain;charset=utf-8"}, b"hello"),
    ),
    Pair(
        "SKSEQ-03",
        "a length of content that was decoded",
        of("HEAD", {**TEXT, "Content-Length": "5"}),
        of("GET", {**TEXT, "Content-Encoding": "gzip"}, b"hello, hello"),
    ),
    Pair(
        "SKSEQ-03",
        "a length of content that is not known",
        of("HEAD", {**TEXT, "Content-Length": "5"}),
        of("GET", TEXT, None),
    ),
    Pair(
        "SKSEQ-03", "a length that is none", of("HEAD", {**TEXT, "Content-Length": "five"}), of("GET", TEXT, b"hello")
    ),
    Pair(
        "SKSEQ-03",
        "a change in between",
        of("HEAD", {**TEXT, "Content-Length": "5", "ETag": '"a"'}),
        of("GET", {**TEXT, "Content-Length": "6", "ETag": '"A"'}, b"hello!"),
    ),
    Pair(
        "SKSEQ-03",
        "what is made anew each time",
        of("HEAD", {**TEXT, "Date": DATE, "Set-Cookie": "a=1"}),
        of("GET", {**TEXT, "Set-Cookie": "a=2", "Age": "1"}, b"hello"),
    ),
    Pair(
        "SKSEQ-03",
        "another type, as asked for",
        of("HEAD", TEXT, Accept="text/plain"),
        of("GET", {"Content-Type": "text/html"}, b"<p>", Accept="text/html"),
    ),
    Pair("SKSEQ-03", "another status", to(asked("HEAD"), 405, {"Allow": "GET"}), of("GET", TEXT, b"hello")),
    Pair("SKSEQ-03", "two to GET", of("GET", {**TEXT, "Content-Length": "0"}), of("GET", TEXT, b"hello")),
    Pair("SKSEQ-03", "to HEAD and POST", of("HEAD", {**TEXT, "Content-Length": "0"}), of("POST", TEXT, b"hello")),
    Pair(
        "SKSEQ-03", "to who knows what", Response(200, {**TEXT, "Content-Length": "0"}), Response(200, TEXT, b"hello")
    ),
]


@pytest.mark.parametrize("case", FAULTY, ids=str)
@pytest.mark.parametrize("is_turned", [False, True], ids=["as told", "turned"])
def test_what_breaks_a_rule_is_found(case: Pair, *, is_turned: bool) -> None:
    """Of two responses that contradict each other it is told how, in whichever order they are given."""
    (found,) = check_pair(*((case.other, case.one) if is_turned else (case.one, case.other)))

    assert case.rule == found.rule.id
    assert case.message == found.message
    assert case.evidence == found.evidence
    assert (case.fix or RULES[case.rule].fix) == found.fix
    assert case.one.status == found.status


@pytest.mark.parametrize("case", LEGAL, ids=str)
@pytest.mark.parametrize("is_turned", [False, True], ids=["as told", "turned"])
def test_what_is_right_is_left_alone(case: Pair, *, is_turned: bool) -> None:
    """Nothing is said of two responses that go together, or that are no such pair."""
    assert [] == check_pair(*((case.other, case.one) if is_turned else (case.one, case.other)))


@pytest.mark.parametrize("table", [FAULTY, LEGAL], ids=["faulty", "legal"])
def test_every_rule_is_in_both_tables(table: list[Pair]) -> None:
    """There is a faulty and a legal pair for every rule."""
    assert set(FAMILY) == {case.rule for case in table}


def test_one_request_may_be_told_for_both() -> None:
    """The request is that of a response that does not know its own; one that does keeps it."""
    length = {**TEXT, "Content-Length": "0"}
    head, got = Response(200, length, b""), of("GET", TEXT, b"hello")

    assert ["SKSEQ-03"] == [finding.rule.id for finding in check_pair(head, got, unknown("HEAD"))]
    assert ["SKSEQ-03"] == [finding.rule.id for finding in check_pair(got, head, unknown("HEAD"))]
    assert [] == check_pair(head, got, unknown("GET"))


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_one_response_is_not_compared(case: Pair) -> None:
    """Rules about two are not tried on one, and not listed as left out: check() has no second one to give."""
    assert [] == check(case.one, select=case.rule)
    assert [] == skipped(case.one, select=case.rule)


@pytest.mark.parametrize("value", ["9" * 1_000_000, "0" * 1_000_000, "a," * 500_000], ids=["nines", "zeros", "list"])
def test_hostile_values_are_compared_as_text(value: str) -> None:
    """No length is turned into a number, and what is shown of it is cut."""
    fields = dict.fromkeys(("Content-Length", "Content-Type", "Vary"), value)
    findings = check_pair(of("HEAD", fields), of("GET", {**TEXT, "Content-Length": "5"}, b"hello"))

    assert ["SKSEQ-03"] == [finding.rule.id for finding in findings]
    assert len(findings[0].explain()) < 1_000


def test_a_pair_is_held_against_the_rules_about_pairs_alone() -> None:
    """What is wrong with either of them is for check() to say."""
    broken = Response(304, {"Content-Type": "text/plain"}, b"content")

    assert ["SK304-04"] == _ids(check_pair(broken, Response(200, {"ETag": '"1"'}, b"")))
    assert [] == check_pair(broken, broken)


def test_a_pair_may_be_of_any_library() -> None:
    """As everywhere; and what is no request is refused."""
    assert ["SK304-04"] == _ids(check_pair((304, {}), {"status": 200, "headers": {"Vary": "Accept"}}))
    assert ["SK304-04"] == _ids(check_pair((304, {}), (200, {"Vary": "*"}), {"method": "GET"}))
    with pytest.raises(InvalidMessageError, match="no HTTP request"):
        check_pair((304, {}), (200, {}), object())


def test_a_304_without_the_tag_of_its_200_may_mean_another_version() -> None:
    """That the tag is missing is said; of the length, nothing can be."""
    whole = to(asked(), 200, {**TEXT, "ETag": '"1"', "Content-Length": "10"})
    other = to(asked(fields={"If-None-Match": '"2"'}), 304, {"Content-Length": "12"})

    assert ["SK304-04"] == _ids(check_pair(whole, other))
