"""What type checkers see of the strategies; checked, never run."""

from __future__ import annotations

from http import HTTPStatus

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from typing_extensions import assert_type

from statuskit import HTTP, Status, StatusClass
from statuskit.messages import Headers, Request, Response
from statuskit.testing.strategies import (
    headers,
    methods,
    requests,
    response_pairs,
    responses,
    retry_after_values,
    statuses,
)

# --- what is drawn ----------------------------------------------------------------------------------------------------

assert_type(statuses(), SearchStrategy[Status])
assert_type(statuses("2xx", registered=True, vendor="nginx"), SearchStrategy[Status])
assert_type(statuses({HTTP.OK, HTTPStatus.CREATED}, vendor=True), SearchStrategy[Status])
assert_type(methods(safe=True, idempotent=None), SearchStrategy[str])
assert_type(headers(hostile=True), SearchStrategy[Headers])
assert_type(requests(), SearchStrategy[Request])
assert_type(requests("GET", url=st.none()), SearchStrategy[Request])
assert_type(requests(methods(), url="/"), SearchStrategy[Request])
assert_type(responses(), SearchStrategy[Response])
assert_type(responses(StatusClass.CLIENT_ERROR, conformant=True), SearchStrategy[Response])
assert_type(responses(lambda status: status.is_error, conformant=False), SearchStrategy[Response])
assert_type(responses(401, fault="SK401-01"), SearchStrategy[Response])
assert_type(response_pairs(), SearchStrategy[tuple[Response, Response]])
assert_type(response_pairs(fault="SK304-04"), SearchStrategy[tuple[Response, Response]])
assert_type(retry_after_values(valid=None), SearchStrategy[str])


@given(responses(fault="SK401-01"), statuses())
def use(response: Response, status: Status) -> None:
    assert_type(response.request, Request | None)
    assert_type(status.is_error, bool)


# --- what is refused --------------------------------------------------------------------------------------------------

statuses(None, vendor=7.0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
statuses(registered="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
methods(True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
requests(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
responses(404.0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
responses(404, True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
responses(fault=401)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
response_pairs("SK304-04")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
retry_after_values(False)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
