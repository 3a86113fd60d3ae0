"""Is the client sent elsewhere? Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import Absent, Certainty, GuideRule, In
from statuskit.guides._words import FALSE, FOR_GOOD, location
from statuskit.registry import HTTP

__all__ = ["RULES"]

_MAY_CHANGE: Final = In("allowed")

RULES: Final = (
    # RFC 9110, section 15.5.11: gone, "and no forwarding address is known"
    GuideRule(
        id="redirect.moved_unknown",
        when={"resource": In("moved"), "target_known": FALSE},
        then=HTTP.GONE,
        certainty=Certainty.DEFAULT,
        why="It has moved, and nobody knows where to: it is no longer here, and that will stay so.",
        instead={HTTP.TEMPORARY_REDIRECT: "A redirect needs an address."},
        accepts={HTTP.NOT_FOUND: "Where nobody is sure that it stays away, 404 claims less."},
    ),
    # RFC 9110, section 15.4.4
    GuideRule(
        id="redirect.see_other",
        when={"redirect": In("see_other")},
        then=HTTP.SEE_OTHER,
        headers=location(HTTP.SEE_OTHER, "where to look with GET"),
        why="The work is done, and the client looks at the outcome with GET: reloading does not send it twice.",
        instead={
            HTTP.FOUND: "302 leaves it to the client whether the method changes.",
            HTTP.TEMPORARY_REDIRECT: "307 would send the same request again.",
        },
        seeds=("R044", "R045"),
    ),
    # --- For good -----------------------------------------------------------------------------------------------------
    # RFC 9110, section 15.4.2
    GuideRule(
        id="redirect.permanent_may_change",
        when={"redirect": FOR_GOOD, "method_change": _MAY_CHANGE},
        then=HTTP.MOVED_PERMANENTLY,
        headers=location(HTTP.MOVED_PERMANENTLY, "the new address"),
        why="It has moved for good, and a POST may come back as a GET.",
        instead={
            HTTP.PERMANENT_REDIRECT: "308 keeps the method, which nobody asked for here.",
            HTTP.FOUND: "302 is for a move that will end.",
        },
        seeds=("R005", "R040", "R049", "R053", "R204", "R205"),
    ),
    GuideRule(
        id="redirect.permanent_reading",
        when={"redirect": FOR_GOOD, "method": In("GET", "HEAD"), "method_change": Absent()},
        then=HTTP.MOVED_PERMANENTLY,
        headers=location(HTTP.MOVED_PERMANENTLY, "the new address"),
        certainty=Certainty.DEFAULT,
        why="It has moved for good, and a GET stays a GET anyhow: 301 is the one that everybody knows.",
        instead={HTTP.FOUND: "302 is for a move that will end."},
        accepts={HTTP.PERMANENT_REDIRECT: "308 says the same to a GET, and is right for all methods."},
        seeds=("R005", "R040", "R049", "R053", "R204"),
    ),
    # RFC 9110, section 15.4.9
    GuideRule(
        id="redirect.permanent",
        when={"redirect": FOR_GOOD},
        then=HTTP.PERMANENT_REDIRECT,
        headers=location(HTTP.PERMANENT_REDIRECT, "the new address"),
        why="It has moved for good, and the method must stay what it is.",
        instead={
            HTTP.MOVED_PERMANENTLY: "301 may turn a POST into a GET.",
            HTTP.TEMPORARY_REDIRECT: "307 is for a move that will end.",
        },
        seeds=("R041", "R051", "R052", "R053", "R205"),
    ),
    # --- For now ------------------------------------------------------------------------------------------------------
    # RFC 9110, section 15.4.3
    GuideRule(
        id="redirect.temporary_may_change",
        when={"redirect": In("temporary"), "method_change": _MAY_CHANGE},
        then=HTTP.FOUND,
        headers=location(HTTP.FOUND, "where it is for now"),
        why="It is elsewhere for now, and a POST may come back as a GET.",
        instead={
            HTTP.TEMPORARY_REDIRECT: "307 keeps the method, which nobody asked for here.",
            HTTP.SEE_OTHER: "303 is clearer where the client is meant to change to GET.",
            HTTP.MOVED_PERMANENTLY: "301 is for a move that will stay.",
        },
        seeds=("R042", "R204", "R205"),
    ),
    # RFC 9110, section 15.4.8
    GuideRule(
        id="redirect.temporary",
        when={"redirect": In("temporary")},
        then=HTTP.TEMPORARY_REDIRECT,
        headers=location(HTTP.TEMPORARY_REDIRECT, "where it is for now"),
        why="It is elsewhere for now, and the method must stay what it is.",
        instead={
            HTTP.FOUND: "302 may turn a POST into a GET.",
            HTTP.PERMANENT_REDIRECT: "308 is for a move that will stay.",
        },
        seeds=("R043", "R050", "R052", "R205"),
    ),
    GuideRule(
        id="redirect.moved_may_change",
        when={"resource": In("moved"), "method_change": _MAY_CHANGE},
        then=HTTP.FOUND,
        headers=location(HTTP.FOUND, "where it is for now"),
        certainty=Certainty.DEFAULT,
        why="It has moved, nobody says for how long, and a POST may come back as a GET.",
        instead={HTTP.MOVED_PERMANENTLY: "301 promises that the move will stay; that is not said."},
        seeds=("R042",),
    ),
    GuideRule(
        id="redirect.moved",
        when={"resource": In("moved")},
        then=HTTP.TEMPORARY_REDIRECT,
        headers=location(HTTP.TEMPORARY_REDIRECT, "where it is for now"),
        certainty=Certainty.DEFAULT,
        why="It has moved, and nothing else is said: 307 keeps the method and promises nothing.",
        instead={
            HTTP.MOVED_PERMANENTLY: "301 promises that the move will stay; that is not said.",
            HTTP.PERMANENT_REDIRECT: "308 promises that the move will stay; that is not said.",
        },
        seeds=("R043",),
    ),
)
