"""
Rows made of what the registry says, so that a duty is written once: which field, how binding, and by what clause.

The registry's conditions are text for people; `when` is the same for a program. What several families ask of an
exchange is here, too. In doubt, an answer is the one with which a rule is silent.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from statuskit._named import named as name_of
from statuskit.conformance._rule import Fault, Rule, Severity
from statuskit.conformance.rules._urls import base_of
from statuskit.exceptions import quoted
from statuskit.fields import CacheControl, requested_wait
from statuskit.model import StatusClass, Strength
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.conformance._exchange import Exchange
    from statuskit.messages import Headers
    from statuskit.model import HeaderRule, Status

__all__ = [
    "ABOUT_ANOTHER",
    "ERRORS",
    "EXPLAINED_BY_THEIR_OWN",
    "FORMS",
    "READING",
    "asked_without",
    "came_without_credentials",
    "digits",
    "duty",
    "explains_nothing",
    "has_content",
    "is_positive",
    "length_of",
    "line",
    "named",
    "required",
    "says_nothing",
    "told_when",
    "unstorable",
    "was_not_expected",
]

_SEVERITIES: Final = MappingProxyType(
    {Strength.MUST: Severity.ERROR, Strength.DEFINITION: Severity.ERROR, Strength.SHOULD: Severity.WARNING}
)

# Whose own rules ask for content. A rule about errors without content leaves these to them: one fault, one finding.
EXPLAINED_BY_THEIR_OWN: Final = frozenset(
    {
        HTTP.NOT_ACCEPTABLE,
        HTTP.CONFLICT,
        HTTP.PRECONDITION_REQUIRED,
        HTTP.UNAVAILABLE_FOR_LEGAL_REASONS,
        HTTP.HTTP_VERSION_NOT_SUPPORTED,
    }
)
ERRORS: Final = (StatusClass.CLIENT_ERROR, StatusClass.SERVER_ERROR)
# These are about what another server said, and what is passed on.
ABOUT_ANOTHER: Final = frozenset({HTTP.FAILED_DEPENDENCY, HTTP.BAD_GATEWAY, HTTP.GATEWAY_TIMEOUT})
# Methods that read a representation: RFC 10008, sections 2.6 to 2.8, has QUERY treated as GET.
READING: Final = frozenset({"GET", "HEAD", "QUERY"})
# The types of content that forms have.
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
# What fields are called that carry credentials; others may, and so may an address.
_CREDENTIALS: Final = ("auth", "cookie", "token", "key", "session", "secret", "signature", "cert", "protocol")
_LONGEST_NUMBER: Final = 40
_EMPTY_LIST: Final = " \t,"


# --- what is asked of an exchange -------------------------------------------------------------------------------------


def named(exchange: Exchange) -> str:
    """Return the status with its phrase, as people call it."""
    return name_of(exchange.status, exchange.code)


def line(fields: Headers, name: str) -> str:
    """Return a field with its value, cut, as evidence."""
    return f"{name}: {quoted(fields.get(name))}"


def asked_without(exchange: Exchange, *names: str) -> bool:
    """
    Return whether the request has none of some fields.

    A request without any field is taken for one whose fields are not known: all that are sent have some.
    """
    asked = exchange.asked
    return len(asked) > 0 and not any(name in asked for name in names)


def says_nothing(exchange: Exchange) -> bool:
    """Return whether the response is known to be without content, although it may have some."""
    # A recorder may keep the fields and lose the content.
    is_none = exchange.content == b"" and exchange.fields.get("Content-Length", "0").strip() == "0"
    return is_none and exchange.request is not None and exchange.method != "HEAD"


def came_without_credentials(exchange: Exchange) -> bool:
    """Return whether the request is known to carry none, in a field or in its address."""
    # Forms may carry them in their content, which is not searched.
    if not asked_without(exchange) or exchange.asked.get("Content-Type", "").lower().startswith(FORMS):
        return False
    # What begins with a colon is no field, and HTTP/2 has an :authority among these.
    carriers = [name.lower() for name in exchange.asked if not name.startswith(":")]
    carriers.append(base_of(exchange).lower())
    return not any(word in carrier for carrier in carriers for word in _CREDENTIALS)


def length_of(exchange: Exchange) -> str:
    """Return how many octets of content there are, in digits as in the field; empty where it is not known."""
    # Transfer-Encoding overrides the field (RFC 9112, section 6.3).
    said = "" if "Transfer-Encoding" in exchange.fields else digits(exchange.fields.get("Content-Length", ""))
    # Clients undo codings, and the length is that of what was coded.
    is_known = exchange.content is not None and "Content-Encoding" not in exchange.fields and exchange.method != "HEAD"
    return said or (str(len(exchange.content or b"")) if is_known else "")


def digits(value: str) -> str:
    """
    Return a whole number as it is written without leading zeros; empty for what is none, or too long to count anything.

    >>> digits(" 007"), digits("000"), digits("-1")
    ('7', '0', '')
    """
    value = value.strip()
    number = (value.lstrip("0") or "0") if value.isascii() and value.isdecimal() else ""
    return number if len(number) <= _LONGEST_NUMBER else ""


def is_positive(value: str) -> bool:
    """Return whether a field's value is a whole number above zero."""
    return digits(value) not in {"", "0"}


