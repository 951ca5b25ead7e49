"""Checks what lies beside the journal against what its entries seal: papers, evidence, keys, filings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.db.models import Model

from fazhi.core.journal import sm3
from fazhi.store import files, models, sealing
from fazhi.store.audit import CHUNK, Finding, Progress, bodies, moment, paired, place_of

_BLOCK = 1024 * 1024
_BATCH = 500

# Documents -----------------------------------------------------------------------------------------

_DRAWN = ("code", "label", "number", "check_code", "digest", "template")
_SEALED = ("code", "label", "number", "check", "digest", "template")


def documents(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that each document is the one its entry seals, content and template too, and none is missing."""
    rows = models.Document.objects.filter(organ_id=organ).order_by("entry", "id")
    columns = rows.values_list("entry", "case", *_DRAWN, "content")
    for found, said in paired(_numbered(columns.iterator(CHUNK)), _sealed_papers(organ), key=_first_two):
        progress.seen("documents")
        if found is None and said is not None:
            where = f"{place_of(organ, said[0], said[2])} 文书{said[5] or said[4]}"
            yield Finding(what="document", where=where, message="账簿内有，文书表中缺少")
        elif found is not None:
            where = f"{place_of(organ, found[0], found[2])} 文书{found[5] or found[4]}"
            for message in _of_document(found, said):
                yield Finding(what="document", where=where, message=message)
    yield from _templates(organ)


