"""How well a status fits some words. `registry.search` is the way in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from statuskit.data.prose import BY_CODE
from statuskit.data.vendors import BY_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statuskit.model import Status

__all__ = ["ranked"]

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_TEXT: Final = 200
# A word that stands in several places counts for the best of them.
_WEIGHT_NUMBER: Final = 100
_WEIGHT_SUBCODE: Final = 60
_WEIGHT_NAME: Final = 20
_WEIGHT_VENDOR: Final = 12
_WEIGHT_SUMMARY: Final = 4
_WEIGHT_PROSE: Final = 1
_SHORTEST_PREFIX: Final = 3
_PREFIX_SHARE: Final = 0.5


def ranked(text: str, registered: Iterable[Status]) -> list[int]:
    """Return the codes that fit `text`, best first: by how many of its words fit, how well, then by number."""
    wanted = list(dict.fromkeys(_words(text[:_LONGEST_TEXT])))
    scores: dict[int, tuple[int, float]] = {}
    for code, weights in _index(tuple(registered)):
        fits = [fit for word in wanted if (fit := _fit(word, weights))]
        if fits:
            scores[code] = (len(fits), sum(fits))
    return sorted(scores, key=lambda code: (-scores[code][0], -scores[code][1], code))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("'", ""))


def _fit(word: str, weights: dict[str, float]) -> float:
    exact = weights.get(word, 0.0)
    if exact or len(word) < _SHORTEST_PREFIX:
        return exact
    return max((weight * _PREFIX_SHARE for other, weight in weights.items() if other.startswith(word)), default=0.0)


@cache
def _index(registered: tuple[Status, ...]) -> tuple[tuple[int, dict[str, float]], ...]:
    """Weigh every word of every status, once."""
    found: dict[int, dict[str, float]] = {}

    def add(code: int, text: str, weight: float) -> None:
        weights = found.setdefault(code, {str(code): _WEIGHT_NUMBER})
        for word in _words(text):
            weights[word] = max(weight, weights.get(word, 0.0))

    for status in registered:
        prose = BY_CODE[status.code]
        for name in (status.phrase, status.name, *status.aliases):
            add(status.code, name, _WEIGHT_NAME)
        add(status.code, status.summary, _WEIGHT_SUMMARY)
        for long in (prose.description, prose.use_when, prose.look_first, prose.client_action, *prose.causes):
            add(status.code, long, _WEIGHT_PROSE)
    for code, meanings in BY_NUMBER.items():
        for meaning in meanings:
            add(code, meaning.subcode or "", _WEIGHT_SUBCODE)
            add(code, f"{meaning.vendor} {meaning.name}", _WEIGHT_VENDOR)
            add(code, meaning.summary, _WEIGHT_SUMMARY)
    return tuple(sorted(found.items()))
