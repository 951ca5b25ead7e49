"""Hand-overs between organs 移送: sent in one journal, received in the other, which cites the first's seal.

What goes over is a package: which matter, and the list of its papers and files with their digests.  Both
journals seal the same package.  Personal data stays where it is: papers and files are handed over themselves,
and the list tells whether they are the ones.  Each act is a transaction of its own journal only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.journal import canonical, sm3
from fazhi.core.law import HouseRule
from fazhi.law.roles import HANDS_OVER
from fazhi.store import journals, models, sealing
from fazhi.store.handed_over import Received, Sent
from fazhi.usecases import access, histories, people
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused, by

RULE = HouseRule("（移送）", "移送须写明接收机关、事由和材料清单，接收机关核对清单后签收")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A paper or file of a case that may be handed over; ``number`` is "" for a file."""

    label: str
    number: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A matter handed over: which, by whom to whom, and by which entry it was received, 0 while it is not.

    ``case`` is the key of the case in the organ it comes from.
    """

    sender: str
    sender_name: str
    entry: int
    case: str
    to: str
    to_name: str
    on: date
    digest: str
    number: str
    title: str
    procedure: str
    label: str
    materials: tuple[Material, ...]
    received: int = 0
    received_on: date | None = None

    @property
    def state(self) -> str:
        """Whether it has been received, in words."""
        return f"已接收（{self.received_on}）" if self.received else "已移送，待接收"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An entry by which a matter was sent or received."""

    entry: int
    digest: str


def may(clerk: Clerk) -> bool:
    """Tell whether the clerk's posts hand over and take over."""
    return clerk.holds(*HANDS_OVER.posts)


def receivers(clerk: Clerk) -> list[tuple[str, str]]:
    """Return (code, name) of the organs to which a matter may go."""
    return [(code, name) for code, name in people.organs() if code != clerk.organ]


def materials(case: str) -> tuple[Material, ...]:
    """Return the papers and files of a case, in order."""
    papers = models.Document.objects.filter(case=case).order_by("entry", "id")
    files = models.Evidence.objects.filter(case=case).order_by("added_at", "digest")
    return (
        *(Material(label=one.label, number=one.number, digest=one.digest) for one in papers),
        *(
            Material(label=f"附件{nth}", number="", digest=digest)
            for nth, digest in enumerate(files.values_list("digest", flat=True), start=1)
        ),
    )


# Sending -------------------------------------------------------------------------------------------


def send(
    case: str, *, to: str, reason: str, chosen: Collection[str], on: date, clerk: Clerk, now: datetime
) -> Done | Refused:
    """Hand a case over to another organ with the materials of those digests, or say every reason why not.

    Raises:
        NotYoursError: the case is not there for this clerk.

    """
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        row = access.case_for(clerk, case)
        secret = sealing.case_key(clerk.organ, case)
        refusals = [*_against_sending(row, to, clerk), *_ill_told(reason, on, row.last_on, now.date())]
        if secret is None:
            refusals.append(_refusal("data-destroyed", "本案的个人信息已按保管期限销毁，不能再移送。"))
        if refusals or secret is None:
            return Refused(refusals=tuple(refusals))
        package = _package(row, end.organ, to, chosen)
        digest = sm3(canonical(package).encode())
        content = {
            "kind": "sent",
            "case": case,
            "step": "sent",
            "on": on.isoformat(),
            "by": by(clerk.acting_as(HANDS_OVER.posts)),
            "to": to,
            "package": package,
            "digest": digest,
            # People write into reasons what they should not: it is sealed like any narrative.
            "sealed": sealing.seal_values(secret, case, {"reason": reason.strip()}),
        }
        entry = journals.append(end, content, postings=(), recorded_at=now)
        _keep_sent(clerk.organ, entry.number, content)
        return Done(entry=entry.number, digest=digest)


