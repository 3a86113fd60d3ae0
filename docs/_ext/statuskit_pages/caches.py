"""The page on caching: what each status says of storing the response, and what becomes of that in the usual cases."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from statuskit import may_store
from statuskit.cli._words import CACHING as CACHING_WORDS
from statuskit.data.caching import CONTESTED, CONTESTED_USE
from statuskit.messages import Request
from statuskit.model import Cacheability

from .markdown import anchor, cited, code, document, escaped, link, sentence, table
from .places import CACHING, to_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from statuskit import Citation, Status
    from statuskit.caching import StoreDecision

__all__ = ["caching_page"]

_GET: Final = Request("GET")
_WITH_TOKEN: Final = Request("GET", headers={"Authorization": "Bearer 8e03978e"})
_NOTHING: Final[Mapping[str, str]] = {}
_MINUTE: Final[Mapping[str, str]] = {"Cache-Control": "max-age=60"}
# What is asked of each status: how it is called, the request, and the fields of the response.
_CASES: Final = (
    ("Without a word", _GET, _NOTHING),
    ("With max-age", _GET, _MINUTE),
    ("With max-age, to Authorization", _WITH_TOKEN, _MINUTE),
)
_DISAGREEMENTS: Final = "explanation/where-guides-disagree"
_HEAD: Final = ("Status", *(name for name, _, _ in _CASES), "Source", "Seen otherwise by")


def caching_page(statuses: Sequence[Status]) -> str:
    """Return the index by cacheability, with the decisions of `may_store()`."""
    return document(
        "# By cacheability",
        "What a status says about storing the response, and what `may_store()` makes of it.\n"
        "*Without a word* is the answer to a GET, with no field about caching; *with max-age* is the same with "
        f"{code('Cache-Control: max-age=60')}, and *Authorization* is a field of the request.\n"
        "One answer is for private caches, of one user, and for shared ones, which serve many; there are two where "
        "they differ.\n"
        "What is special about 206 and 304, ranges and freshening, is up to a cache: one that knows how says so with "
        "*understood*.\n"
        f"*Seen otherwise by* has what {_to_disagreements('guides', '')} claim against that, or against how long it is "
        "used.",
        "This is what the RFCs say.\n"
        f"What servers and CDNs do is [their own choice]({_away('explanation/caching-compared')}#servers-and-cdns), "
        f"and what the words mean is [told elsewhere]({_away('explanation/caching')}).",
        *_by_kind(statuses),
    )


def _by_kind(statuses: Iterable[Status]) -> Iterable[str]:
    for kind in Cacheability:
        rows = [_row(status) for status in statuses if status.cacheability is kind]
        if rows:
            is_one = "is " if kind is Cacheability.NOT_FINAL else ""
            yield f"## {escaped(sentence(kind.value).removesuffix('.'))}"
            yield escaped(sentence(f"a response with one of these statuses {is_one}{CACHING_WORDS[kind]}"))
            yield table(_HEAD, rows)


def _row(status: Status) -> tuple[str, ...]:
    return (
        to_status(CACHING, status),
        *(_answers(status, request, fields) for _, request, fields in _CASES),
        cited(status.cite("cacheability")),
        "; ".join(map(_claim, CONTESTED.get(int(status), ()) + CONTESTED_USE.get(int(status), ()))),
    )


def _answers(status: Status, request: Request, fields: Mapping[str, str]) -> str:
    private, shared = (may_store(request, (int(status), fields), shared=shared) for shared in (False, True))
    if private.reason is shared.reason:
        return _answer(private)
    return f"private caches {_answer(private)}; shared ones {_answer(shared)}"


def _answer(decision: StoreDecision) -> str:
    return escaped(f"{'yes' if decision else 'no'}: {decision.reason.value}")


def _claim(citation: Citation) -> str:
    """Link the case that settles a claim: its section is the number of a case on that page."""
    text = (Path(__file__).parents[2] / f"{_DISAGREEMENTS}.md").read_text(encoding="utf-8")
    (heading,) = re.findall(rf"^### ({citation.section}\. .+)$", text, re.MULTILINE)
    return f"{_to_disagreements('guides', anchor(heading))}: {escaped(citation.claim)}"


def _to_disagreements(text: str, heading: str) -> str:
    return link(text, _away(_DISAGREEMENTS) + (f"#{heading}" if heading else ""))


def _away(place: str) -> str:
    """Return the way to a page that is written by hand."""
    return posixpath.relpath(f"{place}.md", posixpath.dirname(CACHING))
