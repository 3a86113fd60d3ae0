"""Is: what a response is to be, to be compared with `==`."""

from __future__ import annotations

from contextvars import ContextVar
from enum import Enum
from typing import TYPE_CHECKING, Final, SupportsIndex, final

import attrs

from statuskit._enums import integer
from statuskit._foreign import url_text
from statuskit.exceptions import InvalidMessageError, InvalidStatusError, quoted
from statuskit.messages import Response, view
from statuskit.testing._assertions import CONTENT_LIMIT
from statuskit.testing._expected import expectation

if TYPE_CHECKING:
    from typing_extensions import Self

    from statuskit.testing._expected import Expectation

__all__ = ["Is", "explain_mismatch"]

_REDIRECT: Final = expectation("redirect")


class _Wrong(Enum):
    """What of a response is not as it is to be."""

    STATUS = "status"
    LOCATION = "Location"


def _address(given: object) -> str | None:
    found = url_text(given)
    if found is None and given is not None:
        msg = f"no address: {quoted(given)}; accepted: text, an object of a class named URL, and None"
        raise InvalidStatusError(msg)
    return found


@final
@attrs.frozen(eq=False, repr=False)
class Is:
    """
    What a response is to be: `response == Is("2xx")` and `Is("2xx") == response` ask it.

    A number is compared as well, so `response.status_code == Is("2xx")` works. What is no response is not equal. Two
    are equal if they expect the same.

    `repr()` is short, but after a comparison that failed, it is what `assert_status()` says, so that a plain `assert`
    of pytest, and `assertEqual()`, tell everything. It knows the last comparison of its own thread or task alone.

    Args:
        expected: what `assert_status()` takes.
        to: where Location leads, if that is to be compared: text, or an object of a class named URL. Both addresses are
            resolved against that of the response, so that relative and absolute ones are alike. Where that is not
            known, a relative address is not equal to an absolute one.

    Raises:
        UnknownStatusError: a LookupError: for text that names no status; it names the nearest.
        InvalidStatusError: a ValueError: for what cannot be expected, and for what is no address.

    >>> from statuskit.testing import Is
    >>> (201, {}) == Is("2xx"), 404 == Is({200, 404}), (404, {}) != Is("success")
    (True, True, True)
    """

    _wanted: Expectation = attrs.field(alias="expected", converter=expectation)
    _to: str | None = attrs.field(alias="to", default=None, kw_only=True, converter=_address)

    @classmethod
    def redirect(cls, *, to: object = None) -> Self:
        """
        Return what a redirect is to be: a status with a Location to follow, and where that leads.

        >>> from statuskit.messages import Response
        >>> from statuskit.testing import Is
        >>> Response(302, {"Location": "/b"}, url="http://h/a") == Is.redirect(to="http://h/b")
        True
        """
        return cls("redirect", to=to)

    def __eq__(self, other: object) -> bool:
        if type(other) is Is:
            return (self._wanted, self._to) == (other._wanted, other._to)
        # What came before is forgotten first, so that nothing of it is ever told of this comparison.
        _LAST.set(None)
        seen = _seen(other)
        if seen is None:
            return NotImplemented
        wrong = self._wrong(seen)
        if wrong is not None:
            _LAST.set((self, seen, wrong))
        return wrong is None

    def __hash__(self) -> int:
        return hash((self._wanted, self._to))

    def __repr__(self) -> str:
        last = _LAST.get()
        if last is None or last[0] is not self:
            return self._short
        return _Uncut(f"{self._short}: {self._report(*last[1:])}")

    @property
    def _short(self) -> str:
        if self._to is None:
            return f"Is({self._wanted.shown})"
        from statuskit._redact import redacted_url

        to = f'to="{redacted_url(self._to)}"'
        return f"Is.redirect({to})" if self._wanted == _REDIRECT else f"Is({self._wanted.shown}, {to})"

    def _wrong(self, seen: Response) -> _Wrong | None:
        from statuskit.testing._address import leads_to

        if not self._wanted.holds(seen.status):
            return _Wrong.STATUS
        return None if self._to is None or leads_to(seen, self._to) else _Wrong.LOCATION

    def _report(self, seen: Response, wrong: _Wrong) -> str:
        from statuskit.testing._report import status_report

        to, is_elsewhere = self._to or "", wrong is _Wrong.LOCATION
        return status_report(seen, self._wanted, CONTENT_LIMIT, to, is_elsewhere=is_elsewhere)


# The last comparison of this thread or task, if it failed. The report is made when it is asked for.
_LAST: Final[ContextVar[tuple[Is, Response, _Wrong] | None]] = ContextVar("statuskit.testing.Is", default=None)


class _Uncut(str):
    """Text that calls itself short, since unittest and pytest cut a `repr()` of more than some dozen characters."""

    __slots__ = ()

    def __len__(self) -> int:
        return 1  # not 0, which would be false

    def __getitem__(self, part: SupportsIndex | slice) -> str:
        # unittest takes off what both texts begin with, and would cut the rest.
        found = str.__getitem__(self, part)
        return _Uncut(found) if isinstance(part, slice) and part.stop is None else found


def _seen(other: object) -> Response | None:
    number = integer(other)
    try:
        return view(other) if number is None else Response(number)
    except InvalidMessageError:
        return None


def explain_mismatch(response: object, wanted: Is, /) -> list[str]:
    """
    Return why a response is not what it is to be, in lines; none where it is.

    It is what `assert_status()` says, and looks at nothing but its arguments.

    >>> from statuskit.testing import Is, explain_mismatch
    >>> explain_mismatch((404, {}), Is("2xx"))[0]
    'expected a success (2xx), got 404 Not Found'
    """
    seen = _seen(response)
    if seen is None:
        return [f"expected {wanted._wanted.text}, got what is no response: {quoted(response)}"]  # noqa: SLF001
    wrong = wanted._wrong(seen)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  the same module
    if wrong is None:
        return []
    return wanted._report(seen, wrong).split("\n")  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
