"""
Responses with a fault each, by the rule that it breaks, and others whose faults no rule is about.

They are for comparing with other checkers: what each rule finds, and leaves alone, is tested by its family.
"""

from __future__ import annotations

from typing import Final

from conformance.corpus_case import HTML, Case, asked, case

_TEXT: Final = "Content-Type: text/plain"
_JSON: Final = "Content-Type: application/json"
_PROBLEM: Final = "Content-Type: application/problem+json"
_NO: Final = b"It went wrong."
_DATE: Final = "Date: Fri, 31 Dec 1999 23:59:00 GMT"
_STORED: Final = f"{_TEXT}\nCache-Control: public, max-age=60"

_HOST: Final = "\nHost: example.com"
_GET: Final = f"GET /{_HOST}"
_PUT: Final = f"PUT /{_HOST}"
_RANGE: Final = f"{_GET}\nRange: bytes=0-4"
_OLD: Final = f"GET / HTTP/1.0{_HOST}"
_NEW: Final = f"GET / HTTP/2{_HOST}"
_SENT: Final = asked(f"POST /{_HOST}\nContent-Type: application/json\nContent-Length: 2", b"{}")
_PATCH: Final = asked(f"PATCH /{_HOST}\nContent-Type: application/json\nContent-Length: 2", b"{}")
_CHANGE: Final = asked(f"PUT /{_HOST}\nContent-Type: application/json\nContent-Length: 2", b"{}")
_PART: Final = f"{_TEXT}\nContent-Range: bytes 0-4/9"
_PARTS: Final = "Content-Type: multipart/byteranges; boundary=x"
_ENDED: Final = b"--x\r\nContent-Range: bytes 0-4/9\r\n\r\nhello\r\n--x--\r\n"

# --- by rule ----------------------------------------------------------------------------------------------------------

