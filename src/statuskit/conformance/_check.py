"""check(): which rules are tried on a response, and what is found. It knows no rule by name."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from statuskit._near import did_you_mean, near
from statuskit.conformance._exchange import Exchange
from statuskit.conformance._rule import CheckProfile, Finding, Need, Role, Rule
from statuskit.conformance.rules import RULES
from statuskit.exceptions import UnknownRuleError, as_text, quoted, text_of
from statuskit.model import Status
from statuskit.registry import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from statuskit.conformance._rule import Fault

__all__ = ["check", "check_pair", "explain", "skipped", "tried"]

# Ids of rules, or how they begin: "SK405-01", "SK405", "SK4"; with commas or as several texts.
Ids: TypeAlias = "str | Iterable[str]"
_T = TypeVar("_T", CheckProfile, Role)

DEFAULT: Final = "default"
ALL: Final = "all"
_COMMAS: Final = re.compile(r"[\s,]+")
_PROFILES: Final[Mapping[CheckProfile | str, CheckProfile]] = MappingProxyType(
    {key: member for member in CheckProfile for key in (member, member.value)}
)
_ROLES: Final[Mapping[Role | str, Role]] = MappingProxyType(
    {key: member for member in Role for key in (member, member.value)}
)
_ENUMS: Final = frozenset({CheckProfile, Role})


def check(
    response: object,
    request: object = None,
    *,
    select: Ids = DEFAULT,
    ignore: Ids = (),
    profile: CheckProfile | str = CheckProfile.RFC,
    role: Role | str = Role.ORIGIN,
) -> list[Finding]:
    """
    Return what is wrong with a response, in the order of the rules; nothing where it is right as far as can be seen.

    Args:
        response: what `messages.view()` reads.
        request: the request that it answers, where the response does not know it: a Request, or a library's. Rules that
            need one are left out where there is none; `skipped()` names them.
        select: "default" for what the profile has on, "all", or ids of rules or how they begin, such as "SK4".
        ignore: ids of rules or how they begin, to be left out.
        profile: "rfc", "api", "webdav" or "strict", which has all on.
        role: who sent the response ("origin" or "proxy"), or that a client received it ("client").

    Raises:
        InvalidMessageError: a TypeError: for what is no response or no request.
        UnknownRuleError: a KeyError: for ids, a profile or a role that there is none of.

    >>> from statuskit.conformance import check
    >>> for finding in check((405, {}), request={"method": "PUT", "url": "/"}):
    ...     print(finding)
    SK405-01 error: 405 Method Not Allowed without Allow
    """
    exchange = Exchange(response, request)
    return _found(exchange, _tried(exchange.code, exchange.known, *_chosen(select, ignore, profile, role)))


def check_pair(a: object, b: object, request: object = None) -> list[Finding]:
    """
    Return where two responses contradict each other: to HEAD and to GET, a 200 and its 304, a 200 and its 206.

    The order of the two does not matter. `request` is that of a response which does not know its own; both are to be
    for the same resource, which is not asked here.

    Raises:
        InvalidMessageError: a TypeError: for what is no response or no request.

    >>> from statuskit.conformance import check_pair
    >>> for finding in check_pair((200, {"ETag": '"1"'}, b"{}"), (304, {})):
    ...     print(finding)
    SK304-04 error: 304 Not Modified without the ETag that the 200 has
    """
    one, other = (Exchange(response, None) for response in (a, b))
    if request is not None:
        one, other = (
            exchange if exchange.request is not None else Exchange(exchange.response, request)
            for exchange in (one, other)
        )
    found: list[Finding] = []
    for exchange, beside in ((one, other), (other, one)):
        compared = Exchange(exchange.response, exchange.request, beside)
        rules = _tried(compared.code, compared.known, *_chosen("all", (), CheckProfile.RFC, Role.CLIENT))
        found += _found(compared, tuple(rule for rule in rules if Need.PAIR in rule.needs))
    return found


def tried(
    response: object,
    request: object = None,
    *,
    select: Ids = DEFAULT,
    ignore: Ids = (),
    profile: CheckProfile | str = CheckProfile.RFC,
    role: Role | str = Role.ORIGIN,
) -> list[Rule]:
    """
    Return the rules that `check()` with the same arguments tries, in their order.

    >>> from statuskit.conformance import tried
    >>> [rule.id for rule in tried((405, {}), select="SK405")]
    ['SK405-01']
    """
    exchange = Exchange(response, request)
    return list(_tried(exchange.code, exchange.known, *_chosen(select, ignore, profile, role)))


def skipped(
    response: object,
    request: object = None,
    *,
    select: Ids = DEFAULT,
    ignore: Ids = (),
    profile: CheckProfile | str = CheckProfile.RFC,
    role: Role | str = Role.ORIGIN,
) -> list[Rule]:
    """
    Return the rules that `check()` with the same arguments does not try, since what they need is not known.

    >>> from statuskit.conformance import skipped
    >>> "SK412-01" in [rule.id for rule in skipped((412, {}))]
    True
    """
    exchange = Exchange(response, request)
    chosen = _chosen(select, ignore, profile, role)
    known = _tried(exchange.code, exchange.known, *chosen)
    return [rule for rule in _tried(exchange.code, _EVERYTHING, *chosen) if rule not in known]


def explain(rule_id: str) -> str:
    """
    Return what a rule asks, why, and what to change.

    Raises:
        UnknownRuleError: a KeyError: for what is no id of a rule.

    >>> from statuskit.conformance import explain
    >>> print(explain("SK405-01").splitlines()[0])
    SK405-01 405 without Allow (RFC 9110 §15.5.6)
    """
    rule = RULES.get(as_text(rule_id) or "")
    if rule is None:
        raise _unknown(rule_id, "the id of a rule", RULES)
    return rule.explain()


_EVERYTHING: Final = frozenset({Need.REQUEST, Need.CONTENT})


def _found(exchange: Exchange, rules: tuple[Rule, ...]) -> list[Finding]:
    has_any = exchange.fields.has_any
    return [
        _finding(rule, fault, exchange.code)
        for rule in rules
        if (rule.field is None or has_any(_KEYS[rule.field])) and (fault := rule.test(exchange)) is not None
    ]


# Most rules that are tried are about a field that is not there, so this is what a clean response costs.
_KEYS: Final = MappingProxyType({rule.field: frozenset({rule.field.lower()}) for rule in RULES.values() if rule.field})


def _finding(rule: Rule, fault: Fault, code: int) -> Finding:
    from statuskit._redact import cut, redacted

    evidence = fault.evidence if fault.evidence.startswith(_CHALLENGES) else redacted(fault.evidence)
    # Rules cut what they quote; a method without end is found in a message all the same.
    message, fix = cut(redacted(fault.message), _LONGEST_TEXT), cut(fault.fix or rule.fix, _LONGEST_TEXT)
    return Finding(rule, message, fix, code, cut(evidence, _LONGEST_TEXT))


# A challenge asks for a secret and holds none; but it reads like credentials.
_CHALLENGES: Final = ("WWW-Authenticate: ", "Proxy-Authenticate: ")


_LONGEST_TEXT: Final = 500


_Chosen: TypeAlias = "tuple[frozenset[str], frozenset[str], CheckProfile, Role]"


def _chosen(select: Ids, ignore: Ids, profile: CheckProfile | str, role: Role | str) -> _Chosen:
    return _ids(select), _ids(ignore), _member(_PROFILES, profile, "a profile"), _member(_ROLES, role, "a role")


def _ids(given: Ids) -> frozenset[str]:
    alone = as_text(given)
    if alone is not None:
        return _split(alone)
    try:
        return _NONE.union(*(_split(text_of(text, "an id")) for text in given))
    except Exception:  # noqa: BLE001  a foreign iterable may raise anything
        raise _unknown(given, "ids of rules", RULES) from None


_NONE: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=256)
def _split(text: str) -> frozenset[str]:
    return frozenset(filter(None, _COMMAS.split(text)))


def _member(members: Mapping[_T | str, _T], given: _T | str, what: str) -> _T:
    found = members.get(cast("_T", given) if type(given) in _ENUMS else as_text(given) or "")
    if found is None:
        raise _unknown(given, what, [key for key in members if isinstance(key, str)])
    return found


@lru_cache(maxsize=1024)
def _tried(
    code: int, known: frozenset[Need], select: frozenset[str], ignore: frozenset[str], profile: CheckProfile, role: Role
) -> tuple[Rule, ...]:
    """Return the rules that a response with this number is held against, given what is known of the exchange."""
    wanted = [rule for rule in RULES.values() if _is_wanted(rule, select, profile)]
    for prefix in (select - {DEFAULT, ALL}) | ignore:
        if not any(rule.id.startswith(prefix) for rule in RULES.values()):
            raise _unknown(prefix, "the id of a rule, or how some begin", RULES)
    status = lookup(code, default=None)
    return tuple(
        rule
        for rule in wanted
        if role in rule.roles
        and known.issuperset(rule.needs)
        and not _is_among(rule, ignore)
        and (not rule.on or (status is not None and _is_about(rule, status)))
    )


def _is_wanted(rule: Rule, select: frozenset[str], profile: CheckProfile) -> bool:
    if ALL in select or _is_among(rule, select - {DEFAULT, ALL}):
        return True
    return DEFAULT in select and (rule.default or profile is CheckProfile.STRICT or profile in rule.profiles)


def _is_among(rule: Rule, ids: frozenset[str]) -> bool:
    # An id is one rule's, also where another one's begins with it: SK407-01 is not SK407-01b.
    return rule.id in ids or rule.id.startswith(tuple(ids - RULES.keys()))


def _is_about(rule: Rule, status: Status) -> bool:
    return any(status is one if isinstance(one, Status) else status in one for one in rule.on)


def _unknown(given: object, what: str, accepted: Iterable[str]) -> UnknownRuleError:
    written = as_text(given) or ""
    found = near(written.upper(), accepted) or near(written.lower(), accepted)
    return UnknownRuleError(f"not {what}: {quoted(given)}; accepted: {_first(accepted)}{did_you_mean(found)}", found)


_SHOWN: Final = 6


def _first(accepted: Iterable[str]) -> str:
    names = list(accepted)
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
