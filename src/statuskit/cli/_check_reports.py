"""What a check found, in the forms that programs read: JSON, SARIF 2.1.0, and annotations of GitHub's workflows."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from statuskit._version import __version__
from statuskit._wording import printable
from statuskit.cli._check_page import inspection_pages
from statuskit.cli._recorded import head, url_shown
from statuskit.conformance import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statuskit._plain import Plain
    from statuskit.cli._check import Checked, Inspection
    from statuskit.cli._output import Output
    from statuskit.cli.transcripts import Recorded
    from statuskit.conformance import Finding, Rule

    Object = dict[str, Plain]

__all__ = ["answer", "as_annotations", "as_json", "as_sarif"]

# Of the standard's text, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[Mapping[Severity, str]] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)
_COMMANDS: Final[Mapping[Severity, str]] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
)
_FINGERPRINT: Final = "statuskitExchange/v1"


def answer(found: Inspection, form: str, output: Output) -> None:
    """Show what was found in one of the forms."""
    if form == "json":
        output.show_json(as_json(found))
    elif form == "sarif":
        output.show_json(as_sarif(found))
    elif form == "github":
        output.answer(as_annotations(found))
    elif pages := inspection_pages(found):
        output.show(*pages)


def as_json(found: Inspection) -> list[Plain]:
    """Return an object for each response: where it stands, what it answers, what was found, what was not tried."""
    return [_response(checked) for checked in found.responses]


def _response(checked: Checked) -> Plain:
    return {
        **head(checked.recorded),
        "findings": [finding.to_dict() for finding in checked.findings],
        "tried": [rule.id for rule in checked.tried],
        "skipped": [rule.id for rule in checked.skipped],
        "doubt": checked.recorded.doubt,
    }


# --- SARIF ------------------------------------------------------------------------------------------------------------


def as_sarif(found: Inspection) -> Object:
    """Return a log of one run. Files that could not be read are notifications of a run that did not succeed."""
    findings = [(checked, finding) for checked in found.responses for finding in checked.findings]
    rules = {finding.rule.id: finding.rule for _, finding in findings}
    indexes = {rule_id: index for index, rule_id in enumerate(rules)}
    seen: Counter[str] = Counter()
    driver: Object = {
        "name": "statuskit",
        "version": __version__,
        "rules": [_descriptor(rule) for rule in rules.values()],
    }
    notifications: list[Plain] = [
        _notification(str(problem), _location(problem.file, problem.line)) for problem in found.read.malformed
    ]
    notifications += [_notification(text) for text in found.read.unreadable]
    invocation: Object = {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}
    run: Object = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [_result(checked, finding, indexes[finding.rule.id], seen) for checked, finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: Rule) -> Plain:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.fix} {rule.citation}, {rule.strength.value}."},
        "helpUri": rule.citation.url,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["http"], "strength": rule.strength.value, "source": str(rule.citation)},
    }


def _result(checked: Checked, finding: Finding, index: int, seen: Counter[str]) -> Plain:
    recorded = checked.recorded
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _told(finding)},
        "locations": [_location(recorded.file, recorded.line)],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(recorded, finding, seen)},
    }


def _told(finding: Finding) -> str:
    evidence = f" Seen: {finding.evidence}" if finding.evidence else ""
    return printable(f"{finding.message}.{evidence} Fix: {finding.fix}")


def _location(file: str, line: int) -> Plain:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": {"startLine": line}}}


def _uri(file: str) -> str:
    """Return a path as a URI, relative where it is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _notification(text: str, location: Plain = None) -> Plain:
    found: Object = {"level": "error", "message": {"text": printable(text)}}
    return found if location is None else {**found, "locations": [location]}


def _fingerprint(recorded: Recorded, finding: Finding, seen: Counter[str]) -> str:
    """Return what stays when lines move: the rule and the exchange; the same again in a file is another."""
    response = recorded.response
    method = response.request.method if response.request else ""
    parts = (finding.rule.id, recorded.file, method, url_shown(response.url), str(response.status), finding.message)
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


# --- GitHub -----------------------------------------------------------------------------------------------------------


def as_annotations(found: Inspection) -> str:
    """Return a workflow command for each finding, and for each file that is no transcript."""
    commands = [
        _command(
            _COMMANDS[finding.severity],
            checked.recorded.file,
            checked.recorded.line,
            finding.rule.id,
            f"{_told(finding)} {finding.rule.citation.url}",
        )
        for checked in found.responses
        for finding in checked.findings
    ]
    commands += [
        _command("error", problem.file, problem.line, "statuskit", printable(str(problem)))
        for problem in found.read.malformed
    ]
    return "".join(commands)


def _command(name: str, file: str, line: int, title: str, text: str) -> str:
    return f"::{name} file={_property(file)},line={line},title={_property(title)}::{_escaped(text)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
