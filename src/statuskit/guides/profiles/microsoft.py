"""Microsoft Azure's REST API guidelines, as of 2025-03-28. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, GuideRule, HeaderAdvice, In
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

__all__ = ["MICROSOFT"]


def _guideline(name: str) -> Citation:
    return Citation(
        "Microsoft Azure REST API Guidelines",
        name,
        f"https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#{name}",
        as_of="2025-03-28",
    )


_NOT_422: Final = Override(
    then=HTTP.BAD_REQUEST,
    why="A field whose name or value the service does not understand makes a bad request; 422 is not used.",
    citation=_guideline("rest-fail-for-unknown-fields"),
)
_MONITOR: Final = HeaderAdvice(
    "Operation-Location", Strength.CONVENTION, "the status monitor", _guideline("lro-returns-operation-location")
)

_LONG: Final = Override(
    then=HTTP.ACCEPTED,
    why="Work that takes long is accepted, and a status monitor tells how far it is.",
    citation=_guideline("lro-returns-202"),
    headers=(_MONITOR,),
)

MICROSOFT: Final = BASE.extend(
    "microsoft",
    title="Microsoft Azure REST API Guidelines",
    overrides={
        "content.semantics": _NOT_422,
        "content.several_errors": _NOT_422,
        "content.patch_result": _NOT_422,
        "content.related_missing": _NOT_422,
        "content.type_mismatch": _NOT_422,
        "content.client_generated_id": _NOT_422,
        "content.unknown_field": Override(
            then=HTTP.BAD_REQUEST,
            why="A field that the service does not know is refused, so that clients notice.",
            citation=_guideline("rest-fail-for-unknown-fields"),
        ),
        "content.key_unsupported": Override(
            then=HTTP.NOT_IMPLEMENTED,
            why="The operation does not carry out the fields that ask for repeatability.",
            citation=_guideline("repeatability-headers"),
        ),
        "content.key_reused": Override(
            then=HTTP.CONFLICT,
            why="The identifier of the operation was used by another request.",
            citation=_guideline("lro-operation-id-unique-except-retries"),
        ),
        "outcome.queued": _LONG,
        "outcome.job_started": _LONG,
        "outcome.job_running": Override(
            then=HTTP.OK,
            why="The status monitor is there, and tells how far the work is.",
            citation=_guideline("lro-status-monitor-get-returns-200"),
            headers=(
                HeaderAdvice(
                    "Retry-After",
                    Strength.CONVENTION,
                    "when to ask again",
                    _guideline("lro-status-monitor-retry-after"),
                ),
            ),
        ),
    },
    rules=(
        GuideRule(
            id="existence.delete_absent",
            when={
                "method": In("DELETE"),
                "resource": In("absent", "deleted", "deleted_untracked"),
                "idempotent_delete": In(False),
            },
            then=HTTP.NO_CONTENT,
            citations=(_guideline("http-delete-returns-204"),),
            why="It is not there, as the client wants it, and a repeat gets the same answer.",
            instead={HTTP.NOT_FOUND: "404 is ruled out for DELETE, so that it can be repeated safely."},
        ),
        GuideRule(
            id="outcome.action",
            when={"intent": In("action"), "method": In("POST", None), "response_body": In(False)},
            then=HTTP.OK,
            body=BodyAdvice(BodyKind.REPRESENTATION, "an object, an empty one if need be, so that fields can be added"),
            citations=(_guideline("http-post-action-returns-200"),),
            why="An action answers 200 with an object, even when there is nothing to say yet.",
            instead={HTTP.NO_CONTENT: "204 leaves no room for fields to come."},
        ),
        GuideRule(
            id="outcome.updated",
            when={"method": In("PUT", "PATCH"), "response_body": In(False), "creates": In(False)},
            then=HTTP.OK,
            body=BodyAdvice(BodyKind.REPRESENTATION, "the state of the resource"),
            citations=(_guideline("http-return-resource"),),
            why="PUT and PATCH return the state of the resource.",
            instead={HTTP.NO_CONTENT: "204 is for DELETE alone."},
        ),
    ),
)
