"""What is shown has no secrets, and nothing that drives a terminal."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import seconds

from statuskit._redact import cut, escaped, in_a_line, in_quotes, redacted, redacted_json, redacted_url
from statuskit._secrets import is_doubtful, is_secret, reads_as_a_word

HIDE_ME = "s3cr3tV4lue"
HIDDEN = "[hidden]"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP"

SECRET_NAMES = [
    "token",
    "access_token",
    "accessToken",
    "refresh-token",
    "id_token",
    "csrfmiddlewaretoken",
    "X-CSRF-Token",
    "XSRF-TOKEN",
    "secret",
    "client_secret",
    "password",
    "Password1",
    "passwd",
    "passphrase",
    "pwd",
    "pass",
    "pin",
    "otp",
    "apikey",
    "api_key",
    "X-Api-Key",
    "x-amz-signature",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "sig",
    "signature",
    "session",
    "sessionid",
    "JSESSIONID",
    "PHPSESSID",
    "connect.sid",
    "Authorization",
    "HTTP_AUTHORIZATION",
    "proxy-authorization",
    "Proxy-Status",
    "HTTP_PROXY_AUTHORIZATION",
    "auth",
    "Cookie",
    "Set-Cookie",
    "jwt",
    "SAMLResponse",
    "privateKey",
]
PLAIN_NAMES = [
    "author",
    "authority",
    "design",
    "assign",
    "keyboard",
    "encode",
    "compass",
    "opinion",
    "page",
    "next",
    "id",
    "side",
    "pinned",
    "",
]


@pytest.mark.parametrize("name", SECRET_NAMES, ids=str)
def test_secret_names(name: str) -> None:
    """What is called so is shown nowhere: in an address, in JSON, in text, in a form, in XML."""
    assert is_secret(name)
    assert HIDE_ME not in redacted_url(f"https://h/?a=1&{name}={HIDE_ME}&b=2")
    assert HIDE_ME not in redacted_url(f"/x#{name}={HIDE_ME}")
    assert {name: HIDDEN} == redacted_json({name: HIDE_ME})
    assert {name: HIDDEN} == redacted_json({name: [HIDE_ME, {"a": HIDE_ME}]})
    for text in (
        f'{{"{name}": "{HIDE_ME}", "x',
        f"{{'{name}': '{HIDE_ME}'}}",
        f"{name}={HIDE_ME}",
        f"{name}: {HIDE_ME}",
        f'{name} => "{HIDE_ME}"',
        f'{{"{name}": ["a", {{"b": "{HIDE_ME}"}}], "c',
        f'{{\\"{name}\\": \\"{HIDE_ME}\\"}}',
        f"<{name}>{HIDE_ME}</{name}>",
        f'<ns:{name} a="b"><![CDATA[{HIDE_ME}]]></ns:{name}>',
        f'<input type="hidden" name="{name}" value="{HIDE_ME}">',
        f"<meta name='{name}' content='{HIDE_ME}'/>",
        f"<tr><th>{name}</th><td><pre>{HIDE_ME}</pre></td></tr>",
        f"<b>{name}</b> {HIDE_ME}",
    ):
        assert HIDE_ME not in redacted(text)


@pytest.mark.parametrize("name", PLAIN_NAMES, ids=str)
def test_plain_names(name: str) -> None:
    """Words that only look like one are shown."""
    assert not is_secret(name)
    assert not is_doubtful(name)
    assert {name: "value"} == redacted_json({name: "value"})
    assert f"/?{name}=value" == redacted_url(f"/?{name}=value")


@pytest.mark.parametrize(
    "value",
    ["invalid", "not_found", "missing_field", "NoSuchKey", "INVALID_ARGUMENT", "P2002", "42P01", "E1001", "a.b-c/d e"],
    ids=str,
)
def test_codes_of_errors(value: str) -> None:
    """A code that is a word is an error's, and shown, but never in an address."""
    assert reads_as_a_word(value)
    assert {"code": value, "key": value} == redacted_json({"code": value, "key": value})
    assert f"code={value}".split()[0] == redacted(f"code={value}").split()[0]
    assert f"/?code={HIDDEN}&key={HIDDEN}" == redacted_url(f"/?code={value}&key={value}")


