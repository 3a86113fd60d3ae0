"""Is it there? Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import FALSE, NOT_THERE, TRUE, rfc
from statuskit.model import Strength
from statuskit.registry import HTTP

__all__ = ["RULES"]


RULES: Final = (
    # --- Is it there? -------------------------------------------------------------------------------------------------
    # RFC 9110, section 15.4.1
    GuideRule(
        id="existence.many",
        when={"resource": In("many")},
        then=HTTP.MULTIPLE_CHOICES,
        body=BodyAdvice(BodyKind.CHOICES, "each representation with its address and what tells it apart"),
        why="There are several representations, and the client is to pick one.",
        instead={
            HTTP.OK: "Where the server can pick by Accept, it does, and answers 200.",
            HTTP.NOT_ACCEPTABLE: "406 is for when none of them fits.",
        },
        seeds=("R047",),
    ),
    GuideRule(
        id="existence.delete_again",
        when={"method": In("DELETE"), "resource": NOT_THERE, "idempotent_delete": TRUE},
        then=HTTP.NO_CONTENT,
        citations=(rfc(9110, "9.3.5"), rfc(9110, "9.2.2")),
        certainty=Certainty.DEFAULT,
        why="It is not there, which is what the client wants; here that counts as a success.",
        instead={HTTP.NOT_FOUND: "404 is the answer where a DELETE of nothing is a mistake."},
        seeds=("R174", "R214"),
    ),
    # RFC 9110, section 15.5.11
    GuideRule(
        id="existence.gone",
        when={"resource": In("deleted"), "creates": FALSE},
        then=HTTP.GONE,
        why="It was here and will not come back, which crawlers and bookmarks should learn.",
        instead={HTTP.MOVED_PERMANENTLY: "301 needs a new address."},
        accepts={HTTP.NOT_FOUND: "404 claims less, and is right for whatever is not there."},
        seeds=("R073", "R074", "R202"),
    ),
    # RFC 9110, section 15.5.5
    GuideRule(
        id="existence.absent",
        when={"resource": In("absent", "deleted_untracked"), "creates": FALSE},
        then=HTTP.NOT_FOUND,
        why="There is nothing at this address, and nobody knows whether that will change.",
        instead={
            HTTP.GONE: "410 needs somebody who knows that it was here and stays away.",
            HTTP.NO_CONTENT: "204 is a success with nothing to show; here there is nothing to speak of.",
        },
        seeds=("R071", "R072", "R150", "R161", "R167", "R174", "R202", "R214"),
    ),
    # RFC 9110, section 15.3.3: "a status monitor"
    GuideRule(
        id="existence.pending",
        when={"resource": In("pending"), "method": In("GET", "HEAD", "QUERY", "SEARCH", "REPORT", None)},
        then=HTTP.ACCEPTED,
        headers=(HeaderAdvice("Retry-After", Strength.CONVENTION, "when to ask again", rfc(9110, "10.2.3")),),
        body=BodyAdvice(BodyKind.POLL_LINK, "how far it is, and where to ask", ("status", "status_url")),
        certainty=Certainty.DEFAULT,
        why="What is asked for is being made; it is neither missing nor wrong to ask.",
        instead={HTTP.NO_CONTENT: "204 says that all is done and there is nothing to see."},
        accepts={
            HTTP.NOT_FOUND: "Until it is ready there is no current representation, which is what 404 says.",
            HTTP.SERVICE_UNAVAILABLE: "503 with Retry-After is understood by clients that know nothing of jobs.",
        },
        seeds=("R031",),
    ),
)
