"""What recommend() asks back: the open questions, and what belongs in a response when no rule says. Rows only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, final

import attrs

from statuskit.guides._rule import Absent, BodyAdvice, BodyKind, In, conditions
from statuskit.guides._words import PROBLEM, TRACED, TRUE
from statuskit.model import StatusClass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BODIES", "QUESTIONS", "Question"]


@final
@attrs.frozen(kw_only=True)
class Question:
    """
    A fact that is worth asking for while `when` holds, and its answers.

    An answer that leads to another status makes the fact one of `Recommendation.would_change`.
    """

    fact: str
    text: str
    answers: tuple[bool | str, ...]
    when: Mapping[str, In] = attrs.field(converter=conditions, hash=False)


_FORM: Final = "Is it the form that is wrong, or what it says?"
_FORM_OR_MEANING: Final = ("malformed", "invalid_semantics")

# In the order of the stages that they matter in.
QUESTIONS: Final = (
    Question(
        fact="hide_existence",
        text="Must this caller not learn that the resource exists?",
        answers=(True, False),
        when={"hide_existence": Absent()},
    ),
    Question(
        fact="redirect",
        text="Will the move stay, or end?",
        answers=("permanent", "temporary"),
        when={"redirect": Absent(), "resource": In("moved")},
    ),
    Question(
        fact="method_change",
        text="May the follow-up change its method to GET?",
        answers=("allowed", "forbidden"),
        when={"method_change": Absent()},
    ),
    Question(fact="body", text=_FORM, answers=_FORM_OR_MEANING, when={"body": In("invalid")}),
    Question(fact="body", text=_FORM, answers=_FORM_OR_MEANING, when={"body": In("valid"), "error": In("validation")}),
    Question(fact="body", text=_FORM, answers=_FORM_OR_MEANING, when={"body": In("valid"), "client_error": TRUE}),
    Question(
        fact="outcome",
        text="Was something new created?",
        answers=("created", "ok"),
        when={"outcome": Absent()},
    ),
    Question(
        fact="response_body",
        text="Is there something to return?",
        answers=(True, False),
        when={"response_body": Absent()},
    ),
)


# What belongs in the content where the rule does not say.
BODIES: Final[Mapping[StatusClass, BodyAdvice]] = MappingProxyType(
    {
        StatusClass.SUCCESS: BodyAdvice(BodyKind.REPRESENTATION, "what was asked for, or what came of it"),
        StatusClass.REDIRECTION: BodyAdvice(BodyKind.LINK, "a short note with the address"),
        StatusClass.CLIENT_ERROR: BodyAdvice(
            BodyKind.PROBLEM, "what is wrong and what would be right, in words and as a code for machines", PROBLEM
        ),
        StatusClass.SERVER_ERROR: BodyAdvice(
            BodyKind.PROBLEM,
            "that it is not the caller's fault, and an identifier to find the log by",
            TRACED,
        ),
    }
)
