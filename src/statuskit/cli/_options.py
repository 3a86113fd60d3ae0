"""What commands share of their arguments: the namespace that all of them set, and options that several have."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from statuskit.cli._values import header

if TYPE_CHECKING:
    from collections.abc import Callable

    from statuskit.cli._cache import Condition
    from statuskit.cli.transcripts import Form
    from statuskit.conformance import CheckProfile, Severity
    from statuskit.conformance import Role as Sender
    from statuskit.model import State, StatusClass
    from statuskit.retry import Body, Failure
    from statuskit.retry._policy import Role

__all__ = ["Arguments", "add_header", "add_json"]


class Arguments(argparse.Namespace):
    """What was asked. Each command sets its own and leaves the others alone."""

    command: str
    json: bool
    keys: list[str]
    all: bool
    text: list[str]
    limit: int
    a: str
    b: str
    status: str
    header: list[tuple[str, str]]
    vendor: str | None
    substatus: str | None
    status_class: list[StatusClass]
    state: list[State]
    cacheable: bool | None
    retryable: str | None
    requires: str | None
    csv: bool
    schema: bool
    profile: str
    interactive: bool
    trace: bool
    method: str
    request_header: list[tuple[str, str]]
    attempt: int | None
    previous: int | Failure | None
    body: Body
    idempotent: bool | None
    early_data: bool | None
    deadline: float | None
    now: float | None
    policy: str | None
    max_attempts: int | None
    cap: float | None
    clamp: bool | None
    role: Role | None
    service: str | None
    files: list[str]
    format: str | None
    format_in: Form | None
    fail_on: Severity | None
    select: list[str]
    ignore: list[str]
    rule_profile: CheckProfile
    sender: Sender
    url: str | None
    shared: bool | None
    target: list[str]
    received: float | None
    fail_unless: Condition | None


def add_json(add: Callable[..., object], form: str) -> None:
    """Add the option that asks for JSON."""
    add("--json", action="store_true", help=f"answer in JSON: {form}")


def add_header(add: Callable[..., object], option: str = "--header", whose: str = "response") -> None:
    """Add an option for header fields."""
    add(
        option,
        type=header,
        action="append",
        default=[],
        metavar="'NAME: VALUE'",
        help=f"a header field of the {whose}; may be repeated",
    )
