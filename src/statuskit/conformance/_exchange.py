"""A response and its request as the rules see them: read once, and only what a rule asks for. Nothing is judged."""

from __future__ import annotations

import json
import re
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from statuskit._contents import MOST_CONTENT, charset_of, decoded, is_compressed, is_json, is_textual, media_type
from statuskit.conformance._rule import Need
from statuskit.messages import NO_HEADERS, view, view_request
from statuskit.registry import lookup

if TYPE_CHECKING:
    from statuskit.messages import Headers, Request, Response
    from statuskit.model import Status

__all__ = ["Exchange", "no_json"]

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
# As libraries and recorders write it: HTTP/1.1, 1.1, HTTP/2, http/2.0, h2.
_VERSION: Final = re.compile(r"(?:HTTP/|H)?(?:(?P<later>[23])(?:\.0)?|(?P<first>1\.[01]))", re.ASCII | re.IGNORECASE)
_MULTIPLEXED: Final = frozenset({"2", "3"})

_KNOWN: Final = MappingProxyType(
    {
        (request, content, pair): frozenset(
            need for need, there in ((Need.REQUEST, request), (Need.CONTENT, content), (Need.PAIR, pair)) if there
        )
        for request in (False, True)
        for content in (False, True)
        for pair in (False, True)
    }
)


class _NoJson:
    """What stands for content that is no JSON; JSON's own null is None."""


no_json: Final = _NoJson()


class Exchange:
    """A response, the request that it answers where that is known, and a second exchange where two are compared."""

    def __init__(self, response: object, request: object = None, beside: Exchange | None = None) -> None:
        self.beside = beside
        self.response: Response = view(response)
        self.request: Request | None = self.response.request if request is None else view_request(request)
        self.code: int = self.response.status
        self.fields: Headers = self.response.headers
        self.content: bytes | None = self.response.content

    @cached_property
    def status(self) -> Status | None:
        """The status; None for a number that is none."""
        return lookup(self.code, default=None)

    @property
    def known(self) -> frozenset[Need]:
        """What there is for a rule to look at."""
        return _KNOWN[self.request is not None, self.content is not None, self.beside is not None]

    @property
    def method(self) -> str:
        """The request's method; empty where it is not known."""
        return "" if self.request is None else self.request.method

    @property
    def asked(self) -> Headers:
        """The request's header fields."""
        return NO_HEADERS if self.request is None else self.request.headers

    @cached_property
    def asked_version(self) -> str:
        """The version of HTTP that the request is in, such as "1.1" or "2"; empty where it is not known."""
        return "" if self.request is None else _version(self.request.http_version)

    @cached_property
    def version(self) -> str:
        """The version of HTTP that is spoken: the request's, or the response's where that is not known."""
        return self.asked_version or _version(self.response.http_version)

    @property
    def is_multiplexed(self) -> bool:
        """Whether the connection is known to be shared by many exchanges, as it is in HTTP/2 and HTTP/3."""
        return self.version in _MULTIPLEXED

    @cached_property
    def media_type(self) -> str:
        """The media type of the content, in lower case and without its parameters."""
        return media_type(self.fields)

    @property
    def is_html(self) -> bool:
        """Whether the content says that it is a page."""
        return self.media_type in _HTML

    @property
    def is_json(self) -> bool:
        """Whether the content says that it is JSON, or one of its kinds."""
        return is_json(self.media_type)

    @cached_property
    def text(self) -> str:
        """The first 64 KiB of text, without a BOM; empty for other content, for none, and for what is compressed."""
        content = self.content
        if not content or not is_textual(self.media_type) or is_compressed(content):
            return ""
        return decoded(content[:MOST_CONTENT], charset_of(self.fields), "replace")

    @cached_property
    def json(self) -> object:
        """The content as JSON, where it says that it is; `no_json` where not, or longer than 64 KiB."""
        if not self.is_json or not self.text or len(self.content or b"") > MOST_CONTENT:
            return no_json
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return no_json

    @cached_property
    def members(self) -> dict[str, object]:
        """The members of a JSON object; none where the content is no such object."""
        found = self.json
        return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _version(given: str | None) -> str:
    found = _VERSION.fullmatch(given or "")
    return "" if found is None else found["later"] or found["first"]
