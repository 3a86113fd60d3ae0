"""
Who answered: what the fields of a response tell, and what its number tells where they do not. No rows.

Any of it may be wrong: an intermediary may replace a field, a number, or the whole response. So each answer says how
sure it is, and what it rests on.
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit._meanings import own
from statuskit._wording import cut, printable
from statuskit.data.triage._row import Layer, Says
from statuskit.data.triage.clues import CLUES, MAKERS
from statuskit.data.triage.vendors import VENDOR_LAYERS
from statuskit.model import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from statuskit.data.triage._row import Clue, Maker, ProxyError
    from statuskit.messages import Headers
    from statuskit.model import Citation, Meaning, Status

__all__ = ["AnsweredBy", "Finding", "Layer", "Sureness", "answered_by", "findings", "shortened"]

_LONGEST_VALUE: Final = 1024
_MOST_LINES: Final = 32
_LONGEST_SHOWN: Final = 200


class Sureness(Enum):
    """How sure it is who answered."""

    TOLD = "told"
    """A field says so which goes with such responses only."""
    LIKELY = "likely"
    GUESSED = "guessed"
    """Only the number suggests it."""
    OPEN = "open"
    """Several may have answered, and nothing tells which."""


@attrs.frozen(kw_only=True)
class Finding:
    """What one field tells. `product` is "" where it names nobody; `error` is what Proxy-Status reports."""

    layer: Layer
    product: str
    says: Says
    because: str
    citation: Citation
    error: ProxyError | None = None


@final
@attrs.frozen(kw_only=True)
class AnsweredBy:
    """
    Who most likely made a response.

    `product` is its name where that is known, else "". `stored`: it answered with what it had stored. `via` names those
    that the response came through, and `because` what all of this rests on, the decisive first.

    >>> from statuskit import triage
    >>> print(triage(500, {"CF-RAY": "8a1b2c3d4e5f-FRA", "CF-Cache-Status": "DYNAMIC"}).answered_by)
    most likely the origin server, through Cloudflare
    """

    layer: Layer
    product: str
    sureness: Sureness
    stored: bool
    via: tuple[str, ...]
    because: tuple[str, ...]

    def __str__(self) -> str:
        way = f", through {', '.join(self.via)}" if self.via else ""
        if self.layer is Layer.UNKNOWN:
            return f"nothing tells who answered{way}"
        article = "an" if self.layer is Layer.INTERMEDIARY else "the"
        name = f" ({self.product})" if self.product else ""
        store = ", from its store" if self.stored else ""
        return f"{_HOW[self.sureness]}{article} {self.layer.value}{name}{store}{way}"


_HOW: Final = MappingProxyType(
    {Sureness.TOLD: "", Sureness.LIKELY: "most likely ", Sureness.GUESSED: "perhaps ", Sureness.OPEN: ""}
)


def shortened(text: str) -> str:
    """Return a text without secrets, cut to what may be shown, with escapes for what cannot be printed."""
    from statuskit._redact import redacted

    return printable(cut(redacted(text), _LONGEST_SHOWN))


def findings(code: int, headers: Headers) -> tuple[Finding, ...]:
    """Return what the fields tell, in the order of the rows; each tells once of each product."""
    found: dict[tuple[str, str], Finding] = {}
    for row in CLUES:
        named = any(field == row.field for field, _ in found)
        if (row.field, row.product) in found or (named and not row.product) or not _fires(row, code, headers):
            continue
        found[row.field, row.product] = Finding(
            layer=row.layer,
            product=row.product,
            says=row.says,
            because=f"{row.field}: {row.because}",
            citation=row.citation,
        )
    return tuple(found.values())


def _fires(row: Clue, code: int, headers: Headers) -> bool:
    if row.statuses is not None and code not in row.statuses:
        return False
    lines = headers.get_all(row.field)[:_MOST_LINES]
    return any(row.pattern is None or row.pattern.search(line[:_LONGEST_VALUE]) for line in lines)


def answered_by(
    status: Status, meaning: Meaning | None, found: Sequence[Finding]
) -> tuple[AnsweredBy, tuple[Citation, ...]]:
    """Return who answered, and the sources of that; what tells more outranks what tells less."""
    decisive, sureness = next(_candidates(status, meaning, found))
    reasons = (decisive, *found)
    named = dict.fromkeys(finding.product for finding in found if finding.product not in {"", decisive.product})
    answer = AnsweredBy(
        layer=decisive.layer,
        product=decisive.product,
        sureness=sureness,
        stored=decisive.says is Says.STORED,
        via=tuple(named),
        because=tuple(dict.fromkeys(reason.because for reason in reasons)),
    )
    return answer, tuple(dict.fromkeys(reason.citation for reason in reasons))


def _candidates(
    status: Status, meaning: Meaning | None, found: Sequence[Finding]
) -> Iterator[tuple[Finding, Sureness]]:
    """Find who may have answered, the most certain first; the last is what the number alone suggests."""
    told = {says: [finding for finding in found if finding.says is says] for says in Says}
    yield from ((finding, Sureness.TOLD) for finding in (*told[Says.MADE], *told[Says.STORED]))
    if meaning is not None:
        yield _by_meaning(status, meaning), Sureness.LIKELY
    # Who says that it passed the response on has not made it.
    passing = {finding.product for finding in told[Says.PASSED]}
    yield from ((finding, Sureness.LIKELY) for finding in told[Says.LIKELY] if finding.product not in passing)
    maker = next(row for row in MAKERS if status in row.statuses)
    by_number = _by_number(status, maker)
    if maker.by_definition:
        yield by_number, Sureness.LIKELY
    yield from (
        (attrs.evolve(finding, layer=Layer.ORIGIN, product=""), Sureness.LIKELY) for finding in told[Says.PASSED]
    )
    if status.is_vendor:
        yield _by_vendors(status), Sureness.OPEN
    yield by_number, Sureness.OPEN if maker.layer is Layer.UNKNOWN else Sureness.GUESSED


def _by_meaning(status: Status, meaning: Meaning) -> Finding:
    only = ", which is in logs only" if meaning.visibility is Visibility.LOG_ONLY else ""
    return Finding(
        layer=VENDOR_LAYERS[meaning.vendor],
        product=meaning.vendor,
        says=Says.LIKELY,
        because=f"{status}: {meaning.vendor} uses the number for {meaning.name!r}{only}",
        citation=meaning.citation,
    )


def _by_vendors(status: Status) -> Finding:
    meanings = own(status.meanings)
    names = ", ".join(dict.fromkeys(meaning.vendor for meaning in meanings))
    return Finding(
        layer=Layer.UNKNOWN,
        product="",
        says=Says.LIKELY,
        because=f"{status}: several vendors use the number: {names}",
        citation=meanings[0].citation,
    )


def _by_number(status: Status, maker: Maker) -> Finding:
    return Finding(
        layer=maker.layer,
        product="",
        says=Says.LIKELY,
        because=f"{status}: {maker.because}",
        citation=maker.citation,
    )
