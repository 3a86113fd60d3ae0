"""Challenges: what WWW-Authenticate and Proxy-Authenticate ask for (RFC 9110, section 11.6.1)."""

from __future__ import annotations

import re
from typing import Final, final

import attrs

from statuskit._grammar import TOKEN, after_gap, unescaped

__all__ = ["Challenge", "parse_challenges"]

# Whatever octets above ASCII were decoded to is text (obs-text); control characters are none.
_TEXT: Final = r"[\t !#-\[\]-~\x80-\U0010ffff]*"
_QUOTED: Final = rf'"(?P<quoted>{_TEXT}(?:\\[\t -~\x80-\U0010ffff]{_TEXT})*)"'
_END: Final = r"[ \t]*(?=,|\Z)"
_PARAMETER: Final = re.compile(rf"(?P<name>{TOKEN})[ \t]*=[ \t]*(?:(?P<token>{TOKEN})|{_QUOTED}){_END}")
_SCHEME: Final = re.compile(rf"(?P<scheme>{TOKEN})(?:(?P<space> +)|{_END})")
_WORD: Final = re.compile(rf"(?P<word>[A-Za-z0-9._~+/-]+=*){_END}")
_NOTHING: Final = re.compile(_END)
_TO_ESCAPE: Final = re.compile(r'(["\\])')


@final
@attrs.frozen
class Challenge:
    """
    A challenge: a scheme, with one word or parameters, or with neither.

    `scheme` and the names of `parameters` are as they were sent. They mean the same in any case, and no name occurs
    twice (RFC 9110, sections 11.1 and 11.2). The values are without quotes and escapes. `token68` is the one word that
    some schemes have instead of parameters, such as Negotiate.

    >>> print(Challenge("Basic", parameters=(("realm", "the api"), ("charset", "UTF-8"))))
    Basic realm="the api", charset="UTF-8"
    """

    scheme: str
    token68: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """
        Return the value of a parameter, in whatever case its name was sent; None where there is none.

        >>> Challenge("Bearer", parameters=(("Realm", "api"),)).get("realm")
        'api'
        """
        wanted = name.lower()
        return next((value for given, value in self.parameters if given.lower() == wanted), None)

    def __str__(self) -> str:
        # Everybody has to take quotes, and realm has to have them: RFC 9110, sections 11.2 and 11.5.
        rest = self.token68 or ", ".join(f"{name}={_quoted(value)}" for name, value in self.parameters)
        return f"{self.scheme} {rest}".rstrip(" ")


def parse_challenges(text: str, /) -> tuple[Challenge, ...] | None:
    """
    Return the challenges of WWW-Authenticate or Proxy-Authenticate, None if the value is malformed; never raises.

    A comma separates challenges as well as the parameters of one. A value is malformed as a whole, since what comes
    after a missing quote or comma cannot be told apart; an empty one has no challenges.

    >>> from statuskit.fields import parse_challenges
    >>> for challenge in parse_challenges('Basic realm="simple", Newauth realm="apps", type=1, Negotiate'):
    ...     print(challenge)
    Basic realm="simple"
    Newauth realm="apps", type="1"
    Negotiate
    >>> parse_challenges('Bearer realm="api" error="invalid_token"') is None
    True
    """
    found: list[Challenge] = []
    at = after_gap(text, 0)
    while at < len(text):
        start = _SCHEME.match(text, at)
        if start is None:
            return None
        challenge, end = _read(text, start) if start["space"] else (Challenge(start["scheme"]), start.end())
        if challenge is None:
            return None
        found.append(challenge)
        at = after_gap(text, end)
    return tuple(found)


def _read(text: str, start: re.Match[str]) -> tuple[Challenge | None, int]:
    """Read what follows a scheme and a space, and where it ends; None if it is malformed."""
    at = start.end()
    # One word is all there is. Parameters may come after commas alone, for a list of them may have empty members.
    if not _PARAMETER.match(text, at) and not _NOTHING.match(text, at):
        word = _WORD.match(text, at)
        return (Challenge(start["scheme"], word["word"]), word.end()) if word else (None, at)
    # By the name in lower case: the name as it was sent, and the value.
    parameters: dict[str, tuple[str, str]] = {}
    at = after_gap(text, at)
    while parameter := _PARAMETER.match(text, at):
        name = parameter["name"]
        if name.lower() in parameters:
            return None, at
        parameters[name.lower()] = (name, _value(parameter))
        at = after_gap(text, parameter.end())
    return Challenge(start["scheme"], None, tuple(parameters.values())), at


def _quoted(value: str) -> str:
    escaped = _TO_ESCAPE.sub(r"\\\1", value)
    return f'"{escaped}"'


def _value(parameter: re.Match[str]) -> str:
    token = parameter["token"]
    return unescaped(parameter["quoted"]) if token is None else token