def _package(row: models.Case, organ: models.Organ, to: str, chosen: Collection[str]) -> dict[str, Any]:
    return {
        "from": organ.code,
        "from_name": organ.name,
        "to": to,
        "case": row.key,
        "number": row.number,
        "title": row.title,
        "procedure": row.procedure,
        "label": histories.procedure_of(row).label,
        "materials": [
            {"label": one.label, "number": one.number, "digest": one.digest}
            for one in materials(row.key)
            if one.digest in chosen
        ],
    }


def _refusal(code: str, message: str, field: str = "") -> Refusal:
    return Refusal(code=code, message=message, basis=str(RULE), field=field)


def _against_sending(row: models.Case, to: str, clerk: Clerk) -> Iterable[Refusal]:
    if not may(clerk):
        yield _refusal("wrong-post", f"移送由{HANDS_OVER.label}办理，您现任的岗位不能移送。")
    if not row.stage:
        yield _refusal("case-voided", "本案已经作废，不能移送。")
    if to not in dict(receivers(clerk)):
        yield _refusal("no-such-organ", "请从列表中选择接收机关。", "to")
    open_ = [one for one in of_case(row.key) if one.to == to and not one.received]
    if open_:
        message = f"本案已于{open_[0].on}移送该机关（第{open_[0].entry}号记录），尚待接收，不必再次移送。"
        yield _refusal("already-sent", message, "to")


def _ill_told(reason: str, on: date, last: date, today: date) -> Iterable[Refusal]:
    if not reason.strip():
        yield _refusal("reason-missing", "请写明移送的事由。", "reason")
    if on > today:
        yield _refusal("in-the-future", f"移送日期{on}晚于今天{today}，尚未发生的事不能登记。", "on")
    elif on < last:
        yield _refusal("out-of-date-order", f"移送日期{on}早于本案上一环节的{last}，请核对日期。", "on")


# Receiving -----------------------------------------------------------------------------------------


def receive(sender: str, entry: int, *, on: date, clerk: Clerk, now: datetime) -> Done | Refused:
    """Acknowledge what another organ sent to the clerk's, or say every reason why not."""
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        sent = models.Entry.objects.filter(organ_id=sender, number=entry, kind="sent").first()
        said = json.loads(sent.body) if sent is not None else {}
        if sent is None or said["to"] != clerk.organ:
            return Refused(
                refusals=(_refusal("no-such-handover", "没有这次移送，或者它不是移送给本机关的。"),)
            )
        if refusals := tuple(_against_receiving(sent, on, clerk, now.date())):
            return Refused(refusals=refusals)
        content = {
            "kind": "received",
            "case": f"{clerk.organ}-{end.number + 1}",
            "step": "received",
            "on": on.isoformat(),
            "by": by(clerk.acting_as(HANDS_OVER.posts)),
            "sender": sender,
            "sent": entry,
            "seal": sent.seal,
            "package": said["package"],
            "digest": said["digest"],
        }
        done = journals.append(end, content, postings=(), recorded_at=now)
        _keep_received(clerk.organ, done.number, content)
        return Done(entry=done.number, digest=said["digest"])


def _against_receiving(sent: models.Entry, on: date, clerk: Clerk, today: date) -> Iterable[Refusal]:
    if not may(clerk):
        yield _refusal("wrong-post", f"接收由{HANDS_OVER.label}办理，您现任的岗位不能接收。")
    if done := Received.objects.filter(sender=sent.organ_id, sent=sent.number).first():
        yield _refusal("already-received", f"这次移送已于{done.on}接收（第{done.entry}号记录）。")
    if on > today:
        yield _refusal("in-the-future", f"接收日期{on}晚于今天{today}，尚未发生的事不能登记。", "on")
    elif on < sent.on:
        yield _refusal("out-of-date-order", f"接收日期{on}早于移送日期{sent.on}，请核对日期。", "on")


# What was sent and received ------------------------------------------------------------------------


