"""What a message says of its content, read in one way: its type, its charset, and whether it is text. No judgement."""

from __future__ import annotations

import re
from codecs import lookup
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from statuskit.messages import Headers

__all__ = ["MOST_CONTENT", "charset_of", "decoded", "is_compressed", "is_json", "is_textual", "media_type"]

MOST_CONTENT: Final = 1 << 16
"""As much of the content as is looked at, in octets: an error that is told is told early."""

_JSON: Final = re.compile(r"[\w.-]+/(?:[\w.-]+\+)?json", re.ASCII)
_TEXTUAL: Final = re.compile(
    r"text/|(?!image/)[\w.-]+/(?:[\w.-]+\+)?(?:json|xml|yaml)"
    r"|application/(?:[\w.-]+\+)?(?:xhtml|javascript|x-www-form-urlencoded|graphql|x-ndjson)",
    re.ASCII,
)
# No spaces belong around the sign (RFC 9110, section 5.6.6), and what was meant is plain.
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*\"?([\w-]+)", re.ASCII | re.IGNORECASE)
# The charsets of the Web. Python knows codecs besides that raise, warn or take their time, such as punycode.
_ENCODINGS: Final = re.compile(
    r"utf-?(?:8|16|32)(?:-?[bl]e)?|(?:us-)?ascii|latin-?1|iso-?8859-\d\d?|(?:windows-?|cp)(?:125\d|874|932|949)"
    r"|koi8-[ru]|shift_?jis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5",
    re.ASCII | re.IGNORECASE,
)
_BOM: Final = "\ufeff"
# Clients undo a content coding and leave the field, so the octets themselves are asked: gzip, zstd.
_COMPRESSED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")


def media_type(headers: Headers) -> str:
    """Return the media type of the content, in lower case and without its parameters; empty where there is none."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def is_json(kind: str) -> bool:
    """
    Return whether a media type is JSON, or one of its kinds (RFC 6839, section 3.1).

    >>> is_json("application/problem+json"), is_json("application/json-seq")
    (True, False)
    """
    return _JSON.fullmatch(kind) is not None


def is_textual(kind: str) -> bool:
    """
    Return whether a media type is known to be text that people read, so not a picture that is drawn in XML.

    >>> is_textual("application/yaml"), is_textual("image/svg+xml")
    (True, False)
    """
    return _TEXTUAL.match(kind) is not None


def charset_of(headers: Headers) -> str | None:
    """
    Return the charset that the content is in, as Python can read it; None where none is told that is known.

    >>> from statuskit.messages import Headers
    >>> charset_of(Headers.of({"Content-Type": 'text/plain; charset="ISO-8859-1"'}))
    'ISO-8859-1'
    >>> charset_of(Headers.of({"Content-Type": "text/plain; charset=iso-8859-99"})) is None
    True
    """
    found = _CHARSET.search(headers.get("Content-Type", ""))
    if found is None or not _ENCODINGS.fullmatch(found[1]):
        return None
    try:
        lookup(found[1])
    except LookupError:  # of some families, Python has not every number
        return None
    return found[1]


def is_compressed(octets: bytes) -> bool:
    """Return whether content is still compressed, told by its first octets."""
    return octets.startswith(_COMPRESSED)


def decoded(octets: bytes, charset: str | None, errors: str) -> str:
    """Return the text that octets are, in UTF-8 where no charset is told, without a BOM."""
    return octets.decode(charset or "utf-8", errors).removeprefix(_BOM)
