"""What errors give away: as each language writes it, as text, in JSON and in HTML; and what only looks like it."""

from __future__ import annotations

import html
import json
import time
import traceback

import pytest
from conformance.cases import HOSTILE, asked, said

from statuskit.conformance import check
from statuskit.conformance.rules import leaks
from statuskit.messages import Response

(RULE,) = leaks.RULES

JAVA = """\
java.lang.NullPointerException: Cannot invoke "String.length()" because "<local1>" is null
\tat com.example.shop.OrderService.total(OrderService.java:42)
\tat java.base/java.lang.Thread.run(Thread.java:1583)
"""
KOTLIN = "java.lang.IllegalStateException\n\tat com.example.ApplicationKt$main$1.invokeSuspend(Application.kt:17)\n"
NODE = """\
TypeError: Cannot read properties of undefined (reading 'id')
    at getUser (/app/src/users.js:12:20)
    at Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)
"""
NODE_BARE = "Error: no\n    at file:///srv/app/index.mjs:3:7\n"
NODE_INNER = "Error: no\n    at node:internal/process/task_queues:95:5\n"
NODE_WINDOWS = "Error: no\n    at Object.<anonymous> (C:\\app\\index.ts:3:7)\n"
NET = """\
System.NullReferenceException: Object reference not set to an instance of an object.
   at Shop.Orders.Total(Int32 id) in C:\\src\\Shop\\Orders.cs:line 42
"""
NET_BARE = """\
System.InvalidOperationException: no
   at Microsoft.AspNetCore.Mvc.Infrastructure.ActionMethodExecutor.Execute(ActionContext context, Object[] arguments)
"""
NET_LINUX = "   at Shop.Orders.Total(Int32 id) in /src/Shop/Orders.cs:line 42\n"
PHP = """\
PHP Fatal error:  Uncaught Exception: no in /var/www/html/index.php:3
Stack trace:
#0 /var/www/html/index.php(12): total()
#1 {main}
"""
PHP_HTML = "<b>Warning</b>:  Undefined variable $x in <b>/srv/http/a.php</b> on line <b>3</b><br />"
PHP_TRACE = "#0 C:\\inetpub\\wwwroot\\index.php(12): total()\n"
RUBY = "/app/models/order.rb:42:in `total': undefined method `id' for nil (NoMethodError)\n"
RUBY_34 = "app/models/order.rb:42:in 'Order#total'\n"
GO = "panic: no\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\n"
GO_PANIC = "panic: runtime error: index out of range [5] with length 3"
DJANGO = "You're seeing this error because you have <code>DEBUG = True</code> in your Django settings file."
RAILS = "<p><code>Rails.root: /rails</code></p>"


def python() -> str:
    """Return a stack trace that this interpreter wrote."""
    try:
        json.loads("{")
    except ValueError:
        return traceback.format_exc()
    raise AssertionError


def found_in(text: str | bytes, kind: str = "text/plain", status: int = 500, request: object = None) -> list[str]:
    """Return the messages of the rule about an error."""
    response = said(status, {"Content-Type": kind}, text if isinstance(text, bytes) else text.encode())
    return [finding.message for finding in check(response, request, select=RULE.id)]


