"""Google's API Improvement Proposals and the HTTP mapping of its canonical error codes, as of 2026-08-22. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._profile import BASE, Against, Override
from statuskit.guides._rule import Certainty
from statuskit.model import Citation
from statuskit.registry import HTTP

__all__ = ["GOOGLE"]


def _aip(number: int, heading: str = "") -> Citation:
    anchor = f"#{heading}" if heading else ""
    return Citation("Google AIP", str(number), f"https://google.aip.dev/{number}{anchor}", as_of="2026-03-04")


def _code(name: str) -> Citation:
    url = "https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto"
    return Citation("google.rpc.Code", name, url, as_of="2026-08-22")


_INVALID: Final = Override(
    then=HTTP.BAD_REQUEST,
    why="An argument is wrong whatever the state is: INVALID_ARGUMENT.",
    citation=_code("INVALID_ARGUMENT"),
)
_STATE: Final = Override(
    then=HTTP.BAD_REQUEST,
    why="The system is not in the state that this needs, and the caller must change that first: FAILED_PRECONDITION.",
    citation=_code("FAILED_PRECONDITION"),
)
# The proposals never name a success code; OK is the only one that the mapping has.
_OK: Final = Override(
    then=HTTP.OK,
    why="The mapping has one code for success, and it is 200; the content says what came of it.",
    citation=_code("OK"),
    certainty=Certainty.DEFAULT,
)

GOOGLE: Final = BASE.extend(
    "google",
    title="Google API Improvement Proposals",
    overrides={
        "access.hidden": Override(
            then=HTTP.FORBIDDEN,
            why="Permission is checked before existence, so 403 tells nothing: PERMISSION_DENIED.",
            citation=_aip(193, "permission-denied"),
        ),
        "access.denied": Override(
            then=HTTP.FORBIDDEN,
            why="Permission is checked first, whether or not the thing exists: PERMISSION_DENIED.",
            citation=_aip(211),
        ),
        "envelope.quota": Override(
            then=HTTP.TOO_MANY_REQUESTS,
            why="A quota is used up: RESOURCE_EXHAUSTED.",
            citation=_code("RESOURCE_EXHAUSTED"),
        ),
        "feasibility.storage_full": Override(
            then=HTTP.TOO_MANY_REQUESTS,
            why="There is no room left: RESOURCE_EXHAUSTED covers that as well.",
            citation=_code("RESOURCE_EXHAUSTED"),
        ),
        "system.deadline": Override(
            then=HTTP.GATEWAY_TIMEOUT,
            why="The deadline has passed, and the change may have happened all the same: DEADLINE_EXCEEDED.",
            citation=_code("DEADLINE_EXCEEDED"),
        ),
        "existence.gone": Override(
            then=HTTP.NOT_FOUND,
            why="The mapping has no 410; what was deleted for good is NOT_FOUND.",
            citation=_aip(164),
        ),
        "preconditions.precondition_required": Override(
            then=HTTP.BAD_REQUEST,
            why="An etag is required and was not sent: INVALID_ARGUMENT.",
            citation=_aip(154),
        ),
        "content.state": _STATE,
        "content.dependents": Override(
            then=HTTP.BAD_REQUEST,
            why="It has children, and the call did not say to delete them too: FAILED_PRECONDITION.",
            citation=_aip(135),
        ),
        "content.version": Override(
            then=HTTP.CONFLICT, why="The version is not the current one: ABORTED.", citation=_code("ABORTED")
        ),
        "content.etag_in_body": Override(
            then=HTTP.CONFLICT, why="The etag in the message is not the current one: ABORTED.", citation=_aip(154)
        ),
        "content.duplicate": Override(then=HTTP.CONFLICT, why="It exists already: ALREADY_EXISTS.", citation=_aip(133)),
        "content.query_out_of_range": Override(
            then=HTTP.BAD_REQUEST, why="Past the valid range: OUT_OF_RANGE.", citation=_code("OUT_OF_RANGE")
        ),
        "content.semantics": _INVALID,
        "content.several_errors": _INVALID,
        "content.patch_result": _INVALID,
        "content.related_missing": _INVALID,
        "content.type_mismatch": _INVALID,
        "content.client_generated_id": _INVALID,
        "content.key_reused": _INVALID,
        "content.operation": Override(
            then=HTTP.NOT_IMPLEMENTED,
            why="The operation is not implemented or not enabled: UNIMPLEMENTED.",
            citation=_code("UNIMPLEMENTED"),
        ),
        "existence.delete_again": _OK,
        "outcome.batch_mixed": _OK,
        "outcome.created": _OK,
        "outcome.created_before_silently": _OK,
        "outcome.put_created": _OK,
        "outcome.queued": _OK,
        "outcome.job_started": _OK,
        "outcome.deleted": _OK,
        "outcome.nothing": _OK,
    },
    against={
        HTTP.MULTI_STATUS: Against("A batch succeeds or fails as a whole.", _aip(193, "partial-errors")),
    },
)
