"""Verify plans: their seals, the chain between them, and with a station its files and the audit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from models import Fault, Faults, Finding, Plan
from scheduler.commands import Options
from scheduler.decision.chain import by_seal, check_links
from scheduler.decision.decided import decided
from scheduler.decision.inputs import changed_inputs, inputs_now
from scheduler.decision.seals import check_seal
from scheduler.decision.verdict import Line, Verdict, good, open_line, wrong
from scheduler.i18n import Text, language, use
from scheduler.judging import judge_file
from scheduler.saved_plan import read_claimed


def verify(paths: Sequence[Path], station: Path | None = None) -> tuple[list[Verdict], list[Fault]]:
    """A verdict on each plan.json, and the faults of files that cannot be read.

    With a station, its files are compared with those that the plans were made from, and where they are the
    same the plans are audited again.
    """
    read: dict[Path, tuple[Plan, str]] = {}
    faults: list[Fault] = []
    for path in dict.fromkeys(paths):
        try:
            read[path] = read_claimed(path)
        except Faults as found:
            faults += found.faults
    known = by_seal((path, plan, claimed) for path, (plan, claimed) in read.items())
    verdicts = []
    for path, (plan, claimed) in read.items():
        lines = (
            check_seal(plan, claimed),
            *check_links(plan, known),
            *decided(plan),
            *_at(station, path, plan),
        )
        verdicts.append(Verdict(path, plan, lines))
    return verdicts, faults


def _at(station: Path | None, path: Path, plan: Plan) -> Iterator[Line]:
    """What the station says about a plan."""
    made = plan.provenance
    if station is None:
        text = "its input files and findings were not compared: name the station with --station"
        yield open_line(Text(text))
    elif not made.inputs:
        yield open_line(Text("does not hold the digests of its input files: an older version made it"))
        yield from _audited(station, path, plan)
    else:
        routes = bool(made.typed and made.typed.routes)
        changed = list(changed_inputs(made.inputs, inputs_now(station, routes)))
        yield from map(wrong, changed)
        if changed:
            yield open_line(Text("was not audited again, since the input files are others now"))
        else:
            yield good(Text("its input files are as they were: {files}", files=", ".join(made.inputs)))
            yield from _audited(station, path, plan)


def _audited(station: Path, path: Path, plan: Plan) -> Iterator[Line]:
    """Whether an audit still finds what the plan says it found."""
    try:
        found = _audit(station, path, plan)
    except Faults as faults:
        yield from (wrong(Text("cannot be audited: {fault}", fault=one)) for one in faults.faults)
        return
    new, gone = _beyond(found, plan.findings), _beyond(plan.findings, found)
    yield from (wrong(Text("found by an audit, and not said: {finding}", finding=_told(one))) for one in new)
    yield from (wrong(Text("said, and not found by an audit: {finding}", finding=_told(one))) for one in gone)
    if not new and not gone:
        yield good(Text("an audit finds what it says: {number} findings", number=len(found)))


def _audit(station: Path, path: Path, plan: Plan) -> tuple[Finding, ...]:
    """The findings in the language of the plan; the language spoken stays."""
    spoken, typed = language(), plan.provenance.typed
    options = Options(station, profile=list(typed.profile) if typed else [], lang=plan.lang,
                      short=bool(typed and typed.short))  # fmt: skip
    try:
        return judge_file(options, path)
    finally:
        use(spoken)


def _beyond(some: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """Those that the others do not have; sentences do not count, as they may be redacted."""
    rest = [_facts(one) for one in others]
    found = []
    for one in some:
        if _facts(one) in rest:
            rest.remove(_facts(one))
        else:
            found.append(one)
    return found


def _facts(one: Finding) -> tuple[object, ...]:
    return one.rule, one.importance, one.source, one.who, one.dates, one.amount, bool(one.waived)


def _told(one: Finding) -> str:
    return f"{one.importance} {one.rule}: {one.text}"
