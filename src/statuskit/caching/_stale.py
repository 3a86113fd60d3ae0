"""For how long a response may be sent once it is stale, by its own word (RFC 9111, section 4.2.4, and RFC 5861)."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

import attrs

from statuskit.caching._reading import Stored

if TYPE_CHECKING:
    from typing import NoReturn

    from statuskit.caching._reading import TargetList
    from statuskit.fields import CacheControl

__all__ = ["StaleUse", "stale_use"]


@final
@attrs.frozen
class StaleUse:
    """
    What a response says of its use once it is stale, and where.

    `field` is where the directives stand that count, `directives` are these. `forbidden_by` is the one that forbids to
    send it stale, "" if none does. `while_validated` is for how many seconds it may be while it is validated (RFC 5861,
    section 3), None for not at all; `on_error` for how many if that fails (section 4), None where it does not say.

    >>> from statuskit.caching import stale_use
    >>> said = stale_use((200, {"Cache-Control": "max-age=9, must-revalidate, stale-if-error=60"}), shared=True)
    >>> said.forbidden_by, said.on_error
    ('must-revalidate', 0)
    """

    field: str
    directives: CacheControl
    forbidden_by: str
    while_validated: int | None
    on_error: int | None

    def __bool__(self) -> NoReturn:
        msg = "a StaleUse is neither true nor false; look at .forbidden_by"
        raise TypeError(msg)


def stale_use(response: object, *, shared: bool, target_list: TargetList = ()) -> StaleUse:
    """
    Return what a response says of its use once it is stale. Nothing is decided: `may_reuse()` does that.

    Args:
        response: the response as it was stored: whatever `view()` takes.
        shared: as for `may_store()`.
        target_list: as for `may_store()`.

    Raises:
        InvalidArgumentError: for what is no target list.
        InvalidMessageError: a TypeError: for what is no response.
        MissingExtraError: as `may_store()` does.

    >>> from statuskit.caching import stale_use
    >>> found = stale_use((200, {"Cache-Control": "s-maxage=9, stale-if-error=60"}), shared=False)
    >>> found.forbidden_by, found.while_validated, found.on_error
    ('', None, 60)
    """
    stored = Stored.of(response, target_list)
    control, forbidden_by = stored.control, stored.prohibits_stale(shared=shared)
    if forbidden_by:
        return StaleUse(stored.field, control, forbidden_by, None, 0)
    # What is no number is the most restrictive one, as it is of max-age (RFC 9111, section 4.2.1).
    on_error = control.seconds("stale-if-error") or 0 if "stale-if-error" in control else None
    return StaleUse(stored.field, control, "", control.seconds("stale-while-revalidate"), on_error)
