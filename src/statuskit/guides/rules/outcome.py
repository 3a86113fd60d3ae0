"""Nothing was wrong with the request; what came of it? Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import Absent, BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import FALSE, TRUE, location, rfc
from statuskit.guides.rules._underway import UNDERWAY
from statuskit.model import Strength
from statuskit.registry import HTTP

__all__ = ["RULES"]

_NOTHING: Final = In(False, None)

RULES: Final = (
    *UNDERWAY,
    # --- Something new ------------------------------------------------------------------------------------------------
    GuideRule(
        id="outcome.created_before",
        when={"creates": TRUE, "already_applied": TRUE, "response_body": In(True, None)},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.REPRESENTATION, "what the first request created"),
        citations=(rfc(9110, "15.3.1"), rfc(9110, "9.2.2")),
        certainty=Certainty.DEFAULT,
        why="The same request was handled before: it is there already, and this one created nothing.",
        instead={HTTP.CONFLICT: "409 would make a failure of a repeat that is meant to be safe."},
        accepts={HTTP.CREATED: "To repeat the first answer to the letter is right as well."},
        seeds=("R030", "R213", "R231"),
    ),
    GuideRule(
        id="outcome.created_before_silently",
        when={"creates": TRUE, "already_applied": TRUE, "response_body": FALSE},
        then=HTTP.NO_CONTENT,
        citations=(rfc(9110, "15.3.5"), rfc(9110, "9.2.2")),
        certainty=Certainty.DEFAULT,
        why="The same request was handled before, this one created nothing, and there is nothing to return.",
        instead={HTTP.CONFLICT: "409 would make a failure of a repeat that is meant to be safe."},
        accepts={HTTP.CREATED: "To repeat the first answer to the letter is right as well."},
        seeds=("R030",),
    ),
    # The pattern of Post, Redirect, Get, for pages; RFC 9110, section 15.4.4
    GuideRule(
        id="outcome.form",
        when={
            "intent": In("form"),
            "method": In("POST", None),
            "outcome": In("ok", "created"),
            "reset_view": FALSE,
            "response_body": Absent(),
        },
        then=HTTP.SEE_OTHER,
        headers=location(HTTP.SEE_OTHER, "what the browser should show now"),
        certainty=Certainty.DEFAULT,
        why="A browser that is sent on to look at the outcome does not send the form twice when it is reloaded.",
        instead={HTTP.FOUND: "302 leaves it to the client whether the method changes."},
        accepts={
            HTTP.OK: "A page in answer to the POST does as well, but reloading it sends the form again.",
            HTTP.CREATED: "For scripts, 201 says more.",
        },
        seeds=("R044",),
    ),
    # RFC 9110, section 9.3.4: a MUST
    GuideRule(
        id="outcome.put_created",
        when={"creates": TRUE, "method": In("PUT")},
        then=HTTP.CREATED,
        headers=(
            HeaderAdvice("Location", Strength.MAY, "without it the target is what was created", rfc(9110, "15.3.2")),
        ),
        body=BodyAdvice(BodyKind.CREATED, "what was created, unless it is just what the client sent"),
        citations=(rfc(9110, "9.3.4"), rfc(9110, "15.3.2")),
        certainty=Certainty.REQUIRED,
        why="There was nothing at this address, and the PUT created it.",
        instead={
            HTTP.OK: "200 says that there was something before.",
            HTTP.NO_CONTENT: "204 says that there was something before.",
        },
        seeds=("R029", "R159", "R213"),
    ),
    # RFC 9110, section 9.3.3: a SHOULD
    GuideRule(
        id="outcome.created",
        when={"creates": TRUE},
        then=HTTP.CREATED,
        headers=(HeaderAdvice("Location", Strength.SHOULD, "the address of what was created", rfc(9110, "9.3.3")),),
        body=BodyAdvice(BodyKind.CREATED, "what was created, or a short description with its address"),
        citations=(rfc(9110, "9.3.3"), rfc(9110, "15.3.2")),
        why="A new resource is there, and the answer says where.",
        instead={
            HTTP.OK: "200 does not say that there is something new.",
            HTTP.ACCEPTED: "202 is for what is not there yet.",
            HTTP.SEE_OTHER: "303 sends a browser on to look at it; an API says what it did.",
        },
        seeds=("R028", "R151", "R213"),
    ),
    # RFC 4918, section 9.3.1
    GuideRule(
        id="outcome.collection_created",
        when={"method": In("MKCOL")},
        then=HTTP.CREATED,
        citations=(rfc(4918, "9.3.1"),),
        why="MKCOL makes a collection, or fails.",
        seeds=("R028",),
    ),
    # --- Methods with an answer of their own --------------------------------------------------------------------------
    # RFC 9110, section 9.3.6: "Any 2xx (Successful) response"
    GuideRule(
        id="outcome.tunnel",
        when={"method": In("CONNECT")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.FORBIDDEN, "what follows the header section is the tunnel's"),
        citations=(rfc(9110, "9.3.6"), rfc(9110, "6.4.1")),
        why="The tunnel stands, from the end of this header section on.",
    ),
    # RFC 9110, section 9.3.8
    GuideRule(
        id="outcome.trace",
        when={"method": In("TRACE")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.ECHO, "the request as it came, as message/http, without what is secret in it"),
        citations=(rfc(9110, "9.3.8"),),
        why="TRACE shows the client what arrived.",
    ),
    # --- Nothing to show ----------------------------------------------------------------------------------------------
    # RFC 9110, section 15.3.6
    GuideRule(
        id="outcome.reset",
        when={"reset_view": TRUE, "response_body": _NOTHING},
        then=HTTP.RESET_CONTENT,
        why="It is done, and the form that sent it should be cleared for the next entry.",
        instead={HTTP.NO_CONTENT: "204 leaves the form as it is."},
        seeds=("R034", "R213"),
    ),
    # RFC 9110, section 9.3.5: a SHOULD
    GuideRule(
        id="outcome.deleted",
        when={"method": In("DELETE"), "response_body": _NOTHING},
        then=HTTP.NO_CONTENT,
        citations=(rfc(9110, "9.3.5"), rfc(9110, "15.3.5")),
        why="It is deleted, and there is no more to say. A browser stays where it is.",
        instead={HTTP.OK: "200 to a DELETE means that content follows: a last state, or a word on it."},
        seeds=("R033", "R039", "R171", "R213", "R230"),
    ),
    # RFC 9110, section 9.3.7
    GuideRule(
        id="outcome.options",
        when={"method": In("OPTIONS"), "response_body": _NOTHING},
        then=HTTP.NO_CONTENT,
        headers=(HeaderAdvice("Allow", Strength.SHOULD, "the methods that this resource allows", rfc(9110, "9.3.7")),),
        citations=(rfc(9110, "9.3.7"), rfc(9110, "15.3.5")),
        certainty=Certainty.DEFAULT,
        why="The answer to OPTIONS is in the header fields.",
        accepts={HTTP.OK: "200 with a length of zero does as well, and old caches and clients know it."},
        seeds=("R033",),
    ),
    # RFC 9110, section 15.3.5
    GuideRule(
        id="outcome.nothing",
        when={"response_body": FALSE},
        then=HTTP.NO_CONTENT,
        why="It is done, and there is nothing to return.",
        instead={
            HTTP.OK: "200 leads clients to expect content, and some to parse it.",
            HTTP.RESET_CONTENT: "205 asks the client to clear its form.",
        },
        seeds=("R033", "R145", "R158", "R165", "R213"),
    ),
    # --- Something to show --------------------------------------------------------------------------------------------
    # RFC 3229, section 10.4.1
    GuideRule(
        id="outcome.delta",
        when={"delta_encoding": TRUE, "method": In("GET", None)},
        then=HTTP.IM_USED,
        headers=(HeaderAdvice("IM", Strength.MUST, "the manipulations that were applied", rfc(3229, "10.5.2")),),
        body=BodyAdvice(BodyKind.PARTS, "what changed against the version that the client has"),
        why="The client has an old version, and gets what changed since.",
        accepts={HTTP.OK: "The whole is always right, and all that most clients understand."},
        seeds=("R038",),
    ),
    # RFC 9110, section 15.3.4
    GuideRule(
        id="outcome.transformed",
        when={"transformed": TRUE},
        then=HTTP.NON_AUTHORITATIVE_INFORMATION,
        citations=(rfc(9110, "15.3.4"), rfc(9110, "7.7")),
        why="A proxy changed what the origin had sent with its 200, and says so.",
        accepts={HTTP.OK: "A proxy need not say so by the status."},
        seeds=("R032",),
    ),
    GuideRule(
        id="outcome.beyond_end",
        when={"page": In("beyond_end")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.COLLECTION, "an empty page, and how many there are", ("items", "total")),
        certainty=Certainty.DEFAULT,
        why="The page was asked for rightly, and has no items.",
        accepts={
            HTTP.NO_CONTENT: "204 says the same without content, and without the total.",
            HTTP.NOT_FOUND: "Where each page counts as a resource, there is none.",
        },
        seeds=("R186",),
    ),
    GuideRule(
        id="outcome.empty",
        when={"results": In("empty")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.COLLECTION, "an empty list, so that clients need no second way", ("items", "total")),
        certainty=Certainty.DEFAULT,
        why="The list is there, and has no items.",
        instead={HTTP.NOT_FOUND: "404 would say that there is no such list."},
        accepts={HTTP.NO_CONTENT: "204 is not forbidden, and makes clients treat an empty list apart."},
        seeds=("R145", "R189"),
    ),
    GuideRule(
        id="outcome.list",
        when={"intent": In("list", "search", "related")},
        then=HTTP.OK,
        body=BodyAdvice(BodyKind.COLLECTION, "the items, and how to get the next page", ("items", "next")),
        why="The list or the hits are in the content.",
        seeds=("R027", "R185", "R188"),
    ),
    # RFC 9110, section 15.3.1: the answer where nothing else is said
    GuideRule(
        id="outcome.ok",
        when={},
        then=HTTP.OK,
        why="It is done, and nothing was wrong.",
        instead={
            HTTP.NO_CONTENT: "204 is for when there is nothing to return.",
            HTTP.CREATED: "201 is for when something new is there.",
        },
        seeds=(
            "R004",
            "R010",
            "R026",
            "R027",
            "R057",
            "R144",
            "R152",
            "R157",
            "R164",
            "R172",
            "R177",
            "R180",
            "R183",
            "R198",
            "R213",
        ),
    ),
)
