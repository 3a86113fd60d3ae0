"""Where references and requests lead to: RFC 3986, sections 5 and 6.2, and RFC 9110, section 7.1."""

from __future__ import annotations

import pytest

from statuskit._urls import Place, authority_of, is_same_place, is_same_target, place, target_of
from statuskit.messages import Request

BASE = "http://a/b/c/d;p?q"

# --- references -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        # RFC 3986, section 5.4.1
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        # RFC 3986, section 5.4.2
        ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g#s/./x"),
        ("g#s/../x", "http://a/b/c/g#s/../x"),
        ("http:g", "http:g"),
    ],
)
def test_the_examples_of_the_rfc(reference: str, expected: str) -> None:
    """Each reference of RFC 3986, section 5.4, leads where that section says."""
    assert place(expected) == place(reference, BASE)


@pytest.mark.parametrize(
    ("reference", "base", "expected"),
    [
        ("?", "http://e/a?b", Place("http", "e", 80, "/a", "")),
        ("", "http://e/a?", Place("http", "e", 80, "/a", "")),
        ("#x", "http://e/a?", Place("http", "e", 80, "/a", "")),
        ("", "http://e/a", Place("http", "e", 80, "/a", None)),
        ("?#x", "http://e/a", Place("http", "e", 80, "/a", "")),
        ("#?", "http://e/a", Place("http", "e", 80, "/a", None)),
        ("b", "http://e", Place("http", "e", 80, "/b", None)),
        ("b", "a", Place("", "", None, "b", None)),
        ("/b", "", Place("", "", None, "/b", None)),
        ("//F", "https://e/a", Place("https", "f", 443, "/", None)),
        ("/a//..", "http://e/", Place("http", "e", 80, "/a/", None)),
    ],
)
def test_resolved(reference: str, base: str, expected: Place) -> None:
    """A query that is there counts, be it empty; a base without a path has the root (RFC 3986, section 5.2)."""
    assert expected == place(reference, base)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://me:pw@E.example:80", Place("http", "e.example", 80, "/", None)),
        ("http://e:/", Place("http", "e", 80, "/", None)),
        ("http://e:0/", Place("http", "e", 0, "/", None)),
        ("http://e:00080/", Place("http", "e", 80, "/", None)),
        (f"http://e:{'0' * 5000}80/", Place("http", "e", 80, "/", None)),
        ("http://e:65535/", Place("http", "e", 65535, "/", None)),
        ("https://[::1]:8443/", Place("https", "::1", 8443, "/", None)),
        ("https://[V1.x]/", Place("https", "[v1.x]", 443, "/", None)),
        ("http://b\xfccher/", Place("http", "b\xfccher", 80, "/", None)),
        ("http://\u2100/", None),  # "a/c", to who normalizes it
        ("ftp://e/", Place("ftp", "e", None, "/", None)),
        ("http://e:65536/", None),
        (f"http://e:{'9' * 5000}/", None),
        ("http://e:x/", None),
        ("http://e:\u0661/", None),
        ("http://[::1/", None),
        ("http://a:b:c/", None),
        ("http://\u212a/", Place("http", "\u212a", 80, "/", None)),
        ("1http://e/", Place("", "", None, "1http://e/", None)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_places(url: str, expected: Place | None) -> None:
    """A scheme's own port goes without saying, 0 is another, and what is no port makes no URL."""
    assert expected == place(url)


@pytest.mark.parametrize("inserted", ["\t", "\n", "\r", " ", "\0"])
@pytest.mark.parametrize("url", ["http://e/a{}b", "http://e/{}", "{}http://e/", "http://e{}/", "ht{}tp://e/"])
def test_nothing_vanishes(url: str, inserted: str) -> None:
    """A control character or a blank makes another target, wherever it is: none of them is in a URL."""
    assert place(url.format("")) != place(url.format(inserted))


# --- requests ---------------------------------------------------------------------------------------------------------


def get(url: str | None, host: str | None = None) -> Request:
    """Return a GET with a Host, or with none."""
    return Request("GET", url, {"Host": host})


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (get(None, "x"), None),
        (get("/a?b#c", "X:81"), Place("", "x", 81, "/a", "b")),
        (get("/a?", "x"), Place("", "x", None, "/a", "")),
        (get("/a"), Place("", "", None, "/a", None)),
        (get("*", "x"), Place("", "x", None, "*", None)),
        (get("//y/a", "x"), Place("", "x", None, "//y/a", None)),
        (get("http://y/a", "x"), Place("http", "y", 80, "/a", None)),
        (get("/a", "x/b"), None),
        (get("/a", "x, y"), None),
        (get("/a", "me@x"), None),
        (get("/a", "x:y"), None),
    ],
    ids=str,
)
def test_targets(request_: Request, expected: Place | None) -> None:
    """Host is part of a target that has none itself (RFC 9110, section 7.1), and not of any other (RFC 9112, 3.2.2)."""
    assert expected == target_of(request_)


