"""Zalando's RESTful API and Event Guidelines, as of 2025-11-27. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Against, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, GuideRule, HeaderAdvice, In
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

__all__ = ["ZALANDO"]


def _rule(anchor: str) -> Citation:
    return Citation(
        "Zalando RESTful API Guidelines",
        anchor,
        f"https://opensource.zalando.com/restful-api-guidelines/#{anchor}",
        as_of="2025-11-27",
    )


_COMMON: Final = _rule("150")
_NOT_422: Final = Override(
    then=HTTP.BAD_REQUEST,
    why="400 covers content that is wrong in form or in meaning; 422 adds nothing.",
    citation=_COMMON,
)
_WAIT: Final = (
    HeaderAdvice(
        "Retry-After",
        Strength.MUST,
        "in seconds; or X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset in its place",
        _rule("153"),
    ),
)
_BATCH: Final = Override(
    then=HTTP.MULTI_STATUS,
    why="A batch is always answered 207, whatever came of its items.",
    citation=_rule("152"),
    body=BodyAdvice(
        BodyKind.MULTI_STATUS, "a status for each item", ("items[].id", "items[].status", "items[].description")
    ),
)
_JOB: Final = (HeaderAdvice("Location", Strength.SHOULD, "the address of the job", _rule("253")),)
_NO_REDIRECTS: Final = Against("Clients of an API are moved by their developers, not by redirects.", _rule("251"))
_UNUSUAL: Final = Against("It is marked as not to be used: clients hardly know it, or another code does.", _COMMON)

ZALANDO: Final = BASE.extend(
    "zalando",
    title="Zalando RESTful API Guidelines",
    overrides={
        "content.semantics": _NOT_422,
        "content.several_errors": _NOT_422,
        "content.patch_result": _NOT_422,
        "content.related_missing": _NOT_422,
        "content.type_mismatch": _NOT_422,
        "content.client_generated_id": _NOT_422,
        "content.key_reused": Override(
            then=HTTP.BAD_REQUEST,
            why="A request that differs from the first one with the same key is rejected.",
            citation=_rule("230"),
        ),
        "outcome.batch": _BATCH,
        "outcome.batch_mixed": _BATCH,
        "envelope.rate_limited": Override(
            then=HTTP.TOO_MANY_REQUESTS,
            why="The caller asks more often than it may, and is told when to come back.",
            citation=_rule("153"),
            headers=_WAIT,
        ),
        "envelope.quota": Override(
            then=HTTP.TOO_MANY_REQUESTS,
            why="The caller's quota is used up, and it is told when to come back.",
            citation=_rule("153"),
            headers=_WAIT,
        ),
        "outcome.job_started": Override(
            then=HTTP.CREATED,
            why="The job is a resource, and the POST created it.",
            citation=_rule("253"),
            headers=_JOB,
        ),
        "system.dependency_timeout": Override(
            then=HTTP.GATEWAY_TIMEOUT,
            why="Any server may say that another one which it depends on was too slow.",
            citation=_rule("status-code-504"),
        ),
    },
    rules=(
        GuideRule(
            id="outcome.batch_any",
            when={"intent": In("batch"), "outcome": In("ok", "queued", None)},
            then=HTTP.MULTI_STATUS,
            body=_BATCH.body,
            citations=(_rule("152"),),
            why="A batch is always answered 207, whatever comes of its items, now or later.",
            instead={
                HTTP.OK: "200 is ruled out, even when all went well.",
                HTTP.ACCEPTED: "202 is for a single piece of work.",
            },
        ),
        GuideRule(
            id="outcome.replayed",
            when={"creates": In(True), "idempotency": In("replayed"), "response_body": In(True, None)},
            then=HTTP.OK,
            citations=(_rule("229"),),
            why="A create that can be repeated answers 200 when the thing is there already.",
            instead={HTTP.CONFLICT: "409 would make a failure of a repeat that is meant to be safe."},
        ),
        GuideRule(
            id="outcome.replayed_silently",
            when={"creates": In(True), "idempotency": In("replayed"), "response_body": In(False)},
            then=HTTP.NO_CONTENT,
            citations=(_rule("229"),),
            why="A create that can be repeated answers 204 when the thing is there and nothing is to return.",
            instead={HTTP.CONFLICT: "409 would make a failure of a repeat that is meant to be safe."},
        ),
        GuideRule(
            id="outcome.job_queued",
            when={"intent": In("job"), "outcome": In("queued")},
            then=HTTP.CREATED,
            headers=_JOB,
            body=BodyAdvice(BodyKind.POLL_LINK, "the job and its state", ("job_id", "status")),
            citations=(_rule("253"),),
            why="The job is a resource, and the POST created it; its state says how far it is.",
            accepts={HTTP.ACCEPTED: "Without a resource for the job, 202 with the address of the result to be."},
        ),
    ),
    against={
        **dict.fromkeys(
            (
                HTTP.MOVED_PERMANENTLY,
                HTTP.FOUND,
                HTTP.SEE_OTHER,
                HTTP.TEMPORARY_REDIRECT,
                HTTP.PERMANENT_REDIRECT,
            ),
            _NO_REDIRECTS,
        ),
        **dict.fromkeys(
            (
                HTTP.RESET_CONTENT,
                HTTP.PARTIAL_CONTENT,
                HTTP.REQUEST_TIMEOUT,
                HTTP.EXPECTATION_FAILED,
                HTTP.IM_A_TEAPOT,
                HTTP.UNPROCESSABLE_CONTENT,
                HTTP.FAILED_DEPENDENCY,
                HTTP.HTTP_VERSION_NOT_SUPPORTED,
                HTTP.NETWORK_AUTHENTICATION_REQUIRED,
            ),
            _UNUSUAL,
        ),
        HTTP.LOCKED: Against("Optimistic locking is preferred.", _rule("status-code-423")),
    },
)
