"""Shopify: its APIs. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CHANGELOG: Final = Citation(
    "Shopify developer changelog",
    "",
    "https://shopify.dev/changelog/admin-api-requests-to-locked-stores-will-return-a-423-status-code-instead-of-420",
    as_of="2018-08-30",
)
_CODES: Final = Citation(
    "Shopify API response status and error codes",
    "",
    "https://shopify.dev/docs/api/usage/response-codes",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # the changelog
    Meaning(
        code=420,
        vendor="Shopify",
        name="Locked shop",
        summary="the shop was locked, until 2018-08-30; it is 423 since",
        who_acts="shop owner",
        visibility=Visibility.SENT,
        citation=_CHANGELOG,
        grade="A",
        as_of="2018-08-30",
    ),
    # the page of codes, read in part
    Meaning(
        code=430,
        vendor="Shopify",
        name="Security Rejection",
        summary="the request looks malicious",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_CODES,
        grade="B",
    ),
    # the page of codes, read in part
    Meaning(
        code=530,
        vendor="Shopify",
        name="Origin DNS error",
        summary="Cloudflare cannot resolve the host name of the shop",
        who_acts="Shopify",
        visibility=Visibility.SENT,
        citation=_CODES,
        grade="B",
    ),
    # the page of codes, read in part
    Meaning(
        code=540,
        vendor="Shopify",
        name="Temporarily disabled",
        summary="the endpoint is off for now",
        who_acts="Shopify",
        visibility=Visibility.SENT,
        citation=_CODES,
        grade="B",
    ),
    # the page of codes, read in part; outside what HTTP calls a status code
    Meaning(
        code=783,
        vendor="Shopify",
        name="Unexpected token",
        summary="the JSON of the request has a syntax error",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_CODES,
        grade="B",
    ),
)
