"""What the corpora share: a response with a name, beside the request that it answers, written as messages are."""

from __future__ import annotations

from typing import Final, NamedTuple

from statuskit.messages import Request, Response

HTML: Final = b"<!DOCTYPE html><title>An example</title><p>An example."


class Case(NamedTuple):
    """A response, which knows its request where there is one, and what it is called in tables."""

    name: str
    response: Response

    def __str__(self) -> str:
        return self.name


def fields(text: str) -> list[tuple[str, str]]:
    """Return the field lines of a text."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return [(name.strip(), value.strip()) for name, _, value in lines]


def asked(text: str, content: bytes | None = b"") -> Request:
    """Return a request from its head: method and target, and fields; HTTP/1.1 where it does not say."""
    first, _, rest = text.strip().partition("\n")
    method, target, version = [*first.split(), "HTTP/1.1"][:3]
    return Request(method, target, fields(rest), content, version)


def case(
    name: str,
    status: int,
    head: str = "",
    content: bytes | None = b"",
    request: str | Request | None = "GET /\nHost: example.com",
    url: str | None = None,
) -> Case:
    """Return a response from the text of its head, to a request from that of its own."""
    answered = asked(request) if isinstance(request, str) else request
    return Case(name, Response(status, fields(head), content, url=url, request=answered))


def octets(length: int, of: bytes = b"An example of text.\n") -> bytes:
    """Return content that is this long."""
    return (of * (length // len(of) + 1))[:length]