BY_RULE: Final[list[Case]] = [
    case("SK000-01", 600, _TEXT, _NO),
    case("SK000-02", 299, _TEXT, _NO),
    case("SK000-03", 520, f"{_TEXT}\nServer: nginx", _NO),
    case("SK000-04", 305, "Location: http://proxy.example.com/"),
    case("SKHDR-01", 503, f"{_TEXT}\nRetry-After: soon", _NO),
    case("SKHDR-02", 503, f"{_TEXT}\n{_DATE}\nRetry-After: Fri, 31 Dec 1999 22:00:00 GMT", _NO),
    case("SKHDR-04", 404, f"{_TEXT}\nLocation: /there", _NO),
    case("SKHDR-05", 302, f"{_TEXT}\nLocation: http://exa mple.com/", _NO),
    case("SKHDR-07", 200, _DATE, _NO),
    case("SKHDR-08", 401, f"{_TEXT}\nWWW-Authenticate: Bearer realm=the api", _NO),
    case("SKHDR-08b", 407, f"{_TEXT}\nProxy-Authenticate: Basic realm=the proxy", _NO),
    case("SKHDR-09", 426, f"{_TEXT}\nUpgrade: HTTP/3.0", _NO),
    case("SKHDR-10", 200, f"{_TEXT}\nContent-Length: 99", _NO),
    case("SKHDR-11", 204, "Transfer-Encoding: chunked", b"", f"DELETE /{_HOST}"),
    case("SKHDR-11 1.0", 200, f"{_TEXT}\nTransfer-Encoding: chunked", _NO, _OLD),
    case("SKHDR-12", 200, f"{_TEXT}\nConnection: keep-alive", _NO, _NEW),
    case("SKHDR-13", 200, f"{_TEXT}\nContent-Length: 14\nTransfer-Encoding: chunked", _NO),
    case("SKERR-01", 404, _PROBLEM, b'{"type": "https://example.com/gone", "status": 410}'),
    case("SKERR-02", 404, _PROBLEM, b"[]"),
    case("SKERR-03", 404, _PROBLEM, b'{"type": "https://example.com/gone", "status": "404"}'),
    case("SKERR-04", 404, _PROBLEM, b'{"type": "about:blank", "title": "Gone fishing"}'),
    case("SKERR-05", 404, _DATE),
    case("SKERR-06", 404, _JSON, b'{"statusCode": 500, "message": "It went wrong."}'),
    case("SKERR-07", 400, "Content-Type: text/html", b'{"message": "It went wrong."}'),
    case("SK403-01", 403, _TEXT, b"Authentication credentials were not provided."),
    case("SK4XX-01", 400, _JSON, b'{"message": "Internal Server Error"}'),
    case("SK500-01", 500, _JSON, b'{"errors": {"age": ["must be a number"]}, "message": "Validation failed"}', _SENT),
    case("SKERR-10", 500, _TEXT, b'Traceback (most recent call last):\n  File "/srv/app.py", line 7, in view'),
    case("SK2XX-01", 200, _JSON, b'{"error": {"code": 404, "message": "no such user"}}'),
    case("SK2XX-02", 200, "Content-Type: text/html", b"<!DOCTYPE html><title>404 Not Found</title>"),
    case("SK1XX-01", 103, "Link: </a.css>; rel=preload", _NO),
    case("SK1XX-02", 103, "Link: </a.css>; rel=preload\nContent-Length: 0"),
    case("SK1XX-03", 103, "Link: </a.css>; rel=preload", b"", _OLD),
    case("SK100-01", 100, "", b"", _SENT),
    case("SK101-01", 101, "Connection: upgrade", b"", f"{_GET}\nConnection: upgrade\nUpgrade: websocket"),
    case("SK101-02", 101, "Connection: upgrade\nUpgrade: websocket"),
    case("SK101-03", 101, "Upgrade: websocket", b"", f"{_NEW}\nUpgrade: websocket"),
    case("SK103-01", 103),
    case("SK2XX-03", 200, _TEXT, _NO, f"HEAD /{_HOST}"),
    case("SK2XX-04", 200, "Content-Length: 0", b"", "CONNECT example.com:443\nHost: example.com:443"),
    case("SK2XX-05", 204, "", b"", f"{_PUT}\nIf-None-Match: *"),
    case("SK2XX-06", 200, f'{_JSON}\nContent-Location: /\nETag: "1"', b'{"id": 1}', _CHANGE),
    case("SK201-01", 201, _JSON, b'{"id": 1}', _SENT),
    case("SK201-02", 201, f"{_JSON}\nLocation: /1", b'{"id": 1}'),
    case("SK202-01", 202, "", b"", _SENT),
    case("SK203-01", 203, _TEXT, _NO),
    case("SK204-01", 204, _TEXT, _NO, _PUT),
    case("SK204-02", 204, "Content-Length: 0", b"", _PUT),
    case("SK205-01", 205, _TEXT, _NO, _SENT),
    case("SK207-01", 207, _JSON, b"{}", f"PROPFIND /{_HOST}"),
    case("SK208-01", 208, _TEXT, _NO),
    case("SK226-01", 226, _TEXT, _NO),
    case("SK206-01", 206, _TEXT, b"hello", _RANGE),
    case("SK206-02", 206, _PART, b"hello"),
    case("SK206-03", 206, f"{_PARTS}\nContent-Range: bytes 0-4/9", _ENDED, f"{_GET}\nRange: bytes=0-4,7-8"),
    case("SK206-04", 206, _PARTS, _ENDED, _RANGE),
    case("SK206-05", 206, _PART, b"hello", f"POST /{_HOST}\nRange: bytes=0-4"),
    case("SK206-06", 206, f"{_TEXT}\nContent-Range: bytes */9", b"hello", _RANGE),
    case("SK3XX-01", 302, _TEXT, _NO),
    case("SK300-01", 300),
    case("SK3XX-03", 302, f"{_TEXT}\nLocation: /there", _NO, _SENT),
    case("SK3XX-04", 302, f"{_TEXT}\nLocation: http://example.com/a", _NO, f"GET http://example.com/a{_HOST}"),
    case("SK3XX-05", 302, f"{_TEXT}\nLocation: http://example.com/", _NO, f"GET https://example.com/a{_HOST}"),
    case(
        "SK3XX-06",
        307,
        f"{_TEXT}\nLocation: https://example.net/",
        _NO,
        asked(
            f"POST https://example.com/{_HOST}\nContent-Type: application/x-www-form-urlencoded", b"user=a&password=b"
        ),
    ),
    case("SK304-01", 304, _DATE),
    case("SK304-02", 304, _DATE, b"", f'PUT /{_HOST}\nIf-None-Match: "1"'),
    case("SK304-03", 304, f'{_DATE}\nETag: "1"', _NO, f'{_GET}\nIf-None-Match: "1"'),
    case("SK304-05", 304, f'{_DATE}\nETag: "1"\nContent-Language: en', b"", f'{_GET}\nIf-None-Match: "1"'),
    case("SK304-06", 304, f'{_DATE}\nETag: "2"', b"", f'{_GET}\nIf-None-Match: "1"'),
    case("SK401-01", 401, _TEXT, _NO),
    case(
        "SK401-02",
        403,
        f'{_TEXT}\nWWW-Authenticate: Bearer error="invalid_token"',
        _NO,
        f"{_GET}\nAuthorization: Bearer x",
    ),
    case("SK401-03", 401, f'{_TEXT}\nWWW-Authenticate: Bearer error="invalid_token"', _NO),
    case("SK405-01", 405, _TEXT, _NO, _PUT),
    case("SK405-02", 405, f"{_TEXT}\nAllow: GET, PUT", _NO, _PUT),
    case("SK407-01", 407, _TEXT, _NO),
    case("SK426-01", 426, _TEXT, _NO),
    case("SK409-01", 409, "", b"", _SENT),
    case("SK428-01", 428, _TEXT, _NO, f'{_PUT}\nIf-Match: "1"'),
    case("SK428-02", 428, _STORED, _NO, _PUT),
    case("SK429-01", 429, _TEXT, _NO),
    case("SK429-02", 429, f"{_STORED}\nRetry-After: 7", _NO),
    case("SK431-01", 431, _STORED, _NO),
    case("SK451-01", 451, _TEXT, _NO),
    case("SK406-01", 406, _TEXT, _NO),
    case("SK411-01", 411, _TEXT, _NO, _SENT),
    case("SK412-01", 412, _TEXT, _NO),
    case("SK412-02", 412, _TEXT, _NO, f'{_GET}\nIf-None-Match: "1"'),
    case("SK413-01", 413, _TEXT, _NO),
    case("SK414-01", 414, _TEXT, _NO),
    case("SK415-01", 415, _TEXT, _NO),
    case("SK415-02", 415, _TEXT, _NO, _PATCH),
    case("SK415-03", 415, f"{_TEXT}\nAccept-Encoding: gzip", _NO, _SENT),
    case("SK416-01", 416, _TEXT, _NO, _RANGE),
    case("SK416-02", 416, f"{_TEXT}\nContent-Range: bytes */9", _NO),
    case("SK417-01", 417, _TEXT, _NO),
    case("SK503-01", 503, _TEXT, _NO),
    case("SK505-01", 505),
    case("SK506-01", 506, _TEXT, _NO),
    case("SK508-01", 508, _TEXT, _NO),
    case("SK510-01", 510, _TEXT, _NO),
    case("SK511-01", 511, _STORED, _NO),
    case("SK511-02", 511, "Content-Type: text/html", b'<form method="post"><input type="password"></form>'),
]
# Faults of a proxy, which are looked for in that role.
BY_PROXY: Final[list[Case]] = [case("SK421-01", 421, _TEXT, _NO)]

