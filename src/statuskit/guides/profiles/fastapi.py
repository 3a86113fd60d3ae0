"""What FastAPI sends by itself, as of 0.141.1. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty
from statuskit.model import Citation
from statuskit.registry import HTTP

__all__ = ["FASTAPI"]

_HANDLER: Final = Citation(
    "FastAPI, handling errors",
    "Override request validation exceptions",
    "https://fastapi.tiangolo.com/tutorial/handling-errors/#override-request-validation-exceptions",
    as_of="2026-08-19",
)
_ROUTING: Final = Citation(
    "FastAPI 0.141.1, fastapi/routing.py",
    "",
    "https://github.com/fastapi/fastapi/blob/0.141.1/fastapi/routing.py",
    as_of="2026-08-19",
)
_TYPES: Final = Citation(
    "FastAPI, strict Content-Type checking",
    "",
    "https://fastapi.tiangolo.com/advanced/strict-content-type/",
    as_of="2026-08-19",
)
_DETAIL: Final = BodyAdvice(
    BodyKind.PROBLEM, "what failed, a row an error", ("detail[].type", "detail[].loc", "detail[].msg", "detail[].input")
)
_INVALID: Final = Override(
    then=HTTP.UNPROCESSABLE_CONTENT,
    why="Whatever fails validation raises RequestValidationError, which is answered 422.",
    citation=_HANDLER,
    body=_DETAIL,
    certainty=Certainty.DEFAULT,
)

_JSON: Final = Override(
    then=HTTP.UNPROCESSABLE_CONTENT,
    why="JSON that cannot be decoded is a validation error as well.",
    citation=_ROUTING,
    body=_DETAIL,
    certainty=Certainty.DEFAULT,
)
_OTHER_TYPE: Final = Override(
    then=HTTP.UNPROCESSABLE_CONTENT,
    why="Content of another type is not parsed as JSON, and then fails validation.",
    citation=_TYPES,
    body=_DETAIL,
    certainty=Certainty.DEFAULT,
)

FASTAPI: Final = BASE.extend(
    "fastapi",
    title="FastAPI",
    overrides={
        "content.malformed": _JSON,
        "content.structure": _INVALID,
        "content.unknown_field": _INVALID,
        "content.semantics": _INVALID,
        "content.several_errors": _INVALID,
        "content.invalid": _INVALID,
        "content.validation_error": _INVALID,
        "content.query": _INVALID,
        "content.query_out_of_range": _INVALID,
        "content.unknown_parameter": _INVALID,
        "content.patch_malformed": _JSON,
        "negotiation.media_type": _OTHER_TYPE,
        "negotiation.patch_media_type": _OTHER_TYPE,
    },
    # The content is read before the dependencies run, those for security too: see the source of the routing.
    moves={"content.malformed": "access.proxy_credentials"},
)
