"""Responses that break one rule about their content: errors in it, and what it gives away."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.testing.strategies._bodies import ERRORS, PROBLEM, problem
from statuskit.testing.strategies._shape import Body, Shape, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHAPES"]

_PAGES: Final = ("/users/7", "https://example.com/users/7")
_JSON: Final = "application/json"
_OWN: Final = "https://example.com/problems/out-of-credit"
_LEAKS: Final = (
    'Traceback (most recent call last):\n  File "/srv/app/views.py", line 7, in get\nKeyError: 7',
    "java.lang.NullPointerException\n\tat com.example.Users.get(Users.java:42)",
    "TypeError: x is undefined\n    at get (/srv/app/users.js:7:13)",
    "   at System.Data.Common.Get(Int32 id)",
    "#0 /var/www/app/users.php(7): get()",
    "goroutine 7 [running]:",
    "app/users.rb:7:in `get'",
    "SQLSTATE[42S02]: Base table or view not found",
)


def _of_the_next_status(code: int) -> bytes:
    return json.dumps({"type": _OWN, "status": code + 1}).encode()


SHAPES: Final[Mapping[str, tuple[Shape, ...]]] = MappingProxyType(
    {
        # --- problems -------------------------------------------------------------------------------------------------
        "SKERR-01": (Shape(on=(404, 400, 403, 500), bodies=(Body(PROBLEM, _of_the_next_status), problem(status=200))),),
        "SKERR-02": (
            Shape(
                on=(404, 400, 500), bodies=tuple(Body(PROBLEM, text) for text in (b"[]", b"7", b'"no"', b"{", b"no"))
            ),
        ),
        "SKERR-03": (
            Shape(
                on=(404, 400, 500),
                bodies=(
                    problem(detail=7),
                    problem(type=7),
                    problem(title=["no"]),
                    problem(type=_OWN, instance={}),
                    problem(status="404"),
                    problem(status=True),
                    problem(instance="/a b"),
                ),
            ),
        ),
        "SKERR-04": (
            Shape(
                on=(404, 400, 403, 500),
                bodies=(problem(title="Out of credit"), problem(type="about:blank", title="No such user")),
            ),
        ),
        # --- envelopes ------------------------------------------------------------------------------------------------
        "SKERR-05": (Shape(on=(404, 400, 403, 500), bodies=(Body(), Body("text/html"))),),
        "SKERR-06": (
            Shape(
                on=(404, 400),
                bodies=(
                    as_json({"status": 500, "message": "no"}),
                    as_json({"statusCode": "403", "message": "no"}),
                    as_json({"error": {"code": 409, "status": "Conflict"}}),
                ),
            ),
            Shape(on=(500,), bodies=(as_json({"status": 404, "message": "no"}),)),
        ),
        "SKERR-07": (
            Shape(on=(404, 400, 500), bodies=(Body("text/html", b"{}"), Body("text/html", b'{"message": "no"}'))),
            Shape(on=(404, 500), asked={"Accept": _JSON}, bodies=(as_text("<p>It went wrong.", "text/html"),)),
        ),
        "SKERR-08": (
            Shape(
                on=(404, 400, 500),
                bodies=(as_text("It went wrong."), as_json({"message": "no"}), as_json({"code": "NO_USER"})),
            ),
        ),
        "SKERR-09": (Shape(on=(500, 501, 507), bodies=ERRORS[:1]),),
        "SKERR-10": (Shape(on=(500, 400, 404), bodies=tuple(as_text(leak) for leak in _LEAKS)),),
        # --- the wrong kind of error ----------------------------------------------------------------------------------
        "SK403-01": (
            Shape(
                on=(403,),
                bodies=(
                    as_text("Please log in."),
                    as_text("Authentication required"),
                    as_json({"detail": "Authentication credentials were not provided."}),
                ),
            ),
        ),
        "SK4XX-01": (
            Shape(
                on=(400, 404, 410),
                bodies=(
                    as_json({"error": "Internal Server Error"}),
                    as_json({"code": "DATABASE_ERROR"}),
                    as_json({"error": {"code": "INTERNAL_ERROR", "message": "no"}}),
                ),
            ),
        ),
        "SK422-01": (
            Shape(on=(422,), methods=("POST", "PUT"), sent=(Body(_JSON, b"{"), Body(_JSON, b"no")), bodies=ERRORS),
            Shape(
                on=(400,),
                methods=("POST", "PUT"),
                sent=(as_json({"age": -1}),),
                bodies=(as_json({"errors": [{"field": "age", "message": "must be >= 0"}]}),),
            ),
        ),
        "SK500-01": (
            Shape(
                on=(500,),
                bodies=(
                    as_json({"code": "NOT_FOUND"}),
                    as_json({"error": {"code": "VALIDATION_ERROR", "message": "no"}}),
                    as_json({"detail": [{"loc": ["body", "age"], "msg": "must be >= 0"}]}),
                ),
            ),
        ),
        # --- errors in a success --------------------------------------------------------------------------------------
        "SK2XX-01": (
            Shape(
                on=(200, 202),
                methods=("GET", "POST"),
                urls=_PAGES,
                bodies=(
                    as_json({"error": "User not found"}),
                    as_json({"success": False, "error": {"code": "E7", "message": "No such user"}}),
                    as_json({"status": 404, "message": "no"}),
                    as_json({"errors": [{"status": "422", "detail": "must be positive"}]}),
                ),
            ),
        ),
        "SK2XX-02": (
            Shape(
                on=(200,),
                urls=_PAGES,
                bodies=tuple(
                    as_text(f"<!doctype html><title>{title}</title>", "text/html")
                    for title in ("404 Not Found", "Error 404", "500 - Internal Server Error", "403 Forbidden")
                ),
            ),
        ),
    }
)
