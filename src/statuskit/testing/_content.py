"""The content of a response as it is shown: told by type and size, and as far as it is text, its start."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import attrs

from statuskit._contents import MOST_CONTENT, charset_of, decoded, is_compressed, is_json, is_textual, media_type
from statuskit._redact import escaped, in_a_line, redacted, redacted_json

if TYPE_CHECKING:
    from statuskit.messages import Response

__all__ = ["Content", "content_of"]

_LONGEST_TYPE: Final = 80

_BINARY: Final = re.compile(r"(?:image/(?!svg)|audio/|video/|font/)", re.ASCII)
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
    of_type = media_type(response.headers)
    kind = f"{in_a_line(of_type, _LONGEST_TYPE) or 'no Content-Type'}, {len(octets)} octet{'s' * (len(octets) != 1)}"
    text = _decoded(octets[: max(MOST_CONTENT, most)], of_type, charset_of(response.headers))
    if text is None:
        return Content(f"{kind}, binary")
    is_cut = len(octets) > max(MOST_CONTENT, most)
    parsed = None if is_cut else _parsed(text)
    if parsed is not None:
        # Escapes of JSON's own are left to json.dumps(), which writes none for what is no control character.
        return Content(kind, escaped(json.dumps(parsed, ensure_ascii=False, indent=2)), parsed)
    if is_json(of_type):
        text = text.replace(r"\/", "/")  # so that addresses are seen
    return Content(kind, escaped(redacted(_without_styles(text))).strip("\n"), None, is_cut)


def _decoded(octets: bytes, of_type: str, charset: str | None) -> str | None:
    """Return the text that the octets are, with escapes where they are none; None for what is not text at all."""
    if is_compressed(octets) or _BINARY.match(of_type):
        return None
    if charset is None and not is_textual(of_type) and not _looks_like_text(octets):
        return None
    return decoded(octets, charset, "backslashreplace")


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
