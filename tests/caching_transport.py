"""A private cache for httpx: statuskit decides, a dictionary keeps, and fields are merged here."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import TYPE_CHECKING, NamedTuple, cast

import httpx

from statuskit import HTTP
from statuskit.caching import (
    ReuseAction,
    ReuseReason,
    invalidates,
    may_reuse,
    may_store,
    updates_stored,
    validation_headers,
)
from statuskit.fields import CacheControl, parse_http_date
from statuskit.messages import Headers, Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from statuskit.caching import ReuseDecision


class Entry(NamedTuple):
    """A response, the request that it answered, and when that was."""

    request: Request
    response: Response
    content: bytes
    requested_at: float
    received_at: float

    def may_answer(self, asking: Request, now: float) -> ReuseDecision:
        """Return what may be done with it when a request comes."""
        return may_reuse(
            self.request,
            self.response,
            asking,
            shared=False,
            requested_at=self.requested_at,
            received_at=self.received_at,
            now=now,
        )


class CachingTransport(httpx.BaseTransport):
    """Answers from memory where `may_reuse()` says so, and keeps what `may_store()` allows."""

    def __init__(self, transport: httpx.BaseTransport, *, clock: Callable[[], float] = time.time) -> None:
        self._transport, self._clock = transport, clock
        self._entries: dict[str | None, list[Entry]] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request from what is stored, or send it on."""
        asking = Request(request.method, request.url.copy_with(fragment=None), request.headers.raw)
        matching = [] if asking.headers.has_any(CONDITIONS) else self._matching(asking)
        for entry, found in matching[:1]:
            if found and found.reason is not ReuseReason.STALE_WHILE_REVALIDATE:
                return answer(asking, entry, found.age)
        if "only-if-cached" in CacheControl.parse(asking.headers.get_all("Cache-Control")):
            return httpx.Response(HTTP.GATEWAY_TIMEOUT)
        if matching:
            return self._validate(request, asking, *matching[0])
        requested_at = self._clock()
        return self._received(asking, self._transport.handle_request(request), requested_at)

    def _validate(self, request: httpx.Request, asking: Request, entry: Entry, found: ReuseDecision) -> httpx.Response:
        """Ask whether what is stored still holds; answer with it, or with what came instead."""
        requested_at = self._clock()
        may_be_stale = found or found.stale_on_error
        try:
            response = self._transport.handle_request(with_fields(request, validation_headers(entry.response)))
        except httpx.TransportError:
            if not may_be_stale:
                raise
            return answer(asking, entry, found.age)
        if may_be_stale and response.status_code in FAILED:
            response.close()
            return answer(asking, entry, found.age)
        entries = self._forget(asking)  # unless a 304 brings it back
        if response.status_code != HTTP.NOT_MODIFIED:
            return self._received(asking, response, requested_at)
        response.read()
        told = Response(response.status_code, response.headers.raw)
        if updates_stored(told, entry.response):
            received_at = self._clock()
            fields = updated_fields(entry.response.headers, kept_fields(told.headers, received_at))
            whole = Response(entry.response.status, fields)
            entry = Entry(entry.request, whole, entry.content, requested_at, received_at)
        elif validation_headers(told):  # it is about something else: ask again, without conditions
            return self.handle_request(request)
        self._keep(entry, entries)
        return answer(asking, entry)

    def _received(self, asking: Request, response: httpx.Response, requested_at: float) -> httpx.Response:
        """Take note of a response, and keep it once its content has been read to the end."""
        seen = Response(response.status_code, response.headers.raw)
        entry = Entry(asking, seen, b"", requested_at, self._clock())
        if invalidates(asking.method, seen.status):
            self._entries.pop(asking.url, None)
        if may_store(asking, seen, shared=False, methods=("GET",)) and not asking.headers.has_any(CONDITIONS):
            # If the target is invalidated while the content is read, it goes to a list that nobody looks at.
            entries = self._entries.setdefault(asking.url, [])
            stream = Recorded(response.stream, lambda content: self._keep(entry._replace(content=content), entries))
            return httpx.Response(seen.status, headers=response.headers, stream=stream, extensions=response.extensions)
        return response

    def _matching(self, asking: Request) -> list[tuple[Entry, ReuseDecision]]:
        """Return what is stored for a request, the most recent first, and what may be done with it."""
        entries = sorted(self._entries.get(asking.url, ()), key=date_of, reverse=True)
        found = [(entry, entry.may_answer(asking, self._clock())) for entry in entries]
        return [each for each in found if each[1].action is not ReuseAction.NO]

    def _forget(self, asking: Request) -> list[Entry]:
        """Forget what could have answered a request, and return what else there is."""
        entries = self._entries.setdefault(asking.url, [])
        gone = [entry for entry, _ in self._matching(asking)]
        entries[:] = [entry for entry in entries if entry not in gone]
        return entries

    def _keep(self, entry: Entry, entries: list[Entry]) -> None:
        """Store a response, if it may be, in place of what could have answered the same request."""
        self._forget(entry.request)
        decision = may_store(entry.request, entry.response, shared=False, methods=("GET",))
        if decision:
            fields = kept_fields(entry.response.headers, entry.received_at, decision.omit_fields)
            entries.append(entry._replace(response=Response(entry.response.status, fields)))

    def close(self) -> None:
        """Close the transport below."""
        self._transport.close()


