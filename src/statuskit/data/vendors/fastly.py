"""Fastly: a legacy number, and those that VCL uses within a service. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CODES: Final = Citation(
    "Fastly documentation, HTTP statuses",
    "",
    "https://www.fastly.com/documentation/reference/http/http-statuses/",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # the page, 550
    Meaning(
        code=550,
        vendor="Fastly",
        name="Legacy",
        summary="an object with this status is delivered as it is",
        who_acts="operator",
        visibility=Visibility.SENT,
        citation=_CODES,
        grade="A",
    ),
    # the page, 600 to 699
    *(
        Meaning(
            code=code,
            vendor="Fastly",
            name="Customer range",
            summary="a service's own signal within VCL, to be turned into a registered status before delivery",
            who_acts="operator",
            visibility=Visibility.REWRITTEN,
            citation=_CODES,
            grade="A",
        )
        for code in range(600, 700)
    ),
)
