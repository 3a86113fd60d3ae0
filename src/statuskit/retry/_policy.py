"""The policy: how often, how long, and whose word counts."""

from __future__ import annotations

import sys
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, final

import attrs

from statuskit.exceptions import InvalidRetryError, quoted
from statuskit.model import RetryRule
from statuskit.retry._attempt import Failure
from statuskit.retry._profiles import PROFILES, RetryProfile, restored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["DEFAULT_POLICY", "Jitter", "OverCap", "RetryPolicy", "Role"]

OverCap: TypeAlias = Literal["refuse", "clamp"]
Role: TypeAlias = Literal["user-agent", "proxy"]


class Jitter(Enum):
    """How chance changes a client's own backoff, so that clients that failed together do not come back together."""

    FULL = "full"
    """Anything from nothing to the whole."""
    EQUAL = "equal"
    """Half of it, and anything from nothing to the other half."""
    NONE = "none"
    DECORRELATED = "decorrelated"
    """Anything from the base to three times the last delay."""


def _number(low: float) -> Callable[[object, attrs.Attribute[float], float], None]:
    def check(_: object, attribute: attrs.Attribute[float], value: float) -> None:
        if type(value) not in {int, float} or not low <= value <= sys.float_info.max:
            msg = f"not accepted as {attribute.name}: {quoted(value)}; accepted: a number from {low} up"
            raise InvalidRetryError(msg)

    return check


