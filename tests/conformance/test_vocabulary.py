"""The words by which errors are known in content, one by one, and the facts of the rows about any response."""

from __future__ import annotations

import json

import pytest
from conformance.cases import asked, said

from statuskit.conformance import RULES, check
from statuskit.conformance.rules import any_status, content, fields, hidden_errors, leaks, problems
from statuskit.messages import Request, Response

ROWS = [rule for family in (any_status, fields, problems, content, hidden_errors, leaks) for rule in family.RULES]

# By the RFCs, read section by section: the id, how binding, how bad, where it says so, and whether it is on.
FACTS = """\
SK000-01 definition error RFC 9110 §15 on
SK000-02 convention warning RFC 9110 §16.2.1 on
SK000-03 convention warning RFC 9110 §16.2.1 on
SK000-04 definition warning RFC 9110 §15 on
SK000-05 convention info RFC 9110 §15.1 off
SK000-06 convention info IANA HTTP Status Code Registry off
SKHDR-01 MUST error RFC 9110 §10.2.3 on
SKHDR-02 convention warning RFC 9110 §10.2.3 on
SKHDR-03 convention info RFC 9110 §10.2.3 off
SKHDR-04 convention info RFC 9110 §10.2.2 on
SKHDR-05 MUST error RFC 9110 §10.2.2 on
SKHDR-06 MUST error RFC 9110 §6.6.1 off
SKHDR-07 SHOULD warning RFC 9110 §8.3 on
SKHDR-08 MUST error RFC 9110 §11.6.1 on
SKHDR-08b MUST error RFC 9110 §11.7.1 on
SKHDR-09 MUST error RFC 9110 §7.8 on
SKHDR-10 MUST NOT error RFC 9110 §8.6 on
SKHDR-11 MUST NOT error RFC 9112 §6.1 on
SKHDR-12 MUST NOT error RFC 9113 §8.2.2 on
SKHDR-13 MUST NOT error RFC 9112 §6.2 on
SKERR-01 MUST error RFC 9457 §3.1.2 on
SKERR-02 MUST error RFC 9457 §3 on
SKERR-03 MUST warning RFC 9457 §3.1 on
SKERR-04 SHOULD info RFC 9457 §4.2.1 on
SKERR-05 SHOULD warning RFC 9110 §15.5 on
SKERR-06 convention warning RFC 9457 §5 on
SKERR-07 convention info RFC 9110 §12.5.1 on
SKERR-08 convention warning RFC 9457 §3 off
SKERR-09 convention info RFC 9457 §3.1.5 off
SKERR-10 convention warning RFC 9457 §5 on
SK2XX-01 convention warning RFC 9110 §15.3 on
SK2XX-02 convention warning RFC 9110 §15.5.5 on
SK403-01 convention warning RFC 9110 §15.5.4 on
SK4XX-01 convention info RFC 9110 §15.5 on
SK422-01 convention info RFC 9110 §15.5.21 off
SK500-01 convention warning RFC 9110 §15.6.1 on
"""


def told(status: int, value: object) -> Response:
    """Return a response in JSON."""
    return Response(status, {"Content-Type": "application/json"}, json.dumps(value))


def is_found(rule_id: str, response: Response, request: Request | None = None) -> bool:
    """Return whether a rule finds fault."""
    return rule_id in [finding.rule.id for finding in check(response, request, select=rule_id)]


def test_the_facts_of_each_row() -> None:
    """How binding a rule is, how bad it is to break it, and who says so."""
    rows = {
        f"{rule.id} {rule.strength.value} {rule.severity.value} {rule.citation} {'on' if rule.default else 'off'}"
        for rule in ROWS
    }

    assert set(FACTS.splitlines()) == rows
    assert all(RULES[rule.id] is rule for rule in ROWS)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        *(("BadRequest", 400), ("invalid_request", 400), ("INVALID_INPUT", 400), ("INVALID_ARGUMENT", 400)),
        *(
            ("malformed-request", 400),
            ("Unauthorized", 401),
            ("UNAUTHENTICATED", 401),
            ("authentication_required", 401),
        ),
        *(("InvalidCredentials", 401), ("Forbidden", 403), ("PERMISSION_DENIED", 403), ("AccessDenied", 403)),
        *(("NotFound", 404), ("RESOURCE_NOT_FOUND", 404), ("entity_not_found", 404), ("USER_NOT_FOUND", 404)),
        *(("Conflict", 409), ("validation_error", 422), ("ValidationFailed", 422), ("invalid_fields", 422)),
        ("TOO_MANY_REQUESTS", 429),
    ],
)
@pytest.mark.parametrize(
    "member", ["code", "error", "type", "name", "error_code", "errorCode", "status", "reason", "title", "message"]
)
def test_each_name_of_a_clients_error_is_known(name: str, status: int, member: str) -> None:
    """In whatever member it is, and whatever the style, the name tells which status would be right."""
    (finding,) = check(told(500, {member: name}), select="SK500-01")

    assert finding.fix.startswith(f"Answer {status} ")


