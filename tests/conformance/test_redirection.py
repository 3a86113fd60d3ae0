"""Each rule about 3xx: what breaks it, and the nearest that is right."""

from __future__ import annotations

import pytest
from conformance.cases import Faulty, Legal, asked, assert_found, assert_left_alone, unknown

from statuskit.conformance import RULES, check
from statuskit.conformance.rules import redirection
from statuskit.messages import Request, Response

FAMILY = {rule.id: rule for rule in redirection.RULES if not rule.id.startswith("SK304")}

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
HERE = "https://example.com/a"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
LOGIN = b"user=me&password=s3cret"
KEEP_307 = "Answer 307 to have the method kept, or 303 to have the result fetched with GET."
KEEP_308 = "Answer 308 to have the method kept, or 303 to have the result fetched with GET."


def to(location: str, status: int = 302, **fields: str) -> Response:
    """Return a redirect."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return Response(status, {"Location": location, **named}, b"")


def get(url: str = HERE) -> Request:
    """Return a request for a URL."""
    return asked(url=url)


def past(url: str, location: str, status: int = 302, method: str = "GET", **fields: str) -> Response:
    """Return a redirect that was followed."""
    return Response(status, to(location, **fields).headers, b"", url=url, request=asked(method, url=url))


def after(*earlier: Response, last: Response) -> Response:
    """Return a response with what came before it."""
    return Response(last.status, last.headers, last.content, history=earlier)


def loops(method: str, code: str) -> str:
    """Return what is said of a redirect to itself."""
    return f"{code} to {method} leads to the same URL"


BACK = "302 Found leads back to where the redirects came from"
STEPS = [past(f"https://example.com/{step}", f"/{step + 1}") for step in range(6)]
OK = Response(200, {"Content-Type": "text/plain"}, b"hello")

FAULTY = [
    *(
        Faulty("SK3XX-01", Response(code, content=b""), None, f"{code} {phrase} without Location")
        for code, phrase in (
            (301, "Moved Permanently"),
            (302, "Found"),
            (303, "See Other"),
            (307, "Temporary Redirect"),
            (308, "Permanent Redirect"),
        )
    ),
    Faulty(
        "SK300-01",
        Response(300, content=b""),
        get(),
        "300 Multiple Choices with neither a list of choices nor Location",
    ),
    Faulty(
        "SK3XX-03",
        to("/b", 301),
        asked("POST", FORM, b"a=1", HERE),
        "301 Moved Permanently to POST, which clients may follow with GET",
        "Location: '/b'",
        KEEP_308,
    ),
    Faulty(
        "SK3XX-03",
        to("https://me:pw@b.example/?token=s3cret", 302),
        asked("POST", JSON, b"{}", HERE),
        "302 Found to POST, which clients may follow with GET",
        "Location: 'https://[hidden]@b.example/?...'",
        KEEP_307,
    ),
    Faulty(
        "SK3XX-03",
        to("/b"),
        asked("DELETE", url=HERE),
        "302 Found to DELETE, which clients may follow with GET",
        "Location: '/b'",
        KEEP_307,
    ),
    Faulty(
        "SK3XX-03",
        to("https://me:pw@[b/c?token=s3cret#d"),
        asked("PUT", url=HERE),
        "302 Found to PUT, which clients may follow with GET",
        "Location: 'https://[hidden]@[b/c?...'",
        KEEP_307,
    ),
    Faulty("SK3XX-01", Response(301, {"Range": "bytes=0-1"}, b""), None, "301 Moved Permanently without Location"),
    Faulty(
        "SK3XX-04",
        after(Response(302, to("/b").headers, b"", url=HERE, request=asked(url=None)), last=to("/a")),
        get("https://example.com/b"),
        BACK,
        "Location: '/a'",
    ),
    Faulty(
        "SK3XX-04",
        after(Response(302, to("/b").headers, b"", url="/x", request=get()), last=to("/a")),
        get("https://example.com/b"),
        BACK,
        "Location: '/a'",
    ),
    Faulty("SK3XX-04", to("/a"), get(), loops("GET", "302 Found"), "Location: '/a'"),
    Faulty("SK3XX-04", to("#top"), get(), loops("GET", "302 Found"), "Location: '#...'"),
    Faulty(
        "SK3XX-04",
        to("HTTPS://EXAMPLE.com:443/a", 301),
        asked("HEAD", url=HERE),
        loops("HEAD", "301 Moved Permanently"),
        "Location: 'HTTPS://EXAMPLE.com:443/a'",
    ),
    Faulty("SK3XX-04", to("", 307), asked("PUT", url="/a"), loops("PUT", "307 Temporary Redirect"), "Location: ''"),
    Faulty("SK3XX-04", to("?a=1", 303), get(f"{HERE}?a=1"), loops("GET", "303 See Other"), "Location: '?...'"),
    Faulty(
        "SK3XX-04",
        after(past(HERE, "/b"), last=to("/a")),
        get("https://example.com/b"),
        BACK,
        "Location: '/a'",
    ),
    Faulty(
        "SK3XX-04",
        after(past(HERE, "/b", 303, "POST"), past("https://example.com/b", "/c"), last=to("/b")),
        get("https://example.com/c"),
        BACK,
        "Location: '/b'",
    ),
    Faulty(
        "SK3XX-04",
        after(*STEPS, last=OK),
        get("https://example.com/6"),
        "6 redirects before this response",
        fix="Redirect to the final URL at once; some clients give up after 5.",
    ),
    Faulty(
        "SK3XX-05",
        to("http://example.com/a", 301),
        get(),
        "301 Moved Permanently from https to http",
        "Location: 'http://example.com/a'",
    ),
    Faulty(
        "SK3XX-05",
        Response(307, {"Location": "HTTP://b.example"}, b"", url="https://example.com/"),
        None,
        "307 Temporary Redirect from https to http",
        "Location: 'HTTP://b.example'",
    ),
    *(
        Faulty(
            "SK3XX-06",
            to("https://b.example/in", status),
            asked("POST", FORM, content, HERE),
            f"{said} has the form's {field!r} sent on to another host",
            "Location: 'https://b.example/in'",
        )
        for status, said, content, field in (
            (307, "307 Temporary Redirect", LOGIN, "password"),
            (308, "308 Permanent Redirect", b"client_secret=x", "client_secret"),
            (307, "307 Temporary Redirect", b"user%5Bpassword%5D=x", "user[password]"),
            (307, "307 Temporary Redirect", b"page=2&otp=x&password=y", "otp"),
        )
    ),
    Faulty(
        "SK3XX-05",
        to("http://example.com/a"),
        get("HTTPS://example.com/a"),
        "302 Found from https to http",
        "Location: 'http://example.com/a'",
    ),
    Faulty("SK301-02", to("/b", 301), asked("HEAD", url=HERE), "301 Moved Permanently without Cache-Control"),
    Faulty("SK301-02", to("/b", 301), get(), "301 Moved Permanently without Cache-Control"),
    Faulty("SK301-02", to("/b", 308), None, "308 Permanent Redirect without Cache-Control"),
]

LEGAL = [
    Legal("SK3XX-01", "a relative Location", to("../b"), get()),
    Legal("SK3XX-01", "an upload that goes on", Response(308, {"Range": "bytes=0-42"}, b""), asked("PUT")),
    Legal(
        "SK3XX-01", "an upload that begins", Response(308, content=b""), asked("PUT", {"Content-Range": "bytes */100"})
    ),
    *(
        Legal("SK3XX-01", f"an upload, by {name}", Response(308, {name: "x"}, b""), asked("PUT"))
        for name in ("X-GUploader-UploadID", "X-Goog-Upload-Status")
    ),
    Legal("SK3XX-01", "no place to go to", Response(304, {"ETag": '"1"'}, b"")),
    Legal(
        "SK300-01",
        "a list",
        Response(300, {"Content-Type": "text/html"}, b"<a href=a.en>en</a> <a href=a.de>de</a>"),
        get(),
    ),
    Legal("SK300-01", "a preferred one", to("/a.en", 300), get()),
    Legal("SK300-01", "links", Response(300, {"Link": '</a.en>; rel="alternate"'}, b""), get()),
    Legal("SK300-01", "alternates", Response(300, {"Alternates": '{"a.en" 1}'}, b""), get()),
    Legal("SK300-01", "to HEAD", Response(300, content=b""), asked("HEAD")),
    Legal("SK300-01", "to who knows what", Response(300, content=b"")),
    Legal("SK3XX-03", "a form, and a page to see", to("/done"), asked("POST", FORM, b"a=1", HERE)),
    Legal(
        "SK3XX-03",
        "a form with a file",
        to("/done"),
        asked("POST", {"Content-Type": "multipart/form-data; boundary=x"}, None, HERE),
    ),
    Legal("SK3XX-03", "a form of text", to("/done"), asked("POST", {"Content-Type": " Text/Plain ; a=b"}, None, HERE)),
    Legal("SK3XX-03", "a type that is not known", to("/done"), unknown("POST")),
    Legal("SK3XX-03", "to GET", to("/b", 301), get()),
    Legal("SK3XX-03", "to a safe method of WebDAV", to("/a/", 301), asked("PROPFIND", url=HERE)),
    Legal("SK3XX-03", "303", to("/b", 303), asked("POST", JSON, b"{}", HERE)),
    Legal("SK3XX-03", "307", to("/b", 307), asked("DELETE", url=HERE)),
    Legal("SK3XX-04", "another path", to("/a/", 301), get()),
    Legal("SK3XX-04", "another query", to("?page=2"), get()),
    Legal("SK3XX-04", "another host", to("https://www.example.com/a", 301), get()),
    Legal("SK3XX-04", "another port", to("https://example.com:8443/a"), get()),
    Legal("SK3XX-04", "https", to(HERE, 308), get("http://example.com/a")),
    Legal("SK3XX-04", "the page of a form", to("/a", 303), asked("POST", FORM, b"a=1", HERE)),
    Legal("SK3XX-04", "the page of a form, by 302", to("/a"), asked("POST", FORM, b"a=1", HERE)),
    Legal("SK3XX-04", "a cookie to be tried", to("/a", Set_Cookie="seen=1"), get()),
    Legal("SK3XX-04", "to come again later", to("/a", 307, Retry_After="1"), get()),
    *(
        Legal("SK3XX-04", f"another request, by {name}", to("/a", **{name: "x"}), get())
        for name in ("Clear_Site_Data", "Accept_CH", "WWW_Authenticate")
    ),
    Legal("SK3XX-04", "http, and its port", to("http://example.com/b"), get("http://example.com:80/a")),
    Legal("SK3XX-04", "a host that is not known", to(HERE), get("/a")),
    Legal("SK3XX-04", "a URL that is not known", to("/a"), asked(url=None)),
    Legal("SK3XX-04", "a method that is not known", to("/a")),
    Legal("SK3XX-04", "a port that is none", to("https://example.com:99999/a"), get()),
    Legal(
        "SK3XX-04",
        "back, and then an answer",
        after(past(HERE, "/b"), past("https://example.com/b", "/a"), last=OK),
        get(),
    ),
    Legal(
        "SK3XX-04",
        "back, logged in",
        after(past(HERE, "/in"), last=to("/a", Set_Cookie="id=1")),
        get("https://example.com/in"),
    ),
    Legal(
        "SK3XX-04",
        "back, logged in before",
        after(past(HERE, "/in"), past("https://example.com/in", "/ok", Set_Cookie="id=1"), last=to("/a")),
        get("https://example.com/ok"),
    ),
    Legal("SK3XX-04", "on, and not back", after(past(HERE, "/b"), last=to("/c")), get("https://example.com/b")),
    Legal(
        "SK3XX-04",
        "back with another method",
        after(past(HERE, "/b", 303, "POST"), last=to("/a")),
        get("https://example.com/b"),
    ),
    Legal(
        "SK3XX-04",
        "an attempt that was repeated",
        after(Response(503, url=HERE, request=get()), last=to("/a", Retry_After="1")),
        get(),
    ),
    Legal(
        "SK3XX-04",
        "an attempt that failed before",
        after(past(HERE, "/b"), Response(503, request=get()), last=to("/a")),
        get("https://example.com/b"),
    ),
    Legal("SK3XX-04", "a history of targets", after(to("/b"), to("/a"), last=to("/c")), get()),
    Legal("SK3XX-04", "a history without URLs", after(Response(302, request=asked(url=None)), last=to("/c")), get()),
    Legal("SK3XX-04", "five redirects", after(*STEPS[:5], last=OK), get("https://example.com/5")),
    Legal("SK3XX-04", "six attempts", after(*[Response(503)] * 6, last=OK), get()),
    Legal("SK3XX-05", "https", to("https://b.example/"), get()),
    Legal("SK3XX-05", "relative", to("//b.example/"), get()),
    Legal("SK3XX-05", "from http", to("http://b.example/"), get("http://example.com/")),
    Legal("SK3XX-05", "from who knows where", to("http://b.example/")),
    *(
        Legal("SK3XX-05", f"an application at {host}", to(f"http://{host}:51004/?code=x"), get())
        for host in ("127.0.0.1", "[::1]", "LocalHost")
    ),
    Legal("SK3XX-05", "another scheme", to("com.example.app:/in?code=x"), get()),
    Legal("SK3XX-06", "303", to("https://b.example/in", 303), asked("POST", FORM, LOGIN, HERE)),
    Legal("SK3XX-06", "the same host", to("/in/", 307), asked("POST", FORM, LOGIN, HERE)),
    Legal("SK3XX-06", "the same host over TLS", to(HERE, 308), asked("POST", FORM, LOGIN, "http://example.com/a")),
    Legal(
        "SK3XX-06",
        "nothing secret",
        to("https://b.example/in", 307),
        asked("POST", FORM, b"q=password&password=&author=joe&passage=x", HERE),
    ),
    Legal(
        "SK3XX-06",
        "no form",
        to("https://b.example/in", 307),
        asked("POST", {"Content-Type": "text/csv"}, LOGIN, HERE),
    ),
    Legal("SK3XX-06", "content that is not known", to("https://b.example/in", 307), asked("POST", FORM, None, HERE)),
    Legal("SK3XX-06", "to GET", to("https://b.example/in", 307), asked("GET", FORM, LOGIN, HERE)),
    Legal("SK3XX-06", "a host that is not known", to("https://b.example/in", 307), asked("POST", FORM, LOGIN, "/a")),
    Legal("SK3XX-06", "from no URL", to("https://b.example", 307), asked("POST", FORM, LOGIN, "https://[a")),
    Legal(
        "SK3XX-06", "from no port", to("https://b.example", 307), asked("POST", FORM, LOGIN, "https://a.example:99999/")
    ),
    Legal("SK3XX-06", "no host", to("com.example.app:/in", 307), asked("POST", FORM, LOGIN, HERE)),
    Legal("SK301-02", "what frameworks send", to("/b", 301), get(), aside=True),
    *(
        Legal("SK301-02", f"a lifetime in {name}", to("/b", 301, **{name: DATE}), get())
        for name in ("Cache_Control", "Expires", "CDN_Cache_Control", "Surrogate_Control")
    ),
    Legal("SK301-02", "what no cache keeps", to("/b", 308), asked("PUT", url=HERE)),
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


def test_the_redirects_are_those_of_the_registry() -> None:
    """Which statuses lead somewhere, which for good and which with the method kept, is not said twice."""
    assert {301, 302, 303, 307, 308} == set(RULES["SK3XX-01"].on)
    assert {300, 301, 302, 303, 307, 308} == set(RULES["SK3XX-05"].on)
    assert {307, 308} == set(RULES["SK3XX-06"].on)
    assert {301, 308} == set(RULES["SK301-02"].on)


@pytest.mark.parametrize("tail", ["password=1234", "&client_secret=1234&x=y"])
def test_no_secret_is_shown(tail: str) -> None:
    """A finding names the field of the form, and never its value, nor the query of a URL."""
    response = to(f"https://b.example/in?{tail}#{tail}", 307)
    (found,) = check(response, asked("POST", FORM, tail.encode(), HERE), select="SK3XX-06")

    assert "1234" not in found.explain()


def test_a_secret_beyond_the_start_is_not_looked_for() -> None:
    """The first 64 KiB of a form are enough."""
    far = asked("POST", FORM, b"a" * (1 << 16) + b"&" + LOGIN, HERE)

    assert [] == check(to("https://b.example/in", 307), far, select="SK3XX-06")


@pytest.mark.parametrize("rule", ["SK3XX-04", "SK3XX-05", "SK3XX-06"])
@pytest.mark.parametrize("location", ["https://[a", "http://a:99999/", "//[", "http://\u2100/"])
def test_what_is_no_url_leads_nowhere(rule: str, location: str) -> None:
    """That it is none is for another rule to say; nothing raises."""
    assert [] == check(to(location, 307), asked("POST", FORM, LOGIN, HERE), select=rule)
