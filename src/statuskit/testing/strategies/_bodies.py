"""Content that the rows share: of answers, and of errors that break no rule."""

from __future__ import annotations

import json
from typing import Final

from statuskit.testing.strategies._shape import Body, as_json, as_text, phrase_of

__all__ = ["ANSWERS", "ERRORS", "FORM", "PROBLEM", "SENT", "problem"]

PROBLEM: Final = "application/problem+json"
FORM: Final = "application/x-www-form-urlencoded"

ANSWERS: Final = (
    as_json({"id": 7, "name": "Ada"}),
    as_json([]),
    as_text("It is done."),
    as_text("<!doctype html><html><head><title>Users</title></head></html>", "text/html; charset=utf-8"),
    Body("image/png", b"\x89PNG\r\n\x1a\n\x00\xff"),
)
SENT: Final = (as_json({"name": "Ada"}), Body(FORM, b"name=Ada"), as_text("Ada"))


def problem(**members: object) -> Body:
    """Return a problem document (RFC 9457)."""
    return as_json(members, PROBLEM)


def _as_an_envelope(code: int) -> bytes:
    return json.dumps({"status": code, "message": "It went wrong."}).encode()


def _as_a_problem(code: int) -> bytes:
    title = phrase_of(code)
    return json.dumps({"status": code, **({"title": title} if title else {})}).encode()


def _as_a_problem_of_its_own(code: int) -> bytes:
    kind = "https://example.com/problems/out-of-credit"
    return json.dumps({"type": kind, "title": "Out of credit", "status": code, "instance": "/log/7"}).encode()


ERRORS: Final = (
    as_text("It went wrong."),
    Body("application/json", _as_an_envelope),
    Body(PROBLEM, _as_a_problem),
    Body(PROBLEM, _as_a_problem_of_its_own),
    as_text("<!doctype html><title>It went wrong</title><p>Sorry.</p>", "text/html"),
)
