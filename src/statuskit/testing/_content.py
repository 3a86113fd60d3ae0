"""The content of a response as it is shown: told by type and size, and as far as it is text, its start."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._redact import escaped, in_a_line, redacted, redacted_json

if TYPE_CHECKING:
    from statuskit.messages import Response

__all__ = ["Content", "content_of"]

# As much of the content as is looked at, at least: a page of it is shown, and an error that is told is told early.
_MOST: Final = 1 << 16
_LONGEST_TYPE: Final = 80

_JSON: Final = re.compile(r"[\w.-]+/(?:[\w.-]+\+)?json", re.ASCII)
_TEXTUAL: Final = re.compile(
    r"text/|[\w.-]+/(?:[\w.-]+\+)?(?:json|xml|yaml)|application/(?:javascript|x-www-form-urlencoded|graphql|x-ndjson)",
    re.ASCII,
)
_BINARY: Final = re.compile(r"(?:image/(?!svg)|audio/|video/|font/)", re.ASCII)
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.ASCII | re.IGNORECASE)
# The encodings that are tried. Python's others are rare, and some of them warn, or take their time.
_ENCODINGS: Final = re.compile(
    r"utf-?(?:8|16|32)(?:-?[bl]e)?|(?:us-)?ascii|iso-8859-\d\d?|latin-?1|(?:windows-|cp)125\d|koi8-[ru]|shift_jis"
    r"|euc-(?:jp|kr)|gbk?|gb2312|gb18030|big5",
    re.ASCII | re.IGNORECASE,
)
_COMPRESSED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
# What no text begins with, if it has no type to tell.
_UNLIKELY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A character of UTF-8 that was cut in two is no fault.
_CUT_CHARACTER: Final = 4


@attrs.frozen
class Content:
    """
    What there is to show: `kind` in words, `text` without secrets, not cut yet, and `json` where it is some.

    `json` has no secrets either; None where there is none.
    """

    kind: str
    text: str = ""
    json: object = None
    is_cut: bool = False


def content_of(response: Response, most: int) -> Content:
    """
    Return what is to be shown of a response's content; `most` is how many characters at the end may be.

    >>> from statuskit.messages import Response
    >>> content_of(Response(200, {"Content-Type": "image/png"}, bytes(5)), 100).kind
    'image/png, 5 octets, binary'
    """
    octets = response.content
    if octets is None:
        return Content("not known; it may not have been read yet")
    if not octets:
        return Content("none")
    given = response.headers.get("Content-Type", "")
    media_type = given.partition(";")[0].strip().lower()
    kind = f"{in_a_line(media_type, _LONGEST_TYPE) or 'no Content-Type'}, {len(octets)} octet{'s' * (len(octets) != 1)}"
    text = _decoded(octets[: max(_MOST, most)], media_type, given)
    if text is None:
        return Content(f"{kind}, binary")
    is_cut = len(octets) > max(_MOST, most)
    parsed = None if is_cut else _parsed(text)
    if parsed is not None:
        # Escapes of JSON's own are left to json.dumps(), which writes none for what is no control character.
        return Content(kind, escaped(json.dumps(parsed, ensure_ascii=False, indent=2)), parsed)
    if _JSON.fullmatch(media_type):
        text = text.replace(r"\/", "/")  # so that addresses are seen
    return Content(kind, escaped(redacted(_without_styles(text))).strip("\n"), None, is_cut)


def _decoded(octets: bytes, media_type: str, given: str) -> str | None:
    """Return the text that the octets are, with escapes where they are none; None for what is not text at all."""
    if octets.startswith(_COMPRESSED) or _BINARY.match(media_type):
        return None
    charset = _CHARSET.search(given)
    if charset is not None and _ENCODINGS.fullmatch(charset[1]):
        return octets.decode(charset[1], "backslashreplace").removeprefix("\ufeff")
    if not _TEXTUAL.match(media_type) and not _looks_like_text(octets):
        return None
    return octets.decode("utf-8", "backslashreplace").removeprefix("\ufeff")


def _looks_like_text(octets: bytes) -> bool:
    if _UNLIKELY.search(octets):
        return False
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start >= max(len(octets) - _CUT_CHARACTER, 1)
    return True


def _parsed(text: str) -> object:
    # Also where the type says otherwise: an error in JSON that is sent as HTML is still one.
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return redacted_json(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _without_styles(text: str) -> str:
    """Leave out what a page of errors begins with, and nobody reads: its styles and scripts."""
    for element in ("style", "script"):
        pieces: list[str] = []
        start, lowered = 0, text.lower()
        if len(lowered) != len(text):
            return text  # some letters are longer in lower case, so that places differ
        while (begin := lowered.find(f"<{element}", start)) >= 0:
            end = lowered.find(f"</{element}", begin)
            if end < 0:
                break
            pieces += [text[start:begin], f"<{element}>..."]
            start = end
        text = "".join([*pieces, text[start:]])
    return text
