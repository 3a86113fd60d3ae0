"""May the caller? Who it is, then what it may. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.guides._rule import BodyAdvice, BodyKind, Certainty, GuideRule, HeaderAdvice, In
from statuskit.guides._words import PROBLEM, REFUSED, TRUE, rfc
from statuskit.model import Strength
from statuskit.registry import HTTP, lookup

__all__ = ["RULES"]

_AT_NGINX: Final = In("nginx")
_CHALLENGE: Final = HeaderAdvice(
    "WWW-Authenticate",
    Strength.MUST,
    "a challenge: the scheme by which this resource authenticates",
    rfc(9110, "11.6.1"),
)
_AGAIN: Final = HeaderAdvice(
    "WWW-Authenticate",
    Strength.MUST,
    'a challenge; with Bearer, error="invalid_token" says that the token is the trouble',
    rfc(9110, "11.6.1"),
)

RULES: Final = (
    # RFC 9110, section 15.5.8
    GuideRule(
        id="access.proxy_credentials",
        when={"proxy_credentials": In("missing", "invalid")},
        then=HTTP.PROXY_AUTHENTICATION_REQUIRED,
        headers=(
            HeaderAdvice(
                "Proxy-Authenticate", Strength.MUST, "a challenge that applies to the proxy", rfc(9110, "11.7.1")
            ),
        ),
        why="The proxy wants to know who is calling before it passes anything on.",
        instead={HTTP.UNAUTHORIZED: "401 would be the origin's, which has not been asked."},
        seeds=("R063",),
    ),
    # nginx: NGX_HTTPS_NO_CERT and NGX_HTTPS_CERT_ERROR, sent as 400
    GuideRule(
        id="access.no_certificate_at_nginx",
        when={"credentials": In("missing"), "auth_scheme": In("mtls"), "vendor": _AT_NGINX},
        then=lookup(496),
        certainty=Certainty.DEFAULT,
        why="nginx's own number for a client that shows no certificate.",
        seeds=("R106",),
    ),
    GuideRule(
        id="access.bad_certificate_at_nginx",
        when={"credentials": In("invalid", "expired"), "auth_scheme": In("mtls"), "vendor": _AT_NGINX},
        then=lookup(495),
        certainty=Certainty.DEFAULT,
        why="nginx's own number for a client certificate that does not verify.",
        seeds=("R106",),
    ),
    # RFC 9110, section 15.5.2
    GuideRule(
        id="access.anonymous",
        when={"credentials": In("missing")},
        then=HTTP.UNAUTHORIZED,
        headers=(_CHALLENGE,),
        why="Nobody knows yet who is calling, so say how to authenticate. It tells nothing of what exists.",
        instead={
            HTTP.FORBIDDEN: "403 says that knowing who calls would not help; here it would.",
            HTTP.NOT_FOUND: "404 would send away those who only have to log in.",
        },
        seeds=("R061", "R068", "R148", "R181", "R201"),
    ),
    GuideRule(
        id="access.session_expired",
        when={"credentials": In("expired"), "login_session": TRUE},
        then=HTTP.UNAUTHORIZED,
        headers=(_CHALLENGE,),
        why="The session has ended, so the caller has to log in again.",
        instead={
            lookup(440): "440 is a number of Microsoft's own; 401 is the registered one.",
            HTTP.FORBIDDEN: "403 says that logging in again would not help.",
        },
        seeds=("R062", "R101"),
    ),
    GuideRule(
        id="access.bad_credentials",
        when={"credentials": In("invalid", "expired")},
        then=HTTP.UNAUTHORIZED,
        headers=(_AGAIN,),
        why="The credentials are wrong, revoked or too old; others would do.",
        instead={
            HTTP.FORBIDDEN: "403 is for credentials that are good and do not suffice.",
            HTTP.BAD_REQUEST: "400 does not say that other credentials would do.",
        },
        seeds=("R062", "R178", "R181", "R184", "R201"),
    ),
    GuideRule(
        id="access.csrf",
        when={"csrf": In("failed")},
        then=HTTP.FORBIDDEN,
        certainty=Certainty.DEFAULT,
        why="Nothing shows that the user meant to send this, so it is refused, whoever it is.",
        instead={
            HTTP.UNAUTHORIZED: "401 asks for credentials, which are there.",
            lookup(419): "419 is a number of Laravel's own.",
        },
        accepts={HTTP.BAD_REQUEST: "A token that is missing or malformed may be called a bad request."},
    ),
    # RFC 9110, section 15.5.4: "an origin server that wishes to hide the current existence"
    GuideRule(
        id="access.hidden",
        when={"permission": REFUSED, "hide_existence": TRUE},
        then=HTTP.NOT_FOUND,
        body=BodyAdvice(
            BodyKind.PROBLEM,
            "the same as for what does not exist, to the letter",
            PROBLEM,
        ),
        citations=(rfc(9110, "15.5.4"), rfc(9110, "15.5.5")),
        why="This caller must not learn that it exists, and 403 would tell.",
        instead={HTTP.FORBIDDEN: "403 admits that there is something."},
        seeds=("R069", "R149", "R211"),
    ),
    # RFC 6750, section 3.1
    GuideRule(
        id="access.insufficient_scope",
        when={"permission": In("insufficient_scope")},
        then=HTTP.FORBIDDEN,
        headers=(
            HeaderAdvice(
                "WWW-Authenticate",
                Strength.MUST,
                'with Bearer: error="insufficient_scope", and where that helps the scope that is wanted',
                rfc(6750, "3"),
            ),
        ),
        citations=(rfc(6750, "3.1"), rfc(9110, "15.5.4")),
        why="The token is good, and was not given for this.",
        instead={HTTP.UNAUTHORIZED: "401 says that the token is not good."},
        seeds=("R065", "R182", "R201"),
    ),
    # RFC 9110, section 15.5.4
    GuideRule(
        id="access.other_owner",
        when={"permission": In("denied"), "denial_reason": In("other_owner")},
        then=HTTP.FORBIDDEN,
        why="It is somebody else's, and this caller may not, however often it asks.",
        instead={
            HTTP.UNAUTHORIZED: "401 says that logging in would help; it was done.",
            HTTP.NOT_FOUND: "404 hides that it exists, which is often wise for what is somebody else's.",
        },
        seeds=("R066",),
    ),
    GuideRule(
        id="access.policy",
        when={"permission": In("denied"), "denial_reason": In("policy")},
        then=HTTP.FORBIDDEN,
        why="A rule forbids it, to this caller or from this place, and asking again changes nothing.",
        instead={
            HTTP.UNAUTHORIZED: "401 says that logging in would help; that has no part in it.",
            HTTP.UNAVAILABLE_FOR_LEGAL_REASONS: "451 is for what the law forbids, not the house.",
        },
        seeds=("R065",),
    ),
    GuideRule(
        id="access.denied",
        when={"permission": In("denied")},
        then=HTTP.FORBIDDEN,
        why="Who is calling is known, or does not matter: this caller may not, and asking again changes nothing.",
        instead={
            HTTP.UNAUTHORIZED: "401 says that logging in would help; it was done.",
            HTTP.NOT_FOUND: "404 is for those who must not learn that it exists.",
        },
        seeds=("R065", "R067", "R070", "R149", "R182", "R201", "R211"),
    ),
    # RFC 9110, section 15.5.3: "reserved for future use"
    GuideRule(
        id="access.payment",
        when={"payment_required": TRUE},
        then=HTTP.PAYMENT_REQUIRED,
        certainty=Certainty.DEFAULT,
        why="Somebody has to pay first. The code is reserved, and used for this all the same.",
        accepts={HTTP.FORBIDDEN: "403 needs no reserved code, and the content can say the rest."},
        seeds=("R064",),
    ),
    # RFC 7725, section 3
    GuideRule(
        id="access.legal",
        when={"legal_block": TRUE},
        then=HTTP.UNAVAILABLE_FOR_LEGAL_REASONS,
        headers=(
            HeaderAdvice(
                "Link",
                Strength.SHOULD,
                "rel=blocked-by: who carries out the blocking, not who demands it",
                rfc(7725, "4"),
            ),
        ),
        body=BodyAdvice(
            BodyKind.PROBLEM,
            "who demands it, by what law, and whom it concerns",
            PROBLEM,
        ),
        why="A legal demand forbids it, and saying so is the point of the code.",
        instead={HTTP.FORBIDDEN: "403 hides that it is the law."},
        seeds=("R099",),
    ),
)