def _whole(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if type(value) is not int or value < 1:
        msg = f"not accepted as {attribute.name}: {quoted(value)}; accepted: a whole number from 1 up"
        raise InvalidRetryError(msg)


def _of(kind: type) -> Callable[[object, attrs.Attribute[Any], Any], None]:  # Any: what is of that type
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if type(value) is not kind:
            msg = f"not accepted as {attribute.name}: {quoted(value)}; accepted: a {kind.__name__}"
            raise InvalidRetryError(msg)

    return check


def _one_of(*accepted: str) -> Callable[[object, attrs.Attribute[Any], Any], None]:  # Any: a Literal of these
    def check(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if type(value) is not str or value not in accepted:
            msg = f"not accepted as {attribute.name}: {quoted(value)}; accepted: {', '.join(accepted)}"
            raise InvalidRetryError(msg)

    return check


def _profile(profile: RetryProfile | str | None) -> RetryProfile | None:
    if profile is None or isinstance(profile, RetryProfile):
        return profile
    if type(profile) is not str or profile not in PROFILES:
        msg = f"not a profile: {quoted(profile)}; accepted: {', '.join(PROFILES)}, or a RetryProfile"
        raise InvalidRetryError(msg)
    return PROFILES[profile]


Rules: TypeAlias = "Mapping[int | Failure, RetryRule]"
_NO_RULES: Final[Rules] = MappingProxyType({})
_MOST_KEPT: Final = 10  # few come so far; there may be a million of them


def _rules(rules: Rules) -> Rules:
    kind: type = type(rules)
    held: dict[Any, Any] = dict(rules) if issubclass(kind, (dict, MappingProxyType)) else {None: None}  # Any: unchecked
    for what, rule in held.items():
        if not issubclass(type(what), (int, Failure)) or type(rule) is not RetryRule:
            msg = f"not accepted as rules: {quoted(rules)}; accepted: a RetryRule for each number or Failure"
            raise InvalidRetryError(msg)
    return MappingProxyType(held)


def _methods(methods: Iterable[str] | None) -> frozenset[str] | None:
    if methods is None:
        return None
    named = frozenset(methods) if isinstance(methods, (set, frozenset, list, tuple)) else frozenset([None])
    if not all(type(method) is str for method in named):
        msg = f"not accepted as methods: {quoted(methods)}; accepted: a set, list or tuple of names"
        raise InvalidRetryError(msg)
    return cast("frozenset[str]", named)


@final
@attrs.frozen(kw_only=True)
class RetryPolicy:
    """
    How often, how long, and whose word counts. Times are in seconds.

    `max_attempts` counts the first one. The own backoff before the next attempt is `base * factor ** (number - 1)`, at
    most `max_delay`, and then `jitter`; what the server asks for is never undercut. A server that asks for more than
    `retry_after_cap` is refused, or given the cap with `over_cap="clamp"`. `rules` are one's own, by the number of the
    status or a Failure; `methods` those that are idempotent, where it is not the registry's. `profile` is what a
    service means by some codes, by name or made. A "proxy" never repeats what is not idempotent, and passes 425 on.
    With `believe_server` a refusal or a failure is repeated where the server says that it should be.

    Raises:
        InvalidRetryError: a ValueError: for what none of these can be.

    >>> from statuskit.retry import RetryPolicy, retry_decision
    >>> retry_decision(500, policy=RetryPolicy(max_attempts=1)).reason.value
    'attempts used up'
    """

    max_attempts: int = attrs.field(default=3, validator=_whole)
    base: float = attrs.field(default=0.5, validator=_number(0))
    factor: float = attrs.field(default=2.0, validator=_number(1))
    max_delay: float = attrs.field(default=30.0, validator=_number(0))
    jitter: Jitter = attrs.field(default=Jitter.FULL, validator=_of(Jitter))
    retry_after_cap: float = attrs.field(default=120.0, validator=_number(0))
    over_cap: OverCap = attrs.field(default="refuse", validator=_one_of("refuse", "clamp"))
    rules: Rules = attrs.field(default=_NO_RULES, converter=_rules, hash=False)
    methods: frozenset[str] | None = attrs.field(default=None, converter=_methods)
    profile: RetryProfile | None = attrs.field(default=None, converter=_profile)
    role: Role = attrs.field(default="user-agent", validator=_one_of("user-agent", "proxy"))
    believe_server: bool = attrs.field(default=False, validator=_of(bool))
    # Worked out once, since each decision asks for them.
    is_plain: bool = attrs.field(init=False, repr=False, eq=False)
    """Whether what a status means for a repeat is all that counts: no rules of one's own, and no service's."""
    _backoffs: tuple[float, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        is_plain = self.profile is None and not self.rules and not self.believe_server
        backoffs = tuple(self._whole_backoff(number) for number in range(1, min(self.max_attempts, _MOST_KEPT)))
        object.__setattr__(self, "is_plain", is_plain)
        object.__setattr__(self, "_backoffs", backoffs)

    def __reduce__(self) -> tuple[object, ...]:
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(RetryPolicy) if field.init}
        return restored, (RetryPolicy, {**fields, "rules": dict(self.rules)})

    def backoff(self, number: int, *, last_delay: float | None = None, chance: float | None = None) -> float:
        """
        Return the own delay after attempt `number`; `chance` is from 0 up to 1, and None is for no jitter.

        >>> from statuskit.retry import RetryPolicy
        >>> [RetryPolicy().backoff(number) for number in (1, 2, 3, 10)]
        [0.5, 1.0, 2.0, 30.0]
        """
        kept = self._backoffs
        whole = kept[number - 1] if 0 < number <= len(kept) else self._whole_backoff(number)
        if chance is None or self.jitter is Jitter.NONE:
            return whole
        chance = min(max(chance, 0.0), 1.0) if chance == chance else 1.0  # noqa: PLR0124  nan
        if self.jitter is Jitter.FULL:
            return whole * chance
        if self.jitter is Jitter.EQUAL:
            return whole / 2 + whole / 2 * chance
        widest = max(self.base, 3 * (self.base if last_delay is None else last_delay))
        return min(self.max_delay, self.base + (widest - self.base) * chance)

    def _whole_backoff(self, number: int) -> float:
        try:
            return min(self.max_delay, self.base * float(self.factor) ** (number - 1))
        except OverflowError:
            return self.max_delay if self.base else 0.0


DEFAULT_POLICY: Final = RetryPolicy()
