"""
What a recommendation costs, and preconditions beside Django's and Werkzeug's, in one run of pyperf.

    python bench/bench_guides.py --fast

Each peer is asked what it would answer to the same request; what none of them does, as If-Range, is left out.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pyperf
from bench_registry import call_around_dict_get

from statuskit import Situation, evaluate_preconditions, recommend
from statuskit.guides import FACTS, PROFILES

MODIFIED = datetime(2026, 1, 1, tzinfo=timezone.utc)

ONE = {"method": "GET"}
SIX = {
    "method": "PUT",
    "credentials": "valid",
    "permission": "granted",
    "resource": "exists",
    "body": "invalid_semantics",
    "response_body": True,
}
SIX_WITH_PRECONDITION = {**SIX, "if_match": "true", "body": "valid"}
# What a framework that states whatever it has checked would say: most of it is that all is well.
TWENTY = {
    **SIX_WITH_PRECONDITION,
    **{name: FACTS[name].assumed for name in tuple(FACTS)[-40:] if FACTS[name].assumed is not None and name not in SIX},
}
TWENTY = dict(tuple(TWENTY.items())[:20])


def asked(facts: dict[str, Any]) -> None:
    """Ask, and read the status alone."""
    recommend(**facts).status  # noqa: B018  reading it is the point


def read(facts: dict[str, Any]) -> None:
    """Ask, and read the trace as well."""
    recommend(**facts).trace  # noqa: B018


def explained(facts: dict[str, Any]) -> None:
    """Ask, and read the whole story."""
    recommend(**facts).explain()


def django_answer() -> Any:  # Any: a function of Django's types
    """Return what asks Django for the same."""
    from django.conf import settings

    settings.configure(DEFAULT_CHARSET="utf-8", USE_TZ=True, ALLOWED_HOSTS=["*"])
    from django.http import HttpResponse
    from django.test import RequestFactory
    from django.utils.cache import get_conditional_response

    request = RequestFactory().get("/", headers={"If-None-Match": '"1", "2"'})
    response = HttpResponse()
    last_modified = int(MODIFIED.timestamp())

    def answer() -> None:
        get_conditional_response(request, etag='"2"', last_modified=last_modified, response=response)

    return answer


def werkzeug_answer() -> Any:  # Any: a function of Werkzeug's types
    """Return what asks Werkzeug for the same."""
    from werkzeug.http import is_resource_modified

    environ = {"REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": '"1", "2"'}

    def answer() -> None:
        is_resource_modified(environ, etag="2", last_modified=MODIFIED)

    return answer


def own_answer() -> None:
    """Ask for the same here."""
    evaluate_preconditions("GET", {"If-None-Match": '"1", "2"'}, etag='"2"', last_modified=MODIFIED)


def main() -> None:
    """Time every row."""
    runner = pyperf.Runner()
    runner.metadata["description"] = __doc__.strip().splitlines()[0]
    runner.timeit("call around a dict get (guides)", "f(404)", globals={"f": call_around_dict_get})
    for name, facts in (("one fact", ONE), ("six facts", SIX), ("twenty facts", TWENTY)):
        runner.bench_func(f"recommend, {name}", asked, facts)
        runner.bench_func(f"recommend, {name}, trace read", read, facts)
    runner.bench_func("recommend, six facts, one a precondition", asked, SIX_WITH_PRECONDITION)
    runner.bench_func("recommend, six facts, explained", explained, SIX)
    runner.bench_func("recommend, a Situation of six facts", recommend, Situation(**SIX))
    zalando = PROFILES["zalando"]
    runner.timeit(
        "recommend, six facts, profile", "f(profile=p, **facts)", globals={"f": recommend, "p": zalando, "facts": SIX}
    )
    runner.bench_func("evaluate_preconditions", own_answer)
    runner.bench_func("Django get_conditional_response", django_answer())
    runner.bench_func("Werkzeug is_resource_modified", werkzeug_answer())


if __name__ == "__main__":
    main()
