"""Responses that break one rule about 5xx."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.testing.strategies._bodies import ERRORS
from statuskit.testing.strategies._shape import Body, Shape, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHAPES"]

_PORTAL: Final = as_text("<!doctype html><title>Join</title><a href='https://portal.example/'>Join</a>", "text/html")
_FORM: Final = as_text("<form><input type=password></form>", "text/html")

SHAPES: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        "SK501-01": (Shape(on=(501,), methods=("GET",), bodies=ERRORS), Shape(on=(501,), methods=("HEAD",))),
        "SK502-01": (Shape(on=(502, 504), bodies=ERRORS),),
        "SK503-01": (Shape(on=(503,), bodies=ERRORS),),
        "SK505-01": (Shape(on=(505,), bodies=(Body(),)),),
        "SK506-01": (Shape(on=(506,), bodies=ERRORS),),
        "SK508-01": (Shape(on=(508,), methods=("GET", "POST"), bodies=ERRORS),),
        "SK510-01": (Shape(on=(510,), methods=("GET", "POST"), bodies=ERRORS),),
        "SK511-01": (
            Shape(on=(511,), fields={"Cache-Control": ("max-age=60", "public", "s-maxage=1")}, bodies=(_PORTAL,)),
        ),
        "SK511-02": (
            Shape(on=(511,), fields={"WWW-Authenticate": 'Basic realm="a"'}, bodies=(_PORTAL,)),
            Shape(on=(511,), fields={"Cache-Control": (None, "no-store")}, bodies=(_FORM,)),
        ),
        "SK511-02b": (Shape(on=(511,), fields={"Cache-Control": (None, "no-store")}, bodies=(_PORTAL,)),),
    }
)