TRACES = [
    (python(), "a stack trace of Python", "Traceback (most recent call last)"),
    ('  File "/app/views.py", line 7, in view\n', "a stack trace of Python", 'File "/app/views.py", line 7'),
    (JAVA, "a stack trace of Java", "at com.example.shop.OrderService.total(OrderService.java:42)"),
    (KOTLIN, "a stack trace of Java", "at com.example.ApplicationKt$main$1.invokeSuspend(Application.kt:17)"),
    (NODE, "a stack trace of Node.js", "at getUser (/app/src/users.js:12:20"),
    (NODE_BARE, "a stack trace of Node.js", "at file:///srv/app/index.mjs:3:7"),
    (NODE_INNER, "a stack trace of Node.js", "at node:internal/process/task_queues:95:5"),
    (NODE_WINDOWS, "a stack trace of Node.js", "at Object.<anonymous> (C:\\app\\index.ts:3:7"),
    (NET, "a stack trace of .NET", " in C:\\src\\Shop\\Orders.cs:line 4"),
    (NET_BARE, "a stack trace of .NET", "at Microsoft.AspNetCore.Mvc.Infrastructure.ActionMethodExecutor.Execute("),
    (NET_LINUX, "a stack trace of .NET", " in /src/Shop/Orders.cs:line 4"),
    (PHP, "a stack trace of PHP", "#0 /var/www/html/index.php(12)"),
    (PHP_TRACE, "a stack trace of PHP", "#0 C:\\inetpub\\wwwroot\\index.php(12)"),
    ("Exception: no in /srv/http/a.php:3", "an error of PHP", " in /srv/http/a.php:3"),
    (RUBY, "a stack trace of Ruby", ".rb:42:in `"),
    (RUBY_34, "a stack trace of Ruby", ".rb:42:in '"),
    (GO, "a stack trace of Go", "goroutine 1 [running]:"),
    (GO_PANIC, "a panic of Go", "panic: runtime error: "),
]
DATABASES = [
    ("SQLSTATE[42S02]: Base table or view not found", "an error of the database", "SQLSTATE[42S02]"),
    ("psycopg2.errors.UndefinedTable: no", "an error of the database", "psycopg2.errors.UndefinedTable"),
    ("psycopg.OperationalError: no", "an error of the database", "psycopg.OperationalError"),
    ("sqlite3.OperationalError: no such table", "an error of the database", "sqlite3.OperationalError"),
    ("java.sql.SQLSyntaxErrorException: no", "an error of the database", "java.sql.SQLSyntaxErrorException"),
    ("System.Data.SqlClient.SqlException: no", "an error of the database", "System.Data.SqlClient.SqlException"),
    ("PG::UndefinedTable: ERROR", "an error of the database", "PG::UndefinedTable"),
    ("[SQL: SELECT * FROM users WHERE id = 7]", "a statement of SQL", "[SQL: SELECT"),
]
SYNTAX = [
    ("You have an error in your SQL syntax; check", "an error of the database", "You have an error in your SQL syntax"),
    ("ORA-00942: table or view does not exist", "an error of the database", "ORA-00942: "),
    ('ERROR: syntax error at or near "FORM"', "an error of the database", 'syntax error at or near "'),
    ("SQLITE_ERROR: no such table: users", "an error of the database", "SQLITE_ERROR: "),
    ("Unclosed quotation mark after the character string ''.", "an error of the database", "Unclosed quotation mark"),
]
PATHS = [
    ("open /etc or /var/lib/app/data/shop.sqlite3", "the path of a file", "/var/lib/app/data/shop.sqlite3"),
    ("ENOENT: open '/home/deploy/app/config.json'", "the path of a file", "/home/deploy/app/config.json"),
    (
        "no template D:\\Sites\\shop (old)\\views\\a.cshtml",
        "the path of a file",
        "D:\\Sites\\shop (old)\\views\\a.cshtml",
    ),
]


@pytest.mark.parametrize(
    ("text", "what", "shown"), [*TRACES, *DATABASES, *SYNTAX, *PATHS], ids=lambda value: value[:40]
)
def test_what_is_given_away_is_told(text: str, what: str, shown: str) -> None:
    """It is found in plain text, and the evidence shows it."""
    (finding,) = check(said(500, content=text.encode()), select=RULE.id)

    assert f"500 Internal Server Error with {what}" == finding.message
    assert repr(shown)[:60].rstrip("'\"") in finding.evidence
    assert len(finding.evidence) < 100


