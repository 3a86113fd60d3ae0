"""The WSGI middleware where its page puts it: in the wsgi.py of a Django project, under a server on loopback."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import django.http
import django.test
import pytest

from live.lint_apps import django_urls
from live.lint_sites import WsgiSite


@pytest.mark.parametrize("is_debug", [True, False], ids=["development", "production"])
def test_the_pages_wsgi_file_of_django_works(caplog: pytest.LogCaptureFixture, *, is_debug: bool) -> None:
    """What docs/how-to/check-in-development.md has for wsgi.py is an application, and is checked in development."""
    page = Path(__file__).parents[2] / "docs/how-to/check-in-development.md"
    block = next(each for each in page.read_text("utf-8").split("```") if "get_wsgi_application()" in each)
    urls = django_urls(refused=lambda _request: django.http.HttpResponse("no", status=405))
    found: dict[str, Any] = {}
    with django.test.override_settings(ROOT_URLCONF=urls, DEBUG=is_debug, ALLOWED_HOSTS=["*"]):
        exec(block.removeprefix("python"), found)  # noqa: S102  the project's own page
        with closing(WsgiSite(found["application"], bare=True)) as site:
            assert 405 == site.ask("GET", "/refused")[0]
    logged = [record.rule for record in caplog.records if record.name == "statuskit.conformance"]

    assert (["SK405-01"] if is_debug else []) == logged
