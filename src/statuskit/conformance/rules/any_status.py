"""Rules about the status code itself: is it one, is it known, and is it this sender's to send."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit._enums import CODES
from statuskit._identify import told_by
from statuskit._meanings import own
from statuskit.conformance._rule import Fault, Rule, Severity
from statuskit.conformance.rules._duties import line, named
from statuskit.data.sources import IANA
from statuskit.data.vendors import BY_NUMBER
from statuskit.exceptions import quoted
from statuskit.fields import parse_http_date
from statuskit.model import Citation, StatusClass, Strength
from statuskit.registry import HTTP, lookup

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange
    from statuskit.model import Meaning

__all__ = ["RULES"]

_rfc = Citation.rfc

_VALID: Final = frozenset(code for code in CODES if StatusClass.of(code) is not StatusClass.INVALID)

# --- is it one, and is it known ---------------------------------------------------------------------------------------

_KNOWN: Final = frozenset({status.code for status in HTTP} | {code for code in BY_NUMBER if own(BY_NUMBER[code])})


def _is_none(exchange: Exchange) -> Fault | None:
    if exchange.code in _VALID:
        return None
    return Fault(f"{quoted(exchange.code)} is no status code")


def _is_unknown(exchange: Exchange) -> Fault | None:
    code = exchange.code
    if code in _KNOWN or code not in _VALID:
        return None
    status = lookup(code)
    return Fault(
        f"{code} is neither registered nor known to be any vendor's",
        fix=f"Answer with a registered status; clients handle this one as {status.treat_as.code}.",
    )


# --- whose it is ------------------------------------------------------------------------------------------------------

# Vendors that answer themselves, in front of applications, and then say who they are. A framework's code may come from
# behind any server, and a service's from behind any CDN; Outlook on the web stands behind proxies that replace Server.
_IN_FRONT: Final = frozenset({"AWS ALB", "Cloudflare", "Kong", "nginx"})
# Whoever is told by these is where the response began, or has put its name over that of what is behind.
_SERVERS: Final = frozenset(
    {"Apache httpd", "Caddy", "Microsoft ASP.NET Core", "Microsoft IIS", "Werkzeug", "nginx"},
)
_OWNED: Final = tuple(
    lookup(code)
    for code, meanings in BY_NUMBER.items()
    if code in _VALID and code not in HTTP and own(meanings)
    if {meaning.vendor for meaning in own(meanings)} <= _IN_FRONT
)


def _is_of_another(exchange: Exchange) -> Fault | None:
    meanings = own(BY_NUMBER[exchange.code])
    told = {each.vendor: each.field for each in told_by(exchange.code, exchange.fields)}
    # A vendor that may have passed the code on hides who made it.
    if not told or not told.keys() <= _SERVERS or any(meaning.vendor in told for meaning in meanings):
        return None
    vendor, field = next(iter(told.items()))
    return Fault(
        f"{_owned(exchange.code, meanings)}, and {vendor} answered",
        line(exchange.fields, field),
        f"Answer with a registered status: to clients and logs this one tells of {meanings[0].vendor}.",
    )


def _owned(code: int, meanings: tuple[Meaning, ...]) -> str:
    whose = " and ".join(f"{meaning.vendor}'s" for meaning in meanings)
    return f"{code} is {whose} ({meanings[0].name})"


# --- what has become of it --------------------------------------------------------------------------------------------

# 102 is historic, and harmless; 510 has a rule of its own.
_OF_OLD: Final = (HTTP.USE_PROXY, HTTP.UNUSED_306, HTTP.IM_A_TEAPOT)
_RENAMED: Final = MappingProxyType(
    {
        status.code: frozenset(alias.casefold() for alias in status.aliases)
        for status in HTTP
        if status.aliases and not status.is_reserved
    }
)
_DAY: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()
# The moment in which the day ends that a registration lasts to.
_EXPIRES: Final = MappingProxyType(
    {
        status.code: (date.fromisoformat(status.expires_on).toordinal() + 1 - _EPOCH) * _DAY
        for status in HTTP
        if status.expires_on
    }
)


def _is_of_old(exchange: Exchange) -> Fault:
    standing = "deprecated" if exchange.status is HTTP.USE_PROXY else "reserved, and has no meaning"
    return Fault(f"{exchange.code} is {standing}")


def _has_an_old_phrase(exchange: Exchange) -> Fault | None:
    # In later versions none can be sent (RFC 9113, section 8.3.2): what is there is the library's own.
    sent = "" if exchange.is_multiplexed else (exchange.response.reason or "").strip()
    if sent.casefold() not in _RENAMED[exchange.code]:
        return None
    return Fault(
        f"{named(exchange)} with an older phrase or another one",
        quoted(sent),
        f"Send {HTTP[exchange.code].phrase}, or no phrase.",
    )


def _has_expired(exchange: Exchange) -> Fault | None:
    # Without a clock: it is the response that tells when it was made.
    made = parse_http_date(exchange.fields["Date"])
    if made is None or made < _EXPIRES[exchange.code]:
        return None
    until = HTTP[exchange.code].expires_on
    return Fault(f"{named(exchange)} was registered until {until} only", line(exchange.fields, "Date"))


RULES: Final = (
    Rule(
        id="SK000-01",
        title="no status code",
        strength=Strength.DEFINITION,
        severity=Severity.ERROR,
        citation=_rfc(9110, "15"),
        why="Only 100 to 599 are status codes; clients take anything else for a 5xx, or break off.",
        fix="Answer with a status from 100 to 599; numbers of one's own are for logs and for the content.",
        test=_is_none,
    ),
    Rule(
        id="SK000-02",
        title="unknown status code",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "16.2.1"),
        why="Clients know its class alone, and a later standard may give the number another meaning.",
        fix="Answer with a registered status, and tell the rest in the content.",
        test=_is_unknown,
    ),
    Rule(
        id="SK000-03",
        title="a vendor's status code from somebody else",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "16.2.1"),
        on=_OWNED,
        why="Whoever reads the code looks for the fault at that vendor, which had no part in it.",
        fix="Answer with a registered status, such as 400, 500 or 502.",
        test=_is_of_another,
    ),
    Rule(
        id="SK000-04",
        title="305, 306 or 418",
        strength=Strength.DEFINITION,
        severity=Severity.WARNING,
        citation=_rfc(9110, "15"),
        on=_OF_OLD,
        why="305 is deprecated for reasons of security, 306 and 418 are reserved: clients make nothing of them.",
        fix="Answer with the status that tells what is wrong, such as 400, 403 or 404; proxies are configured.",
        test=_is_of_old,
    ),
    Rule(
        id="SK000-05",
        title="a phrase that the status had before",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=_rfc(9110, "15.1"),
        on=tuple(map(lookup, _RENAMED)),
        # Any phrase is legal. Runtimes have their own lists, and clients make one up where none was sent.
        default=False,
        why="People look the phrase up, and find what an RFC said that is obsolete.",
        fix="Send the phrase of the registry, or none.",
        test=_has_an_old_phrase,
    ),
    Rule(
        id="SK000-06",
        title="temporary registration that has expired",
        strength=Strength.CONVENTION,
        severity=Severity.INFO,
        citation=IANA,
        on=tuple(map(lookup, _EXPIRES)),
        field="Date",
        # IANA may have renewed it since this was written.
        default=False,
        why="What was registered for a draft may be given another meaning, or another number, when it has expired.",
        fix="Look the number up at IANA; leave it out where the draft has become something else.",
        test=_has_expired,
    ),
)