@pytest.mark.parametrize(
    "name", ["InternalServerError", "INTERNAL_ERROR", "server_error", "DatabaseError", "unexpected-error"]
)
def test_each_name_of_a_servers_error_is_known(name: str) -> None:
    """What only the server can mend is found in a 4xx."""
    assert is_found("SK4XX-01", told(400, {"code": name}))


@pytest.mark.parametrize("part", ["errors", "details", "detail", "violations"])
@pytest.mark.parametrize("field", ["field", "loc", "pointer", "param"])
@pytest.mark.parametrize("message", ["message", "msg", "detail", "error"])
def test_each_way_to_list_fields_is_known(part: str, field: str, message: str) -> None:
    """A part with a field and a word about it is an error of that field; without either it is none."""
    assert is_found("SK500-01", told(500, {part: [{field: "age", message: "must be positive"}]}))
    assert not is_found("SK500-01", told(500, {part: [{field: "", message: "must be positive"}]}))
    assert not is_found("SK500-01", told(500, {part: [{field: "age"}]}))


@pytest.mark.parametrize(
    "member",
    [
        *("code", "correlation_id", "data", "description", "detail", "details", "errorCode", "error_description"),
        *("errors", "error_uri", "help_url", "hint", "httpStatus", "httpStatusCode", "instance", "message"),
        *("more_info", "msg", "ok", "path", "reason", "request_id", "result", "status", "statusCode", "success"),
        *("timestamp", "title", "traceId", "type"),
    ],
)
def test_each_member_of_an_envelope_is_known(member: str) -> None:
    """Beside these an error is nothing but an error; beside anything else it may be data."""
    assert is_found("SK2XX-01", told(200, {"error": "no such user", member: None}))
    assert not is_found("SK2XX-01", told(200, {"error": "no such user", f"{member}x": None}))


@pytest.mark.parametrize(
    "member", ["status", "statusCode", "status_code", "httpStatus", "http_status", "httpStatusCode"]
)
@pytest.mark.parametrize("text", ["message", "msg", "detail", "error", "error_description"])
def test_each_member_that_repeats_the_status_is_known(member: str, text: str) -> None:
    """With a word about it, a status in the content is that of the response."""
    assert is_found("SK2XX-01", told(200, {member: 404, text: "no such user"}))
    assert not is_found("SK2XX-01", told(200, {member: 404, text: 7}))
    assert is_found("SKERR-06", told(400, {member: 404}))


@pytest.mark.parametrize(
    "word", ["", " ", "0", "false", "nil", "No", "no error", "NONE", "nothing", "null", "OK", "success"]
)
def test_each_word_for_no_error_is_known(word: str) -> None:
    """What people write who have to write something is no error."""
    assert not is_found("SK2XX-01", told(200, {"error": word}))
    assert not is_found("SK2XX-01", told(200, {"error": {"code": "0", "message": word}}))


@pytest.mark.parametrize("member", ["code", "type", "message", "title", "detail", "reason"])
def test_each_member_of_an_error_is_known(member: str) -> None:
    """An object with one of these is an error."""
    assert is_found("SK2XX-01", told(200, {"error": {member: "no such user"}}))
    assert not is_found("SK2XX-01", told(200, {"error": {member: 7}}))


@pytest.mark.parametrize(
    "more",
    [{"success": True}, {"ok": True}, {"status": "ok"}, {"status": "success"}, {"data": [1]}, {"result": 7}],
    ids=str,
)
def test_what_says_that_it_went_well_is_believed(more: dict[str, object]) -> None:
    """An error beside an answer is a part of the answer."""
    assert not is_found("SK2XX-01", told(200, {"error": "deprecated", **more}))


def test_graphql_is_known_by_its_two_members() -> None:
    """Errors in GraphQL may have any member, a status, too."""
    error = {"message": "no such user", "status": 404}

    assert not is_found("SK2XX-01", told(200, {"data": None, "errors": [error]}))
    assert is_found("SK2XX-01", told(200, {"errors": [error]}))


