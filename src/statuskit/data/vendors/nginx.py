"""nginx: the numbers of its own. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_READ: Final = "2026-11-21"
_CODES: Final = Citation(
    "nginx source, ngx_http_request.h",
    "",
    "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_request.h",
    as_of=_READ,
)
_SPECIAL_RESPONSES: Final = Citation(
    "nginx source, ngx_http_special_response.c",
    "",
    "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_special_response.c",
    as_of=_READ,
)
_REWRITE_MODULE: Final = Citation(
    "nginx documentation, return",
    "",
    "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#return",
    as_of=_READ,
)
_SSL_MODULE: Final = Citation(
    "nginx documentation, ssl module, Error Processing",
    "",
    "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#errors",
    as_of=_READ,
)

MEANINGS: Final = (
    # nginx/nginx@3f6f782, src/http/ngx_http_request.h, line 114, and the rewrite module's `return`
    Meaning(
        code=444,
        vendor="nginx",
        name="No Response",
        summary="the configuration says to close the connection without any answer",
        who_acts="server operator",
        visibility=Visibility.LOG_ONLY,
        citation=_REWRITE_MODULE,
        grade="A",
    ),
    # nginx/nginx@3f6f782, src/http/ngx_http_special_response.c, lines 519 to 524
    Meaning(
        code=494,
        vendor="nginx",
        name="Request header too large",
        summary="a header field is larger than nginx's buffers; the number is for error_page, the wire status is 400",
        who_acts="client",
        visibility=Visibility.REWRITTEN,
        citation=_SPECIAL_RESPONSES,
        grade="A",
    ),
    # the ssl module's documentation, "Error Processing"
    Meaning(
        code=495,
        vendor="nginx",
        name="SSL Certificate Error",
        summary="the client's certificate could not be verified; the number is for error_page, the wire status is 400",
        who_acts="client",
        visibility=Visibility.REWRITTEN,
        citation=_SSL_MODULE,
        grade="A",
    ),
    # the ssl module's documentation, "Error Processing"
    Meaning(
        code=496,
        vendor="nginx",
        name="No SSL Certificate",
        summary="the client sent no certificate where one is required; the number is for error_page, the wire status"
        " is 400",
        who_acts="client",
        visibility=Visibility.REWRITTEN,
        citation=_SSL_MODULE,
        grade="A",
    ),
    # the ssl module's documentation, "Error Processing"
    Meaning(
        code=497,
        vendor="nginx",
        name="HTTP to HTTPS",
        summary="a plain HTTP request came to an HTTPS port; the number is for error_page, the wire status is 400",
        who_acts="client",
        visibility=Visibility.REWRITTEN,
        citation=_SSL_MODULE,
        grade="A",
    ),
    # nginx/nginx@3f6f782, src/http/ngx_http_request.h, comment
    Meaning(
        code=498,
        vendor="nginx",
        name="Cancelled",
        summary="once planned for an invalid host name, never used",
        who_acts="nobody",
        visibility=Visibility.LOG_ONLY,
        citation=_CODES,
        grade="A",
    ),
    # nginx/nginx@3f6f782, src/http/ngx_http_request.h, lines 130 to 137
    Meaning(
        code=499,
        vendor="nginx",
        name="Client Closed Request",
        summary="the client closed the connection before nginx had sent any header field",
        who_acts="client, or the operator of a slow upstream",
        visibility=Visibility.LOG_ONLY,
        citation=_CODES,
        grade="A",
    ),
)
