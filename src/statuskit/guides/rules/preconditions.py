"""Do the preconditions hold, is a range asked for, is it locked? Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import CHANGING, FALSE, PROBLEM, TRUE, rfc
from statuskit.model import Strength
from statuskit.registry import HTTP

__all__ = ["RULES"]

# Methods that change something, as far as is known; a method that is not stated is taken for one of them here.

RULES: Final = (
    # --- Preconditions, as conditional.settle() finds them ------------------------------------------------------------
    # RFC 6585, section 3
    GuideRule(
        id="preconditions.precondition_required",
        when={
            "precondition_required": TRUE,
            "method": CHANGING,
            "if_match": In("absent"),
            "if_none_match": In("absent"),
            "if_unmodified_since": In("absent", "invalid"),
        },
        then=HTTP.PRECONDITION_REQUIRED,
        body=BodyAdvice(BodyKind.PROBLEM, "how to repeat the request: with If-Match, and which tag", PROBLEM),
        why="A change without a precondition might overwrite somebody else's, so one is required.",
        instead={
            HTTP.PRECONDITION_FAILED: "412 is for a precondition that was sent and is not met.",
            HTTP.CONFLICT: "409 is for a conflict that is there; this one is only possible.",
        },
        seeds=("R082",),
    ),
    # RFC 9110, sections 13.1.1, 13.1.4 and 15.5.13
    GuideRule(
        id="preconditions.changed",
        when={
            "precondition": In("changed"),
            "already_applied": FALSE,
            "idempotency": In("missing", "in_progress", "mismatch", "unsupported", None),
        },
        then=HTTP.PRECONDITION_FAILED,
        body=BodyAdvice(BodyKind.PROBLEM, "the current state or its ETag, to merge with", PROBLEM),
        citations=(rfc(9110, "13.1.1"), rfc(9110, "13.1.4"), rfc(9110, "15.5.13")),
        why="The client wants this done only if nothing has changed, and something has.",
        instead={HTTP.CONFLICT: "409 is for a conflict that no field of the request asked about."},
        seeds=("R081", "R163", "R209", "R219"),
    ),
    # RFC 9110, section 13.1.2: for methods other than GET and HEAD a MUST
    GuideRule(
        id="preconditions.present",
        when={"precondition": In("present")},
        then=HTTP.PRECONDITION_FAILED,
        body=BodyAdvice(BodyKind.PROBLEM, "what is there already", PROBLEM),
        citations=(rfc(9110, "13.1.2"), rfc(9110, "15.5.13")),
        certainty=Certainty.REQUIRED,
        why="The client wants this done only if If-None-Match matches nothing, and it does match.",
        instead={
            HTTP.NOT_MODIFIED: "304 is for GET and HEAD.",
            HTTP.CONFLICT: "409 is for a conflict that no field of the request asked about.",
        },
        seeds=("R209",),
    ),
    # RFC 9110, section 13.1.2: for GET and HEAD a MUST
    GuideRule(
        id="preconditions.unchanged_tag",
        when={"precondition": In("unchanged_tag")},
        then=HTTP.NOT_MODIFIED,
        citations=(rfc(9110, "13.1.2"), rfc(9110, "15.4.5")),
        certainty=Certainty.REQUIRED,
        why="The client has this representation already: the tag matches.",
        instead={HTTP.OK: "200 would send again what the client has."},
        seeds=("R046", "R055", "R146"),
    ),
    # RFC 9110, section 13.1.3: a SHOULD
    GuideRule(
        id="preconditions.unchanged_date",
        when={"precondition": In("unchanged_date")},
        then=HTTP.NOT_MODIFIED,
        citations=(rfc(9110, "13.1.3"), rfc(9110, "15.4.5")),
        why="The client has this representation already: it was not modified since.",
        instead={HTTP.OK: "200 would send again what the client has."},
        seeds=("R046", "R056", "R146"),
    ),
    # --- Ranges -------------------------------------------------------------------------------------------------------
    # RFC 9110, sections 14.2 and 15.5.17
    GuideRule(
        id="preconditions.range_unsatisfiable",
        when={"precondition": In("partial"), "range": In("unsatisfiable")},
        then=HTTP.RANGE_NOT_SATISFIABLE,
        headers=(
            HeaderAdvice("Content-Range", Strength.SHOULD, "bytes */length, the current length", rfc(9110, "15.5.17")),
        ),
        citations=(rfc(9110, "14.2"), rfc(9110, "15.5.17")),
        why="None of the ranges overlaps what there is.",
        accepts={HTTP.OK: "A server may ignore Range and send the whole (RFC 9110, section 14.2)."},
        seeds=("R087",),
    ),
    GuideRule(
        id="preconditions.range",
        when={"precondition": In("partial"), "range": In("satisfiable")},
        then=HTTP.PARTIAL_CONTENT,
        body=BodyAdvice(BodyKind.PARTS, "the range, or the ranges as multipart/byteranges"),
        citations=(rfc(9110, "14.2"), rfc(9110, "15.3.7")),
        why="The client asks for a part, and the part is there.",
        accepts={HTTP.OK: "A server may ignore Range and send the whole (RFC 9110, section 14.2)."},
        seeds=("R035",),
    ),
    # --- Locks and loops ----------------------------------------------------------------------------------------------
    # RFC 4918, section 11.3
    GuideRule(
        id="preconditions.locked",
        when={"locked": TRUE, "method": CHANGING},
        then=HTTP.LOCKED,
        body=BodyAdvice(BodyKind.PROBLEM, "which resource holds the lock", PROBLEM),
        why="The source or the destination is locked by somebody else, which stops whoever wants to change it.",
        instead={HTTP.CONFLICT: "409 is for a conflict with the state; a lock is taken on purpose, and ends."},
        seeds=("R092",),
    ),
    # RFC 4918, section 11.4
    GuideRule(
        id="preconditions.dependency_failed",
        when={"dependency_failed": TRUE},
        then=HTTP.FAILED_DEPENDENCY,
        why="It was not tried, since an action that it depends on failed.",
        instead={HTTP.CONFLICT: "409 says that this action met a conflict; it met nothing, it was left out."},
        seeds=("R093",),
    ),
    # RFC 5842, section 7.2
    GuideRule(
        id="preconditions.loop",
        when={"loop": TRUE},
        then=HTTP.LOOP_DETECTED,
        why='An operation with "Depth: infinity" came into a loop, and all of it failed.',
        instead={HTTP.MULTI_STATUS: "207 with 208 inside is for clients that say that they understand bindings."},
        seeds=("R123",),
    ),
)
