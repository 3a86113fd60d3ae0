"""
A cache in memory, shared or private, that takes each decision from the public names of statuskit.caching.

What is left for it to do: to keep and to find, to merge fields (RFC 9111, sections 3.1 and 3.2), to send ranges of what
it has whole. It has no clock of its own, and an origin server is a function.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import urljoin, urlsplit

import attrs
from caching_transport import FAILED, kept_fields, updated_fields

from statuskit import HTTP, StatusClass
from statuskit.caching import (
    ReuseAction,
    ReuseReason,
    invalidates,
    may_reuse,
    may_store,
    updates_stored,
    validation_headers,
)
from statuskit.conditional import Action, evaluate_preconditions
from statuskit.fields import CacheControl, ETag, parse_http_date
from statuskit.messages import Headers, Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from caching.suite import Send

    from statuskit.caching import ReuseDecision

    # The final response is the last; a ConnectionError, and there is none.
    Origin: TypeAlias = Callable[[Request], Sequence[Response]]

_CONDITIONS: Final = frozenset({"if-modified-since", "if-none-match"})
_RANGE: Final = re.compile(r"bytes=(?=\d+-|-\d)([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)
# What tells a representation from another (RFC 9111, section 4.3.5), and what a 304 has not (RFC 9110, section 15.4.5).
_TELLING: Final = ("ETag", "Last-Modified", "Content-Length")
_OF_CONTENT: Final = frozenset({"content-encoding", "content-language", "content-length", "content-type"})


@attrs.frozen(eq=False)
class Entry:
    """A whole response, the request that it answered, and when that was."""

    request: Request
    response: Response
    requested_at: int
    received_at: int

    @property
    def date(self) -> int:
        """When the response was made."""
        made = _date(self.response, "Date")
        return self.received_at if made is None else made


class MemoryCache:
    """Answers requests, from what it has or from an origin server."""

    def __init__(
        self, origin: Origin, *, shared: bool, clock: Callable[[], int], target_list: Sequence[str] = ()
    ) -> None:
        self._origin, self._clock = origin, clock
        # What both decisions are told of this cache.
        self._kind: dict[str, Any] = {"shared": shared, "target_list": target_list}
        self._entries: dict[str, list[Entry]] = {}

    def send(self, request: Request) -> Sequence[Response]:
        """Answer a request: interim responses as they come, and a final one."""
        matching = self._matching(request)
        if not matching:
            if "only-if-cached" in CacheControl.parse(request.headers.get_all("Cache-Control")):
                return [Response(HTTP.GATEWAY_TIMEOUT)]
            return self._forward(request, [])
        # The most recent that may be sent; else the most recent that may be asked about (RFC 9111, section 4).
        entry, found = next((pair for pair in matching if pair[1]), matching[0])
        if not found:
            return self._forward(request, matching, entry, found)
        answer = self._answer(request, entry, found)
        if found.reason is ReuseReason.STALE_WHILE_REVALIDATE:
            self._forward(request, matching, entry, found)  # as if in the background
        return [answer]

    # --- asking the origin server -------------------------------------------------------------------------------------

    def _forward(
        self,
        request: Request,
        matching: list[tuple[Entry, ReuseDecision]],
        entry: Entry | None = None,
        found: ReuseDecision | None = None,
    ) -> Sequence[Response]:
        """Send a request on, about what is stored if there is something, and return what is to be answered."""
        validators = Headers() if entry is None else validation_headers(entry.response)
        requested_at = self._clock()
        try:
            responses = self._origin(_asking(request, validators))
        except ConnectionError:
            responses = [Response(HTTP.GATEWAY_TIMEOUT)]
        if responses[-1].status in FAILED and entry is not None and found is not None and found.stale_on_error:
            return [self._answer(request, entry, found)]
        final, times = responses[-1], (requested_at, self._clock())
        if final.status == HTTP.NOT_MODIFIED:
            updated = self._freshen([entry for entry, _ in matching], final, times)
            if entry is None or not validators:
                return responses  # it is the client that asked for it
            if entry in updated or not validation_headers(final):
                # One without any validator updates nothing (section 4.3.4), and still answers what was asked.
                return [self._answer(request, updated.get(entry, entry))]
            return self._forward(request, [])  # it is about something that is not stored
        if request.method == "HEAD" and final.status == HTTP.OK:
            self._compare([entry for entry, _ in matching], final, times)
        elif entry is not None and final.status not in StatusClass.SERVER_ERROR:
            self._drop(entry)
        for response in responses:
            self._take(request, response, times)
        return responses

    def _take(self, request: Request, response: Response, times: tuple[int, int]) -> None:
        """Do what a response leads to: to store it, in place of what it makes outdated, and to invalidate."""
        if invalidates(request.method, response.status):
            self._invalidate(request, response)
        if _is_whole(request, response) and may_store(request, response, **self._kind):
            for entry, _ in self._matching(request):
                if request.method in {entry.request.method, "GET"}:  # a HEAD has not the content of a GET
                    self._drop(entry)
            self._keep(Entry(request, response, *times))

    def _keep(self, entry: Entry) -> None:
        """Store a response, if it may be, without the fields that may not."""
        decision = may_store(entry.request, entry.response, **self._kind)
        if decision:
            fields = kept_fields(entry.response.headers, entry.received_at, decision.omit_fields)
            kept = attrs.evolve(entry, response=attrs.evolve(entry.response, headers=fields))
            self._entries.setdefault(_key(entry.request.url), []).append(kept)

    def _drop(self, gone: Entry) -> None:
        key = _key(gone.request.url)
        self._entries[key] = [entry for entry in self._entries.get(key, ()) if entry is not gone]

    # --- what is stored -----------------------------------------------------------------------------------------------

    def _matching(self, request: Request) -> list[tuple[Entry, ReuseDecision]]:
        """Return what could answer a request, at least once validated; the most recent first."""
        entries = sorted(self._entries.get(_key(request.url), ()), key=lambda entry: entry.date, reverse=True)
        found = [
            (
                entry,
                may_reuse(
                    entry.request,
                    entry.response,
                    request,
                    requested_at=entry.requested_at,
                    received_at=entry.received_at,
                    now=self._clock(),
                    **self._kind,
                ),
            )
            for entry in entries
        ]
        return [(entry, decision) for entry, decision in found if decision.action is not ReuseAction.NO]

    def _freshen(self, entries: list[Entry], told: Response, times: tuple[int, int]) -> dict[Entry, Entry]:
        """Update what a 304 is about, and return what became of it (RFC 9111, section 4.3.4)."""
        selected = [entry for entry in entries if updates_stored(told, entry.response)]
        tag = ETag.parse(told.headers.get("ETag", ""))
        if tag is None or tag.is_weak:
            is_vague = not validation_headers(told) and len(entries) > 1
            selected = [] if is_vague else selected[:1]
        return {entry: self._update(entry, told, times) for entry in selected}

    def _compare(self, entries: list[Entry], head: Response, times: tuple[int, int]) -> None:
        """Update what a HEAD found to be as it is stored, and forget the rest (RFC 9111, section 4.3.5)."""
        for entry in entries:
            stored = entry.response.headers
            if all(head.headers.get(name) in {None, stored.get(name)} for name in _TELLING):
                self._update(entry, head, times)
            else:
                self._drop(entry)

    def _update(self, entry: Entry, told: Response, times: tuple[int, int]) -> Entry:
        """Put new fields in place of stored ones; return the whole, which may be one that is no longer stored."""
        fields = updated_fields(entry.response.headers, kept_fields(told.headers, times[1]))
        updated = Entry(entry.request, attrs.evolve(entry.response, headers=fields), *times)
        self._drop(entry)
        self._keep(updated)
        return updated

    def _invalidate(self, request: Request, response: Response) -> None:
        """Forget the target, and what the response points to on the same origin (RFC 9111, section 4.4)."""
        target = _key(request.url)
        self._entries.pop(target, None)
        for name in ("Content-Location", "Location"):
            with suppress(ValueError):  # where it is no URL
                other = urljoin(target, response.headers.get(name, ""))
                if urlsplit(other)[:2] == urlsplit(target)[:2]:
                    self._entries.pop(_key(other), None)

    # --- the answer ---------------------------------------------------------------------------------------------------

    def _answer(self, request: Request, entry: Entry, found: ReuseDecision | None = None) -> Response:
        """Return a stored response as the answer to a request; `found` where it was not validated."""
        response = entry.response
        if found is not None:
            fields = [*_without(response.headers, {"age", *found.omit_fields}), ("Age", str(found.age))]
            response = attrs.evolve(response, headers=fields)
        modified = _date(response, "Last-Modified")
        asked = _RANGE.fullmatch(request.headers.get("Range", ""))
        outcome = evaluate_preconditions(
            request.method,
            request.headers,
            etag=response.headers.get("ETag"),
            last_modified=entry.date if modified is None else modified,  # RFC 9111, section 4.3.2
            date=entry.date,
            normal_status=response.status,
            supports_range=asked is not None,
            origin=False,
        )
        if outcome.action is Action.NOT_MODIFIED:
            return Response(HTTP.NOT_MODIFIED, _without(response.headers, _OF_CONTENT))
        if asked is not None and outcome.action is Action.PARTIAL:
            return _part(response, *asked.groups())
        return attrs.evolve(response, content=b"") if request.method == "HEAD" else response


def shared(origin: Send, clock: Callable[[], int]) -> Send:
    """Make a shared cache, which obeys CDN-Cache-Control."""
    return MemoryCache(origin, shared=True, clock=clock, target_list=("CDN-Cache-Control",)).send


def private(origin: Send, clock: Callable[[], int]) -> Send:
    """Make a private cache."""
    return MemoryCache(origin, shared=False, clock=clock).send


def _key(url: str | None) -> str:
    return (url or "").partition("#")[0]


def _date(response: Response, name: str) -> int | None:
    return parse_http_date(response.headers.get(name, ""), any_case=True)


def _without(headers: Headers, names: Container[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers.items() if name.lower() not in names]


def _asking(request: Request, validators: Headers) -> Request:
    """Return a request with validators for its own conditions; these are looked at when it is answered."""
    if not validators:
        return request
    return attrs.evolve(request, headers=[*_without(request.headers, _CONDITIONS), *validators.items()])


def _is_whole(request: Request, response: Response) -> bool:
    """Return whether a response is as long as it says (RFC 9111, section 3.3)."""
    length = response.headers.get("Content-Length", "")
    return request.method == "HEAD" or not length.isdecimal() or int(length) == len(response.content or b"")


def _part(response: Response, first_asked: str, last_asked: str) -> Response:
    """Return the part of a response that a request with one range asks for (RFC 9110, section 14)."""
    content = response.content or b""
    if first_asked:
        first, end = int(first_asked), min(int(last_asked) + 1, len(content)) if last_asked else len(content)
    else:
        first, end = max(0, len(content) - int(last_asked)), len(content)
    fields = _without(response.headers, {"content-length"})
    if first >= end:
        told = ("Content-Range", f"bytes */{len(content)}")
        return Response(HTTP.RANGE_NOT_SATISFIABLE, [*fields, told])
    told = ("Content-Range", f"bytes {first}-{end - 1}/{len(content)}")
    return Response(HTTP.PARTIAL_CONTENT, [*fields, told], content[first:end])