@pytest.mark.parametrize(
    ("text", "what", "_shown"), [*TRACES, *DATABASES, *SYNTAX, *PATHS], ids=lambda value: value[:40]
)
def test_it_is_found_in_json_and_html(text: str, what: str, _shown: str) -> None:
    """Escapes and entities hide nothing."""
    wanted = [f"500 Internal Server Error with {what}"]
    page = f"<!doctype html><title>Error</title><pre>{html.escape(text)}</pre>"
    escaped = "".join(char if char.isalnum() else f"\\u{ord(char):04X}" for char in text)
    lines = html.escape(text).replace("\n", "<br>").replace("  ", "&nbsp; ")

    assert wanted == found_in(json.dumps({"error": text}), "application/json")
    assert wanted == found_in(json.dumps({"error": text}).replace("/", "\\/"), "application/problem+json")
    assert wanted == found_in(escaped, "application/json")
    assert wanted == found_in(page, "text/html")
    assert wanted == found_in(f"<p>{lines}</p>", "text/html; charset=latin-1")


@pytest.mark.parametrize(("text", "what", "_shown"), [*TRACES, *DATABASES], ids=lambda value: value[:40])
@pytest.mark.parametrize(("status", "phrase"), [(400, "Bad Request"), (404, "Not Found"), (502, "Bad Gateway")])
def test_it_is_found_with_any_error(text: str, what: str, _shown: str, status: int, phrase: str) -> None:
    """Traces and drivers' errors are the server's own, whoever is to blame."""
    assert [f"{status} {phrase} with {what}"] == found_in(text, status=status)


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (PHP_HTML, "an error of PHP"),
        (DJANGO, "the debug page of Django"),
        (RAILS, "the debug page of Rails"),
        ("<h2>Traceback <em>(most recent call last)</em></h2>", "a stack trace of Python"),
        ("<pre>Error: no<br> &nbsp; &nbsp;at /app/index.js:10:9</pre>", "a stack trace of Node.js"),
    ],
)
def test_the_pages_of_frameworks_are_known(page: str, what: str) -> None:
    """What frameworks show in development is found as they show it."""
    assert [f"500 Internal Server Error with {what}"] == found_in(page, "text/html")


@pytest.mark.parametrize(("text", "what", "shown"), PATHS, ids=lambda value: value[:40])
def test_a_path_that_the_client_sent_is_its_own(text: str, what: str, shown: str) -> None:
    """A 4xx may repeat what it was asked for; what it was not asked for gives something away."""
    wanted = [f"404 Not Found with {what}"]

    assert wanted == found_in(text, status=404, request=asked(url="/files"))
    assert [] == found_in(text, status=404)
    assert [] == found_in(text, status=404, request=asked(url=None))
    assert [] == found_in(text, status=404, request=asked(content=None))
    assert [] == found_in(text, status=404, request=asked(url=f"/files?name={shown}"))
    assert [] == found_in(text, status=500, request=asked("POST", content=f"name={shown}".encode()))