# --- what several rules ask -------------------------------------------------------------------------------------------


def explains_nothing(exchange: Exchange) -> Fault | None:
    """Find a response without content, whose status is to be explained."""
    return Fault(f"{named(exchange)} without content") if says_nothing(exchange) else None


def has_content(exchange: Exchange) -> Fault | None:
    """Find content, where there is to be none."""
    return Fault(f"{named(exchange)} with content", f"{len(exchange.content)} octets") if exchange.content else None


def was_not_expected(exchange: Exchange) -> Fault | None:
    """Find a request without Expect, where the status is about that field."""
    return Fault(f"{named(exchange)}, and the request has no Expect") if asked_without(exchange, "Expect") else None


# --- rows -------------------------------------------------------------------------------------------------------------


def duty(status: Status, field: str) -> HeaderRule:
    """Return what the registry says that a response with a status is to carry."""
    return next(rule for rule in status.header_rules if rule.name == field and rule.strength is not Strength.MUST_NOT)


def required(
    rule_id: str,
    status: Status,
    field: str,
    *,
    why: str,
    fix: str,
    when: Callable[[Exchange], bool] | None = None,
    filled: bool = False,
    severity: Severity | None = None,
    **row: Any,  # Any: the other fields of a Rule
) -> Rule:
    """
    Return the rule that a response carries a field, as the registry says of its status.

    `when` is the condition, and `filled` that an empty list is as good as none.
    """
    said = duty(status, field)

    def test(exchange: Exchange) -> Fault | None:
        value = exchange.fields.get(field)
        if value is not None and (not filled or value.strip(_EMPTY_LIST)):
            return None
        if when is not None and not when(exchange):
            return None
        return Fault(f"{named(exchange)} {'without' if value is None else 'with an empty'} {field}")

    return Rule(
        id=rule_id,
        title=f"{status.code} without {field}",
        strength=said.strength,
        severity=severity or _SEVERITIES.get(said.strength, Severity.INFO),
        citation=said.citation,
        on=(status,),
        why=why,
        fix=fix,
        test=test,
        **row,
    )


def told_when(rule_id: str, status: Status, severity: Severity, *, why: str, fix: str) -> Rule:
    """Return the rule that a response which may be asked for again tells when: no RFC demands it, and all advise it."""
    return Rule(
        id=rule_id,
        title=f"{status.code} without Retry-After",
        strength=Strength.CONVENTION,
        severity=severity,
        citation=duty(status, "Retry-After").citation,
        on=(status,),
        why=why,
        fix=fix,
        test=_names_no_wait,
    )


def _names_no_wait(exchange: Exchange) -> Fault | None:
    # Other fields say the same; by a clock of long ago, every moment in them is to come.
    if "Retry-After" in exchange.fields or requested_wait(exchange.fields, now=0).seconds is not None:
        return None
    return Fault(f"{named(exchange)} without Retry-After")


def unstorable(rule_id: str, status: Status) -> Rule:
    """Return the rule that a response which no cache may store does not invite one to."""
    return Rule(
        id=rule_id,
        title=f"{status.code} marked as storable",
        strength=Strength.MUST_NOT,
        severity=Severity.ERROR,
        citation=status.cite("cacheability"),
        on=(status,),
        field="Cache-Control",
        why="It is about one client and one moment; a cache that believes the field gives it to others, and later.",
        fix="Send Cache-Control: no-store.",
        test=_invites_caches,
    )


def _invites_caches(exchange: Exchange) -> Fault | None:
    said = CacheControl.parse(exchange.fields.get_all("Cache-Control"))
    lifetimes = [said.seconds(name) for name in ("max-age", "s-maxage") if said.states(name)]
    # A lifetime of nothing is the habit of frameworks, and means: not to be used.
    is_invited = any(lifetimes) or (said.states("public") and not lifetimes)
    if not is_invited or "no-store" in said or "no-cache" in said:
        return None
    return Fault(f"{named(exchange)} marked as storable", line(exchange.fields, "Cache-Control"))
