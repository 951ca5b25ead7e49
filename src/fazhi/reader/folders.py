"""Many reports at once: every file of a folder read on all cores, one record a file, resumable."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.reader.decoding import MOST_BYTES
from fazhi.reader.reading import UnreadableError
from fazhi.reader.whole import read

SECONDS = 300
"""The longest that one file may take; a scanned report of many pages takes minutes."""
ENDINGS = frozenset(
    (
        ".txt",
        ".html",
        ".htm",
        ".docx",
        ".pdf",
        ".png",
        ".jpg",
        ".jpeg",
        ".bmp",
        ".tif",
        ".tiff",
        ".webp",
        ".md",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """One file as read: ``reading`` as data, None where it could not be read and ``fault`` says why."""

    name: str
    mark: str
    """Size and time of the file: one that changed is read anew."""
    reading: dict[str, Any] | None
    fault: str = ""


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder and below that may be reports, in order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in ENDINGS)


def mark_of(path: Path) -> str:
    """Return size and time of a file as one word."""
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def read_file(path: Path, folder: Path) -> FileRead:
    """Read one file; whatever it is, the answer is a reading or a sentence."""
    name = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    mark = ""
    try:
        mark = mark_of(path)
        if path.stat().st_size > MOST_BYTES:
            too_large = f"“{name}”超过{MOST_BYTES // 1_000_000}兆字节，不像是一份报告，没有打开。"
            return FileRead(name=name, mark=mark, reading=None, fault=too_large)
        with _within(SECONDS, name):
            found = read(path.read_bytes(), name).to_json()
    except UnreadableError as reason:
        return FileRead(name=name, mark=mark, reading=None, fault=str(reason))
    except OSError as reason:
        return FileRead(
            name=name, mark=mark, reading=None, fault=f"“{name}”打不开：{reason.strerror or reason}。"
        )
    except (MemoryError, RecursionError):
        return FileRead(name=name, mark=mark, reading=None, fault=f"“{name}”结构异常，为安全起见没有读完。")
    del found["text"]
    return FileRead(name=name, mark=mark, reading=found)


class _within:  # noqa: N801 — read as a phrase: with _within(300, name)
    """A limit of seconds, where the system has alarms; nothing elsewhere."""

    def __init__(self, seconds: int, name: str) -> None:
        self.seconds, self.name = seconds, name

    def __enter__(self) -> None:
        if hasattr(signal, "SIGALRM"):
            self.before = signal.signal(signal.SIGALRM, self._rung)
            signal.alarm(self.seconds)

    def _rung(self, *_: object) -> None:
        raise UnreadableError(f"“{self.name}”读了{self.seconds}秒还没有读完，已放弃。")

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)
            signal.signal(signal.SIGALRM, self.before)


def read_folder(folder: Path, *, journal: Path, jobs: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Read every file of a folder into a journal of records, yielding (done, all, name) as it goes on.

    Files that the journal already holds unchanged are not read again, so that a run that was broken off
    goes on.
    """
    paths = files_in(folder)
    known = {record.name: record.mark for record in records(journal)}
    ahead = [path for path in paths if known.get(str(path.relative_to(folder))) != mark_of(path)]
    done = len(paths) - len(ahead)
    yield done, len(paths), ""
    jobs = jobs or os.cpu_count() or 1
    with journal.open("a", encoding="utf-8") as file, ProcessPoolExecutor(max_workers=jobs) as pool:
        running: set[Future[FileRead]] = set()
        remaining = iter(ahead)
        # Only as many at once as keep the cores busy: readings are not gathered in memory.
        for path in remaining:
            running.add(pool.submit(read_file, path, folder))
            if len(running) >= jobs * 4:
                break
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                record = future.result()
                file.write(json.dumps(_plain(record), ensure_ascii=False) + "\n")
                file.flush()
                done += 1
                if (another := next(remaining, None)) is not None:
                    running.add(pool.submit(read_file, another, folder))
                yield done, len(paths), record.name


def _plain(record: FileRead) -> dict[str, Any]:
    return {"name": record.name, "mark": record.mark, "reading": record.reading, "fault": record.fault}


def records(journal: Path) -> Iterator[FileRead]:
    """Yield the records of a journal; a last line that was cut off is passed over."""
    if not journal.is_file():
        return
    with journal.open(encoding="utf-8") as file:
        for line in file:
            try:
                yield FileRead(**json.loads(line))
            except (ValueError, TypeError):
                continue


def latest(journal: Path) -> Iterator[FileRead]:
    """Yield the last record of each file, in order of names, without holding their readings in memory."""
    places: dict[str, int] = {}
    with journal.open("rb") as file:
        at = 0
        for line in file:
            with suppress(ValueError, TypeError, KeyError):
                places[json.loads(line)["name"]] = at
            at += len(line)
        for name in sorted(places):
            file.seek(places[name])
            yield FileRead(**json.loads(file.readline()))
