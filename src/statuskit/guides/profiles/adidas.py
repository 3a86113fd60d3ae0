"""The adidas API guidelines, as of 2025-09-19. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Against, Override
from statuskit.guides._rule import BodyAdvice, BodyKind, GuideRule, HeaderAdvice, In
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

__all__ = ["ADIDAS"]


def _page(path: str) -> Citation:
    return Citation(
        "adidas API Guidelines", path, f"https://adidas.gitbook.io/api-guidelines/{path}", as_of="2025-09-19"
    )


_POLLING: Final = _page("rest-api-guidelines/execution/long-running-tasks/polling")
_BATCH: Final = _page("rest-api-guidelines/execution/batch-operations")
_TLS: Final = _page("rest-api-guidelines/protocol/tls")
_ERRORS: Final = _page("rest-api-guidelines/message/error-reporting")
_VALIDATION: Final = Override(
    then=HTTP.BAD_REQUEST, why="Validation errors are answered 400, with a list of them.", citation=_ERRORS
)

ADIDAS: Final = BASE.extend(
    "adidas",
    title="adidas API Guidelines",
    overrides={
        "outcome.job_done": Override(
            then=HTTP.SEE_OTHER,
            why="The job is done, and the client is sent on to the result.",
            citation=_POLLING,
            headers=(HeaderAdvice("Location", Strength.SHOULD, "the result", _POLLING),),
        ),
        # The page on errors says that a problem document must not go with a 2xx; the page on polling wants one.
        "outcome.job_failed": Override(
            then=HTTP.OK,
            why="The poll succeeded; that the job failed is told by a problem document.",
            citation=_POLLING,
            body=BodyAdvice(BodyKind.PROBLEM, "why the job failed", ("type", "title", "status", "detail")),
        ),
        "outcome.batch_mixed": Override(
            then=HTTP.BAD_REQUEST,
            why="A batch succeeds only as a whole; with one failure the answer is an error that lists each of them.",
            citation=_BATCH,
            body=BodyAdvice(BodyKind.PROBLEM, "a problem for each item that failed", ("title", "detail", "errors[]")),
        ),
        "envelope.clear_text": Override(
            then=HTTP.FORBIDDEN,
            why="Clear text is best not answered at all; where it has to be, it is refused.",
            citation=_TLS,
        ),
        "content.semantics": _VALIDATION,
        "content.several_errors": _VALIDATION,
    },
    rules=(
        GuideRule(
            id="negotiation.no_choice",
            when={"acceptable": In(False), "ignore_accept": In(True)},
            then=HTTP.NOT_ACCEPTABLE,
            citations=(_page("rest-api-guidelines/message/content-negotiation"),),
            why="An Accept that cannot be met must be answered 406; it may not be disregarded.",
            instead={HTTP.OK: "To send what was not asked for is ruled out here."},
        ),
    ),
    against={HTTP.MULTI_STATUS: Against("A batch is atomic, or fails as a whole.", _BATCH)},
)
