"""
Strategies for hypothesis: statuses, methods, header fields, requests and responses, right ones and faulty ones.

A response that is drawn with `conformant=True` breaks no rule of `conformance.check()`, and one with a `fault` breaks
that rule alone. They come with hypothesis: `pip install statuskit[hypothesis]`.
"""

from __future__ import annotations

from statuskit.testing.strategies._messages import requests, response_pairs, responses
from statuskit.testing.strategies._values import headers, methods, retry_after_values, statuses

__all__ = [
    "headers",
    "methods",
    "requests",
    "response_pairs",
    "responses",
    "retry_after_values",
    "statuses",
]
