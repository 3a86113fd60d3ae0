"""
How the definitions of http-tests/cache-tests are run without a network: its client and its origin server, in words.

Both are written after what the suite's own do (test-engine/client and test-engine/server). A cache stands between them
as a function from a request to responses; the clock is a number, and a pause moves it.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, timezone
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from statuskit.messages import Headers, Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Send: TypeAlias = Callable[[Request], Sequence[Response]]
    # Given the origin server and the clock.
    Cache: TypeAlias = Callable[[Send, Callable[[], int]], Send]

START: Final = 1_800_000_000  # Fri, 15 Jan 2027 08:00:00 GMT
PAUSE: Final = 3
_ANY_CONTENT: Final = (
    "c0ffee00-0000-4000-8000-000000000000"  # the content, where none is given; 36 octets, as some tests say
)
_DATED: Final = frozenset({"date", "expires", "last-modified", "if-modified-since", "if-unmodified-since"})
_LOCATED: Final = frozenset({"location", "content-location"})
_NO_CONTENT: Final = frozenset({204, 304})
_NOT_GENERATED: Final = 999  # where a request should have been conditional
_KINDS: Final = ("required", "optimal", "check")


class SetUpError(Exception):
    """What comes before the question of a test went wrong, so that there is no answer."""


class FailedError(Exception):
    """The answer is not what the test expects."""


class Result(NamedTuple):
    """How a test went: "" where it passed, or else what was wrong."""

    id: str
    kind: str
    wrong: str = ""


def definitions(suites: Iterable[Mapping[str, Any]], *, browser: bool) -> Iterator[dict[str, Any]]:
    """Give the tests that are for a kind of cache."""
    without = ("cdn_only", "browser_skip") if browser else ("browser_only",)
    for suite in suites:
        yield from (test for test in suite["tests"] if not any(test.get(flag) for flag in without))


def run(test: Mapping[str, Any], cache: Cache, *, browser: bool) -> Result:
    """Run a test with a new cache."""
    try:
        _Run(deepcopy(test["requests"]), cache, browser=browser).play()
    except (SetUpError, FailedError) as problem:
        return Result(test["id"], test.get("kind", "required"), f"{type(problem).__name__}: {problem}")
    return Result(test["id"], test.get("kind", "required"))


def played(suites: Iterable[Mapping[str, Any]], cache: Cache, *, browser: bool) -> list[Result]:
    """Run all the tests that are for a kind of cache, each with a new one."""
    return [run(test, cache, browser=browser) for test in definitions(suites, browser=browser)]


def counts(results: Sequence[Result]) -> dict[str, str]:
    """Return how many tests passed, kind by kind."""
    return {
        kind: f"{sum(not each.wrong for each in results if each.kind == kind)}"
        f"/{sum(each.kind == kind for each in results)}"
        for kind in _KINDS
    }


class _Served(NamedTuple):
    """What the origin server received, and the fields of its answer that the client should see."""

    number: int
    method: str
    headers: Headers
    sent: dict[str, str]


class _Run:
    """One test: a client, a cache, an origin server."""

    def __init__(self, steps: list[dict[str, Any]], cache: Cache, *, browser: bool) -> None:
        self.asked = steps
        self.told = deepcopy(steps)  # the origin's own: it writes dates into it
        self.browser = browser
        self.now = START
        self.served: list[_Served] = []
        self.answers: list[Response] = []
        self.send = cache(self.serve, lambda: self.now)

    def play(self) -> None:
        for number, step in enumerate(self.asked, 1):
            try:
                *interim, answer = self.send(self.request(number, step))
            except ConnectionError as problem:
                msg = f"request {number} has no answer"
                raise FailedError(msg) from problem
            self.answers.append(answer)
            self.check(number, step, answer, interim)
            if step.get("pause_after") is True:
                self.now += PAUSE
        self.check_served()

    # --- the client ---------------------------------------------------------------------------------------------------

    def request(self, number: int, step: dict[str, Any]) -> Request:
        # What keeps a client's own cache out; a browser's is what is tested.
        own = [] if self.browser else [("Pragma", "foo"), ("Cache-Control", "nothing-to-see-here")]
        if step.get("cache") == "no-cache":  # what fetch() sends then
            own.append(("Cache-Control", "max-age=0"))
        given = [(name, value) for name, value in step.get("request_headers", ())]
        if step.get("magic_ims") is True:
            earlier = int(self.answers[-1].headers["Server-Now"])
            given = [_fixed(line, earlier, "", step) if line[0].lower() in _DATED else line for line in given]
        url = f"https://origin.example/test/{_ANY_CONTENT}"
        url += f"/{step['filename']}" if "filename" in step else ""
        url += f"?{step['query_arg']}" if "query_arg" in step else ""
        headers = [*own, *given, ("Req-Num", str(number))]
        return Request(step.get("request_method", "GET"), url, headers, step.get("request_body"))

    def check(self, number: int, step: dict[str, Any], answer: Response, interim: list[Response]) -> None:
        def expect(name: str, holds: object, wrong: str) -> None:
            if not holds:
                raise _problem(step, name, f"response {number} {wrong}")

        headers = answer.headers
        counted = headers.get("Server-Request-Count")
        numbers = headers.get("Request-Numbers", "").split()
        if len(numbers) != len(set(numbers)):
            msg = f"request {number} was repeated"
            raise SetUpError(msg)
        kind = step.get("expected_type")
        if kind == "cached" and not (answer.status == 304 and counted is None):
            expect("expected_type", counted is not None and int(counted) < number, "does not come from the cache")
        if kind == "not_cached":
            expect("expected_type", counted is not None and int(counted) == number, "comes from the cache")
        expected = step.get("expected_status", step.get("response_status", [200])[0])
        name = "expected_status" if "expected_status" in step else "setup"
        if answer.status == _NOT_GENERATED and name == "setup" and "response_status" not in step:
            name = "expected_type"
        expect(name, expected in {None, answer.status}, f"has status {answer.status}, not {expected}")
        for wanted in step.get("expected_response_headers", ()):
            expect("expected_response_headers", self.has(headers, wanted, step), f"has not {wanted}: {headers!r}")
        for unwanted in step.get("expected_response_headers_missing", ()):
            name, value = (unwanted, "") if isinstance(unwanted, str) else unwanted
            is_missing = name not in headers or (value and value not in headers[name])
            expect("expected_response_headers_missing", is_missing, f"has {unwanted}")
        if "expected_interim_responses" in step:
            wanted = [(code, *map(dict, rest)) for code, *rest in step["expected_interim_responses"]]
            given = [(each.status, *([dict(each.headers.items())] if len(each.headers) else [])) for each in interim]
            expect("expected_interim_responses", wanted == given, f"comes after {given}, not {wanted}")
        self.check_content(step, answer, expect)

    def check_content(self, step: dict[str, Any], answer: Response, expect: Callable[[str, object, str], None]) -> None:
        content = (answer.content or b"").decode()
        if step.get("check_body") is False:
            return
        if "expected_response_text" in step:
            wanted, name = step["expected_response_text"], "expected_response_text"
        elif step.get("response_body") is not None:
            wanted, name = step["response_body"], "setup"
        else:
            no_content = answer.status in _NO_CONTENT or step.get("request_method") == "HEAD"
            wanted, name = None if no_content else _ANY_CONTENT, "setup"
        expect(name, wanted in {None, content}, f"has content {content!r}, not {wanted!r}")

    def has(self, headers: Headers, wanted: Any, step: dict[str, Any]) -> bool:
        if isinstance(wanted, str):
            return wanted in headers
        if len(wanted) > 2:
            name, operator, other = wanted
            value = headers.get(name)
            if operator == "=":
                return value == headers.get(other)
            return value is not None and value.isdecimal() and int(value) > other
        name, value = _fixed(wanted, int(headers.get("Server-Now", "0")), headers.get("Server-Base-Url", ""), step)
        return headers.get(name) == value

    # --- the origin server --------------------------------------------------------------------------------------------

    def serve(self, request: Request) -> list[Response]:
        number = int(request.headers["Req-Num"])
        step = self.told[number - 1]
        self.now += step.get("response_pause", 0)
        status = self.status(number, step, request.headers)
        base = (request.url or "").removeprefix("https://origin.example")
        lines = [
            ("Server-Base-Url", base),
            ("Server-Request-Count", str(len(self.served) + 1)),
            ("Client-Request-Count", str(number)),
            ("Server-Now", str(self.now)),
        ]
        seen = set()
        for line in step.get("response_headers", ()):
            line[:2] = _fixed(line, self.now, base, step)
            lines.append((line[0], line[1]))
            if len(line) < 3 or line[2] is True:
                seen.add(line[0])
        headers = Headers(lines)
        for name, value in (("Content-Type", "text/plain"), ("Date", formatdate(self.now, usegmt=True))):
            if name not in headers:  # as Node has it
                lines.append((name, value))
        self.served.append(_Served(number, request.method, request.headers, {name: headers[name] for name in seen}))
        lines.append(("Request-Numbers", " ".join(str(each.number) for each in self.served)))
        if step.get("disconnect"):
            raise ConnectionError
        has_none = status in _NO_CONTENT or request.method == "HEAD"
        content = "" if has_none else step.get("response_body") or _ANY_CONTENT
        length = headers.get("Content-Length")
        interim = [Response(code, *fields) for code, *fields in step.get("interim_responses", ())]
        return [*interim, Response(status, lines, content[: int(length)] if length else content)]

    def status(self, number: int, step: dict[str, Any], headers: Headers) -> int:
        normal: int = step.get("response_status", [200])[0]
        if not step.get("expected_type", "").endswith("validated"):
            return normal
        before = {name.lower(): value for name, value, *_ in self.told[number - 2].get("response_headers", ())}
        for condition, validator in (("If-Modified-Since", "last-modified"), ("If-None-Match", "etag")):
            if before.get(validator) and headers.get(condition) == before[validator]:
                return 304
        return _NOT_GENERATED

    # --- and what it saw ----------------------------------------------------------------------------------------------

    def check_served(self) -> None:
        served = iter(self.served)
        for number, step in enumerate(self.asked, 1):
            kind = step.get("expected_type")
            if kind == "cached":
                continue  # the origin server does not see it
            self.check_one(number, step, next(served, None))

    def check_one(self, number: int, step: dict[str, Any], seen: _Served | None) -> None:
        def expect(name: str, holds: object, wrong: str) -> None:
            if not holds:
                raise _problem(step, name, f"request {number} {wrong}")

        kind = step.get("expected_type")
        headers = Headers() if seen is None else seen.headers
        if kind == "not_cached":
            expect("expected_type", seen is not None and seen.number == number, "was not seen")
        for name, validated in (("If-None-Match", "etag_validated"), ("If-Modified-Since", "lm_validated")):
            expect("expected_type", kind != validated or name in headers, f"has no {name}")
        for each in step.get("expected_request_headers", ()):
            holds = each in headers if isinstance(each, str) else headers.get(each[0]) == each[1]
            expect("expected_request_headers", holds, f"has not {each}")
        for each in step.get("expected_request_headers_missing", ()):
            holds = each not in headers if isinstance(each, str) else headers.get(each[0]) != each[1]
            expect("expected_request_headers_missing", holds, f"has {each}")
        for name, value in ({} if seen is None else seen.sent).items():
            is_hidden = name.lower() == "date" or (self.browser and name.lower().startswith("set-cookie"))
            received = self.answers[number - 1].headers.get(name)
            if not is_hidden and received != value:
                msg = f"response {number} has {name}: {received}, not {value}"
                raise SetUpError(msg)
        if "expected_method" in step:
            expect("expected_method", seen is not None and seen.method == step["expected_method"], "has another method")


def _problem(step: Mapping[str, Any], name: str, wrong: str) -> Exception:
    """Return what went wrong; what only leads up to the question is no failure."""
    is_setup = name == "setup" or step.get("setup") is True or name in step.get("setup_tests", ())
    return SetUpError(wrong) if is_setup else FailedError(wrong)


def _fixed(line: Sequence[Any], now: int, base: str, step: Mapping[str, Any]) -> tuple[str, str]:
    """Return a field with a date for a number of seconds, and a whole path for a part of one."""
    name, value = line[0], line[1]
    key = name.lower()
    if key in _DATED and isinstance(value, int):
        form = "%A, %d-%b-%y %H:%M:%S GMT" if key in step.get("rfc850date", ()) else "%a, %d %b %Y %H:%M:%S GMT"
        value = datetime.fromtimestamp(now + value, timezone.utc).strftime(form)
    if key in _LOCATED and step.get("magic_locations"):
        value = f"{base}/{value}" if value else base
    return name, value