# --- what is not about the status -------------------------------------------------------------------------------------

_FINE: Final = f"{_TEXT}\n{_DATE}"
OTHERS: Final[list[Case]] = [
    case(line, 200, f"{_FINE}\n{line}", _NO)
    for line in (
        "Last-Modified: yesterday",
        "Expires: 0",
        "ETag: 1",
        "Age: old",
        "Cache-Control: max-age=soon",
        "Cache-Control: max-age=60, no-store",
        "Vary: *",
        "Content-Length: ten",
        "Date: Fri, 31 Dec 1999 23:59:00 GMT",
        "Set-Cookie: a=1; Expires=never",
        "Link: /a.css; rel=preload",
        "Content-Language: ?",
        "X-XSS-Protection: 1",
        "Strict-Transport-Security: max-age=soon",
        "Pragma: no-cache",
        "P3P: CP=a",
        "Accept-Ranges: lines",
        "Content-Disposition: attachment; filename=",
        "Bad Name: value",
    )
] + [
    case("legal: 201 to PUT", 201, _FINE, _NO, _PUT),
    case("legal: 200 with br, by a client", 200, f"{_FINE}\nContent-Encoding: br", _NO),
    case("type of another kind", 200, f"Content-Type: image/png\n{_DATE}", HTML),
    case("charset that does not fit", 200, f"Content-Type: text/html; charset=utf-8\n{_DATE}", b"<p>\xff\xfe</p>"),
    case("not modified, without a date", 304, 'ETag: "1"', b"", f'{_GET}\nIf-None-Match: "1"'),
]
CORPUS: Final[list[Case]] = [*BY_RULE, *BY_PROXY, *OTHERS]