@pytest.mark.parametrize(
    "word", ["auth", "cookie", "token", "key", "session", "secret", "signature", "cert", "protocol"]
)
def test_each_carrier_of_credentials_is_known(word: str) -> None:
    """A field or an address that may carry credentials has a 403 believed."""
    refused = told(403, {"detail": "Not authenticated"})

    assert is_found("SK403-01", refused, asked())
    assert not is_found("SK403-01", refused, asked(fields={f"X-{word.title()}-1": "a"}))
    assert not is_found("SK403-01", refused, asked(url=f"/?{word}=a"))


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/problem+json"])
def test_each_type_that_asks_for_credentials_is_known(kind: str) -> None:
    """Of text, JSON and problems what they say is what is meant."""
    refused = said(403, {"Content-Type": kind}, b'{"detail": "Please sign in.", "type": "/a"}')

    assert is_found("SK403-01", refused, asked())


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml"])
def test_each_type_of_a_page_is_known(kind: str) -> None:
    """XHTML is HTML, too."""
    page = b"<html><head><title>404 Not Found</title></head></html>"

    assert is_found("SK2XX-02", said(200, {"Content-Type": kind}, page), asked(url="/users/7"))
    assert is_found("SKERR-07", said(404, {"Content-Type": kind}, page), asked(fields={"Accept": "application/json"}))


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        *(
            ({member: "E7", "message": "no"}, False)
            for member in ("code", "errorCode", "error_code", "type", "key", "reason")
        ),
        ({"error": "no_such_user", "detail": "no"}, False),
        ({"status": "NOT_FOUND", "detail": "no"}, False),
        ({"code": 7, "detail": "no"}, False),
        ({"error": "no such user", "detail": "no"}, True),
        ({"status": "404", "detail": "no"}, True),
        ({"status": "", "detail": "no"}, True),
        ({"code": "", "detail": "no"}, True),
        ({"type": "about:blank", "detail": "no"}, True),
        *(
            ({"code": 7, name: "no"}, False)
            for name in ("message", "msg", "error", "detail", "title", "description", "reason")
        ),
        ({"code": 7, "error_description": "no"}, False),
        ({"code": 7, "message": ""}, True),
        ({"code": 7, "message": ["no"]}, True),
    ],
    ids=str,
)
def test_each_member_that_a_program_reads_is_known(envelope: dict[str, object], *, expected: bool) -> None:
    """A code is a word or a number of its own, and a message is text."""
    assert expected == is_found("SKERR-08", told(404, envelope))


@pytest.mark.parametrize(
    "member",
    [
        *("detail", "details", "errors", "fields", "field_errors", "invalid-params", "issues", "violations"),
        "validation",
    ],
)
def test_each_member_with_details_is_known(member: str) -> None:
    """A list, or an object by field, that is not empty."""
    for value, expected in (([{"field": "age"}], False), ({"age": ["no"]}, False), ([], True), ("no", True)):
        assert expected == is_found("SKERR-08", told(422, {"code": 7, "message": "no", member: value}))


@pytest.mark.parametrize(
    "member",
    [
        *("request_id", "traceId", "correlation-id", "error_id", "eventId", "incident_id", "instance", "reference"),
        "supportId",
    ],
)
def test_each_member_with_an_id_is_known(member: str) -> None:
    """An id may be called many things, and an empty one is none."""
    assert not is_found("SKERR-09", told(500, {member: "7f3a"}))
    assert is_found("SKERR-09", told(500, {"code": "a", "message": "b"}))


@pytest.mark.parametrize(
    "name",
    [
        *("X-Request-ID", "request-id", "X-Correlation-ID", "traceparent", "traceresponse", "CF-RAY", "X-Amz-Cf-Id"),
        *("x-amzn-RequestId", "X-Azure-Ref", "Acme-Request-Id", "Acme-RequestId", "Acme-Trace-Id", "Acme-TraceId"),
    ],
)
def test_each_field_with_an_id_is_known(name: str) -> None:
    """Those of gateways and of tracing count, and so does whatever ends as they do."""
    assert not is_found("SKERR-09", said(500, {name: "7f3a"}))


@pytest.mark.parametrize(
    "text", ["Request ID: 7", "request-id 7", "RequestId=7", "trace id 7", "TraceID 7", "Correlation: 7", "reference 7"]
)
def test_each_word_for_an_id_is_known(text: str) -> None:
    """A page that tells people an id has one."""
    assert not is_found("SKERR-09", said(500, content=text.encode()))


