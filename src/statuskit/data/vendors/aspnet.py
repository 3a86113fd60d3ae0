"""ASP.NET Core: constants that an application may send. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_AUTHENTICATION_TIMEOUT: Final = Citation(
    "ASP.NET Core, StatusCodes.Status419AuthenticationTimeout",
    "",
    "https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.statuscodes.status419authenticationtimeout",
    as_of="2026-11-21",
)
_CLIENT_CLOSED: Final = Citation(
    "ASP.NET Core, StatusCodes.Status499ClientClosedRequest",
    "",
    "https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.statuscodes.status499clientclosedrequest",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # StatusCodes.Status419AuthenticationTimeout
    Meaning(
        code=419,
        vendor="Microsoft ASP.NET Core",
        name="Authentication Timeout",
        summary="a constant for applications whose logins expire; the framework does not send it",
        who_acts="application",
        visibility=Visibility.SENT,
        citation=_AUTHENTICATION_TIMEOUT,
        grade="A",
    ),
    # StatusCodes.Status499ClientClosedRequest
    Meaning(
        code=499,
        vendor="Microsoft ASP.NET Core",
        name="Client Closed Request",
        summary="a constant for logs: the client left before the response",
        who_acts="client",
        visibility=Visibility.LOG_ONLY,
        citation=_CLIENT_CLOSED,
        grade="A",
    ),
)
