"""Rows for the services that mean something else by a status than the RFCs do, and the shapes of these."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, final

import attrs

from statuskit.exceptions import InvalidRetryError, quoted
from statuskit.model import Citation
from statuskit.registry import HTTP, lookup

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROFILES", "RetryProfile", "Sign", "restored"]


@final
@attrs.frozen
class Sign:
    """
    A header field that tells that a status means what another one does; `value` is None where being there tells.

    >>> from statuskit.retry import PROFILES
    >>> [(sign.field, sign.value) for sign in PROFILES["github"].codes[403][1]]
    [('Retry-After', None), ('X-RateLimit-Remaining', '0')]
    """

    field: str
    value: str | None = None


# For each code, the one that it stands for, and the signs of it; none where it always does.
Codes: TypeAlias = "Mapping[int, tuple[int, tuple[Sign, ...]]]"


def _codes(codes: Codes) -> Codes:
    try:
        found = {int(code): (int(lookup(meant)), tuple(signs)) for code, (meant, signs) in codes.items()}
    except (AttributeError, TypeError, ValueError, KeyError):
        found = None
    if found is None or not all(type(sign) is Sign for _, signs in found.values() for sign in signs):
        msg = f"not accepted as codes: {quoted(codes)}; accepted: a mapping from a number to another one and its signs"
        raise InvalidRetryError(msg)
    return MappingProxyType(found)


def restored(kind: type, fields: dict[str, Any]) -> object:  # Any: the fields of one that was
    """Return a record that was pickled by its fields, since a mapping proxy cannot be."""
    return kind(**fields)


@final
@attrs.frozen(kw_only=True)
class RetryProfile:
    """
    What a service means by some of its codes: `codes` has, for each, the code it stands for and the signs of it.

    Raises:
        InvalidRetryError: a ValueError: for codes in another form.

    >>> from statuskit import Citation, RetryPolicy, retry_decision
    >>> from statuskit.retry import RetryProfile, Sign
    >>> codes = {400: (429, (Sign("X-Throttled"),))}
    >>> api = RetryProfile(name="api", codes=codes, citation=Citation("Its handbook", "", "https://example.com/"))
    >>> decision = retry_decision(400, headers={"X-Throttled": "1"}, policy=RetryPolicy(profile=api))
    >>> decision.retry, decision.reason.value
    (True, 'not applied')
    """

    name: str
    codes: Codes = attrs.field(converter=_codes, hash=False)
    citation: Citation

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy cannot be pickled.
        return restored, (RetryProfile, {"name": self.name, "codes": dict(self.codes), "citation": self.citation})


PROFILES: Final[Mapping[str, RetryProfile]] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            RetryProfile(
                name="github",
                codes={
                    HTTP.FORBIDDEN: (HTTP.TOO_MANY_REQUESTS, (Sign("Retry-After"), Sign("X-RateLimit-Remaining", "0")))
                },
                citation=Citation(
                    "GitHub REST API, rate limits",
                    "",
                    "https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api",
                    as_of="2026-11-21",
                ),
            ),
            RetryProfile(
                name="twitter",
                codes={420: (HTTP.TOO_MANY_REQUESTS, ())},  # a number of its own, which has no name
                citation=Citation(
                    "X developer platform, response codes",
                    "",
                    "https://developer.x.com/en/support/x-api/error-troubleshooting",
                    as_of="2026-11-21",
                ),
            ),
        )
    }
)
