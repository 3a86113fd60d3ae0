"""Heroku: the H codes of its router's log. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_LISTED: Final = "2024-05-07"
_PAGE: Final = Citation("Heroku Error Codes", "", "https://devcenter.heroku.com/articles/error-codes", as_of=_LISTED)

_OWNER: Final = "app owner"
_CLIENT: Final = "client"

# code, status, name, summary, who acts. The status is that of the code's log line on the page; where the line names
# none, it is 503, of which the page says at its start that it comes with Heroku's error page.
_ROWS: Final = (
    ("H10", 503, "App crashed", "a web dyno crashed, or did not boot in time", _OWNER),
    ("H11", 503, "Backlog too deep", "requests arrive faster than the app works them off", _OWNER),
    ("H12", 503, "Request timeout", "the app took more than 30 seconds to answer", _OWNER),
    (
        "H13",
        503,
        "Connection closed without response",
        "a dyno took the connection and closed it without a word",
        _OWNER,
    ),
    ("H14", 503, "No web dynos running", "the app has no web dynos, probably scaled to none", _OWNER),
    ("H15", 503, "Idle connection", "the dyno stopped sending within a response for 55 seconds", _OWNER),
    ("H17", 503, "Poorly formatted HTTP response", "the dyno's response is not well-formed HTTP", _OWNER),
    ("H18", 503, "Server request interrupted", "the dyno's connection broke within the response", _OWNER),
    ("H19", 503, "Backend connection timeout", "no connection to a dyno within 5 seconds", _OWNER),
    ("H20", 503, "App boot timeout", "no web dyno came up within 75 seconds", _OWNER),
    ("H21", 503, "Backend connection refused", "the dyno refused the connection", _OWNER),
    ("H22", 503, "Connection limit reached", "too many clients are connected to the app", _OWNER),
    ("H25", 502, "HTTP restriction", "the app's response is too large or too risky to be passed on", _OWNER),
    (
        "H27",
        499,
        "Client request interrupted",
        "the client closed the connection before the response was there",
        _CLIENT,
    ),
    ("H28", 499, "Client connection idle", "the client stopped sending within a request for 55 seconds", _CLIENT),
    ("H31", 421, "Misdirected request", "the client used the wrong endpoint, perhaps by an old DNS record", _OWNER),
    ("H80", 503, "Maintenance mode", "the app is in maintenance mode", _OWNER),
    ("H82", 503, "Dyno hours used up", "the account has used up its dyno hours", _OWNER),
    ("H99", 503, "Platform error", "an error within Heroku's platform", "Heroku"),
)

MEANINGS: Final = (
    *(
        Meaning(
            code=status,
            vendor="Heroku",
            name=name,
            summary=summary,
            who_acts=who_acts,
            visibility=Visibility.LOG_ONLY,
            subcode=subcode,
            citation=_PAGE,
            grade="B",
            as_of=_LISTED,
        )
        for subcode, status, name, summary, who_acts in _ROWS
    ),
    # H16, (No Longer in Use); older copies of the page have its log line, with status 301
    Meaning(
        code=301,
        vendor="Heroku",
        name="Redirect to herokuapp.com",
        summary="no longer in use; a request for the old heroku.com name was redirected",
        who_acts=_CLIENT,
        visibility=Visibility.LOG_ONLY,
        subcode="H16",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        doubt="The status is from an older copy of the page; the present one only says that the code is gone.",
    ),
    # H23, Endpoint misconfigured
    Meaning(
        code=503,
        vendor="Heroku",
        name="Endpoint misconfigured",
        summary="a WebSocket handshake came by way of a proxy that does not support WebSockets",
        who_acts=_OWNER,
        visibility=Visibility.LOG_ONLY,
        subcode="H23",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        doubt="Later reports of the page say that the code is no longer in use.",
    ),
    # H24, Forced close
    Meaning(
        code=503,
        vendor="Heroku",
        name="Forced close",
        summary="the router was shut down before the request was complete",
        who_acts=_OWNER,
        visibility=Visibility.LOG_ONLY,
        subcode="H24",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        doubt="The log line on the page has no status; 503 is what the page says of errors in general.",
    ),
    # H26, Request Error: 417 for an Expect that the router does not know, 400 for a bad header field or chunk
    Meaning(
        code=None,
        vendor="Heroku",
        name="Request error",
        summary="the request breaks HTTP's rules, so the router cannot hand it to a dyno",
        who_acts=_CLIENT,
        visibility=Visibility.LOG_ONLY,
        subcode="H26",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        carried_by=(400, 417),
    ),
    # H32, TLS Certificate Mismatch
    Meaning(
        code=None,
        vendor="Heroku",
        name="TLS certificate mismatch",
        summary="the certificate does not fit the host name",
        who_acts=_OWNER,
        visibility=Visibility.LOG_ONLY,
        subcode="H32",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        doubt="The status on the wire is not verified; 503 is what the page says of errors in general.",
        carried_by=(503,),
    ),
    # H81, Blank app; the page's log line against those of routers from 2014 to 2023
    Meaning(
        code=None,
        vendor="Heroku",
        name="Blank app",
        summary="no code has been deployed to the app",
        who_acts=_OWNER,
        visibility=Visibility.LOG_ONLY,
        subcode="H81",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        doubt="The log line on the page says 503; those of routers, from 2014 to 2023, say 502.",
        carried_by=(502, 503),
    ),
    # H83, Planned Service Degradation
    Meaning(
        code=None,
        vendor="Heroku",
        name="Planned service degradation",
        summary="Heroku degrades the service on purpose",
        who_acts=_OWNER,
        visibility=Visibility.LOG_ONLY,
        subcode="H83",
        citation=_PAGE,
        grade="B",
        as_of=_LISTED,
        doubt="The status on the wire is not verified; 503 is what the page says of errors in general.",
        carried_by=(503,),
    ),
)
