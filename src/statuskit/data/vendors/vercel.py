"""Vercel: the error names that its platform sends under registered statuses. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_DOCS: Final = "https://vercel.com/docs/errors"

_OWNER: Final = "app owner"
_CLIENT: Final = "client"

# status, error, name, summary, who acts; https://vercel.com/docs/errors
_ROWS: Final = (
    (403, "DEPLOYMENT_BLOCKED", "Deployment blocked", "Vercel has blocked the deployment", _OWNER),
    (410, "DEPLOYMENT_DELETED", "Deployment deleted", "the deployment has been deleted", _OWNER),
    (402, "DEPLOYMENT_DISABLED", "Deployment disabled", "the deployment is disabled, as for an unpaid bill", _OWNER),
    (404, "DEPLOYMENT_NOT_FOUND", "Deployment not found", "there is no deployment at this host name", _OWNER),
    (
        303,
        "DEPLOYMENT_NOT_READY_REDIRECTING",
        "Deployment not ready",
        "the deployment is not ready yet; the redirect goes to its progress",
        _OWNER,
    ),
    (503, "DEPLOYMENT_PAUSED", "Deployment paused", "the deployment is paused", _OWNER),
    (502, "DNS_HOSTNAME_NOT_FOUND", "DNS hostname not found", "the host of a rewrite does not resolve", _OWNER),
    (
        404,
        "DNS_HOSTNAME_RESOLVED_PRIVATE",
        "DNS hostname resolved private",
        "the host of a rewrite resolves to a private address",
        _OWNER,
    ),
    (500, "FUNCTION_INVOCATION_FAILED", "Function failed", "the function ended with an error", _OWNER),
    (504, "FUNCTION_INVOCATION_TIMEOUT", "Function timeout", "the function took longer than it may", _OWNER),
    (413, "FUNCTION_PAYLOAD_TOO_LARGE", "Payload too large", "the request is larger than a function takes", _OWNER),
    (
        500,
        "FUNCTION_RESPONSE_PAYLOAD_TOO_LARGE",
        "Response payload too large",
        "the function's response is larger than it may be",
        _OWNER,
    ),
    (503, "FUNCTION_THROTTLED", "Function throttled", "more functions at the same time than the plan allows", _OWNER),
    (
        508,
        "INFINITE_LOOP_DETECTED",
        "Infinite loop detected",
        "the request runs in a circle through the platform",
        _OWNER,
    ),
    (405, "INVALID_REQUEST_METHOD", "Invalid request method", "the request's method is not valid", _CLIENT),
    (502, "NO_RESPONSE_FROM_FUNCTION", "No response from function", "the function ended without a response", _OWNER),
    (504, "MIDDLEWARE_INVOCATION_TIMEOUT", "Middleware timeout", "the middleware took longer than it may", _OWNER),
)

MEANINGS: Final = tuple(
    Meaning(
        code=status,
        vendor="Vercel",
        name=name,
        summary=summary,
        who_acts=who_acts,
        visibility=Visibility.SENT,
        subcode=error,
        citation=Citation(f"Vercel documentation, {error}", "", f"{_DOCS}/{error}", as_of="2026-11-21"),
        grade="A",
    )
    for status, error, name, summary, who_acts in _ROWS
)
