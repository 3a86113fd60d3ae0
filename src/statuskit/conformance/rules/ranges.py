"""Rules about 206 responses: parts of a representation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import READING, asked_without, length_of, line, named, required
from statuskit.data.methods import ROWS
from statuskit.fields import list_members
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]

_rfc = Citation.rfc

# RFC 9110, section 14.6: the second is of an early draft, and still in use.
_MULTIPART: Final = frozenset({"multipart/byteranges", "multipart/x-byteranges"})
# Methods with ranges: RFC 9110, section 14.2, and RFC 10008, section 2.8.
_RANGED: Final = READING - {"HEAD"}
# A method that IANA does not list may have ranges of its own.
_UNRANGED: Final = frozenset(name for name, *_ in ROWS) - _RANGED
# Units in any case (section 14.1); numbers beyond this length are no positions in anything.
_BYTES: Final = re.compile(
    r"bytes (?P<first>\d{1,40})-(?P<last>\d{1,40})/(?:(?P<size>\d{1,40})|\*)", re.ASCII | re.IGNORECASE
)


def _is_multipart(exchange: Exchange) -> bool:
    return exchange.media_type in _MULTIPART


def _is_single(exchange: Exchange) -> bool:
    return not _is_multipart(exchange)


def _was_not_asked_for(exchange: Exchange) -> Fault | None:
    if exchange.method not in _RANGED or not asked_without(exchange, "Range"):
        return None
    return Fault(f"{named(exchange)}, and the request has no Range")


def _has_a_range_of_its_own(exchange: Exchange) -> Fault | None:
    if not _is_multipart(exchange):
        return None
    return Fault(f"{named(exchange)} in several parts with Content-Range", line(exchange.fields, "Content-Range"))


def _is_in_parts_for_one_range(exchange: Exchange) -> Fault | None:
    ranges = list_members(exchange.asked.get("Range", "").partition("=")[2])
    if len(ranges) != 1 or not _is_multipart(exchange):
        return None
    return Fault(f"{named(exchange)} as multipart/byteranges to a request for one range", line(exchange.asked, "Range"))


def _has_no_ranges(exchange: Exchange) -> Fault | None:
    if exchange.method not in _UNRANGED:
        return None
    return Fault(f"{named(exchange)} to {exchange.method}, for which there are no ranges")


def _encloses_another_range(exchange: Exchange) -> Fault | None:
    if _is_multipart(exchange):
        return None
    problem = _problem_of(exchange.fields["Content-Range"].strip(), exchange)
    if not problem:
        return None
    return Fault(f"{named(exchange)} whose Content-Range {problem}", line(exchange.fields, "Content-Range"))


def _problem_of(said: str, exchange: Exchange) -> str:
    unit, _, enclosed = said.partition(" ")
    if not enclosed:
        return "has no unit and range, such as bytes 0-499/1234"
    if enclosed.startswith("*/"):
        return "says that no range is enclosed"
    if unit.lower() != "bytes":
        return ""  # Other units have other ranges: section 14.6 has one of 1.2-4.3.
    found = _BYTES.fullmatch(said)
    return _problem_of_bytes(found, exchange) if found else "is no byte range"


def _problem_of_bytes(found: re.Match[str], exchange: Exchange) -> str:
    first, last, size = int(found["first"]), int(found["last"]), found["size"]
    if last < first:
        return "ends before it begins"
    if size and int(size) <= last:
        return "ends after the representation"
    length, actual = str(last - first + 1), length_of(exchange)
    return f"has {length} octets, and its content {actual}" if actual not in {"", length} else ""


RULES: Final = (
    required(
        "SK206-01",
        HTTP.PARTIAL_CONTENT,
        "Content-Range",
        when=_is_single,
        why="Without it a client does not know which part it has, and cannot put parts together.",
        fix="Tell what is enclosed, such as Content-Range: bytes 0-499/1234; or answer 200 with all of it.",
    ),
    Rule(
        id="SK206-02",
        title="206 without a range request",
        strength=Strength.DEFINITION,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.3.7"),
        on=(HTTP.PARTIAL_CONTENT,),
        needs=(Need.REQUEST,),
        why="A client that asked for all of it may take the part for the whole.",
        fix="Answer 200; pages of a list are representations of their own, and no ranges.",
        test=_was_not_asked_for,
    ),
    Rule(
        id="SK206-03",
        title="206 in several parts with Content-Range",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.3.7.2"),
        on=(HTTP.PARTIAL_CONTENT,),
        field="Content-Range",
        why="It makes the response look like one of a single part; each part has a Content-Range of its own.",
        fix="Send Content-Range within each part only.",
        test=_has_a_range_of_its_own,
    ),
    Rule(
        id="SK206-04",
        title="206 in several parts to a request for one range",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.3.7.2"),
        on=(HTTP.PARTIAL_CONTENT,),
        needs=(Need.REQUEST,),
        why="A client that asks for one range need not understand several parts.",
        fix="Send the range as the content, with a Content-Range, and with the Content-Type of the whole.",
        test=_is_in_parts_for_one_range,
    ),
    Rule(
        id="SK206-05",
        title="206 to a method without ranges",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "14.2"),
        on=(HTTP.PARTIAL_CONTENT,),
        needs=(Need.REQUEST,),
        why="A server must ignore Range with any method but GET (and QUERY, by RFC 10008): there are no ranges of it.",
        fix="Ignore Range, and answer as without it, such as 200.",
        test=_has_no_ranges,
    ),
    Rule(
        id="SK206-06",
        title="206 whose Content-Range is not what is enclosed",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "14.4"),
        on=(HTTP.PARTIAL_CONTENT,),
        field="Content-Range",
        why="A client puts parts together by it; with a wrong one it stores a broken representation, or gives up.",
        fix="Send Content-Range: bytes FIRST-LAST/SIZE of what is enclosed; LAST counts, so 0-499 are 500 octets.",
        test=_encloses_another_range,
    ),
)
