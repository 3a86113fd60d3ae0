"""What a result warns of: facts that contradict each other, and what an answer needs that is not there. Rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.data.methods import SAFE_METHODS
from statuskit.guides._rule import In, conditions
from statuskit.guides._situation import FACTS
from statuskit.guides._words import FALSE, NOT_THERE, REFUSED, TRUE
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit.model import Status

__all__ = ["NOTES", "Note"]


@final
@attrs.frozen(kw_only=True)
class Note:
    """A warning: given where all of `when` was stated, and the answer is `then` where that is named."""

    when: Mapping[str, In] = attrs.field(converter=conditions, hash=False)
    then: Status | None = None
    text: str
    seeds: tuple[str, ...] = ()


_REFUSED: Final = In("missing", "invalid", "expired")
_STATED: Final = In("true", "false")
_SAFE: Final = In(*sorted(SAFE_METHODS))
_FAILED: Final = In(*(value for value in FACTS["upstream"].values if value != "ok"))
_WRONG_BODY: Final = In(*(value for value in FACTS["body"].values if value != "valid"))
_STAYS: Final = "What is called temporary and stays should say so: it is taken for permanent."
_HAPPENED: Final = In("created", "queued")

NOTES: Final = (
    # --- Facts that contradict each other -----------------------------------------------------------------------------
    Note(
        when={"outcome": _HAPPENED, "credentials": _REFUSED},
        text="The outcome says that it was done, and the credentials that it must not have been.",
    ),
    Note(
        when={"outcome": _HAPPENED, "permission": REFUSED},
        text="The outcome says that it was done, and the permission that it must not have been.",
    ),
    Note(
        when={"permission": In("granted"), "credentials": _REFUSED},
        text="Permission is granted to somebody who did not say who it is; the credentials count.",
    ),
    Note(
        when={"outcome": In("created"), "method": _SAFE},
        text="A safe method creates nothing (RFC 9110, section 9.2.1); that part of the outcome is left aside.",
    ),
    Note(
        when={"outcome": In("created"), "method": In("DELETE")},
        text="DELETE creates nothing; that part of the outcome is left aside.",
    ),
    Note(
        when={"if_match": _STATED, "resource": NOT_THERE, "method": In("GET", "HEAD", "QUERY")},
        text="If-Match is not evaluated where there is nothing: the answer would be neither 2xx nor 412 "
        "(RFC 9110, section 13.2.1).",
    ),
    Note(
        when={"if_match": In("true"), "resource": NOT_THERE},
        text="If-Match cannot be true where there is no representation.",
    ),
    Note(
        when={"if_none_match": In("false"), "resource": NOT_THERE},
        text="If-None-Match cannot be false where there is no representation.",
    ),
    Note(
        when={"method_allowed": FALSE, "method_known": FALSE},
        text="A method that the server does not know is allowed nowhere; that it is unknown counts.",
    ),
    Note(
        when={"upstream": _FAILED, "role": In("origin")},
        text="An origin server has no next hop; it is taken for a gateway.",
    ),
    Note(
        when={"role": In("origin"), "network_login_required": TRUE},
        text="511 is for what stands between client and network, not for an origin server (RFC 6585, section 6).",
    ),
    Note(
        when={"role": In("origin"), "proxy_credentials": In("missing", "invalid")},
        text="An origin server asks for no credentials of a proxy.",
    ),
    Note(
        when={"outcome": In("created"), "method": In("PUT"), "resource": In("exists")},
        text="PUT to what exists replaces it, which is 200 or 204 (RFC 9110, section 9.3.4); the outcome counts.",
    ),
    Note(
        when={"redirect": In("see_other"), "body": _WRONG_BODY},
        text="303 sends the client to see what came of it, and the content was wrong.",
    ),
    Note(
        when={"conflict": In("version"), "if_match": In("true")},
        text="If-Match held and the versions conflict all the same; so they are not told apart by the ETag.",
    ),
    Note(
        when={"error": In("validation"), "body": In("valid")},
        text="Validation failed, and the content is said to be valid; the error counts.",
    ),
    Note(
        when={"target_known": FALSE, "redirect": In("permanent", "temporary", "see_other")},
        text="A redirect needs an address, and none is known.",
    ),
    Note(when={"results": In("some"), "page": In("beyond_end")}, text="A page beyond the end has no items."),
    Note(
        when={"response_body": TRUE, "reset_view": TRUE},
        text="205 has no content; since there is something to return, the form is left as it is.",
    ),
    Note(
        when={"early_hints": TRUE, "interim": In(False, None)},
        text="Early hints come before the final response only; interim is not stated.",
    ),
    Note(
        when={"still_processing": TRUE, "interim": In(False, None)},
        text="That work goes on is said before the final response only; interim is not stated.",
    ),
    Note(
        when={"limit_is_temporary": TRUE, "content_too_large": FALSE},
        text="The limit does not matter, since the content is not over it.",
    ),
    # --- What the answer needs, and what it may not be ----------------------------------------------------------------
    Note(
        when={"challenge_available": FALSE},
        then=HTTP.UNAUTHORIZED,
        text="A 401 must carry WWW-Authenticate (RFC 9110, section 15.5.2): name a scheme, if only one of your own.",
    ),
    Note(
        when={"intent": In("login")},
        then=HTTP.UNAUTHORIZED,
        text="A 401 must carry WWW-Authenticate, to a login form too (RFC 9110, section 15.5.2).",
        seeds=("R178",),
    ),
    Note(
        when={"auth_scheme": In("mtls")},
        then=HTTP.UNAUTHORIZED,
        text="No challenge asks for a client certificate; the 401 must name another scheme, or be a 403.",
    ),
    Note(
        when={"service": In("circuit_half_open")},
        text="Half-open: let this one through as a probe, and refuse the others with 503 until it is back.",
        seeds=("R116",),
    ),
    Note(
        when={"called_temporary": TRUE, "redirect": In("temporary")},
        text=_STAYS,
        seeds=("R053",),
    ),
    Note(
        when={"called_temporary": TRUE, "resource": In("moved"), "redirect": In(None)},
        text=_STAYS,
        seeds=("R053",),
    ),
    Note(
        when={"intent": In("webhook")},
        text="Senders of webhooks repeat whatever is not answered 2xx, so answer 2xx as soon as it is safe.",
        seeds=("R200",),
    ),
)
