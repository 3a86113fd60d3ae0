"""Heroku's HTTP API design guide, as of 2024-01-16. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, GuideRule, In
from statuskit.model import Citation
from statuskit.registry import HTTP

__all__ = ["HEROKU"]


def _page(path: str) -> Citation:
    return Citation(
        "HTTP API Design Guide (Heroku)",
        path,
        f"https://geemus.gitbooks.io/http-api-design/content/en/{path}.html",
        as_of="2024-01-16",
    )


_CODES: Final = _page("responses/return-appropriate-status-codes")
_WHOLE: Final = _page("responses/provide-full-resources-where-available")
_SECURE: Final = _page("foundations/require-secure-connections")
_INVALID: Final = Override(
    then=HTTP.UNPROCESSABLE_CONTENT, why="The request was understood, and its parameters are invalid.", citation=_CODES
)
_RESOURCE: Final = BodyAdvice(BodyKind.REPRESENTATION, "the whole resource")
_REFUSED: Final = Override(
    then=HTTP.FORBIDDEN,
    why="Clear text is best not answered at all; where it has to be, it is refused, and not redirected.",
    citation=_SECURE,
)

HEROKU: Final = BASE.extend(
    "heroku",
    title="HTTP API Design Guide (Heroku)",
    overrides={
        "content.structure": _INVALID,
        "content.unknown_field": _INVALID,
        "content.invalid": _INVALID,
        "content.validation_error": _INVALID,
        "content.query": _INVALID,
        "content.query_out_of_range": _INVALID,
        "content.unknown_parameter": _INVALID,
        "envelope.https_permanent_may_change": _REFUSED,
        "envelope.https_permanent": _REFUSED,
        "envelope.https_see_other": _REFUSED,
        "envelope.https_temporary_may_change": _REFUSED,
        "envelope.https_temporary": _REFUSED,
        "envelope.clear_text": _REFUSED,
        "outcome.deleted": Override(
            then=HTTP.OK, why="DELETE returns the whole resource.", citation=_WHOLE, body=_RESOURCE
        ),
    },
    rules=(
        GuideRule(
            id="outcome.whole",
            when={"method": In("PUT", "PATCH"), "response_body": In(False), "creates": In(False)},
            then=HTTP.OK,
            body=_RESOURCE,
            citations=(_WHOLE,),
            why="PUT and PATCH return the whole resource.",
            instead={HTTP.NO_CONTENT: "204 makes the client ask for what it has just changed."},
        ),
    ),
)
