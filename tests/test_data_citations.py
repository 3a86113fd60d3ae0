"""Every citation in the data: where it leads is a whole address, or there is none."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from statuskit import HTTP, data
from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator

_HELD = (tuple, list, set, frozenset)


def _within(value: object, seen: dict[int, object]) -> Iterator[Citation]:
    """Return the citations in what is there: in rows, in mappings, in records."""
    if id(value) in seen or isinstance(value, (str, bytes, type)):
        return
    seen[id(value)] = value  # kept, so that its number stays its own
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _within(pair, seen)
    elif isinstance(value, _HELD):
        for each in value:
            yield from _within(each, seen)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _within(getattr(value, field.name, None), seen)


def _citations() -> list[tuple[str, Citation]]:
    found = []
    seen: dict[int, object] = {}
    for info in pkgutil.walk_packages(data.__path__, f"{data.__name__}."):
        module = importlib.import_module(info.name)
        found += [(info.name, citation) for citation in _within(dict(vars(module)), seen)]
    return [*found, *(("HTTP", citation) for citation in _within(tuple(HTTP), seen))]


CITATIONS = _citations()


def test_they_are_found() -> None:
    """Those of caching are among them, with an address and without one."""
    told = {bool(citation.url) for name, citation in CITATIONS if name == "statuskit.data.caching"}

    assert {True, False} == told
    assert len(HTTP) < len(CITATIONS)


def test_addresses_are_whole() -> None:
    """A citation goes wherever its decision goes, so its address says of itself where that is."""
    parts = [(name, citation, urlsplit(citation.url)) for name, citation in CITATIONS if citation.url]

    assert [] == [
        (name, citation.url) for name, citation, url in parts if url.scheme not in {"http", "https"} or not url.netloc
    ]


def test_where_there_is_no_address_there_is_a_name() -> None:
    """Who finds no address finds the source by its name."""
    assert [] == [(name, citation) for name, citation in CITATIONS if not citation.source]
