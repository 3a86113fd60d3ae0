"""Google: what its APIs and upload servers mean. Rows only."""

from __future__ import annotations

from typing import Final

from statuskit.model import Citation, Meaning, Visibility

__all__ = ["MEANINGS"]

_RPC_CODE: Final = Citation(
    "google/rpc/code.proto",
    "",
    "https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto",
    as_of="2026-11-21",
)
_STORAGE_CLIENT: Final = Citation(
    "Google Cloud Storage client for Java, ResumableSessionFailureScenario",
    "",
    "https://github.com/googleapis/java-storage/blob/main/google-cloud-storage/src/main/java/com/google/cloud/storage/ResumableSessionFailureScenario.java",
    as_of="2026-11-21",
)
_SPRING_5: Final = Citation(
    "Spring Framework 5.3, HttpStatus.CHECKPOINT",
    "",
    "https://github.com/spring-projects/spring-framework/blob/v5.3.0/spring-web/src/main/java/org/springframework/http/HttpStatus.java",
)

MEANINGS: Final = (
    # the constant CHECKPOINT of Spring before 6; RFC 8297 means something else by the number
    Meaning(
        code=103,
        vendor="Google",
        name="Checkpoint",
        summary="an old proposal for resumable requests: so much of the content has arrived",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_SPRING_5,
        grade="D",
        doubt="Known from a constant of Spring's; Google's proposal itself was not read.",
    ),
    # isContinue() in Google's client; RFC 7538 means something else by the number
    Meaning(
        code=308,
        vendor="Google",
        name="Resume Incomplete",
        summary="a part of the upload has arrived, as Range tells, and the server waits for the rest",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_STORAGE_CLIENT,
        grade="B",
    ),
    # CANCELLED
    Meaning(
        code=499,
        vendor="Google",
        name="Client Closed Request",
        summary="gRPC's CANCELLED, translated to HTTP: the operation was cancelled, usually by the caller",
        who_acts="client",
        visibility=Visibility.SENT,
        citation=_RPC_CODE,
        grade="A",
    ),
)
