"""Facts for `triage()`: which field tells who answered, RFC 9209's errors, what to look at first. Rows only."""
