"""From what use cases return to what components draw: lights, due days, entries, next steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from fazhi.core.case import Clock, Light, Refusal
from fazhi.core.clocks import day_of
from fazhi.core.procedure import Strength
from fazhi.desk import drawings, parts, wording
from fazhi.desk.parts import ClosedStep, Cover, DueDay, Happening, NextStep, OthersStep, Reason
from fazhi.usecases.case_pages import CasePage, Counted, Leaf
from fazhi.usecases.evidence import Item
from fazhi.usecases.lists import NEAR_DAYS
from fazhi.usecases.steps_ahead import Next, limits_ended_by, too_late_for

_STATES = {
    Light.CALM: ("normal", ""),
    Light.NEAR: ("soon", ""),
    Light.OVERDUE: ("overdue", ""),
    Light.PAUSED: ("paused", ""),
    Light.MET: ("done", ""),
    Light.LATE: ("overdue", "逾期办结"),
    Light.LAPSED: ("done", "期满未办"),
    Light.CLOSED: ("done", "随案终结"),
}


def light(state: Light, last_day: date | None, now: date, moment: datetime | None = None) -> parts.Light:
    """Return a light with the days left, or over; on its last day the hour, if it runs out at one."""
    kind, word = _STATES[state]
    note, today = "", day_of(now)
    if moment is not None and moment.date() == today and state in (Light.CALM, Light.NEAR):
        return parts.Light(state=kind, note=f"今天{moment:%H:%M}到期", word=word)
    if moment is not None and moment.date() == today and state is Light.OVERDUE:
        return parts.Light(state=kind, note=f"今天{moment:%H:%M}已到期", word=word)
    if last_day is not None and state in (Light.CALM, Light.NEAR):
        left = (last_day - today).days
        note = f"余{left}天" if left else "今天到期"
    elif last_day is not None and state is Light.OVERDUE:
        note = f"超{(today - last_day).days}天"
    return parts.Light(state=kind, note=note, word=word)


def light_of_due(due: date | None, today: date, *, final: bool, near: int = NEAR_DAYS) -> parts.Light:
    """Return the light of a case in a list: of the nearest last day; it warns ``near`` days before."""
    if final:
        return parts.Light(state="done")
    if due is None:
        return parts.Light(state="normal", word="无期限")
    if due < today:
        return light(Light.OVERDUE, due, today)
    return light(Light.NEAR if (due - today).days <= near else Light.CALM, due, today)


def reasons(refusals: Iterable[Refusal]) -> tuple[Reason, ...]:
    """Return refusals as reasons."""
    return tuple(Reason(one.message, one.basis, one.code) for one in refusals)


# The case page -------------------------------------------------------------------------------------


def cover(case: CasePage, now: date) -> Cover:
    """Return the head of a case page; where there are no limits, the stage itself stands by the light.

    ``now`` is the day, or the moment where limits may run to an hour.
    """
    stage = case.stage.label if case.stage else "已作废"
    if not case.procedure.parts.limits:
        alone = parts.Light(state="done" if case.final else "normal", word=stage)
        return Cover(
            kind=case.procedure.label,
            title=case.title,
            number=case.number,
            stage="",
            light=alone,
            facts=case.facts,
        )
    running = [clock for clock in case.clocks if clock.met is None and clock.binding]
    nearest = next(
        (clock for clock in running if clock.last_day is not None), running[0] if running else None
    )
    if case.final or nearest is None:
        state = parts.Light(state="done" if case.final else "normal", word="" if case.final else "无期限")
    else:
        state = light(nearest.light(now, NEAR_DAYS), nearest.last_day, now, nearest.moment)
    return Cover(
        kind=case.procedure.label,
        title=case.title,
        number=case.number,
        stage=stage,
        light=state,
        facts=case.facts,
    )


def happenings(case: CasePage) -> list[Happening]:
    """Return the entries of a case, newest first."""
    return [_happening(case, leaf) for leaf in reversed(case.leaves)]


_TOO_LATE = 3
_NOT_MINE = frozenset(("wrong-post", "same-hand"))
"""Refusals that stand in the way of one clerk, not of the step."""
_REMARKED = {"void": "void", "replaced": "void", "proposed": ""}


def _happening(case: CasePage, leaf: Leaf) -> Happening:
    who = f"{leaf.who}（{f'代{leaf.post}{leaf.standing_for}' if leaf.standing_for else leaf.post}）"
    recorded = leaf.recorded_at.date()
    is_step = leaf.kind == "step"
    may_correct = is_step and leaf.state == ""
    return Happening(
        on=leaf.on,
        step=leaf.label,
        who=who,
        number=leaf.number,
        sentence=f"{leaf.brief.rstrip('。')}。" if leaf.brief else "",
        fields=leaf.fields,
        papers=[
            *(
                parts.Paper(
                    label=paper.label,
                    url=f"/documents/{paper.id}/",
                    number=paper.number,
                    sealed=bool(paper.number),
                    state="withdrawn" if paper.withdrawn else "",
                )
                for paper in leaf.papers
            ),
            *(evidence(item) for item in leaf.files),
        ],
        figures=[(one.label, amount(one), _certificate(case, one)) for one in leaf.counted],
        basis=leaf.basis,
        recorded=leaf.brought
        or (f"{recorded.month}月{recorded.day}日补记" if is_step and recorded != leaf.on else ""),
        state=_REMARKED.get(leaf.state, "") if is_step or leaf.kind == "sent" else "correction",
        remark=leaf.remark,
        correct_url=f"/case/{case.key}/entries/{leaf.number}/correct/" if may_correct else "",
        seal=" ".join(leaf.seal[i : i + 4] for i in (0, 4, 8)),
    )


def evidence(item: Item) -> parts.Paper:
    """Return a file handed in, as a thumbnail."""
    size = f"{item.size / 1024 / 1024:.1f} MB" if item.size >= 1024 * 1024 else f"{-(-item.size // 1024)} KB"
    return parts.Paper(label=item.name or "附件", url=f"/evidence/{item.digest}/", number=f"材料 · {size}")


def amount(one: Counted) -> str:
    """Return a posting with its sign and unit."""
    return signed(one.amount, one.unit)


def signed(size: Decimal, unit: str) -> str:
    """Return an amount with its sign and unit.

    >>> signed(Decimal("1.00"), "件"), signed(Decimal("-1200"), "元")
    ('+1件', '−1,200.00元')
    """
    sign = "+" if size >= 0 else "−"
    text = wording.yuan(abs(size)) if unit == "元" else wording.count(abs(size).normalize() + 0)
    return f"{sign}{text}{unit}"


def _certificate(case: CasePage, one: Counted) -> str:
    organ = case.key.rpartition("-")[0]
    return f"/ledger/{organ}/{one.on.year}/{one.indicator}/"


def next_steps(case: CasePage, today: date) -> tuple[list[NextStep], list[ClosedStep]]:
    """Return the steps that may be taken now, and those that may not, each with every reason.

    What leads on stands before what merely may be added, and what ends the matter after both; last of all
    what might have been done in time, and was not.
    """
    opened = sorted((one for one in case.next if not one.refusals), key=lambda one: _order(case, one, today))
    now = list(_open_steps(case, opened, today))
    closed = [
        ClosedStep(label=one.step.label, reasons=reasons(one.refusals)) for one in case.next if one.refusals
    ]
    return now, closed


def others_turn(case: CasePage) -> list[OthersStep]:
    """Return the steps that may be taken now, only not by this clerk: what the case may be waiting for."""
    return [
        OthersStep(label=one.step.label, who=one.step.by.label)
        for one in sorted(case.next, key=lambda one: _leads(case, one, None))
        if one.refusals and one.distance == 0 and {refusal.code for refusal in one.refusals} <= _NOT_MINE
    ]


def _leads(case: CasePage, one: Next, today: date | None) -> int:
    """Return the rank of a step: 0 leads on, 1 is merely added, 2 ends the matter or goes back, 3 is late."""
    stage = one.step.to
    if today is not None and too_late_for(case.view, one.step, today=today):
        return _TOO_LATE
    if stage is None or stage == case.stage:
        return 1
    stages = case.procedure.parts.stages
    back = case.stage in stages and stages.index(stage) < stages.index(case.stage)
    return 2 if stage.final or back else 0


def _open_steps(case: CasePage, opened: list[Next], today: date) -> Iterator[NextStep]:
    late = {one.step.name for one in opened if too_late_for(case.view, one.step, today=today)}
    official = next((one.step for one in opened if one.step.decisive and one.step.name not in late), None)
    for one in opened:
        is_late = one.step.name in late
        nearest = min(
            (
                day
                for limit, day in limits_ended_by(case.view, one.step)
                if is_late or day >= today or limit.strength is not Strength.MAY
            ),
            default=None,
        )
        yield NextStep(
            label=one.step.label,
            url=f"/case/{case.key}/do/{one.step.name}/",
            basis=str(one.step.basis),
            due=_by_when(nearest, late=nearest is not None and nearest < today),
            official=one.step is official,
            quiet=not _is_urged(case, one, alone=len(opened) == 1, today=today),
        )


def _order(case: CasePage, one: Next, today: date) -> tuple[int, bool, bool]:
    urged = _is_urged(case, one, alone=False, today=today)
    return _leads(case, one, today), not urged, not one.step.decisive


def _is_urged(case: CasePage, one: Next, *, alone: bool, today: date) -> bool:
    """Tell whether a step may be emphasised: it leads on, ends a binding limit, or is the only one."""
    rank = _leads(case, one, today)
    if rank == _TOO_LATE:
        return False
    binds = any(limit.strength is not Strength.MAY for limit, _ in limits_ended_by(case.view, one.step))
    return alone or rank == 0 or binds


def _by_when(last_day: date | None, *, late: bool) -> str:
    if last_day is None:
        return ""
    said = wording.day_in_short(last_day)
    return f"期限已于{said}届满" if late else f"最迟{said}"


def dues(case: CasePage, now: date) -> list[DueDay]:
    """Return the limits of a case with their rulers: what runs first, then what is met; ``now`` as above."""
    running = [clock for clock in case.clocks if clock.met is None]
    met = [clock for clock in case.clocks if clock.met is not None]
    return [due(clock, now) for clock in (*running, *met)]


def due(clock: Clock, now: date) -> DueDay:
    """Return a limit with its ruler and the reckoning of its last day."""
    state = light(clock.light(now, NEAR_DAYS), clock.last_day, now, clock.moment)
    hour = f"{clock.moment:%H:%M}" if clock.moment else ""
    counted = clock.counted
    row = clock.limit.row
    silence = clock.limit.silence or (row.silence if row is not None else "")
    sentences = [*counted.steps, *([f"期满未办：{silence}"] if silence else [])]
    return DueDay(
        label=clock.limit.label,
        light=state,
        last_day=f"{wording.day_in_full(clock.last_day)}{hour}" if clock.last_day else "中止期间不计",
        basis=f"{clock.limit.rests_on}（{clock.limit.strength.value}）",
        sentences=sentences,
        ruler=ruler(clock, day_of(now), state.state) if clock.last_day else "",
        provisional=counted.provisional,
    )


def ruler(clock: Clock, today: date, state: str) -> str:
    """Return a limit as a drawing."""
    counted = clock.counted
    if clock.last_day is None:
        return ""
    return drawings.ruler(
        counted.start,
        clock.last_day,
        today,
        light=state,
        start_label=next(
            (one.label for one in clock.limit.starts if one.name == clock.since.step), clock.limit.since.label
        ),
        rolled_from=counted.unrolled if counted.unrolled and counted.unrolled < clock.last_day else None,
        met_on=clock.met.on if clock.met else None,
        met_word="随案终结" if clock.closed else "已办",
    )
