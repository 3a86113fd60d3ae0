"""
What may be shown: text without secrets, and without anything that drives a terminal.

All of it is bounded, or linear in what it is given. Text is cut after it was redacted, never before: half a secret is
half a secret.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import unquote_plus

from statuskit._secrets import (
    CELL,
    CREDENTIALS,
    ELEMENT,
    FIELD_LINE,
    FORM_FIELD,
    HIDDEN,
    is_doubtful,
    is_secret,
    reads_as_a_word,
)
from statuskit._wording import cut, escaped, printable
from statuskit.exceptions import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "a_line",
    "cut",
    "escaped",
    "in_a_line",
    "in_quotes",
    "redacted",
    "redacted_json",
    "redacted_url",
    "without_secrets",
]

_LONGEST_URL: Final = 1 << 16
_LONGEST_SHOWN_URL: Final = 300
_LONGEST_LINE: Final = 240
_DEEPEST_URL: Final = 3
_DEEPEST_JSON: Final = 24
_CUT: Final = "..."

# --- a line ----------------------------------------------------------------------------------------------------------


def in_a_line(text: str, most: int = _LONGEST_LINE) -> str:
    r"""
    Return text as one short line without secrets.

    >>> in_a_line("see\n  https://joe:pw@example.com/?token=1")
    'see https://[hidden]@example.com/?token=[hidden]'
    """
    return a_line(redacted(text[:_LONGEST_URL]), most)


def in_quotes(text: str) -> str:
    r"""
    Return text as `quoted()` does, without secrets: what somebody else sent, in a message of ours.

    >>> print(in_quotes("max-age=x; token=4fX"))
    'max-age=x; token=[hidden]'
    """
    return quoted(redacted(text[:_LONGEST_URL]))


def a_line(text: str, most: int = _LONGEST_LINE) -> str:
    r"""
    Return text that has no secrets as one short line: our own words, which may be about credentials.

    >>> a_line('such as\n WWW-Authenticate: Bearer realm="api"')
    'such as WWW-Authenticate: Bearer realm="api"'
    """
    return cut(escaped(" ".join(text.split())), most)


# --- addresses --------------------------------------------------------------------------------------------------------

# What stands before a host: all of an authority up to its last "@"; and where what follows its first colon is no port,
# a password that should have been in escapes, up to the next "@" wherever that is.
_USERINFO: Final = re.compile(
    r"(?<=[/\\]{2})(?:[^/\\?#]*@|[^/\\?#:@\[\]]{0,300}:(?!\d{0,5}(?:[/\\?#]|\Z))[^@]{0,300}@)"
)
# The same of an address without "//", as browsers and people take it; an address of mail is no such one.
_BARE_USERINFO: Final = re.compile(
    r"\A(?!(?:mailto|sips?|xmpp|acct|im|pres|mid|cid|tag):)((?:(?:https?|wss?|ftps?):[/\\]?)?)[^/\\?#]+@",
    re.IGNORECASE,
)
# The names of a query, a fragment or a path's parameters, and their pieces that have no name.
_PARAMETER: Final = re.compile(r"(?<=[?&#;])([^=&#;?]*)=")
_PARAMETER_VALUE: Final = re.compile(r"[^&#;]*")
_NAMELESS: Final = re.compile(r"(?<=[?&#])[^?&#;=]+(?=[&#]|\Z)")
_PIECE: Final = re.compile(r"(?:\A|(?<=[&#;]))[^?&#;=]+(?=[&#;]|\Z)")
# What is not hidden ends at a "?" as well: an address within an address need not be written in escapes.
_SHOWN_VALUE: Final = re.compile(r"[^?&#;]*")
# A piece of a path with escapes.
_SEGMENT: Final = re.compile(r"(?<=/)[^/%]*%[^/]*")
_QUERY_OR_FRAGMENT: Final = re.compile(r"[?#]")


def redacted_url(url: str, most: int = _LONGEST_SHOWN_URL, *, whole: bool = True) -> str:
    """
    Return an address as one short line, without what lets somebody in.

    If not `whole`, of a query and a fragment it says only that there is one.

    >>> redacted_url("https://joe:pw@example.com/cb?code=4fX&page=2#access_token=1")
    'https://[hidden]@example.com/cb?code=[hidden]&page=2#access_token=[hidden]'
    >>> redacted_url("https://joe:pw@example.com/cb?code=4fX&page=2", whole=False)
    'https://[hidden]@example.com/cb?...'
    """
    shown = without_secrets(url)
    mark = None if whole else _QUERY_OR_FRAGMENT.search(shown)
    if mark is None:
        return cut(printable(shown), most)
    path = printable(shown[: mark.start()])
    return f"{path}{mark[0]}{_CUT}" if len(path) <= most and mark.end() < len(shown) else cut(path, most)


def without_secrets(url: str) -> str:
    """
    Return all of an address but what lets somebody in. It may be long, and may drive a terminal.

    >>> without_secrets("me:pw@example.com/#4fX")
    '[hidden]@example.com/#[hidden]'
    """
    if len(url) > _LONGEST_URL:
        return f"(an address of {len(url)} characters)"
    url = _without_secrets(_BARE_USERINFO.sub(rf"\1{HIDDEN}@", url), _DEEPEST_URL)
    # A fragment is kept from servers, so that what is there is often meant to be.
    address, sign, fragment = url.partition("#")
    path, mark, query = address.partition("?")
    path = _SEGMENT.sub(lambda found: HIDDEN if _is_hiding(found[0], _DEEPEST_URL) else found[0], path)
    return f"{path}{mark}{query}{sign}{_PIECE.sub(HIDDEN, fragment) if '=' in fragment else fragment and HIDDEN}"


def _without_secrets(url: str, depth: int) -> str:
    url = _USERINFO.sub(f"{HIDDEN}@", url)
    pieces: list[str] = []
    done = 0
    for found in _PARAMETER.finditer(url):
        if found.start() < done:
            continue  # within what is hidden already
        start, name = found.end(), unquote_plus(found[1])
        is_named = is_secret(name) or is_doubtful(name)
        is_in_path = url[found.start() - 1] == ";"
        value = (_PARAMETER_VALUE if is_named and not is_in_path else _SHOWN_VALUE).match(url, start)
        if value and value[0] and (is_named or _is_hiding(value[0], depth)):
            pieces += [url[done:start], HIDDEN]
            done = value.end()
    url = _hide_credentials("".join([*pieces, url[done:]]))
    # In a path, "&" is a character as any other (RFC 3986, section 3.3).
    mark = _QUERY_OR_FRAGMENT.search(url)
    return url if mark is None else url[: mark.start()] + _NAMELESS.sub(_nameless, url[mark.start() :])


def _nameless(found: re.Match[str]) -> str:
    # What was cut already has only a mark.
    return found[0] if found[0] == _CUT or reads_as_a_word(found[0]) else HIDDEN


def _is_hiding(value: str, depth: int) -> bool:
    """Whether there is an address in escapes that has a secret of its own, or nobody can tell for all the escapes."""
    for _ in range(_DEEPEST_URL):
        beginning = _BARE_USERINFO.match(value)
        if beginning and ":" in beginning[0]:
            return True
        inner = unquote_plus(value)
        if inner == value:
            return False
        if depth == 0 or _without_secrets(inner, depth - 1) != inner:
            return True
        value = inner
    return True


# --- text -------------------------------------------------------------------------------------------------------------

_URL: Final = re.compile(r"""(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]*:)?//[^\s"'<>\\]+""", re.IGNORECASE)
# A name before a value, in JSON that cannot be parsed, in a form, in a log, in a dump of a program's variables.
_NAMED: Final = re.compile(r"""(?<![\w.-])([\w.-]+)\\?["']?\s*(?::|=>|=)\s*""")
_VALUE: Final = re.compile(
    r"""\\?"(?:[^"\\]|\\.)*"? | '(?:[^'\\]|\\.)*'? | [\[{] | [^\s,;&<>"'\])}]+""", re.DOTALL | re.VERBOSE
)
_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"?|'[^']*'?|[^\s"'>]+)""")
_NAMING_ATTRIBUTES: Final = frozenset({"id", "name", "property"})
_VALUE_ATTRIBUTES: Final = frozenset({"content", "value"})


