"""Each rule about 2xx: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import Faulty, Legal, asked, assert_found, assert_left_alone, unknown

from statuskit.conformance.rules import success
from statuskit.messages import Response

FAMILY = {rule.id: rule for rule in success.RULES}

JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}
XML = {"Content-Type": "application/xml; charset=utf-8"}
MULTISTATUS = b'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"></D:multistatus>'
PUT = asked("PUT", JSON, b'{"a":1}', "https://example.com/a")
NEW = asked("PUT", {**JSON, "If-None-Match": "*"}, b"{}")
OWN = {**JSON, "Content-Location": "/a", "ETag": '"2"'}

FAULTY = [
    Faulty("SK2XX-03", Response(200, TEXT, b"hello"), asked("HEAD"), "200 OK to HEAD with content", "5 octets"),
    Faulty("SK2XX-03", Response(404, TEXT, b"gone"), asked("HEAD"), "404 Not Found to HEAD with content", "4 octets"),
    Faulty(
        "SK2XX-04",
        Response(200, {"Content-Length": "0"}, b""),
        asked("CONNECT", url="example.com:443"),
        "200 OK to CONNECT with Content-Length",
        "Content-Length: '0'",
    ),
    Faulty(
        "SK2XX-04",
        Response(200, {"Transfer-Encoding": "chunked"}),
        unknown("CONNECT"),
        "200 OK to CONNECT with Transfer-Encoding",
        "Transfer-Encoding: 'chunked'",
    ),
    Faulty(
        "SK2XX-05",
        Response(200, JSON, b"{}"),
        NEW,
        "200 OK to a PUT that can only have created the resource",
        "If-None-Match: '*'",
        "Answer 201; if there was such a resource already, 412.",
    ),
    Faulty(
        "SK2XX-05",
        Response(204, content=b""),
        NEW,
        "204 No Content to a PUT that can only have created the resource",
        "If-None-Match: '*'",
        "Answer 201; if there was such a resource already, 412.",
    ),
    Faulty(
        "SK2XX-05",
        Response(201, JSON, b"{}"),
        asked("DELETE"),
        "201 Created to DELETE",
        fix="Answer 204, 200 with a report, or 202 if it is still to be done.",
    ),
    Faulty(
        "SK2XX-05",
        Response(205, content=b""),
        asked("DELETE"),
        "205 Reset Content to DELETE",
        fix="Answer 204, 200 with a report, or 202 if it is still to be done.",
    ),
    Faulty(
        "SK2XX-05",
        Response(205, content=b""),
        PUT,
        "205 Reset Content to PUT",
        fix="Answer 201 if it created the resource; else 200, or 204 without content.",
    ),
    Faulty(
        "SK2XX-06",
        Response(200, OWN, b'{"a": 1}'),
        PUT,
        "200 OK to PUT with ETag, and with other content",
        "ETag: '\"2\"'",
    ),
    Faulty(
        "SK2XX-06",
        Response(
            201,
            {**JSON, "Content-Location": "https://EXAMPLE.com:443/a", "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT"},
            b'{"a":1,"id":7}',
        ),
        PUT,
        "201 Created to PUT with Last-Modified, and with other content",
        "Last-Modified: 'Sun, 06 Nov 1994 08:49:37 GMT'",
    ),
    Faulty("SK200-01", Response(200, JSON, b"{}"), asked(), "200 OK to GET with neither ETag nor Last-Modified"),
    Faulty("SK200-01", Response(200, JSON, b""), asked("HEAD"), "200 OK to HEAD with neither ETag nor Last-Modified"),
    Faulty("SK201-01", Response(201, JSON, b"{}"), asked("POST"), "201 Created without Location"),
    Faulty("SK201-02", Response(201, JSON, b"{}"), asked("GET"), "201 Created to GET, which is safe"),
    Faulty("SK201-02", Response(201, JSON, b"{}"), asked("PROPFIND"), "201 Created to PROPFIND, which is safe"),
    Faulty(
        "SK202-01",
        Response(202, content=b""),
        asked("POST"),
        "202 Accepted with neither content nor a field that tells where to look",
    ),
    Faulty("SK203-01", Response(203, JSON, b"{}"), None, "203 Non-Authoritative Information without Via"),
    Faulty("SK204-01", Response(204, content=b"null"), None, "204 No Content with content", "4 octets"),
    Faulty(
        "SK204-02",
        Response(204, {"Content-Length": "0"}, b""),
        None,
        "204 No Content with Content-Length",
        "Content-Length: '0'",
    ),
    Faulty(
        "SK204-03",
        Response(204, JSON, b""),
        None,
        "204 No Content with Content-Type",
        "Content-Type: 'application/json'",
    ),
    Faulty("SK205-01", Response(205, TEXT, b"reset"), None, "205 Reset Content with content", "5 octets"),
    Faulty(
        "SK207-01",
        Response(207, JSON, b"[]"),
        asked("PROPFIND"),
        "207 Multi-Status to PROPFIND whose content is no XML",
        "Content-Type: 'application/json'",
    ),
    Faulty("SK207-01", Response(207, content=b""), asked("PROPPATCH"), "207 Multi-Status to PROPPATCH without content"),
    Faulty(
        "SK207-01",
        Response(207, XML, b"<ok/>"),
        asked("COPY"),
        "207 Multi-Status to COPY whose content is no multistatus",
    ),
    Faulty("SK208-01", Response(208, JSON, b"{}"), None, "208 Already Reported as the status of a response"),
    Faulty("SK226-01", Response(226, {**TEXT, "ETag": '"1"'}, b"+1"), None, "226 IM Used without IM"),
    Faulty(
        "SK226-01",
        Response(226, {**TEXT, "ETag": '"1"', "IM": "vcdiff"}, b"+1"),
        asked(fields={"If-None-Match": '"0"'}),
        "226 IM Used, and the request has no A-IM",
        "IM: 'vcdiff'",
        "Answer 200 with the whole representation to a request without A-IM.",
    ),
    *(
        Faulty(
            "SK207-01",
            Response(207, XML, b"<ok/>"),
            asked(method),
            f"207 Multi-Status to {method} whose content is no multistatus",
        )
        for method in ("PROPFIND", "MKCOL", "MOVE", "LOCK", "ACL", "REPORT")
    ),
    Faulty(
        "SK2XX-05",
        Response(204, content=b""),
        asked("PUT", {"If-None-Match": " *\t"}),
        "204 No Content to a PUT that can only have created the resource",
        "If-None-Match: ' *\\t'",
        "Answer 201; if there was such a resource already, 412.",
    ),
]

LEGAL = [
    Legal("SK2XX-03", "no content", Response(200, {**TEXT, "Content-Length": "5"}, b""), asked("HEAD")),
    Legal("SK2XX-03", "content that is not known", Response(200, {**TEXT, "Content-Length": "5"}), asked("HEAD")),
    Legal("SK2XX-03", "to GET", Response(200, TEXT, b"hello"), asked()),
    Legal("SK2XX-03", "to who knows what", Response(200, TEXT, b"hello")),
    Legal("SK2XX-04", "neither field", Response(200), asked("CONNECT", url="example.com:443")),
    Legal(
        "SK2XX-04",
        "the tunnel is refused",
        Response(403, {**TEXT, "Content-Length": "2"}, b"no"),
        asked("CONNECT", url="a.example:25"),
    ),
    Legal("SK2XX-05", "201 to a PUT that created", Response(201, JSON, b"{}"), NEW),
    Legal("SK2XX-05", "200 to a PUT that replaced", Response(200, JSON, b"{}"), PUT),
    Legal(
        "SK2XX-05",
        "204 to a PUT that replaced what it knew",
        Response(204, content=b""),
        asked("PUT", {"If-Match": '"1"'}),
    ),
    Legal(
        "SK2XX-05",
        "204 to a PUT of what is new to the client",
        Response(204, content=b""),
        asked("PUT", {"If-None-Match": '"1"'}),
    ),
    Legal(
        "SK2XX-05",
        "200 to GET, which asks for anything new",
        Response(200, JSON, b"{}"),
        asked(fields={"If-None-Match": "*"}),
    ),
    *(
        Legal("SK2XX-05", f"{code} to DELETE", Response(code, fields, content), asked("DELETE"))
        for code, fields, content in ((200, JSON, b"{}"), (202, JSON, b"{}"), (204, {}, b""))
    ),
    Legal("SK2XX-05", "205 to POST", Response(205, {"Content-Length": "0"}, b""), asked("POST")),
    Legal("SK2XX-06", "the same content", Response(200, OWN, b'{"a":1}'), PUT),
    Legal(
        "SK2XX-06",
        "a report, and not the representation",
        Response(200, {**OWN, "Content-Location": "/log/7"}, b'{"ok":true}'),
        PUT,
    ),
    Legal(
        "SK2XX-06", "a report that does not say of what", Response(200, {**JSON, "ETag": '"2"'}, b'{"ok":true}'), PUT
    ),
    Legal("SK2XX-06", "no validator", Response(200, {**JSON, "Content-Location": "/a"}, b'{"a": 1}'), PUT),
    Legal("SK2XX-06", "another coding", Response(200, {**OWN, "Content-Encoding": "gzip"}, b'{"a": 1}'), PUT),
    Legal(
        "SK2XX-06",
        "a part was put",
        Response(200, OWN, b'{"a": 1}'),
        asked("PUT", {"Content-Range": "bytes 0-1/9"}, b"xx", "https://example.com/a"),
    ),
    Legal("SK2XX-06", "to POST", Response(200, OWN, b'{"a": 1}'), asked("POST", JSON, b"{}", "https://example.com/a")),
    Legal("SK2XX-06", "no content", Response(200, OWN, b""), PUT),
    Legal(
        "SK2XX-06",
        "what was put is not known",
        Response(200, OWN, b'{"a": 1}'),
        asked("PUT", JSON, None, "https://example.com/a"),
    ),
    Legal(
        "SK2XX-06",
        "a root that is not known",
        Response(200, {**OWN, "Content-Location": "/"}, b'{"a": 1}'),
        asked("PUT", JSON, b"{}", None),
    ),
    Legal("SK2XX-06", "a URL that is not known", Response(200, OWN, b'{"a": 1}'), asked("PUT", JSON, b"{}", None)),
    Legal("SK2XX-06", "a URL that is none", Response(200, OWN, b'{"a": 1}'), asked("PUT", JSON, b"{}", "https://[a")),
    Legal("SK200-01", "an entity tag", Response(200, {**JSON, "ETag": '"1"'}, b"{}"), asked()),
    Legal(
        "SK200-01", "a date", Response(200, {**JSON, "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT"}, b"{}"), asked()
    ),
    Legal("SK200-01", "none that there is", Response(200, JSON, b"{}"), asked(), aside=True),
    Legal("SK200-01", "to POST", Response(200, JSON, b"{}"), asked("POST")),
    Legal("SK201-01", "Location", Response(201, {**JSON, "Location": "/a/1"}, b"{}"), asked("POST")),
    Legal("SK201-01", "to PUT", Response(201, JSON, b"{}"), asked("PUT")),
    Legal("SK201-01", "to who knows what", Response(201, JSON, b"{}")),
    Legal("SK201-02", "to MKCOL", Response(201, content=b""), asked("MKCOL")),
    Legal("SK202-01", "a monitor", Response(202, {"Location": "/jobs/1"}, b""), asked("POST")),
    *(
        Legal("SK202-01", f"a monitor in {name}", Response(202, {name: "/jobs/1"}, b""), asked("POST"))
        for name in ("Content-Location", "Link", "Refresh", "Operation-Location", "Azure-AsyncOperation")
    ),
    Legal("SK202-01", "when to ask again", Response(202, {"Retry-After": "5"}, b""), asked("POST")),
    Legal("SK202-01", "what is going on", Response(202, JSON, b'{"state":"queued"}'), asked("POST")),
    Legal("SK202-01", "to HEAD", Response(202, content=b""), asked("HEAD")),
    Legal("SK202-01", "content that is not known", Response(202), asked("POST")),
    Legal("SK203-01", "Via", Response(203, {**JSON, "Via": "1.1 proxy"}, b"{}")),
    *(
        Legal("SK203-01", f"a trace in {name}", Response(203, {**JSON, name: "1"}, b"{}"))
        for name in ("Warning", "Age", "Cache-Status", "Proxy-Status", "CF-RAY", "X-Served-By")
    ),
    Legal("SK203-01", "another trace", Response(203, {**JSON, "X-Cache": "HIT"}, b"{}")),
    Legal("SK203-01", "from a proxy", Response(203, JSON, b"{}"), role="proxy"),
    Legal("SK204-01", "no content", Response(204, content=b"")),
    Legal("SK204-01", "content that is not known", Response(204)),
    Legal("SK204-02", "no length", Response(204, {"ETag": '"1"'}, b""), asked("PUT")),
    Legal("SK204-03", "what frameworks send", Response(204, JSON, b""), aside=True),
    Legal("SK204-03", "no type", Response(204, {"Content-Location": "/a"}, b"")),
    Legal("SK205-01", "a length of zero", Response(205, {"Content-Length": "0"}, b""), asked("POST")),
    Legal("SK205-01", "content that is not known", Response(205)),
    Legal("SK207-01", "a multistatus", Response(207, XML, MULTISTATUS), asked("PROPFIND")),
    Legal(
        "SK207-01",
        "another type of XML",
        Response(207, {"Content-Type": "application/davmount+xml"}),
        asked("PROPFIND"),
    ),
    Legal(
        "SK207-01",
        "a charset that is not told",
        Response(207, {"Content-Type": "text/xml"}, MULTISTATUS.decode().encode("utf-16")),
        asked("PROPFIND"),
    ),
    Legal("SK207-01", "content that is not known", Response(207), asked("PROPFIND")),
    Legal("SK207-01", "a batch of an API", Response(207, JSON, b'[{"status":201},{"status":400}]'), asked("POST")),
    Legal("SK207-01", "a batch of deletions", Response(207, JSON, b'[{"status":204}]'), asked("DELETE")),
    Legal(
        "SK208-01",
        "inside a multistatus",
        Response(207, XML, MULTISTATUS.replace(b"></", b">HTTP/1.1 208 Already Reported</")),
        asked("PROPFIND"),
    ),
    Legal(
        "SK226-01",
        "both",
        Response(226, {**TEXT, "ETag": '"1"', "IM": "vcdiff"}, b"+1"),
        asked(fields={"A-IM": "vcdiff", "If-None-Match": '"0"'}),
    ),
    Legal(
        "SK226-01", "fields that are not known", Response(226, {**TEXT, "ETag": '"1"', "IM": "feed"}, b"+1"), unknown()
    ),
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
