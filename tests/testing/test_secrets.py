"""No failure shows a secret."""

from __future__ import annotations

import json

import pytest
from testing.said import failure

from statuskit import HTTP
from statuskit.messages import Request, Response
from statuskit.testing import Is, assert_conformant

HIDE_ME = "s3cr3tV4lue"


# --- secrets ----------------------------------------------------------------------------------------------------------

SECRETIVE = {
    "Authorization": f"Bearer {HIDE_ME}",
    "Proxy-Authorization": f"Basic {HIDE_ME}",
    "Cookie": f"a={HIDE_ME}",
    "X-Api-Key": HIDE_ME,
}


@pytest.mark.parametrize("status", [*HTTP, 520, 999, 1000], ids=lambda status: str(int(status)))
def test_no_secret_is_shown(status: int) -> None:
    """Whatever the status, no part of a failure shows a secret of the request or of the response."""
    url = f"https://joe:{HIDE_ME}@h/cb?code={HIDE_ME}&token={HIDE_ME}#access_token={HIDE_ME}"
    request = Request("POST", url, {**SECRETIVE, "Content-Type": "application/json"}, f'{{"password": "{HIDE_ME}"}}')
    headers = {
        "Set-Cookie": f"id={HIDE_ME}",
        "Location": f"/next?session={HIDE_ME}",
        "WWW-Authenticate": f'Digest realm="x", nonce="{HIDE_ME}", Bearer {HIDE_ME}',
        "Proxy-Authenticate": f"Basic realm={HIDE_ME}",
        "Proxy-Status": HIDE_ME,
        "Authentication-Info": f"nextnonce={HIDE_ME}",
        "Link": f'</x?sig={HIDE_ME}>; rel="next"',
        "Content-Type": "application/json",
        "Retry-After": f"token={HIDE_ME}",
        "Content-Range": f"Bearer {HIDE_ME}",
        "Allow": f"token={HIDE_ME}",
        "Upgrade": f"secret={HIDE_ME}",
        "ETag": f'"Bearer {HIDE_ME}"',
    }
    content = json.dumps(
        {
            "detail": [{"loc": ["body", "password"], "msg": "short", "input": HIDE_ME}],
            "errors": {"password": [HIDE_ME], "x": [f"token={HIDE_ME}"]},
            "headers": SECRETIVE,
            "url": url,
            "session": HIDE_ME,
            "status": 200,
            "token": {"a": [HIDE_ME]},
        }
    )
    past = Response(302, headers, content, url=url, request=request)
    response = Response(status, headers, content, f"token={HIDE_ME}", url, (past, past), request)
    never = Is(lambda _: False, to=f"/next?token={HIDE_ME}")

    assert HIDE_ME not in failure(response, lambda _: False)
    assert response != never
    assert HIDE_ME not in str.__str__(repr(never))
    try:
        assert_conformant(response, fail_on="info")
    except AssertionError as problem:
        assert HIDE_ME not in str(problem)  # noqa: PT017  some statuses have nothing to find


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "application/xml", "application/json", ""], ids=repr)
def test_no_secret_in_a_page(media_type: str) -> None:
    """Neither does what is no JSON, or is cut."""
    page = f"""<p>Authorization: Bearer {HIDE_ME}</p>
        <input name="csrfmiddlewaretoken" value="{HIDE_ME}"><a href="https:\\/\\/joe:{HIDE_ME}@h\\/?token={HIDE_ME}">
        {{"password": "{HIDE_ME}", "token": ["{HIDE_ME}"], "x": "{"x" * 70_000}"""

    assert HIDE_ME not in failure(
        (500, {"Content-Type": media_type}, page.replace("\\/", "\\/" if "json" in media_type else "/"))
    )
