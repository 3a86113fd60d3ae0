"""What type checkers see of the assertions; checked, never run."""

from __future__ import annotations

from http import HTTPStatus

import httpx
from typing_extensions import assert_type

from statuskit import HTTP, Status, StatusClass
from statuskit.conformance import Severity
from statuskit.messages import Request, Response
from statuskit.testing import Is, assert_conformant, assert_status, explain_mismatch

response = httpx.Response(201)


def is_fine(status: Status) -> bool:
    return status.is_success


# --- the response comes back as it was --------------------------------------------------------------------------------

assert_type(assert_status(response, 201), httpx.Response)
assert_type(assert_status(Response(201), 201), Response)
assert_type(assert_status([HTTP.OK], 201), list[Status])
assert_type(assert_conformant(response), httpx.Response)
assert_type(assert_conformant(response, Request("GET"), fail_on="warning", ignore="SK4"), httpx.Response)
assert_type(assert_conformant(response, fail_on=Severity.INFO, ignore=["SK405-01"]), httpx.Response)

# --- what can be expected ---------------------------------------------------------------------------------------------

assert_status(response, "2xx", content_limit=10, msg="making a user")
assert_status(response, HTTPStatus.CREATED)
assert_status(response, HTTP.CREATED)
assert_status(response, StatusClass.SUCCESS)
assert_status(response, {200, 201})
assert_status(response, frozenset({HTTP.OK, HTTP.CREATED}))
assert_status(response, [200, "created", StatusClass.REDIRECTION, range(400, 404)])
assert_status(response, (HTTPStatus.OK, HTTPStatus.CREATED))
assert_status(response, range(200, 300))
assert_status(response, is_fine)
assert_status(response, lambda status: status.is_success)
assert_status(response, {is_fine, 404})

assert_status(response, 201.0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_status(response, None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_status(response, object())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_status(response)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
assert_status(response, 201, 10)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# --- compared ---------------------------------------------------------------------------------------------------------

assert_type(Is("2xx"), Is)
assert_type(Is(201, to="/users/7"), Is)
assert_type(Is({200, HTTP.CREATED}), Is)
assert_type(Is(is_fine), Is)
assert_type(Is.redirect(), Is)
assert_type(Is.redirect(to=httpx.URL("/x")), Is)
assert_type(Is("2xx") == response, bool)
# In strict mode, pyright asks the left side alone whether it can be equal to anything.
assert_type(response == Is("2xx"), bool)  # pyright: ignore[reportUnnecessaryComparison]
assert_type(hash(Is(201)), int)
assert_type(explain_mismatch(response, Is(201)), list[str])

Is()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Is(2.0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Is("2xx", "/x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