@pytest.mark.parametrize(
    ("reference", "url", "expected"),
    [
        ("b", "/a/", Place("", "x", None, "/a/b", None)),
        ("http://x/a", "/a", Place("http", "x", 80, "/a", None)),
        ("//y/a", "/a", Place("", "y", None, "/a", None)),
        ("c", "//y/b", Place("", "x", None, "//y/c", None)),
        ("", "/a?b", Place("", "x", None, "/a", "b")),
    ],
)
def test_references_from_a_target(reference: str, url: str, expected: Place) -> None:
    """A reference is seen from the target, Host and all (RFC 9110, section 4.1)."""
    assert expected == target_of(get(url, "x"), reference)


SAME = (
    (get("/a", "x"), get("/a", "X")),
    (get("/a", "x"), get("http://x/a")),
    (get("/a", "x"), get("https://x/a")),
    (get("/a", "x:443"), get("https://x/a")),
    (get("/a", "x:81"), get("http://x:81/a")),
    (get("/a"), get("/a")),
    (get("http://x/a", "y"), get("http://X:80/a", "z")),
    (get("/a", "x/b"), get("/a", "x/b")),
    (get("http://[/a"), get("http://[/a")),
)
OTHER = (
    (get("/a", "x"), get("/a", "y")),
    (get("/a", "x"), get("/b", "x")),
    (get("/a", "x"), get("/a?", "x")),
    (get("/a", "x"), get("/a", "x:81")),
    (get("/a", "x"), get("/a")),
    (get("/a", "x"), get("http://y/a")),
    (get("/a", "x"), get("http://x:81/a")),
    (get("/a", "x:443"), get("http://x/a")),
    (get("/a"), get("http://x/a")),
    (get("http://x/a"), get("https://x/a")),
    (get("http://x:81/a"), get("https://x:81/a")),
    (get("/b", "x/a"), get("/a/b", "x")),
    (get("/a", "x/b"), get("/a", "x/c")),
    (get("/a\tb", "x"), get("/ab", "x")),
    (get("//x/a", "y"), get("/a", "x")),
    (get("http://[/a"), get("http://[/a#b")),
)


@pytest.mark.parametrize(("ours", "theirs"), SAME, ids=str)
def test_same_targets(ours: Request, theirs: Request) -> None:
    """What both requests say of their target is the same: a scheme may be open, a host is not."""
    assert is_same_target(ours, theirs)
    assert is_same_target(theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), OTHER, ids=str)
def test_other_targets(ours: Request, theirs: Request) -> None:
    """Another host, path, query, port or scheme is another target."""
    assert not is_same_target(ours, theirs)
    assert not is_same_target(theirs, ours)


def test_no_place_is_the_same_as_none() -> None:
    """What is no URL is nowhere, and two such things are not in one place."""
    assert not is_same_place(None, None)
    assert not is_same_place(place("http://e/"), None)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.com:80", "example.com:80"),
        ("[::1]", "[::1]"),
        ("", ""),
        *((host, None) for host in ("a/b", "a?b", "a#b", "me@a", "a b", "a\tb", "a\\b", "a\0")),
    ],
)
def test_authority(host: str, expected: str | None) -> None:
    """A Host is a host and a port, and nothing that would end them in a URL (RFC 9110, section 7.2)."""
    assert expected == authority_of(host)
