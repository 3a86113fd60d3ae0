"""
What errors give away of the server: stack traces, paths of files and SQL. Rows, and the one rule that goes by them.

Each row has signs, which are looked for first and cost next to nothing, and a pattern that is searched for where there
is one. The escapes of JSON are undone before, and the patterns allow for the entities and elements of HTML.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from statuskit.conformance._rule import Fault, Need, Rule, Severity
from statuskit.conformance.rules._duties import ERRORS, named
from statuskit.exceptions import quoted
from statuskit.model import Citation, Strength

if TYPE_CHECKING:
    from statuskit.conformance._exchange import Exchange

__all__ = ["RULES"]


@attrs.frozen
class _Leak:
    """What is given away, and how it is known: a sign, and the pattern around it."""

    what: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    of_servers_only: bool = False
    """Whether a 4xx may say so of what the client sent, as of SQL where a service takes it."""
    may_be_sent: bool = False
    """Whether it may be the client's own, as the name of a file."""


def _leak(what: str, signs: tuple[str, ...], pattern: str, **flags: bool) -> _Leak:
    return _Leak(what, signs, re.compile(pattern, re.ASCII), **flags)


# Bounded, so that what begins like a path many times over costs no more than what does not.
_ROOT: Final = r"(?:[A-Za-z]:\\|/)"
_PATH: Final = rf"{_ROOT}[\w.@+ ~$\\/-]{{1,200}}"

LEAKS: Final = (
    # --- stack traces -----------------------------------------------------------------------------------------------
    # Werkzeug's debugger has an element in between.
    _leak(
        "a stack trace of Python", ("(most recent call last)",), r"Traceback(?: <\w{1,9}>)? ?\(most recent call last\)"
    ),
    _leak(
        "a stack trace of Python",
        (".py",),
        rf"File (?:[\"']|&quot;|&#34;){_PATH}\.py(?:[\"']|&quot;|&#34;), line \d",
    ),
    _leak(
        "a stack trace of Java",
        (".java:", ".kt:", ".scala:", ".groovy:"),
        r"\bat [\w.$/@<>&;]{1,200}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d{1,6}\)",
    ),
    _leak(
        "a stack trace of Node.js",
        (".js:", ".ts:", ".mjs:", ".cjs:", "node:internal/"),
        rf"\bat (?:[\w.<>&;$ \[\]]{{1,200}} \()?(?:(?:file://)?{_PATH}\.[cm]?[jt]s|node:internal/[\w/]{{1,100}}):\d{{1,6}}:\d{{1,6}}",
    ),
    # The debug symbols add the file; without them there is the method with its arguments alone.
    _leak("a stack trace of .NET", (":line ",), rf" in {_PATH}\.(?:cs|vb|fs|cshtml):line \d"),
    _leak(
        "a stack trace of .NET",
        ("at System.", "at Microsoft."),
        r"\bat (?:System|Microsoft)\.[\w.`<>\[\],+|&;]{1,200}\([\w.`<>\[\],&; ]{0,200}\)",
    ),
    _leak("a stack trace of PHP", (".php",), rf"#\d{{1,3}} {_PATH}\.php\(\d{{1,6}}\)"),
    _leak(
        "an error of PHP",
        (".php",),
        rf" in (?:<b>)?{_PATH}\.php(?:</b>)?(?: on line |:)(?:<b>)?\d",
    ),
    _leak("a stack trace of Ruby", (".rb:",), r"\.rb:\d{1,6}:in (?:[`']|&#39;|&#x27;)"),
    _leak("a stack trace of Go", ("goroutine ",), r"\bgoroutine \d{1,9} \[[a-z ]{1,40}\]:"),
    _leak("a panic of Go", ("panic: ",), r"\bpanic: runtime error: "),
    # --- debug pages ------------------------------------------------------------------------------------------------
    _leak("the debug page of Django", ("DEBUG = True",), r"seeing this error because you have (?:<code>)?DEBUG = True"),
    _leak("the debug page of Rails", ("Rails.root: ",), r"Rails\.root: \S"),
    # --- SQL --------------------------------------------------------------------------------------------------------
    _leak("an error of the database", ("SQLSTATE[",), r"SQLSTATE\[\w{5}\]"),
    _leak("an error of the database", ("psycopg",), r"\bpsycopg2?\.(?:errors\.)?[A-Z]\w{3,40}"),
    _leak("an error of the database", ("sqlite3.", "mysql."), r"\b(?:sqlite3|mysql\.connector\.errors)\.[A-Z]\w{3,40}"),
    _leak("an error of the database", ("java.sql.",), r"\bjava\.sql\.SQL[A-Z]?\w{0,60}Exception"),
    _leak(
        "an error of the database",
        ("SqlClient.",),
        r"\b(?:System|Microsoft)\.Data\.SqlClient\.Sql\w{3,40}",
    ),
    _leak("an error of the database", ("PG::",), r"\bPG::[A-Z]\w{3,40}"),
    _leak("a statement of SQL", ("[SQL: ",), r"\[SQL: (?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER)\b"),
    _leak(
        "an error of the database",
        ("SQL syntax", "ORA-", "syntax error at or near", "Unclosed quotation mark", "SQLITE_ERROR"),
        r"You have an error in your SQL syntax|\bORA-\d{5}: |syntax error at or near (?:[\"']|&quot;|&#34;)"
        r"|Unclosed quotation mark after the character string|\bSQLITE_ERROR: ",
        of_servers_only=True,
    ),
    # --- paths ------------------------------------------------------------------------------------------------------
    # Not in an attribute, which is an address, and not in an address: there is no host before it.
    _leak(
        "the path of a file",
        ("/var/", "/usr/", "/opt/", "/srv/", "/root/", "/home/", "/Users/"),
        r"(?<![\w.:/=@+(-])(?<!=[\"'])/(?:var|usr|opt|srv|root|home|Users)/(?:[\w.@+-]{1,60}/){1,20}[\w.@+-]{1,60}"
        r"\.(?:py|php|rb|js|ts|go|java|jar|war|class|cs|dll|so|ya?ml|json|ini|conf|env|sock|db|sqlite3?|erb|twig|pl)\b",
        may_be_sent=True,
    ),
    _leak(
        "the path of a file",
        (":\\",),
        r"\b[A-Za-z]:(?:\\[\w.@+ ()-]{1,60}){1,20}"
        r"\.(?:py|php|rb|js|ts|go|java|jar|cs|vb|dll|exe|config|json|aspx?|cshtml|ini)\b",
        may_be_sent=True,
    ),
)


