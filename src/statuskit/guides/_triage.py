"""Triage of an error response: who answered, why, where to look, what to do, and who can. The way in; no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, final

import attrs

from statuskit._given import message_of
from statuskit._named import named
from statuskit._plain import members
from statuskit._told import sources, story
from statuskit.data.triage._row import Fixer
from statuskit.guides._layers import answered_by, findings
from statuskit.guides._triage_advice import Case, advised, correlation_ids
from statuskit.guides._triage_standard import told_by_standards
from statuskit.registry import identify, lookup

if TYPE_CHECKING:
    from typing import NoReturn, SupportsIndex

    from statuskit._plain import Plain
    from statuskit.guides._layers import AnsweredBy
    from statuskit.guides._triage_advice import CorrelationId
    from statuskit.messages import HeadersLike
    from statuskit.model import Citation, Meaning, Status

__all__ = ["Triage", "triage"]


@final
@attrs.frozen(kw_only=True)
class Triage:
    """
    What to make of a response: who answered, why, where to look, what to do, and who can.

    `meaning` is what `identify()` says. `causes`, `look_first` and `next_steps` are sentences, the most likely first;
    a step that begins with "Operators:" is for those who run the service. `who_fixes` names the likeliest first.

    >>> from statuskit import triage
    >>> print(triage(504, {"Proxy-Status": "ExampleCDN; error=connection_timeout"}).causes[0])
    A connection to the next hop could not be opened in time
    """

    status: Status
    answered_by: AnsweredBy
    meaning: Meaning | None
    causes: tuple[str, ...]
    look_first: tuple[str, ...]
    next_steps: tuple[str, ...]
    who_fixes: tuple[Fixer, ...]
    correlation_ids: tuple[CorrelationId, ...]
    citations: tuple[Citation, ...]

    def __bool__(self) -> NoReturn:
        msg = "a Triage is neither true nor false; look at .answered_by, .causes and .next_steps"
        raise TypeError(msg)

    def __str__(self) -> str:
        number = named(self.status)
        # By who fixes it, since a good number may come from a bot filter, and one that is none from a client.
        if self.who_fixes == (Fixer.NOBODY,):
            return f"{number}: not an error; {self.answered_by}"
        return f"{number}: {self.answered_by}; to be fixed by {self.who_fixes[0].value}"

    def explain(self) -> str:
        """
        Return the whole story: who answered and why one may think so, causes, where to look, steps, ids, sources.

        >>> from statuskit import triage
        >>> print(triage(500).explain().splitlines()[0])
        500 Internal Server Error: perhaps the origin server; to be fixed by those who run the application
        """
        return story(
            str(self),
            ("Told by", self.answered_by.because),
            ("Means here", (f"{self.meaning}: {self.meaning.summary}",) if self.meaning else ()),
            ("Likely causes", self.causes),
            ("Look first", self.look_first),
            ("Next steps", self.next_steps),
            ("Who can fix it", [who.value for who in self.who_fixes]),
            ("Ids to quote", self.correlation_ids),
            sources(*self.citations),
        )

    def to_dict(self) -> dict[str, Plain]:
        """
        Return the same in plain JSON types; the status is its number.

        >>> from statuskit import triage
        >>> told = triage(522, {"Server": "cloudflare"}).to_dict()
        >>> told["status"], told["answered_by"]["product"], told["meaning"]["name"]
        (522, 'Cloudflare', 'Connection timed out')
        """
        return members(self)


def triage(response_or_status: object, headers: HeadersLike = ()) -> Triage:
    """
    Return who most likely answered, why, where to look first, what to do next, and who can fix it.

    Only what the response itself tells is looked at, and any of that may be wrong: an intermediary may replace a
    number, a field, or all of it. `answered_by` says how sure it is. Values of fields are not repeated, but for the ids
    to quote and for Proxy-Status and Cache-Status, which take `http-sf` to be read (`statuskit[fields]`).

    Args:
        response_or_status: a number, whatever `lookup()` takes, or any response that `messages.view()` reads.
        headers: the response's header fields, where the first argument is only its status.

    Raises:
        InvalidStatusError, UnknownStatusError: as `lookup()` does; a response's number counts, too.
        InvalidMessageError: for what is neither a status nor a response, and for header fields in no known form.

    >>> from statuskit import triage
    >>> print(triage(522, {"Server": "cloudflare", "CF-RAY": "8a1b2c3d4e5f-FRA"}))
    522: the CDN (Cloudflare); to be fixed by those who run the application
    >>> print(triage(404))
    404 Not Found: perhaps the origin server; to be fixed by the caller
    """
    code, fields = message_of(response_or_status, headers)
    # lookup() itself refuses what is neither.
    status = lookup(cast("SupportsIndex | str", response_or_status) if code is None else code)
    meaning = identify(status, fields)
    found = (*told_by_standards(status, fields), *findings(status, fields))
    answered, sources = answered_by(status, meaning, found)
    case = Case(
        status=status,
        headers=fields,
        meaning=meaning,
        answered=answered,
        error=next((finding.error for finding in found if finding.error), None),
        ids=correlation_ids(fields),
    )
    advice = advised(case)
    told = (meaning.citation,) if meaning else ()
    return Triage(
        status=status,
        answered_by=answered,
        meaning=meaning,
        causes=advice.causes,
        look_first=advice.look_first,
        next_steps=advice.next_steps,
        who_fixes=advice.who_fixes,
        correlation_ids=case.ids,
        citations=tuple(dict.fromkeys((*sources, *told, *advice.citations))),
    )