@pytest.mark.parametrize("value", [404, 20404, -32600, 0, None, True, 1.5, "", [], {}], ids=repr)
def test_codes_that_are_numbers(value: Any) -> None:
    """So is a number of an error, and what is nothing at all."""
    assert {"code": value} == redacted_json({"code": value})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (482913, HIDDEN),
        ("482913", HIDDEN),
        ("SplxlOBeZQQYbYS6WxSbIA", HIDDEN),
        ("4/0AY0e-g7", HIDDEN),
        ("x" * 65, HIDDEN),
        (["Xy7Zq9", "invalid"], [HIDDEN, "invalid"]),
        ({"Xy7Zq9": "Xy7Zq9"}, {"Xy7Zq9": "Xy7Zq9"}),
    ],
    ids=str,
)
def test_codes_that_let_somebody_in(value: Any, shown: object) -> None:
    """A code that was made by chance is hidden."""
    assert {"code": shown, "errorKey": shown} == redacted_json({"code": value, "errorKey": value})


@pytest.mark.parametrize("value", [None, True, False, "", [], {}], ids=repr)
def test_nothing_to_hide(value: Any) -> None:
    """What says nothing may be seen under any name."""
    assert {"token": value} == redacted_json({"token": value})


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://joe:pw@h/", "https://[hidden]@h/"),
        ("https://joe@h/", "https://[hidden]@h/"),
        ("//joe:p@w@h/a@b", "//[hidden]@h/a@b"),
        ("https://h/files/R&D/123e4567-e89b-12d3-a456-426614174000?page=2",) * 2,
        ("https://h/a?page=2&token=x&b", "https://h/a?page=2&token=[hidden]&b"),
        ("/cb?code=x#access_token=y&state=z", "/cb?code=[hidden]#access_token=[hidden]&state=z"),
        ("/a;jsessionid=x?b=c", "/a;jsessionid=[hidden]?b=c"),
        ("/?%74oken=x&tok%65n=y", "/?%74oken=[hidden]&tok%65n=[hidden]"),
        ("/?user[password]=x", "/?user[password]=[hidden]"),
        ("/?token=", "/?token="),
        ("/?next=https%3A%2F%2Fjoe%3Apw%40h%2F", "/?next=[hidden]"),
        ("/?next=%2Fcb%3Ftoken%3Dx&a=%20b", "/?next=[hidden]&a=%20b"),
        ("/?next=%252Fcb%253Ftoken%253Dx", "/?next=[hidden]"),
        ("/?a=%2525252525", "/?a=[hidden]"),
        ("/?next=https://joe:pw@h/?token=x", "/?next=https://[hidden]@h/?token=[hidden]"),
        (f"/reset/{JWT}/now", "/reset/[hidden]/now"),
        ("/?q=Bearer%20abc123def", "/?q=[hidden]"),
        ("/?token=a?sid=b&page=c", "/?token=[hidden]&page=c"),
        ("mailto:joe@h", "mailto:joe@h"),
        ("joe:pw@h/p", "[hidden]@h/p"),
        ("joe@h/p", "[hidden]@h/p"),
        ("https:joe:pw@h", "https:[hidden]@h"),
        ("https:/joe:pw@h", "https:/[hidden]@h"),
        (r"https:\\joe:pw@h\x", r"https:\\[hidden]@h\x"),
        ("///joe:pw@h/", "///[hidden]@h/"),
        ("https://joe:p/w?x#y@h/a@b", "https://[hidden]@h/a@b"),
        ("http://h:8080/a@b", "http://h:8080/a@b"),
        ("http://h:/a@b", "http://h:/a@b"),
        ("http://[::1]:80/a@b", "http://[::1]:80/a@b"),
        ("/@joe/a@b", "/@joe/a@b"),
        ("/?next=https:joe:pw@h", "/?next=[hidden]"),
        ("/?next=joe%3Apw%40h", "/?next=[hidden]"),
        ("/?to=joe@h&at=joe%40h", "/?to=joe@h&at=joe%40h"),
        ("/?to=mailto:joe@h", "/?to=mailto:joe@h"),
        ("/a%3Btoken%3Dx/caf%C3%A9", "/[hidden]/caf%C3%A9"),
        ("/fetch/https:%2F%2Fjoe:pw@h%2Fa?b", "/fetch/[hidden]?b"),
        ("/#Xy7Zq9", "/#[hidden]"),
        ("/#word", "/#[hidden]"),
        ("/#Xy7Zq9&page=2&Xy7Zq8", "/#[hidden]&page=2&[hidden]"),
        ("/#", "/#"),
        ("/?Xy7Zq9&word&b=c", "/?[hidden]&word&b=c"),
        ("/a?...", "/a?..."),
        ("/a\x1b[2J\nb", r"/a\x1b[2J\nb"),
        ("/caf\u00e9?x=\u202e", "/caf\u00e9?x=\\u202e"),
        ("", ""),
        ("/" + "a" * 400, "/" + "a" * 299 + "..."),
        ("/" + "a" * 70_000, "(an address of 70001 characters)"),
    ],
    ids=lambda text: text[:30].encode("unicode_escape").decode(),
)
def test_addresses(url: str, shown: str) -> None:
    """An address is shown without userinfo, and without the values of parameters that let somebody in."""
    assert shown == redacted_url(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://joe:pw@h/a?b=c#d", "https://[hidden]@h/a?..."),
        ("https://joe:p?w@h/a#d", "https://[hidden]@h/a#..."),
        ("/a;jsessionid=x?b", "/a;jsessionid=[hidden]?..."),
        ("/a?", "/a"),
        ("/a#", "/a"),
        ("/a", "/a"),
        ("/aaaaaaaaaaaaaaaaaaa?b", "/aaaaaaaaaaaaaaaaaaa?..."),
        ("/aaaaaaaaaaaaaaaaaaaa?b", "/aaaaaaaaaaaaaaaaaaa..."),
        ("/a\x1b?b", r"/a\x1b?..."),
        ("?", ""),
    ],
    ids=repr,
)
def test_addresses_without_what_is_asked(url: str, shown: str) -> None:
    """Where query and fragment are left out, only that there is one is told, and no secret before it."""
    most = 20 if "aaa" in url else 40

    assert shown == redacted_url(url, most, whole=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token=4fX; x\x1b", r"'token=[hidden]; x\x1b'"),
        ("a\n b", r"'a\n b'"),
        ("a" * 90, "'" + "a" * 79 + "..."),
        ("token=" + "x" * 90_000, "'token=[hidden]'"),
    ],
    ids=lambda text: text[:20].encode("unicode_escape").decode(),
)
def test_quotes(text: str, shown: str) -> None:
    """What somebody else sent is quoted, cut, printable, and has no secrets."""
    assert shown == in_quotes(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Basic am9lOnB3 more\nnext", "Authorization: [hidden]\nnext"),
        ("cookie: a=1; b=2\r\nx: y", "cookie: [hidden]\r\nx: y"),
        ("Set-Cookie: id=1; Path=/", "Set-Cookie: [hidden]"),
        ("Proxy-Authenticate: Basic", "Proxy-Authenticate: [hidden]"),
        ("sent Bearer abc123def to it", "sent Bearer [hidden] to it"),
        ("Basic authentication is needed", "Basic authentication is needed"),
        ('Bearer realm="api", error="invalid_token"', 'Bearer realm="api", error="invalid_token"'),
        (f"it was {JWT}!", "it was [hidden]!"),
        ("key sk_live_4eC39HqLyjWDarjtT1zdp7dc.", "key [hidden]."),
        ("ghp_" + "a1" * 18, "[hidden]"),
        ("AKIAIOSFODNN7EXAMPLE", "[hidden]"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nok", "[hidden]\nok"),
        ("-----BEGIN PRIVATE KEY-----\nMII", "[hidden]"),
        ("see https://joe:pw@h/x?token=y.", "see https://[hidden]@h/x?token=[hidden]"),
        (
            "see https://h/errors#not-found or https://h/#Xy7Zq9",
            "see https://h/errors#not-found or https://h/#[hidden]",
        ),
        ('<a href="/x?code=abc&b=c">', '<a href="/x?code=[hidden]&b=c">'),
        ('{"token": "a\\"b", "page": "c"}', '{"token": "[hidden]", "page": "c"}'),
        ('{"token": {"a": ["}"]}, "page": 1}', '{"token": [hidden], "page": 1}'),
        ('{"token": {"a": ["x"', '{"token": [hidden]'),
        ('{"token": "unclosed', '{"token": "[hidden]"'),
        ("token='a' page='b'", "token='[hidden]' page='b'"),
        ("<password> \n </password>", "<password> \n </password>"),
        ('<input name="page" value="2">', '<input name="page" value="2">'),
        ('<input name="csrf" id=x value=abc>', '<input name="csrf" id=x value="[hidden]">'),
        ("it is a token of trust", "it is a token of trust"),
        ("token: ; code=", "token: ; code="),
        ('{"code": [1, 2], "key": "Xy7Zq9"}', '{"code": [1, 2], "key": "[hidden]"}'),
    ],
    ids=lambda text: text[:30].encode("unicode_escape").decode(),
)
def test_text(text: str, shown: str) -> None:
    """Text is shown without what its names and its looks tell to be a secret, and is else what it was."""
    assert shown == redacted(text)