def _gives_away(exchange: Exchange) -> Fault | None:
    text = _ESCAPE.sub(_unescaped, exchange.text) if exchange.is_json else exchange.text
    is_of_client = exchange.status is not None and exchange.status.is_client_error
    for leak in LEAKS:
        if (is_of_client and leak.of_servers_only) or not any(sign in text for sign in leak.signs):
            continue
        found = leak.pattern.search(text)
        if found and not (leak.may_be_sent and _may_be_sent(exchange, found[0], is_of_client=bool(is_of_client))):
            return Fault(f"{named(exchange)} with {leak.what}", quoted(found[0]))
    return None


# Some escape more than they have to: PHP the slash, .NET quotes and brackets.
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_CONTROLS: Final = MappingProxyType({"n": "\n", "r": "\r", "t": "\t"})


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else _CONTROLS.get(escape[2], escape[2])


def _may_be_sent(exchange: Exchange, found: str, *, is_of_client: bool) -> bool:
    request = exchange.request
    if request is None or request.url is None or request.content is None:
        return is_of_client
    return found in request.url or found.encode("ascii") in request.content


RULES: Final = (
    Rule(
        id="SKERR-10",
        title="error that gives away a stack trace, a path or SQL",
        strength=Strength.CONVENTION,
        severity=Severity.WARNING,
        # "details such as a stack dump"; https://cwe.mitre.org/data/definitions/209.html collects what comes of it.
        citation=Citation.rfc(9457, "5"),
        on=ERRORS,
        field="Content-Type",
        needs=(Need.CONTENT,),
        why="It tells attackers what runs where, and in which version; and it helps no client.",
        fix="Turn debugging off, write the details into the log, and send an id by which they are found there.",
        test=_gives_away,
    ),
)
