"""Cloudflare: its 5xx numbers, and the 1xxx codes that its error pages name. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_READ: Final = "2026-11-21"
_DOCS: Final = "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/"


def _page(path: str) -> Citation:
    return Citation(f"Cloudflare documentation, {path.partition('/')[2] or path}", "", f"{_DOCS}{path}/", as_of=_READ)


_5XX: Final = Citation("Cloudflare documentation, 5xx errors", "", f"{_DOCS}cloudflare-5xx-errors/", as_of=_READ)

_OWNER: Final = "site owner"
_OWNER_OR_VISITOR: Final = "site owner or visitor"
# The statuses that the index names as those under which a 1xxx code comes, in the HTML of the page.
_CARRIERS: Final = (403, 409, 429, 530)

# Columns: number, name, summary, who acts, number of the page that tells of it. The names are those of the index,
# https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/
_SUB_CODES: Final = (
    (1000, "DNS points to prohibited IP", "the DNS record points to an address that is not allowed", _OWNER, 1000),
    (1001, "DNS resolution error", "the requested host name cannot be resolved", _OWNER, 1001),
    (1002, "Prohibited IP, or restricted", "an address that is not allowed, or restricted access", _OWNER, 1002),
    (1003, "Direct IP access not allowed", "the request is for an address of Cloudflare's, not a host", _OWNER, 1003),
    (1004, "Host not configured", "the host is not set up to serve web traffic", _OWNER, 1004),
    (1005, "ASN banned", "the site bans the visitor's autonomous system", _OWNER_OR_VISITOR, 1005),
    (1006, "IP banned", "the site bans the visitor's address", _OWNER_OR_VISITOR, 1006),
    (1007, "IP banned", "the site bans the visitor's address", _OWNER_OR_VISITOR, 1006),
    (1008, "IP banned", "the site bans the visitor's address", _OWNER_OR_VISITOR, 1006),
    (1009, "Country or region banned", "the site bans the visitor's country or region", _OWNER_OR_VISITOR, 1009),
    (1010, "Browser signature banned", "the site bans browsers that look like the visitor's", _OWNER_OR_VISITOR, 1010),
    (1011, "Hotlinking denied", "the resource was asked for from another site's page", _OWNER, 1011),
    (1012, "Access denied", "the site denies access to this visitor", _OWNER, 1012),
    (1013, "Hostname and SNI mismatch", "the Host field and the TLS handshake name different hosts", _OWNER, 1013),
    (1014, "CNAME cross-user banned", "the host is an alias for one of another Cloudflare account", _OWNER, 1014),
    (1015, "Rate limited", "the visitor sent more requests than the site's rate limit allows", _OWNER_OR_VISITOR, 1015),
    (1016, "Origin DNS error", "Cloudflare cannot resolve the origin's host name", _OWNER, 1016),
    (1018, "Could not find host", "Cloudflare does not find the requested host", _OWNER, 1018),
    (1019, "Compute server error", "the request runs into the site's own Worker again and again", _OWNER, 1019),
    (1020, "Access denied by rule", "a firewall rule of the site blocks the request", _OWNER_OR_VISITOR, 1020),
    (1023, "Could not find host", "Cloudflare does not find the requested host", _OWNER, 1023),
    (1025, "Please check back later", "the site's plan does not cover the request for now", _OWNER, 1025),
    (1033, "Tunnel error", "the host is behind a tunnel that has no working connection", _OWNER, 1033),
    (1034, "Edge IP restricted", "the host points to an address of Cloudflare's that it may not use", _OWNER, 1034),
    (1035, "Invalid rewrite: URI path", "a rewrite rule makes an invalid path", _OWNER, 1035),
    (1036, "Invalid rewrite: too long", "a rewrite rule makes a URI that is too long", _OWNER, 1036),
    (1037, "Invalid rewrite: expression failed", "a rewrite rule's expression cannot be evaluated", _OWNER, 1037),
    (1040, "Invalid rewrite: header not allowed", "a rewrite rule changes a field that it may not", _OWNER, 1040),
    (1041, "Invalid rewrite: header value", "a rewrite rule makes an invalid field value", _OWNER, 1041),
    (1101, "Worker threw", "the site's Worker ended with an exception", _OWNER, 1101),
    (1102, "Worker over limits", "the site's Worker used more resources than it may", _OWNER, 1102),
    (1104, "Email variation already taken", "a variation of the e-mail address is in use already", _OWNER, 1104),
    (1106, "IP banned", "the site bans the visitor's address", _OWNER_OR_VISITOR, 1006),
    (1200, "Cache connection limit", "too many requests wait for the origin at this edge server", _OWNER, 1200),
)

MEANINGS: Final = (
    # 4xx-client-error/error-499
    Meaning(
        code=499,
        vendor="Cloudflare",
        name="Client Closed Request",
        summary="the visitor left before the edge had answered; shown in logs and analytics",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_page("4xx-client-error/error-499"),
        grade="A",
    ),
    # cloudflare-5xx-errors/error-520
    Meaning(
        code=520,
        vendor="Cloudflare",
        name="Web server returns an unknown error",
        summary="the origin's answer was empty, malformed or unexpected; header fields over 128 KB are one cause",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-520"),
        grade="A",
        as_of=_READ,
    ),
    # cloudflare-5xx-errors/error-521
    Meaning(
        code=521,
        vendor="Cloudflare",
        name="Web server is down",
        summary="the origin refused the connection",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-521"),
        grade="B",
    ),
    # cloudflare-5xx-errors/error-522
    Meaning(
        code=522,
        vendor="Cloudflare",
        name="Connection timed out",
        summary="the TCP handshake with the origin was not completed in time",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-522"),
        grade="A",
    ),
    # cloudflare-5xx-errors, the index; its page on the cause was not read
    Meaning(
        code=523,
        vendor="Cloudflare",
        name="Origin is unreachable",
        summary="there is no route to the origin's address",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-523"),
        grade="B",
    ),
    # cloudflare-5xx-errors/error-524
    Meaning(
        code=524,
        vendor="Cloudflare",
        name="A timeout occurred",
        summary="the origin took the connection and did not answer in time: 120 seconds, unless set otherwise",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-524"),
        grade="A",
        as_of=_READ,
    ),
    # cloudflare-5xx-errors, the index
    Meaning(
        code=525,
        vendor="Cloudflare",
        name="SSL handshake failed",
        summary="the TLS handshake with the origin failed",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-525"),
        grade="B",
    ),
    # cloudflare-5xx-errors, the index
    Meaning(
        code=526,
        vendor="Cloudflare",
        name="Invalid SSL certificate",
        summary="the origin's certificate is not valid",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-526"),
        grade="B",
    ),
    # absent from cloudflare-5xx-errors, the index
    Meaning(
        code=527,
        vendor="Cloudflare",
        name="Railgun error",
        summary="the connection between the edge and the origin's Railgun listener failed; the product is retired",
        who_acts="origin operator",
        visibility=Visibility.SENT,
        citation=_5XX,
        grade="C",
        as_of=_READ,
        doubt="The product is retired, and Cloudflare's list of 5xx errors has no page on this number any more.",
    ),
    # cloudflare-5xx-errors/error-530
    Meaning(
        code=530,
        vendor="Cloudflare",
        name="1xxx error in the body",
        summary="the content names a 1xxx error, such as an origin host name that does not resolve",
        who_acts="site owner",
        visibility=Visibility.SENT,
        citation=_page("cloudflare-5xx-errors/error-530"),
        grade="A",
    ),
    *(
        Meaning(
            code=None,
            vendor="Cloudflare",
            name=name,
            summary=summary,
            who_acts=who_acts,
            visibility=Visibility.BODY_ONLY,
            subcode=str(number),
            citation=_page(f"cloudflare-1xxx-errors/error-{page}"),
            grade="A",
            doubt="Which of the four statuses comes with it is not verified.",
            carried_by=_CARRIERS,
        )
        for number, name, summary, who_acts, page in _SUB_CODES
    ),
)