def of_case(case: str) -> list[HandOver]:
    """Return the hand-overs of a case, oldest first."""
    return _told(Sent.objects.filter(case=case))


def outgoing(clerk: Clerk) -> list[HandOver]:
    """Return what the clerk's organ handed over, newest first, of cases that the clerk sees."""
    rows = list(Sent.objects.filter(organ=clerk.organ).order_by("-entry")[:_MOST])
    seen = access.seen_among(clerk, {row.case for row in rows})
    return list(reversed(_told([row for row in rows if row.case in seen])))


def incoming(clerk: Clerk) -> list[HandOver]:
    """Return what was handed over to the clerk's organ: what waits first, then the newest."""
    found = _told(Sent.objects.filter(to=clerk.organ)) if may(clerk) else []
    found.reverse()
    return sorted(found, key=lambda one: bool(one.received))[:_MOST]


def waiting(clerk: Clerk) -> int:
    """Return how many hand-overs wait for the clerk to receive them."""
    if not may(clerk):
        return 0
    sent = Sent.objects.filter(to=clerk.organ).values_list("organ", "entry")
    got = Received.objects.filter(organ=clerk.organ).values_list("sender", "sent")
    return len(set(sent) - set(got))


_MOST = 200


def _told(rows: Iterable[Sent]) -> list[HandOver]:
    found = sorted(rows, key=lambda row: (row.on, row.organ, row.entry))
    senders = {row.organ for row in found}
    numbers = [row.entry for row in found]
    bodies = {
        (organ, number): json.loads(body)["package"]
        for organ, number, body in models.Entry.objects.filter(
            organ_id__in=senders, number__in=numbers, kind="sent"
        ).values_list("organ_id", "number", "body")
    }
    got = {
        (sender, sent): (entry, on)
        for sender, sent, entry, on in Received.objects.filter(
            sender__in=senders, sent__in=numbers
        ).values_list("sender", "sent", "entry", "on")
    }
    names = dict(people.organs())
    return [_one(row, bodies[row.organ, row.entry], names, got.get((row.organ, row.entry))) for row in found]


def _one(
    row: Sent, package: Mapping[str, Any], names: Mapping[str, str], got: tuple[int, date] | None
) -> HandOver:
    entry, received_on = got or (0, None)
    return HandOver(
        sender=row.organ,
        sender_name=package["from_name"],
        entry=row.entry,
        case=row.case,
        to=row.to,
        to_name=names.get(row.to, row.to),
        on=row.on,
        digest=row.digest,
        number=package["number"],
        title=package["title"],
        procedure=package["procedure"],
        label=package["label"],
        materials=tuple(Material(**one) for one in package["materials"]),
        received=entry,
        received_on=received_on,
    )


def told_of(case: str, reasons: Mapping[int, str]) -> dict[int, str]:
    """Return what the page of a case says of its hand-overs, by entry; ``reasons`` as they were opened."""
    return {
        one.entry: "，".join(filter(None, (f"移送{one.to_name}", one.state, reasons.get(one.entry, ""))))
        for one in of_case(case)
    }


# Caches --------------------------------------------------------------------------------------------


def _keep_sent(organ: str, entry: int, content: Mapping[str, Any]) -> None:
    Sent.objects.create(
        organ=organ,
        entry=entry,
        case=content["case"],
        to=content["to"],
        on=date.fromisoformat(content["on"]),
        digest=content["digest"],
    )


def _keep_received(organ: str, entry: int, content: Mapping[str, Any]) -> None:
    Received.objects.create(
        organ=organ,
        entry=entry,
        sender=content["sender"],
        sent=content["sent"],
        on=date.fromisoformat(content["on"]),
        digest=content["digest"],
    )


#: What keeps an entry of a kind in the tables, when caches are rebuilt.
KEEPS: Mapping[str, Callable[[str, int, Mapping[str, Any]], None]] = {
    "sent": _keep_sent,
    "received": _keep_received,
}
