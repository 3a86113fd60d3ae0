"""
Errors that are told in JSON, whatever their form: where in the content the error is, and what code it names.

An envelope is an object that tells an error, at its top or one level down: in `error`, or first in `errors`. Nothing
here judges, and nothing raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeGuard, cast

from statuskit.registry import HTTP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from statuskit.conformance._exchange import Exchange
    from statuskit.model import Status

__all__ = ["PROBLEM", "error_named", "is_mapping", "is_problem", "levels", "simple", "status_named"]

PROBLEM: Final = "application/problem+json"

_ONE_DOWN: Final = ("error", "errors")
# No name of an error is longer.
_LONGEST_NAME: Final = 64
# Where envelopes repeat the status. A number in `code` alone may be any: services have their own.
_STATUS_MEMBERS: Final = ("status", "statusCode", "status_code", "httpStatus", "http_status", "httpStatusCode")


def is_problem(exchange: Exchange) -> bool:
    """Return whether the content says that it is a problem document."""
    return exchange.media_type == PROBLEM


def is_mapping(value: object) -> TypeGuard[dict[str, object]]:
    """Return whether a value of JSON is an object."""
    return isinstance(value, dict)


def levels(value: object) -> Iterator[Mapping[str, object]]:
    """
    Find the objects that may tell the error: the first of a list, the top one, and what it has one level down.

    >>> list(levels({"error": {"code": 7}, "errors": []}))
    [{'error': {'code': 7}, 'errors': []}, {'code': 7}]
    """
    top = _first(value)
    if not is_mapping(top):
        return
    yield top
    for name in _ONE_DOWN:
        below = _first(top.get(name))
        if is_mapping(below):
            yield below


def _first(value: object) -> object:
    listed = cast("list[object]", value) if isinstance(value, list) else [value]
    return listed[0] if listed else None


def simple(name: object) -> str:
    """
    Reduce the name of an error to its letters; "" for what is none. Of a URL only its last part is the name.

    >>> simple("VALIDATION_ERROR"), simple("https://example.com/probs/not-found"), simple(7)
    ('validationerror', 'notfound', '')
    """
    if not isinstance(name, str):
        return ""
    last = name[-_LONGEST_NAME:].rpartition("/")[2].rpartition("#")[2].rpartition(":")[2]
    return "".join(filter(str.isalnum, last)).lower() if len(name) <= _LONGEST_NAME or "://" in name else ""


def status_named(level: Mapping[str, object]) -> tuple[str, Status] | None:
    """
    Return the status that an envelope repeats, and the member it is in; None where it names none for certain.

    >>> status_named({"statusCode": 404, "message": "no"})
    ('statusCode', <Status 404 Not Found>)
    >>> status_named({"code": 404, "message": "no"}) is None
    True
    """
    for member in _STATUS_MEMBERS:
        status = _status(level.get(member))
        if status is not None:
            return member, status
    status = _status(level.get("code"))
    is_told = status is not None and any(simple(value) == simple(status.phrase) for value in level.values())
    return ("code", status) if status is not None and is_told else None


def _status(value: object) -> Status | None:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) == len("404"):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value not in HTTP:
        return None
    status = HTTP[value]
    return status if status.is_error or status is HTTP.OK else None


_NAMES: Final = ("code", "error", "type", "name", "error_code", "errorCode", "status", "reason", "title", "message")


def error_named(level: Mapping[str, object], known: Mapping[str, Status]) -> tuple[str, Status] | None:
    """
    Return the first name of an error that is known, and the status that is right for it.

    >>> error_named({"code": "NOT_FOUND"}, {"notfound": HTTP.NOT_FOUND})
    ('NOT_FOUND', <Status 404 Not Found>)
    """
    for member in _NAMES:
        given = level.get(member)
        status = known.get(simple(given))
        if status is not None:
            return str(given), status
    return None
