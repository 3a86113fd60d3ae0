"""The first half of `outcome`: not the last answer, or not one alone. Interim responses, batches, jobs. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import Absent, BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import TRUE, rfc
from statuskit.model import Strength
from statuskit.registry import HTTP

__all__ = ["UNDERWAY"]

_STATE: Final = BodyAdvice(BodyKind.JOB_STATE, "the state of the job, and how far it is", ("status", "progress"))
_POLL: Final = BodyAdvice(BodyKind.POLL_LINK, "the job, and where to ask for its state", ("job_id", "status_url"))
_MONITOR: Final = HeaderAdvice("Location", Strength.CONVENTION, "where to ask for the state", rfc(9110, "15.3.3"))
_ITEMS: Final = ("items[].id", "items[].status", "items[].code", "items[].message")
_LINKS: Final = HeaderAdvice("Link", Strength.MAY, "as rel=preload: what the page will need", rfc(8297, "2"))

UNDERWAY: Final = (
    # --- Before the final response ------------------------------------------------------------------------------------
    # RFC 9110, section 10.1.1
    GuideRule(
        id="outcome.continue",
        when={"interim": TRUE, "expect": In("continue")},
        then=HTTP.CONTINUE,
        citations=(rfc(9110, "10.1.1"), rfc(9110, "15.2.1")),
        why="The header is fine, and the client waits to be told to send the content.",
        accepts={HTTP.OK: "A final answer will do, where the content is not needed for it."},
        seeds=("R003", "R019"),
    ),
    # RFC 8297, section 2
    GuideRule(
        id="outcome.early_hints",
        when={"interim": TRUE, "early_hints": TRUE},
        then=HTTP.EARLY_HINTS,
        headers=(_LINKS,),
        why="It is known already what the page will need, and the client can begin to load it.",
        instead={HTTP.PROCESSING: "102 says only that work goes on."},
        seeds=("R003", "R025"),
    ),
    # RFC 2518, section 10.1
    GuideRule(
        id="outcome.processing",
        when={"interim": TRUE, "still_processing": TRUE},
        then=HTTP.PROCESSING,
        certainty=Certainty.DEFAULT,
        why="The work takes long, and the client must not give up. WebDAV has dropped the code since.",
        instead={HTTP.ACCEPTED: "202 ends the answer, and lets the client ask later: mostly the better way."},
        seeds=("R003", "R024"),
    ),
    # RFC 9110, section 15.2.2
    GuideRule(
        id="outcome.switching",
        when={"upgrade": In("agreed")},
        then=HTTP.SWITCHING_PROTOCOLS,
        headers=(
            HeaderAdvice("Upgrade", Strength.MUST, "the protocol that is spoken from here on", rfc(9110, "15.2.2")),
            HeaderAdvice("Connection", Strength.MUST, "upgrade", rfc(9110, "7.8")),
        ),
        why="The client asked for another protocol, and the server agrees. HTTP/2 and HTTP/3 have no 101.",
        accepts={HTTP.OK: "A server may ignore Upgrade and answer as ever (RFC 9110, section 7.8)."},
        seeds=("R003", "R021"),
    ),
    # --- Several answers in one ---------------------------------------------------------------------------------------
    # RFC 5842, section 7.1
    GuideRule(
        id="outcome.already_reported",
        when={"already_reported": TRUE},
        then=HTTP.ALREADY_REPORTED,
        why="Inside a 207: this member was listed before, by another binding.",
        instead={HTTP.MULTI_STATUS: "207 is the answer as a whole; 208 is one of its items."},
        seeds=("R037",),
    ),
    GuideRule(
        id="outcome.batch_mixed",
        when={"batch_items": In("mixed", "all_failed")},
        then=HTTP.MULTI_STATUS,
        body=BodyAdvice(
            BodyKind.MULTI_STATUS, "a status for each item, so that the client knows which to repeat", _ITEMS
        ),
        citations=(rfc(4918, "11.1"), rfc(4918, "13")),
        certainty=Certainty.DEFAULT,
        why="The batch as a whole was handled, and its items fared differently: each has its own status.",
        instead={
            HTTP.OK: "200 reads as if all had gone well.",
            HTTP.BAD_REQUEST: "400 reads as if nothing had been done.",
        },
        seeds=("R036", "R192"),
    ),
    GuideRule(
        id="outcome.batch",
        when={"batch_items": In("all_ok")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.MULTI_STATUS, "what came of each item", _ITEMS),
        why="All items of the batch went well.",
        accepts={HTTP.MULTI_STATUS: "A batch that is always answered 207 is easier to read by machine."},
        seeds=("R191",),
    ),
    # RFC 4918, sections 9.1 and 9.2; RFC 5323, section 2.2; RFC 3253, section 3.6
    GuideRule(
        id="outcome.multi_status",
        when={"method": In("PROPFIND", "PROPPATCH", "SEARCH", "REPORT")},
        then=HTTP.MULTI_STATUS,
        body=BodyAdvice(BodyKind.MULTI_STATUS, "a DAV:multistatus document"),
        citations=(rfc(4918, "9.1"), rfc(4918, "11.1")),
        why="WebDAV answers for many resources or properties at once, each with its own status.",
        seeds=("R036",),
    ),
    # --- Work that goes on --------------------------------------------------------------------------------------------
    GuideRule(
        id="outcome.job_running",
        when={"job": In("running")},
        then=HTTP.OK,
        body=_STATE,
        citations=(rfc(9110, "15.3.1"), rfc(9110, "9.3.1")),
        certainty=Certainty.DEFAULT,
        why="The client asked for the state of the job, and gets it; the job itself goes on.",
        accepts={HTTP.ACCEPTED: "202 tells it without the content, and is what some guidelines ask for."},
        seeds=("R195",),
    ),
    GuideRule(
        id="outcome.job_done",
        when={"job": In("done")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.JOB_STATE, "the state of the job, and where its result is", ("status", "result_url")),
        citations=(rfc(9110, "15.3.1"), rfc(9110, "9.3.1")),
        certainty=Certainty.DEFAULT,
        why="The client asked for the state of the job, and gets it.",
        accepts={HTTP.SEE_OTHER: "303 sends the client on to the result."},
        seeds=("R196",),
    ),
    GuideRule(
        id="outcome.job_failed",
        when={"job": In("failed")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.JOB_STATE, "the state of the job, and why it failed", ("status", "error")),
        citations=(rfc(9110, "15.3.1"), rfc(9110, "9.3.1")),
        certainty=Certainty.DEFAULT,
        why="The status is that of the question, and the question was answered; that the job failed is the answer.",
        instead={
            HTTP.INTERNAL_SERVER_ERROR: "500 would say that the state could not be told, and clients would ask again."
        },
        seeds=("R197",),
    ),
    # RFC 9110, section 15.3.3
    GuideRule(
        id="outcome.queued",
        when={"outcome": In("queued")},
        then=HTTP.ACCEPTED,
        headers=(_MONITOR,),
        body=_POLL,
        why="It is accepted and not done yet, and may still fail.",
        instead={
            HTTP.OK: "200 says that it is done.",
            HTTP.CREATED: "201 says that the resource is there.",
        },
        seeds=("R031", "R153", "R173", "R194", "R199"),
    ),
    GuideRule(
        id="outcome.job_started",
        when={"intent": In("job"), "outcome": Absent()},
        then=HTTP.ACCEPTED,
        headers=(_MONITOR,),
        body=_POLL,
        why="The call starts a job, which is accepted and not done yet.",
        instead={HTTP.OK: "200 says that it is done."},
        accepts={HTTP.CREATED: "Where the job is a resource of its own, 201 says that it was created."},
        seeds=("R031", "R153", "R194"),
    ),
)
