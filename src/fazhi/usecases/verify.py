"""Verification of the books: every seal, every copy of what was sealed, every sum, every file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fazhi.store import audit, audit_files, audit_handovers, looks, models
from fazhi.store.audit import Finding
from fazhi.usecases import serials

__all__ = ["PARTS", "Finding", "Progress", "Report", "verify"]

Progress = Callable[[str, int, int], None]
"""Told what is being checked, how many are done, and of how many (0 if not known)."""

Check = Callable[[str, audit.Progress], Iterator[Finding]]

_CHECKS: Mapping[str, tuple[Check, ...]] = {
    "entries": (audit.entries,),
    "postings": (audit.postings,),
    "balances": (audit.balances,),
    "documents": (audit_files.documents,),
    "files": (audit_files.evidence, audit_files.papers),
    "keys": (audit_files.keys,),
    "filings": (audit_files.filings,),
    "heads": (audit.heads,),
    "looks": (looks.check,),
    "handovers": (audit_handovers.handovers,),
    "serials": (serials.check,),
}
#: What is checked, in this order.
PARTS = tuple(_CHECKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked (things counted by kind) and what was found; the books hold if nothing was.

    ``notes`` tell what is no fault but worth knowing.
    """

    organs: tuple[str, ...]
    counts: dict[str, int]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything is as it was written."""
        return not self.findings


def verify(
    organs: Iterable[str] | None = None,
    *,
    parts: Iterable[str] = PARTS,
    progress: Progress | None = None,
) -> Report:
    """Check the books of organs (all, if none are named), reading each row and file once, in constant memory.

    Everything is read as of one moment; others may go on writing.
    """
    wanted = list(parts)
    counted = audit.Progress(progress)
    with audit.snapshot():
        known = tuple(organs) if organs is not None else _all()
        checks = [check for part in PARTS if part in wanted for check in _CHECKS[part]]
        findings = tuple(found for organ in known for check in checks for found in check(organ, counted))
        stray = tuple(_strays(wanted)) if organs is None else ()
    return Report(
        organs=known,
        counts=counted.counts,
        findings=(*findings, *stray),
        notes=tuple(_notes(wanted)) if organs is None else (),
    )


def _all() -> tuple[str, ...]:
    return tuple(models.Organ.objects.order_by("code").values_list("code", flat=True))


def _strays(parts: Iterable[str]) -> Iterator[Finding]:
    """Find rows of organs that are not there, which no check of an organ would come to."""
    if "files" not in parts:
        return
    known = models.Organ.objects.values("code")
    for row in models.Evidence.objects.exclude(organ__in=known).iterator():
        where = f"机关{row.organ} 附件{row.digest[:12]}…"
        yield Finding(what="evidence", where=where, message="附件登记在不存在的机关名下")


def _notes(parts: Iterable[str]) -> Iterator[str]:
    if "files" not in parts:
        return
    for kind, label in (("evidence", "附件"), ("papers", "文书")):
        if loose := audit_files.loose(kind):
            yield f"数据目录的 {kind} 中有{loose}个{label}文件不属于任何记录（写入中断所留），不影响账簿。"
