"""Evidence: files handed in with a step, kept sealed, fetched by those who may see the case."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from fazhi.core.case import Refusal
from fazhi.core.journal import sm3
from fazhi.core.law import HouseRule
from fazhi.store import files, looks, models, sealing
from fazhi.usecases import access
from fazhi.usecases.people import Clerk

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 20
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 120

RULE = HouseRule("附件1", "附件须为常用文书、图片、影音格式，单个不超过20 MB，一次不超过20个；不收程序和网页")

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: What is taken in: the ending of the name → media type, and how such a file begins (() if that varies).
TAKEN: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "ofd": ("application/ofd", (_ZIP,)),
    "doc": ("application/msword", (_OLD_OFFICE,)),
    "xls": ("application/vnd.ms-excel", (_OLD_OFFICE,)),
    "ppt": ("application/vnd.ms-powerpoint", (_OLD_OFFICE,)),
    "wps": ("application/vnd.ms-works", (_OLD_OFFICE, _ZIP)),
    "et": ("application/octet-stream", (_OLD_OFFICE, _ZIP)),
    "dps": ("application/octet-stream", (_OLD_OFFICE, _ZIP)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (_ZIP,)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (_ZIP,)),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", (_ZIP,)),
    "zip": ("application/zip", (_ZIP,)),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "gif": ("image/gif", (b"GIF8",)),
    "bmp": ("image/bmp", (b"BM",)),
    "tif": ("image/tiff", (b"II*\x00", b"MM\x00*")),
    "tiff": ("image/tiff", (b"II*\x00", b"MM\x00*")),
    "webp": ("image/webp", (b"RIFF",)),
    "heic": ("image/heic", ()),
    "mp3": ("audio/mpeg", ()),
    "m4a": ("audio/mp4", ()),
    "wav": ("audio/wav", (b"RIFF",)),
    "amr": ("audio/amr", (b"#!AMR",)),
    "mp4": ("video/mp4", ()),
    "mov": ("video/quicktime", ()),
}
#: What is a page or a program whatever the file is called; a text that begins so is not taken.
_ACTIVE = re.compile(
    rb"\s*<(?:!doctype|html|script|svg|\?xml|\?php|body|iframe)|MZ|\x7fELF|#!\s*/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file handed in as evidence.  What it is follows from name and content, not from ``media_type``.

    ``field`` is the place in the form that asks for it (``proof``, ``parties.0.agent_letter``), "" for none.
    """

    name: str
    content: bytes
    media_type: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file as listed: ``size`` in bytes; ``name`` is "" once the data of the case was destroyed."""

    digest: str
    name: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as fetched.  Send it as an attachment, never to be shown as a page of ours."""

    name: str
    media_type: str
    content: bytes


class EvidenceLostError(LookupError):
    """The file is not there, or not theirs to see, or its key was destroyed; the message says which."""


# Taking in -----------------------------------------------------------------------------------------


def problems(uploads: Sequence[Upload]) -> tuple[Refusal, ...]:
    """Return every reason not to take files in: too large, empty, too many, of a kind that is not taken."""
    return tuple(_problems(uploads))


