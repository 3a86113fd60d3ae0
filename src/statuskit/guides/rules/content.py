"""The content of the request. 400 before 422 before 409. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import PROBLEM, TRUE, VALIDATED, rfc
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

__all__ = ["RULES"]

_IDEMPOTENCY_KEY: Final = Citation(
    "draft-ietf-httpapi-idempotency-key-header",
    "2.7",
    "https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/",
    as_of="2026-11-21",
)
_FIELDS: Final = BodyAdvice(
    BodyKind.PROBLEM,
    "all that is wrong at once, each with the field, a code for machines and a text for people",
    VALIDATED,
)
_CONFLICT: Final = BodyAdvice(BodyKind.PROBLEM, "what it conflicts with, and the current state to merge with", PROBLEM)
_SPLIT: Final = MappingProxyType(
    {HTTP.UNPROCESSABLE_CONTENT: "422 is for content of the right form whose meaning is wrong."}
)

RULES: Final = (
    # --- 400: it cannot be understood ---------------------------------------------------------------------------------
    # RFC 9110, section 15.5.1
    GuideRule(
        id="content.malformed",
        when={"body": In("malformed")},
        then=HTTP.BAD_REQUEST,
        body=BodyAdvice(BodyKind.PROBLEM, "where the parser stopped", PROBLEM),
        why="The content cannot be parsed.",
        instead=_SPLIT,
        seeds=("R001", "R058", "R193", "R203"),
    ),
    # RFC 5789, section 2.2: "Malformed patch document"
    GuideRule(
        id="content.patch_malformed",
        when={"patch": In("malformed")},
        then=HTTP.BAD_REQUEST,
        body=BodyAdvice(BodyKind.PROBLEM, "where the patch document is malformed", PROBLEM),
        citations=(rfc(5789, "2.2"),),
        why="The patch document is malformed.",
        instead=_SPLIT,
        seeds=("R058", "R166"),
    ),
    # RFC 9110, section 14.5
    GuideRule(
        id="content.partial_put",
        when={"partial_put": TRUE, "method": In("PUT", None)},
        then=HTTP.BAD_REQUEST,
        citations=(rfc(9110, "14.5"),),
        why="A PUT with Content-Range sends a part, and the server would take it for the whole.",
        instead={HTTP.RANGE_NOT_SATISFIABLE: "416 is about Range, which asks for a part."},
    ),
    GuideRule(
        id="content.query",
        when={"query": In("invalid")},
        then=HTTP.BAD_REQUEST,
        body=BodyAdvice(
            BodyKind.PROBLEM,
            "which parameter, and what it takes",
            (*PROBLEM, "details[].parameter", "details[].code", "details[].message"),
        ),
        why="A parameter of the query is wrong: a filter, a page, a limit.",
        instead={HTTP.NOT_FOUND: "404 would say that there is no such resource; there is, and it was asked wrongly."},
        accepts={HTTP.UNPROCESSABLE_CONTENT: "Frameworks that validate all input alike send 422."},
        seeds=("R060", "R147", "R187", "R190"),
    ),
    GuideRule(
        id="content.query_out_of_range",
        when={"query": In("out_of_range")},
        then=HTTP.BAD_REQUEST,
        body=BodyAdvice(
            BodyKind.PROBLEM,
            "which parameter, and its limits",
            (*PROBLEM, "details[].parameter", "details[].code", "details[].message"),
        ),
        why="A parameter of the query is beyond its limits.",
        instead={HTTP.RANGE_NOT_SATISFIABLE: "416 is about the Range field."},
        accepts={HTTP.UNPROCESSABLE_CONTENT: "Frameworks that validate all input alike send 422."},
        seeds=("R060", "R187"),
    ),
    GuideRule(
        id="content.unknown_parameter",
        when={"query": In("unknown_parameter")},
        then=HTTP.BAD_REQUEST,
        body=BodyAdvice(
            BodyKind.PROBLEM,
            "which parameter, and which ones there are",
            (*PROBLEM, "details[].parameter", "details[].code", "details[].message"),
        ),
        why="The query has a parameter that there is not.",
        instead={HTTP.NOT_FOUND: "404 would say that there is no such resource."},
        accepts={
            HTTP.UNPROCESSABLE_CONTENT: "Frameworks that validate all input alike send 422.",
            HTTP.OK: "Unknown parameters may be ignored, and mostly are.",
        },
        seeds=("R060", "R147"),
    ),
    GuideRule(
        id="content.structure",
        when={"body": In("missing_field", "wrong_type")},
        then=HTTP.BAD_REQUEST,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="A field is missing or of the wrong type: the content does not have the form that was asked for.",
        accepts={HTTP.UNPROCESSABLE_CONTENT: "422 is as common for this: the syntax is right, the content is not."},
        seeds=("R008", "R059", "R060", "R154", "R160", "R203"),
    ),
    GuideRule(
        id="content.unknown_field",
        when={"body": In("unknown_field")},
        then=HTTP.BAD_REQUEST,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="The content has a field that there is not, which is a matter of its form.",
        accepts={
            HTTP.UNPROCESSABLE_CONTENT: "422 is as common for this: the syntax is right, the content is not.",
            HTTP.OK: "Unknown fields may be ignored, so that clients can be newer than servers.",
        },
        seeds=("R008",),
    ),
    # draft-ietf-httpapi-idempotency-key-header, section 2.7
    GuideRule(
        id="content.key_missing",
        when={"idempotency": In("missing")},
        then=HTTP.BAD_REQUEST,
        citations=(_IDEMPOTENCY_KEY,),
        why="This operation wants an Idempotency-Key, and there is none.",
        instead={HTTP.PRECONDITION_REQUIRED: "428 asks for a conditional request, which this is not."},
    ),
    GuideRule(
        id="content.key_unsupported",
        when={"idempotency": In("unsupported")},
        then=HTTP.BAD_REQUEST,
        citations=(rfc(9110, "15.5.1"), _IDEMPOTENCY_KEY),
        certainty=Certainty.DEFAULT,
        why="The client counts on a repeat being safe, and this operation cannot promise it.",
        accepts={HTTP.NOT_IMPLEMENTED: "501 says that it is the server that lacks something."},
    ),
    # --- 422: it is understood, and cannot be processed ---------------------------------------------------------------
    # RFC 9110, section 15.5.21
    GuideRule(
        id="content.semantics",
        when={"body": In("invalid_semantics")},
        then=HTTP.UNPROCESSABLE_CONTENT,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="The form is right, and what it says cannot be: an end before its start, an age below zero.",
        instead={HTTP.CONFLICT: "409 is for what might be right another time; this is wrong whatever is stored."},
        accepts={HTTP.BAD_REQUEST: "400 is right for whatever the client got wrong, and says less."},
        seeds=("R008", "R009", "R091", "R156", "R176", "R203", "R210"),
    ),
    GuideRule(
        id="content.several_errors",
        when={"body": In("multiple_errors")},
        then=HTTP.UNPROCESSABLE_CONTENT,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="Several things are wrong at once; the request could be read, and the response lists them all.",
        accepts={HTTP.BAD_REQUEST: "400 covers errors of all kinds."},
        seeds=("R008",),
    ),
    # RFC 5789, section 2.2: "Unprocessable request"
    GuideRule(
        id="content.patch_result",
        when={"patch": In("invalid_result")},
        then=HTTP.UNPROCESSABLE_CONTENT,
        body=_FIELDS,
        citations=(rfc(5789, "2.2"), rfc(9110, "15.5.21")),
        why="The patch is well formed, and would leave the resource in a state that is not valid.",
        instead={HTTP.CONFLICT: "409 is for a patch that does not fit the current state."},
        seeds=("R170",),
    ),
    GuideRule(
        id="content.related_missing",
        when={"related_resource": In("missing")},
        then=HTTP.UNPROCESSABLE_CONTENT,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="The content refers to something that is not there; what was asked for by its address is.",
        instead={HTTP.NOT_FOUND: "404 would be read as the target of the request."},
        accepts={
            HTTP.CONFLICT: "Where it may turn up, 409 says that it is a matter of state.",
            HTTP.BAD_REQUEST: "400 is right for whatever the client got wrong, and says less.",
        },
    ),
    GuideRule(
        id="content.type_mismatch",
        when={"type_mismatch": TRUE},
        then=HTTP.UNPROCESSABLE_CONTENT,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="The content is of a type that does not belong into this collection.",
        accepts={HTTP.CONFLICT: "409 is what JSON:API asks for.", HTTP.BAD_REQUEST: "400 says less."},
    ),
    GuideRule(
        id="content.client_generated_id",
        when={"client_generated_id": In("unsupported")},
        then=HTTP.UNPROCESSABLE_CONTENT,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="The client chose an identifier, and here the server chooses them.",
        accepts={HTTP.FORBIDDEN: "403 is what JSON:API asks for.", HTTP.BAD_REQUEST: "400 says less."},
    ),
    # draft-ietf-httpapi-idempotency-key-header, section 2.7
    GuideRule(
        id="content.key_reused",
        when={"idempotency": In("mismatch")},
        then=HTTP.UNPROCESSABLE_CONTENT,
        citations=(_IDEMPOTENCY_KEY,),
        why="The Idempotency-Key was used before, with another request.",
        instead={HTTP.CONFLICT: "409 is for the same request that is still being handled."},
    ),
    # --- 403: it is understood, and not offered -----------------------------------------------------------------------
    GuideRule(
        id="content.operation",
        when={"operation": In("unsupported")},
        then=HTTP.FORBIDDEN,
        citations=(rfc(9110, "15.5.4"),),
        certainty=Certainty.DEFAULT,
        why="The request is understood, and this operation is not offered to anybody.",
        instead={HTTP.NOT_IMPLEMENTED: "501 is for what the server offers on no resource."},
        accepts={
            HTTP.METHOD_NOT_ALLOWED: "Where the operation is what the method means, 405 with Allow is exact.",
            HTTP.CONFLICT: "Where another state would allow it, 409 says so.",
        },
    ),
    # --- 409: it conflicts with what is stored ------------------------------------------------------------------------
    # RFC 9110, section 15.5.10
    GuideRule(
        id="content.duplicate",
        when={"conflict": In("duplicate")},
        then=HTTP.CONFLICT,
        body=BodyAdvice(BodyKind.PROBLEM, "which field is taken, and by what where that may be told", VALIDATED),
        why="It exists already, or a value that must be unique is taken.",
        instead={
            HTTP.UNPROCESSABLE_CONTENT: "422 is for what is wrong whatever is stored.",
            HTTP.BAD_REQUEST: "400 does not say that it is what is stored that stands in the way.",
        },
        seeds=("R079", "R155", "R210"),
    ),
    GuideRule(
        id="content.version",
        when={"conflict": In("version")},
        then=HTTP.CONFLICT,
        body=_CONFLICT,
        why="Somebody else changed it meanwhile, and the request had no precondition to say so.",
        instead={HTTP.PRECONDITION_FAILED: "412 answers If-Match and the like, which were not sent."},
        seeds=("R080", "R162", "R209"),
    ),
    GuideRule(
        id="content.state",
        when={"conflict": In("state")},
        then=HTTP.CONFLICT,
        body=_CONFLICT,
        why="The state that it is in does not allow this; another state would.",
        instead={
            HTTP.UNPROCESSABLE_CONTENT: "422 is for what is wrong whatever the state is.",
            HTTP.FORBIDDEN: "403 is about the caller, not the state.",
        },
        seeds=("R009", "R210"),
    ),
    GuideRule(
        id="content.dependents",
        when={"conflict": In("dependents")},
        then=HTTP.CONFLICT,
        body=BodyAdvice(BodyKind.PROBLEM, "what depends on it", PROBLEM),
        why="Other things depend on it, so it cannot go.",
        instead={HTTP.FAILED_DEPENDENCY: "424 is for an action that was left out since another one failed."},
        seeds=("R175",),
    ),
    # RFC 5789, section 2.2: "Conflicting state"
    GuideRule(
        id="content.patch_conflict",
        when={"patch": In("cannot_apply")},
        then=HTTP.CONFLICT,
        body=_CONFLICT,
        citations=(rfc(5789, "2.2"), rfc(9110, "15.5.10")),
        why="The patch does not fit the state that the resource is in.",
        instead={HTTP.UNPROCESSABLE_CONTENT: "422 is for a patch whose result would not be valid."},
        seeds=("R168",),
    ),
    GuideRule(
        id="content.etag_in_body",
        when={"etag_in_body": In("mismatch")},
        then=HTTP.CONFLICT,
        body=_CONFLICT,
        why="The version in the content is not the current one.",
        instead={HTTP.PRECONDITION_FAILED: "412 answers If-Match; this version came in the content."},
        seeds=("R080",),
    ),
    # draft-ietf-httpapi-idempotency-key-header, section 2.7
    GuideRule(
        id="content.key_in_progress",
        when={"idempotency": In("in_progress")},
        then=HTTP.CONFLICT,
        headers=(
            HeaderAdvice("Retry-After", Strength.CONVENTION, "when the first one may be done", rfc(9110, "10.2.3")),
        ),
        citations=(_IDEMPOTENCY_KEY,),
        why="The same request, with the same key, is still being handled.",
        instead={HTTP.UNPROCESSABLE_CONTENT: "422 is for a key that was used with another request."},
    ),
    # --- Something is wrong, and nobody says what ---------------------------------------------------------------------
    GuideRule(
        id="content.invalid",
        when={"body": In("invalid")},
        then=HTTP.BAD_REQUEST,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="The content is wrong, and it is not said how.",
        instead=_SPLIT,
        seeds=("R001", "R008", "R011"),
    ),
    GuideRule(
        id="content.validation_error",
        when={"error": In("validation")},
        then=HTTP.BAD_REQUEST,
        body=_FIELDS,
        certainty=Certainty.DEFAULT,
        why="Validation failed, which is the client's to mend, although the code raised an error.",
        instead={HTTP.INTERNAL_SERVER_ERROR: "500 would blame the server, and ring its alarms."} | _SPLIT,
        seeds=("R008", "R009", "R109"),
    ),
    GuideRule(
        id="content.client_error",
        when={"client_error": TRUE},
        then=HTTP.BAD_REQUEST,
        why="The client did something wrong, and no other 4xx says it better.",
        instead=_SPLIT,
        seeds=("R001", "R011", "R016", "R017"),
    ),
)
