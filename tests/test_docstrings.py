"""What the public names say of themselves: a sentence, and an example that runs with the other doctests."""

from __future__ import annotations

import inspect
from enum import Enum
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, is_typeddict

import pytest
from test_public_api import ROOMS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rooms of their own, each beside the library that it is for.
ADAPTERS = tuple(
    f"statuskit.adapters.{library}"
    for library in ("aiohttp", "asgi", "breakers", "httpx", "requests", "stamina", "tenacity", "urllib3", "wsgi")
)

PROPERTIES = (property, cached_property)


def offered() -> Iterator[tuple[str, object]]:
    """Yield the public classes and functions, each once, by the place where it is defined."""
    for room in (*ROOMS, *ADAPTERS):
        module = import_module(room)
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.isroutine(value) or inspect.isclass(value):
                yield f"{value.__module__}.{value.__qualname__}", value


PUBLIC = {name: value for name, value in offered() if name.startswith("statuskit.")}


def members(kind: type) -> Iterator[tuple[str, object]]:
    """Yield the public methods and properties that a class defines."""
    for name, member in vars(kind).items():
        is_member = inspect.isfunction(member) or isinstance(member, (*PROPERTIES, classmethod))
        if not name.startswith("_") and is_member:
            yield name, member


MEMBERS = {
    f"{owner}.{name}": member
    for owner, kind in PUBLIC.items()
    if inspect.isclass(kind)
    for name, member in members(kind)
}


def is_told_elsewhere(value: object) -> bool:
    """
    Return whether an example would be noise.

    Members of an enum, and the keywords of a call, say themselves what they are, each where it stands; an error is
    shown by what raises it.
    """
    return inspect.isclass(value) and (issubclass(value, (Enum, BaseException)) or is_typeddict(value))


def is_a_hook(name: str) -> bool:
    """Return whether another library declares a method, and calls it: the example of the class shows what it does."""
    owner, _, method = name.rpartition(".")
    kind = PUBLIC[owner]
    assert inspect.isclass(kind)
    return any(hasattr(base, method) and not base.__module__.startswith("statuskit") for base in kind.__mro__[1:])


CALLED = {
    **{name: value for name, value in PUBLIC.items() if not is_told_elsewhere(value)},
    **{name: member for name, member in MEMBERS.items() if not isinstance(member, PROPERTIES) and not is_a_hook(name)},
}


@pytest.mark.parametrize("name", [*PUBLIC, *MEMBERS], ids=str)
def test_docstrings(name: str) -> None:
    """Every public callable, class, method and property says what it is for, in a sentence."""
    said = inspect.getdoc(PUBLIC.get(name) or MEMBERS[name]) or ""

    assert said.strip().partition("\n\n")[0].rstrip().endswith(".")


@pytest.mark.parametrize("name", CALLED, ids=str)
def test_examples(name: str) -> None:
    """Every public class, function and method shows how it is used; that it runs is for the doctests to say."""
    value = CALLED[name]

    assert "\n>>> " in (inspect.getdoc(value.__func__ if isinstance(value, classmethod) else value) or "")


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("statuskit.model.Status", True),
        ("statuskit.model.Status.cite", True),
        ("statuskit._enums.StatusClass.parse", True),
        ("statuskit.registry.lookup", True),
        ("statuskit.adapters.httpx.StatusTransport", True),
        ("statuskit.model.Status.meanings", False),
        ("statuskit._enums.Health", False),
        ("statuskit.exceptions.UnknownStatusError", False),
        ("statuskit.adapters._course.RetryOptions", False),
        ("statuskit.adapters.httpx.StatusTransport.handle_request", False),
    ],
    ids=str,
)
def test_of_what_an_example_is_asked(name: str, *, is_asked: bool) -> None:
    """Classes, functions and methods are looked at; properties, enums, errors, keywords and hooks are not."""
    assert name in {**PUBLIC, **MEMBERS}
    assert is_asked == (name in CALLED)
