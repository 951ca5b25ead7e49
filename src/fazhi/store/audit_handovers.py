"""Checks hand-overs between organs: what was sent is what was received, and each is acknowledged once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fazhi.core.journal import canonical, sm3
from fazhi.store import models
from fazhi.store.audit import CHUNK, Finding, Progress, place_of
from fazhi.store.handed_over import Received, Sent


def handovers(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check what an organ sent and received: the digest of each package, and the other journal's entry."""
    rows = models.Entry.objects.filter(organ_id=organ, kind__in=("sent", "received")).order_by("number")
    listed = {
        **{("sent", row.entry): (row.to, row.digest) for row in Sent.objects.filter(organ=organ)},
        **{("received", row.entry): (row.sender, row.digest) for row in Received.objects.filter(organ=organ)},
    }
    received: set[tuple[str, int]] = set()
    for number, case, kind, body in rows.values_list("number", "case", "kind", "body").iterator(CHUNK):
        progress.seen("handovers")
        content = _read(body)
        if content is None:
            continue  # told with the entries
        where = f"{place_of(organ, number, case)} {'移送' if kind == 'sent' else '接收'}"
        other = content.get("to") if kind == "sent" else content.get("sender")
        if listed.pop((kind, number), None) != (other, content.get("digest")):
            yield Finding(what="handover", where=where, message="移送登记与封存内容不符")
        if sm3(canonical(content.get("package", {})).encode()) != content.get("digest"):
            yield Finding(what="handover", where=where, message="移送清单与封存的摘要不符")
        if kind == "received":
            pair = (str(content.get("sender")), int(content.get("sent", 0)))
            if pair in received:
                yield Finding(what="handover", where=where, message="同一次移送被接收了两次")
            received.add(pair)
            yield from _beside_the_other(organ, where, content)
    for kind, number in sorted(listed):
        where = f"机关{organ} 第{number}号记录 {'移送' if kind == 'sent' else '接收'}"
        yield Finding(what="handover", where=where, message="移送登记中有，账簿内没有")


def _read(body: str) -> dict[str, Any] | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def _beside_the_other(organ: str, where: str, content: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what differs between an acknowledgement and the entry it acknowledges, where that lies here."""
    sender, number = str(content.get("sender")), int(content.get("sent", 0))
    if not models.Journal.objects.filter(pk=sender).exists():
        return  # the other organ keeps its journal elsewhere
    entry = models.Entry.objects.filter(organ_id=sender, number=number, kind="sent").first()
    if entry is None:
        yield Finding(what="handover", where=where, message=f"机关{sender}的账簿中没有第{number}号移送")
        return
    said = _read(entry.body) or {}
    if entry.seal != content.get("seal"):
        yield Finding(what="handover", where=where, message=f"所载封印与机关{sender}第{number}号移送不同")
    if said.get("digest") != content.get("digest"):
        yield Finding(what="handover", where=where, message=f"清单摘要与机关{sender}第{number}号移送不同")
    if said.get("to") != organ:
        yield Finding(what="handover", where=where, message=f"机关{sender}第{number}号不是移送给本机关的")