def _first_two(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[:2]


def _numbered(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield rows that begin with an entry with their position within it put second."""
    last, position = None, 0
    for row in rows:
        position = position + 1 if row[0] == last else 0
        last = row[0]
        yield row[0], position, *row[1:]


def _sealed_papers(organ: str) -> Iterator[tuple[Any, ...]]:
    for number, case, content in bodies(organ, "documents"):
        for position, one in enumerate(content["documents"]):
            if isinstance(one, dict):
                yield number, position, content.get("case", case), *(one.get(name) for name in _SEALED)


def _of_document(found: tuple[Any, ...], said: tuple[Any, ...] | None) -> Iterator[str]:
    if said is None:
        yield "文书表中有，账簿内没有"
        return
    names = ("case", *_DRAWN)
    if differing := [name for name, a, b in zip(names, found[2:-1], said[2:], strict=True) if a != b]:
        yield f"栏目 {'、'.join(differing)} 与封存内容不符"
    if sm3(str(found[-1]).encode()) != said[2 + names.index("digest")]:
        yield "文书内容与封存的摘要不符"


def _templates(organ: str) -> Iterator[Finding]:
    """Check the texts that the organ's documents were composed of, and what they are called."""
    used = models.Document.objects.filter(organ_id=organ).exclude(template="")
    wanted = set(used.values_list("template", flat=True).distinct())
    for row in models.Template.objects.filter(pk__in=wanted):
        wanted.discard(row.digest)
        if sm3(row.texts.encode()) != row.digest:
            yield Finding(what="template", where=f"模板{row.name}", message="文书模板的内容与摘要不符")
        codes = set(used.filter(template=row.digest).values_list("code", flat=True).distinct())
        if codes != {row.name.partition("/")[2]}:
            yield Finding(what="template", where=f"模板{row.name}", message="模板名称与所作文书不符")
    for digest in sorted(wanted):
        yield Finding(what="template", where=f"模板{digest[:12]}…", message="文书所用的模板缺失")


# Evidence ------------------------------------------------------------------------------------------


def evidence(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that each file handed in is listed as its entry seals it, and lies on disk as it was written."""
    said = 0
    for number, case, content in bodies(organ, "evidence"):
        digests = [str(one) for one in content["evidence"]]
        said += len(digests)
        rows = models.Evidence.objects.in_bulk(digests)
        told = content.get("files", [])
        for digest, sealed in zip(digests, told, strict=False):
            where = f"{place_of(organ, number, content.get('case', case))} 附件{digest[:12]}…"
            of_entry = (content.get("case", case), sealed, content.get("recorded_at"))
            for message in _of_evidence(rows.get(digest), organ, *of_entry):
                yield Finding(what="evidence", where=where, message=message)
            if message := _on_disk("evidence", digest):
                yield Finding(
                    what="evidence", where=f"{where} 文件{_path('evidence', digest)}", message=message
                )
            progress.seen("files")
        if len(told) != len(digests):
            where = place_of(organ, number, case)
            yield Finding(what="evidence", where=where, message="附件目录与附件数目不符")
    if models.Evidence.objects.filter(organ=organ).count() != said:
        yield from _unsealed(organ)


def _of_evidence(
    row: models.Evidence | None, organ: str, case: str, sealed: object, recorded_at: object
) -> Iterator[str]:
    if row is None:
        yield "账簿内有，附件表中缺少"
        return
    found = {
        "organ": (row.organ, organ),
        "case": (row.case, case),
        "name、media_type、size": ([row.name, row.media_type, row.size], sealed),
        "added_at": (row.added_at, moment(recorded_at)),
    }
    if differing := [name for name, (column, body) in found.items() if column != body]:
        yield f"栏目 {'、'.join(differing)} 与封存内容不符"


def _unsealed(organ: str) -> Iterator[Finding]:
    """Find the rows that no entry of their case speaks of."""
    rows = models.Evidence.objects.filter(organ=organ).order_by("digest")
    for digest, case in rows.values_list("digest", "case").iterator(CHUNK):
        entries = models.Entry.objects.filter(organ_id=organ, case=case, body__contains=digest)
        if not entries.exists():
            where = f"机关{organ} 案件{case} 附件{digest[:12]}…"
            yield Finding(what="evidence", where=where, message="附件表中有，账簿内没有")


# Rendered papers -----------------------------------------------------------------------------------


def papers(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that each paper that was drawn lies on disk, sealed, as it was drawn."""
    rows = models.Rendering.objects.filter(document__organ_id=organ).order_by("document__case", "id")
    secrets: dict[str, bytes | None] = {}
    for row in rows.select_related("document").iterator(CHUNK):
        progress.seen("files")
        paper = row.document
        if paper.case not in secrets:
            secrets = {paper.case: _case_key(organ, paper.case)}
        if message := _on_disk("papers", row.file) or _drawn(row, secrets[paper.case]) or _marked(row):
            where = (
                f"{place_of(organ, paper.entry, paper.case)} 文书{paper.number or paper.label}.{row.format} "
                f"文件{_path('papers', row.file)}"
            )
            yield Finding(what="paper", where=where, message=message)


def _case_key(organ: str, case: str) -> bytes | None:
    try:
        return sealing.case_key(organ, case)
    except (ValueError, LookupError):
        return None  # told with the keys


def _drawn(row: models.Rendering, secret: bytes | None) -> str:
    """Return what is wrong with the file within the seal, as far as there is a key to open it."""
    if secret is None:
        return ""
    try:
        content = sealing.open_bytes(secret, row.document.case, files.fetch("papers", row.file))
    except sealing.SealBrokenError:
        return "文件打不开，不是用本案密钥封存的"
    return "" if sm3(content) == row.digest else "文书内容与登记的摘要不符"


def _marked(row: models.Rendering) -> str:
    """Return what is wrong with what is told of a paper beside its content, as far as there are keys."""
    try:
        marked = sealing.mark_of(row, row.document)
    except (ValueError, LookupError):
        return ""  # told with the keys
    return "" if marked == row.mark else "登记的文书、格式或者作成时间被改动"


def _path(kind: str, digest: str) -> str:
    return f"{kind}/{digest[:2]}/{digest}"


def _on_disk(kind: str, digest: str) -> str:
    """Return what is wrong with a file, "" for nothing."""
    try:
        found = digest_of(files.place(kind, digest))
    except FileNotFoundError:
        return "文件不在数据目录中，请从备份恢复"
    except OSError as error:
        return f"文件读不出：{error.strerror}"
    return "" if found == digest else "文件内容与摘要不符，已被改动"


def digest_of(path: Path) -> str:
    """Return the SM3 digest of a file, read piece by piece."""
    digest = hashes.Hash(hashes.SM3())
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.finalize().hex()


def loose(kind: str) -> int:
    """Return how many files on disk no row speaks of: left by a process that was stopped in between."""
    table: type[Model] = models.Evidence if kind == "evidence" else models.Rendering
    column = "digest" if kind == "evidence" else "file"
    found = 0
    for names in _batches(path.name for path in files.folder(kind).glob("*/*")):
        known = table._default_manager.filter(**{f"{column}__in": names})  # noqa: SLF001 - documented by Django
        found += len(names) - len(set(known.values_list(column, flat=True)))
    return found


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for name in names:
        batch.append(name)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


# Keys ----------------------------------------------------------------------------------------------


def keys(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that every case has a key that opens, unless an entry says that it was destroyed."""
    where = f"机关{organ} 密钥文件"
    try:
        whole = sealing.are_whole(sealing.organ_keys(organ))
    except sealing.KeyMissingError as missing:
        yield Finding(what="key", where=where, message=str(missing))
        return
    except (ValueError, KeyError, TypeError):
        yield Finding(
            what="key", where=where, message="密钥文件读不出，已被改动；请用 fazhi restore 恢复密钥"
        )
        return
    if not whole:
        yield Finding(what="key", where=where, message="密钥文件与其校验和不符，已被改动；请从备份恢复")
    for row in models.CaseKey.objects.filter(organ=organ).order_by("case").iterator(CHUNK):
        progress.seen("keys")
        try:
            sealing.unwrap(organ, row.case, row.wrapped)
        except (ValueError, LookupError):
            message = "案件密钥打不开：被改动过，或者机关密钥不是原来的"
            yield Finding(what="key", where=f"机关{organ} 案件{row.case}", message=message)
    yield from _destroyed(organ)


def _destroyed(organ: str) -> Iterator[Finding]:
    erased = models.Entry.objects.filter(organ_id=organ, kind="erasure").values("case")
    first = models.Entry.objects.filter(organ_id=organ, kind__in=("step", "opening"))
    kept = models.CaseKey.objects.filter(organ=organ).values("case")
    lost = first.exclude(case__in=kept).exclude(case__in=erased).values_list("case", flat=True).distinct()
    for case in lost.order_by("case").iterator(CHUNK):
        yield Finding(what="key", where=f"机关{organ} 案件{case}", message="案件密钥缺失，账簿中没有销毁记录")
    for case in models.CaseKey.objects.filter(organ=organ, case__in=erased).values_list("case", flat=True):
        yield Finding(what="key", where=f"机关{organ} 案件{case}", message="账簿记载密钥已销毁，密钥却仍在")


# Filings -------------------------------------------------------------------------------------------


def filings(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that each statement filed is, word for word, the one that its entry seals, and none missing."""
    kept: set[int] = set()
    for row in models.Filing.objects.filter(organ=organ).order_by("id").iterator(CHUNK):
        progress.seen("filings")
        kept.add(row.entry)
        where = f"{place_of(organ, row.entry, row.case)} 已报送的{row.year}年报告"
        for message in _of_filing(row):
            yield Finding(what="filing", where=where, message=message)
    signed = models.Entry.objects.filter(organ_id=organ, kind="step", body__contains='"statement_digest":"')
    for number, case in signed.order_by("number").values_list("number", "case").iterator(CHUNK):
        if number not in kept:
            where = place_of(organ, number, case)
            yield Finding(what="filing", where=where, message="账簿记载已签发，存档的报告全文缺失")


def _of_filing(row: models.Filing) -> Iterator[str]:
    digest = sm3(row.content.encode())
    if digest != row.digest:
        yield "报告内容与登记的摘要不符"
    entry = models.Entry.objects.filter(organ_id=row.organ, number=row.entry).first()
    if entry is None or entry.case != row.case:
        yield "账簿中没有对应的记录"
    elif f'"{digest}"' not in entry.body:
        yield "报告内容与封存在记录中的摘要不符"
    try:
        content = json.loads(row.content)
    except ValueError:
        return
    if isinstance(content, dict) and (differing := [*_beside_content(row, content)]):
        yield f"栏目 {'、'.join(differing)} 与报告内容所载不符"


def _beside_content(row: models.Filing, content: dict[str, Any]) -> Iterator[str]:
    """Yield the columns that do not repeat what the statement itself says; not every statement says all."""
    said = {
        "organ": content.get("organ_code", content.get("organ")),
        "statement": f"{content['code']}/{content['period']}"
        if "period" in content
        else content.get("statement"),
        "year": content.get("year"),
        "known_by": content.get("known_by"),
    }
    for name, told in said.items():
        if told is not None and getattr(row, name) != told:
            yield name
