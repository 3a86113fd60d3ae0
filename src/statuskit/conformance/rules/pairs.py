"""Rules about two responses for one resource: a 304 or a 206 beside the 200, and what HEAD gets beside GET."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit.conformance._rule import Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import READING, digits, length_of, line, named
from statuskit.fields import ETag, Vary
from statuskit.model import Citation, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.conformance._exchange import Exchange
    from statuskit.model import Status

__all__ = ["RULES"]

_rfc = Citation.rfc

# Fields of requests that select a representation: where they differ, so may the responses.
_SELECTING: Final = ("Accept", "Accept-Encoding", "Accept-Language", "Authorization")


def _ask_the_same(one: Exchange, other: Exchange) -> bool:
    """Return whether two requests ask for the same representation, as far as their fields are known."""
    if not len(one.asked) or not len(other.asked):
        return True
    varying = Vary.parse([*one.fields.get_all("Vary"), *other.fields.get_all("Vary")]).names
    return all(one.asked.get(field) == other.asked.get(field) for field in (*_SELECTING, *varying))


# Where one of these differs, the resource has changed in between.
_VALIDATORS: Final = ("ETag", "Last-Modified")


def _has_changed(one: Exchange, other: Exchange) -> bool:
    return any(_both_differ(one, other, field, str) for field in _VALIDATORS)


def _both_differ(one: Exchange, other: Exchange, field: str, reading: Callable[[str], str]) -> bool:
    values = [reading(exchange.fields.get(field, "").strip()) for exchange in (one, other)]
    return all(values) and values[0] != values[1]


# --- 304 and 206 beside the 200 ---------------------------------------------------------------------------------------

# "" for a request that is not known.
_RETRIEVING: Final = READING | {""}


def _whole_beside(exchange: Exchange) -> Exchange | None:
    """Return the 200 to the same request; None where the other is none, or is to another."""
    whole = exchange.beside
    if whole is None or whole.status is not HTTP.OK or not _ask_the_same(exchange, whole):
        return None
    return whole if exchange.method in _RETRIEVING and whole.method in _RETRIEVING else None


def _lacks(status: Status, section: str) -> Callable[[Exchange], Fault | None]:
    """Return the test that a response has the fields of the 200 that a section of RFC 9110 has it repeat."""
    citation = _rfc(9110, section)
    duties = [rule.name for rule in status.header_rules if rule.strength is Strength.MUST and rule.citation == citation]

    def test(exchange: Exchange) -> Fault | None:
        whole = _whole_beside(exchange)
        if whole is None:
            return None
        lacking = [field for field in duties if field in whole.fields and field not in exchange.fields]
        if not lacking:
            return None
        return Fault(
            f"{named(exchange)} without the {_listed(lacking)} that the {whole.code} has",
            "; ".join(line(whole.fields, field) for field in lacking),
            f"Send {_listed(lacking)} with the {exchange.code} as with the {whole.code}.",
        )

    return test


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if names[1:] else names[0]


def _has_another_length(exchange: Exchange) -> Fault | None:
    whole = _whole_beside(exchange)
    if whole is None or _has_changed(exchange, whole) or any(map(_is_weak, (exchange, whole))):
        return None
    if "ETag" in whole.fields and "ETag" not in exchange.fields:
        return None  # that is SK304-04, and which version the 304 means is not known
    if not whole.method and not whole.content and "Content-Length" not in whole.fields:
        return None  # it may be a response to HEAD
    said, length = digits(exchange.fields.get("Content-Length", "")), length_of(whole)
    if not said or not length or said == length:
        return None
    return Fault(
        f"{named(exchange)} with Content-Length {said}, and the {whole.code} has {length} octets",
        line(exchange.fields, "Content-Length"),
    )


def _is_weak(exchange: Exchange) -> bool:
    """Return whether the octets may differ although the tag does not (RFC 9110, section 8.8.1)."""
    tag = ETag.parse(exchange.fields.get("ETag", ""))
    return tag is not None and tag.is_weak


# --- HEAD beside GET --------------------------------------------------------------------------------------------------

# What describes the representation. A server may leave out what it learns only while it makes the content, so that a
# field which is not there says nothing; others, such as Date, are made anew each time.
_DESCRIBING: Final = ("Content-Type", "Content-Encoding", "Content-Language", "Content-Location")


def _differs_from_get(exchange: Exchange) -> Fault | None:
    got = exchange.beside
    if got is None or exchange.method != "HEAD" or got.method != "GET" or exchange.code != got.code:
        return None
    if not _ask_the_same(exchange, got) or _has_changed(exchange, got):
        return None
    said, length = digits(exchange.fields.get("Content-Length", "")), length_of(got)
    if said and length and said != length:
        return Fault(
            f"{named(exchange)} to HEAD with Content-Length {said}, and GET gets {length} octets",
            line(exchange.fields, "Content-Length"),
            "Send the length of the content that GET gets, or leave Content-Length out.",
        )
    other = next((field for field in _DESCRIBING if _both_differ(exchange, got, field, _plain)), None)
    if other is None:
        return None
    return Fault(
        f"{named(exchange)} to HEAD with another {other} than GET gets",
        f"HEAD: {line(exchange.fields, other)}; GET: {line(got.fields, other)}",
    )


def _plain(value: str) -> str:
    # Spaces and case mean nothing in types, languages and codings, and no server varies them alone in an address.
    return "".join(value.split()).lower()


RULES: Final = (
    Rule(
        id="SK206-07",
        title="206 without a field of its 200",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.3.7"),
        on=(HTTP.PARTIAL_CONTENT,),
        needs=(Need.PAIR,),
        why="A client puts the part together with others, and stores the whole, by what these fields say.",
        fix="Send Date, Cache-Control, ETag, Expires, Content-Location and Vary as with the 200.",
        test=_lacks(HTTP.PARTIAL_CONTENT, "15.3.7"),
    ),
    Rule(
        id="SK304-04",
        title="304 without a field of its 200",
        strength=Strength.MUST,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15.4.5"),
        on=(HTTP.NOT_MODIFIED,),
        needs=(Need.PAIR,),
        why="A cache updates what it has stored by these fields; without them it finds the wrong entry, or none.",
        fix="Send Content-Location, Date, ETag, Vary, Cache-Control and Expires as with the 200.",
        test=_lacks(HTTP.NOT_MODIFIED, "15.4.5"),
    ),
    Rule(
        id="SK304-07",
        title="304 with another length than its 200",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=_rfc(9110, "8.6"),
        on=(HTTP.NOT_MODIFIED,),
        field="Content-Length",
        needs=(Need.PAIR,),
        why="It is the length of what is stored: a cache that compares the two drops what is good, or keeps the wrong.",
        fix="Leave Content-Length out, or send that of the 200.",
        test=_has_another_length,
    ),
    Rule(
        id="SKSEQ-03",
        title="HEAD gets other fields than GET",
        # SHOULD for fields in general; for a wrong Content-Length alone, section 8.6 has a MUST NOT.
        strength=Strength.SHOULD,
        severity=Severity.WARNING,
        citation=_rfc(9110, "9.3.2"),
        needs=(Need.REQUEST, Need.PAIR),
        why="HEAD is asked in place of GET: to learn the length, the type, or whether anything has changed.",
        fix="Answer HEAD by what answers GET, without the content.",
        test=_differs_from_get,
    ),
)
