"""What to think of, where to look, what to do, and who can: the walk over the rows of `data/triage/advice`. No rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.data.triage.advice import ADVICE
from statuskit.data.triage.correlation import CORRELATION_FIELDS
from statuskit.guides._layers import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from statuskit.data.triage._row import Advice, Fixer, ProxyError
    from statuskit.guides._layers import AnsweredBy
    from statuskit.messages import Headers
    from statuskit.model import Citation, Meaning, Status

__all__ = ["Advised", "Case", "CorrelationId", "advised", "correlation_ids"]

_SENTENCES: Final = re.compile(r"(?<=[.?!]) +(?=[A-Z])")
_MOST_LINES: Final = 4


@final
@attrs.frozen
class CorrelationId:
    """
    An id to quote, the field that it came in, and who can find the request by it.

    >>> from statuskit import triage
    >>> print(*triage(500, {"X-Request-ID": "8e03978e"}).correlation_ids)
    X-Request-ID: 8e03978e (the application or the gateway in front of it)
    """

    field: str
    value: str
    owner: str

    def __str__(self) -> str:
        return f"{self.field}: {self.value} ({self.owner})"


@final
@attrs.frozen(kw_only=True)
class Case:
    """What is known of a response by now."""

    status: Status
    headers: Headers
    meaning: Meaning | None
    answered: AnsweredBy
    error: ProxyError | None
    ids: tuple[CorrelationId, ...]


@final
@attrs.frozen(kw_only=True)
class Advised:
    """What the rows and the status's own prose come to."""

    causes: tuple[str, ...]
    look_first: tuple[str, ...]
    next_steps: tuple[str, ...]
    who_fixes: tuple[Fixer, ...]
    citations: tuple[Citation, ...]


def correlation_ids(headers: Headers) -> tuple[CorrelationId, ...]:
    """Return the ids to quote, in the order of the rows: those that the application itself logs come first."""
    return tuple(
        CorrelationId(row.field, shortened(line.strip()), row.owner)
        for row in CORRELATION_FIELDS
        for line in dict.fromkeys(headers.get_all(row.field)[:_MOST_LINES])
        if line.strip()
    )


def advised(case: Case) -> Advised:
    """Return what the rows that fit advise, in their order, and what the status's prose adds for an error."""
    rows = [row for row in ADVICE if _fits(row, case)]
    status, error = case.status, case.error
    settling = [row for row in rows if row.settles]
    telling = settling or rows
    # A row of prose speaks of all responses with the number; it has nothing to say of one that is no error.
    prose = status.is_error
    open_to_prose = prose and not (error or settling)
    causes = _flat(
        (error.cause,) if error else (),
        *(row.causes for row in telling if not error),
        status.causes if open_to_prose else (),
    )
    look_first = _flat(
        (error.look_first,) if error else (),
        *(row.look_first for row in telling),
        _sentences(status.look_first) if open_to_prose else (),
    )
    next_steps = _flat(
        # A named error is settled: what to do about the number in general is beside the point.
        *(row.next_steps for row in (settling if error else rows)),
        _sentences(status.client_action) if prose else (),
        (_quote(case.ids),) if prose else (),
    )
    named = (error.who_fixes if error else (), *(row.who_fixes for row in rows))
    citations = (
        *((error.citation,) if error else ()),
        *(row.citation for row in rows if row.citation),
        *((status.cite("causes"),) if prose else ()),
    )
    return Advised(
        causes=causes,
        look_first=look_first,
        next_steps=next_steps,
        who_fixes=next(who for who in named if who),
        citations=tuple(dict.fromkeys(citations)),
    )


def _fits(row: Advice, case: Case) -> bool:
    answered = case.answered
    return (
        (row.statuses is None or case.status in row.statuses)
        and (row.layers is None or answered.layer in row.layers)
        and (row.product is None or row.product in {answered.product, *answered.via})
        and (row.field is None or row.field in case.headers)
        and (row.without is None or row.without not in case.headers)
        and (row.stored is None or row.stored is answered.stored)
        and (row.visibility is None or (case.meaning is not None and case.meaning.visibility is row.visibility))
    )


def _flat(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for part in parts for text in part))


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _SENTENCES.split(text)))


def _quote(ids: Sequence[CorrelationId]) -> str:
    if not ids:
        return "No field carries an id: report the time, the URL and the address that you asked from."
    return f"Quote when you report it: {', '.join(dict.fromkeys(found.field for found in ids))}."
