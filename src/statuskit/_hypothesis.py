"""
What hypothesis calls when it is imported: it registers strategies for the types, and makes none.

This stands outside of `testing`, whose package imports what assertions need: hypothesis is imported by many who ask for
no status in that run. The types have to be there to be registered, and cost what `import statuskit.messages` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from statuskit.messages import Headers, Request, Response
    from statuskit.model import Status

__all__ = ["register"]


def register() -> None:
    """
    Register the strategies for Status, Headers, Request and Response.

    >>> from hypothesis import given, strategies as st
    >>> from statuskit import Status
    >>> register()  # as hypothesis does where the package is installed
    >>> @given(st.from_type(Status))
    ... def test_status(status):
    ...     assert 100 <= status <= 999
    >>> test_status()
    """
    from hypothesis.strategies import register_type_strategy

    from statuskit.messages import Headers, Request, Response
    from statuskit.model import Status

    register_type_strategy(Status, _statuses)
    register_type_strategy(Headers, _headers)
    register_type_strategy(Request, _requests)
    register_type_strategy(Response, _responses)


# Functions and no strategies, so that nothing is imported before one is drawn from.


def _statuses(_: type[Status]) -> SearchStrategy[Status]:
    from statuskit.testing.strategies import statuses

    return statuses()


def _headers(_: type[Headers]) -> SearchStrategy[Headers]:
    from statuskit.testing.strategies import headers

    return headers()


def _requests(_: type[Request]) -> SearchStrategy[Request]:
    from statuskit.testing.strategies import requests

    return requests()


def _responses(_: type[Response]) -> SearchStrategy[Response]:
    from statuskit.testing.strategies import responses

    return responses()
