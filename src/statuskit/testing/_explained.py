"""What pytest says of a plain `assert` that compared a status, or a response with Is."""

from __future__ import annotations

from itertools import chain
from typing import Final

from statuskit.model import Status
from statuskit.registry import compare, lookup
from statuskit.testing._expected import named
from statuskit.testing._is import Is, explain_mismatch

__all__ = ["explained"]


def explained(left: object, right: object) -> list[str] | None:
    """
    Return in lines why two things are not equal, or None where that is nothing of ours.

    >>> from statuskit import HTTP
    >>> for line in explained(403, HTTP.UNAUTHORIZED):
    ...     print(line)
    403 Forbidden == 401 Unauthorized
    401: the caller is not authenticated, so say how. 403: refused; the same credentials will not help.
    """
    if isinstance(left, Is):
        return None if isinstance(right, Is) else _mismatch(right, left)
    if isinstance(right, Is):
        return _mismatch(left, right)
    if isinstance(left, Status) or isinstance(right, Status):
        return _statuses(left, right)
    return None


# pytest shows eight lines unless it is told to show all (-vv) or runs in CI. So what mends it comes first, and what is
# long comes last. These are how the parts of a report begin.
_FIRST: Final = "likely fix:"
_LONG: Final = ("content", "redirects:")


def _mismatch(response: object, wanted: Is) -> list[str] | None:
    lines = explain_mismatch(response, wanted)
    # After a comparison that holds, `wanted` is shown short again. pytest shows it below, with where it comes from.
    _ = Is(200) == 200  # noqa: PLR2004  any would do
    if not lines:
        return None
    parts: list[list[str]] = []
    for line in lines[1:]:
        if line.startswith("   "):
            parts[-1].append(line)
        else:
            parts.append([line])
    parts.sort(key=lambda part: _place(part[0]))
    return [lines[0], *chain.from_iterable(parts)]


def _place(line: str) -> int:
    start = line.lstrip()
    return 0 if start.startswith(_FIRST) else 2 if start.startswith(_LONG) else 1


def _statuses(left: object, right: object) -> list[str] | None:
    a, b = (lookup(each, default=None) if isinstance(each, int) else None for each in (left, right))
    if a is None or b is None:
        return None
    rule = compare(a, b).rule
    told = [rule] if rule else [f"{each.code}: {each.summary}" for each in (a, b)]
    return [f"{named(a)} == {named(b)}", *told]