def _problems(uploads: Sequence[Upload]) -> Iterator[Refusal]:
    if len(uploads) > MOST_FILES:
        yield _refusal(
            "evidence-too-many",
            f"一次最多附{MOST_FILES}个文件，现有{len(uploads)}个；请分次办理，或打包成zip。",
        )
    for upload in uploads:
        name = clean_name(upload.name)
        size = -(-len(upload.content) // _MEGABYTE)
        if not upload.content:
            yield _refusal("evidence-empty", f"附件“{name}”是空文件，请重新选择。")
        elif len(upload.content) > MOST_BYTES:
            yield _refusal(
                "evidence-too-large",
                f"附件“{name}”约{size} MB，超过{MOST_BYTES // _MEGABYTE} MB的上限；请压缩或分成几个文件。",
            )
        else:
            yield from _not_taken(name, upload.content)


def _not_taken(name: str, content: bytes) -> Iterator[Refusal]:
    ending = _ending(name)
    beginnings = TAKEN[ending][1] if ending in TAKEN else ()
    if ending not in TAKEN:
        told = f"“.{ending}”格式" if ending else "没有扩展名"
        yield _refusal(
            "evidence-not-taken",
            f"附件“{name}”{told}，不能接收；请另存为pdf、docx、xlsx、jpg、png等常用格式。",
        )
    elif beginnings and not content.startswith(beginnings):
        yield _refusal(
            "evidence-not-taken",
            f"附件“{name}”的内容不是{ending}格式，可能改过扩展名；请用原来的软件另存后再传。",
        )
    elif not beginnings and _ACTIVE.match(content[:256]):
        yield _refusal("evidence-not-taken", f"附件“{name}”的内容是网页或程序，不能接收。")


def _refusal(code: str, message: str) -> Refusal:
    return Refusal(code=code, message=message, basis=str(RULE), field="evidence")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def clean_name(name: str) -> str:
    """Return a file's name without folders, control and invisible characters, at most 120 long, ending kept.

    >>> clean_name("/材料/../收条.JPG")
    '收条.JPG'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn"))
    seen = re.sub(r"[\s\"<>|:*?]+", " ", seen).strip(" .") or "附件"
    if len(seen) <= _LONGEST_NAME:
        return seen
    ending = f".{_ending(seen)}"[:8]
    return seen[: _LONGEST_NAME - len(ending)] + ending


def named_in(form: Mapping[str, Any], uploads: Sequence[Upload]) -> dict[str, Any]:
    """Return a form in which files stand where they were asked for, each by a stand-in for its digest.

    The digest itself is known only once the file is sealed; ``settled_in`` puts it there.
    """
    if not any(upload.field for upload in uploads):
        return dict(form)
    found = copy.deepcopy(dict(form))
    for place, upload in enumerate(uploads):
        if upload.field:
            _put(found, upload.field.split("."), _stand_in(place, upload))
    return found


def _stand_in(place: int, upload: Upload) -> str:
    return sm3(b"%d:" % place + upload.content)


def _put(form: Any, path: Sequence[str], digest: str) -> None:
    """Add a digest at a path of a form; a path that leads nowhere is left to the form to refuse."""
    head, rest = path[0], path[1:]
    if isinstance(form, list):
        if rest and head.isdecimal() and len(head) < 5 and int(head) < len(form):
            _put(form[int(head)], rest, digest)
    elif isinstance(form, dict) and rest:
        _put(form.get(head), rest, digest)
    elif isinstance(form, dict):
        held = form.get(head)
        form[head] = [*held, digest] if isinstance(held, list) else [digest]


def settled_in(form: Mapping[str, Any], uploads: Sequence[Upload], digests: Sequence[str]) -> dict[str, Any]:
    """Return canonical values with the digests of files in the place of their stand-ins."""
    known = {
        _stand_in(place, upload): digest
        for place, (upload, digest) in enumerate(zip(uploads, digests, strict=True))
        if upload.field
    }
    return {name: _swapped(value, known) for name, value in form.items()} if known else dict(form)


def _swapped(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _swapped(inner, known) for name, inner in value.items()}
    if isinstance(value, list):
        return [_swapped(inner, known) for inner in value]
    return known.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file written to disk, sealed: what its entry says of it."""

    digest: str
    name: str
    media_type: str
    size: int

    def to_json(self) -> list[Any]:
        """Return what the entry seals of it besides its digest; the name sealed with the key of the case."""
        return [self.name, self.media_type, self.size]


def keep(upload: Upload, *, organ: str, case: str, secret: bytes, now: datetime) -> Kept:
    """Write a file that was found right to disk, sealed with the key of its case, and list it."""
    name = clean_name(upload.name)
    kept = Kept(
        digest=files.keep("evidence", sealing.seal_bytes(secret, case, upload.content)),
        name=sealing.seal_values(secret, case, {"name": name}),
        media_type=TAKEN[_ending(name)][0],
        size=len(upload.content),
    )
    models.Evidence(
        digest=kept.digest,
        organ=organ,
        case=case,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        added_at=now,
    ).save(force_insert=True)
    return kept


def keep_all(
    uploads: Sequence[Upload], *, organ: str, case: str, secret: bytes, now: datetime
) -> dict[str, list[Any]]:
    """Keep files and return what the body of their entry says of them; nothing for none.

    ``now`` is the moment of that entry, of which each file keeps when it was added.
    """
    kept = [keep(one, organ=organ, case=case, secret=secret, now=now) for one in uploads]
    if not kept:
        return {}
    return {"evidence": [one.digest for one in kept], "files": [one.to_json() for one in kept]}


# Handing out ---------------------------------------------------------------------------------------


def of_case(case: str) -> dict[str, Item]:
    """Return the files of a case by digest, in the order added."""
    rows = list(models.Evidence.objects.filter(case=case).order_by("added_at", "digest"))
    secret = sealing.case_key(rows[0].organ, case) if rows else None
    return {
        row.digest: Item(
            digest=row.digest,
            name=_name(row, secret),
            media_type=row.media_type,
            size=row.size,
            added_at=row.added_at,
        )
        for row in rows
    }


def _name(row: models.Evidence, secret: bytes | None) -> str:
    return str(sealing.open_values(secret, row.case, row.name)["name"]) if secret is not None else ""


def fetch(digest: str, *, clerk: Clerk, now: datetime, reason: str = "查阅证据材料") -> File:
    """Return a file in clear, and record that the clerk looked.

    Raises:
        EvidenceLostError: it is not there for this clerk, or can no longer be read.

    """
    row = models.Evidence.objects.filter(pk=digest, organ=clerk.organ).first()
    if row is None or not _may_see(clerk, row.case):
        raise EvidenceLostError("没有找到这个附件，或者它不在您的办理范围内。")
    secret = sealing.case_key(row.organ, row.case)
    if secret is None:
        raise EvidenceLostError("本案的个人信息已按保管期限销毁，附件无法再读取。")
    try:
        content = sealing.open_bytes(secret, row.case, files.fetch("evidence", digest))
    except (files.FileLostError, sealing.SealBrokenError) as lost:
        raise EvidenceLostError(str(lost)) from lost
    look = models.Look(
        organ=clerk.organ,
        case=row.case,
        person=clerk.person,
        post=clerk.acting_as(()).post,
        fields=f"evidence:{digest}",
        reason=reason.strip()[:200],
        at=now,
    )
    looks.append([look])
    return File(name=_name(row, secret), media_type=row.media_type, content=content)


def _may_see(clerk: Clerk, case: str) -> bool:
    """Tell whether a case is visible; the registers of opening entries are seen by whoever holds a post."""
    try:
        access.case_for(clerk, case)
    except access.NotYoursError:
        return bool(clerk.held) and not models.Case.objects.filter(pk=case).exists()
    return True
