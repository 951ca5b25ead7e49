"""A folder of ten thousand reports read into one table: memory, cores, progress, going on after a kill.

Not part of the other measurements, since it takes minutes: ``python -m bench.many_reports [COUNT]``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.reading import USUAL, report, web_page

COUNT = 10_000
UNLIKE = 240
"""How many reports differ in all; the others in their names and file kinds."""


def generate(folder: Path, count: int) -> None:
    """Write reports as text and as pages, in folders of a thousand."""
    texts = [report(number, prose=USUAL) for number in range(min(UNLIKE, count))]
    for number in range(count):
        text = texts[number % len(texts)].replace("青槐", f"第{number}")
        place = folder / f"{number // 1000:02d}"
        place.mkdir(exist_ok=True)
        if number % 4:
            (place / f"{number:05d}.txt").write_text(text, encoding="utf-8")
        else:
            (place / f"{number:05d}.html").write_bytes(web_page(text))


def memory_of(process: int) -> tuple[int, int]:
    """Return the memory in MB and the number of a process and all below it (Linux)."""
    total = count = 0
    for one in [process, *_below(process)]:
        try:
            status = Path(f"/proc/{one}/status").read_text(encoding="utf-8")
        except OSError:
            continue
        kilobytes = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0")
        total += int(kilobytes) // 1024
        count += 1
    return total, count


def _below(process: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(one) for one in tasks.read_text(encoding="utf-8").split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found


def run(folder: Path, table: Path, *, kill_at: int = 0) -> tuple[float, int, int]:
    """Read the folder in a process of its own; return seconds, most memory in MB and how many processes."""
    began = time.monotonic()
    command = "import sys; from fazhi.config.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", command, "read", str(folder), "--to", str(table)]
    log = table.with_suffix(".log").open("ab")
    most = processes = 0
    with subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True) as working:  # noqa: S603 — own words
        while working.poll() is None:
            time.sleep(0.5)
            memory, count = memory_of(working.pid)
            most, processes = max(most, memory), max(processes, count)
            if kill_at and done(table) >= kill_at:
                os.killpg(working.pid, signal.SIGKILL)
                break
    log.close()
    return time.monotonic() - began, most, processes


def done(table: Path) -> int:
    """Return how many records the journal beside a table has."""
    journal = table.with_name(f"{table.name}.jsonl")
    if not journal.is_file():
        return 0
    with journal.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def main() -> None:
    """Generate, read, kill, go on, and tell."""
    count = int(next(islice(sys.argv, 1, None), COUNT))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder, table = home / "reports", home / "table.csv"
        folder.mkdir()
        generate(folder, count)
        print(f"{count} reports written, {os.cpu_count()} cores", flush=True)
        seconds, most, processes = run(folder, table, kill_at=count // 3)
        held = done(table)
        print(f"killed after {held} in {seconds:,.0f} s, {most} MB in {processes} processes", flush=True)
        seconds, most, processes = run(folder, table)
        rest = count - held
        print(f"went on and read {rest} in {seconds:,.0f} s ({rest / seconds:,.0f}/s),", end=" ")
        print(f"{most} MB in {processes} processes; table of {table.stat().st_size >> 20} MB", flush=True)
        seconds, most, _ = run(folder, table)
        print(f"nothing left to read: {seconds:,.0f} s, {most} MB")
        print(table.with_suffix(".log").read_bytes()[-200:].decode(errors="replace"))


if __name__ == "__main__":
    main()
