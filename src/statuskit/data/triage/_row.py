"""The shapes of the rows for `triage()`, and the words that they are made of. No rows and no engine."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

import attrs

from statuskit.model import Citation

if TYPE_CHECKING:
    from collections.abc import Container

    from statuskit._meanings import Visibility
    from statuskit.model import StatusClass

__all__ = ["Advice", "Clue", "CorrelationField", "Fixer", "Layer", "Maker", "ProxyError", "Says", "cite", "like"]

_READ: Final = "2026-11-21"


class Layer(Enum):
    """
    Where on the way between the client and the application a response was made.

    One product may stand in several places; a row names the usual one.
    """

    ORIGIN = "origin server"
    """The application, or the web server that hosts it."""
    GATEWAY = "gateway"
    """A reverse proxy or an API gateway in front of the application."""
    LOAD_BALANCER = "load balancer"
    PLATFORM = "hosting platform"
    """The router of a platform that runs the application."""
    CDN = "CDN"
    INTERMEDIARY = "intermediary"
    """Something on the way, and nothing tells of which kind."""
    PROXY = "proxy"
    """A proxy or a network gate on the client's side."""
    CLIENT = "client"
    """No server at all: the client's own library made the number up."""
    UNKNOWN = "unknown"


class Fixer(Enum):
    """Who can do something about it."""

    NOBODY = "nobody"
    """Nothing is broken."""
    CALLER = "the caller"
    APPLICATION = "those who run the application"
    EDGE = "those who run what stands in front: gateway, load balancer or CDN"
    NETWORK = "those who run the network or the proxy that the client is on"


class Says(Enum):
    """What a field tells about the one that it names."""

    MADE = "made"
    """It made the response itself."""
    STORED = "stored"
    """It answered with what it had stored."""
    LIKELY = "likely"
    """It most likely made the response."""
    PASSED = "passed on"
    """It handed on what came from further in."""
    THROUGH = "through"
    """It was on the way; who made the response is open."""


@attrs.frozen(kw_only=True)
class Clue:
    """
    A field that tells who was there, by its value or by being there at all.

    `pattern` is searched for in the value; None is for a field whose presence tells. With `statuses` the row speaks of
    responses with these numbers only. `because` goes on after the field's name. `product` "" is one without a name.
    """

    id: str
    field: str
    pattern: re.Pattern[str] | None = None
    statuses: Container[int] | None = None
    layer: Layer
    product: str = ""
    says: Says
    because: str
    citation: Citation
    seeds: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Maker:
    """
    Who sends a number where no field tells: by its definition, or by custom, which is only a guess.

    Layer UNKNOWN is for numbers that the application sends as often as what stands in front of it.
    """

    id: str
    statuses: Container[int]
    layer: Layer
    by_definition: bool = False
    because: str
    citation: Citation
    seeds: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Advice:
    """
    What to think of and to do, where all of the conditions hold; one that is None always does.

    `field` is one that must be there, `without` one that must not. A row that `settles` leaves
    no other causes and no other places to look.
    """

    id: str
    statuses: Container[int] | None = None
    layers: frozenset[Layer] | None = None
    product: str | None = None
    field: str | None = None
    without: str | None = None
    stored: bool | None = None
    visibility: Visibility | None = None
    settles: bool = False
    causes: tuple[str, ...] = ()
    look_first: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    who_fixes: tuple[Fixer, ...] = ()
    citation: Citation | None = None
    seeds: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ProxyError:
    """
    A type of error that Proxy-Status names (RFC 9209, section 2.3).

    `recommended` is the status that goes with it: a number, a class, or None for whichever fits best.
    `only_intermediaries`: a response with it was made by the intermediary that says so.
    """

    name: str
    recommended: int | StatusClass | None
    only_intermediaries: bool
    cause: str
    look_first: str
    who_fixes: tuple[Fixer, ...]
    citation: Citation


@attrs.frozen(kw_only=True)
class CorrelationField:
    """A field whose value finds the request in somebody's log; it holds no secret, so it may be shown."""

    field: str
    owner: str
    citation: Citation
    seeds: tuple[str, ...] = ()


def cite(source: str, url: str, *, section: str = "", as_of: str = _READ) -> Citation:
    """Cite a page that ages, of the date of the text that was read; a copy without a date has the day of reading."""
    return Citation(source, section, url, as_of=as_of)


def like(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for field values: ASCII, in any case."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)
