"""
The responses that the RFCs show, and the field lines, each with the section that shows it.

Fields and addresses are those of the text. Content has the type and the length that are told, in words of our own; what
the text leaves out is filled in. Field lines that stand alone are put on a response that they make sense on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from conformance.corpus_case import HTML, asked, case, octets

if TYPE_CHECKING:
    from conformance.corpus_case import Case

GET: Final = "GET /\nHost: example.com"
TEXT: Final = b"An example.\n"


def _json(**members: Any) -> bytes:
    return json.dumps(members).encode()


def _part(kind: str, line: str) -> bytes:
    return f"--THIS_STRING_SEPARATES\r\nContent-Type: {kind}\r\nContent-Range: {line}\r\n\r\n...\r\n".encode()


_END: Final = b"--THIS_STRING_SEPARATES--\r\n"
_PAGE: Final = "Content-Type: text/html"
_PROBLEM: Final = "Content-Type: application/problem+json\nContent-Language: en"
_BYTES: Final = "GET /\nHost: example.com\nRange: bytes="
_CREDIT: Final = asked(
    "POST /purchase\nHost: store.example.com\nContent-Type: application/json\n"
    "Accept: application/json, application/problem+json",
    b'{"item": 1, "quantity": 2}',
)

# --- whole messages ---------------------------------------------------------------------------------------------------

MESSAGES: Final[list[Case]] = [
    case(
        "RFC 9110 §3.9",
        200,
        """
        Date: Mon, 27 Jul 2009 12:28:53 GMT
        Server: Apache
        Last-Modified: Wed, 22 Jul 2009 19:15:56 GMT
        ETag: "34aa387-d-1568eb00"
        Accept-Ranges: bytes
        Content-Length: 51
        Vary: Accept-Encoding
        Content-Type: text/plain
        """,
        octets(51),
        "GET /hello.txt\nUser-Agent: curl/7.64.1\nHost: www.example.com\nAccept-Language: en, mi",
    ),
    case(
        "RFC 9110 §7.8",
        101,
        "Connection: upgrade\nUpgrade: websocket",
        b"",
        "GET /hello\nHost: www.example.com\nConnection: upgrade\nUpgrade: websocket, IRC/6.9, RTA/x11",
    ),
    *(
        case(
            f"RFC 9110 §8.8.3.3 {coding}",
            200,
            f"""
            Date: Fri, 26 Mar 2010 00:05:00 GMT
            ETag: "{tag}"
            Content-Length: {len(content)}
            Vary: Accept-Encoding
            Content-Type: text/plain
            {line}""",
            content,
            "GET /index\nHost: www.example.com\nAccept-Encoding: gzip",
        )
        for coding, tag, content, line in [
            ("identity", "123-a", octets(70), ""),
            ("gzip", "123-b", octets(43, b"\x1f\x8b\x08\x00"), "Content-Encoding: gzip"),
        ]
    ),
    case(
        "RFC 9110 §14.6",
        206,
        """
        Date: Tue, 14 Nov 1995 06:25:24 GMT
        Last-Modified: Tue, 14 July 04:58:08 GMT
        Content-Length: 2331785
        Content-Type: multipart/byteranges; boundary=THIS_STRING_SEPARATES
        """,
        None,
        "GET /\nHost: example.com\nRange: exampleunit=1.2-4.3,11.2-14.3",
    ),
    case(
        "RFC 9110 §15.3.7.1",
        206,
        """
        Date: Wed, 15 Nov 1995 06:25:24 GMT
        Last-Modified: Wed, 15 Nov 1995 04:58:08 GMT
        Content-Range: bytes 21010-47021/47022
        Content-Length: 26012
        Content-Type: image/gif
        """,
        octets(26012, b"GIF89a"),
        f"{_BYTES}21010-",
    ),
    case(
        "RFC 9110 §15.3.7.2",
        206,
        """
        Date: Wed, 15 Nov 1995 06:25:24 GMT
        Last-Modified: Wed, 15 Nov 1995 04:58:08 GMT
        Content-Type: multipart/byteranges; boundary=THIS_STRING_SEPARATES
        """,
        _part("application/pdf", "bytes 500-999/8000") + _part("application/pdf", "bytes 7000-7999/8000") + _END,
        f"{_BYTES}500-999,7000-7999",
    ),
    case(
        "RFC 9110 §15.5.17",
        416,
        "Date: Fri, 20 Jan 2012 15:41:54 GMT\nContent-Range: bytes */47022",
        b"",
        f"{_BYTES}47022-",
    ),
    case(
        "RFC 9110 §15.5.22",
        426,
        "Upgrade: HTTP/3.0\nConnection: Upgrade\nContent-Length: 53\nContent-Type: text/plain",
        octets(53),
    ),
    case("RFC 9113 §8.8.2", 304, 'ETag: "xyzzy"\nExpires: Thu, 23 Jan 2020 10:00:00 GMT', b"", None),
    case("RFC 9113 §8.8.4", 200, "Content-Type: image/jpeg\nContent-Length: 123", octets(123, b"\xff\xd8\xff"), None),
    case(
        "RFC 9113 §8.8.5 100",
        100,
        "Extension-Field: bar",
        b"",
        "POST /resource\nHost: example.org\nExpect: 100-continue",
    ),
    case(
        "RFC 9113 §8.8.5 200",
        200,
        "Content-Type: image/jpeg\nTransfer-Encoding: chunked\nTrailer: Foo",
        octets(0x123, b"\xff\xd8\xff"),
        "POST /resource\nHost: example.org\nExpect: 100-continue",
    ),
    case(
        "RFC 5789 §2.1",
        204,
        'Content-Location: /file.txt\nETag: "e0023aa4f"',
        b"",
        asked(
            'PATCH /file.txt\nHost: www.example.com\nContent-Type: application/example\nIf-Match: "e0023aa4e"\n'
            "Content-Length: 100",
            octets(100),
        ),
    ),
    case(
        "RFC 5789 §3.2",
        200,
        "Allow: GET, PUT, POST, OPTIONS, HEAD, DELETE, PATCH\nAccept-Patch: application/example, text/example",
        b"",
        "OPTIONS /example/buddies.xml\nHost: www.example.com",
    ),
    case("RFC 5861 §4.1 200", 200, "Cache-Control: max-age=600, stale-if-error=1200\nContent-Type: text/plain", TEXT),
    case("RFC 5861 §4.1 500", 500, "Content-Type: text/plain", TEXT),
    case(
        "RFC 5861 §4.1 stale",
        200,
        "Cache-Control: max-age=600, stale-if-error=1200\nAge: 900\nContent-Type: text/plain",
        TEXT,
    ),
    case("RFC 6585 §3", 428, _PAGE, HTML, "PUT /\nHost: example.com"),
    case("RFC 6585 §4", 429, f"{_PAGE}\nRetry-After: 3600", HTML),
    case("RFC 6585 §5", 431, _PAGE, HTML, "GET /\nHost: example.com\nExample: much"),
    case(
        "RFC 6585 §6.1",
        511,
        _PAGE,
        b'<html><head><title>An example</title><meta http-equiv="refresh" content="0; url=https://login.example.net/">'
        b'</head><body><a href="https://login.example.net/">There</a></body></html>',
        "GET /index.htm\nHost: www.example.com",
    ),
    case(
        "RFC 7538 §4",
        308,
        "Content-Type: text/html; charset=UTF-8\nLocation: http://example.com/new\nContent-Length: 356",
        octets(356, b'<p><a href="http://example.com/new">There</a></p>\n'),
    ),
    case("RFC 7725 §3", 451, f'Link: <https://spqr.example.org/legislatione>; rel="blocked-by"\n{_PAGE}', HTML),
    *(
        case(f"RFC 8297 §2 {number}", 103, head)
        for number, head in enumerate(
            [
                "Link: </style.css>; rel=preload; as=style\nLink: </script.js>; rel=preload; as=script",
                "Link: </main.css>; rel=preload; as=style",
            ]
        )
    ),
    case(
        "RFC 8297 §2 200",
        200,
        """
        Date: Fri, 26 May 2017 10:02:11 GMT
        Content-Length: 1234
        Content-Type: text/html; charset=utf-8
        Link: </main.css>; rel=preload; as=style
        Link: </newstyle.css>; rel=preload; as=style
        Link: </script.js>; rel=preload; as=script
        """,
        octets(1234, HTML),
    ),
    # The request is the one shown; what is to be answered is told in words.
    case("RFC 8470 §5.1", 425, _PAGE, HTML, "GET /resource HTTP/1.0\nHost: example.com\nEarly-Data: 1"),
    case(
        "RFC 9205 §4.1",
        200,
        "Content-Type: application/things+json\nContent-Length: 500\nServer: Bar/2.2",
        octets(500, b'[{"name": "thing"}]' + b" " * 481),
        "GET /thing\nHost: example.com\nAccept: application/things+json\nUser-Agent: Foo/1.0",
    ),
    case("RFC 9205 §4.9.1", 200, "Content-Type: application/example+xml\nCache-Control: no-store", b"<example/>"),
    case(
        "RFC 9205 §4.9.4",
        200,
        """
        Content-Type: application/example+xml
        Cache-Control: max-age=60
        ETag: "sa0f8wf20fs0f"
        Vary: Accept-Encoding
        """,
        b"<example/>",
    ),
    case(
        "RFC 9205 §4.13",
        200,
        """
        Content-Type: application/example+json
        X-Content-Type-Options: nosniff
        Content-Security-Policy: default-src 'none'
        Cache-Control: max-age=3600
        Referrer-Policy: no-referrer
        """,
        b'{"example": true}',
    ),
    case("RFC 9209 §2.1.1 504", 504, "Proxy-Status: ExampleCDN; error=connection_timeout"),
    case("RFC 9209 §2.1.1 429", 429, "Proxy-Status: r34.example.net; error=http_request_error, ExampleCDN"),
    case(
        "RFC 9457 §3 403",
        403,
        _PROBLEM,
        _json(
            type="https://example.com/probs/out-of-credit",
            title="Too little credit.",
            detail="There are 30, and it costs 50.",
            instance="/account/12345/msgs/abc",
            balance=30,
            accounts=["/account/12345", "/account/67890"],
        ),
        _CREDIT,
    ),
    case(
        "RFC 9457 §3 422",
        422,
        _PROBLEM,
        _json(
            type="https://example.net/validation-error",
            title="Not valid.",
            errors=[
                {"detail": "no integer", "pointer": "#/age"},
                {"detail": "no colour", "pointer": "#/profile/color"},
            ],
        ),
        asked(
            "POST /details\nHost: account.example.com\nAccept: application/json",
            b'{"age": 42.3, "profile": {"color": "yellow"}}',
        ),
    ),
    case(
        "RFC 9457 §B",
        403,
        "Content-Type: application/problem+xml\nContent-Language: en",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="urn:ietf:rfc:7807">'
        b"<type>https://example.com/probs/out-of-credit</type><title>Too little credit.</title></problem>",
        asked("POST /purchase\nHost: store.example.com\nContent-Type: application/json", b"{}"),
    ),
]

# --- field lines ------------------------------------------------------------------------------------------------------

_CHUNKED: Final = "Content-Type: text/plain\nTransfer-Encoding: gzip, chunked"
_TITLES: Final = (
    "Link: </TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel,"
    " </TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel"
)
_LAYERS: Final = """
Cache-Status: ReverseProxyCache; hit
Cache-Status: ForwardProxyCache; fwd=uri-miss; collapsed; stored
Cache-Status: BrowserCache; fwd=uri-miss"""
_LINES: Final = [
    ("RFC 9110 §6.6.1", "Date: Tue, 15 Nov 1994 08:12:31 GMT"),
    ("RFC 9110 §7.6.3 two", "Via: 1.0 fred, 1.1 p.example.net"),
    ("RFC 9110 §7.6.3 three", "Via: 1.0 ricky, 1.1 mertz, 1.0 lucy"),
    ("RFC 9110 §8.3", "Content-Type: text/html; charset=ISO-8859-4"),
    ("RFC 9110 §8.5 one", "Content-Language: da"),
    ("RFC 9110 §8.5 two", "Content-Language: mi, en"),
    ("RFC 9110 §8.8.2", "Last-Modified: Tue, 15 Nov 1994 12:45:26 GMT"),
    ("RFC 9110 §8.8.3 strong", 'ETag: "xyzzy"'),
    ("RFC 9110 §8.8.3 weak", 'ETag: W/"xyzzy"'),
    ("RFC 9110 §8.8.3 empty", 'ETag: ""'),
    ("RFC 9110 §10.2.1", "Allow: GET, HEAD, PUT"),
    ("RFC 9110 §10.2.4", "Server: CERN/3.0 libwww/2.17"),
    ("RFC 9110 §12.5.5", "Vary: accept-encoding, accept-language"),
    ("RFC 9110 §14.3 bytes", "Accept-Ranges: bytes"),
    ("RFC 9110 §14.3 none", "Accept-Ranges: none"),
    ("RFC 9111 §5.2.3", 'Cache-Control: private, community="UCI"'),
    ("RFC 9111 §5.3", "Expires: Thu, 01 Dec 1994 16:00:00 GMT"),
    ("RFC 9112 §9.6", "Connection: close"),
    ("RFC 8288 §3.5 title", 'Link: <http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter"'),
    ("RFC 8288 §3.5 extension", 'Link: </>; rel="http://example.net/foo"'),
    ("RFC 8288 §3.5 anchor", 'Link: </terms>; rel="copyright"; anchor="#foo"'),
    ("RFC 8288 §3.5 encoded", _TITLES),
    ("RFC 8288 §3.5 relations", 'Link: <http://example.org/>; rel="start http://example.net/relation/other"'),
    ("RFC 8288 §3.5 list", 'Link: <https://example.org/>; rel="start", <https://example.org/index>; rel="index"'),
    (
        "RFC 8288 §3.5 lines",
        'Link: <https://example.org/>; rel="start"\nLink: <https://example.org/index>; rel="index"',
    ),
    ("RFC 9209 §2", "Proxy-Status: revproxy1.example.net, ExampleCDN"),
    ("RFC 9209 §2.1.2", "Proxy-Status: cdn.example.org; next-hop=backend.example.org:8001"),
    ("RFC 9209 §2.1.3", 'Proxy-Status: "proxy.example.org"; next-protocol=h2'),
    ("RFC 9209 §2.1.4", "Proxy-Status: ExampleCDN; received-status=200"),
    ("RFC 9211 §2.8", "Cache-Status: ExampleCache; hit; detail=MEMORY"),
    ("RFC 9211 §3 fresh", "Cache-Status: ExampleCache; hit; ttl=376"),
    ("RFC 9211 §3 stale", "Cache-Status: ExampleCache; hit; ttl=-412"),
    ("RFC 9211 §3 miss", "Cache-Status: ExampleCache; fwd=uri-miss"),
    ("RFC 9211 §3 validated", "Cache-Status: ExampleCache; fwd=stale; fwd-status=304"),
    ("RFC 9211 §3 collapsed", "Cache-Status: ExampleCache; fwd=uri-miss; collapsed=?0"),
    ("RFC 9211 §3 layers", 'Cache-Status: OriginCache; hit; ttl=1100, "CDN Company Here"; hit; ttl=545'),
    ("RFC 9211 §3 lines", _LAYERS),
    ("RFC 9213 §2", "CDN-Cache-Control: max-age=60"),
    ("RFC 9213 §2.3", "Age: 1800\nCache-Control: max-age=600\nCDN-Cache-Control: max-age=3600"),
    ("RFC 9213 §3.1 both", "Cache-Control: max-age=60, s-maxage=120\nCDN-Cache-Control: max-age=600"),
    ("RFC 9213 §3.1 one", "CDN-Cache-Control: max-age=600\nCache-Control: no-store"),
    ("RFC 9213 §3.1 none", "Cache-Control: no-store\nCDN-Cache-Control: none"),
    ("RFC 5861 §3.1", "Cache-Control: max-age=600, stale-while-revalidate=30"),
    ("RFC 8246 §2.2", "Cache-Control: max-age=31536000, immutable"),
]
_KIND: Final = "\nContent-Type: text/plain"

FIELDS: Final[list[Case]] = [
    *(case(name, 200, line if "Content-Type" in line else line + _KIND, TEXT) for name, line in _LINES),
    case("RFC 9110 §8.4", 200, "Content-Encoding: gzip" + _KIND, b"\x1f\x8b\x08\x00"),
    case("RFC 9110 §8.6", 200, "Content-Length: 3495" + _KIND, octets(3495)),
    case("RFC 9110 §8.6 HEAD", 200, "Content-Length: 3495" + _KIND, b"", "HEAD /\nHost: example.com"),
    case("RFC 9110 §10.2.1 405", 405, "Allow: GET, HEAD, PUT" + _KIND, TEXT, "DELETE /\nHost: example.com"),
    case("RFC 9110 §10.2.2 relative", 201, "Location: /People.html#tim", b"", "POST /people\nHost: example.com"),
    case("RFC 9110 §10.2.2 absolute", 302, "Location: http://www.example.net/index.html" + _KIND, TEXT),
    case("RFC 9110 §10.2.3 date", 503, "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT" + _KIND, TEXT),
    case("RFC 9110 §10.2.3 seconds", 503, "Retry-After: 120" + _KIND, TEXT),
    case(
        "RFC 9110 §11.6.1",
        401,
        r'WWW-Authenticate: Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\""' + _KIND,
        TEXT,
    ),
    case("RFC 9110 §14.4 known", 206, "Content-Range: bytes 42-1233/1234" + _KIND, octets(1192), f"{_BYTES}42-"),
    case("RFC 9110 §14.4 unknown", 206, "Content-Range: bytes 42-1233/*" + _KIND, octets(1192), f"{_BYTES}42-1233"),
    case("RFC 9110 §14.4 last", 206, "Content-Range: bytes 734-1233/1234" + _KIND, octets(500), f"{_BYTES}-500"),
    case("RFC 9110 §14.4 unsatisfied", 416, "Content-Range: bytes */1234" + _KIND, TEXT, f"{_BYTES}1234-"),
    case("RFC 9112 §6.1", 200, _CHUNKED, octets(64, b"\x1f\x8b\x08\x00")),
    case("RFC 9209 §2 error", 504, "Proxy-Status: ThisProxy; error=read_timeout" + _KIND, TEXT),
    case(
        "RFC 9209 §2.1.5",
        502,
        'Proxy-Status: proxy.example.net; error="http_protocol_error"; '
        'details="Malformed response header: space before colon"' + _KIND,
        TEXT,
    ),
]
CORPUS: Final[list[Case]] = [*MESSAGES, *FIELDS]