class Recorded(httpx.SyncByteStream):
    """Content that is handed on as it comes, and kept if it is read to its end."""

    def __init__(self, stream: object, keep: Callable[[bytes], None]) -> None:
        self._stream, self._keep = cast("httpx.SyncByteStream", stream), keep

    def __iter__(self) -> Iterator[bytes]:
        chunks: list[bytes] = []
        for chunk in self._stream:
            chunks.append(chunk)
            yield chunk
        self._keep(b"".join(chunks))

    def close(self) -> None:
        """Close what is recorded."""
        self._stream.close()


# --- messages ---------------------------------------------------------------------------------------------------------

# Fields of one connection (RFC 9110, section 7.6.1), and those by which a request asks for less than the whole.
HOP_BY_HOP = frozenset({"connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"})
CONDITIONS = frozenset({"if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "range"})
FAILED = frozenset({500, 502, 503, 504})  # as if there were no answer (RFC 5861, section 4)


def kept_fields(headers: Headers, received_at: float, omitted: Collection[str] = ()) -> Headers:
    """Return the fields to store (RFC 9111, section 3.1), with the Date that a recipient adds."""
    listed = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    lines = [line for line in headers.items() if line[0].lower() not in {*HOP_BY_HOP, *listed, *omitted}]
    return Headers(lines if "Date" in headers else [*lines, ("Date", formatdate(received_at, usegmt=True))])


def updated_fields(stored: Headers, new: Headers) -> Headers:
    """Return stored fields with new ones in their place (RFC 9111, section 3.2); an old Age counts no more."""
    lines = [line for line in new.items() if line[0].lower() != "content-length"]
    replaced = {"age", *(name.lower() for name, _ in lines)}
    return Headers([*(line for line in stored.items() if line[0].lower() not in replaced), *lines])


def date_of(entry: Entry) -> int:
    """Return when a response was made."""
    return parse_http_date(entry.response.headers.get("Date", "")) or 0


def with_fields(request: httpx.Request, fields: Headers) -> httpx.Request:
    """Return a request with fields added to its own."""
    headers = [*request.headers.raw, *octets(fields.items())]
    return httpx.Request(
        request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
    )


def answer(asking: Request, entry: Entry, age: int | None = None) -> httpx.Response:
    """Return what is stored as a response of httpx: with its age if it was not validated, without content for HEAD."""
    lines = entry.response.headers.items()
    if age is not None:
        lines = (*(line for line in lines if line[0].lower() != "age"), ("Age", str(age)))
    content = b"" if asking.method == "HEAD" else entry.content
    return httpx.Response(entry.response.status, headers=octets(lines), stream=httpx.ByteStream(content))


def octets(lines: tuple[tuple[str, str], ...]) -> list[tuple[bytes, bytes]]:
    """Return fields as they are on the wire."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in lines]
