"""
What each status says about sending the same request again: the rows that `Status.is_retryable()` reads.

They hold for a request repeated as it was, with no header in view. A number without a row of its own takes its class's.
The one question behind all of them (RFC 9110, section 9.2.2): was the request applied?

`contested` names one or two good sources a row that do otherwise, the strongest, each with its claim. They were read in
their code or documentation; a file of a repository is linked where it is on its main branch.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from statuskit.model import Applied, Change, Citation, Condition, Health, Repeat, RetryRule, StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["RULES", "RULES_OF_CLASS", "RULES_OF_UNREGISTERED"]

_rfc = Citation.rfc
_AUTOMATIC_RETRY: Final = _rfc(9110, "9.2.2")

# --- who does otherwise -----------------------------------------------------------------------------------------------

_READ: Final = "2026-11-21"

_azure: Final = partial(
    Citation,
    "azure-core, RetryPolicy",
    "",
    "https://github.com/Azure/azure-sdk-for-python/blob/main/sdk/core/azure-core/azure/core/pipeline/policies/_retry.py",
    _READ,  # 1.41.0
)
_botocore: Final = partial(
    Citation,
    "botocore, standard retry mode",
    "",
    "https://github.com/boto/botocore/blob/develop/botocore/retries/standard.py",
    _READ,  # 1.44.5
)
_curl: Final = partial(
    Citation, "everything curl, retry", "", "https://everything.curl.dev/usingcurl/downloads/retry", _READ
)
_envoy: Final = partial(
    Citation,
    "Envoy, router filter",
    "",
    "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on",
    _READ,
)
_google: Final = partial(
    Citation,
    "Google Cloud Storage, retry strategy",
    "",
    "https://docs.cloud.google.com/storage/docs/retry-strategy",
    _READ,
)
_httpx_retries: Final = partial(
    Citation,
    "httpx-retries, Retry",
    "",
    "https://github.com/will-ockmore/httpx-retries/blob/master/httpx_retries/retry.py",
    _READ,  # 0.6.0
)
_okhttp: Final = partial(
    Citation,
    "OkHttp, RetryAndFollowUpInterceptor",
    "",
    "https://github.com/square/okhttp/blob/master/okhttp/src/commonJvmAndroid/kotlin/okhttp3/internal/http/RetryAndFollowUpInterceptor.kt",
    "2026-07-24",
)
_openai: Final = partial(
    Citation,
    "openai for Python, retries",
    "",
    "https://github.com/openai/openai-python/blob/main/src/openai/_base_client.py",
    _READ,  # 3.52.0
)
_opentelemetry: Final = partial(
    Citation,
    "OpenTelemetry semantic conventions: HTTP spans",
    "",
    "https://opentelemetry.io/docs/specs/semconv/http/http-spans/",
    _READ,
)
_urllib3: Final = partial(
    Citation,
    "urllib3, Retry",
    "",
    "https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html#urllib3.util.Retry",
    _READ,  # 2.8.0
)

_REPEATS_POST: Final = _azure("repeats POST and PATCH as well")
_REPEATS_EVERY_5XX: Final = (_openai("repeats after every 5xx, by any method"),)
_ANY_OPERATION: Final = _botocore("repeats any operation, whatever it does")
_ONLY_IDEMPOTENT_AFTER: Final = _urllib3("repeats only what is idempotent, with Retry-After")
_NOT_AT_ALL: Final = _httpx_retries("does not repeat it by itself")

# --- the rows ---------------------------------------------------------------------------------------------------------


def _success(section: str, applied: Applied, repeat_after: Change | None = None) -> RetryRule:
    return RetryRule(
        repeat=Repeat.NEVER,
        applied=applied,
        health=Health.SUCCESS,
        repeat_after=repeat_after,
        citation=_rfc(9110, section),
    )


def _refused(citation: Citation, repeat_after: Change | None = None) -> RetryRule:
    """Refused before it was acted on, and refused again if repeated as it is."""
    return RetryRule(
        repeat=Repeat.NEVER,
        applied=Applied.NO,
        health=Health.NEUTRAL,
        repeat_after=repeat_after,
        citation=citation,
    )


def _failed(
    citation: Citation,
    repeat: Repeat,
    repeat_after: Change | None = None,
    contested: tuple[Citation, ...] = (),
) -> RetryRule:
    """The server failed, and the request may or may not have been acted on."""
    return RetryRule(
        repeat=repeat,
        applied=Applied.UNKNOWN,
        health=Health.FAILURE,
        repeat_after=repeat_after,
        citation=citation,
        contested=contested,
    )


_transient: Final = partial(_failed, _AUTOMATIC_RETRY, Repeat.IDEMPOTENT)
# A fault of the request or of the set-up, which time does not mend.
_lasting: Final = partial(_failed, repeat=Repeat.NEVER, contested=_REPEATS_EVERY_5XX)
_FOLLOW: Final = _success("15.4", Applied.UNKNOWN, Change.FOLLOW_LOCATION)

RULES_OF_CLASS: Final[Mapping[StatusClass, RetryRule]] = MappingProxyType(
    {
        StatusClass.INFORMATIONAL: _success("15.2", Applied.UNKNOWN),
        StatusClass.SUCCESS: _success("15.3", Applied.YES),
        StatusClass.REDIRECTION: _success("15.4", Applied.UNKNOWN),
        StatusClass.CLIENT_ERROR: _refused(_rfc(9110, "15.5")),
        # A number that a client does not know is handled as the x00 of its class, and 600 to 999 as 5xx (section 15).
        StatusClass.SERVER_ERROR: _transient(),
        StatusClass.INVALID: _failed(_rfc(9110, "15"), Repeat.IDEMPOTENT),
    }
)

RULES: Final[Mapping[int, RetryRule]] = MappingProxyType(
    {
        300: _FOLLOW,
        301: _FOLLOW,
        302: _FOLLOW,
        303: _FOLLOW,
        307: _FOLLOW,
        308: _FOLLOW,
        401: _refused(_rfc(9110, "15.5.2"), Change.NEW_CREDENTIALS),
        403: _refused(_rfc(9110, "15.5.4"), Change.NEW_CREDENTIALS),
        407: _refused(_rfc(9110, "15.5.8"), Change.NEW_PROXY_CREDENTIALS),
        # MAY repeat, with no word on the method: the server never had the whole request.
        408: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.FAILURE,
            conditions=Condition.NEW_CONNECTION | Condition.ONCE,
            citation=_rfc(9110, "15.5.9"),
            contested=(_google("repeats only what is idempotent"), _NOT_AT_ALL),
        ),
        # Somebody has to resolve the conflict; with a key, 409 may mean that the first try is still at work.
        409: RetryRule(
            repeat=Repeat.WITH_IDEMPOTENCY_KEY,
            applied=Applied.UNKNOWN,
            health=Health.NEUTRAL,
            repeat_after=Change.USER_ACTION,
            citation=_rfc(9110, "15.5.10"),
            contested=(
                _openai("repeats any request, as a lock may have timed out"),
                _envoy("has it as the one 4xx that can be worth a repeat"),
            ),
        ),
        411: _refused(_rfc(9110, "15.5.12"), Change.ADD_CONTENT_LENGTH),
        412: _refused(_rfc(9110, "15.5.13"), Change.REFRESH_PRECONDITION),
        413: RetryRule(
            repeat=Repeat.WITH_RETRY_AFTER,
            applied=Applied.NO,
            health=Health.NEUTRAL,
            citation=_rfc(9110, "15.5.14"),
            contested=(_ONLY_IDEMPOTENT_AFTER, _NOT_AT_ALL),
        ),
        416: _refused(_rfc(9110, "15.5.17"), Change.WITHOUT_RANGE),
        417: _refused(_rfc(9110, "10.1.1"), Change.WITHOUT_EXPECT),
        421: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.NEUTRAL,
            conditions=Condition.NEW_CONNECTION | Condition.ONCE,
            citation=_rfc(9110, "15.5.20"),
            contested=(_okhttp("repeats only where the connection was shared with another host"),),
        ),
        425: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.NEUTRAL,
            conditions=Condition.NOT_EARLY_DATA | Condition.ONCE,
            citation=_rfc(8470, "5.2"),
            contested=(_curl("leaves it out of the codes after which a repeat is worth it"),),
        ),
        426: _refused(_rfc(9110, "15.5.22"), Change.UPGRADE_PROTOCOL),
        428: _refused(_rfc(6585, "3"), Change.ADD_PRECONDITION),
        # "Not applied" is an inference: the RFC speaks of a refused request and says nothing of repeats. Breakers
        # disagree on whether it counts as a failure: OpenTelemetry and many SLOs leave all of 4xx out.
        429: RetryRule(
            repeat=Repeat.ALWAYS,
            applied=Applied.NO,
            health=Health.FAILURE,
            citation=_rfc(6585, "4"),
            contested=(
                _opentelemetry("no 4xx is an error of the server that sent it"),
                _ONLY_IDEMPOTENT_AFTER,
            ),
        ),
        431: _refused(_rfc(6585, "5"), Change.SMALLER_HEADERS),
        500: _transient(contested=(_NOT_AT_ALL, _REPEATS_POST)),
        501: _lasting(_rfc(9110, "15.6.2")),
        502: _transient(contested=(_ANY_OPERATION,)),
        503: _transient(
            contested=(_okhttp("repeats only where Retry-After is 0, by any method, and once"), _REPEATS_POST)
        ),
        504: _transient(contested=(_ANY_OPERATION, _REPEATS_POST)),
        505: _lasting(_rfc(9110, "15.6.6")),
        506: _lasting(_rfc(2295, "8.1")),
        507: _lasting(_rfc(4918, "11.5"), repeat_after=Change.USER_ACTION),
        508: _lasting(_rfc(5842, "7.2")),
        510: _lasting(_rfc(2774, "7")),
        511: _lasting(_rfc(6585, "6"), repeat_after=Change.NETWORK_LOGIN),
    }
)

RULES_OF_UNREGISTERED: Final[Mapping[int, Callable[[Citation], RetryRule]]] = MappingProxyType(
    {
        440: partial(_refused, repeat_after=Change.NEW_CREDENTIALS),
        449: partial(_refused, repeat_after=Change.SERVER_NAMED_ACTION),
        # A faulty configuration, which time does not mend.
        525: partial(_failed, repeat=Repeat.NEVER),
        526: partial(_failed, repeat=Repeat.NEVER),
        530: partial(_failed, repeat=Repeat.NEVER),
        561: partial(_failed, repeat=Repeat.NEVER, repeat_after=Change.NEW_CREDENTIALS),
    }
)
"""Numbers that are not handled like the rest of their class; to be given the source of the vendor that uses one."""
