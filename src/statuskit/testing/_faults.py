"""
What an error in JSON complains about: where, and what is wrong there.

Frameworks have a few shapes for it. The names of their members are rows here, and one walk reads them all. What is
read has no secrets any more.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from statuskit._redact import in_a_line
from statuskit._secrets import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["faults_in", "message_in"]

# What is wrong, the more telling name first.
_MESSAGES: Final = (
    "msg",  # pydantic, FastAPI, express-validator
    "defaultMessage",  # Spring
    "detail",  # RFC 9457, JSON:API, DRF
    "message",  # Django's forms, Zod, Litestar, GraphQL
    "reason",  # RFC 7807's example
    "description",  # Google
    "error_description",  # RFC 6749
    "title",  # JSON:API, RFC 9457
    "error",
    "code",  # GitHub
)
# Where it is wrong.
_PLACES: Final = (
    "loc",  # pydantic, FastAPI
    "path",  # Zod, express-validator
    "pointer",  # RFC 9457
    "field",  # Spring, GitHub, Google
    "propertyPath",  # Symfony
    "param",  # older express-validator, Stripe
    "parameter",  # JSON:API, within source
    "header",  # JSON:API, within source
    "name",  # RFC 7807's example
    "key",  # Litestar
    "instancePath",  # Ajv
    "source",  # JSON:API
)
# Members that hold complaints, and are no place themselves.
_HOLDERS: Final = frozenset(
    {
        "body_params",  # flask-pydantic
        "detail",
        "details",
        "error",
        "errors",
        "extra",  # Litestar
        "fieldErrors",  # Zod, flattened
        "fieldViolations",  # Google
        "formErrors",
        "form_params",
        "invalid-params",  # RFC 7807's example
        "invalid_params",
        "invalidParams",
        "issues",  # Zod
        "json",  # marshmallow: where the arguments were looked for
        "messages",
        "non_field_errors",  # DRF
        "__all__",  # Django's forms
        "base",  # Rails
        "query_params",
        "validation_error",  # flask-pydantic
        "violations",  # Symfony
    }
)
_DEEPEST: Final = 8
_MOST: Final = 100
_LONGEST_MESSAGE: Final = 200
_LONGEST_PLACE: Final = 80


def faults_in(content: object) -> list[str]:
    """
    Return what an error in JSON complains about, one by one, with the field where one is named.

    >>> faults_in({"detail": [{"loc": ["body", "age"], "msg": "must be >= 0"}]})
    ['body.age: must be >= 0']
    """
    return list(dict.fromkeys(islice(_faults(content, "", _DEEPEST, outermost=True), _MOST)))


def message_in(content: object) -> str:
    """
    Return what an error in JSON says as a whole; "" where it says nothing.

    >>> message_in({"error": {"code": 404, "message": "no such user"}})
    'no such user'
    """
    members = _object(content)
    inner = _object(members.get("error"))
    return _message(inner) or _message(members)


def _faults(content: object, place: str, depth: int, *, outermost: bool = False) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(content, list):
        for item in cast("list[object]", content):
            yield from _item(item, place, depth)
    elif isinstance(content, dict):
        yield from _object_faults(cast("dict[str, object]", content), place, depth, outermost=outermost)


def _item(item: object, place: str, depth: int) -> Iterator[str]:
    if isinstance(item, str):
        yield from _told(place, item)
    else:
        yield from _faults(item, place, depth - 1)


def _object_faults(members: dict[str, object], place: str, depth: int, *, outermost: bool) -> Iterator[str]:
    own = _place(members)
    message = _message(members)
    if message and (own or not outermost) and not _holds_more(members):
        yield from _told(".".join(filter(None, (place, own))), message)
        return
    are_fields = _are_fields(members)
    for name, value in members.items():
        inner = f"{place}.{name}" if place else name
        if name in _HOLDERS:
            yield from _faults(value, place, depth - 1)
        elif value == HIDDEN and are_fields:
            yield from _told(inner, HIDDEN)
        elif _is_complaint(value) or (_object(value) and (are_fields or not outermost)):
            yield from _faults(value, inner, depth - 1)


def _holds_more(members: dict[str, object]) -> bool:
    return any(name in _HOLDERS and _is_nested(value) for name, value in members.items())


def _is_nested(value: object) -> bool:
    return isinstance(value, (dict, list)) and value not in ({}, [])


def _are_fields(members: dict[str, object]) -> bool:
    """Whether these are fields with complaints, and nothing else: what is hidden is one of them, too."""
    return all(value == HIDDEN or _is_complaint(value) or _nests_fields(value) for value in members.values())


def _nests_fields(value: object) -> bool:
    # One level is enough to tell, and all levels could be many.
    inner = _object(value)
    return bool(inner) and all(each == HIDDEN or _is_complaint(each) for each in inner.values())


def _is_complaint(value: object) -> bool:
    """Whether a member lists what is wrong with it."""
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(item, str) or _message(_object(item)) for item in cast("list[object]", value))


def _told(place: str, message: str) -> Iterator[str]:
    what = "refused, in words that are hidden here" if message == HIDDEN else in_a_line(message, _LONGEST_MESSAGE)
    if what:
        where = in_a_line(place, _LONGEST_PLACE)
        yield f"{where}: {what}" if where else what


def _message(members: dict[str, object]) -> str:
    return next((found for name in _MESSAGES if isinstance(found := members.get(name), str) and found), "")


def _place(members: dict[str, object]) -> str:
    return next((found for name in _PLACES if (found := _place_text(members.get(name)))), "")


def _place_text(value: object) -> str:
    if isinstance(value, list):
        steps = cast("list[object]", value)
        return ".".join(f"{step}" for step in steps if isinstance(step, (str, int)))
    if isinstance(value, dict):
        return _place(cast("dict[str, object]", value))
    # A pointer of RFC 6901: "#/age" and "/data/attributes/age".
    return value.lstrip("#").strip("/").replace("/", ".") if isinstance(value, str) else ""


def _object(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
