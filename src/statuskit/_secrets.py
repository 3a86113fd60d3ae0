"""Which names stand for secrets, and which texts look like one. Words and patterns; nothing is replaced here."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CELL",
    "CREDENTIALS",
    "ELEMENT",
    "FIELD_LINE",
    "FORM_FIELD",
    "HIDDEN",
    "is_doubtful",
    "is_secret",
    "reads_as_a_word",
]

HIDDEN: Final = "[hidden]"

# A name that has one of these anywhere, whatever stands between its letters: accessToken, X-Api-Key, PHPSESSID.
_ANYWHERE: Final = (
    "token",
    "secret",
    "passw",
    "passphrase",
    "passcode",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "signature",
    "session",
    "sessid",
    "credential",
    "authoriz",
    "authoris",
    "authenticat",
    "cookie",
    "jwt",
    "csrf",
    "xsrf",
    "samlresponse",
)
# A name that has one of these as a word of its own: an author is no secret.
_WORDS: Final = frozenset({"auth", "otp", "pass", "pin", "pwd", "pw", "sid", "sig", "totp"})
# What may be a secret, and mostly is none: the code of an error, the key of a record.
_DOUBTFUL: Final = frozenset({"code", "codes", "key", "keys"})
# Field names that begin so: what is said to a proxy, and by one.
_PROXY: Final = ("proxy-", "http_proxy_")

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")

_LONGEST_WORD: Final = 64
# invalid_type, InvalidParameter, P2002, 42P01, Not found: words, as people and programs name a case.
_PART: Final = r"(?:(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)[0-9]{0,3}|[A-Z]{0,3}[0-9]{1,5}|[0-9]{2}[A-Z][0-9]{2})"
_READS_AS_A_WORD: Final = re.compile(rf"{_PART}(?:[ _.:/-]{_PART})*")

# Credentials by their looks, wherever they stand: a scheme with what follows it, a JSON Web Token, a service's key, a
# private key. What follows a scheme is looked at once more: "Basic authentication" is none.
CREDENTIALS: Final = re.compile(
    r"""
    \b(?P<scheme>Bearer|Basic|Token|Digest|Negotiate|ApiKey)(?P<gap>[ +]+|%20)
        (?!(?:realm|scope|error\w*|charset|resource_metadata)=)(?P<given>[\w.~+/=%-]{6,})
    | (?<![\w-])(?:
        eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)*
        | (?:sk|pk|rk|whsec)[_-](?:live_|test_|proj-)?[A-Za-z0-9]{16,}
        | gh[oprsu]_\w{20,} | github_pat_\w{20,} | glpat-[\w-]{16,} | xox[abeprs]-[\w-]{8,}
        | (?:AKIA|ASIA)[A-Z0-9]{16} | AIza[\w-]{30,}
    )
    | -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----.*?(?:-----END\ [A-Z ]*PRIVATE\ KEY-----|\Z)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# A field line as it is written on the wire: all up to its end is the value.
FIELD_LINE: Final = re.compile(
    r"(?<![\w-])((?:x-)?(?:authorization|(?:set-)?cookie2?|proxy-[a-z-]+)[ \t]*[:=][ \t]*)[^\r\n<]+", re.IGNORECASE
)
# <input name="csrf" value="...">
FORM_FIELD: Final = re.compile(r"<(?:input|meta|param)\b[^<>]*", re.IGNORECASE)
# <password>...</password>
ELEMENT: Final = re.compile(r"(<([\w:.-]+)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?)([^<]+)")
# <th>Cookie</th><td>...</td>
CELL: Final = re.compile(
    r"((?<![\w.-])([\w.-]+)\s*</(?:td|th|dt|b|code|span|strong)>\s*(?:<[^<>]*>\s*)*)([^<]+)", re.IGNORECASE
)


def is_secret(name: str) -> bool:
    """
    Return whether what has this name is shown to nobody.

    >>> [is_secret(name) for name in ("accessToken", "X-Api-Key", "JSESSIONID", "sig", "author", "code")]
    [True, True, True, True, False, False]
    """
    squashed = _NO_LETTER.sub("", name.lower())
    if any(part in squashed for part in _ANYWHERE) or name.lower().startswith(_PROXY):
        return True
    return any(word.lower() in _WORDS for word in _WORD.findall(name))


def is_doubtful(name: str) -> bool:
    """
    Return whether what has this name may be a secret: `code` is one in an address, and an error's name in JSON.

    >>> is_doubtful("error_code"), is_doubtful("keyboard")
    (True, False)
    """
    return any(word.lower() in _DOUBTFUL for word in _WORD.findall(name))


def reads_as_a_word(text: str) -> bool:
    """
    Return whether text names something, and was not made by chance.

    >>> [reads_as_a_word(text) for text in ("invalid_type", "P2002", "SplxlOBeZQQYbYS6WxSbIA", "482913")]
    [True, True, False, False]
    """
    return len(text) <= _LONGEST_WORD and _READS_AS_A_WORD.fullmatch(text) is not None