def redacted(text: str) -> str:
    """
    Return text without what its names and its looks tell to be a secret.

    >>> redacted('{"token": "4fX", "page": 2} Authorization: Basic am9lOnB3')
    '{"token": "[hidden]", "page": 2} Authorization: [hidden]'
    """
    text = FIELD_LINE.sub(lambda found: f"{found[1]}{HIDDEN}", text)
    text = _URL.sub(lambda found: _without_secrets(found[0], _DEEPEST_URL), text)
    text = CELL.sub(_element, ELEMENT.sub(_element, FORM_FIELD.sub(_form_field, text)))
    return _hide_credentials(_hide_named(text))


def _hide_credentials(text: str) -> str:
    def credentials(found: re.Match[str]) -> str:
        if found["scheme"] is None:
            return HIDDEN
        return found[0] if reads_as_a_word(found["given"]) else f"{found['scheme']}{found['gap']}{HIDDEN}"

    return CREDENTIALS.sub(credentials, text)


def _hide_named(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for found in _NAMED.finditer(text):
        name, start = found[1], found.end()
        named = is_secret(name)
        if found.start() < done or not (named or is_doubtful(name)):
            continue
        value = _VALUE.match(text, start)
        if value is None:
            continue
        is_bracket = value[0] in {"[", "{"}
        is_asked = text[found.start() - 1 : found.start()] in {"?", "&"}
        if named or not (is_bracket or (reads_as_a_word(value[0].strip("\"'\\")) and not is_asked)):
            quote = value[0][0] if value[0][0] in "\"'" else ""
            pieces += [text[done:start], f"{quote}{HIDDEN}{quote}"]
            done = _after(text, start) if is_bracket else value.end()
    return "".join([*pieces, text[done:]])


def _after(text: str, start: int) -> int:
    """Return where what begins with a bracket ends."""
    depth = 0
    for found in _BRACKET.finditer(text, start):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
        if depth == 0:
            return found.end()
    return len(text)


def _element(found: re.Match[str]) -> str:
    before, name, inner = found.groups()
    # The prefix of a name in XML is no part of what it says.
    return f"{before}{HIDDEN}" if is_secret(name.rpartition(":")[2]) and inner.strip() else found[0]


def _form_field(found: re.Match[str]) -> str:
    """Hide the value of a hidden field of a form, and of the like in a page's head."""
    given = [(name.lower(), value.strip("\"'")) for name, value in _ATTRIBUTE.findall(found[0])]
    if not any(name in _NAMING_ATTRIBUTES and is_secret(value) for name, value in given):
        return found[0]
    return _ATTRIBUTE.sub(_attribute, found[0])


def _attribute(found: re.Match[str]) -> str:
    return f'{found[1]}="{HIDDEN}"' if found[1].lower() in _VALUE_ATTRIBUTES else found[0]


# --- JSON -------------------------------------------------------------------------------------------------------------

# Members that name what another member of the same object is about, and members that may repeat what was sent there.
_NAMING: Final = frozenset(
    {
        "field",
        "fieldname",
        "header",
        "key",
        "loc",
        "name",
        "param",
        "parameter",
        "path",
        "pointer",
        "property",
        "source",
    }
)
_GIVEN: Final = frozenset({"actual", "ctx", "given", "input", "received", "rejectedvalue", "value", "values"})


def redacted_json(value: object) -> object:
    """
    Return parsed JSON without secrets, and without what is nested too deeply to be read.

    >>> redacted_json({"user": "joe", "password": "pw", "code": "invalid"})
    {'user': 'joe', 'password': '[hidden]', 'code': 'invalid'}
    """
    return _json(value, _DEEPEST_JSON, doubtful=False)


def _json(value: object, depth: int, *, doubtful: bool) -> object:
    if isinstance(value, str):
        return HIDDEN if doubtful and value and not reads_as_a_word(value) else redacted(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return HIDDEN if doubtful and not reads_as_a_word(f"{abs(value)}") else value
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [_json(item, depth - 1, doubtful=doubtful) for item in items] if depth else _CUT
    if isinstance(value, dict):
        return _members(cast("dict[str, object]", value), depth - 1) if depth else _CUT
    return value


def _members(members: dict[str, object], depth: int) -> dict[str, object]:
    about = any(_squashed(name) in _NAMING and any(map(is_secret, _texts(value))) for name, value in members.items())
    return {
        redacted(name): _member(name, value, depth, given=about and _squashed(name) in _GIVEN)
        for name, value in members.items()
    }


def _member(name: str, value: object, depth: int, *, given: bool) -> object:
    if value is None or isinstance(value, bool) or value in ("", [], {}):
        return value  # nothing to hide
    return HIDDEN if given or is_secret(name) else _json(value, depth, doubtful=is_doubtful(name))


def _squashed(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, list):
        return (item for item in cast("list[object]", value) if isinstance(item, str))
    if isinstance(value, dict):  # {"pointer": "/data/attributes/password"}
        return (item for item in cast("dict[str, object]", value).values() if isinstance(item, str))
    return (value,) if isinstance(value, str) else ()