@pytest.mark.parametrize(("text", "_what", "_shown"), SYNTAX, ids=lambda value: value[:40])
def test_sql_in_a_4xx_may_be_the_clients(text: str, _what: str, _shown: str) -> None:
    """A service that takes queries says what is wrong with them."""
    assert [] == found_in(text, status=400)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It went wrong.", "text/plain"),
        ("Meet us at System.out (Munich) at noon, at 10:30:00.", "text/plain"),
        ("Look at users.js for line 12:20", "text/plain"),
        ("main.py failed; see run.rb:4 and Main.java", "text/plain"),
        ("The most recent call was lost.", "text/plain"),
        ("Don't panic: runtime is fine.", "text/plain"),
        ("A goroutine was running: 1 [running]", "text/plain"),
        ("Please select an item from the list, or update it.", "text/plain"),
        ("ORA-7: a pattern at or near the seam", "text/plain"),
        ("Set DEBUG = True to see more.", "text/plain"),
        ("The time is 12:30:45, at /var/ and /usr/ and /home/", "text/plain"),
        ("https://example.com/var/www/html/index.php", "text/plain"),
        ("See https://example.com/home/users/me/index.js", "text/plain"),
        ('<script src="/var/js/lib/app.js"></script><a href="/home/me/a.php">', "text/html"),
        ("<style>a { background: url(/usr/share/a/b.json) }</style>", "text/html"),
        ("<link href='/opt/assets/a.json'>", "text/html"),
        ("The requested URL /home/index.php was not found", "text/plain"),
        ('{"path": "/users/7/orders.json"}', "application/json"),
        ("Drive C:\\ is full; C:\\temp, too", "text/plain"),
        ("C:", "text/plain"),
    ],
    ids=lambda value: value[:30],
)
@pytest.mark.parametrize("status", [404, 500])
def test_what_only_looks_like_it_is_left_alone(text: str, kind: str, status: int) -> None:
    """Words, addresses and times give nothing away, and no other rule finds fault."""
    assert [] == check(said(status, {"Content-Type": kind}, text.encode()), asked(url="/home/index.php"))


@pytest.mark.parametrize("status", [200, 302, 103])
def test_only_errors_are_searched(status: int) -> None:
    """A page about stack traces is a page."""
    assert [] == found_in(python(), status=status)


@pytest.mark.parametrize("kind", ["image/png", "application/octet-stream", "application/zip"])
def test_only_text_is_searched(kind: str) -> None:
    """What is no text tells nothing."""
    assert [] == found_in(python(), kind)


def test_what_is_compressed_is_not_searched() -> None:
    """Octets that are still compressed are no text."""
    assert [] == found_in(b"\x1f\x8b" + python().encode())


def test_the_beginning_of_a_long_error_is_searched() -> None:
    """Of content that is larger than 64 KiB the rest is not looked at."""
    assert [] == found_in("a" * 70_000 + python())
    assert ["500 Internal Server Error with a stack trace of Python"] == found_in(python() + "a" * 70_000)


def test_every_row_is_needed() -> None:
    """Each row finds something that no other finds."""
    texts = [text for text, *_ in (*TRACES, *DATABASES, *SYNTAX, *PATHS)]
    texts += [PHP_HTML, DJANGO, RAILS, "Traceback (most recent call last):", "#1 /a.php(12): total()", "no in /a.php:3"]

    for leak in leaks.LEAKS:
        own = [
            text
            for text in texts
            if leak.pattern.search(text) and any(sign in text for sign in leak.signs)
            if not any(other.pattern.search(text) for other in leaks.LEAKS if other is not leak)
        ]
        assert own, leak


@pytest.mark.parametrize(
    "value",
    [
        *HOSTILE,
        "at " * 22_000 + ".js:",
        "at " + "a " * 33_000 + ".js:",
        " in /" * 14_000 + ".php:line ",
        "/var/" * 14_000,
        "/home/a.b" * 7_000,
        "@/var/a" * 9_000,
        "C:\\" * 22_000,
        "C:" + "\\a b" * 16_000,
        "at System." * 6_500,
        'File "/' * 9_000 + ".py",
        "#0 /" * 16_000 + ".php",
        "at a(" * 13_000 + ".java:",
        "goroutine 1 [" + "a" * 65_000,
        "[SQL: " * 10_000,
        "SQLSTATE[" * 7_000,
    ],
    ids=lambda value: ascii(value[:12]),
)
def test_hostile_content_costs_a_moment(value: str) -> None:
    """Content is searched in time that grows with it, and nothing raises."""
    for kind in ("text/plain", "application/json"):
        for status in (400, 500):
            response = Response(status, {"Content-Type": kind}, value)
            started = time.process_time()
            found = check(response, asked(url=value, content=value.encode("utf-8", "replace")), select=RULE.id)

            assert time.process_time() - started < 1
            assert all(len(finding.evidence) < 200 for finding in found)