@pytest.mark.parametrize("kind", ["application/octet-stream", "audio/x", "font/woff2", "image/png", "video/mp4"])
def test_binary_content_is_measured(kind: str) -> None:
    """Octets of these types are what was sent, whoever recorded them."""
    assert is_found("SKHDR-10", Response(200, {"Content-Type": kind, "Content-Length": "9"}, b"\x89\xff"))
    assert not is_found("SKHDR-10", Response(200, {"Content-Type": f"x-{kind}", "Content-Length": "9"}, b"\x89\xff"))


@pytest.mark.parametrize("name", ["Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"])
def test_each_field_of_the_connection_is_known(name: str) -> None:
    """RFC 9113, section 8.2.2, has five."""
    request = Request("GET", "/", http_version="HTTP/2")

    assert is_found("SKHDR-12", said(200, {name: "a"}), request)
    assert not is_found("SKHDR-12", said(200, {f"X-{name}": "a"}), request)


def test_a_number_that_is_no_status_opens_no_tunnel() -> None:
    """What CONNECT is answered with may be anything."""
    assert is_found("SKHDR-07", Response(99, {}, b"?"), asked("CONNECT"))
    assert is_found("SKHDR-07", Response(404, {}, b"?"), asked("CONNECT"))
    assert not is_found("SKHDR-07", Response(200, {}, b"?"), asked("CONNECT"))


@pytest.mark.parametrize("status", [424, 502, 504])
def test_what_another_server_said_is_left_alone(status: int) -> None:
    """A gateway may tell which status it got."""
    assert not is_found("SKERR-06", told(status, {"status": 404}))


def test_a_registered_number_is_nobodys_own() -> None:
    """That a vendor has a meaning for it, too, makes it no vendor's; and no old name of 418 is told."""
    assert not is_found("SK000-03", said(507, {"Server": "nginx"}))
    assert not is_found("SK000-05", Response(418, reason="I'm a teapot"))


def test_only_problems_are_held_to_their_title() -> None:
    """JSON of another form may have any title."""
    assert not is_found("SKERR-04", told(404, {"title": "Bad Request"}))


def test_a_problem_with_a_number_that_is_no_status_has_any_title() -> None:
    """There is no phrase to compare it with."""
    assert not is_found("SKERR-04", said(99, {"Content-Type": "application/problem+json"}, b'{"title": "Bad Request"}'))


@pytest.mark.parametrize("root", ["var", "usr", "opt", "srv", "root", "home", "Users"])
def test_each_root_of_paths_is_known(root: str) -> None:
    """Where applications are installed, and where people live."""
    assert is_found("SKERR-10", said(500, content=f"cannot open /{root}/shop/app.conf".encode()))
    assert not is_found("SKERR-10", said(500, content=f"cannot open /{root}s/shop/app.conf".encode()))


@pytest.mark.parametrize("frame", ["at System.IO.File.Open(String path)", "at Microsoft.Data.Open()"])
def test_each_namespace_of_dotnet_is_known(frame: str) -> None:
    """A frame without a file is known by where the method is."""
    assert is_found("SKERR-10", said(400, content=frame.encode()))
    assert is_found("SKERR-10", told(400, {"trace": f"a\r\n\t{frame}"}))


@pytest.mark.parametrize(
    "server", ["Apache/2.4", "Caddy", "Kestrel", "Microsoft-IIS/10.0", "Werkzeug/3.1", "nginx/1.27"]
)
def test_each_server_is_known(server: str) -> None:
    """None of these sends what is Cloudflare's."""
    assert is_found("SK000-03", said(520, {"Server": server}))


@pytest.mark.parametrize("accept", ["application/json, text/html", "application/json, text/*", "application/json, */*"])
def test_who_takes_html_gets_html(accept: str) -> None:
    """A page is of another kind only to who takes no page."""
    page = said(404, {"Content-Type": "text/html"}, b"<p>")

    assert not is_found("SKERR-07", page, asked(fields={"Accept": accept}))
    assert is_found("SKERR-07", page, asked(fields={"Accept": "application/json, text/csv"}))


@pytest.mark.parametrize("text", ['{"error": "no"}', '["no"]'])
def test_each_form_of_json_is_known_in_html(text: str) -> None:
    """An object and an array are no page."""
    assert is_found("SKERR-07", said(404, {"Content-Type": "text/html"}, text.encode()))


@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=latin1", "application/xml"])
def test_ascii_is_measured_in_any_charset(kind: str) -> None:
    """What is ASCII has as many octets in each of them."""
    assert is_found("SKHDR-10", Response(200, {"Content-Type": kind, "Content-Length": "9"}, b"12345"))
    assert not is_found("SKHDR-10", Response(200, {"Content-Type": kind, "Content-Length": "0005"}, b"12345"))
