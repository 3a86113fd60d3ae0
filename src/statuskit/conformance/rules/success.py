"""Rules about 2xx responses. Parts of a representation, 206, have a module of their own: `ranges`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._urls import place
from statuskit.conformance._rule import Fault, Need, Role, Rule, Severity
from statuskit.conformance.rules._duties import asked_without, duty, has_content, line, named, required, says_nothing
from statuskit.conformance.rules._urls import base_of
from statuskit.data.methods import SAFE_METHODS
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# --- content and framing ----------------------------------------------------------------------------------------------


def _answers_head_with_content(exchange: Exchange) -> Fault | None:
    if exchange.method != "HEAD" or not exchange.content:
        return None
    return Fault(f"{named(exchange)} to HEAD with content", f"{len(exchange.content)} octets")


def _carries(field: str) -> Callable[[Exchange], Fault]:
    """Return the test of a rule with this `field`: that it is there is the fault."""

    def test(exchange: Exchange) -> Fault:
        return Fault(f"{named(exchange)} with {field}", line(exchange.fields, field))

    return test


def _frames_a_tunnel(exchange: Exchange) -> Fault | None:
    if exchange.method != "CONNECT":
        return None
    found = next((field for field in ("Transfer-Encoding", "Content-Length") if field in exchange.fields), None)
    return Fault(f"{named(exchange)} to CONNECT with {found}", line(exchange.fields, found)) if found else None


# --- what the method promises -----------------------------------------------------------------------------------------

# What neither section 9.3.4 of RFC 9110 nor 9.3.5 has, and no rule of its own.
_UNUSUAL: Final[Mapping[tuple[str, int], str]] = MappingProxyType(
    {
        ("PUT", HTTP.RESET_CONTENT): "Answer 201 if it created the resource; else 200, or 204 without content.",
        ("DELETE", HTTP.CREATED): "Answer 204, 200 with a report, or 202 if it is still to be done.",
        ("DELETE", HTTP.RESET_CONTENT): "Answer 204, 200 with a report, or 202 if it is still to be done.",
    }
)


def _is_unusual(exchange: Exchange) -> Fault | None:
    method = exchange.method
    if method not in _CHANGING:
        return None
    advice = _UNUSUAL.get((method, exchange.code))
    if advice:
        return Fault(f"{named(exchange)} to {method}", fix=advice)
    was_new = exchange.asked.get("If-None-Match", "").strip() == "*"
    if method != "PUT" or not was_new or exchange.code not in _CHANGED:
        return None
    return Fault(
        f"{named(exchange)} to a PUT that can only have created the resource",
        line(exchange.asked, "If-None-Match"),
        "Answer 201; if there was such a resource already, 412.",
    )


_CHANGING: Final = frozenset({"DELETE", "PUT"})
_CHANGED: Final = frozenset({HTTP.OK, HTTP.NO_CONTENT})


def _vouches_for_other_content(exchange: Exchange) -> Fault | None:
    request, fields = exchange.request, exchange.fields
    validator = next((field for field in ("ETag", "Last-Modified") if field in fields), None)
    if request is None or exchange.method != "PUT" or not validator or not request.content or not exchange.content:
        return None
    # That the content is the new representation, and no report, says a Content-Location that is the target: RFC 9110,
    # section 8.7. With codings and ranges, octets that differ may still be the same.
    is_plain = not any("Content-Encoding" in each for each in (fields, request.headers))
    base = base_of(exchange)
    target = place(base)
    if not is_plain or "Content-Range" in request.headers or request.content == exchange.content:
        return None
    if not base or target is None or target != place(fields["Content-Location"], base):
        return None
    return Fault(f"{named(exchange)} to PUT with {validator}, and with other content", line(fields, validator))


def _is_safe(exchange: Exchange) -> Fault | None:
    if exchange.method not in SAFE_METHODS:
        return None
    return Fault(f"{named(exchange)} to {exchange.method}, which is safe")


def _is_post(exchange: Exchange) -> bool:
    return exchange.method == "POST"


# --- 200, 202, 203 ----------------------------------------------------------------------------------------------------

_RETRIEVING: Final = frozenset({"GET", "HEAD"})
_VALIDATORS: Final = frozenset({"etag", "last-modified"})
# Where the work can be watched, or when to look again; the last ones are those of Azure and of Google.
_MONITORS: Final = frozenset(
    {"location", "content-location", "link", "retry-after", "refresh", "operation-location", "azure-asyncoperation"}
)
# Via is the proxy's duty (RFC 9110, section 7.6.3); the others are what proxies and caches leave besides.
_TRACES: Final = frozenset(
    {"via", "warning", "age", "x-cache", "cache-status", "proxy-status", "cf-ray", "x-served-by"}
)


def _has_no_validator(exchange: Exchange) -> Fault | None:
    if exchange.method not in _RETRIEVING or exchange.fields.has_any(_VALIDATORS):
        return None
    return Fault(f"{named(exchange)} to {exchange.method} with neither ETag nor Last-Modified")


def _tells_nothing(exchange: Exchange) -> Fault | None:
    if not says_nothing(exchange) or exchange.fields.has_any(_MONITORS):
        return None
    return Fault(f"{named(exchange)} with neither content nor a field that tells where to look")


def _has_no_proxy(exchange: Exchange) -> Fault | None:
    if exchange.fields.has_any(_TRACES):
        return None
    return Fault(f"{named(exchange)} without Via")


# --- WebDAV and deltas ------------------------------------------------------------------------------------------------

# Methods that are WebDAV's alone; others are answered 207 with a format of their own (RFC 4918, section 13, has XML).
_WEBDAV: Final = frozenset({"PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "ACL", "REPORT"})
_XML: Final = frozenset({"application/xml", "text/xml"})


def _is_no_multistatus(exchange: Exchange) -> Fault | None:
    if exchange.method not in _WEBDAV:
        return None
    said = f"{named(exchange)} to {exchange.method}"
    if says_nothing(exchange):
        return Fault(f"{said} without content")
    kind = exchange.media_type
    if kind and kind not in _XML and not kind.endswith("+xml"):
        return Fault(f"{said} whose content is no XML", line(exchange.fields, "Content-Type"))
    text = exchange.text
    # Text with NUL is in a charset that its Content-Type does not tell.
    if not text or "multistatus" in text or "\0" in text:
        return None
    return Fault(f"{said} whose content is no multistatus")


def _is_reported(exchange: Exchange) -> Fault:
    return Fault(f"{named(exchange)} as the status of a response")


def _is_no_delta(exchange: Exchange) -> Fault | None:
    if "IM" not in exchange.fields:
        return Fault(f"{named(exchange)} without IM")
    if not asked_without(exchange, "A-IM"):
        return None
    return Fault(
        f"{named(exchange)}, and the request has no A-IM",
        line(exchange.fields, "IM"),
        "Answer 200 with the whole representation to a request without A-IM.",
    )


RULES: Final = (
    Rule(
        id="SK2XX-03",
        title="content in a response to HEAD",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "9.3.2"),
        needs=(Need.REQUEST, Need.CONTENT),
        why="The client reads no content after HEAD: it takes the octets for the next response.",
        fix="Send the fields alone; most servers leave the content out where the GET handler answers HEAD.",
        test=_answers_head_with_content,
    ),
    Rule(
        id="SK2XX-04",
        title="2xx to CONNECT with Content-Length or Transfer-Encoding",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "9.3.6"),
        on=(StatusClass.SUCCESS,),
        needs=(Need.REQUEST,),
        why="After the header section the connection is a tunnel: there is no content to frame.",
        fix="Leave both fields out.",
        test=_frames_a_tunnel,
    ),
    Rule(
        id="SK2XX-05",
        title="a success that does not fit PUT or DELETE",
        strength=Strength.SHOULD,
        severity=Severity.INFO,
        # Of its subsections, 9.3.4 is about PUT and says MUST, 9.3.5 is about DELETE and says SHOULD.
        citation=_rfc(9110, "9.3"),
        on=(HTTP.OK, HTTP.CREATED, HTTP.NO_CONTENT, HTTP.RESET_CONTENT),
        needs=(Need.REQUEST,),
        why="PUT is answered 201 when it created the resource, else 200 or 204; DELETE is answered 200, 202 or 204.",
        fix="Answer PUT with 201, 200 or 204, and DELETE with 200, 202 or 204.",
        test=_is_unusual,
    ),
    Rule(
        id="SK2XX-06",
        title="validator in a 2xx to a PUT whose content was changed",
        strength=Strength.MUST_NOT,
        severity=Severity.INFO,
        citation=_rfc(9110, "9.3.4"),
        on=(StatusClass.SUCCESS,),
        field="Content-Location",
        needs=(Need.REQUEST, Need.CONTENT),
        why="A client takes the validator for that of the octets that it sent, and believes that it has them stored.",
        fix="Leave ETag and Last-Modified out where the representation was saved otherwise than it was sent.",
        test=_vouches_for_other_content,
    ),
    Rule(
        id="SK200-01",
        title="200 to GET or HEAD without a validator",
        strength=duty(HTTP.OK, "ETag").strength,
        severity=Severity.INFO,
        citation=duty(HTTP.OK, "ETag").citation,
        on=(HTTP.OK,),
        needs=(Need.REQUEST,),
        # It is about those validators that there are, which a response does not tell.
        default=False,
        roles=(Role.ORIGIN, Role.CLIENT),
        why="Without one a client cannot ask whether anything has changed, nor resume, nor guard its change.",
        fix="Send an ETag, a Last-Modified, or both, where the resource has them.",
        test=_has_no_validator,
    ),
    required(
        "SK201-01",
        HTTP.CREATED,
        "Location",
        when=_is_post,
        needs=(Need.REQUEST,),
        why="Without it the target of the POST is what was created, which it hardly ever is.",
        fix="Send Location with the URL of the new resource; answer 200 or 204 where nothing has a URL of its own.",
    ),
    Rule(
        id="SK201-02",
        title="201 to a safe method",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "9.2.1"),
        on=(HTTP.CREATED,),
        needs=(Need.REQUEST,),
        why="The status says that the request created something, and its method that it asked for no change.",
        fix="Answer 200; where the request is to create something, use POST or PUT.",
        test=_is_safe,
    ),
    Rule(
        id="SK202-01",
        title="202 that tells nothing",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.3.3"),
        on=(HTTP.ACCEPTED,),
        needs=(Need.REQUEST, Need.CONTENT),
        why="The work is still to be done, and the client cannot learn what becomes of it.",
        fix="Tell the state in the content and point to a monitor, such as Location: /jobs/1; 204 if the work is done.",
        test=_tells_nothing,
    ),
    Rule(
        id="SK203-01",
        title="203 without the trace of a proxy",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.3.4"),
        on=(HTTP.NON_AUTHORITATIVE_INFORMATION,),
        roles=(Role.ORIGIN, Role.CLIENT),
        why="Only a proxy that transformed the content sends this status, and a proxy adds Via.",
        fix="Answer 200 where no proxy changed the content.",
        test=_has_no_proxy,
    ),
    Rule(
        id="SK204-01",
        title="204 with content",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.3.5"),
        on=(HTTP.NO_CONTENT,),
        needs=(Need.CONTENT,),
        why="The response ends with its header section: the content is lost, or read as the next response.",
        fix="Answer 200 to send content, or send none.",
        test=has_content,
    ),
    Rule(
        id="SK204-02",
        title="204 with Content-Length",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "8.6"),
        on=(HTTP.NO_CONTENT,),
        field="Content-Length",
        why="There is no content whose length it could tell, and a recipient that believes it waits for some.",
        fix="Leave Content-Length out; zero is forbidden, too.",
        test=_carries("Content-Length"),
    ),
    Rule(
        id="SK204-03",
        title="204 with Content-Type",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.3.5"),
        on=(HTTP.NO_CONTENT,),
        field="Content-Type",
        # Frameworks send it by default, and the section gives it a meaning: it is about the target resource.
        default=False,
        why="There is no content whose type it could tell; checkers of WSGI applications complain.",
        fix="Leave Content-Type out.",
        test=_carries("Content-Type"),
    ),
    Rule(
        id="SK205-01",
        title="205 with content",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.3.6"),
        on=(HTTP.RESET_CONTENT,),
        needs=(Need.CONTENT,),
        why="The status tells the user agent to clear its view, and that nothing comes with it.",
        fix="Answer 200 to send content, or send none, with Content-Length: 0.",
        test=has_content,
    ),
    Rule(
        id="SK207-01",
        title="207 to a WebDAV method without a multistatus",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(4918, "13"),
        on=(HTTP.MULTI_STATUS,),
        needs=(Need.REQUEST,),
        why="The results are in the content: a client of WebDAV reads them from the XML element multistatus.",
        fix="Send the element multistatus of the namespace DAV: as application/xml.",
        test=_is_no_multistatus,
    ),
    Rule(
        id="SK208-01",
        title="208 as the status of a response",
        strength=Strength.DEFINITION,
        severity=Severity.INFO,
        citation=_rfc(5842, "7.1"),
        on=(HTTP.ALREADY_REPORTED,),
        why="The status is for members of a 207: it says that they were listed before.",
        fix="Answer 207, with this status in a propstat; where the work was done before, 200.",
        test=_is_reported,
    ),
    Rule(
        id="SK226-01",
        title="226 without IM, or without A-IM in the request",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(3229, "10.4.1"),
        on=(HTTP.IM_USED,),
        why="The content is what instance manipulations made of it: IM tells which, and A-IM which are accepted.",
        fix="Name the manipulations, such as IM: vcdiff; or answer 200 with the whole representation.",
        test=_is_no_delta,
    ),
)
