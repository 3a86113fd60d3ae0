"""The URL that a request has in a library or a server is the target that its decisions are about."""

from __future__ import annotations

from typing import Any, Final

import pytest

from statuskit import may_reuse, may_store
from statuskit.messages import Request, view_request

SCOPE: Final = {"type": "http", "method": "GET", "headers": [(b"host", b"example.com")]}
MINUTE: Final = (200, {"Cache-Control": "max-age=60"})


def reused(ours: object, theirs: object) -> bool:
    """Return whether what is stored for the one request answers the other."""
    return bool(may_reuse(ours, MINUTE, theirs, shared=True, received_at=0, now=1))


@pytest.fixture
def django_request() -> Any:
    """Return what makes requests of Django; its settings are for whole processes, and not to be looked at before."""
    import django.conf
    from django.test import RequestFactory

    if not django.conf.settings.configured:
        django.conf.settings.configure()
    return RequestFactory().get


@pytest.mark.parametrize("path", ["/a", "/%E4%B8%AD", "/%C3%A9", "/a%20b", "/a:b@c"])
def test_django(path: str, django_request: Any) -> None:
    """Django has decoded text where its environ had octets; its own path is the one we see."""
    request = django_request(path)

    assert f"http://testserver{request.get_full_path()}" == view_request(request).url


def test_django_tells_paths_apart(django_request: Any) -> None:
    """Two paths outside of latin-1 are two targets."""
    assert not reused(django_request("/%E4%B8%AD"), django_request("/%E5%9B%BD"))
    assert reused(django_request("/%E4%B8%AD"), django_request("/%E4%B8%AD"))


@pytest.mark.parametrize(
    "raw, url",
    [
        ("/中", "http://example.com/%E4%B8%AD"),
        ("/caf\u00e9", "http://example.com/caf%E9"),
        ("/a%2Fb", "http://example.com/a%2Fb"),
    ],
    ids=["decoded", "octets", "escapes"],
)
def test_raw_paths_as_text(raw: str, url: str) -> None:
    """A raw path is octets; one that is text stands for them, and for UTF-8 where it cannot."""
    assert url == view_request({**SCOPE, "raw_path": raw}).url


@pytest.mark.parametrize("target", ["@evil.com/x", ":8080/x", "*", "http://other/x"])
def test_what_is_no_path_is_no_part_of_the_host(target: str) -> None:
    """RFC 9112, section 3.2: what a server hands on that is no path stays as it is."""
    assert target == view_request({**SCOPE, "path": target}).url


def test_a_target_that_ends_in_another_host_is_not_there() -> None:
    """Userinfo and ports do not come out of a path."""
    asked = {**SCOPE, "path": "@evil.com/x"}
    posted = {**asked, "method": "POST"}
    told = (200, {"Cache-Control": "max-age=60", "Content-Location": "http://evil.com/x"})

    assert not reused(asked, Request("GET", "http://evil.com/x"))
    assert not reused({**SCOPE, "path": ":8080/x"}, Request("GET", "http://example.com:8080/x"))
    assert not may_store(posted, told, shared=True)


@pytest.mark.parametrize("other", [b"x#2", b"x", b""])
def test_a_number_sign_in_a_query_is_a_part_of_it(other: bytes) -> None:
    """A server takes a query as it comes; in a URL the rest would be a fragment."""
    scope = {**SCOPE, "path": "/a", "query_string": b"x#1"}

    assert "http://example.com/a?x%231" == view_request(scope).url
    assert reused(scope, dict(scope))
    assert not reused(scope, {**scope, "query_string": other})


@pytest.mark.parametrize(
    "odd",
    [{"path": "\ud800"}, {"path": "/", "server": ("h", 10**5000), "headers": []}, {"path": "/", "server": ("h", -1)}],
    ids=["a surrogate", "a huge port", "a negative port"],
)
def test_odd_scopes_are_requests(odd: dict[str, Any]) -> None:
    """What has a method is a request, whatever else it says."""
    assert "GET" == view_request({**SCOPE, **odd}).method