@pytest.mark.parametrize(
    "about",
    [
        {"loc": ["body", "password"]},
        {"field": "password"},
        {"name": "Authorization"},
        {"source": {"pointer": "/data/attributes/password"}},
        {"path": ["user", "accessToken"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("member", ["input", "value", "received", "rejectedValue", "rejected_value", "given", "ctx"])
def test_what_was_sent(about: dict[str, object], member: str) -> None:
    """What an error repeats of a secret field is hidden; what it says is wrong with it is not."""
    shown = redacted_json([{**about, "msg": "too short", member: HIDE_ME}])

    assert [{**about, "msg": "too short", member: HIDDEN}] == shown
    assert [{"loc": ["age"], member: "7"}] == redacted_json([{"loc": ["age"], member: "7"}])


def test_json() -> None:
    """Strings and names in JSON are text, too; numbers are as they were."""
    given = {"a": ["https://joe:pw@h/", 1, 1.5, None, True], f"?sid={HIDE_ME}": 1, "see": {"b": f"Bearer {HIDE_ME}"}}

    shown = redacted_json(given)

    assert {
        "a": ["https://[hidden]@h/", 1, 1.5, None, True],
        "?sid=[hidden]": HIDDEN,
        "see": {"b": "Bearer [hidden]"},
    } == shown


@pytest.mark.parametrize("opening", ["[", '{"a":'], ids=["lists", "objects"])
def test_deep_json(opening: str) -> None:
    """What is nested too deeply to be read is left out."""
    closing = "]" if opening == "[" else "}"
    shown = redacted_json(json.loads(opening * 200 + '"x"' + closing * 200))

    assert opening * 24 + '"..."' + closing * 24 == json.dumps(shown).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain caf\u00e9 \U0001f600", "plain caf\u00e9 \U0001f600"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb\u00a0c", "a    b c"),
        ("\x1b]0;title\x07\x9b2J", r"\x1b]0;title\x07\x9b2J"),
        ("\u202e\u200b\u2028\ufeff", r"\u202e\u200b\u2028\ufeff"),
        ("\ud800\udfff", r"\ud800\udfff"),
        ("\x00\x7f", r"\x00\x7f"),
    ],
    ids=lambda text: text.encode("unicode_escape").decode(),
)
def test_escapes(text: str, shown: str) -> None:
    """What is not printable is an escape."""
    assert shown == escaped(text)


@given(st.text())
def test_nothing_drives_a_terminal(text: str) -> None:
    """Whatever the text, what is shown of it is printable and can be encoded."""
    shown = escaped(text)

    assert shown.replace("\n", "").isprintable()
    assert shown == shown.encode("utf-8").decode("utf-8")
    assert shown == escaped(shown)


@given(st.text(alphabet="ab=:&?#/<>[]{}\"'\\ \ntoken@."))
def test_whatever_stands_around(text: str) -> None:
    """Whatever stands around a secret, it is hidden, and nothing raises."""
    assert HIDE_ME not in redacted(f"{text} token={HIDE_ME} {text}")
    assert isinstance(redacted_url(text), str)
    assert isinstance(in_a_line(text), str)


def test_a_line() -> None:
    """A line is one, is short, and is cut after it was redacted."""
    assert "a b c" == in_a_line(" a\n\tb\r\n c ")
    assert "token=[hidden] aaa..." == in_a_line(f"token={'x' * 100} {'a' * 100}", 18)
    assert 243 == len(in_a_line("a" * 200_000))
    assert ("abc", "ab...") == (cut("abc", 3), cut("abc", 2))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "<a ",
        "<input ",
        "<td>a</td> ",
        "token:",
        "token={",
        '"',
        '\\"',
        "//@",
        "http://a@",
        "//a:b",
        "a:b",
        "?a&",
        "#a;",
        "/%41",
        "?a=%25",
        "eyJaaaaaaaa.",
        "Basic  ",
        "-----BEGIN PRIVATE KEY-----",
        "cookie:",
        "proxy-",
        "<b>a</b> ",
        "code=a",
        "a" + " " * 50,
    ],
    ids=repr,
)
def test_time_grows_with_length(unit: str) -> None:
    """64 KiB of what is hard for a pattern take no longer than that."""
    text = (unit * (1 << 16))[: 1 << 16]

    assert seconds(partial(redacted, text)) < 5
    assert seconds(partial(redacted_url, text)) < 5
