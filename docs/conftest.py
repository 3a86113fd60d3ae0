"""The pages are tests; the machinery that builds them is tested in tests/."""

collect_ignore_glob = [
    "*.py",
    "_build/*",
    "reference/statuses/*",
    "reference/classes/*",
    "reference/vendors/*",
    "reference/guides/*",
    "reference/conformance/*",
]
