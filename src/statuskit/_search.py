"""How well a status fits some words. `registry.search` is the way in."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from statuskit._enums import CODES
from statuskit.data.prose import PROSE
from statuskit.data.registered import STATUSES
from statuskit.data.topics import TOPICS
from statuskit.data.vendors import BY_NUMBER

__all__ = ["ranked"]

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_TEXT: Final = 200
# A word that stands in several places counts for the best of them. What a vendor says of a sub-code counts least: it is
# about a case of a case.
_NUMBER: Final = 100
_SUBCODE: Final = 60
_NAME: Final = 20
_VENDOR: Final = 12
_TOPIC: Final = 15
_SUMMARY: Final = 8
_PROSE: Final = 5
_OF_SUBCODE: Final = 2
# What people write around the words that they mean; sought only where there is nothing else.
_SAYS_NOTHING: Final = frozenset({"code", "error", "http", "response", "status"})
_SHORTEST_PREFIX: Final = 3
_PREFIX_SHARE: Final = 0.5


def ranked(text: str) -> list[int]:
    """Return the codes that fit `text`, best first: a number named in it, then by how many words fit, and how well."""
    words = dict.fromkeys(_words(text[:_LONGEST_TEXT]))
    wanted = [word for word in words if word not in _SAYS_NOTHING] or list(words)
    scores: dict[int, tuple[bool, int, float]] = {}
    for code, weights in _index():
        fits = [fit for word in wanted if (fit := _fit(word, weights))]
        if fits:
            scores[code] = (str(code) in wanted, len(fits), sum(fits))
    # Stable, so that equals stay in the order of their numbers.
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("'", ""))


def _fit(word: str, weights: dict[str, float]) -> float:
    exact = weights.get(word, 0.0)
    if exact or len(word) < _SHORTEST_PREFIX:
        return exact
    return max((weight * _PREFIX_SHARE for other, weight in weights.items() if other.startswith(word)), default=0.0)


@cache
def _index() -> tuple[tuple[int, dict[str, float]], ...]:
    """Weigh every word of every status, once."""
    found: dict[int, dict[str, float]] = {}

    def add(code: int, text: str, weight: float) -> None:
        weights = found.setdefault(code, {str(code): _NUMBER})
        for word in _words(text):
            weights[word] = max(weight, weights.get(word, 0.0))

    for status in STATUSES.values():
        prose = PROSE[status.code]
        for name in (status.phrase, status.name, *status.aliases):
            add(status.code, name, _NAME)
        add(status.code, status.summary, _SUMMARY)
        for text in (prose.description, prose.use_when, prose.look_first, prose.client_action, *prose.causes):
            add(status.code, text, _PROSE)
    for words, codes in TOPICS.items():
        for place, code in enumerate(codes):
            add(code, words, _TOPIC - place)
    for code, meanings in BY_NUMBER.items():
        for meaning in meanings if code in CODES else ():
            subcode = meaning.subcode or ""
            add(code, subcode, _SUBCODE if len(_words(subcode)) == 1 else _OF_SUBCODE)
            add(code, f"{meaning.vendor} {meaning.name}", _OF_SUBCODE if meaning.subcode else _VENDOR)
            add(code, meaning.summary, _OF_SUBCODE if meaning.subcode else _SUMMARY)
    return tuple(sorted(found.items()))
