"""Rules about fields that any response may have: their syntax, and how they go with the status and the content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import Fault, Need, Role, Rule, Severity
from statuskit.conformance.rules._duties import ERRORS, line, named
from statuskit.conformance.rules._references import problem_of
from statuskit.conformance.rules._urls import shown
from statuskit.fields import WaitKind, list_members, parse_challenges, parse_retry_after
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# --- Retry-After ------------------------------------------------------------------------------------------------------

# What has a use for it: the statuses that the registry says it of, those that say when to follow, and work under way.
_WAITING: Final = frozenset(
    {HTTP.ACCEPTED, *(status for status in HTTP if any(rule.name == "Retry-After" for rule in status.header_rules))}
)


def _is_no_wait(exchange: Exchange) -> Fault | None:
    value = exchange.fields["Retry-After"]
    # The moment does not matter, only that it can be read. A fraction can, and is none of the grammar.
    wait = parse_retry_after(value, now=0)
    if not wait.problem and (wait.kind is WaitKind.DATE or "." not in value):
        return None
    return Fault(f"{named(exchange)} whose Retry-After is neither seconds nor a date", line(exchange.fields, _WAIT))


_WAIT: Final = "Retry-After"


def _is_past(exchange: Exchange) -> Fault | None:
    fields = exchange.fields
    wait = parse_retry_after(fields[_WAIT], now=None, date=fields.get("Date"))
    if wait.kind is not WaitKind.DATE or wait.seconds:
        return None
    return Fault(
        f"{named(exchange)} whose Retry-After is not after its Date", f"{line(fields, _WAIT)}; {line(fields, 'Date')}"
    )


def _has_no_use_for_a_wait(exchange: Exchange) -> Fault | None:
    if exchange.code in _WAITING:
        return None
    return Fault(f"{named(exchange)} with Retry-After", line(exchange.fields, _WAIT))


_RETRY_AFTER: Final = (
    Rule(
        id="SKHDR-01",
        title="Retry-After is neither seconds nor a date",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "10.2.3"),
        field=_WAIT,
        why="A client that cannot read it comes back at once, or never.",
        fix="Send whole seconds, such as Retry-After: 120, or a date such as Fri, 31 Dec 1999 23:59:59 GMT.",
        test=_is_no_wait,
    ),
    Rule(
        id="SKHDR-02",
        title="Retry-After is not after Date",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "10.2.3"),
        field=_WAIT,
        why="It asks to wait until a moment that is past, so clients come back at once.",
        fix="Send a date in the future, or seconds, which no clock can get wrong.",
        test=_is_past,
    ),
    Rule(
        id="SKHDR-03",
        title="Retry-After on a status that few clients wait for",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "10.2.3"),
        field=_WAIT,
        # It tells when to ask again, whatever the status; services send it with 403, 409 and 200, too.
        default=False,
        why="The RFCs say what it means with 3xx, 413, 429 and 503; many clients look at it there alone.",
        fix="Answer 429 for a limit and 503 for an overload; keep it where the clients know that it comes.",
        test=_has_no_use_for_a_wait,
    ),
)


# --- Location ---------------------------------------------------------------------------------------------------------

# A conflict may be with a resource that there is, and it is good to learn which.
_LOCATING: Final = frozenset({HTTP.CONFLICT})


def _leads_away(exchange: Exchange) -> Fault | None:
    if exchange.code in _LOCATING:
        return None
    return Fault(f"{named(exchange)} with Location", f"Location: {shown(exchange.fields['Location'])}")


def _is_no_reference(exchange: Exchange) -> Fault | None:
    value = exchange.fields["Location"]
    problem = problem_of(value)
    if not problem:
        return None
    return Fault(f"{named(exchange)} whose Location is no URI reference: {problem}", f"Location: {shown(value)}")


_LOCATION: Final = (
    Rule(
        id="SKHDR-04",
        title="4xx or 5xx with Location",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "10.2.2"),
        on=ERRORS,
        field="Location",
        why="No client follows it: it has a meaning with 201 and with redirects.",
        fix="Answer 303 to send the client to another page, 301 or 308 where the resource has moved; else use Link.",
        test=_leads_away,
    ),
    Rule(
        id="SKHDR-05",
        title="Location is no URI reference",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "10.2.2"),
        field="Location",
        why="Clients mend it each in its own way, and go to different places, or nowhere.",
        fix="Percent-encode what is no character of URLs; a relative reference, such as /new, is right.",
        test=_is_no_reference,
    ),
)


# --- Date, Content-Type, challenges -----------------------------------------------------------------------------------


def _has_no_date(exchange: Exchange) -> Fault | None:
    return None if "Date" in exchange.fields else Fault(f"{named(exchange)} without Date")


def _carries_content(exchange: Exchange) -> bool:
    """Return whether what is there is the content of the response, and may be."""
    status = exchange.status
    is_tunnel = exchange.method == "CONNECT" and status is not None and status.is_success
    return exchange.method != "HEAD" and not is_tunnel and (status is None or status.allows_content)


def _is_of_no_type(exchange: Exchange) -> Fault | None:
    if not exchange.content or "Content-Type" in exchange.fields or not _carries_content(exchange):
        return None
    return Fault(f"{named(exchange)} with content and without Content-Type", f"{len(exchange.content)} octets")


def _is_no_challenge_in(field: str) -> Callable[[Exchange], Fault | None]:
    """Return the test of a rule with this `field`: that it is a list of challenges."""

    def test(exchange: Exchange) -> Fault | None:
        if parse_challenges(exchange.fields[field]) is not None:
            return None
        return Fault(f"{named(exchange)} whose {field} is no list of challenges", line(exchange.fields, field))

    return test


def _challenges(rule_id: str, field: str, section: str) -> Rule:
    return Rule(
        id=rule_id,
        title=f"{field} is no list of challenges",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, section),
        field=field,
        why="A client that cannot read the challenge does not know which credentials to send.",
        fix=f'Put values into quotes and commas between parameters, as in {field}: Basic realm="a b", charset="UTF-8".',
        test=_is_no_challenge_in(field),
    )


_REPRESENTATION: Final = (
    Rule(
        id="SKHDR-06",
        title="2xx, 3xx or 4xx without Date",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "6.6.1"),
        on=(StatusClass.SUCCESS, StatusClass.REDIRECTION, StatusClass.CLIENT_ERROR),
        # Servers add it to what applications return; those without a clock must not.
        default=False,
        roles=(Role.ORIGIN,),
        why="Caches and clients count the age of a response, and the wait it asks for, from there.",
        fix="Let the server add Date, such as Date: Fri, 31 Dec 1999 23:59:59 GMT.",
        test=_has_no_date,
    ),
    Rule(
        id="SKHDR-07",
        title="content without Content-Type",
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(9110, "8.3"),
        needs=(Need.CONTENT,),
        why="The client has to guess what it got; browsers may take text for HTML, and run what is in it.",
        fix="Name the media type, such as Content-Type: application/json, or text/plain; charset=utf-8.",
        test=_is_of_no_type,
    ),
    _challenges("SKHDR-08", "WWW-Authenticate", "11.6.1"),
    _challenges("SKHDR-08b", "Proxy-Authenticate", "11.7.1"),
)


# --- framing and the connection ---------------------------------------------------------------------------------------

_OF_THE_CONNECTION: Final = frozenset({"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"})
_UTF8: Final = re.compile(r"charset=\"?utf-?8\b", re.IGNORECASE)


def _is_not_listed(exchange: Exchange) -> Fault | None:
    # Whoever passes a response on takes both out, and only in HTTP/1.1 are there any.
    if exchange.version != "1.1" or "upgrade" in {
        option.lower() for option in list_members(exchange.fields.get("Connection", ""))
    }:
        return None
    return Fault(f"{named(exchange)} with Upgrade and without Connection: upgrade", line(exchange.fields, "Upgrade"))


def _has_another_length(exchange: Exchange) -> Fault | None:
    fields, content = exchange.fields, exchange.content
    told = fields["Content-Length"]
    # Content that is not there may have been lost on the way here, and that of an unknown method may be HEAD's.
    if not content or told == str(len(content)) or "Transfer-Encoding" in fields:
        return None
    if not _carries_content(exchange) or _may_be_recoded(exchange):
        return None
    # The same number several times may be taken for that number, and zeros before it mean nothing.
    if {length.lstrip("0") for length in list_members(told)} == {str(len(content))}:
        return None
    return Fault(
        f"{named(exchange)} with content of {len(content)} octets, and another Content-Length",
        line(fields, "Content-Length"),
    )


def _may_be_recoded(exchange: Exchange) -> bool:
    """Return whether the octets at hand may be others than those that were sent."""
    # Clients undo a content coding, and leave the field. Recorders keep text as text, and write it down in UTF-8.
    if "Content-Encoding" in exchange.fields:
        return True
    content = exchange.content or b""
    kind = exchange.fields.get("Content-Type", "")
    is_utf8 = exchange.is_json or _UTF8.search(kind) is not None
    return b"\xef\xbf\xbd" in content or not (is_utf8 or content.isascii() or _is_binary(exchange))


_BINARY: Final = ("application/octet-stream", "audio/", "font/", "image/", "video/")


def _is_binary(exchange: Exchange) -> bool:
    return exchange.media_type.startswith(_BINARY)


def _must_not_be_coded(exchange: Exchange) -> bool:
    status = exchange.status
    is_bare = status is not None and (status.is_informational or status is HTTP.NO_CONTENT)
    return is_bare or exchange.version == "1.0"


def _is_transfer_coded(exchange: Exchange) -> Fault | None:
    if not _must_not_be_coded(exchange):
        return None
    status = exchange.status
    where = " in HTTP/1.0" if status is None or status.allows_content else ""
    return Fault(f"{named(exchange)} with Transfer-Encoding{where}", line(exchange.fields, "Transfer-Encoding"))


def _is_about_the_connection(exchange: Exchange) -> Fault | None:
    # That 101 is none of these versions has a rule of its own.
    if not exchange.fields.has_any(_OF_THE_CONNECTION) or not exchange.is_multiplexed:
        return None
    if exchange.status is HTTP.SWITCHING_PROTOCOLS:
        return None
    found = [name for name in exchange.fields if name.lower() in _OF_THE_CONNECTION]
    return Fault(
        f"{named(exchange)} with {' and '.join(found)} in HTTP/{exchange.version}",
        "; ".join(line(exchange.fields, name) for name in found),
    )


def _has_two_lengths(exchange: Exchange) -> Fault | None:
    fields = exchange.fields
    # Where Transfer-Encoding is not allowed by itself, it is that which has to go.
    if "Content-Length" not in fields or _must_not_be_coded(exchange) or exchange.is_multiplexed:
        return None
    return Fault(
        f"{named(exchange)} with Content-Length and Transfer-Encoding",
        f"{line(fields, 'Content-Length')}; {line(fields, 'Transfer-Encoding')}",
    )


_FRAMING: Final = (
    Rule(
        id="SKHDR-09",
        title="Upgrade without Connection: upgrade",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "7.8"),
        field="Upgrade",
        why="Without it whoever is on the way passes Upgrade on, to clients that it is not meant for.",
        fix="List it, as in Connection: upgrade.",
        test=_is_not_listed,
    ),
    Rule(
        id="SKHDR-10",
        title="Content-Length differs from the content",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "8.6"),
        field="Content-Length",
        needs=(Need.CONTENT,),
        why="The client waits for what does not come, or takes the rest for the next response.",
        fix="Count octets, not characters, and count them last; or leave the field to the server.",
        test=_has_another_length,
    ),
    Rule(
        id="SKHDR-11",
        title="Transfer-Encoding in 1xx or 204, or to HTTP/1.0",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9112, "6.1"),
        field="Transfer-Encoding",
        why="A client waits for chunks that there are none of, or takes their sizes for content.",
        fix="Leave it out; to HTTP/1.0 send Content-Length, or close the connection at the end.",
        test=_is_transfer_coded,
    ),
    Rule(
        id="SKHDR-12",
        title="field of the connection in HTTP/2 or HTTP/3",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9113, "8.2.2"),
        why="Clients have to take such a response for malformed, and many do.",
        fix="Leave out Connection, Keep-Alive, Proxy-Connection, Transfer-Encoding and Upgrade.",
        test=_is_about_the_connection,
    ),
    Rule(
        id="SKHDR-13",
        title="Content-Length together with Transfer-Encoding",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9112, "6.2"),
        field="Transfer-Encoding",
        why="Whoever believes one and whoever believes the other see different responses: that is how to smuggle one.",
        fix="Leave Content-Length out where the content is chunked.",
        test=_has_two_lengths,
    ),
)

RULES: Final = (*_RETRY_AFTER, *_LOCATION, *_REPRESENTATION, *_FRAMING)
