"""Esri ArcGIS: error codes in the JSON of a response whose status is mostly 200. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_CLIENT: Final = Citation(
    "ArcGIS REST JS source, check-for-errors.ts",
    "",
    "https://github.com/Esri/arcgis-rest-js/blob/main/packages/arcgis-rest-request/src/utils/check-for-errors.ts",
    as_of="2026-11-21",
)

MEANINGS: Final = (
    # error.code in the content, which Esri's client reads
    Meaning(
        code=498,
        vendor="Esri ArcGIS",
        name="Invalid token",
        summary="the token has expired or is not valid; mostly error.code in JSON under status 200",
        who_acts="client",
        visibility=Visibility.BODY_ONLY,
        citation=_CLIENT,
        grade="B",
    ),
    # error.code in the content, which Esri's client reads
    Meaning(
        code=499,
        vendor="Esri ArcGIS",
        name="Token required",
        summary="a token is required and none was sent; mostly error.code in JSON under status 200",
        who_acts="client",
        visibility=Visibility.BODY_ONLY,
        citation=_CLIENT,
        grade="B",
    ),
)
