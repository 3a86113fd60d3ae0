"""Rules about 1xx responses: interim ones, and the switch to another protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import Fault, Need, Role, Rule, Severity
from statuskit.conformance.rules._duties import asked_without, has_content, line, named, required, was_not_expected
from statuskit.fields import list_members
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# --- any 1xx ----------------------------------------------------------------------------------------------------------


def _has_content(exchange: Exchange) -> Fault | None:
    # What follows a 101 is the other protocol, and recorders take it for content.
    return None if exchange.status is HTTP.SWITCHING_PROTOCOLS else has_content(exchange)


def _has_length(exchange: Exchange) -> Fault:
    return Fault(f"{named(exchange)} with Content-Length", line(exchange.fields, "Content-Length"))


def _is_too_new(exchange: Exchange) -> Fault | None:
    # A response in HTTP/1.0 does not tell: servers answer later requests in it, too.
    if exchange.asked_version != "1.0":
        return None
    return Fault(f"{named(exchange)} to an HTTP/1.0 request")


def _is_final(exchange: Exchange) -> Fault | None:
    if exchange.status is HTTP.SWITCHING_PROTOCOLS:
        return None
    return Fault(f"{named(exchange)} as the final response")


# --- 101 --------------------------------------------------------------------------------------------------------------


def _can_be_switched(exchange: Exchange) -> bool:
    return not exchange.is_multiplexed


def _was_not_offered(exchange: Exchange) -> Fault | None:
    if exchange.is_multiplexed:
        return None
    if asked_without(exchange, "Upgrade"):
        return Fault(f"{named(exchange)}, and the request has no Upgrade")
    chosen, offered = _protocols(exchange.fields.get("Upgrade", "")), _protocols(exchange.asked.get("Upgrade", ""))
    # One of several layers is enough: RFC 2817, section 3.3, answers an offer of TLS/1.0 with TLS/1.0, HTTP/1.1.
    if not chosen or not offered or chosen & offered:
        return None
    return Fault(
        f"{named(exchange)} to a protocol that the request does not offer",
        f"{line(exchange.fields, 'Upgrade')}; offered: {line(exchange.asked, 'Upgrade')}",
    )


def _protocols(upgrade: str) -> set[str]:
    # Names are compared without regard to case, and versions are not compared: RFC 9110, section 7.8.
    return {protocol.partition("/")[0].strip().lower() for protocol in list_members(upgrade)}


def _is_multiplexed(exchange: Exchange) -> Fault | None:
    if not exchange.is_multiplexed:
        return None
    return Fault(f"{named(exchange)} in HTTP/{exchange.version}")


# --- 103 --------------------------------------------------------------------------------------------------------------


def _hints_at_nothing(exchange: Exchange) -> Fault | None:
    if "Link" in exchange.fields:
        return None
    return Fault(f"{named(exchange)} without Link")


RULES: Final = (
    Rule(
        id="SK1XX-01",
        title="1xx with content",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.2"),
        on=(StatusClass.INFORMATIONAL,),
        needs=(Need.CONTENT,),
        why="An interim response ends with its header section; what follows is read as the next response.",
        fix="Send the content with the final response.",
        test=_has_content,
    ),
    Rule(
        id="SK1XX-02",
        title="1xx with Content-Length",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "8.6"),
        on=(StatusClass.INFORMATIONAL,),
        field="Content-Length",
        why="There is no content whose length it could tell, and a recipient that believes it waits for some.",
        fix="Leave Content-Length out; zero is forbidden, too.",
        test=_has_length,
    ),
    Rule(
        id="SK1XX-03",
        title="1xx to an HTTP/1.0 client",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.2"),
        on=(StatusClass.INFORMATIONAL,),
        needs=(Need.REQUEST,),
        why="HTTP/1.0 has no 1xx: such a client takes it for the final response.",
        fix="Send the final response alone to HTTP/1.0 clients.",
        test=_is_too_new,
    ),
    # A recorded 1xx is right as it is, and a response does not tell whether another follows: for those who know that
    # none does, such as middleware.
    Rule(
        id="SK1XX-04",
        title="1xx as the final response",
        strength=Strength.DEFINITION,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.2"),
        on=(StatusClass.INFORMATIONAL,),
        default=False,
        roles=(Role.ORIGIN, Role.PROXY),
        why="A 1xx is interim: the client goes on waiting for a final response. What an application returns is final.",
        fix="Return a final status, such as 200 or 202; a server has calls of its own for 1xx.",
        test=_is_final,
    ),
    Rule(
        id="SK100-01",
        title="100 without Expect",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.2.1"),
        on=(HTTP.CONTINUE,),
        needs=(Need.REQUEST,),
        why="The client does not wait for it, and throws it away; it is harmless, and there are clients that stumble.",
        fix="Send 100 only to requests with Expect: 100-continue.",
        test=was_not_expected,
    ),
    required(
        "SK101-01",
        HTTP.SWITCHING_PROTOCOLS,
        "Upgrade",
        when=_can_be_switched,
        why="The client is to learn which protocol the connection speaks from the next octet on.",
        fix="Name the protocol, such as Upgrade: websocket, and list upgrade in Connection.",
    ),
    Rule(
        id="SK101-02",
        title="101 to a protocol that was not offered",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "7.8"),
        on=(HTTP.SWITCHING_PROTOCOLS,),
        needs=(Need.REQUEST,),
        why="The client goes on in a protocol that it did not ask for, and cannot speak.",
        fix="Switch only to a protocol in the request's Upgrade; else answer in HTTP, or 426 where there is no choice.",
        test=_was_not_offered,
    ),
    # RFC 9113 has no MUST NOT here: it says that the status is not supported, and RFC 9114, section 4.5, the same.
    Rule(
        id="SK101-03",
        title="101 in HTTP/2 or HTTP/3",
        strength=Strength.DEFINITION,
        severity=Severity.ERROR,
        citation=_rfc(9113, "8.6"),
        on=(HTTP.SWITCHING_PROTOCOLS,),
        why="The connection carries other exchanges as well, so one cannot switch it.",
        fix="Use extended CONNECT (RFC 8441, RFC 9220), which is answered with a 2xx.",
        test=_is_multiplexed,
    ),
    Rule(
        id="SK103-01",
        title="103 without Link",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(8297, "2"),
        on=(HTTP.EARLY_HINTS,),
        why="Links to preload or to connect to are the hints that clients make use of.",
        fix="Send what is to be fetched early, such as Link: </style.css>; rel=preload; as=style.",
        test=_hints_at_nothing,
    ),
)
