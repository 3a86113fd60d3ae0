"""
Assertions about responses: for pytest, for unittest, and for anything else that knows AssertionError.

`assert_status()` and `Is` ask for a status, `assert_conformant()` for a response that breaks no rule,
`assert_cacheable()` for one that caches keep. When they fail, they say what came, why, and what most likely mends it.
No test runner is imported here.
"""

from __future__ import annotations

from statuskit.testing._assertions import assert_conformant, assert_status
from statuskit.testing._caching import assert_cacheable, assert_not_cacheable
from statuskit.testing._is import Is, explain_mismatch

__all__ = [
    "Is",
    "assert_cacheable",
    "assert_conformant",
    "assert_not_cacheable",
    "assert_status",
    "explain_mismatch",
]
