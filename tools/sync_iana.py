"""
Compare the registry with IANA's: prints what differs, and exits with 1 if anything does.

    python tools/sync_iana.py http-status-codes-1.csv

The file is the CSV export on https://www.iana.org/assignments/http-status-codes. Nothing is fetched and nothing is
written: a change of a fact is made by hand, with its source.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from statuskit import HTTP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# IANA writes a registration's standing into the description.
_STANDING = re.compile(r"\s*\((?:TEMPORARY|OBSOLETED)\b.*\)\s*$")


def registered(rows: Iterable[Mapping[str, str]]) -> dict[int, str]:
    """Return the phrase of each registered code in IANA's table."""
    codes = (row for row in rows if row["Value"].isdigit() and row["Description"] != "Unassigned")
    return {int(row["Value"]): _STANDING.sub("", row["Description"]) for row in codes}


def differences(theirs: Mapping[int, str]) -> Iterator[str]:
    """Name each code that only one side has, and each phrase that differs."""
    ours = {status.code: status.phrase for status in HTTP}
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code) != theirs.get(code):
            yield f"{code}: ours is {ours.get(code)!r}, IANA's is {theirs.get(code)!r}"


def main(argv: list[str] | None = None) -> int:
    """Compare with the file that is named, and print the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the CSV export of the registry")
    with parser.parse_args(argv).file.open(encoding="utf-8", newline="") as file:
        found = list(differences(registered(csv.DictReader(file))))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
