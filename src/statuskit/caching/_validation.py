"""Validation and invalidation (RFC 9111, sections 4.3 and 4.4): what to ask with, and what the answer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from statuskit._enums import integer
from statuskit.data.methods import SAFE_METHODS
from statuskit.exceptions import InvalidArgumentError, InvalidStatusError, quoted
from statuskit.fields import ETag, parse_http_date
from statuskit.messages import Headers, view
from statuskit.model import StatusClass
from statuskit.registry import HTTP

if TYPE_CHECKING:
    from statuskit.messages import Response

__all__ = ["invalidates", "updates_stored", "validation_headers"]

_VALIDATORS: Final = frozenset({"etag", "last-modified"})


def validation_headers(stored_response: object) -> Headers:
    """
    Return the fields that make a request ask whether a stored response still holds (RFC 9111, section 4.3.1).

    If-None-Match from ETag and If-Modified-Since from Last-Modified: both, where both are there and well-formed. No
    fields, and there is nothing to validate with: the request is sent as it is.

    Raises:
        InvalidMessageError: a TypeError: for what is no response.

    >>> from statuskit.caching import validation_headers
    >>> validation_headers((200, {"ETag": 'W/"1"', "Last-Modified": "yesterday"})).items()
    (('If-None-Match', 'W/"1"'),)
    """
    headers = view(stored_response).headers
    tag = _tag(headers)
    modified = headers.get("Last-Modified", "").strip(" \t")
    is_dated = parse_http_date(modified, any_case=True) is not None
    return Headers(
        ([("If-None-Match", str(tag))] if tag else []) + ([("If-Modified-Since", modified)] if is_dated else [])
    )


def updates_stored(not_modified: object, stored_response: object) -> bool:
    """
    Return whether a 304 is about a stored response, which it then freshens (RFC 9111, section 4.3.4).

    That the stored response could have answered the request is taken as given (target, method, Vary). A strong entity
    tag must be the same. Without one, the weak validators must be: the entity tag, or else Last-Modified. A 304 without
    any validator, be it malformed, is about a response that has none either; with several such, it is about none of
    them.

    Raises:
        InvalidMessageError: a TypeError: for what is no response.

    >>> from statuskit.caching import updates_stored
    >>> updates_stored((304, {"ETag": '"2"'}), (200, {"ETag": '"1"'}))
    False
    """
    new, stored = view(not_modified), view(stored_response)
    if new.status != HTTP.NOT_MODIFIED:
        return False
    ours, theirs = _tag(stored.headers), _tag(new.headers)
    if theirs is not None and not theirs.is_weak:
        return ours is not None and ours.strong(theirs)
    if theirs is not None and ours is not None:
        return ours.weak(theirs)
    modified = _modified(new)
    if modified is not None:
        return modified == _modified(stored)
    # "Any form of validator": one that nobody can read is one all the same.
    return not (new.headers.has_any(_VALIDATORS) or stored.headers.has_any(_VALIDATORS))


def invalidates(method: str, status: int) -> bool:
    """
    Return whether a response makes what is stored for its target invalid (RFC 9111, section 4.4).

    So it is with a 2xx or 3xx to a method that is not safe, or of which nobody knows. Other URLs on the same origin may
    go as well, those in Location and Content-Location above all.

    Raises:
        InvalidArgumentError: a ValueError and a TypeError: for a method that is no text.
        InvalidStatusError: a ValueError: for a status that is no whole number. One that is, and no status, is no 2xx.

    >>> from statuskit.caching import invalidates
    >>> invalidates("DELETE", 204), invalidates("GET", 200), invalidates("PUT", 500)
    (True, False, False)
    """
    if not issubclass(type(method), str):  # pyright: ignore[reportUnnecessaryIsInstance]
        msg = f"not a method: {quoted(method)}; accepted: text"
        raise InvalidArgumentError(msg)
    if integer(status) is None:
        msg = f"not a status code: {quoted(status)}; accepted: whole numbers"
        raise InvalidStatusError(msg)
    return method not in SAFE_METHODS and (status in StatusClass.SUCCESS or status in StatusClass.REDIRECTION)


def _tag(headers: Headers) -> ETag | None:
    return ETag.parse(headers.get("ETag", ""))


def _modified(response: Response) -> int | None:
    return parse_http_date(response.headers.get("Last-Modified", ""), any_case=True)
